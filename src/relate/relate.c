#include "relate/relate.h"

#include <stdlib.h>
#include <string.h>

static const char *const distance_names[] = {"sentence", "paragraph", "post"};
static const struct {
    const char *name, *label;
    bool directed;
} kinds[N_KINDS] = {
    [KIND_TOGETHER] = {"together", "together", false},
    [KIND_WORKS_WITH] = {"works_with", "works with", false},
    [KIND_PARTNERS_WITH] = {"partners_with", "partners with", false},
    [KIND_USES] = {"uses", "uses", true},
    [KIND_PART_OF] = {"part_of", "part of", true},
    [KIND_MAKES] = {"makes", "makes", true},
    [KIND_PRESENTED_AT] = {"presented_at", "presented at", true},
    [KIND_COMPETES_WITH] = {"competes_with", "competes with", false},
    [KIND_SUCCEEDS] = {"succeeds", "succeeds", true},
    [KIND_ACQUIRED] = {"acquired", "acquired", true},
};
static const char *const certainty_names[] = {"known", "rumoured", "stated"};

const char *distance_name(Distance d) {
    return distance_names[d];
}

const char *kind_name(RelationKind k) {
    return kinds[k].name;
}

const char *kind_label(RelationKind k) {
    return kinds[k].label;
}

unsigned kind_parse(const char *word) {
    for (unsigned k = 0; k < N_KINDS; k++) {
        const char *a = word, *b = kinds[k].name;
        while (*a && *b && (*a == *b || (*b == '_' && (*a == '-' || *a == ' ')))) {
            a++;
            b++;
        }
        if (!*a && !*b)
            return k;
    }
    return N_KINDS;
}

bool kind_is_directed(RelationKind k) {
    return kinds[k].directed;
}

const char *certainty_name(Certainty c) {
    return certainty_names[c];
}

/* ---- the pairs of a post ---------------------------------------------------------- */

#define NO_RELATION UINT32_MAX

/* Two entities (by their number in the post, a < b). */
typedef struct {
    uint32_t a, b;
    uint32_t closest;       /* index of the relation that is closest, or NO_RELATION */
    uint32_t in_sentence;   /* the last block in which a sentence has both, +1 */
    uint32_t in_paragraph;  /* the block that `gap` belongs to, +1 */
    uint32_t gap;           /* the fewest bytes between them there */
    uint32_t first, second; /* the mentions that are so near */
} Pair;

/* Bytes of a block. */
typedef struct {
    uint32_t start, end;
} Span;

typedef struct {
    const Lexicon *l;
    Arena *arena;
    const Post *post;
    Mentions m;
    Distance within;
    uint32_t *number;   /* of a mention's entity in the post */
    uint32_t *sentence; /* of a mention in the post */
    VEC_OF(Span) spans; /* of a sentence */
    VEC_OF(Entity) entities;
    VEC_OF(uint32_t) first; /* an entity's first mention, not in a tag if it can be */
    VEC_OF(Pair) pairs;
    uint32_t *table; /* open addressing: index into pairs, +1 */
    size_t cap;
    VEC_OF(Relation) out;
    uint32_t *stamp; /* by entity: the unit in which it was last met, +1 */
    uint32_t stamps;
} Relater;

static size_t pair_slot(const Relater *r, uint32_t a, uint32_t b) {
    size_t i = ((uint64_t)a * 2654435761u ^ (uint64_t)b * 40503u) & (r->cap - 1);
    while (r->table[i]) {
        const Pair *p = &r->pairs.at[r->table[i] - 1];
        if (p->a == a && p->b == b)
            break;
        i = (i + 1) & (r->cap - 1);
    }
    return i;
}

static void grow_table(Relater *r) {
    r->cap = r->cap ? r->cap * 2 : 128;
    r->table = arena_zero(r->arena, r->cap * sizeof *r->table);
    for (size_t k = 0; k < r->pairs.n; k++)
        r->table[pair_slot(r, r->pairs.at[k].a, r->pairs.at[k].b)] = (uint32_t)k + 1;
}

static Pair *pair_of(Relater *r, uint32_t a, uint32_t b) {
    if (2 * (r->pairs.n + 1) > r->cap)
        grow_table(r);
    size_t i = pair_slot(r, MIN(a, b), MAX(a, b));
    if (!r->table[i]) {
        VEC_PUSH(r->arena, &r->pairs,
                 (Pair){.a = MIN(a, b), .b = MAX(a, b), .closest = NO_RELATION});
        r->table[i] = (uint32_t)r->pairs.n;
    }
    return &r->pairs.at[r->table[i] - 1];
}

static void put(Relater *r, Pair *p, Distance d, uint32_t block, size_t start, size_t end,
                uint32_t others) {
    Entity a = r->entities.at[p->a], b = r->entities.at[p->b];
    bool swap = entity_compare(r->l, a, b) > 0;
    Relation one = {.from = swap ? b : a,
                    .to = swap ? a : b,
                    .kind = KIND_TOGETHER,
                    .distance = d,
                    .block = block,
                    .start = (uint32_t)start,
                    .end = (uint32_t)end,
                    .others = others,
                    .certainty = CERTAINTY_STATED};
    const Relation *best = p->closest == NO_RELATION ? NULL : &r->out.at[p->closest];
    if (!best || d < best->distance || (d == best->distance && others < best->others))
        p->closest = (uint32_t)r->out.n;
    /* It has just grown. NOLINTNEXTLINE(clang-analyzer-core.NullDereference) */
    VEC_PUSH(r->arena, &r->out, one);
}

/* ---- units: sentences, paragraphs, the post -------------------------------------------- */

/* The different entities of mentions [from,to), in `list`. */
static size_t distinct(Relater *r, size_t from, size_t to, uint32_t *list) {
    size_t n = 0;
    r->stamps++;
    for (size_t i = from; i < to; i++) {
        uint32_t e = r->number[i];
        if (r->stamp[e] != r->stamps)
            list[n++] = e;
        r->stamp[e] = r->stamps;
    }
    return n;
}

/* Where the sentence of a mention stands; found out once. */
static const Span *span_of(Relater *r, size_t mention) {
    uint32_t number = r->sentence[mention];
    Span *span = &r->spans.at[number];
    if (span->end)
        return span;
    size_t from = mention, to = mention + 1;
    while (from && r->sentence[from - 1] == number)
        from--;
    size_t start = r->m.at[from].start, end = r->m.at[mention].end;
    for (; to < r->m.n && r->sentence[to] == number; to++)
        end = MAX(end, r->m.at[to].end);
    const Slice text = r->post->blocks[r->m.at[mention].block].text;
    sentence_around(text.p, text.n, &start, &end);
    *span = (Span){(uint32_t)start, (uint32_t)end};
    return span;
}

static void relate_sentence(Relater *r, size_t from, size_t to, uint32_t *list) {
    size_t n = distinct(r, from, to, list);
    if (n < 2 || n > RELATE_MAX_NAMES)
        return;
    uint32_t block = r->m.at[from].block;
    const Span *span = span_of(r, from);
    for (size_t i = 0; i < n; i++)
        for (size_t j = i + 1; j < n; j++) {
            Pair *p = pair_of(r, list[i], list[j]);
            p->in_sentence = block + 1;
            put(r, p, DISTANCE_SENTENCE, block, span->start, span->end, (uint32_t)n - 2);
        }
}

/* Finds, for every two entities of a block, the mentions that are nearest. */
static void nearest_mentions(Relater *r, size_t from, size_t to, const uint32_t *list, size_t n) {
    uint32_t block = r->m.at[from].block;
    uint32_t *last = ARENA_ARRAY(r->arena, uint32_t, r->entities.n);
    for (size_t k = 0; k < n; k++)
        last[list[k]] = UINT32_MAX;
    for (size_t i = from; i < to; i++) {
        for (size_t k = 0; k < n; k++) {
            uint32_t before = last[list[k]];
            if (before == UINT32_MAX || list[k] == r->number[i])
                continue;
            Pair *p = pair_of(r, list[k], r->number[i]);
            uint32_t a = r->m.at[before].end, b = r->m.at[i].start, gap = b > a ? b - a : 0;
            if (p->in_paragraph != block + 1 || gap < p->gap) {
                p->in_paragraph = block + 1;
                p->gap = gap;
                p->first = before;
                p->second = (uint32_t)i;
            }
        }
        last[r->number[i]] = (uint32_t)i;
    }
}

/* The pairs of a block that no sentence of it has. */
static void relate_paragraph(Relater *r, size_t from, size_t to, uint32_t *list) {
    size_t n = distinct(r, from, to, list);
    if (n < 2 || n > RELATE_MAX_NAMES || r->sentence[from] == r->sentence[to - 1])
        return;
    uint32_t block = r->m.at[from].block;
    nearest_mentions(r, from, to, list, n);
    for (size_t i = 0; i < n; i++)
        for (size_t j = i + 1; j < n; j++) {
            Pair *p = pair_of(r, list[i], list[j]);
            if (p->in_sentence == block + 1)
                continue;
            put(r, p, DISTANCE_PARAGRAPH, block, span_of(r, p->first)->start,
                span_of(r, p->second)->end, (uint32_t)n - 2);
        }
}

static void quote_first(Relater *r, uint32_t entity, uint32_t *block, size_t *start, size_t *end) {
    const Span *span = span_of(r, r->first.at[entity]);
    *block = r->m.at[r->first.at[entity]].block;
    *start = span->start;
    *end = span->end;
}

/* The pairs of the post that no block of it has. */
static void relate_far(Relater *r) {
    size_t n = r->entities.n;
    if (n > RELATE_MAX_NAMES)
        return;
    for (uint32_t a = 0; a < n; a++)
        for (uint32_t b = a + 1; b < n; b++) {
            Pair *p = pair_of(r, a, b);
            if (p->closest != NO_RELATION)
                continue;
            uint32_t block;
            size_t start, end;
            quote_first(r, b, &block, &start, &end);
            put(r, p, DISTANCE_POST, block, start, end, (uint32_t)n - 2);
        }
}

/* Who makes what, where the catalog knows it and the post names both. */
static void relate_known(Relater *r) {
    for (uint32_t p = 0; p < r->entities.n; p++) {
        Entity product = r->entities.at[p], maker;
        if (entity_type(r->l, product) != TYPE_PRODUCT || !entity_maker(r->l, product, &maker))
            continue;
        for (uint32_t c = 0; c < r->entities.n; c++) {
            if (r->entities.at[c] != maker)
                continue;
            const Pair *pair = pair_of(r, c, p);
            Relation one = {.distance = DISTANCE_POST};
            if (pair->closest != NO_RELATION) {
                one = r->out.at[pair->closest];
            } else {
                size_t start, end;
                quote_first(r, p, &one.block, &start, &end);
                one.start = (uint32_t)start;
                one.end = (uint32_t)end;
                one.others = (uint32_t)r->entities.n - 2;
            }
            one.from = maker;
            one.to = product;
            one.kind = KIND_MAKES;
            one.certainty = CERTAINTY_KNOWN;
            VEC_PUSH(r->arena, &r->out, one);
        }
    }
}

/* ---- the post ------------------------------------------------------------------------------ */

/* Numbers the entities and the sentences. */
static void number_mentions(Relater *r) {
    size_t cap = 64;
    while (cap < 2 * r->m.n)
        cap *= 2;
    uint32_t *table = arena_zero(r->arena, cap * sizeof *table); /* index + 1 */
    uint32_t sentence = 0;
    size_t end = 0;
    for (size_t i = 0; i < r->m.n; i++) {
        const Mention *m = &r->m.at[i];
        const Block *b = &r->post->blocks[m->block];
        size_t at = (size_t)(m->entity * 0x9E3779B97F4A7C15ull >> 32) & (cap - 1);
        while (table[at] && r->entities.at[table[at] - 1] != m->entity)
            at = (at + 1) & (cap - 1);
        if (!table[at]) {
            VEC_PUSH(r->arena, &r->entities, m->entity);
            VEC_PUSH(r->arena, &r->first, (uint32_t)i);
            table[at] = (uint32_t)r->entities.n;
        }
        uint32_t e = r->number[i] = table[at] - 1;
        /* Every entity has a first mention. NOLINTNEXTLINE(clang-analyzer-core.NullDereference) */
        BlockKind first_kind = r->post->blocks[r->m.at[r->first.at[e]].block].kind;
        if (first_kind == BLOCK_TAG && b->kind != BLOCK_TAG)
            r->first.at[e] = (uint32_t)i;
        bool new_block = i == 0 || m[-1].block != m->block;
        if (i && (new_block ||
                  (end <= m->start && sentence_ends_between(b->text.p, b->text.n, end, m->start))))
            sentence++;
        end = new_block ? m->end : MAX(end, m->end);
        r->sentence[i] = sentence;
        if (r->spans.n == sentence)
            VEC_PUSH(r->arena, &r->spans, (Span){0, 0});
    }
}

static int by_place(const void *a, const void *b) {
    const Relation *x = a, *y = b;
    if (x->block != y->block)
        return x->block < y->block ? -1 : 1;
    if (x->start != y->start)
        return x->start < y->start ? -1 : 1;
    if (x->from != y->from)
        return x->from < y->from ? -1 : 1;
    if (x->to != y->to)
        return x->to < y->to ? -1 : 1;
    if (x->kind != y->kind)
        return x->kind < y->kind ? -1 : 1;
    return (int)x->distance - (int)y->distance;
}

Relations relate_post(const Lexicon *l, Arena *arena, const Post *post, Mentions mentions,
                      Distance within, const uint32_t **sentence_of) {
    Relater r = {.l = l, .arena = arena, .post = post, .m = mentions, .within = within};
    r.number = ARENA_ARRAY(arena, uint32_t, mentions.n + 1);
    r.sentence = ARENA_ARRAY(arena, uint32_t, mentions.n + 1);
    number_mentions(&r);
    *sentence_of = r.sentence;
    r.stamp = arena_zero(arena, (r.entities.n + 1) * sizeof *r.stamp);
    uint32_t *list = ARENA_ARRAY(arena, uint32_t, r.entities.n + 1);
    for (size_t from = 0, to; from < mentions.n; from = to) {
        for (to = from; to < mentions.n && r.m.at[to].block == r.m.at[from].block; to++)
            ;
        if (post->blocks[r.m.at[from].block].kind == BLOCK_TAG)
            continue; /* a tag is said of the whole post */
        for (size_t s = from, t; s < to; s = t) {
            for (t = s; t < to && r.sentence[t] == r.sentence[s]; t++)
                ;
            relate_sentence(&r, s, t, list);
        }
        if (within >= DISTANCE_PARAGRAPH)
            relate_paragraph(&r, from, to, list);
    }
    if (within >= DISTANCE_POST)
        relate_far(&r);
    relate_known(&r);
    if (r.out.n)
        qsort(r.out.at, r.out.n, sizeof *r.out.at, by_place);
    return (Relations){r.out.at, r.out.n};
}
