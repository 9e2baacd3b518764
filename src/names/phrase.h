/* What looks like a name in a post and is no mention. Of this room. */
#ifndef COMENTION_NAMES_PHRASE_H
#define COMENTION_NAMES_PHRASE_H

#include "names/names.h"

/* One place where something looks like a name. */
struct Guess {
    Slice text;
    uint32_t block, start, line;
    bool by_place;     /* its capital letter may come from where it stands */
    uint8_t type;      /* an EntityType, or N_TYPES: no sign of one */
    bool person;       /* somebody who writes, says, is thanked */
    bool sure;         /* the words around leave no doubt: "Inc." */
    bool behind_maker; /* right behind `maker` */
    Entity maker;
    Slice host; /* the link on it leads to a site that is called so, or empty */
};

/* How often words and pairs of words stand in small letters, by a hash of them.
 * It tells "Virtual Machine" from a name. */
#define SMALL_BITS 20u
uint32_t phrase_small_hash(uint32_t hash, Slice word);

#endif
