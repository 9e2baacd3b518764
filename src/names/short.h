/* Short forms of names. Of this room. */
#ifndef COMENTION_NAMES_SHORT_H
#define COMENTION_NAMES_SHORT_H

#include "base/base.h"

/* "Provision" of "Provision Networks": a firm's name without the words that
 * firms' names end with. Empty: there are none, or too little is left. */
Slice short_head(Slice name);
/* Is it such a word: "Networks", "Inc."? */
bool short_is_firm_word(Slice word);
/* "Remote Console" of "VMware Remote Console": a product's name behind its maker's,
 * which has `maker` bytes. Empty: too little is left. */
Slice short_tail(Slice name, size_t maker);
/* "RHEL" of "Red Hat Enterprise Linux": the first letters of three words or
 * more. Returns how many, or 0 where the name is not made of plain words. */
#define SHORT_MAX 6u
size_t short_acronym(Slice name, char out[SHORT_MAX]);

#endif
