#include "graph/graph.h"

#include <math.h>
#include <string.h>

/* A quote longer than this is cut: nobody reads more in a tooltip, and it
 * bounds what a graph of many edges takes. */
#define QUOTE_MAX 320u

/* The bytes of a sentence, shared by the evidence of one post. */
typedef struct {
    uint32_t users, bytes; /* bytes: of all of it */
    char text[];
} Quote;

struct Graph {
    const Lexicon *l;
    Heap *heap; /* evidence, posts, quotes and statements lie in it */
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

static void post_ref_drop(Graph *g, PostRef *p) {
    if (!--p->users)
        heap_give(g->heap, p, p->bytes);
}

static void quote_drop(Graph *g, Quote *q) {
    if (!--q->users)
        heap_give(g->heap, q, q->bytes);
}

static void evidence_free(Graph *g, Evidence *e) {
    while (e) {
        Evidence *next = e->next;
        post_ref_drop(g, e->post);
        quote_drop(g, (Quote *)(void *)(e->quote - offsetof(Quote, text)));
        heap_give(g->heap, e, sizeof *e);
        e = next;
    }
}

/* No date is later than any. */
static uint32_t date_order(Day d) {
    return d ? d : UINT32_MAX;
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
    uint32_t x = date_order(a->post->date), y = date_order(b->post->date);
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
static void evidence_insert(Graph *g, Evidence **list, Evidence *e) {
    for (Evidence **at = list; *at; at = &(*at)->next)
        if (strcmp((*at)->quote, e->quote) == 0) {
            if (evidence_order(*at, e) <= 0) {
                evidence_free(g, e);
                return;
            }
            Evidence *worse = *at;
            *at = worse->next;
            worse->next = NULL;
            evidence_free(g, worse);
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
            evidence_free(g, last->next);
            last->next = NULL;
        }
}

static void evidence_move(Graph *g, Evidence **to, Evidence **from) {
    for (Evidence *at = *from, *next; at; at = next) {
        next = at->next;
        at->next = NULL;
        evidence_insert(g, to, at);
    }
    *from = NULL;
}

/* ---- nodes and edges --------------------------------------------------------------- */

Graph *graph_new(const Lexicon *l, Distance together) {
    Graph *g = g_new0(Graph, 1);
    g->l = l;
    g->together = together;
    g->heap = heap_new();
    g->nodes = g_array_new(FALSE, TRUE, sizeof(Node));
    g->edges = g_array_new(FALSE, TRUE, sizeof(Edge));
    return g;
}

void graph_free(Graph *g) {
    if (!g)
        return;
    heap_free(g->heap);
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

static Statement *statement_of(Graph *g, Edge *e, RelationKind kind, bool back) {
    Statement **at = &e->stated;
    while (*at && ((*at)->kind < kind || ((*at)->kind == kind && (*at)->back < back)))
        at = &(*at)->next;
    if (!*at || (*at)->kind != kind || (*at)->back != back) {
        Statement *s = heap_alloc(g->heap, sizeof *s);
        *s = (Statement){.next = *at, .kind = kind, .back = back};
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

/* Copies a string to `*at`, NUL-terminated, and moves that behind it. */
static const char *put_string(char **at, Slice s) {
    char *copy = *at;
    memcpy(copy, s.p, s.n);
    copy[s.n] = '\0';
    *at += s.n + 1;
    return copy;
}

static PostRef *post_ref(Graph *g, const Post *post) {
    Slice path = slice_str(post->path);
    size_t bytes = sizeof(PostRef) + path.n + post->title.n + post->url.n + 3;
    PostRef *p = heap_alloc(g->heap, bytes);
    char *at = (char *)(p + 1);
    *p = (PostRef){.users = 1, .bytes = (uint32_t)bytes, .date = post->date};
    p->path = put_string(&at, path);
    p->title = post->title.n ? put_string(&at, post->title) : NULL;
    p->url = post->url.n ? put_string(&at, post->url) : NULL;
    return p;
}

static Quote *cut_quote(Graph *g, Slice text, size_t start, size_t end) {
    const char *p = text.p + start, *more = "";
    size_t n = end - start;
    if (n > QUOTE_MAX) {
        n = QUOTE_MAX;
        while (n && p[n] != ' ')
            n--;
        if (!n)
            n = (size_t)(g_utf8_find_prev_char(p, p + QUOTE_MAX) - p);
        more = " …";
    }
    size_t bytes = sizeof(Quote) + n + strlen(more) + 1;
    Quote *q = heap_alloc(g->heap, bytes);
    q->users = 1;
    q->bytes = (uint32_t)bytes;
    memcpy(q->text, p, n);
    memcpy(q->text + n, more, strlen(more) + 1);
    return q;
}

/* Would evidence that is so good get into the list at all? Follows evidence_order
 * as far as it is known before there is a quote. */
static bool is_wanted(const Evidence *list, const Relation *r, Day date) {
    unsigned n = 0;
    const Evidence *last = NULL;
    for (const Evidence *at = list; at; at = at->next, n++)
        last = at;
    if (n < EVIDENCE_KEPT)
        return true;
    if (r->certainty != last->certainty)
        return r->certainty > last->certainty;
    if (r->distance != last->distance)
        return r->distance < last->distance;
    if (r->others != last->others)
        return r->others < last->others;
    return date_order(date) <= date_order(last->post->date);
}

typedef struct {
    Graph *g;
    Arena *arena;
    Post *post;
    PostRef *ref;
    const Relation *quoted; /* whose quote is `quote` */
    Quote *quote;
    unsigned line;
} Quoter;

static void add_evidence(Quoter *q, Evidence **list, const Relation *r) {
    if (!is_wanted(*list, r, q->post->date))
        return;
    if (!q->ref)
        q->ref = post_ref(q->g, q->post);
    if (!q->quoted || q->quoted->block != r->block || q->quoted->start != r->start ||
        q->quoted->end != r->end) {
        if (q->quote)
            quote_drop(q->g, q->quote);
        const Block *b = &q->post->blocks[r->block];
        q->quote = cut_quote(q->g, b->text, r->start, r->end);
        q->line = post_line(q->arena, q->post, b, r->start);
        q->quoted = r;
    }
    Evidence *new = heap_alloc(q->g->heap, sizeof *new);
    *new = (Evidence){.post = q->ref,
                      .quote = q->quote->text,
                      .line = q->line,
                      .distance = r->distance,
                      .others = r->others,
                      .certainty = r->certainty,
                      .phrase = r->phrase};
    q->ref->users++;
    q->quote->users++;
    evidence_insert(q->g, list, new);
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

static Statement *state(Graph *g, Edge *e, const Relation *r, Day day) {
    Statement *s = statement_of(g, e, r->kind, node_at(g, e->a)->entity != r->from);
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
    Quoter q = {.g = g, .arena = arena, .post = post};
    uint32_t *touched = ARENA_ARRAY(arena, uint32_t, relations.n + 1);
    size_t n = 0;
    /* Edges lie far apart; each is on its way from memory while others are found. */
    uint32_t *edges = ARENA_ARRAY(arena, uint32_t, relations.n + 1);
    for (size_t i = 0; i < relations.n; i++) {
        const Relation *r = &relations.at[i];
        edges[i] = edge_of(g, node_of(g, r->from), node_of(g, r->to));
        __builtin_prefetch(edge_at(g, edges[i]));
    }
    for (size_t i = 0; i < relations.n; i++) {
        const Relation *r = &relations.at[i];
        uint32_t at = edges[i];
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
        Statement *s = r->kind == KIND_TOGETHER ? NULL : state(g, e, r, post->date);
        add_evidence(&q, s && r->certainty != CERTAINTY_KNOWN ? &s->best : &e->best, r);
    }
    for (size_t i = 0; i < n; i++) {
        Edge *e = edge_at(g, touched[i]);
        e->weight += graph_weight(e->pending);
    }
    if (q.quote)
        quote_drop(g, q.quote);
    if (q.ref)
        post_ref_drop(g, q.ref);
}

/* ---- merging ------------------------------------------------------------------------------- */

void graph_merge(Graph *to, Graph *from) {
    uint32_t *moved = g_new(uint32_t, from->nodes->len + 1);
    heap_join(to->heap, from->heap);
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
        evidence_move(to, &f->best, &e->best);
        for (Statement *s = e->stated, *next; s; s = next) {
            next = s->next;
            Statement *t = statement_of(to, f, s->kind, s->back);
            for (unsigned c = 0; c < G_N_ELEMENTS(s->posts); c++)
                t->posts[c] += s->posts[c];
            widen(&t->first, &t->last, s->first, s->last);
            evidence_move(to, &t->best, &s->best);
            heap_give(to->heap, s, sizeof *s);
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

uint32_t graph_find_node(const Graph *g, Entity e) {
    uint32_t at = g->node_cap ? g->node_table[node_slot(g, e)] : 0;
    return at ? at - 1 : UINT32_MAX;
}

uint32_t graph_find_edge(const Graph *g, uint32_t a, uint32_t b) {
    uint32_t at = g->cap ? g->table[edge_slot(g, a, b)] : 0;
    return at ? at - 1 : UINT32_MAX;
}

GraphTotals graph_totals(const Graph *g) {
    return g->totals;
}

Certainty statement_certainty(const Statement *s) {
    return s->posts[CERTAINTY_STATED]     ? CERTAINTY_STATED
           : s->posts[CERTAINTY_RUMOURED] ? CERTAINTY_RUMOURED
                                          : CERTAINTY_KNOWN;
}

/* What a post states counts more than what is only known where both are named;
 * but one sentence does not outweigh a hundred posts of which the catalog knows
 * better. */
static uint64_t credit(const Statement *s) {
    return (uint64_t)s->posts[CERTAINTY_STATED] * 8 + (uint64_t)s->posts[CERTAINTY_RUMOURED] * 2 +
           s->posts[CERTAINTY_KNOWN];
}

static bool tells_more(const Statement *s, const Statement *t) {
    uint64_t a = credit(s), b = credit(t);
    return a != b ? a > b : s->kind > t->kind;
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
