/* What the files of this room share and nobody else sees. */
#ifndef COMENTION_NAMES_INSIDE_H
#define COMENTION_NAMES_INSIDE_H

#include "names/names.h"

#define NONE UINT32_MAX
/* Bits of Lexicon.starts. */
#define START_BITS (1u << 20)

/* ---- the lexicon: arrays of numbers, so that the built-in one is plain
 * constant data without a pointer to relocate ---------------------------------- */

enum { /* Entry.flags */
       ENTRY_EDITIONS = 1 << 0,
       ENTRY_ANYCASE = 1 << 1,
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
    const uint32_t *bits;   /* one bit a key: most words of a post end here */
    const uint32_t *starts; /* one bit for each first word that a name can have,
                               by its first three bytes and its length */
    uint32_t n_strings, n_entries, n_names, n_refs, slot_mask, bit_mask;
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
/* A list of an entry; `n` is set to its length. */
const uint32_t *entry_list(const Lexicon *l, const Entry *e, unsigned list, uint32_t *n);

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

/* Which bit of Lexicon.starts a first word of n bytes has; `head` is its first
 * three bytes (0 where it is shorter), the first one lowest. */
static inline uint32_t start_bit(uint32_t head, size_t n) {
    return (head << 6 | (uint32_t)(n < 63 ? n : 63)) * 2654435761u >> 12;
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

/* ---- the matcher (match.c) -------------------------------------------------------- */

typedef struct {
    uint32_t start, end;   /* bytes of the text */
    const uint32_t *names; /* the names that are spelled so, of the layer that wins */
    uint32_t n_names;
    uint32_t edition; /* EDITION() that follows the name, or 0 */
    bool is_short;    /* not a name of the catalog, but a short form of one */
} Hit;
typedef VEC_OF(Hit) Hits;

/* All names in a text, the longest at each place, left to right. Into `seen`
 * (WORD_BITS bits, or NULL) goes a bit for each word of the text, whether it is a
 * name or not: bit word_bit() % WORD_BITS. */
#define WORD_BITS 8192u
void match_text(const Lexicon *l, Arena *arena, const char *text, size_t n, Hits *hits,
                uint64_t *seen);
/* By the first three bytes and the length of a word. */
uint32_t word_bit(const char *p, size_t n);
/* The slot of a key, or NULL. */
const Slot *lexicon_slot(const Lexicon *l, uint32_t key);

#endif
