#include "graph/graph.h"

#include <math.h>
#include <string.h>

/* ---- how telling an edge is ------------------------------------------------------ */

/* G. Bouma, "Normalized (Pointwise) Mutual Information in Collocation
 * Extraction", GSCL 2009, over the units (usually paragraphs): from -1, never
 * together, by 0, as chance has it, to 1, never apart. */
double edge_association(const Graph *g, const Edge *e) {
    double n = graph_totals(g).units, a = graph_node(g, e->a)->units,
           b = graph_node(g, e->b)->units, ab = e->units;
    if (ab <= 0 || a <= 0 || b <= 0)
        return -1;
    if (ab >= n)
        return 1;
    return log(ab * n / (a * b)) / -log(ab / n);
}

/* A link of which something is said tells more than that two stand together.
 * Chosen by looking at pictures: at 1.4 acquisitions and events come in, and what
 * is only often together is not pushed out. */
#define STATED_TELLS 1.4
#define KNOWN_TELLS 1.1

double edge_strength(const Graph *g, const Edge *e) {
    const Statement *s = edge_statement(e, 0);
    double tells = !s ? 1 : statement_certainty(s) == CERTAINTY_KNOWN ? KNOWN_TELLS : STATED_TELLS;
    return log2(1 + (double)e->weight / 1000) * (1 + edge_association(g, e)) * tells;
}

typedef struct {
    uint32_t edge;
    bool taken;
    double score;
} Ranked;

/* ---- order: by ids, whatever the order of the posts was --------------------------- */

static int node_order(const Graph *g, uint32_t a, uint32_t b) {
    return a == b ? 0
                  : entity_compare(graph_lexicon(g), graph_node(g, a)->entity,
                                   graph_node(g, b)->entity);
}

static int by_id(gconstpointer a, gconstpointer b, gpointer data) {
    return node_order(data, *(const uint32_t *)a, *(const uint32_t *)b);
}

static int edge_order(const Graph *g, uint32_t a, uint32_t b) {
    const Edge *x = graph_edge(g, a), *y = graph_edge(g, b);
    int order = node_order(g, x->a, y->a);
    return order ? order : node_order(g, x->b, y->b);
}

static int by_score(gconstpointer a, gconstpointer b, gpointer data) {
    const Ranked *x = a, *y = b;
    if (x->score != y->score)
        return x->score > y->score ? -1 : 1;
    return edge_order(data, x->edge, y->edge);
}

static int by_ends(gconstpointer a, gconstpointer b, gpointer data) {
    return edge_order(data, *(const uint32_t *)a, *(const uint32_t *)b);
}

/* ---- what may be kept --------------------------------------------------------------- */

typedef struct {
    const Graph *g;
    const ViewOptions *o;
    uint8_t *allowed; /* by node */
    uint8_t *kept;
    uint8_t *linked; /* by node: has it one of these? */
    GArray *ranked;  /* of Ranked: the edges between allowed nodes */
    size_t in_order; /* so many of them are the strongest, and in order */
} Chooser;

static bool has_type(const Chooser *c, size_t node) {
    return !c->o->types ||
           (c->o->types & 1u << entity_type(graph_lexicon(c->g), graph_node(c->g, node)->entity));
}

static bool has_kind(const Chooser *c, const Edge *e) {
    unsigned kinds = c->o->kinds;
    return !kinds || edge_statement(e, kinds) || (kinds & 1u << KIND_TOGETHER && !e->stated);
}

/* Marks what is within depth of a focus, and what is a focus: 2. */
static bool allow_focus(Chooser *c, GError **error) {
    size_t n = graph_n_nodes(c->g);
    for (size_t f = 0; f < c->o->n_focus; f++) {
        bool found = false;
        for (size_t i = 0; i < n; i++)
            if (entity_answers_to(graph_lexicon(c->g), graph_node(c->g, i)->entity,
                                  c->o->focus[f])) {
                c->allowed[i] = 2;
                found = true;
            }
        if (!found) {
            Entity known; /* then the catalog is not to blame */
            const char *near = lexicon_lookup(graph_lexicon(c->g), c->o->focus[f], &known)
                                   ? NULL
                                   : lexicon_nearest(graph_lexicon(c->g), c->o->focus[f]);
            g_set_error(error, ROOM_ERROR, 0, "no post mentions \"%s\"%s%s%s", c->o->focus[f],
                        near ? ", did you mean \"" : "", near ? near : "", near ? "\"?" : "");
            return false;
        }
    }
    uint8_t *next = g_malloc(n + 1);
    for (unsigned d = 0; d < c->o->depth; d++) {
        memcpy(next, c->allowed, n);
        for (size_t i = 0; i < graph_n_edges(c->g); i++) {
            const Edge *e = graph_edge(c->g, i);
            if (!has_kind(c, e))
                continue;
            if (c->allowed[e->a] && !next[e->b] && has_type(c, e->b))
                next[e->b] = 1;
            if (c->allowed[e->b] && !next[e->a] && has_type(c, e->a))
                next[e->a] = 1;
        }
        if (memcmp(next, c->allowed, n) == 0)
            break;
        memcpy(c->allowed, next, n);
    }
    g_free(next);
    return true;
}

static void rank_edges(Chooser *c) {
    for (size_t i = 0; i < graph_n_edges(c->g); i++) {
        const Edge *e = graph_edge(c->g, i);
        if (!c->allowed[e->a] || !c->allowed[e->b] || !has_kind(c, e))
            continue;
        c->linked[e->a] = c->linked[e->b] = 1;
        Ranked r = {(uint32_t)i, false, edge_strength(c->g, e)};
        /* What touches a focus is what was asked for. */
        if (c->o->n_focus && (c->allowed[e->a] == 2 || c->allowed[e->b] == 2))
            r.score += 1e12;
        g_array_append_val(c->ranked, r);
    }
}

/* Makes a heap, with the weakest on top, of n edges that are one but for the top. */
static void sift(const Graph *g, Ranked *heap, size_t n, size_t top) {
    for (size_t child; (child = 2 * top + 1) < n; top = child) {
        if (child + 1 < n && by_score(&heap[child], &heap[child + 1], (gpointer)g) < 0)
            child++;
        if (by_score(&heap[top], &heap[child], (gpointer)g) >= 0)
            return;
        Ranked swap = heap[top];
        heap[top] = heap[child];
        heap[child] = swap;
    }
}

/* The i-th strongest edge. Few are asked for usually, and to put all in order would
 * take longer than all the rest of a view: so the first ones are, and all others
 * only where one of them is asked for. */
#define FIRST_ONES 512u
static Ranked *ranked_at(Chooser *c, size_t i) {
    Ranked *all = (Ranked *)(void *)c->ranked->data;
    size_t n = c->ranked->len, first = c->in_order ? n : MIN(n, FIRST_ONES);
    if (i < c->in_order)
        return &all[i];
    if (i >= first)
        first = n;
    for (size_t top = first < n ? first / 2 : 0; top-- > 0;)
        sift(c->g, all, first, top);
    for (size_t k = first; k < n; k++)
        if (by_score(&all[k], &all[0], (gpointer)c->g) < 0) {
            Ranked swap = all[0];
            all[0] = all[k];
            all[k] = swap;
            sift(c->g, all, first, 0);
        }
    g_qsort_with_data(all + c->in_order, (gint)(first - c->in_order), sizeof *all, by_score,
                      (gpointer)c->g);
    c->in_order = first;
    return &all[i];
}

/* ---- choosing ------------------------------------------------------------------------- */

/* An edge between two names that are not in the picture yet opens an island;
 * it must be so much stronger than one that goes on with what is there. */
#define ISLAND 0.6

/* How good it is to draw this edge next; negative: it can't be. */
static double appeal(const Chooser *c, const Ranked *r, size_t room) {
    const Edge *e = graph_edge(c->g, r->edge);
    size_t needed = (size_t)!c->kept[e->a] + !c->kept[e->b];
    return r->taken || needed > room ? -1 : needed == 2 ? r->score * ISLAND : r->score;
}

static void take(Chooser *c, const Edge *e, size_t *room) {
    *room -= (size_t)!c->kept[e->a] + !c->kept[e->b];
    c->kept[e->a] = c->kept[e->b] = 1;
}

/* The strongest edges, as long as their ends find room among the nodes. */
static void choose(Chooser *c, View *v) {
    size_t n_nodes = graph_n_nodes(c->g), room = c->o->nodes ? c->o->nodes : n_nodes;
    size_t most = c->o->edges ? c->o->edges : c->ranked->len;
    size_t n = c->ranked->len;
    for (size_t i = 0; i < n_nodes && room; i++)
        if (c->allowed[i] == 2) {
            c->kept[i] = 1;
            room--;
        }
    v->edges = g_new(uint32_t, MIN(most, n) + 1);
    bool all = room >= n_nodes && most >= n;
    size_t first = 0; /* those before it are taken, or can't be any more */
    while (v->n_edges < MIN(most, n)) {
        Ranked *best = NULL;
        double most_appealing = -1;
        /* Without room for names an edge that can't be taken now never can be. */
        while (first < n &&
               (ranked_at(c, first)->taken || (!room && appeal(c, ranked_at(c, first), room) < 0)))
            first++;
        /* Ranked by score: behind the best that needs no island, none is better. */
        for (size_t i = all ? v->n_edges : first; i < n; i++) {
            Ranked *r = ranked_at(c, i);
            if (r->taken)
                continue;
            if (r->score <= most_appealing)
                break;
            double a = appeal(c, r, room);
            if (a > most_appealing) {
                most_appealing = a;
                best = r;
            }
            if (all)
                break;
        }
        if (!best)
            break;
        take(c, graph_edge(c->g, best->edge), &room);
        v->edges[v->n_edges++] = best->edge;
        best->taken = true;
    }
}

static int by_frequency(gconstpointer a, gconstpointer b, gpointer data) {
    const Graph *g = data;
    const Node *x = graph_node(g, *(const uint32_t *)a), *y = graph_node(g, *(const uint32_t *)b);
    if (x->posts != y->posts)
        return x->posts > y->posts ? -1 : 1;
    if (x->mentions != y->mentions)
        return x->mentions > y->mentions ? -1 : 1;
    return entity_compare(graph_lexicon(g), x->entity, y->entity);
}

/* Names that are linked to nothing say nothing of who is mentioned with whom,
 * unless there is nothing else or no limit: then the most frequent ones. Who
 * asks for kinds of links asks for no names without one. */
static void keep_lonely(Chooser *c, const View *v) {
    size_t n = graph_n_nodes(c->g), kept = 0, lonely = 0;
    if (c->o->kinds || (v->n_edges && c->o->nodes))
        return;
    uint32_t *order = g_new(uint32_t, n + 1);
    for (size_t i = 0; i < n; i++) {
        kept += c->kept[i];
        if (c->allowed[i] && !c->kept[i])
            order[lonely++] = (uint32_t)i;
    }
    g_qsort_with_data(order, (gint)lonely, sizeof *order, by_frequency, (gpointer)c->g);
    for (size_t i = 0; i < lonely && (!c->o->nodes || kept < c->o->nodes); i++, kept++)
        c->kept[order[i]] = 1;
    g_free(order);
}

bool view_choose(const Graph *g, const ViewOptions *options, View *view, GError **error) {
    size_t n = graph_n_nodes(g);
    Chooser c = {g,
                 options,
                 g_malloc0(n + 1),
                 g_malloc0(n + 1),
                 g_malloc0(n + 1),
                 g_array_new(FALSE, FALSE, sizeof(Ranked)),
                 0};
    *view = (View){.kinds = options->kinds};
    bool ok = true;
    if (options->n_focus) {
        ok = allow_focus(&c, error);
    } else {
        for (size_t i = 0; i < n; i++)
            c.allowed[i] = has_type(&c, i);
    }
    if (ok) {
        rank_edges(&c);
        choose(&c, view);
        keep_lonely(&c, view);
        g_qsort_with_data(view->edges, (gint)view->n_edges, sizeof *view->edges, by_ends,
                          (gpointer)g);
        view->nodes = g_new(uint32_t, n + 1);
        size_t allowed = 0;
        for (size_t i = 0; i < n; i++) {
            /* Who asks for kinds asks for no names without one; a focus is drawn anyway. */
            allowed += c.allowed[i] && (!options->kinds || c.linked[i] || c.kept[i]);
            if (c.kept[i])
                view->nodes[view->n_nodes++] = (uint32_t)i;
        }
        g_qsort_with_data(view->nodes, (gint)view->n_nodes, sizeof *view->nodes, by_id,
                          (gpointer)g);
        view->nodes_left = allowed - view->n_nodes;
        view->edges_left = c.ranked->len - view->n_edges;
    }
    g_free(c.allowed);
    g_free(c.kept);
    g_free(c.linked);
    g_array_unref(c.ranked);
    return ok;
}

void view_clear(View *view) {
    g_free(view->nodes);
    g_free(view->edges);
    *view = (View){0};
}

void view_part(const Graph *whole, const View *view, const Graph *part, View *out) {
    *out = (View){.kinds = view->kinds};
    out->nodes = g_new(uint32_t, view->n_nodes + 1);
    out->edges = g_new(uint32_t, view->n_edges + 1);
    uint32_t *moved = g_new(uint32_t, graph_n_nodes(whole) + 1);
    for (size_t i = 0; i < view->n_nodes; i++) {
        uint32_t at = view->nodes[i];
        moved[at] = graph_find_node(part, graph_node(whole, at)->entity);
        if (moved[at] != UINT32_MAX)
            out->nodes[out->n_nodes++] = moved[at];
    }
    for (size_t i = 0; i < view->n_edges; i++) {
        const Edge *e = graph_edge(whole, view->edges[i]);
        uint32_t a = moved[e->a], b = moved[e->b];
        uint32_t at = a == UINT32_MAX || b == UINT32_MAX ? UINT32_MAX : graph_find_edge(part, a, b);
        if (at != UINT32_MAX)
            out->edges[out->n_edges++] = at;
    }
    g_free(moved);
}
