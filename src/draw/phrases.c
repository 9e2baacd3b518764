/* What formats other than DOT say in words and link to. */
#include "draw/inside.h"

#include <string.h>

const char *phrase_plural(uint32_t n) {
    return n == 1 ? "" : "s";
}

char *phrase_name(const Graph *g, uint32_t node) {
    GString *s = g_string_new(NULL);
    entity_name(graph_lexicon(g), graph_node(g, node)->entity, s);
    char *valid = g_utf8_make_valid(s->str, (gssize)s->len);
    g_string_free(s, TRUE);
    return valid;
}

char *phrase_id(const Graph *g, uint32_t node) {
    GString *s = g_string_new(NULL);
    entity_id(graph_lexicon(g), graph_node(g, node)->entity, s);
    return g_string_free(s, FALSE);
}

char *phrase_statement(const Graph *g, const Edge *e, const Statement *s) {
    char *tail = phrase_name(g, edge_tail(e, s)), *head = phrase_name(g, edge_head(e, s));
    char *text = g_strdup_printf("%s %s %s", tail, s ? kind_label(s->kind) : "and", head);
    g_free(tail);
    g_free(head);
    return text;
}

bool phrase_is_address(const char *url) {
    if (!url || !(g_ascii_strncasecmp(url, "http://", 7) == 0 ||
                  g_ascii_strncasecmp(url, "https://", 8) == 0))
        return false;
    for (const char *p = url; *p; p++)
        if ((unsigned char)*p <= ' ' || *p == 0x7f)
            return false;
    return g_utf8_validate(url, -1, NULL);
}

char *phrase_address(const Graph *g, uint32_t node) {
    GString *s = g_string_new(NULL);
    entity_url(graph_lexicon(g), graph_node(g, node)->entity, s);
    if (phrase_is_address(s->str))
        return g_string_free(s, FALSE);
    g_string_free(s, TRUE);
    return NULL;
}

/* The best sentence that can be read in the web. */
static const char *evidence_address(const Evidence *best) {
    for (const Evidence *e = best; e; e = e->next)
        if (phrase_is_address(e->post->url))
            return e->post->url;
    return NULL;
}

const char *phrase_best_post(const Graph *g, const View *v, uint32_t node) {
    const char *best = NULL;
    uint64_t heaviest = 0;
    for (size_t i = 0; i < v->n_edges; i++) {
        const Edge *e = graph_edge(g, v->edges[i]);
        if ((e->a != node && e->b != node) || (best && e->weight <= heaviest))
            continue;
        const Statement *s = edge_statement(e, v->kinds);
        const char *url = s ? evidence_address(s->best) : NULL;
        url = url ? url : evidence_address(e->best);
        if (url) {
            best = url;
            heaviest = e->weight;
        }
    }
    return best;
}

bool phrase_is_text(gunichar c) {
    return !(c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029 ||
             (c & 0xfffe) == 0xfffe);
}
