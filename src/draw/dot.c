#include "draw/inside.h"

#include <stdlib.h>
#include <string.h>

/* cgraph takes char * where it means const char *; it copies. */
void dot_set(void *object, const char *name, const char *value) {
    agsafeset(object, (char *)name, (char *)value, "");
}
#define set dot_set

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

static void set_colour(void *object, const char *name, uint32_t colour) {
    setf(object, name, "#%06x", colour & 0xffffff);
}

/* ---- nodes ---------------------------------------------------------------------------------- */

/* With something highlighted, all else steps back: no fill, thin and grey lines. The
 * text stays as dark as it must be to be read. */
static void set_node_look(Agnode_t *node, const Drawing *d, EntityType type, uint32_t at) {
    const Style *s = &d->style;
    const TypeStyle *t = &s->types[type];
    bool muted = d->marked && !d->marked[at];
    set(node, "shape", t->shape);
    if (strcmp(t->shape, "box") != 0) /* Graphviz gives slanting sides room enough */
        set(node, "margin", "0,0");
    set(node, "style", t->style);
    set_colour(node, "fillcolor", muted ? s->paper.light : t->fill.light);
    set_colour(node, "color", muted ? s->kinds[KIND_TOGETHER].colour.light : t->line.light);
    if (muted || t->ink.light != s->ink.light)
        set_colour(node, "fontcolor", muted ? s->muted.light : t->ink.light);
    /* Nothing that changes the size of a box: highlighting must not move anything. */
    set_number(node, "penwidth",
               d->marked && d->marked[at] == 2 ? 3 * t->width
               : muted                         ? MIN(t->width, 0.8)
                                               : t->width);
}

static Agnode_t *put_node(Agraph_t *ag, const Drawing *d, uint32_t at) {
    const Node *n = graph_node(d->graph, at);
    const Lexicon *l = graph_lexicon(d->graph);
    GString *text = g_string_new(NULL);
    entity_id(l, n->entity, text);
    Agnode_t *node = agnode(ag, text->str, 1);
    EntityType type = entity_type(l, n->entity);

    g_string_truncate(text, 0);
    entity_name(l, n->entity, text);
    char *label = words_label(d, n), *name = words_escape(text->str, false);
    set(node, "label", label);
    /* Where the label can't say it to the letter. What has more bytes overflows
     * Graphviz's reader of DOT. */
    if (strcmp(label, name) != 0 && strlen(name) < 16000)
        set(node, "fullname", name);
    char *tip = words_of_node(d, at);
    set(node, "tooltip", tip);
    g_free(tip);
    g_free(label);
    g_free(name);

    g_string_truncate(text, 0);
    if (d->options->link == LINK_SITE)
        entity_url(l, n->entity, text);
    if (text->len)
        set(node, "URL", text->str);
    g_string_free(text, TRUE);

    set_node_look(node, d, type, at);
    set(node, "type", type_name(type));
    setf(node, "posts", "%u", n->posts);
    setf(node, "mentions", "%u", n->mentions);
    set_day(node, "first", n->first);
    set_day(node, "last", n->last);
    return node;
}

/* ---- edges ------------------------------------------------------------------------------------
 */

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
        words_of_evidence(text, e);
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

/* From thin to thick: the weakest can be told from the strongest, and weak ones,
 * which are many, stay thin. */
static double width_of(const Style *s, double share) {
    return s->thin + (s->thick - s->thin) * share * share / (share + 0.05) * 1.05;
}

/* Two thin lines with a gap between, as Graphviz draws them: three side by side. */
static void set_double(Agedge_t *edge, uint32_t colour) {
    setf(edge, "color", "#%06x:invis:#%06x", colour & 0xffffff, colour & 0xffffff);
}

static bool is_muted(const Drawing *d, const Edge *e) {
    return d->marked && d->marked[e->a] != 2 && d->marked[e->b] != 2;
}

static void set_edge_look(Agedge_t *edge, const Drawing *d, const Edge *e, const Statement *s,
                          double share, bool label) {
    const Style *style = &d->style;
    RelationKind kind = s ? s->kind : KIND_TOGETHER;
    const KindStyle *k = &style->kinds[kind];
    bool rumour = s && statement_certainty(s) == CERTAINTY_RUMOURED, muted = is_muted(d, e);
    uint32_t colour = muted ? style->kinds[KIND_TOGETHER].colour.light : k->colour.light;
    const char *line = rumour ? style->rumour : k->line;
    double width = muted ? style->thin : width_of(style, share);
    bool head = strcmp(k->arrow, "none") != 0, tail = strcmp(k->tail, "none") != 0;
    if (strcmp(line, "double") == 0) {
        set_double(edge, colour);
        width = CLAMP(width / 2, style->thin, style->thick / 3);
        line = "solid";
    } else if (colour != style->kinds[KIND_TOGETHER].colour.light) {
        set_colour(edge, "color", colour);
    }
    set_number(edge, "penwidth", width);
    if (strcmp(line, "solid") != 0)
        set(edge, "style", line);
    if (!head && !tail)
        set(edge, "dir", "none");
    else if (head && tail)
        set(edge, "dir", "both");
    else if (tail)
        set(edge, "dir", "back");
    if (head && strcmp(k->arrow, "normal") != 0)
        set(edge, "arrowhead", k->arrow);
    if (tail)
        set(edge, "arrowtail", k->tail);
    if (g_str_has_suffix(k->arrow, "dot")) /* as large as an arrow it would be loud */
        set_number(edge, "arrowsize", 0.4);
    if (label)
        set(edge, "label", kind_label(kind));
    if (label && muted)
        set_colour(edge, "fontcolor", style->muted.light);
}

static void put_edge(Agraph_t *ag, const Drawing *d, const Edge *e, Agnode_t **nodes,
                     uint64_t heaviest, bool label) {
    const Graph *g = d->graph;
    const Statement *s = edge_statement(e, d->view->kinds);
    Agedge_t *edge = agedge(ag, nodes[edge_tail(e, s)], nodes[edge_head(e, s)], NULL, 1);
    const char *url = edge_url(e, s);
    if (url && d->options->link != LINK_NONE)
        set(edge, "URL", url);
    char *tip = words_of_edge(g, e, s);
    set(edge, "tooltip", tip);
    g_free(tip);
    set_edge_look(edge, d, e, s, heaviest ? (double)e->weight / (double)heaviest : 0, label);
    if (s) {
        set(edge, "certainty", certainty_name(statement_certainty(s)));
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

/* A label on every edge is clutter, and says nothing: which kinds are few enough to
 * be said. */
static void choose_labels(const Drawing *d, bool labels[N_KINDS]) {
    unsigned n[N_KINDS] = {0};
    for (size_t i = 0; i < d->view->n_edges; i++) {
        const Statement *s =
            edge_statement(graph_edge(d->graph, d->view->edges[i]), d->view->kinds);
        n[s ? s->kind : KIND_TOGETHER]++;
    }
    for (unsigned k = 0; k < N_KINDS; k++) {
        const char *when = d->style.kinds[k].label;
        labels[k] = k != KIND_TOGETHER && (strcmp(when, "always") == 0 ||
                                           (strcmp(when, "few") == 0 && n[k] <= d->style.few));
    }
}

/* ---- the graph
 * ----------------------------------------------------------------------------------- */

static void set_default(Agraph_t *ag, int kind, const char *name, const char *value) {
    agattr(ag, kind, (char *)name, (char *)value);
}

static void set_default_number(Agraph_t *ag, int kind, const char *name, double value) {
    char buffer[G_ASCII_DTOSTR_BUF_SIZE];
    set_default(ag, kind, name, g_ascii_formatd(buffer, sizeof buffer, "%.4g", value));
}

static void set_default_colour(Agraph_t *ag, int kind, const char *name, uint32_t colour) {
    char buffer[16];
    g_snprintf(buffer, sizeof buffer, "#%06x", colour & 0xffffff);
    set_default(ag, kind, name, buffer);
}

/* cgraph orders subgraphs by their ids, which it makes of addresses in memory: another
 * order each time. These are numbers, in the order in which names come. */
typedef struct {
    Agraph_t *graph;
    GHashTable *numbers; /* name -> its number */
    GPtrArray *names;    /* the graph's strings: cgraph looks at what lies before one */
    IDTYPE unnamed;
} Ids;

static void *ids_open(Agraph_t *g, Agdisc_t *disc) {
    (void)disc;
    Ids *ids = g_new0(Ids, 1);
    ids->graph = g;
    ids->numbers = g_hash_table_new(g_str_hash, g_str_equal);
    ids->names = g_ptr_array_new();
    return ids;
}

static void ids_close(void *state) {
    Ids *ids = state;
    g_hash_table_unref(ids->numbers);
    g_ptr_array_unref(ids->names);
    g_free(ids);
}

/* Even numbers have a name, odd ones have none. */
static long ids_map(void *state, int type, char *name, IDTYPE *id, int create) {
    (void)type;
    Ids *ids = state;
    if (!name) {
        *id = 2 * ids->unnamed++ + 1;
        return 1;
    }
    guint number = GPOINTER_TO_UINT(g_hash_table_lookup(ids->numbers, name));
    if (!number && create) {
        g_ptr_array_add(ids->names, agstrdup(ids->graph, name));
        number = ids->names->len;
        g_hash_table_insert(ids->numbers, ids->names->pdata[number - 1], GUINT_TO_POINTER(number));
    }
    *id = 2 * (IDTYPE)number;
    return number != 0;
}

static long ids_alloc(void *state, int type, IDTYPE id) {
    (void)state, (void)type, (void)id;
    return 0;
}

static void ids_free(void *state, int type, IDTYPE id) {
    (void)state, (void)type, (void)id;
}

static void ids_register(void *state, int type, void *object) {
    (void)state, (void)type, (void)object;
}

static char *ids_print(void *state, int type, IDTYPE id) {
    (void)type;
    const Ids *ids = state;
    return id && id % 2 == 0 && id / 2 <= ids->names->len ? ids->names->pdata[id / 2 - 1] : NULL;
}

static Agraph_t *open_graph(void) {
    static Agiddisc_t numbered = {.open = ids_open,
                                  .map = ids_map,
                                  .alloc = ids_alloc,
                                  .free = ids_free,
                                  .print = ids_print,
                                  .close = ids_close,
                                  .idregister = ids_register};
    Agdisc_t discipline = {.id = &numbered};
    return agopen("comention", Agdirected, &discipline);
}

static void set_defaults(Agraph_t *ag, const Drawing *d, const char *layout) {
    static const struct {
        int kind;
        const char *name, *value;
    } defaults[] = {
        {AGRAPH, "rankdir", "LR"},    {AGRAPH, "labelloc", "t"},
        {AGRAPH, "labeljust", "l"},   {AGRAPH, "nodesep", "0.25"},
        {AGRAPH, "ranksep", "0.9"},   {AGRAPH, "overlap", "prism"},
        {AGRAPH, "splines", "true"},  {AGRAPH, "outputorder", "edgesfirst"},
        {AGNODE, "label", "\\N"},     {AGNODE, "margin", "0.13,0.06"},
        {AGEDGE, "arrowsize", "0.7"},
    };
    const Style *s = &d->style;
    for (size_t i = 0; i < G_N_ELEMENTS(defaults); i++)
        set_default(ag, defaults[i].kind, defaults[i].name, defaults[i].value);
    static const int all[] = {AGRAPH, AGNODE, AGEDGE};
    for (size_t i = 0; i < G_N_ELEMENTS(all); i++) {
        set_default(ag, all[i], "fontname", s->font);
        set_default_colour(ag, all[i], "fontcolor", s->ink.light);
        set_default_number(ag, all[i], "fontsize",
                           all[i] == AGNODE   ? d->size
                           : all[i] == AGEDGE ? s->edge
                                              : s->title_size);
    }
    set_default_number(ag, AGNODE, "height", d->size * 1.8 / 72);
    set_default_number(ag, AGNODE, "width", d->size * 2.6 / 72);
    set_default_colour(ag, AGRAPH, "bgcolor", s->paper.light);
    set_default_colour(ag, AGEDGE, "color", s->kinds[KIND_TOGETHER].colour.light);
    set_default(ag, AGRAPH, "layout", layout);
    if (strcmp(layout, "dot") != 0) /* curves around nodes take minutes in large graphs */
        set_default(ag, AGRAPH, "splines", "line");
    if (d->options->title) {
        char *label = words_escape(d->options->title, true);
        set_default(ag, AGRAPH, "label", label);
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

/* Each maker with its products in a box, where both are in the picture. */
static void put_clusters(Agraph_t *ag, const Drawing *d, Agnode_t **nodes) {
    const Lexicon *l = graph_lexicon(d->graph);
    const View *v = d->view;
    for (size_t i = 0; i < v->n_nodes; i++) {
        Entity product = graph_node(d->graph, v->nodes[i])->entity, maker;
        if (entity_type(l, product) != TYPE_PRODUCT || !entity_maker(l, product, &maker))
            continue;
        for (size_t k = 0; k < v->n_nodes; k++) {
            if (graph_node(d->graph, v->nodes[k])->entity != maker)
                continue;
            GString *name = g_string_new("cluster-");
            entity_id(l, maker, name);
            Agraph_t *box = agsubg(ag, name->str, 1);
            agsubnode(box, nodes[v->nodes[k]], 1);
            agsubnode(box, nodes[v->nodes[i]], 1);
            set_colour(box, "color", d->style.types[TYPE_COMPANY].line.light);
            set(box, "style", "rounded");
            set(box, "label", "");
            set(box, "tooltip", agget(nodes[v->nodes[k]], (char *)"label"));
            g_string_free(name, TRUE);
        }
    }
}

Agraph_t *dot_build(const Drawing *d) {
    const View *v = d->view;
    Agraph_t *ag = open_graph();
    set_defaults(ag, d, layout_for(v, d->options));
    Agnode_t **nodes = g_new0(Agnode_t *, graph_n_nodes(d->graph) + 1);
    for (size_t i = 0; i < v->n_nodes; i++)
        nodes[v->nodes[i]] = put_node(ag, d, v->nodes[i]);
    uint64_t heaviest = 0;
    for (size_t i = 0; i < v->n_edges; i++)
        heaviest = MAX(heaviest, graph_edge(d->graph, v->edges[i])->weight);
    bool labels[N_KINDS];
    choose_labels(d, labels);
    for (size_t i = 0; i < v->n_edges; i++) {
        const Edge *e = graph_edge(d->graph, v->edges[i]);
        const Statement *s = edge_statement(e, v->kinds);
        put_edge(ag, d, e, nodes, heaviest, labels[s ? s->kind : KIND_TOGETHER]);
    }
    if (d->options->link == LINK_POST)
        link_to_posts(d->graph, v, nodes);
    if (d->options->cluster)
        put_clusters(ag, d, nodes);
    g_free(nodes);
    set_attributes(ag, d->options);
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
