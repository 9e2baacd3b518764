/* relate: which mentions stand together, and what is stated of them. The door
 * of src/relate. */
#ifndef COMENTION_RELATE_H
#define COMENTION_RELATE_H

#include "base/base.h"
#include "names/names.h"
#include "post/post.h"

typedef enum {
    DISTANCE_SENTENCE,
    DISTANCE_PARAGRAPH, /* the same block, but no sentence */
    DISTANCE_POST,      /* the same post, but no block */
} Distance;

const char *distance_name(Distance d); /* "sentence" */

/* In the order of how much they tell: of several that as many posts state of
 * two names, the last is drawn. */
typedef enum {
    KIND_TOGETHER,      /* no direction */
    KIND_WORKS_WITH,    /* two products; no direction */
    KIND_PARTNERS_WITH, /* two companies; no direction */
    KIND_USES,          /* a company, a product of somebody else */
    KIND_PART_OF,       /* a product, the one that it is a piece of */
    KIND_MAKES,         /* a company, its product */
    KIND_PRESENTED_AT,  /* a company or product, an event */
    KIND_COMPETES_WITH, /* two of one type; no direction */
    KIND_SUCCEEDS,      /* a product, the one before it */
    KIND_ACQUIRED,      /* a company, what it bought */
} RelationKind;
#define N_KINDS 10

const char *kind_name(RelationKind k);  /* "works_with": in data and options */
const char *kind_label(RelationKind k); /* "works with": in pictures */
/* Returns N_KINDS for a word that names none. Takes '-' and ' ' for '_'. */
unsigned kind_parse(const char *word);
bool kind_is_directed(RelationKind k);

/* How sure it is. */
typedef enum {
    CERTAINTY_KNOWN,    /* the catalog says so, the post does not */
    CERTAINTY_RUMOURED, /* the post says that it is said, or may become so */
    CERTAINTY_STATED,   /* the post says so */
} Certainty;

const char *certainty_name(Certainty c); /* "rumoured" */

/* ---- sentences ------------------------------------------------------------------ */

/* Does a sentence end between bytes a and b of a text? Abbreviations,
 * initials, decimal points and points inside names do not end one. */
bool sentence_ends_between(const char *text, size_t n, size_t a, size_t b);
/* The sentence around bytes [start,end): `start` and `end` move outwards. */
void sentence_around(const char *text, size_t n, size_t *start, size_t *end);

/* ---- relations ------------------------------------------------------------------- */

/* One place where two entities stand together, or where more is known of them. */
typedef struct {
    Entity from, to; /* where the kind has no direction: the id that sorts first */
    RelationKind kind;
    Distance distance;
    uint32_t block;      /* where `quote` stands */
    uint32_t start, end; /* the quote: bytes of the block's text */
    uint32_t others;     /* how many other entities the sentence, the paragraph or the post
                            (whatever the distance is) has */
    Certainty certainty;
    const char *phrase; /* what stated it, or NULL: nothing did; a constant string */
} Relation;

typedef struct {
    const Relation *at; /* by block, then start, then from, to */
    size_t n;
} Relations;

/* What a sentence, paragraph or post names more than this many entities in is
 * an index of names, and links none of them: it would say nothing, and cost the
 * square of their number. */
#define RELATE_MAX_NAMES 150u
/* A post that has so many relations is a heap of lists: from there on, what names
 * more than a few is passed over. It bounds the memory that one post takes. */
#define RELATE_MANY 100000u
#define RELATE_FEW_NAMES 12u

/* ---- phrases ---------------------------------------------------------------------- */

/* What states a relation: phrases, which people write (YAML), and what a
 * sentence is matched with, which is made of them. The latter never changes: any
 * number of threads may use it. */
typedef struct PhraseBook PhraseBook;
typedef struct Phrases Phrases;

PhraseBook *phrase_book_new(void);
void phrase_book_free(PhraseBook *b); /* NULL is fine */
/* Adds the phrases of a YAML text, or of a file. Problems go to `diags` with
 * their places, and what is not wrong is kept. False: it is no YAML, or can't be
 * read. */
bool phrase_book_add(PhraseBook *b, const char *path, Slice bytes, Diags *diags);
bool phrase_book_add_file(PhraseBook *b, const char *path, Diags *diags);
/* Does this YAML text look like phrases, and not like a catalog? */
bool phrase_book_is(Slice bytes);
/* Never NULL; free with phrases_free. The book is not needed afterwards. */
Phrases *phrase_book_compile(PhraseBook *b);
void phrases_free(Phrases *p); /* not for phrases_builtin; NULL is fine */
/* Writes phrases, and the YAML that they were made of, as C source that defines
 * phrases_builtin and phrases_builtin_source. */
void phrases_write_c(const Phrases *p, Slice source, GString *out);

/* A file of phrases larger than this is none. */
#define PHRASES_MAX_BYTES ((size_t)1 << 20)

/* The built-in phrases, made from graphs/relations at build time. */
extern const Phrases phrases_builtin;
extern const Slice phrases_builtin_source;

/* The relations of one post, not farther apart than `within` (what the post
 * states, or the catalog knows, of two of its names counts at any distance). One
 * relation for each sentence and each paragraph in which two stand together; one
 * for the post where they do so nowhere; one for each sentence that states
 * something of them. `p`: NULL: nothing is stated. `sentence_of` gets, for each mention, the
 * number of its sentence in the post. All in `arena`. */
Relations relate_post(const Lexicon *l, const Phrases *p, Arena *arena, const Post *post,
                      Mentions mentions, Distance within, const uint32_t **sentence_of);

#endif
