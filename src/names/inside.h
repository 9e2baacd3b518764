/* What the files of this room share and nobody else sees. */
#ifndef COMENTION_NAMES_INSIDE_H
#define COMENTION_NAMES_INSIDE_H

#include "names/names.h"

#include <string.h>

#define NONE UINT32_MAX

/* ---- the lexicon: arrays of numbers, so that the built-in one is plain
 * constant data without a pointer to relocate ---------------------------------- */

enum { /* Entry.flags */
       ENTRY_EDITIONS = 1 << 0,
       ENTRY_ANYCASE = 1 << 1,
       ENTRY_LIST_0 = 1 << 2, /* << list: that one is not empty */
};

enum { /* Name.flags */
       NAME_MAIN = 1 << 0,
       NAME_AMBIGUOUS = 1 << 1, /* counts only where something speaks for it */
       NAME_FORMER = 1 << 2,
       NAME_LAST = 1 << 3, /* the last of those with the same key */
};

/* An entry's lists, in this order in Lexicon.refs: a length, then as many
 * entry indexes (or, for words, string offsets). */
enum { LIST_PART_OF, LIST_FOR, LIST_SUCCEEDS, LIST_NEEDS, LIST_UNLESS, N_LISTS };
#define LIST_IS_WORDS(list) ((list) >= LIST_NEEDS)

typedef struct {
    uint32_t name, id, site, url; /* into strings; 0: "" */
    uint32_t maker, acquirer;     /* entry indexes or NONE */
    uint32_t lists;               /* into refs; 0: all are empty */
    uint32_t first_name, n_names; /* into entry_names */
    uint16_t acquired_year;
    uint8_t type, flags;
} Entry;

typedef struct {
    uint32_t text; /* into strings */
    uint32_t entry;
    uint16_t length;   /* of text, in bytes */
    uint16_t layer;    /* names of later catalog files win */
    uint8_t maker_len; /* bytes of its maker's name that it begins with, or 0 */
    uint8_t flags;
} Name;

/* Open addressing over the keys of names and of their beginnings. */
typedef struct {
    uint32_t key;   /* 0: free */
    uint32_t first; /* index of the first Name with this key, NO_NAME: none;
                       SLOT_GOES_ON: some name is longer */
    uint32_t next;  /* by what letters: bit (class & 31) of a next word's first */
} Slot;
#define SLOT_GOES_ON 0x80000000u
#define NO_NAME 0x7fffffffu

struct Lexicon {
    const char *strings;
    const Entry *entries;
    const Name *names;           /* by key */
    const uint32_t *entry_names; /* indexes into names, by entry, main name first */
    const uint32_t *refs;
    const Slot *slots;
    const uint32_t *bits;  /* one bit a key */
    const uint8_t *starts; /* a filter of the first words that names can have */
    const uint8_t *pairs;  /* a filter of these and of what can follow them */
    uint32_t n_strings, n_entries, n_names, n_refs;
    uint32_t slot_mask, bit_mask, start_mask, pair_mask;
    bool owned; /* the arrays are freed with the lexicon */
};

static inline const Entry *entry_of(const Lexicon *l, Entity e) {
    return &l->entries[e >> 16];
}
static inline Entity entity_of(uint32_t entry, unsigned edition) {
    return (Entity)entry << 16 | edition;
}
/* An edition is a year, and whether an R2 follows it; 0 is none. */
#define EDITION(year, r2) ((unsigned)(year)*2 + (r2))
static inline unsigned edition_of(Entity e) {
    return (unsigned)(e & 0xffff);
}
static inline const char *string_at(const Lexicon *l, uint32_t at) {
    return l->strings + at;
}
/* A list of an entry; `n` is set to its length. Most are empty, and to know that
 * must not cost a look into refs. */
static inline const uint32_t *entry_list(const Lexicon *l, const Entry *e, unsigned list,
                                         uint32_t *n) {
    *n = 0;
    if (!(e->flags & ENTRY_LIST_0 << list))
        return l->refs;
    const uint32_t *at = l->refs + e->lists;
    for (unsigned i = 0; i < list; i++)
        at += 1 + *at;
    *n = *at;
    return at + 1;
}

/* ---- spelling (spell.c) -------------------------------------------------------- */

/* A name's key is a hash of its letters and digits, lower case, without what
 * stands between them, so that Hyper-V, Hyper V and HyperV have one key. */
#define KEY_SEED 2166136261u
static inline uint32_t key_step(uint32_t key, uint32_t c) {
    return (key ^ c) * 16777619u;
}
/* Mixes at the end; never 0. `capitals`: how many of its letters are. Case
 * counts for most names, and so "in" and "IN" should have different keys; but
 * HyperV and Hyper-V should not. */
static inline uint32_t key_end(uint32_t key, unsigned capitals) {
    key ^= capitals * 0x9e3779b9u;
    key ^= key >> 16;
    key *= 0x85ebca6bu;
    key ^= key >> 13;
    return key ? key : 1;
}

/* What a byte is in a word: 0 between words, 1 not ASCII, else the letter
 * (small), digit, '+', '#' or '_'. */
extern const uint8_t spell_class[256];

/* One word at p, at most up to end: where it ends, and the key so far. */
typedef struct {
    const char *end;
    uint32_t key;
    unsigned capitals;    /* in this word */
    const char *stem_end; /* where its digits at the end begin, or NULL */
    uint32_t stem_key;
} Word;
Word spell_word(const char *p, const char *end, const char *begin, uint32_t key);
/* The beginning of the next word at or behind p, or end. */
const char *spell_next(const char *p, const char *end, const char *begin);
/* The same, quick where text is plain. */
static inline const char *spell_skip(const char *p, const char *end, const char *begin) {
    while (p < end && !spell_class[(unsigned char)*p])
        p++;
    return p < end && spell_class[(unsigned char)*p] >= '0' && spell_class[(unsigned char)*p] != '_'
               ? p
               : spell_next(p, end, begin);
}
/* Does a word that begins at `word` change its look at p: lower to upper case,
 * letter to digit? There it may be parted (HyperV, Hyper-V), but not within its
 * first three letters. */
bool spell_is_hump(const char *word, const char *p, const char *end);
/* May so much stand between two words of one name? (What it is, spell_same
 * compares.) */
bool spell_joins(const char *p, const char *end);
/* Is text [p,end) a way to write this name? May move both ends outwards over
 * signs that belong to the name (.NET, Yahoo!); `begin` and `limit` bound it. */
bool spell_same(const char *name, size_t name_length, bool anycase, const char **p,
                const char **end, const char *begin, const char *limit);

/* ---- the filters: which words can begin a name ---------------------------------- */

#define EACH(byte) (0x0101010101010101u * (byte))
/* The lowest n bytes; two different bits of eight for each number. */
extern const uint64_t spell_bytes[9];
extern const uint8_t spell_two_bits[64];

/* The first bytes of a word of n bytes, at most eight, the first one lowest, and
 * 0 behind them. Looks at no more than `left` bytes. */
static inline uint64_t word_head(const char *p, size_t n, size_t left) {
    uint64_t head = 0;
    if (left >= 8)
        memcpy(&head, p, 8);
    else
        memcpy(&head, p, left);
    return GUINT64_FROM_LE(head) & spell_bytes[MIN(n, 8)];
}
/* Lowest bit of byte i: is byte i of a head a capital letter? */
static inline uint64_t head_capitals(uint64_t head) {
    return head >> 6 & ~(head >> 5) & EACH(1u);
}
/* `small`: a head in small letters; `capitals`: how many it has; n: the length of
 * its word. */
static inline uint32_t head_hash(uint64_t small, uint64_t capitals, size_t n) {
    uint64_t x = (small ^ capitals << 5 ^ n) * 0x9e3779b97f4a7c15u;
    return (uint32_t)(x >> 32 ^ x >> 47);
}
/* Hash of a word that has only ASCII letters and digits: of its first eight, of
 * how many of them are capitals, and of its length. */
static inline uint32_t word_hash(const char *p, size_t n, size_t left) {
    uint64_t head = word_head(p, n, left), capitals = head_capitals(head);
    return head_hash(head | capitals << 5, capitals * EACH(1u) >> 56, n);
}
/* Hash of a first word and of the first three letters behind it (two, where the
 * next word has but two), small or not; NO_LETTERS: it is a whole name. */
#define NO_LETTERS 0u
static inline uint32_t pair_hash(uint32_t word, uint64_t letters) {
    uint32_t x = (word ^ ((uint32_t)letters | 0x202020u) * 0x9e3779b1u) * 0x85ebca6bu;
    return (x ^ x >> 15) * 0xc2b2ae35u;
}
/* A filter has two bits for each hash in one of its bytes, so that what is in it
 * is never denied, and of what is not in it a few in a hundred pass. */
static inline bool filter_has(const uint8_t *filter, uint32_t mask, uint32_t hash) {
    uint8_t bits = spell_two_bits[hash >> 26];
    return (filter[hash & mask] & bits) == bits;
}

/* ---- the matcher (match.c) -------------------------------------------------------- */

typedef struct {
    uint32_t start, end;   /* bytes of the text */
    const uint32_t *names; /* the names that are spelled so, of the layer that wins */
    uint32_t n_names;
    uint32_t edition; /* EDITION() that follows the name, or 0 */
    bool is_short;    /* not a name of the catalog, but a short form of one */
} Hit;
typedef VEC_OF(Hit) Hits;

/* All names in a text, the longest at each place, left to right. In `seen`
 * (WORDS_SEEN bytes, or NULL) the byte word_hash() % WORDS_SEEN is set for each run
 * of letters and digits of the text, whether it is a name or not. */
#define WORDS_SEEN 4096u
void match_text(const Lexicon *l, Arena *arena, const char *text, size_t n, Hits *hits,
                uint8_t *seen);
/* The slot of a key, or NULL. */
const Slot *lexicon_slot(const Lexicon *l, uint32_t key);

#endif
