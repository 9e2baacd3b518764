/* What the files of this room share and nobody else sees. */
#ifndef COMENTION_RELATE_INSIDE_H
#define COMENTION_RELATE_INSIDE_H

#include "relate/relate.h"

/* ---- compiled phrases (phrases.c): arrays of numbers, so that the built-in ones
 * are plain constant data ---------------------------------------------------------- */

/* What a token of a sentence can be to a phrase. */
typedef uint16_t Symbol;
enum {
    SYM_NONE,
    SYM_A,          /* the end that a relation comes from; + 1 + EntityType: of that type */
    SYM_B = 5,      /* the end that it goes to, likewise */
    SYM_PAIR = 9,   /* both ends, in one list, likewise */
    SYM_GAP = 13,   /* a few words */
    SYM_LONG_GAP,   /* more of them */
    SYM_FIRST_WORD, /* words and sets of words */
};
#define GAP_WORDS 3u
#define LONG_GAP_WORDS 8u

enum {                        /* PhraseWord.flags: what a word is wherever it stands */
       WORD_BEFORE = 1 << 0,  /* may stand before a name without changing what is said */
       WORD_AFTER = 1 << 1,   /* may stand behind one */
       WORD_AND = 1 << 2,     /* joins the names of a list */
       WORD_NOT = 1 << 3,     /* turns what is said into its opposite */
       WORD_RUMOUR = 1 << 4,  /* somebody says so, or it may become so */
       WORD_IF = 1 << 5,      /* only if something else is so */
       WORD_BREAK = 1 << 6,   /* a gap goes no farther */
       WORD_THEY = 1 << 7,    /* may stand for the company that was named last */
       WORD_PRESENT = 1 << 8, /* says that something is shown at an event */
};

typedef struct {
    uint32_t text;    /* into strings; 0: a free slot */
    uint32_t symbols; /* into symbols: how many, then they; 0: none */
    uint16_t flags;
    uint64_t hubs;  /* a bit for each hub that it leads on from */
    uint32_t leads; /* into leads: for each of these hubs, where a list stands there
                       of the nodes that it leads to: how many, then they */
} PhraseWord;

/* The phrases as a tree: what they begin with in common is there once. */
typedef struct {
    uint32_t edges; /* into edges, sorted by symbol */
    uint16_t n_edges;
    uint32_t ends;  /* into ends: how many phrases end here, then they; 0: none */
    uint16_t wants; /* a bit for each of its edges' symbols below SYM_FIRST_WORD */
    uint16_t hub;   /* its bit, + 1; 0: it is none */
} PhraseNode;
/* The nodes with the most edges, where most words lead nowhere, are hubs. */
#define MAX_HUBS 64u
#define HUB_EDGES 8u

typedef struct {
    uint32_t node;
    Symbol symbol;
} PhraseEdge;

enum { /* Phrase.flags */
       PHRASE_RUMOURED = 1 << 0,
       PHRASE_KNOWN = 1 << 1,  /* counts only where the catalog agrees */
       PHRASE_ALWAYS = 1 << 2, /* also in questions and conditions */
       PHRASE_EVENT = 1 << 3,  /* its B is the event that the post reports from */
};

typedef struct {
    uint32_t text; /* into strings */
    uint8_t kind, flags;
} Phrase;

struct Phrases {
    const char *strings;
    const PhraseWord *words; /* open addressing by word_hash */
    const uint16_t *symbols;
    const PhraseNode *nodes; /* the first is the root */
    const PhraseEdge *edges;
    const uint32_t *leads;
    const uint16_t *ends;
    const Phrase *phrases;
    uint32_t n_strings, word_mask, n_symbols, n_nodes, n_edges, n_leads, n_ends, n_phrases;
    bool owned;
};

/* The next token of [p,end): a word, a sign, or what stands behind an
 * apostrophe. False: nothing is left. Small letters and ASCII signs, whatever
 * the text has. */
#define TOKEN_MAX 24u
typedef struct {
    const char *start, *end; /* in the text */
    char word[TOKEN_MAX];    /* NUL-terminated; "" for what is longer */
} RawToken;
bool token_next(const char *p, const char *end, RawToken *out);
static inline uint32_t word_hash(const char *w) {
    uint32_t h = 2166136261u;
    for (; *w; w++)
        h = (h ^ (unsigned char)*w) * 16777619u;
    return h ^ h >> 15;
}
/* NULL: no phrase has it. */
const PhraseWord *phrase_word(const Phrases *p, const char *word);
/* Where a symbol leads from a node; 0: nowhere. */
uint32_t phrase_step(const Phrases *p, uint32_t node, Symbol symbol);

/* ---- what a sentence states (state.c) ------------------------------------------------ */

/* Which kinds of ends a kind has: a bit for each (from type, to type). */
bool kind_takes(RelationKind kind, EntityType from, EntityType to);

/* What is longer is no sentence but a list without signs, and phrases in it would
 * cost the square of its length. */
#define STATE_MAX_BYTES 4000u

/* Of a list in a sentence, so many names are an end of what is stated; what is
 * longer is an index, and would cost the square of its length. */
#define LIST_NAMES 30u

/* An item of a list carries on what leads in to it only if a name stands at its
 * beginning. */
#define LEAD_BYTES 40u

/* A run of text and the mentions in it. */
typedef struct {
    uint32_t block;
    size_t start, end; /* bytes of the block's text */
    size_t from, to;   /* mentions */
} Piece;

/* Where a sentence stands. */
typedef struct {
    const Lexicon *l;
    const Phrases *p;
    Arena *arena;
    const Post *post;
    Mentions m;
    bool has_they, has_event;
    Entity they;  /* the company that "they" are */
    Entity event; /* what the post, or this part of it, reports from */
} Place;

typedef struct {
    Entity from, to;
    RelationKind kind;
    Certainty certainty;
    const char *phrase;
    bool by_they, by_event; /* an end is not in the sentence itself */
} Stated;
typedef VEC_OF(Stated) StatedVec;

/* What a sentence states. With two pieces (what leads in to a list, and an item
 * of it), what they state together and neither does alone. */
void state_sentence(const Place *place, const Piece *pieces, size_t n, StatedVec *out);

#endif
