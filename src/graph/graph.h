/* graph: what all posts together say, and what of it is kept for a picture.
 * The door of src/graph. */
#ifndef COMENTION_GRAPH_H
#define COMENTION_GRAPH_H

#include "base/base.h"
#include "names/names.h"
#include "relate/relate.h"

/* ---- the merged graph --------------------------------------------------------- */

/* Where evidence comes from. Shared by the evidence of one post. */
typedef struct {
    unsigned users;
    uint32_t bytes;                 /* of all of it, with its strings */
    const char *path, *title, *url; /* title and url may be NULL */
    Day date;
} PostRef;

typedef struct Evidence Evidence;
struct Evidence {
    Evidence *next; /* the next best */
    PostRef *post;
    const char *quote; /* one sentence, cut where it is very long; may be shared */
    unsigned line;
    Distance distance;
    uint32_t others; /* as in Relation */
    Certainty certainty;
    const char *phrase; /* as in Relation */
};

/* An edge keeps this much evidence; relations and explain give all of it. */
#define EVIDENCE_KEPT 3u

typedef struct {
    Entity entity;
    uint32_t posts, mentions;
    uint32_t units; /* sentences, paragraphs or posts, whatever `together` is */
    Day first, last;
    uint32_t stamp; /* of graph_add_post */
    uint32_t unit_stamp;
} Node;

/* What is said of the two names of an edge, beyond that they stand together:
 * one for each kind and direction. */
typedef struct Statement Statement;
struct Statement {
    Statement *next; /* by kind, then direction */
    RelationKind kind;
    bool back;         /* it goes from the edge's b to its a */
    uint32_t posts[3]; /* by Certainty: each post counts for its surest one */
    Day first, last;   /* of posts that state it or say that it is rumoured */
    Evidence *best;    /* the surest first; NULL where it is only known */
    uint32_t stamp;    /* of graph_add_post */
    Certainty now;     /* likewise */
};

typedef struct {
    uint32_t a, b; /* nodes; a's id sorts first */
    Statement *stated;
    uint32_t sentences, paragraphs, posts;
    uint32_t units;  /* as in Node, together */
    uint64_t weight; /* in thousandths; see graph_weight */
    Day first, last;
    Evidence *best;              /* of standing together */
    uint32_t stamp, block_stamp; /* of graph_add_post */
    uint32_t pending;
} Edge;

typedef struct Graph Graph;

/* What one post adds to an edge's weight, in thousandths:
 *
 *     1000 · log2(1 + u)      u = sum of c / (n - 1)
 *
 * over the sentences with both names (c = 1), the paragraphs that have them in
 * different sentences (c = 1/2), and the post that has them in no paragraph
 * (c = 1/5); n is how many different names the place has in all. That a list of
 * six names links each two of them less than a sentence about two is
 * M. E. J. Newman's weight for papers with many authors ("Scientific
 * collaboration networks II", Phys. Rev. E 64 (2001) 016132). By the logarithm
 * a post that repeats itself counts ever less, while two posts count twice as
 * much as one. Sums of integers: no order of posts changes it. `u` is in
 * thousandths, too. */
uint32_t graph_weight(uint32_t u);

/* `together`: what a unit is, see Node.units. */
Graph *graph_new(const Lexicon *l, Distance together);
void graph_free(Graph *g); /* NULL is fine */
/* Adds a post. `arena` is only used meanwhile. Not thread-safe. */
void graph_add_post(Graph *g, Arena *arena, Post *post, Mentions mentions, Relations relations,
                    const uint32_t *sentence_of);
/* Adds all of `from`, which is empty afterwards. The result does not depend on
 * the order in which graphs are added. */
void graph_merge(Graph *to, Graph *from);

const Lexicon *graph_lexicon(const Graph *g);
size_t graph_n_nodes(const Graph *g);
size_t graph_n_edges(const Graph *g);
const Node *graph_node(const Graph *g, size_t i);
const Edge *graph_edge(const Graph *g, size_t i);
/* Where an entity, or the edge of two nodes (in any order), is; UINT32_MAX: the
 * graph has none. */
uint32_t graph_find_node(const Graph *g, Entity e);
uint32_t graph_find_edge(const Graph *g, uint32_t a, uint32_t b);
/* Posts that were added; those that name anything; the units of those; and the
 * first and last day. */
typedef struct {
    uint32_t posts, naming, units;
    Day first, last;
} GraphTotals;
GraphTotals graph_totals(const Graph *g);
/* How sure it is in the post that is surest of it. */
Certainty statement_certainty(const Statement *s);
/* What is to be drawn of an edge: of the kinds in `kinds` (one bit a
 * RelationKind; 0: all), what most posts say, where a post that states it counts
 * 8, one that has it as a rumour 2, and one that names both, where the catalog
 * knows it, 1; NULL: the two only stand together. */
const Statement *edge_statement(const Edge *e, unsigned kinds);
/* The ends of what is drawn: from and to of the statement, or a and b (NULL). */
uint32_t edge_tail(const Edge *e, const Statement *s);
uint32_t edge_head(const Edge *e, const Statement *s);

/* ---- the view ------------------------------------------------------------------- */

typedef struct {
    unsigned types;           /* one bit an EntityType; 0: all */
    unsigned kinds;           /* one bit a RelationKind: only edges with one of them; 0: all */
    const char *const *focus; /* names; only what is within `depth` of them */
    size_t n_focus;
    unsigned depth;
    size_t nodes, edges; /* at most so many; 0: no limit */
} ViewOptions;

typedef struct {
    uint32_t *nodes; /* indexes into the graph's nodes, in the order of their ids */
    size_t n_nodes;
    uint32_t *edges; /* likewise, in the order of their ends, which are among nodes */
    size_t n_edges;
    size_t nodes_left, edges_left; /* left out to keep to the limits */
    unsigned kinds;                /* as chosen: what to show of an edge */
} View;

/* What to keep of a graph so that a person can read it. False: a focus
 * names nothing that the graph has; `error` says which. Free with view_clear. */
bool view_choose(const Graph *g, const ViewOptions *options, View *view, GError **error);
void view_clear(View *view);
/* What `part`, a graph of some of the same posts, has of a view of `whole`. To be cleared,
 * too. */
void view_part(const Graph *whole, const View *view, const Graph *part, View *out);
/* How much more often two names stand together than chance would have it:
 * normalised pointwise mutual information, from -1 to 1. */
double edge_association(const Graph *g, const Edge *e);
/* What decides which edges are kept: log2(1 + weight) · (1 + association), by 1.4
 * where a post states something of the two and 1.1 where the catalog knows it.
 * Both how often (but ten times as often is not ten times as telling) and how
 * specially, so that a pair of everyday names does not crowd out the others. */
double edge_strength(const Graph *g, const Edge *e);

#endif
