/* What a surface means here: which of the names that are spelled so, or none.
 *
 * Names that nearly always mean one thing are taken at their word, and are the
 * world in which the others are judged: an ambiguous name counts when that
 * world speaks for it. */
#include "names/inside.h"
#include "names/short.h"
#include "names/words.h"

#include <string.h>

/* What was found out about an ambiguous entry, in the whole post. */
typedef struct {
    uint32_t entry;
    bool needs, sibling, used;
} Known;

/* What a post says that an acronym means in it: an entry, or (NONE) something
 * that is none of ours. */
typedef struct {
    Slice acronym;
    uint32_t entry;
} Definition;

typedef struct {
    const Lexicon *l;
    Arena *arena;
    const Post *post;
    Hits *hits;      /* of each block */
    uint32_t *world; /* a hash set of the entries that are certain; NONE: free */
    size_t n_world, world_cap;
    uint8_t *words; /* by word: is it in the post? See match_text */
    VEC_OF(Known) known;
    VEC_OF(Definition) definitions;
    VEC_OF(uint32_t) shortened; /* names whose short forms were looked for */
    VEC_OF(Mention) mentions;
} Resolver;

/* ---- the world of a post ------------------------------------------------------ */

/* Where an entry stands in the set, or is to be put. */
static uint32_t *world_slot(const Resolver *r, uint32_t entry) {
    size_t i = entry * 2654435761u & (r->world_cap - 1);
    while (r->world[i] != NONE && r->world[i] != entry)
        i = (i + 1) & (r->world_cap - 1);
    return &r->world[i];
}

static bool in_world(const Resolver *r, uint32_t entry) {
    return entry != NONE && r->n_world && *world_slot(r, entry) == entry;
}

static void grow_world(Resolver *r) {
    const uint32_t *old = r->world;
    size_t cap = r->world_cap;
    r->world_cap = cap ? cap * 2 : 64;
    r->world = ARENA_ARRAY(r->arena, uint32_t, r->world_cap);
    memset(r->world, 0xff, r->world_cap * sizeof *r->world);
    for (size_t i = 0; i < cap; i++)
        if (old[i] != NONE)
            *world_slot(r, old[i]) = old[i];
}

static void put_world(Resolver *r, uint32_t entry) {
    if (2 * (r->n_world + 1) > r->world_cap)
        grow_world(r);
    uint32_t *slot = world_slot(r, entry);
    r->n_world += *slot == NONE;
    *slot = entry;
}

static const Name *name_of(const Resolver *r, const Hit *h, uint32_t i) {
    return &r->l->names[h->names[i]];
}

/* One meaning, and that nearly always: certain. */
static bool is_certain(const Resolver *r, const Hit *h) {
    return h->n_names == 1 && !(name_of(r, h, 0)->flags & NAME_AMBIGUOUS);
}

/* The main name of an entry, as hits refer to names. */
static const uint32_t *main_name(const Resolver *r, uint32_t entry) {
    return &r->l->entry_names[r->l->entries[entry].first_name];
}

/* What the post says that this surface means, or NULL. */
static const Definition *definition_of(const Resolver *r, Slice surface) {
    for (size_t i = 0; i < r->definitions.n; i++) {
        const Definition *d = &r->definitions.at[i];
        if (d->acronym.n == surface.n && memcmp(d->acronym.p, surface.p, surface.n) == 0)
            return d;
    }
    return NULL;
}

/* ---- where it stands --------------------------------------------------------------- */

/* One hit among its neighbours. */
typedef struct {
    const Block *block;
    const Hits *hits;
    size_t at;
} Spot;

static const Hit *hit_of(const Spot *s) {
    return &s->hits->at[s->at];
}

/* The word that a single blank parts from what begins at `start`; empty: none. */
static Slice word_before(const char *text, size_t start) {
    if (start < 2 || text[start - 1] != ' ')
        return SLICE_NONE;
    size_t end = start - 1, a = end;
    while (a && text[a - 1] != ' ')
        a--;
    return slice(text + a, end - a);
}

/* Does a name that ends at `end` stand right in front of one at `start`? */
static bool is_right_before(const char *text, size_t end, size_t start) {
    return end + 1 == start && text[end] == ' ';
}

/* A capital letter says nothing where every sentence, or every word of a
 * heading, begins with one. */
static bool is_capital_by_place(const Spot *s) {
    const Hit *h = hit_of(s);
    const char *text = s->block->text.p;
    bool heading = s->block->kind == BLOCK_HEADING || s->block->kind == BLOCK_TITLE;
    /* A second capital letter is there for no other reason. */
    for (size_t k = h->start + 1; k < h->end && !heading; k++)
        if (g_ascii_isupper(text[k]))
            return false;
    size_t i = h->start;
    while (i && strchr(" \"'([*_", text[i - 1]))
        i--;
    return i == 0 || strchr(".!?:;", text[i - 1]) || heading;
}

static bool is_capitalised(const char *p, const char *end) {
    return p < end && g_ascii_isupper(*p) && p + 1 < end && g_ascii_islower(p[1]);
}

/* Does a capitalised word that is no known name stand right before or behind
 * it, so that it is probably part of a longer name: "Access Point"? */
static bool is_in_longer_name(const Spot *s) {
    const Hit *h = hit_of(s);
    const char *text = s->block->text.p, *end = text + s->block->text.n;
    const Hit *next = s->at + 1 < s->hits->n ? h + 1 : NULL, *before = s->at ? h - 1 : NULL;
    bool next_known = next && next->start == h->end + 1;
    /* `h` is one of hits, and so not NULL. NOLINTBEGIN(clang-analyzer-core.NullDereference) */
    bool before_known = before && before->end + 1 == h->start;
    if (!next_known && text[h->end] == ' ' && is_capitalised(text + h->end + 1, end))
        return true;
    /* NOLINTEND(clang-analyzer-core.NullDereference) */
    Slice word = word_before(text, h->start);
    if (before_known || !word.n)
        return false;
    size_t a = (size_t)(word.p - text);
    bool starts = a == 0 || (a >= 2 && strchr(".!?:;", text[a - 2]));
    return !starts && is_capitalised(word.p, word.p + word.n) &&
           g_ascii_isalpha(word.p[word.n - 1]);
}

/* Is it a person's name: "Michael Dell", "Mr. Dell"? */
static bool is_surname(const Spot *s) {
    Slice word = word_before(s->block->text.p, hit_of(s)->start);
    return word.n && g_ascii_isupper(*word.p) && words_is_first_name(word.p, word.n);
}

/* Does this word stand at p in a text, whole? */
static bool is_whole(Slice text, const char *p, size_t n) {
    bool starts = p == text.p || !g_ascii_isalnum(p[-1]);
    return starts && (p + n == text.p + text.n || !g_ascii_isalnum(p[n]));
}

/* Does a piece of text have this word, whole and as it is written? */
static bool has_word(Slice text, const char *word) {
    size_t n = strlen(word);
    for (const char *p = text.p, *end = text.p + text.n;
         (p = memmem(p, (size_t)(end - p), word, n)); p++)
        if (is_whole(text, p, n))
            return true;
    return false;
}

/* The same for the whole text of a block, which is NUL-terminated: strstr is
 * several times as fast as memmem. */
static bool block_has_word(const Block *b, const char *word) {
    size_t n = strlen(word);
    for (const char *p = b->text.p; (p = strstr(p, word)); p++)
        if (is_whole(b->text, p, n))
            return true;
    return false;
}

/* The maker (or the maker's owner) right in front of a name: "VMware Fusion". */
static bool is_maker_of(const Resolver *r, uint32_t company, const Entry *e) {
    if (e->maker == company || e->acquirer == company)
        return true;
    return e->maker != NONE && r->l->entries[e->maker].acquirer == company;
}

static bool is_behind_maker(const Resolver *r, const Spot *s, const Entry *e) {
    const Hit *h = hit_of(s), *before = s->at ? h - 1 : NULL;
    if (!before || !is_right_before(s->block->text.p, before->end, h->start))
        return false;
    for (uint32_t i = 0; i < before->n_names; i++)
        if (is_maker_of(r, name_of(r, before, i)->entry, e))
            return true;
    return false;
}

/* The word behind another one that ends at p. */
static Slice next_word(const Spot *s, const char *p) {
    const char *end = s->block->text.p + s->block->text.n;
    const char *from = p < end && *p == ' ' ? p + 1 : p, *q = from;
    while (q < end && (g_ascii_isalpha(*q) || (*q == '-' && q > from)))
        q++;
    return slice(from, from > p ? (size_t)(q - from) : 0);
}

/* The word behind a hit, without the possessive in between; empty: none. */
static Slice word_behind(const Spot *s) {
    const char *end = s->block->text.p + s->block->text.n, *p = s->block->text.p + hit_of(s)->end;
    if (end - p > 2 && *p == '\'' && p[1] == 's')
        p += 2;
    else if (end - p > 4 && memcmp(p, "\xe2\x80\x99s", 4) == 0)
        p += 4;
    return next_word(s, p);
}

/* Does the sentence treat it as somebody who acts: "Docker announced", "Docker has
 * also acquired"? */
static bool acts(const Spot *s) {
    Slice behind = word_behind(s), before = word_before(s->block->text.p, hit_of(s)->start);
    for (unsigned i = 0; i < 2 && behind.n && words_is_auxiliary(behind.p, behind.n); i++)
        behind = next_word(s, behind.p + behind.n);
    return words_is_deed(behind.p, behind.n) ||
           (before.n && words_is_agent_preposition(before.p, before.n));
}

/* Does a version stand behind it: "Docker 1.12", "Docker v2"? */
static bool has_version(const Spot *s) {
    const char *end = s->block->text.p + s->block->text.n, *p = s->block->text.p + hit_of(s)->end;
    if (end - p < 3 || *p != ' ')
        return false;
    bool v = p[1] == 'v';
    const char *q = p += 1 + v;
    while (q < end && g_ascii_isdigit(*q))
        q++;
    return q > p && (v || (end - q > 1 && *q == '.' && g_ascii_isdigit(q[1])));
}

/* Or as something that is used: "running on Oracle", "an Oracle database"? */
static bool is_used(const Spot *s) {
    Slice behind = word_behind(s), before = word_before(s->block->text.p, hit_of(s)->start);
    return words_is_of_things(behind.p, behind.n) || has_version(s) ||
           (before.n && words_is_use(before.p, before.n));
}

/* The same, by more than a preposition. */
static bool is_tool(const Spot *s) {
    Slice before = word_before(s->block->text.p, hit_of(s)->start);
    bool weak = before.n == 2 || slice_is(before, "via") || slice_is(before, "onto") ||
                slice_is(before, "into") || slice_is(before, "inside");
    return has_version(s) || (!weak && is_used(s));
}

/* The one type that all meanings of a hit have, or N_TYPES. */
static unsigned type_of_hit(const Resolver *r, const Hit *h) {
    unsigned type = r->l->entries[name_of(r, h, 0)->entry].type;
    for (uint32_t i = 1; i < h->n_names; i++)
        if (r->l->entries[name_of(r, h, i)->entry].type != type)
            return N_TYPES;
    return name_of(r, h, 0)->flags & NAME_AMBIGUOUS ? N_TYPES : type;
}

/* Is what stands between two names what stands between those of a list? */
static bool lists(const char *p, size_t n) {
    static const char *const between[] = {", ", ", and ", " and ", ", or ", " or ",
                                          "/",  " / ",    " & ",   " vs. ", " versus "};
    for (size_t i = 0; i < G_N_ELEMENTS(between); i++)
        if (slice_is(slice(p, n), between[i]))
            return true;
    return false;
}

/* What is announced shortly before, in the same sentence: "services such as",
 * "vendors like" (M. Hearst, "Automatic Acquisition of Hyponyms from Large Text
 * Corpora", COLING 1992). N_TYPES: nothing. */
static unsigned type_announced(const Spot *s) {
    static const char *const signs[] = {" such as ", " like ", " including ", ", including "};
    const char *text = s->block->text.p;
    size_t start = hit_of(s)->start, from = start > 80 ? start - 80 : 0;
    for (size_t i = start; i > from; i--) {
        if (strchr(".!?;", text[i - 1]) && text[i] == ' ')
            break;
        for (size_t k = 0; text[i - 1] == ' ' && k < G_N_ELEMENTS(signs); k++) {
            size_t n = strlen(signs[k]);
            if (i < n || memcmp(text + i - n, signs[k], n) != 0)
                continue;
            size_t end = i - n, a = end;
            while (a && g_ascii_isalpha(text[a - 1]))
                a--;
            if (words_is_of_firms(text + a, end - a))
                return TYPE_COMPANY;
            return words_is_of_products(text + a, end - a) ? TYPE_PRODUCT : N_TYPES;
        }
    }
    return N_TYPES;
}

/* Of which type its neighbours in a list are ("Dell, Emerson and HP"), or its list
 * is said to be; N_TYPES: there is no list, or they differ. */
static unsigned type_in_list(const Resolver *r, const Spot *s) {
    const Hit *h = hit_of(s), *first = s->hits->at, *last = first + s->hits->n - 1;
    const char *text = s->block->text.p;
    unsigned before = N_TYPES, behind = N_TYPES, announced = type_announced(s);
    if (announced != N_TYPES)
        return announced;
    if (h > first && h[-1].end < h->start && lists(text + h[-1].end, h->start - h[-1].end))
        before = type_of_hit(r, h - 1);
    if (h < last && h->end < h[1].start && lists(text + h->end, h[1].start - h->end))
        behind = type_of_hit(r, h + 1);
    return before == N_TYPES ? behind : behind == N_TYPES || behind == before ? before : N_TYPES;
}

/* ---- what speaks for a meaning -------------------------------------------------------- */

static bool list_in_world(const Resolver *r, const Entry *e, unsigned list) {
    uint32_t n;
    const uint32_t *at = entry_list(r->l, e, list, &n);
    for (uint32_t i = 0; i < n; i++)
        if (in_world(r, at[i]))
            return true;
    return false;
}

/* Most words that are asked for are in no post, and this says so. It does of those
 * that have several parts if it does of one. */
static bool may_have(const Resolver *r, const char *word) {
    for (size_t n; *word; word += n ? n : 1) {
        for (n = 0; g_ascii_isalnum(word[n]);)
            n++;
        if (n && !r->words[word_hash(word, n, n) % WORDS_SEEN])
            return false;
    }
    return true;
}

static bool post_has(const Resolver *r, const char *word) {
    if (!may_have(r, word))
        return false;
    for (size_t b = 0; b < r->post->n_blocks; b++)
        if (block_has_word(&r->post->blocks[b], word))
            return true;
    return false;
}

static bool needs_in_post(const Resolver *r, const Entry *e) {
    uint32_t n;
    const uint32_t *at = entry_list(r->l, e, LIST_NEEDS, &n);
    for (uint32_t i = 0; i < n; i++)
        if (post_has(r, string_at(r->l, at[i])))
            return true;
    return false;
}

static bool unless_near(const Resolver *r, const Entry *e, const Spot *s) {
    uint32_t n;
    const uint32_t *at = entry_list(r->l, e, LIST_UNLESS, &n);
    const Hit *h = hit_of(s);
    size_t from = h->start > 60 ? h->start - 60 : 0, to = MIN(s->block->text.n, h->end + 60u);
    for (uint32_t i = 0; i < n; i++)
        if (may_have(r, string_at(r->l, at[i])) &&
            has_word(slice(s->block->text.p + from, to - from), string_at(r->l, at[i])))
            return true;
    return false;
}

/* Is one of them a part of the same product? */
static bool shares_whole(const Resolver *r, const Entry *a, const Entry *b) {
    uint32_t n_a, n_b;
    const uint32_t *of_a = entry_list(r->l, a, LIST_PART_OF, &n_a);
    const uint32_t *of_b = entry_list(r->l, b, LIST_PART_OF, &n_b);
    for (uint32_t i = 0; i < n_a; i++)
        for (uint32_t k = 0; k < n_b; k++)
            if (of_a[i] == of_b[k])
                return true;
    return false;
}

/* Something that the same company makes, or another part of the same product. */
static bool sibling_in_world(const Resolver *r, const Entry *e, uint32_t self) {
    uint32_t company = e->type == TYPE_COMPANY ? self : e->maker;
    if (company == NONE && !e->lists)
        return false;
    for (size_t i = 0; i < r->world_cap; i++) {
        uint32_t other = r->world[i];
        if (other == NONE || other == self)
            continue;
        const Entry *o = &r->l->entries[other];
        if ((company != NONE && o->maker == company) ||
            (e->lists && o->lists && shares_whole(r, e, o)))
            return true;
    }
    return false;
}

/* Does the post use a product of this name somewhere, where its capital letter has
 * no other reason ("the Quicksilver interface")? */
static bool used_in_post(const Resolver *r, const Entry *e, uint32_t entry) {
    if (e->type != TYPE_PRODUCT)
        return false;
    for (size_t b = 0; b < r->post->n_blocks; b++)
        for (size_t i = 0; i < r->hits[b].n; i++) {
            Spot spot = {&r->post->blocks[b], &r->hits[b], i};
            const Hit *h = hit_of(&spot);
            bool same = false;
            for (uint32_t k = 0; k < h->n_names; k++)
                same |= name_of(r, h, k)->entry == entry;
            if (same && is_tool(&spot) && !is_capital_by_place(&spot) && !is_in_longer_name(&spot))
                return true;
        }
    return false;
}

/* What has to be looked for in the whole post is looked for once. */
static const Known *known_of(Resolver *r, const Entry *e, uint32_t entry) {
    for (size_t i = 0; i < r->known.n; i++)
        if (r->known.at[i].entry == entry)
            return &r->known.at[i];
    VEC_PUSH(r->arena, &r->known,
             (Known){entry, needs_in_post(r, e), sibling_in_world(r, e, entry),
                     used_in_post(r, e, entry)});
    return &r->known.at[r->known.n - 1];
}

/* A link of the post leads to its site. */
static bool is_linked(const Resolver *r, const Entry *e) {
    if (!e->site)
        return false;
    Slice site = slice_str(string_at(r->l, e->site));
    for (size_t i = 0; i < r->post->n_hosts; i++) {
        Slice host = r->post->hosts[i];
        if (host.n >= site.n && memcmp(host.p + host.n - site.n, site.p, site.n) == 0 &&
            (host.n == site.n || host.p[host.n - site.n - 1] == '.'))
            return true;
    }
    return false;
}

/* Is a certain name of this entry in the same block? */
static bool in_block(const Resolver *r, const Spot *s, uint32_t entry) {
    for (size_t i = 0; i < s->hits->n; i++) {
        const Hit *h = &s->hits->at[i];
        if (i != s->at && is_certain(r, h) && name_of(r, h, 0)->entry == entry)
            return true;
    }
    return false;
}

/* Acronyms in capitals are anybody's. */
static bool has_small_letter(const Spot *s) {
    const Hit *h = hit_of(s);
    bool small = false;
    for (uint32_t i = h->start; i < h->end; i++)
        small |= g_ascii_islower(s->block->text.p[i]) != 0;
    return small;
}

/* Does it stand in a list of what is of its type? */
static bool is_among_its_like(const Resolver *r, const Spot *s, const Entry *e) {
    return (e->type == TYPE_COMPANY || has_small_letter(s)) && type_in_list(r, s) == e->type;
}

/* "Synergy 2010": a year stands behind events, and seldom behind words. */
static bool is_only_edition(const Spot *s, const Entry *e) {
    return e->type == TYPE_EVENT && hit_of(s)->edition && hit_of(s)->n_names == 1;
}

/* Is a product called as its maker is, and used here: "an Oracle database"? */
static bool is_used_of_maker(const Resolver *r, const Spot *s, const Entry *e) {
    const Hit *h = hit_of(s);
    for (uint32_t i = 0; i < h->n_names; i++)
        if (name_of(r, h, i)->entry == e->maker)
            return is_used(s);
    return false;
}

enum { /* how strongly a post speaks for a meaning */
       SAYS_NOTHING,
       SAYS_LITTLE,    /* how it is used: enough for a word that stands out */
       SAYS_SOMETHING, /* its world is around: the same, and better than another meaning */
       SAYS_MUCH,      /* its world is near: enough at a sentence's start, too */
       SAYS_IT,        /* it is named in full, or with its maker */
};

/* What the certain names around say. */
static unsigned evidence_of_names(const Resolver *r, const Spot *s, const Name *name,
                                  const char **how) {
    const Entry *e = &r->l->entries[name->entry];
    *how = "full-name";
    if (in_world(r, name->entry))
        return SAYS_IT;
    *how = "maker";
    if (is_behind_maker(r, s, e))
        return SAYS_IT;
    *how = "world";
    if (e->maker != NONE && in_world(r, e->maker))
        return in_block(r, s, e->maker) ? SAYS_MUCH : SAYS_SOMETHING;
    if (list_in_world(r, e, LIST_PART_OF) || list_in_world(r, e, LIST_FOR))
        return SAYS_MUCH;
    if (e->acquirer != NONE && in_world(r, e->acquirer))
        return in_block(r, s, e->acquirer) ? SAYS_MUCH : SAYS_SOMETHING;
    return SAYS_NOTHING;
}

/* How strongly the post speaks for a meaning. Looks no further than to what is
 * `enough`. */
static unsigned evidence(Resolver *r, const Spot *s, const Name *name, unsigned enough,
                         const char **how) {
    const Entry *e = &r->l->entries[name->entry];
    unsigned says = evidence_of_names(r, s, name, how);
    if (says >= enough || says >= SAYS_MUCH)
        return says;
    if (is_linked(r, e)) {
        *how = "link";
        return SAYS_MUCH;
    }
    const Known *known = known_of(r, e, name->entry);
    if (known->needs) {
        *how = "needs";
        return SAYS_MUCH;
    }
    if (known->sibling)
        return MAX(says, SAYS_SOMETHING);
    bool fits = (known->used && has_small_letter(s)) || is_among_its_like(r, s, e) ||
                is_used_of_maker(r, s, e) || is_only_edition(s, e) ||
                (e->type == TYPE_COMPANY && acts(s));
    return MAX(says, fits ? SAYS_LITTLE : SAYS_NOTHING);
}

/* How much it takes for an ambiguous name to count where it stands. */
static unsigned needed_evidence(const Spot *s) {
    if (s->block->kind == BLOCK_TAG)
        return SAYS_NOTHING; /* a tag is a name, whatever the word */
    if (is_in_longer_name(s))
        return has_small_letter(s) ? SAYS_IT : SAYS_MUCH; /* "KVM Guests" */
    if (hit_of(s)->edition)
        return SAYS_LITTLE; /* a year behind it has no other reason */
    return is_capital_by_place(s) ? SAYS_MUCH : SAYS_LITTLE;
}

/* A company that is called as its own product is, or as a product that nobody
 * takes for something else: the sentence has to tell. */
static bool shares_with_product(const Resolver *r, const Hit *h, const Name *name) {
    const Entry *e = &r->l->entries[name->entry];
    for (uint32_t i = 0; i < h->n_names; i++) {
        const Name *other = name_of(r, h, i);
        const Entry *o = &r->l->entries[other->entry];
        bool two = (e->type == TYPE_COMPANY && o->type == TYPE_PRODUCT) ||
                   (e->type == TYPE_PRODUCT && o->type == TYPE_COMPANY);
        if (two && (o->maker == name->entry || e->maker == other->entry ||
                    !((name->flags | other->flags) & NAME_AMBIGUOUS)))
            return true;
    }
    return false;
}

/* How much the sentence speaks for a type where one word is a company's and a
 * product's. Without a sign, it is the product. */
static unsigned leaning(const Resolver *r, const Spot *s, EntityType type) {
    if (acts(s))
        return type == TYPE_COMPANY ? 8 : 0;
    if (is_used(s))
        return type == TYPE_PRODUCT ? 16 : 0;
    unsigned listed = type_in_list(r, s);
    return type == (listed == N_TYPES ? TYPE_PRODUCT : listed) ? 8 : 0;
}

/* How well a meaning fits; 0: not. A name that nearly always means one thing is
 * only outdone by a meaning that the post names in full. */
static unsigned fitness(Resolver *r, const Spot *s, const Name *name, const char **how) {
    const Hit *h = hit_of(s);
    const Entry *e = &r->l->entries[name->entry];
    bool ambiguous = name->flags & NAME_AMBIGUOUS;
    if (unless_near(r, e, s))
        return 0;
    unsigned score;
    if (ambiguous) {
        unsigned needed = needed_evidence(s);
        unsigned says = evidence(r, s, name, h->n_names > 1 ? SAYS_IT : needed, how);
        if (says < needed)
            return 0;
        score = says ? 4 * says - 2 : 1;
    } else {
        score = 12 + evidence_of_names(r, s, name, how);
        *how = name->flags & NAME_FORMER ? "former-name"
               : name->flags & NAME_MAIN ? "name"
                                         : "alias";
    }
    /* One word for a company and its product: the sentence decides. */
    if (h->n_names > 1 && shares_with_product(r, h, name))
        score += leaning(r, s, (EntityType)e->type);
    return score;
}

/* "SRM", "vCB", "DRaaS": short, and mostly capitals. */
static bool is_acronym(Slice s) {
    size_t capitals = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (!g_ascii_isalnum(s.p[i]))
            return false;
        capitals += g_ascii_isupper(s.p[i]) != 0;
    }
    return s.n >= 2 && s.n <= 6 && capitals >= 2;
}

/* Is a form that the post has made short meant where it stands? But for an
 * acronym, a word of a name is a word of English, too: it takes a capital letter
 * that has no other reason, and no article. */
static bool is_meant(const Spot *s) {
    const Hit *h = hit_of(s);
    if (is_acronym(slice(s->block->text.p + h->start, h->end - h->start)))
        return true;
    if (is_in_longer_name(s))
        return false;
    Slice word = word_before(s->block->text.p, h->start);
    if (word.n && words_is_determiner(word.p, word.n))
        return false;
    return !is_capital_by_place(s) || acts(s);
}

/* The meaning of a hit, or NULL: none. */
static const Name *choose(Resolver *r, const Spot *s, const char **how) {
    const Hit *h = hit_of(s);
    const Name *best = NULL;
    unsigned most = 0;
    if (is_surname(s))
        return NULL;
    if (h->is_short) {
        *how = "short-form";
        return is_meant(s) ? name_of(r, h, 0) : NULL;
    }
    const Definition *defined =
        r->definitions.n ? definition_of(r, slice(s->block->text.p + h->start, h->end - h->start))
                         : NULL;
    /* Something else by the same letters speaks against a doubtful name only. */
    if (defined && (defined->entry != NONE || !is_certain(r, h))) {
        *how = "acronym";
        return defined->entry == NONE ? NULL : &r->l->names[*main_name(r, defined->entry)];
    }
    for (uint32_t i = 0; i < h->n_names; i++) {
        const char *why = "";
        unsigned score = fitness(r, s, name_of(r, h, i), &why);
        if (score > most) {
            most = score;
            best = name_of(r, h, i);
            *how = why;
        }
    }
    return best;
}

/* ---- editions --------------------------------------------------------------------- */

/* "last year's VMworld", "VMworld last year": -1; next year: 1. */
static int year_shift(const char *text, const Hit *h, size_t n) {
    size_t from = h->start > 24 ? h->start - 24 : 0, to = MIN(n, h->end + 16);
    const char *before = text + from, *behind = text + h->end;
    size_t n_before = h->start - from, n_behind = to - h->end;
    if (!memmem(before, to - from, "t year", 6))
        return 0; /* nearly always */
    if (memmem(before, n_before, "last year", 9) || memmem(before, n_before, "Last year", 9) ||
        memmem(behind, n_behind, " last year", 10))
        return -1;
    if (memmem(before, n_before, "next year", 9) || memmem(before, n_before, "Next year", 9) ||
        memmem(behind, n_behind, " next year", 10))
        return 1;
    return 0;
}

/* Puts into `only` the edition that hits before `at` of a block name with its
 * year. False: there are several. */
static bool gather_edition(const Resolver *r, size_t block, size_t at, uint32_t entry,
                           unsigned *only) {
    const Hits *hits = &r->hits[block];
    for (size_t i = 0; i < hits->n && hits->at[i].start < at; i++) {
        unsigned edition = hits->at[i].edition;
        if (!edition || name_of(r, &hits->at[i], 0)->entry != entry)
            continue;
        if (*only && *only != edition)
            return false;
        *only = edition;
    }
    return true;
}

/* The only one that they name; 0: none, or several. */
static unsigned edition_in(const Resolver *r, size_t block, size_t at, uint32_t entry) {
    unsigned only = 0;
    return gather_edition(r, block, at, entry, &only) ? only : 0;
}

/* What the title or a tag says that the post is about; else (with `anywhere`)
 * the first that it names. */
static unsigned edition_of_post(const Resolver *r, uint32_t entry, bool anywhere) {
    for (size_t b = 0; b < r->post->n_blocks; b++) {
        BlockKind kind = r->post->blocks[b].kind;
        unsigned edition = anywhere || kind == BLOCK_TITLE || kind == BLOCK_TAG
                               ? edition_in(r, b, SIZE_MAX, entry)
                               : 0;
        if (edition)
            return edition;
    }
    return 0;
}

/* The only edition of a product that the post names; 0: none, or several. */
static unsigned only_edition(const Resolver *r, uint32_t entry) {
    unsigned only = 0;
    for (size_t b = 0; b < r->post->n_blocks; b++)
        if (!gather_edition(r, b, SIZE_MAX, entry, &only))
            return 0;
    return only;
}

/* An event without a year is the one that this paragraph has just named, the
 * one the post is about, or that of the post's year. */
static unsigned edition_here(const Resolver *r, const Spot *s, uint32_t entry, const char **how) {
    const Entry *e = &r->l->entries[entry];
    const Hit *h = hit_of(s);
    if (h->edition || !(e->flags & ENTRY_EDITIONS))
        return h->edition;
    if (e->type != TYPE_EVENT) {
        unsigned only = only_edition(r, entry);
        *how = only ? "edition" : *how;
        return only;
    }
    unsigned year = r->post->date / 10000;
    int shift = year_shift(s->block->text.p, h, s->block->text.n);
    *how = "edition";
    if (shift && year)
        return EDITION(year + (unsigned)shift, 0);
    unsigned named = edition_in(r, (size_t)(s->block - r->post->blocks), h->start, entry);
    if (!named)
        named = edition_of_post(r, entry, false);
    if (!named && year)
        named = EDITION(year, 0);
    if (!named)
        named = edition_of_post(r, entry, true);
    return named;
}

/* ---- acronyms that the post defines ------------------------------------------------- */

/* Where the words before p begin of which the acronym has the first letters
 * ("nested page tables (NPT)"); NULL: they don't. */
static const char *initials_start(const char *begin, const char *p, Slice acronym) {
    for (size_t left = acronym.n; left > 0; left--) {
        while (p > begin && (p[-1] == ' ' || p[-1] == '-'))
            p--;
        while (p > begin && g_ascii_isalnum(p[-1]))
            p--;
        if (g_ascii_tolower(*p) != g_ascii_tolower(acronym.p[left - 1]) || (p == begin && left > 1))
            return NULL;
    }
    return p;
}

/* Can the acronym be made of the beginnings of a name's words and its capitals? */
static bool abbreviates(Slice acronym, const char *p, const char *end) {
    size_t next = 0;
    for (const char *q = p; q < end && next < acronym.n; q++) {
        bool leads = q == p || !g_ascii_isalnum(q[-1]) || g_ascii_isupper(*q);
        next += leads && g_ascii_tolower(*q) == g_ascii_tolower(acronym.p[next]);
    }
    return next == acronym.n;
}

static const Hit *hit_ending_at(const Hits *hits, size_t end) {
    for (size_t i = 0; i < hits->n; i++)
        if (hits->at[i].end == end)
            return &hits->at[i];
    return NULL;
}

static const Hit *hit_at(const Hits *hits, size_t start, size_t end) {
    for (size_t i = 0; i < hits->n; i++)
        if (hits->at[i].start == start && hits->at[i].end == end)
            return &hits->at[i];
    return NULL;
}

static void define(Resolver *r, Slice acronym, uint32_t entry) {
    if (!definition_of(r, acronym))
        VEC_PUSH(r->arena, &r->definitions, (Definition){acronym, entry});
}

/* "Site Recovery Manager (SRM)", "VDM (Virtual Desktop Manager)". */
static void find_definitions(Resolver *r, size_t b) {
    const char *text = r->post->blocks[b].text.p, *end = text + r->post->blocks[b].text.n;
    const Hits *hits = &r->hits[b];
    for (const char *open = text; (open = memchr(open, '(', (size_t)(end - open))); open++) {
        const char *close = memchr(open, ')', (size_t)(end - open));
        if (!close || open - text < 3 || open[-1] != ' ')
            continue;
        Slice inside = slice(open + 1, (size_t)(close - open - 1));
        Slice before = word_before(text, (size_t)(open - text));
        const Hit *full;
        const char *at;
        if (is_acronym(inside)) {
            full = hit_ending_at(hits, (size_t)(open - 1 - text));
            if (full && full->end - full->start > inside.n &&
                abbreviates(inside, text + full->start, text + full->end))
                define(r, inside, name_of(r, full, 0)->entry);
            else if (!full && (at = initials_start(text, open - 1, inside)) &&
                     !hit_ending_at(hits, (size_t)(at - text - (at > text))))
                define(r, inside, NONE); /* not when a firm is named before it */
        } else if (is_acronym(before)) {
            full = hit_at(hits, (size_t)(open + 1 - text), (size_t)(close - text));
            if (full && abbreviates(before, text + full->start, text + full->end))
                define(r, before, name_of(r, full, 0)->entry);
        }
    }
}

/* The same, followed by a NUL. */
static Slice copy_of(Arena *arena, Slice s) {
    return slice(arena_copy(arena, s.p, s.n), s.n);
}

/* What only this post calls so is a name in it, where nothing else is found. The
 * form is NUL-terminated. */
static void add_hits(Resolver *r, Slice form, uint32_t entry, bool is_short, size_t b) {
    Slice text = r->post->blocks[b].text;
    Hits *old = &r->hits[b], merged = {0};
    size_t next = 0;
    for (const char *p = text.p; (p = strstr(p, form.p)); p += form.n) {
        uint32_t from = (uint32_t)(p - text.p), to = from + (uint32_t)form.n;
        bool whole = (!from || !g_ascii_isalnum(p[-1])) && !g_ascii_isalnum(text.p[to]);
        while (next < old->n && old->at[next].start < from)
            VEC_PUSH(r->arena, &merged, old->at[next++]);
        bool taken = (merged.n && merged.at[merged.n - 1].end > from) ||
                     (next < old->n && old->at[next].start < to);
        if (whole && !taken)
            VEC_PUSH(r->arena, &merged,
                     (Hit){.start = from,
                           .end = to,
                           .names = main_name(r, entry),
                           .n_names = 1,
                           .is_short = is_short});
    }
    if (!merged.n)
        return;
    while (next < old->n)
        VEC_PUSH(r->arena, &merged, old->at[next++]);
    *old = merged;
}

static void define_acronyms(Resolver *r) {
    for (size_t b = 0; b < r->post->n_blocks; b++)
        find_definitions(r, b);
    for (size_t i = 0; i < r->definitions.n; i++) {
        const Definition *d = &r->definitions.at[i];
        if (d->entry == NONE)
            continue;
        Slice acronym = copy_of(r->arena, d->acronym);
        for (size_t b = 0; b < r->post->n_blocks; b++)
            add_hits(r, acronym, d->entry, false, b);
    }
}

/* ---- short forms ----------------------------------------------------------------------- */

static bool is_name_of(const Resolver *r, const Entry *e, Slice text) {
    for (uint32_t i = 0; i < e->n_names; i++)
        if (slice_is(text, string_at(r->l, r->l->names[r->l->entry_names[e->first_name + i]].text)))
            return true;
    return false;
}

/* "RHEL" anywhere, "Provision" and "Enterprise Linux" from block `from` on, when
 * the post has named Red Hat Enterprise Linux and Provision Networks. What the
 * catalog knows itself needs no help. */
static void shorten(Resolver *r, const Name *name, size_t from) {
    const Entry *e = &r->l->entries[name->entry];
    Slice text = slice(string_at(r->l, name->text), name->length);
    char letters[SHORT_MAX];
    size_t n = short_acronym(text, letters);
    Slice forms[2] = {slice(letters, n), e->type == TYPE_COMPANY ? short_head(text) : SLICE_NONE};
    if (e->type == TYPE_PRODUCT && name->maker_len)
        forms[1] = short_tail(text, name->maker_len);
    for (unsigned i = 0; i < 2; i++) {
        if (!forms[i].n)
            continue;
        Slice form = copy_of(r->arena, forms[i]);
        if (!may_have(r, form.p) || is_name_of(r, e, form) || definition_of(r, form))
            continue;
        for (size_t b = i > 0 ? from : 0; b < r->post->n_blocks; b++)
            add_hits(r, form, name->entry, true, b);
    }
}

static void add_short_forms(Resolver *r) {
    for (size_t b = 0; b < r->post->n_blocks; b++)
        for (size_t i = 0; i < r->hits[b].n; i++) {
            const Hit *h = &r->hits[b].at[i];
            const Name *name = name_of(r, h, 0);
            bool known = h->is_short || !is_certain(r, h) ||
                         !memchr(string_at(r->l, name->text), ' ', name->length);
            for (size_t k = 0; k < r->shortened.n && !known; k++)
                known = r->shortened.at[k] == h->names[0];
            if (known)
                continue;
            VEC_PUSH(r->arena, &r->shortened, h->names[0]);
            shorten(r, name, b);
        }
}

/* ---- mentions ------------------------------------------------------------------------ */

static void put(Resolver *r, uint32_t block, uint32_t start, uint32_t end, Entity e,
                const char *how) {
    VEC_PUSH(r->arena, &r->mentions, (Mention){e, block, start, end, how});
}

/* The name may be "VMware Consolidated Backup", and what stands here "VCB". */
static bool begins_with_maker(const Resolver *r, const Block *b, const Hit *h, const Name *name) {
    return h->end - h->start > name->maker_len &&
           g_ascii_strncasecmp(b->text.p + h->start, string_at(r->l, name->text),
                               name->maker_len) == 0;
}

static void resolve_block(Resolver *r, uint32_t b) {
    const Block *block = &r->post->blocks[b];
    const Hits *hits = &r->hits[b];
    size_t last = SIZE_MAX; /* the mention before this hit */
    for (size_t i = 0; i < hits->n; i++) {
        const Hit *h = &hits->at[i];
        const char *how = "";
        Spot spot = {block, hits, i};
        const Name *name = choose(r, &spot, &how);
        if (!name)
            continue;
        const Entry *e = &r->l->entries[name->entry];
        const Mention *before = last == SIZE_MAX ? NULL : &r->mentions.at[last];
        uint32_t start = h->start;
        unsigned edition = edition_here(r, &spot, name->entry, &how);
        bool behind_maker = e->type == TYPE_PRODUCT && before &&
                            is_right_before(block->text.p, before->end, start) &&
                            is_maker_of(r, (uint32_t)(before->entity >> 16), e);
        Mention maker = {0};
        if (behind_maker) { /* "VMware Fusion": the product, and in it its maker */
            maker = r->mentions.at[--r->mentions.n];
            start = maker.start;
            how = "maker";
        }
        last = r->mentions.n;
        put(r, b, start, h->end, entity_of(name->entry, edition), how);
        if (behind_maker)
            VEC_PUSH(r->arena, &r->mentions, maker);
        else if (name->maker_len && e->maker != NONE && !h->is_short &&
                 begins_with_maker(r, block, h, name))
            put(r, b, start, start + name->maker_len, entity_of(e->maker, 0), "maker-in-name");
    }
}

Mentions names_find(const Lexicon *l, Arena *arena, const Post *post) {
    Resolver r = {.l = l, .arena = arena, .post = post};
    r.hits = arena_zero(arena, (post->n_blocks + 1) * sizeof *r.hits);
    r.words = arena_zero(arena, WORDS_SEEN);
    for (size_t b = 0; b < post->n_blocks; b++) {
        Hits *hits = &r.hits[b];
        match_text(l, arena, post->blocks[b].text.p, post->blocks[b].text.n, hits, r.words);
        for (size_t i = 0; i < hits->n; i++) {
            const Hit *h = &hits->at[i];
            Spot spot = {&post->blocks[b], hits, i};
            for (uint32_t k = 0; k < h->n_names; k++)
                if (is_certain(&r, h) ||
                    is_behind_maker(&r, &spot, &l->entries[name_of(&r, h, k)->entry]))
                    put_world(&r, name_of(&r, h, k)->entry);
        }
    }
    define_acronyms(&r);
    add_short_forms(&r);
    for (size_t b = 0; b < post->n_blocks; b++)
        resolve_block(&r, (uint32_t)b);
    return (Mentions){r.mentions.at, r.mentions.n};
}
