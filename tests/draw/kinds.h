/* A graph with every kind of relation, stated and rumoured, as the rooms before
 * will make it one day or another. */
#ifndef COMENTION_TESTS_KINDS_H
#define COMENTION_TESTS_KINDS_H

#include "unit.h"

static const char kinds_yaml[] =
    "companies:\n"
    "  - Acme: {site: acme.example}\n"
    "  - Birch\n"
    "  - Cedar\n"
    "  - Dogwood\n"
    "products:\n"
    "  - Acme Wheel: {maker: Acme, aliases: [Wheel], url: 'https://wheel.example/?a=1&b=2'}\n"
    "  - Acme Wheel 2: {maker: Acme}\n"
    "  - Axle: {maker: Birch}\n"
    "  - Hub: {maker: Acme}\n"
    "  - Spoke and Nipple Replacement Kit: {maker: Cedar}\n"
    "events:\n"
    "  - Fair: {editions: yearly}\n";

typedef struct {
    const char *from, *to;
    RelationKind kind;
    Certainty certainty;
    unsigned times;
} UnitRelation;

static const UnitRelation kinds_all[] = {
    {"Acme", "Birch", KIND_ACQUIRED, CERTAINTY_RUMOURED, 2},
    {"Acme", "Cedar", KIND_ACQUIRED, CERTAINTY_STATED, 5},
    {"Acme", "Dogwood", KIND_PARTNERS_WITH, CERTAINTY_STATED, 1},
    {"Acme", "Acme Wheel", KIND_MAKES, CERTAINTY_KNOWN, 3},
    {"Acme", "Acme Wheel 2", KIND_MAKES, CERTAINTY_STATED, 2},
    {"Acme Wheel 2", "Acme Wheel", KIND_SUCCEEDS, CERTAINTY_STATED, 1},
    {"Acme Wheel", "Axle", KIND_COMPETES_WITH, CERTAINTY_STATED, 4},
    {"Hub", "Acme Wheel", KIND_PART_OF, CERTAINTY_STATED, 1},
    {"Hub", "Axle", KIND_WORKS_WITH, CERTAINTY_STATED, 1},
    {"Dogwood", "Axle", KIND_USES, CERTAINTY_STATED, 1},
    {"Acme Wheel", "Fair", KIND_PRESENTED_AT, CERTAINTY_STATED, 2},
    {"Birch", "Cedar", KIND_COMPETES_WITH, CERTAINTY_RUMOURED, 1},
    {"Birch", "Fair", KIND_TOGETHER, CERTAINTY_STATED, 1},
    {"Cedar", "Spoke and Nipple Replacement Kit", KIND_MAKES, CERTAINTY_KNOWN, 1},
};

/* One post for each relation and time it is said. */
static inline Graph *unit_graph_of(const Lexicon *l, const UnitRelation *all, size_t n) {
    Graph *g = graph_new(l, DISTANCE_SENTENCE);
    Arena *a = arena_new();
    static const char text[] = "The one and the other were named in a sentence.";
    Mark mark = {0, 0};
    Block block = {BLOCK_PARAGRAPH, 0, slice(text, sizeof text - 1), &mark, 1};
    for (size_t i = 0; i < n; i++)
        for (unsigned k = 0; k < all[i].times; k++) {
            Entity from = unit_entity(l, all[i].from), to = unit_entity(l, all[i].to);
            Mention both[] = {{from, 0, 4, 7, "name"}, {to, 0, 16, 21, "name"}};
            Post post = {.path = "post.md",
                         .source = block.text,
                         .date = 20070101 + 100 * k,
                         .blocks = &block,
                         .n_blocks = 1};
            uint32_t sentence_of[] = {0, 0};
            Relation r[] = {{.from = from,
                             .to = to,
                             .kind = KIND_TOGETHER,
                             .end = sizeof text - 1,
                             .certainty = CERTAINTY_STATED},
                            {.from = from,
                             .to = to,
                             .kind = all[i].kind,
                             .end = sizeof text - 1,
                             .certainty = all[i].certainty,
                             .phrase = "says"}};
            size_t count = all[i].kind == KIND_TOGETHER ? 1 : 2;
            graph_add_post(g, a, &post, (Mentions){both, 2}, (Relations){r, count}, sentence_of);
        }
    arena_free(a);
    return g;
}

#endif
