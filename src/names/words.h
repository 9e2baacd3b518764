/* Words of English that help to tell what a name means. Of this room. */
#ifndef COMENTION_NAMES_WORDS_H
#define COMENTION_NAMES_WORDS_H

#include <stdbool.h>
#include <stddef.h>

/* "Michael", or a title before a surname ("Mr."). */
bool words_is_first_name(const char *p, size_t n);
/* What firms do and products do not: "announced", "CEO". */
bool words_is_deed(const char *p, size_t n);
/* What stands before somebody: "by", "from", "at". */
bool words_is_agent_preposition(const char *p, size_t n);
/* "the", "this", "our": what stands before a word, and not before a name. */
bool words_is_determiner(const char *p, size_t n);
/* What may stand between somebody and a deed: "has", "also", "will". */
bool words_is_auxiliary(const char *p, size_t n);
/* What stands before something that is used: "running", "on". */
bool words_is_use(const char *p, size_t n);
/* What things have, or are, and firms are not: "database", "cluster". */
bool words_is_of_things(const char *p, size_t n);
/* What firms, and products, are called together: "vendors", "services". */
bool words_is_of_firms(const char *p, size_t n);
bool words_is_of_products(const char *p, size_t n);
/* Capitalised words that begin sentences, months, days, and others that are no
 * part of a name at its ends: "However", "Monday", "Internet". */
bool words_is_start(const char *p, size_t n);
/* Countries, their people and languages, large cities, states. */
bool words_is_place(const char *p, size_t n);
/* Protocols, standards and kinds of things, which nobody makes: "iSCSI", "Fibre
 * Channel", "SaaS". */
bool words_is_standard(const char *p, size_t n);

#endif
