/* What a picture says in words: labels, tooltips, title, caption, description. */
#include "draw/inside.h"

#include <stdlib.h>
#include <string.h>

/* A label longer than this is no label: the rest is in the tooltip. */
#define LABEL_MAX 60
/* A line that is wider is parted in two, if it has a blank; and a line is cut where
 * it is wider than that. In widths of a square. */
#define LINE_WIDE 6.5
#define LINE_MAX_WIDE 17.0

/* ---- text for Graphviz ------------------------------------------------------------------ */

/* "&amp;" or "&#9;" in a text would be read as the sign that it stands for. */
static bool is_entity(const char *p) {
    const char *q = p + 1;
    while (g_ascii_isalnum(*q) || *q == '#')
        q++;
    return q > p + 1 && *q == ';';
}

char *words_escape(const char *text, bool entities) {
    char *valid = g_utf8_make_valid(text, -1);
    GString *out = g_string_sized_new(strlen(valid) + 16);
    for (const char *s = valid; *s; s = g_utf8_next_char(s)) {
        gunichar c = g_utf8_get_char(s);
        if (c == '\\')
            g_string_append(out, "\\\\");
        else if (c == '&' && entities && is_entity(s))
            g_string_append(out, "&amp;");
        else if (c < 0x20 || (c >= 0x7f && c < 0xa0))
            g_string_append_c(out, ' ');
        else if ((c & 0xfffe) != 0xfffe)
            g_string_append_unichar(out, c);
    }
    g_free(valid);
    return g_string_free(out, FALSE);
}

static char *escaped(const char *text) {
    return words_escape(text, true);
}

/* ---- names ---------------------------------------------------------------------------- */

static char *plain_name(const Lexicon *l, Entity e) {
    GString *s = g_string_new(NULL);
    entity_name(l, e, s);
    return g_string_free(s, FALSE);
}

/* A name in running text: cut where it is very long. */
static char *cut_name(const char *name) {
    if (g_utf8_strlen(name, -1) <= LABEL_MAX)
        return g_strdup(name);
    char *cut = g_utf8_substring(name, 0, LABEL_MAX - 1);
    char *dotted = g_strconcat(cut, "…", NULL);
    g_free(cut);
    return dotted;
}

/* Is somebody else in the picture called so? Of the whole, where only a part is drawn:
 * names must not change from one to the next. */
static bool is_taken(const Drawing *d, Entity e, const char *name, Entity maker, bool *has_maker) {
    const Graph *g = d->options->whole ? d->options->whole : d->graph;
    const View *v = d->options->whole ? d->options->whole_view : d->view;
    bool taken = false;
    *has_maker = false;
    for (size_t i = 0; i < v->n_nodes; i++) {
        Entity other = graph_node(g, v->nodes[i])->entity;
        *has_maker |= other == maker;
        taken |= other != e && entity_answers_to(graph_lexicon(g), other, name);
    }
    return taken;
}

/* Where the maker stands in the picture, too, its name is left out in front, if
 * people call the product so: if the catalog knows it by the rest. */
static const char *short_name(const Drawing *d, Entity e, const char *name) {
    const Lexicon *l = graph_lexicon(d->graph);
    Entity maker;
    if (!entity_maker(l, e, &maker))
        return name;
    char *maker_name = plain_name(l, maker);
    size_t n = strlen(maker_name);
    bool has_maker, begins = strncmp(name, maker_name, n) == 0 && name[n] == ' ' && name[n + 1];
    g_free(maker_name);
    return begins && entity_answers_to(l, e, name + n + 1) &&
                   !is_taken(d, e, name + n + 1, maker, &has_maker) && has_maker
               ? name + n + 1
               : name;
}

/* Where to part a name in two lines of about one width; NULL: nowhere. */
static const char *middle(const char *name) {
    double whole = text_width(name, 1), best = whole;
    const char *at = NULL;
    for (const char *p = strchr(name, ' '); p; p = strchr(p + 1, ' ')) {
        char *first = g_strndup(name, (gsize)(p - name));
        double w = text_width(first, 1), wider = MAX(w, whole - w);
        g_free(first);
        if (wider < best) {
            best = wider;
            at = p;
        }
    }
    return at;
}

static void put_line(GString *out, const char *line, size_t n) {
    char *text = g_strndup(line, n);
    double width = 0;
    for (char *p = text; *p; p = g_utf8_next_char(p)) {
        char *one = g_strndup(p, (gsize)(g_utf8_next_char(p) - p));
        width += text_width(one, 1);
        g_free(one);
        if (width > LINE_MAX_WIDE) {
            *p = 0;
            break;
        }
    }
    char *safe = escaped(text);
    g_string_append(out, safe);
    if (width > LINE_MAX_WIDE)
        g_string_append(out, "…");
    g_free(safe);
    g_free(text);
}

char *words_label(const Drawing *d, const Node *n) {
    char *full = plain_name(graph_lexicon(d->graph), n->entity);
    char *valid = g_utf8_make_valid(full, -1);
    char *name = cut_name(short_name(d, n->entity, valid));
    const char *at = text_width(name, 1) > LINE_WIDE ? middle(name) : NULL;
    GString *out = g_string_new(NULL);
    put_line(out, name, at ? (size_t)(at - name) : strlen(name));
    if (at) {
        g_string_append(out, "\\n");
        put_line(out, at + 1, strlen(at + 1));
    }
    g_free(name);
    g_free(valid);
    g_free(full);
    return g_string_free(out, FALSE);
}

/* ---- tooltips ------------------------------------------------------------------------------ */

static const char *plural(uint32_t n) {
    return n == 1 ? "" : "s";
}

static void append_period(GString *s, Day first, Day last) {
    char a[16], b[16];
    if (first && first == last)
        g_string_append_printf(s, ", %s", day_format(first, a));
    else if (first)
        g_string_append_printf(s, ", %s to %s", day_format(first, a), day_format(last, b));
}

static void append_name(GString *out, const Lexicon *l, Entity e, bool escape) {
    char *name = plain_name(l, e), *cut = cut_name(name), *safe = escape ? escaped(cut) : NULL;
    g_string_append(out, safe ? safe : cut);
    g_free(safe);
    g_free(cut);
    g_free(name);
}

/* The heaviest edge of the view at a node, or NULL. */
static const Edge *heaviest_at(const Drawing *d, uint32_t node) {
    const Edge *best = NULL;
    for (size_t i = 0; i < d->view->n_edges; i++) {
        const Edge *e = graph_edge(d->graph, d->view->edges[i]);
        if ((e->a == node || e->b == node) && e->best && (!best || e->weight > best->weight))
            best = e;
    }
    return best;
}

char *words_of_node(const Drawing *d, uint32_t node) {
    const Node *n = graph_node(d->graph, node);
    const Lexicon *l = graph_lexicon(d->graph);
    GString *tip = g_string_new(NULL);
    append_name(tip, l, n->entity, true);
    g_string_append_printf(tip, " (%s): %u mention%s in %u post%s",
                           type_name(entity_type(l, n->entity)), n->mentions, plural(n->mentions),
                           n->posts, plural(n->posts));
    append_period(tip, n->first, n->last);
    const Edge *e = heaviest_at(d, node);
    if (e) {
        g_string_append(tip, ". ");
        words_of_evidence(tip, e->best);
    }
    return g_string_free(tip, FALSE);
}

void words_of_evidence(GString *out, const Evidence *best) {
    char day[16];
    GString *text = g_string_new(NULL);
    g_string_append_printf(text, "“%s” (", best->quote);
    if (best->post->title)
        g_string_append_printf(text, "%s, ", best->post->title);
    if (best->post->date)
        g_string_append_printf(text, "%s, ", day_format(best->post->date, day));
    g_string_append_printf(text, "%s:%u)", best->post->path, best->line);
    char *safe = escaped(text->str);
    g_string_append(out, safe);
    g_free(safe);
    g_string_free(text, TRUE);
}

/* "VMware makes ESX (2 posts, and 1 as a rumour)". */
static void append_statement(GString *tip, const Graph *g, const Edge *e, const Statement *s,
                             bool escape) {
    const Lexicon *l = graph_lexicon(g);
    append_name(tip, l, graph_node(g, edge_tail(e, s))->entity, escape);
    g_string_append_printf(tip, " %s ", s ? kind_label(s->kind) : "and");
    append_name(tip, l, graph_node(g, edge_head(e, s))->entity, escape);
    if (!s)
        return;
    uint32_t stated = s->posts[CERTAINTY_STATED], rumoured = s->posts[CERTAINTY_RUMOURED];
    if (stated)
        g_string_append_printf(tip, " (%u post%s", stated, plural(stated));
    if (rumoured)
        g_string_append_printf(tip, "%s%u post%s as a rumour", stated ? ", " : " (", rumoured,
                               plural(rumoured));
    g_string_append(tip, stated || rumoured ? ")" : " (by the catalog)");
}

char *words_of_edge(const Graph *g, const Edge *e, const Statement *s) {
    GString *tip = g_string_new(NULL);
    append_statement(tip, g, e, s, true);
    for (const Statement *other = e->stated; other; other = other->next)
        if (other != s) {
            g_string_append(tip, "; ");
            append_statement(tip, g, e, other, true);
        }
    if (e->paragraphs)
        g_string_append_printf(tip, ": together in %u sentence%s, %u paragraph%s, %u post%s",
                               e->sentences, plural(e->sentences), e->paragraphs,
                               plural(e->paragraphs), e->posts, plural(e->posts));
    else
        g_string_append_printf(tip, ": both in %u post%s", e->posts, plural(e->posts));
    append_period(tip, e->first, e->last);
    const Evidence *best = s && s->best ? s->best : e->best;
    if (best) {
        g_string_append(tip, ". ");
        words_of_evidence(tip, best);
    }
    return g_string_free(tip, FALSE);
}

/* ---- of the whole ---------------------------------------------------------------------------- */

static void append_counts(const Drawing *d, GString *s) {
    GraphTotals t = graph_totals(d->graph);
    const View *v = d->view;
    g_string_append_printf(s, "%u post%s", t.posts, plural(t.posts));
    append_period(s, t.first, t.last);
    g_string_append_printf(s, ": %zu name%s and %zu link%s", v->n_nodes,
                           plural((uint32_t)v->n_nodes), v->n_edges, plural((uint32_t)v->n_edges));
    if ((v->nodes_left || v->edges_left) && !d->options->whole)
        g_string_append_printf(s, ", the strongest of %zu and %zu", v->n_nodes + v->nodes_left,
                               v->n_edges + v->edges_left);
}

char *words_caption(const Drawing *d) {
    GString *s = g_string_new(NULL);
    append_counts(d, s);
    return g_string_free(s, FALSE);
}

char *words_title(const Drawing *d) {
    return g_strdup(d->options->title && *d->options->title ? d->options->title
                                                            : "Who is mentioned with whom");
}

static int by_weight(gconstpointer a, gconstpointer b, gpointer data) {
    const Graph *g = data;
    const Edge *x = graph_edge(g, *(const uint32_t *)a), *y = graph_edge(g, *(const uint32_t *)b);
    if (x->weight != y->weight)
        return x->weight > y->weight ? -1 : 1;
    return 0; /* the sort is stable: as in the view */
}

/* So many links are read out; more is no sentence. */
#define READ_OUT 5u

char *words_description(const Drawing *d) {
    GString *s = g_string_new(NULL);
    const View *v = d->view;
    append_counts(d, s);
    g_string_append_c(s, '.');
    uint32_t *order = g_memdup2(v->edges, sizeof *order * v->n_edges);
    if (v->n_edges)
        g_qsort_with_data(order, (gint)v->n_edges, sizeof *order, by_weight, (gpointer)d->graph);
    for (size_t i = 0; i < v->n_edges && i < READ_OUT; i++) {
        const Edge *e = graph_edge(d->graph, order[i]);
        g_string_append(s, i ? "; " : " The strongest: ");
        append_statement(s, d->graph, e, edge_statement(e, v->kinds), false);
        g_string_append_printf(s, ", in %u post%s", e->posts, plural(e->posts));
    }
    if (v->n_edges)
        g_string_append_c(s, '.');
    g_free(order);
    return g_string_free(s, FALSE);
}
