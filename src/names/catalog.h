/* The catalog in memory, between reading it and compiling it. Of this room. */
#ifndef COMENTION_NAMES_CATALOG_H
#define COMENTION_NAMES_CATALOG_H

#include "names/inside.h"

/* Where in which file something is said; file is an index into files. */
typedef struct {
    uint16_t file, layer;
    uint32_t line, column;
} Place;
#define PLACE_BUILTIN ((Place){UINT16_MAX, 0, 0, 0})

typedef struct {
    char *text;
    Place place;
    bool ambiguous, former;
} Spelling;

/* A name that is meant to be another entry's; text is NULL where none is. */
typedef struct {
    char *text;
    Place place;
} Ref;

typedef struct {
    char *name; /* and the first of spellings */
    EntityType type;
    Place place;          /* where it was first said */
    GPtrArray *spellings; /* of Spelling */
    Ref maker, acquirer;
    uint16_t acquired_year;
    char *site, *url;
    GPtrArray *lists[N_LISTS]; /* of Ref; NULL while empty */
    bool anycase, editions;
    uint32_t index; /* of its Entry, while compiling */
} Item;

struct Catalog {
    GPtrArray *items; /* of Item, in the order in which they were said */
    GPtrArray *files; /* of char * */
    GHashTable *by_name[N_TYPES];
    GHashTable *by_spelling[N_TYPES]; /* made when needed */
    guint indexed;                    /* how many items and files it knows */
    unsigned layers;                  /* the number of the last one */
};

/* The item of this type and name; a new one where there is none. */
Item *catalog_item(Catalog *c, EntityType type, const char *name, Place place);
Item *catalog_find(const Catalog *c, EntityType type, const char *name);
/* By any of its names. NULL: none has it. */
Item *catalog_resolve(Catalog *c, EntityType type, const char *name);
/* The item's spelling of this text; a new one where there is none. */
Spelling *item_spelling(Item *i, const char *text, Place place);
/* What the names of a list are: a successor is of its own kind. */
EntityType list_type(const Item *i, unsigned list);
void item_ref(Item *i, unsigned list, const char *text, Place place);

#endif
