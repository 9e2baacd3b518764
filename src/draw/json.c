#include "draw/inside.h"

static void put_string(GString *out, const char *key, const char *value) {
    if (!value || !*value)
        return;
    g_string_append_printf(out, ",\"%s\":", key);
    json_string(out, value, slice_str(value).n);
}

static void put_day(GString *out, const char *key, Day d) {
    char buffer[16];
    put_string(out, key, day_format(d, buffer));
}

static void put_id(GString *out, const char *key, const Graph *g, uint32_t node) {
    GString *id = g_string_new(NULL);
    entity_id(graph_lexicon(g), graph_node(g, node)->entity, id);
    g_string_append_printf(out, "\"%s\":", key);
    json_string(out, id->str, id->len);
    g_string_free(id, TRUE);
}

static void put_node(GString *out, const Graph *g, uint32_t at) {
    const Node *n = graph_node(g, at);
    const Lexicon *l = graph_lexicon(g);
    GString *text = g_string_new(NULL);
    g_string_append_c(out, '{');
    put_id(out, "id", g, at);
    entity_name(l, n->entity, text);
    put_string(out, "name", text->str);
    put_string(out, "type", type_name(entity_type(l, n->entity)));
    g_string_truncate(text, 0);
    entity_url(l, n->entity, text);
    put_string(out, "url", text->str);
    g_string_append_printf(out, ",\"posts\":%u,\"mentions\":%u", n->posts, n->mentions);
    put_day(out, "first", n->first);
    put_day(out, "last", n->last);
    g_string_append_c(out, '}');
    g_string_free(text, TRUE);
}

static void put_evidence(GString *out, const Evidence *e) {
    g_string_append(out, "{\"post\":");
    json_string(out, e->post->path, slice_str(e->post->path).n);
    g_string_append_printf(out, ",\"line\":%u", e->line);
    put_string(out, "title", e->post->title);
    put_string(out, "url", e->post->url);
    put_day(out, "date", e->post->date);
    put_string(out, "distance", distance_name(e->distance));
    put_string(out, "phrase", e->phrase);
    put_string(out, "quote", e->quote);
    g_string_append_c(out, '}');
}

static void put_evidence_list(GString *out, const Evidence *best) {
    g_string_append(out, ",\"evidence\":[");
    for (const Evidence *one = best; one; one = one->next) {
        put_evidence(out, one);
        if (one->next)
            g_string_append_c(out, ',');
    }
    g_string_append_c(out, ']');
}

static void put_ends(GString *out, const Graph *g, const Edge *e, const Statement *s) {
    g_string_append_c(out, '{');
    put_id(out, "from", g, edge_tail(e, s));
    g_string_append_c(out, ',');
    put_id(out, "to", g, edge_head(e, s));
    put_string(out, "kind", kind_name(s ? s->kind : KIND_TOGETHER));
    if (s)
        put_string(out, "certainty", certainty_name(statement_certainty(s)));
}

static void put_statement(GString *out, const Graph *g, const Edge *e, const Statement *s) {
    put_ends(out, g, e, s);
    g_string_append_printf(out, ",\"stated\":%u,\"rumoured\":%u,\"known\":%u",
                           s->posts[CERTAINTY_STATED], s->posts[CERTAINTY_RUMOURED],
                           s->posts[CERTAINTY_KNOWN]);
    put_day(out, "first", s->first);
    put_day(out, "last", s->last);
    put_evidence_list(out, s->best);
    g_string_append_c(out, '}');
}

static void put_edge(GString *out, const Graph *g, const Edge *e, unsigned kinds) {
    put_ends(out, g, e, edge_statement(e, kinds));
    g_string_append_printf(
        out,
        ",\"weight\":%" G_GUINT64_FORMAT ".%03u,\"sentences\":%u,\"paragraphs\":%u,\"posts\":%u",
        e->weight / 1000, (unsigned)(e->weight % 1000), e->sentences, e->paragraphs, e->posts);
    put_day(out, "first", e->first);
    put_day(out, "last", e->last);
    put_evidence_list(out, e->best);
    g_string_append(out, ",\"statements\":[");
    for (const Statement *s = e->stated; s; s = s->next) {
        put_statement(out, g, e, s);
        if (s->next)
            g_string_append_c(out, ',');
    }
    g_string_append(out, "]}");
}

void json_write(const Graph *g, const View *v, const DrawOptions *o, GString *out) {
    GraphTotals t = graph_totals(g);
    g_string_append_printf(out, "{\"posts\":%u", t.posts);
    put_string(out, "title", o->title);
    put_day(out, "first", t.first);
    put_day(out, "last", t.last);
    g_string_append_printf(out, ",\"nodes_left_out\":%zu,\"edges_left_out\":%zu,\n\"nodes\":[",
                           v->nodes_left, v->edges_left);
    for (size_t i = 0; i < v->n_nodes; i++) {
        g_string_append(out, i ? ",\n" : "\n");
        put_node(out, g, v->nodes[i]);
    }
    g_string_append(out, "\n],\n\"edges\":[");
    for (size_t i = 0; i < v->n_edges; i++) {
        g_string_append(out, i ? ",\n" : "\n");
        put_edge(out, g, graph_edge(g, v->edges[i]), v->kinds);
    }
    g_string_append(out, "\n]}\n");
}
