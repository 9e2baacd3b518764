#include "relate/inside.h"

#include <stdlib.h>
#include <string.h>

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
    bool swap;              /* b's id sorts first */
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
    Place place;        /* of the sentence at work */
    StatedVec stated;   /* of it */
    size_t they_start;  /* where the sentence begins that names them */
    bool titled;        /* the title names the event */
    Piece lead;         /* in to the list at work */
    uint32_t item;      /* of it that was last looked at, or 0 */
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
        Pair p = {.a = MIN(a, b), .b = MAX(a, b), .closest = NO_RELATION};
        p.swap = entity_compare(r->l, r->entities.at[p.a], r->entities.at[p.b]) > 0;
        VEC_PUSH(r->arena, &r->pairs, p);
        r->table[i] = (uint32_t)r->pairs.n;
    }
    return &r->pairs.at[r->table[i] - 1];
}

static void put(Relater *r, Pair *p, Distance d, uint32_t block, size_t start, size_t end,
                uint32_t others) {
    Entity a = r->entities.at[p->a], b = r->entities.at[p->b];
    Relation one = {.from = p->swap ? b : a,
                    .to = p->swap ? a : b,
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

static void put_stated(Relater *r, const Stated *one, uint32_t block, size_t start, size_t end,
                       Distance d, size_t n) {
    VEC_PUSH(r->arena, &r->out,
             (Relation){.from = one->from,
                        .to = one->to,
                        .kind = one->kind,
                        .distance = d,
                        .block = block,
                        .start = (uint32_t)start,
                        .end = (uint32_t)end,
                        .others = (uint32_t)(n < 2 ? 0 : n - 2),
                        .certainty = one->certainty,
                        .phrase = one->phrase});
}

/* What a sentence of `n` names states. */
static void relate_stated(Relater *r, size_t from, size_t to, const Span *span, size_t n) {
    if (!r->place.p || span->end - span->start > STATE_MAX_BYTES)
        return;
    uint32_t block = r->m.at[from].block;
    Piece piece = {block, span->start, span->end, from, to};
    state_sentence(&r->place, &piece, 1, &r->stated);
    for (size_t i = 0; i < r->stated.n; i++) {
        const Stated *one = &r->stated.at[i];
        put_stated(r, one, block, one->by_they ? r->they_start : span->start, span->end,
                   one->by_event  ? DISTANCE_POST
                   : one->by_they ? DISTANCE_PARAGRAPH
                                  : DISTANCE_SENTENCE,
                   n);
    }
}

/* The company that "they" are in the sentence of mentions [from,to): the first
 * that the block has named. */
static void meet_they(Relater *r, size_t from, size_t to) {
    if (r->place.has_they)
        return;
    for (size_t i = from; i < to; i++)
        if (entity_type(r->l, r->m.at[i].entity) == TYPE_COMPANY) {
            r->place.has_they = true;
            r->place.they = r->m.at[i].entity;
            r->they_start = span_of(r, i)->start;
            return;
        }
}

/* How many names a sentence or paragraph may have. */
static size_t most_names(const Relater *r) {
    return r->out.n < RELATE_MANY ? RELATE_MAX_NAMES : RELATE_FEW_NAMES;
}

static void relate_sentence(Relater *r, size_t from, size_t to, uint32_t *list) {
    size_t n = distinct(r, from, to, list);
    if (n > most_names(r) || (n < 2 && !r->place.has_they && !r->place.has_event))
        return;
    uint32_t block = r->m.at[from].block;
    const Span *span = span_of(r, from);
    relate_stated(r, from, to, span, n);
    if (n < 2)
        return;
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
    if (n < 2 || n > most_names(r) || r->sentence[from] == r->sentence[to - 1])
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

static void put_known(Relater *r, RelationKind kind, uint32_t from, uint32_t to) {
    const Pair *pair = pair_of(r, from, to);
    Relation one = {.distance = DISTANCE_POST};
    if (pair->closest != NO_RELATION) {
        one = r->out.at[pair->closest];
    } else {
        size_t start, end;
        quote_first(r, to, &one.block, &start, &end);
        one.start = (uint32_t)start;
        one.end = (uint32_t)end;
        one.others = (uint32_t)r->entities.n - 2;
    }
    one.from = r->entities.at[from];
    one.to = r->entities.at[to];
    one.kind = kind;
    one.certainty = CERTAINTY_KNOWN;
    VEC_PUSH(r->arena, &r->out, one);
}

/* What the catalog knows of two that the post names both. */
static void relate_known(Relater *r) {
    static const struct {
        EntityLink link;
        RelationKind kind;
        bool back; /* the other one is where the relation comes from */
    } links[] = {
        {LINK_MAKER, KIND_MAKES, true},
        {LINK_ACQUIRER, KIND_ACQUIRED, true},
        {LINK_PART_OF, KIND_PART_OF, false},
        {LINK_SUCCEEDS, KIND_SUCCEEDS, false},
    };
    for (uint32_t e = 0; e < r->entities.n; e++) {
        Entity one = r->entities.at[e], other;
        for (size_t k = 0; k < G_N_ELEMENTS(links); k++) {
            if (links[k].link == LINK_MAKER && entity_type(r->l, one) != TYPE_PRODUCT)
                continue; /* who holds an event does not make it */
            for (size_t i = 0; entity_link(r->l, one, links[k].link, i, &other); i++)
                for (uint32_t o = 0; o < r->entities.n; o++)
                    if (r->entities.at[o] == other && o != e)
                        put_known(r, links[k].kind, links[k].back ? o : e, links[k].back ? e : o);
        }
    }
}

/* ---- what stands above ------------------------------------------------------------------------
 */

/* The event that a part of a post reports from: the one of its title, or of the
 * heading above, if there is but one. */
static void find_event(Relater *r, size_t from, size_t to) {
    BlockKind kind = r->post->blocks[r->m.at[from].block].kind;
    if ((kind != BLOCK_TITLE && kind != BLOCK_HEADING) || r->titled)
        return;
    unsigned n = 0;
    for (size_t i = from; i < to; i++) {
        Entity e = r->m.at[i].entity;
        if (entity_type(r->l, e) != TYPE_EVENT || (n && e == r->place.event))
            continue;
        r->place.event = e;
        n++;
    }
    r->place.has_event = n == 1;
    r->titled = kind == BLOCK_TITLE && n == 1;
}

/* Without a title that says so: the only event of a post that opens with it. */
static void find_opening_event(Relater *r) {
    uint32_t opening = 0;
    while (opening < r->post->n_blocks && r->post->blocks[opening].kind != BLOCK_PARAGRAPH)
        opening++;
    bool opens = false;
    unsigned n = 0;
    for (size_t i = 0; i < r->m.n; i++) {
        Entity e = r->m.at[i].entity;
        if (entity_type(r->l, e) != TYPE_EVENT)
            continue;
        opens |= r->m.at[i].block == opening;
        n += !n || e != r->place.event;
        r->place.event = e;
    }
    r->place.has_event = n == 1 && opens;
}

/* Finds what leads in to the list that the block of mention `from` is an item of:
 * the last sentence of a paragraph that ends with a colon, or a heading. */
static bool find_lead(Relater *r, size_t from) {
    uint32_t first = r->m.at[from].block, seen = r->item;
    r->item = first;
    while (first && first != seen && r->post->blocks[first - 1].kind == BLOCK_ITEM)
        first--;
    if (first && first == seen) /* the same list as before */
        return r->lead.to > r->lead.from;
    r->lead = (Piece){0};
    const Block *b = &r->post->blocks[first ? first - 1 : 0];
    bool colon = b->kind == BLOCK_PARAGRAPH && b->text.n && b->text.p[b->text.n - 1] == ':';
    if (!first || (b->kind != BLOCK_HEADING && !colon))
        return false;
    size_t i = from, start = b->text.n, end = b->text.n;
    sentence_around(b->text.p, b->text.n, &start, &end);
    while (i && r->m.at[i - 1].block >= first)
        i--;
    r->lead = (Piece){.block = first - 1, .start = start, .end = end, .from = i, .to = i};
    while (i && r->m.at[i - 1].block == first - 1 && r->m.at[i - 1].start >= start)
        i--;
    r->lead.from = end - start <= STATE_MAX_BYTES ? i : r->lead.to;
    return r->lead.to > r->lead.from;
}

/* What a list's lead-in and the beginning of an item state together: "Announced at
 * the fair:", and then the names. */
static void relate_item(Relater *r, size_t from, size_t to) {
    uint32_t block = r->m.at[from].block;
    if (!r->place.p || r->post->blocks[block].kind != BLOCK_ITEM || !find_lead(r, from))
        return;
    const Span *span = span_of(r, from);
    size_t last = from;
    while (last < to && r->sentence[last] == r->sentence[from])
        last++;
    if (r->m.at[from].start > span->start + LEAD_BYTES || span->end - span->start > STATE_MAX_BYTES)
        return;
    const Piece pieces[] = {r->lead, {block, span->start, span->end, from, last}};
    state_sentence(&r->place, pieces, 2, &r->stated);
    for (size_t i = 0; i < r->stated.n; i++)
        put_stated(r, &r->stated.at[i], block, span->start, span->end, DISTANCE_POST, 2);
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
    if (x->distance != y->distance)
        return x->distance < y->distance ? -1 : 1;
    if (x->end != y->end)
        return x->end < y->end ? -1 : 1;
    if (x->certainty != y->certainty)
        return x->certainty < y->certainty ? -1 : 1;
    return x->phrase && y->phrase ? strcmp(x->phrase, y->phrase) : 0;
}

/* They come nearly in order, block by block: each finds its place soon. Where that
 * is not so, and the moves would be as many as the square of their number, they
 * are left to qsort. */
static void sort(Relation *at, size_t n) {
    size_t moves = 0;
    for (size_t i = 1; i < n; i++) {
        if (by_place(&at[i - 1], &at[i]) <= 0)
            continue;
        Relation one = at[i];
        size_t to = i;
        for (; to && by_place(&at[to - 1], &one) > 0; to--)
            at[to] = at[to - 1];
        at[to] = one;
        moves += i - to;
        if (moves > 16 * n) {
            qsort(at, n, sizeof *at, by_place);
            return;
        }
    }
}

Relations relate_post(const Lexicon *l, const Phrases *p, Arena *arena, const Post *post,
                      Mentions mentions, Distance within, const uint32_t **sentence_of) {
    Relater r = {.l = l, .arena = arena, .post = post, .m = mentions, .within = within};
    r.number = ARENA_ARRAY(arena, uint32_t, mentions.n + 1);
    r.sentence = ARENA_ARRAY(arena, uint32_t, mentions.n + 1);
    r.place = (Place){.l = l, .p = p, .arena = arena, .post = post, .m = mentions};
    number_mentions(&r);
    find_opening_event(&r);
    *sentence_of = r.sentence;

    r.stamp = arena_zero(arena, (r.entities.n + 1) * sizeof *r.stamp);
    uint32_t *list = ARENA_ARRAY(arena, uint32_t, r.entities.n + 1);
    for (size_t from = 0, to; from < mentions.n; from = to) {
        for (to = from; to < mentions.n && r.m.at[to].block == r.m.at[from].block; to++)
            ;
        if (post->blocks[r.m.at[from].block].kind == BLOCK_TAG)
            continue; /* a tag is said of the whole post */
        find_event(&r, from, to);
        r.place.has_they = false;
        for (size_t s = from, t; s < to; s = t) {
            for (t = s; t < to && r.sentence[t] == r.sentence[s]; t++)
                ;
            relate_sentence(&r, s, t, list);
            meet_they(&r, s, t);
        }
        relate_item(&r, from, to);
        if (within >= DISTANCE_PARAGRAPH)
            relate_paragraph(&r, from, to, list);
    }
    if (within >= DISTANCE_POST)
        relate_far(&r);
    relate_known(&r);
    sort(r.out.at, r.out.n);
    return (Relations){r.out.at, r.out.n};
}
