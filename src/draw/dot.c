#include "draw/inside.h"

#include <stdlib.h>
#include <string.h>

/* ---- style: data, in one place ------------------------------------------------------ */

typedef struct {
    const char *shape, *style, *fill, *line;
} TypeStyle;

/* Told apart by shape as well as by colour; the fills are light enough for
 * black text at more than 12:1. */
static const TypeStyle type_styles[N_TYPES] = {
    [TYPE_COMPANY] = {"box", "filled", "#d6e6f5", "#2f5f8f"},
    [TYPE_PRODUCT] = {"box", "rounded,filled", "#fdf3d8", "#8a6d1d"},
    [TYPE_EVENT] = {"hexagon", "filled", "#e4f2dc", "#44722a"},
};

#define FONT "Helvetica"
#define INK "#1f2328"
#define EDGE_TOGETHER "#6b7280"
#define EDGE_STATED "#2f5f8f"

/* A label longer than this is no label: the rest is in the tooltip. */
#define LABEL_MAX 60

/* ---- text for Graphviz ------------------------------------------------------------------ */

/* "&amp;" or "&#9;" in a text would be read as the sign that it stands for. */
static bool is_entity(const char *p) {
    const char *q = p + 1;
    while (g_ascii_isalnum(*q) || *q == '#')
        q++;
    return q > p + 1 && *q == ';';
}

/* An escString: backslashes doubled, so that \N in a name stays what it is;
 * line ends become blanks, and what XML can't have is left out. */
static char *escape(const char *text, bool entities) {
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
    return escape(text, true);
}

/* A name as a label: cut where it is very long. */
static char *label_of(const char *name) {
    if (g_utf8_strlen(name, -1) <= LABEL_MAX)
        return escaped(name);
    char *cut = g_utf8_substring(name, 0, LABEL_MAX - 1);
    char *dotted = g_strconcat(cut, "…", NULL);
    char *label = escaped(dotted);
    g_free(dotted);
    g_free(cut);
    return label;
}

/* cgraph takes char * where it means const char *; it copies. */
static void set(void *object, const char *name, const char *value) {
    agsafeset(object, (char *)name, (char *)value, "");
}

static void G_GNUC_PRINTF(3, 4) setf(void *object, const char *name, const char *format, ...) {
    va_list args;
    va_start(args, format);
    char *s = g_strdup_vprintf(format, args);
    va_end(args);
    set(object, name, s);
    g_free(s);
}

/* A number that reads the same in every locale. */
static void set_number(void *object, const char *name, double value) {
    char buffer[G_ASCII_DTOSTR_BUF_SIZE];
    set(object, name, g_ascii_formatd(buffer, sizeof buffer, "%.3g", value));
}

static void set_day(void *object, const char *name, Day d) {
    char buffer[16];
    if (d)
        set(object, name, day_format(d, buffer));
}

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

/* ---- nodes ---------------------------------------------------------------------------------- */

static Agnode_t *put_node(Agraph_t *ag, const Graph *g, const Node *n, Link link) {
    const Lexicon *l = graph_lexicon(g);
    GString *text = g_string_new(NULL);
    entity_id(l, n->entity, text);
    Agnode_t *node = agnode(ag, text->str, 1);
    EntityType type = entity_type(l, n->entity);
    const TypeStyle *style = &type_styles[type];

    g_string_truncate(text, 0);
    entity_name(l, n->entity, text);
    char *label = label_of(text->str), *name = escape(text->str, false);
    set(node, "label", label);
    /* Where the label can't say it to the letter. What has more bytes overflows
     * Graphviz's reader of DOT. */
    if (strcmp(label, name) != 0 && strlen(name) < 16000)
        set(node, "fullname", name);
    GString *tip = g_string_new(NULL);
    g_string_append_printf(tip, "%s (%s): %u mention%s in %u post%s", label, type_name(type),
                           n->mentions, plural(n->mentions), n->posts, plural(n->posts));
    append_period(tip, n->first, n->last);
    set(node, "tooltip", tip->str);
    g_string_free(tip, TRUE);
    g_free(label);
    g_free(name);

    g_string_truncate(text, 0);
    if (link == LINK_SITE)
        entity_url(l, n->entity, text);
    if (text->len)
        set(node, "URL", text->str);
    g_string_free(text, TRUE);

    set(node, "shape", style->shape);
    set(node, "style", style->style);
    set(node, "fillcolor", style->fill);
    set(node, "color", style->line);
    set(node, "type", type_name(type));
    setf(node, "posts", "%u", n->posts);
    setf(node, "mentions", "%u", n->mentions);
    set_day(node, "first", n->first);
    set_day(node, "last", n->last);
    return node;
}

/* ---- edges ------------------------------------------------------------------------------------
 */

static void append_name(GString *out, const Lexicon *l, Entity e) {
    GString *name = g_string_new(NULL);
    entity_name(l, e, name);
    char *label = label_of(name->str);
    g_string_append(out, label);
    g_free(label);
    g_string_free(name, TRUE);
}

static void append_evidence(GString *out, const Evidence *best) {
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
static void append_statement(GString *tip, const Graph *g, const Edge *e, const Statement *s) {
    const Lexicon *l = graph_lexicon(g);
    append_name(tip, l, graph_node(g, edge_tail(e, s))->entity);
    g_string_append_printf(tip, " %s ", s ? kind_label(s->kind) : "and");
    append_name(tip, l, graph_node(g, edge_head(e, s))->entity);
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

static void set_edge_tooltip(Agedge_t *edge, const Graph *g, const Edge *e, const Statement *s) {
    GString *tip = g_string_new(NULL);
    append_statement(tip, g, e, s);
    for (const Statement *other = e->stated; other; other = other->next)
        if (other != s) {
            g_string_append(tip, "; ");
            append_statement(tip, g, e, other);
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
        append_evidence(tip, best);
    }
    set(edge, "tooltip", tip->str);
    g_string_free(tip, TRUE);
}

/* All that is said of the two, as data: "makes acquired". */
static void set_kinds(Agedge_t *edge, const Edge *e) {
    GString *kinds = g_string_new(NULL);
    for (const Statement *s = e->stated; s; s = s->next)
        g_string_append_printf(kinds, "%s%s", kinds->len ? " " : "", kind_name(s->kind));
    if (kinds->len)
        set(edge, "kinds", kinds->str);
    g_string_free(kinds, TRUE);
}

/* The best sentences, as data. */
static void set_evidence(Agedge_t *edge, const Evidence *best) {
    unsigned n = 0;
    for (const Evidence *e = best; e; e = e->next) {
        char name[24];
        GString *text = g_string_new(NULL);
        append_evidence(text, e);
        g_snprintf(name, sizeof name, "evidence%u", ++n);
        set(edge, name, text->str);
        g_string_free(text, TRUE);
    }
}

/* The address of the best evidence that can be read in the web, or NULL. Only http
 * and https: other schemes could be made to run. */
static const char *evidence_url(const Evidence *best) {
    for (const Evidence *e = best; e; e = e->next)
        if (e->post->url && (g_str_has_prefix(e->post->url, "http://") ||
                             g_str_has_prefix(e->post->url, "https://")))
            return e->post->url;
    return NULL;
}

static const char *edge_url(const Edge *e, const Statement *s) {
    const char *url = s ? evidence_url(s->best) : NULL;
    return url ? url : evidence_url(e->best);
}

static void put_edge(Agraph_t *ag, const Graph *g, const Edge *e, const View *v, Link link,
                     Agnode_t **nodes, uint64_t heaviest) {
    const Statement *s = edge_statement(e, v->kinds);
    const char *url = edge_url(e, s);
    Agedge_t *edge = agedge(ag, nodes[edge_tail(e, s)], nodes[edge_head(e, s)], NULL, 1);
    set_edge_tooltip(edge, g, e, s);
    if (url && link != LINK_NONE)
        set(edge, "URL", url);
    /* From 1 to nearly 5 points: the weakest can be told from the strongest, and
     * weak ones, which are many, stay thin. */
    double share = heaviest ? (double)e->weight / (double)heaviest : 0;
    set_number(edge, "penwidth", 1 + 4 * share * share / (share + 0.05));
    if (!s || !kind_is_directed(s->kind))
        set(edge, "dir", "none");
    if (s) {
        set(edge, "label", kind_label(s->kind));
        set(edge, "color", EDGE_STATED);
        set(edge, "certainty", certainty_name(statement_certainty(s)));
        if (statement_certainty(s) == CERTAINTY_RUMOURED)
            set(edge, "style", "dashed");
        setf(edge, "stated", "%u", s->posts[CERTAINTY_STATED]);
    }
    set(edge, "type", kind_name(s ? s->kind : KIND_TOGETHER));
    set_kinds(edge, e);
    set_evidence(edge, s && s->best ? s->best : e->best);
    setf(edge, "weight", "%" G_GUINT64_FORMAT ".%03u", e->weight / 1000,
         (unsigned)(e->weight % 1000));
    setf(edge, "sentences", "%u", e->sentences);
    setf(edge, "paragraphs", "%u", e->paragraphs);
    setf(edge, "posts", "%u", e->posts);
    set_day(edge, "first", e->first);
    set_day(edge, "last", e->last);
}

/* A name leads where the heaviest of its links does that leads anywhere. */
static void link_to_posts(const Graph *g, const View *v, Agnode_t **nodes) {
    uint64_t *heaviest = g_new0(uint64_t, graph_n_nodes(g) + 1);
    for (size_t i = 0; i < v->n_edges; i++) {
        const Edge *e = graph_edge(g, v->edges[i]);
        const char *url = edge_url(e, edge_statement(e, v->kinds));
        const uint32_t ends[] = {e->a, e->b};
        for (size_t k = 0; k < G_N_ELEMENTS(ends) && url; k++)
            if (e->weight + 1 > heaviest[ends[k]]) {
                heaviest[ends[k]] = e->weight + 1;
                set(nodes[ends[k]], "URL", url);
            }
    }
    g_free(heaviest);
}

/* ---- the graph
 * ----------------------------------------------------------------------------------- */

static void set_defaults(Agraph_t *ag, const DrawOptions *o, const char *layout) {
    static const struct {
        int kind;
        const char *name, *value;
    } defaults[] = {
        {AGRAPH, "rankdir", "LR"},
        {AGRAPH, "bgcolor", "white"},
        {AGRAPH, "fontname", FONT},
        {AGRAPH, "fontsize", "20"},
        {AGRAPH, "labelloc", "t"},
        {AGRAPH, "nodesep", "0.25"},
        {AGRAPH, "ranksep", "0.9"},
        {AGRAPH, "overlap", "prism"},
        {AGRAPH, "outputorder", "edgesfirst"},
        {AGRAPH, "fontcolor", INK},
        {AGRAPH, "splines", "true"},
        {AGNODE, "fontname", FONT},
        {AGNODE, "fontsize", "14"},
        {AGNODE, "fontcolor", INK},
        {AGNODE, "label", "\\N"},
        {AGNODE, "margin", "0.2,0.07"},
        {AGNODE, "height", "0.4"},
        {AGNODE, "penwidth", "1.2"},
        {AGEDGE, "fontname", FONT},
        {AGEDGE, "fontsize", "11"},
        {AGEDGE, "fontcolor", INK},
        {AGEDGE, "color", EDGE_TOGETHER},
        {AGEDGE, "arrowsize", "0.7"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(defaults); i++)
        agattr(ag, defaults[i].kind, (char *)defaults[i].name, (char *)defaults[i].value);
    agattr(ag, AGRAPH, "layout", (char *)layout);
    if (strcmp(layout, "dot") != 0) /* curves around nodes take minutes in large graphs */
        agattr(ag, AGRAPH, "splines", "line");
    if (o->title) {
        char *label = escaped(o->title);
        agattr(ag, AGRAPH, "label", label);
        g_free(label);
    }
}

/* What the user sets, wins: over the defaults and over what is set on single
 * nodes and edges. */
static void set_attributes(Agraph_t *ag, const DrawOptions *o) {
    for (size_t i = 0; i < o->n_attributes; i++) {
        const DrawAttribute *a = &o->attributes[i];
        int kind = a->target == 'G' ? AGRAPH : a->target == 'N' ? AGNODE : AGEDGE;
        agattr(ag, kind, (char *)a->name, (char *)a->value);
        for (Agnode_t *n = kind == AGRAPH ? NULL : agfstnode(ag); n; n = agnxtnode(ag, n)) {
            if (kind == AGNODE)
                agset(n, (char *)a->name, (char *)a->value);
            for (Agedge_t *e = kind == AGEDGE ? agfstout(ag, n) : NULL; e; e = agnxtout(ag, e))
                agset(e, (char *)a->name, (char *)a->value);
        }
    }
}

/* dot gives layered pictures that read from left to right, and takes time that
 * grows with the square of the edges; past this size only sfdp answers soon. */
#define DOT_MAX_EDGES 150u

const char *layout_for(const View *v, const DrawOptions *o) {
    return o->layout ? o->layout : v->n_edges <= DOT_MAX_EDGES ? "dot" : "sfdp";
}

Agraph_t *dot_build(const Graph *g, const View *v, const DrawOptions *o) {
    Agraph_t *ag = agopen("comention", Agdirected, NULL);
    set_defaults(ag, o, layout_for(v, o));
    Agnode_t **nodes = g_new0(Agnode_t *, graph_n_nodes(g) + 1);
    for (size_t i = 0; i < v->n_nodes; i++)
        nodes[v->nodes[i]] = put_node(ag, g, graph_node(g, v->nodes[i]), o->link);
    uint64_t heaviest = 0;
    for (size_t i = 0; i < v->n_edges; i++)
        heaviest = MAX(heaviest, graph_edge(g, v->edges[i])->weight);
    for (size_t i = 0; i < v->n_edges; i++)
        put_edge(ag, g, graph_edge(g, v->edges[i]), v, o->link, nodes, heaviest);
    if (o->link == LINK_POST)
        link_to_posts(g, v, nodes);
    g_free(nodes);
    set_attributes(ag, o);
    return ag;
}

bool dot_write(Agraph_t *ag, GString *out, GError **error) {
    char *bytes = NULL;
    size_t n = 0;
    FILE *f = open_memstream(&bytes, &n);
    bool ok = f && agwrite(ag, f) == 0;
    ok = f && fclose(f) == 0 && ok;
    if (ok)
        g_string_append_len(out, bytes, (gssize)n);
    else
        g_set_error_literal(error, ROOM_ERROR, 0, "Graphviz could not write DOT");
    free(bytes);
    return ok;
}
