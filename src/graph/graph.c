#include "graph/graph.h"

#include <math.h>
#include <string.h>

/* A quote longer than this is cut: nobody reads more in a tooltip, and it
 * bounds what a graph of many edges takes. */
#define QUOTE_MAX 320u

struct Graph {
    const Lexicon *l;
    Distance together;
    GArray *nodes, *edges;
    uint32_t *node_table; /* nodes by their entity, open addressing: index + 1 */
    uint32_t *table;      /* edges by their nodes, likewise */
    size_t node_cap, cap;
    GraphTotals totals;
    uint32_t stamp, unit_stamp; /* the post at work, and the unit */
};

uint32_t graph_weight(uint32_t u) {
    return (uint32_t)lrint(1000.0 * log2(1.0 + u / 1000.0));
}

/* ---- evidence ------------------------------------------------------------------- */

static void post_ref_drop(PostRef *p) {
    if (--p->users)
        return;
    g_free(p->path);
    g_free(p->title);
    g_free(p->url);
    g_free(p);
}

static void evidence_free(Evidence *e) {
    while (e) {
        Evidence *next = e->next;
        post_ref_drop(e->post);
        g_ref_string_release(e->quote);
        g_free(e);
        e = next;
    }
}

/* What makes evidence good: that it is sure; names that stand close, and alone;
 * then the oldest.
 * The rest only makes the order a total one. */
static int evidence_order(const Evidence *a, const Evidence *b) {
    if (a->certainty != b->certainty)
        return a->certainty > b->certainty ? -1 : 1;
    if (a->distance != b->distance)
        return a->distance < b->distance ? -1 : 1;
    if (a->others != b->others)
        return a->others < b->others ? -1 : 1;
    Day x = a->post->date ? a->post->date : UINT32_MAX,
        y = b->post->date ? b->post->date : UINT32_MAX;
    if (x != y)
        return x < y ? -1 : 1;
    int order = strcmp(a->post->path, b->post->path);
    if (order)
        return order;
    if (a->line != b->line)
        return a->line < b->line ? -1 : 1;
    order = strcmp(a->quote, b->quote);
    return order || !a->phrase || !b->phrase ? order : strcmp(a->phrase, b->phrase);
}

/* Puts evidence where it belongs in a list of the best few. The same sentence
 * twice (a post that is kept in two places) is one piece of evidence. Takes
 * over `e`. */
static void evidence_insert(Evidence **list, Evidence *e) {
    for (Evidence **at = list; *at; at = &(*at)->next)
        if (strcmp((*at)->quote, e->quote) == 0) {
            if (evidence_order(*at, e) <= 0) {
                evidence_free(e);
                return;
            }
            Evidence *worse = *at;
            *at = worse->next;
            worse->next = NULL;
            evidence_free(worse);
            break;
        }
    Evidence **at = list;
    while (*at && evidence_order(*at, e) < 0)
        at = &(*at)->next;
    e->next = *at;
    *at = e;
    unsigned n = 1;
    for (Evidence *last = *list; last; last = last->next, n++)
        if (n == EVIDENCE_KEPT) {
            evidence_free(last->next);
            last->next = NULL;
        }
}

static void evidence_move(Evidence **to, Evidence **from) {
    for (Evidence *at = *from, *next; at; at = next) {
        next = at->next;
        at->next = NULL;
        evidence_insert(to, at);
    }
    *from = NULL;
}

/* ---- nodes and edges --------------------------------------------------------------- */

Graph *graph_new(const Lexicon *l, Distance together) {
    Graph *g = g_new0(Graph, 1);
    g->l = l;
    g->together = together;
    g->nodes = g_array_new(FALSE, TRUE, sizeof(Node));
    g->edges = g_array_new(FALSE, TRUE, sizeof(Edge));
    return g;
}

void graph_free(Graph *g) {
    if (!g)
        return;
    for (guint i = 0; i < g->edges->len; i++) {
        Edge *e = &g_array_index(g->edges, Edge, i);
        evidence_free(e->best);
        for (Statement *s = e->stated, *next; s; s = next) {
            next = s->next;
            evidence_free(s->best);
            g_free(s);
        }
    }
    g_array_unref(g->nodes);
    g_array_unref(g->edges);
    g_free(g->node_table);
    g_free(g->table);
    g_free(g);
}

static Node *node_at(const Graph *g, uint32_t i) {
    return &g_array_index(g->nodes, Node, i);
}

static Edge *edge_at(const Graph *g, uint32_t i) {
    return &g_array_index(g->edges, Edge, i);
}

static size_t node_slot(const Graph *g, Entity e) {
    size_t i = (size_t)(e * 0x9E3779B97F4A7C15ull >> 32) & (g->node_cap - 1);
    while (g->node_table[i] && node_at(g, g->node_table[i] - 1)->entity != e)
        i = (i + 1) & (g->node_cap - 1);
    return i;
}

static uint32_t node_of(Graph *g, Entity e) {
    if (2 * ((size_t)g->nodes->len + 1) > g->node_cap) {
        g->node_cap = g->node_cap ? g->node_cap * 2 : 256;
        g_free(g->node_table);
        g->node_table = g_new0(uint32_t, g->node_cap);
        for (guint i = 0; i < g->nodes->len; i++)
            g->node_table[node_slot(g, node_at(g, i)->entity)] = i + 1;
    }
    size_t i = node_slot(g, e);
    if (!g->node_table[i]) {
        Node n = {.entity = e};
        g_array_append_val(g->nodes, n);
        g->node_table[i] = g->nodes->len;
    }
    return g->node_table[i] - 1;
}

static size_t edge_slot(const Graph *g, uint32_t a, uint32_t b) {
    uint64_t key = (uint64_t)MIN(a, b) << 32 | MAX(a, b);
    size_t i = (size_t)(key * 0x9E3779B97F4A7C15ull >> 32) & (g->cap - 1);
    for (; g->table[i]; i = (i + 1) & (g->cap - 1)) {
        const Edge *e = edge_at(g, g->table[i] - 1);
        if (MIN(e->a, e->b) == MIN(a, b) && MAX(e->a, e->b) == MAX(a, b))
            break;
    }
    return i;
}

static void index_edges(Graph *g, size_t cap) {
    g_free(g->table);
    g->cap = cap;
    g->table = g_new0(uint32_t, cap);
    for (guint i = 0; i < g->edges->len; i++)
        g->table[edge_slot(g, edge_at(g, i)->a, edge_at(g, i)->b)] = i + 1;
}

/* The edge of two nodes. */
static uint32_t edge_of(Graph *g, uint32_t a, uint32_t b) {
    if (2 * ((size_t)g->edges->len + 1) > g->cap)
        index_edges(g, g->cap ? g->cap * 2 : 256);
    size_t i = edge_slot(g, a, b);
    if (!g->table[i]) {
        bool swap = entity_compare(g->l, node_at(g, a)->entity, node_at(g, b)->entity) > 0;
        Edge e = {.a = swap ? b : a, .b = swap ? a : b};
        g_array_append_val(g->edges, e);
        g->table[i] = g->edges->len;
    }
    return g->table[i] - 1;
}

static Statement *statement_of(Edge *e, RelationKind kind, bool back) {
    Statement **at = &e->stated;
    while (*at && ((*at)->kind < kind || ((*at)->kind == kind && (*at)->back < back)))
        at = &(*at)->next;
    if (!*at || (*at)->kind != kind || (*at)->back != back) {
        Statement *s = g_new0(Statement, 1);
        s->next = *at;
        s->kind = kind;
        s->back = back;
        *at = s;
    }
    return *at;
}

static void widen(Day *first, Day *last, Day from, Day to) {
    if (from && (!*first || from < *first))
        *first = from;
    if (to > *last)
        *last = to;
}

/* ---- a post ------------------------------------------------------------------------------ */

static void add_mentions(Graph *g, const Post *post, Mentions m, const uint32_t *sentence_of) {
    uint32_t unit = UINT32_MAX;
    for (size_t i = 0; i < m.n; i++) {
        bool tag = post->blocks[m.at[i].block].kind == BLOCK_TAG;
        uint32_t here = g->together == DISTANCE_SENTENCE    ? sentence_of[i]
                        : g->together == DISTANCE_PARAGRAPH ? m.at[i].block
                                                            : 0;
        if (!(tag && g->together != DISTANCE_POST) && here != unit) {
            unit = here;
            g->unit_stamp++;
            g->totals.units++;
        }
        Node *n = node_at(g, node_of(g, m.at[i].entity));
        n->mentions++;
        if (n->stamp != g->stamp) {
            n->stamp = g->stamp;
            n->posts++;
            widen(&n->first, &n->last, post->date, post->date);
        }
        /* A tag alone is no unit: tags stand together only in the post. */
        if (here == unit && n->unit_stamp != g->unit_stamp) {
            n->unit_stamp = g->unit_stamp;
            n->units++;
        }
    }
}

static PostRef *post_ref(const Post *post) {
    PostRef *p = g_new0(PostRef, 1);
    p->path = g_strdup(post->path);
    p->title = post->title.n ? g_strndup(post->title.p, post->title.n) : NULL;
    p->url = post->url.n ? g_strndup(post->url.p, post->url.n) : NULL;
    p->date = post->date;
    return p;
}

static char *cut_quote(Slice text, size_t start, size_t end) {
    const char *p = text.p + start;
    size_t n = end - start;
    if (n <= QUOTE_MAX)
        return g_ref_string_new_len(p, (gssize)n);
    n = QUOTE_MAX;
    while (n && p[n] != ' ')
        n--;
    if (!n)
        n = (size_t)(g_utf8_find_prev_char(p, p + QUOTE_MAX) - p);
    GString *s = g_string_new_len(p, (gssize)n);
    g_string_append(s, " …");
    char *quote = g_ref_string_new_len(s->str, (gssize)s->len);
    g_string_free(s, TRUE);
    return quote;
}

/* Would evidence that is so good get into the list at all? */
static bool is_wanted(const Evidence *list, const Relation *r) {
    unsigned n = 0;
    const Evidence *last = NULL;
    for (const Evidence *at = list; at; at = at->next, n++)
        last = at;
    if (n < EVIDENCE_KEPT || r->certainty != last->certainty)
        return n < EVIDENCE_KEPT || r->certainty > last->certainty;
    return r->distance < last->distance ||
           (r->distance == last->distance && r->others <= last->others);
}

typedef struct {
    Arena *arena;
    Post *post;
    PostRef *ref;
    const Relation *quoted; /* whose quote is `quote` */
    char *quote;
    unsigned line;
} Quoter;

static void add_evidence(Quoter *q, Evidence **list, const Relation *r) {
    if (!is_wanted(*list, r))
        return;
    if (!q->ref) {
        q->ref = post_ref(q->post);
        q->ref->users = 1;
    }
    if (!q->quoted || q->quoted->block != r->block || q->quoted->start != r->start ||
        q->quoted->end != r->end) {
        if (q->quote)
            g_ref_string_release(q->quote);
        const Block *b = &q->post->blocks[r->block];
        q->quote = cut_quote(b->text, r->start, r->end);
        q->line = post_line(q->arena, q->post, b, r->start);
        q->quoted = r;
    }
    Evidence *new = g_new(Evidence, 1);
    *new = (Evidence){.post = q->ref,
                      .quote = g_ref_string_acquire(q->quote),
                      .line = q->line,
                      .distance = r->distance,
                      .others = r->others,
                      .certainty = r->certainty,
                      .phrase = r->phrase};
    q->ref->users++;
    evidence_insert(list, new);
}

static uint32_t place_weight(const Relation *r) {
    static const uint32_t closeness[] = {
        [DISTANCE_SENTENCE] = 1000, [DISTANCE_PARAGRAPH] = 500, [DISTANCE_POST] = 200};
    return closeness[r->distance] / (r->others + 1);
}

/* pending sums up the u of graph_weight. */
static void count(Graph *g, Edge *e, const Relation *r) {
    /* What is said or known of two names that stand farther apart than what
     * counts as together is all that links them here. */
    if (r->kind != KIND_TOGETHER && r->distance > g->together)
        e->pending += place_weight(r);
    if (r->kind == KIND_TOGETHER) {
        bool new_block = e->block_stamp != r->block + 1;
        e->sentences += r->distance == DISTANCE_SENTENCE;
        e->paragraphs += r->distance != DISTANCE_POST && new_block;
        e->block_stamp = r->block + 1;
        e->pending += place_weight(r);
        e->units += g->together == DISTANCE_SENTENCE    ? r->distance == DISTANCE_SENTENCE
                    : g->together == DISTANCE_PARAGRAPH ? r->distance != DISTANCE_POST && new_block
                                                        : 0;
    }
}

static Statement *state(Graph *g, Edge *e, uint32_t from, const Relation *r, Day day) {
    Statement *s = statement_of(e, r->kind, e->a != from);
    if (s->stamp != g->stamp) {
        s->stamp = g->stamp;
        s->now = r->certainty;
        s->posts[s->now]++;
    } else if (r->certainty > s->now) {
        s->posts[s->now]--;
        s->now = r->certainty;
        s->posts[s->now]++;
    }
    if (r->certainty != CERTAINTY_KNOWN)
        widen(&s->first, &s->last, day, day);
    return s;
}

void graph_add_post(Graph *g, Arena *arena, Post *post, Mentions mentions, Relations relations,
                    const uint32_t *sentence_of) {
    g->stamp++;
    g->totals.posts++;
    g->totals.naming += mentions.n > 0;
    widen(&g->totals.first, &g->totals.last, post->date, post->date);
    add_mentions(g, post, mentions, sentence_of);
    Quoter q = {.arena = arena, .post = post};
    uint32_t *touched = ARENA_ARRAY(arena, uint32_t, relations.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < relations.n; i++) {
        const Relation *r = &relations.at[i];
        uint32_t a = node_of(g, r->from), b = node_of(g, r->to), at = edge_of(g, a, b);
        Edge *e = edge_at(g, at);
        if (e->stamp != g->stamp) {
            e->stamp = g->stamp;
            e->block_stamp = e->pending = 0;
            e->posts++;
            e->units += g->together == DISTANCE_POST;
            widen(&e->first, &e->last, post->date, post->date);
            touched[n++] = at;
        }
        count(g, e, r);
        Statement *s = r->kind == KIND_TOGETHER ? NULL : state(g, e, a, r, post->date);
        add_evidence(&q, s && r->certainty != CERTAINTY_KNOWN ? &s->best : &e->best, r);
    }
    for (size_t i = 0; i < n; i++) {
        Edge *e = edge_at(g, touched[i]);
        e->weight += graph_weight(e->pending);
    }
    if (q.quote)
        g_ref_string_release(q.quote);
    if (q.ref)
        post_ref_drop(q.ref);
}

/* ---- merging ------------------------------------------------------------------------------- */

void graph_merge(Graph *to, Graph *from) {
    uint32_t *moved = g_new(uint32_t, from->nodes->len + 1);
    for (guint i = 0; i < from->nodes->len; i++) {
        const Node *n = node_at(from, i);
        moved[i] = node_of(to, n->entity);
        Node *m = node_at(to, moved[i]);
        m->posts += n->posts;
        m->mentions += n->mentions;
        m->units += n->units;
        widen(&m->first, &m->last, n->first, n->last);
    }
    for (guint i = 0; i < from->edges->len; i++) {
        Edge *e = edge_at(from, i);
        Edge *f = edge_at(to, edge_of(to, moved[e->a], moved[e->b]));
        f->sentences += e->sentences;
        f->paragraphs += e->paragraphs;
        f->posts += e->posts;
        f->units += e->units;
        f->weight += e->weight;
        widen(&f->first, &f->last, e->first, e->last);
        evidence_move(&f->best, &e->best);
        for (Statement *s = e->stated, *next; s; s = next) {
            next = s->next;
            Statement *t = statement_of(f, s->kind, s->back);
            for (unsigned c = 0; c < G_N_ELEMENTS(s->posts); c++)
                t->posts[c] += s->posts[c];
            widen(&t->first, &t->last, s->first, s->last);
            evidence_move(&t->best, &s->best);
            g_free(s);
        }
        e->stated = NULL;
    }
    to->totals.posts += from->totals.posts;
    to->totals.naming += from->totals.naming;
    to->totals.units += from->totals.units;
    widen(&to->totals.first, &to->totals.last, from->totals.first, from->totals.last);
    g_array_set_size(from->nodes, 0);
    g_array_set_size(from->edges, 0);
    g_free(from->node_table);
    g_free(from->table);
    from->node_table = from->table = NULL;
    from->node_cap = from->cap = 0;
    from->totals = (GraphTotals){0};
    g_free(moved);
}

const Lexicon *graph_lexicon(const Graph *g) {
    return g->l;
}

size_t graph_n_nodes(const Graph *g) {
    return g->nodes->len;
}

size_t graph_n_edges(const Graph *g) {
    return g->edges->len;
}

const Node *graph_node(const Graph *g, size_t i) {
    return node_at(g, (uint32_t)i);
}

const Edge *graph_edge(const Graph *g, size_t i) {
    return edge_at(g, (uint32_t)i);
}

GraphTotals graph_totals(const Graph *g) {
    return g->totals;
}

Certainty statement_certainty(const Statement *s) {
    return s->posts[CERTAINTY_STATED]     ? CERTAINTY_STATED
           : s->posts[CERTAINTY_RUMOURED] ? CERTAINTY_RUMOURED
                                          : CERTAINTY_KNOWN;
}

/* Does s tell more than t? */
static bool tells_more(const Statement *s, const Statement *t) {
    for (int c = CERTAINTY_STATED; c >= 0; c--)
        if (s->posts[c] != t->posts[c])
            return s->posts[c] > t->posts[c];
    return s->kind > t->kind;
}

const Statement *edge_statement(const Edge *e, unsigned kinds) {
    const Statement *best = NULL;
    for (const Statement *s = e->stated; s; s = s->next)
        if ((!kinds || kinds & 1u << s->kind) && (!best || tells_more(s, best)))
            best = s;
    return best;
}

uint32_t edge_tail(const Edge *e, const Statement *s) {
    return s && s->back ? e->b : e->a;
}

uint32_t edge_head(const Edge *e, const Statement *s) {
    return s && s->back ? e->a : e->b;
}
