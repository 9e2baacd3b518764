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

typedef enum {
    KIND_TOGETHER, /* no direction */
    KIND_MAKES,    /* a company, its product */
} RelationKind;
#define N_KINDS 2

const char *kind_name(RelationKind k); /* "together" */
bool kind_is_directed(RelationKind k);

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
    bool known;          /* from the catalog, not from the text */
} Relation;

typedef struct {
    const Relation *at; /* by block, then start, then from, to */
    size_t n;
} Relations;

/* What a sentence, paragraph or post names more than this many entities in is
 * an index of names, and links none of them: it would say nothing, and cost the
 * square of their number. */
#define RELATE_MAX_NAMES 150u

/* The relations of one post, not farther apart than `within` (what the catalog
 * knows of two names of the post counts at any distance). One relation for
 * each sentence and each paragraph in which two stand together; one for the
 * post where they do so nowhere. `sentence_of` gets, for each mention, the
 * number of its sentence in the post. All in `arena`. */
Relations relate_post(const Lexicon *l, Arena *arena, const Post *post, Mentions mentions,
                      Distance within, const uint32_t **sentence_of);

#endif
