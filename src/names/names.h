/* names: what is called what, and which of it a post mentions. The door of
 * src/names.
 *
 * A catalog is written by people (YAML), and made into a lexicon, which is
 * what names are looked up in. A lexicon never changes: any number of threads
 * may use it. */
#ifndef COMENTION_NAMES_H
#define COMENTION_NAMES_H

#include "base/base.h"
#include "post/post.h"

typedef enum {
    TYPE_COMPANY,
    TYPE_PRODUCT,
    TYPE_EVENT,
} EntityType;
#define N_TYPES 3

const char *type_name(EntityType type); /* "company" */
/* Returns N_TYPES for a word that names no type. Takes plurals too. */
unsigned type_parse(const char *word);

/* ---- catalogs and lexicons ---------------------------------------------- */

typedef struct Catalog Catalog;
typedef struct Lexicon Lexicon;

/* An empty catalog. */
Catalog *catalog_new(void);
void catalog_free(Catalog *c); /* NULL is fine */
/* Puts a compiled lexicon into the catalog, as its earliest layer. */
void catalog_add_lexicon(Catalog *c, const Lexicon *lexicon);
/* Reads a catalog file on top of what is there: entries of the same type and
 * name are extended, names that earlier files gave to others are taken over.
 * With `same_layer` it counts as one with the file before. Problems go to
 * `diags` (errors and notes with their places), and what is not wrong is
 * kept. False: it could not be read at all. */
bool catalog_add_file(Catalog *c, const char *path, bool same_layer, Diags *diags);
/* What can only be said of the whole: names with two meanings, makers that
 * nobody knows. `from_layer`: problems of earlier layers are not said. */
void catalog_check(Catalog *c, unsigned from_layer, Diags *diags);
/* How many entries of a type it has. */
size_t catalog_count(const Catalog *c, EntityType type);
/* The lexicon of a catalog. Never NULL; free with lexicon_free. The catalog
 * is not needed afterwards. */
Lexicon *catalog_compile(Catalog *c);
/* Writes a lexicon as C source that defines `const Lexicon <symbol>`. */
void lexicon_write_c(const Lexicon *lexicon, const char *symbol, GString *out);
void lexicon_free(Lexicon *lexicon); /* not for lexicon_builtin; NULL is fine */

/* The built-in catalog, made from graphs/catalog at build time: constant data,
 * ready without any work. */
extern const Lexicon lexicon_builtin;

/* ---- entities --------------------------------------------------------------- */

/* What a mention is of: an entry of the lexicon, or one edition of it (VMworld
 * 2007 of VMworld). Only comparable within one lexicon. */
typedef uint64_t Entity;

EntityType entity_type(const Lexicon *l, Entity e);
/* "site-recovery-manager", "vmworld-2007"; the same for every run. */
void entity_id(const Lexicon *l, Entity e, GString *out);
/* Orders by id: the same whatever catalogs are loaded. */
int entity_compare(const Lexicon *l, Entity a, Entity b);
/* "Site Recovery Manager", "VMworld 2007". */
void entity_name(const Lexicon *l, Entity e, GString *out);
/* The address to link to (http or https), or "". */
void entity_url(const Lexicon *l, Entity e, GString *out);
/* Who makes a product or holds an event. False: nobody, or not known. */
bool entity_maker(const Lexicon *l, Entity e, Entity *maker);
/* What the catalog knows of an entity and others. */
typedef enum {
    LINK_MAKER,    /* the company that makes it, or holds it */
    LINK_ACQUIRER, /* the company that bought it */
    LINK_PART_OF,  /* products that it is a piece of */
    LINK_FOR,      /* products that it is made for */
    LINK_SUCCEEDS, /* what it came after */
} EntityLink;
/* The i-th that an entity is linked to so. False: there are no more. */
bool entity_link(const Lexicon *l, Entity e, EntityLink link, size_t i, Entity *to);
/* The year in which a company was bought; 0: it was not, or not known. */
unsigned entity_owned_since(const Lexicon *l, Entity e);
/* Is it this entity, or an edition of it, that a person calls by this name, by
 * any of its aliases (with its maker before it or not) or by its id? ASCII case,
 * blanks and hyphens do not count. */
bool entity_answers_to(const Lexicon *l, Entity e, const char *name);
/* The entry with this name, alias or id; false: none has it. */
bool lexicon_lookup(const Lexicon *l, const char *name, Entity *out);
/* The nearest name that the lexicon has to one that it has not, or NULL. */
const char *lexicon_nearest(const Lexicon *l, const char *name);

/* ---- mentions ---------------------------------------------------------------- */

typedef struct {
    Entity entity;
    uint32_t block;      /* index into the post's blocks */
    uint32_t start, end; /* bytes of the block's text */
    const char *how;     /* the rule that decided; a constant string */
} Mention;

typedef struct {
    const Mention *at; /* by block, then start, then the longer first */
    size_t n;
} Mentions;

/* Finds what a post mentions. The result lies in `arena`. Thread-safe for
 * different arenas. */
Mentions names_find(const Lexicon *l, Arena *arena, const Post *post);

/* ---- what no catalog has ---------------------------------------------------------- */

/* What looks like a name in a post and is no mention. */
typedef struct Guess Guess;
typedef struct {
    const Guess *at;
    size_t n;
    const uint32_t *small; /* hashes of its words in small letters */
    size_t n_small;
    const Slice *surnames; /* of persons with a given name */
    size_t n_surnames;
} Guesses;

/* The result lies in `arena`. Thread-safe for different arenas. */
Guesses names_guess(const Lexicon *l, Arena *arena, Post *post, Mentions mentions);

/* The guesses of many posts. */
typedef struct Unknowns Unknowns;
Unknowns *unknowns_new(const Lexicon *l); /* does not own it */
void unknowns_free(Unknowns *u);
/* What it keeps of the guesses is copied. */
void unknowns_add(Unknowns *all, const char *path, Guesses guesses);
/* Appends a catalog of them, for each type the most frequent first. Returns how
 * many names it has. The order in which posts were added does not matter, but for
 * the places that are named as examples. */
size_t unknowns_write(Unknowns *all, GString *out);

#endif
