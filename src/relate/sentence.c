/* Where sentences end. Only looked at between two names and around one, so a
 * point inside a name never parts it. */
#include "relate/relate.h"

#include <string.h>

/* Lists of words by their first letters. */
#define OF(letter, words) [(letter) - 'a'] = words

/* A point behind these never ends a sentence: something must follow. */
static const char *const leading[26] = {OF('a', "a.k.a aka approx"),
                                        OF('c', "ca capt cf col"),
                                        OF('d', "dr"),
                                        OF('e', "e.g eg"),
                                        OF('f', "fig"),
                                        OF('g', "gen gov"),
                                        OF('h', "hon"),
                                        OF('i', "i.e ie incl"),
                                        OF('l', "lt"),
                                        OF('m', "mr mrs ms"),
                                        OF('p', "prof"),
                                        OF('r', "resp rev"),
                                        OF('s', "sgt st"),
                                        OF('v', "v viz vol vs")};

/* A point behind these ends one only when the next word looks like a beginning. */
static const char *const trailing[26] = {OF('a', "a.m al apr aug"),
                                         OF('b', "bros"),
                                         OF('c', "co corp"),
                                         OF('d', "d.c dec dept"),
                                         OF('e', "est etc"),
                                         OF('f', "feb"),
                                         OF('g', "gmbh"),
                                         OF('i', "inc"),
                                         OF('j', "jan jr jul jun"),
                                         OF('l', "llc ltd"),
                                         OF('m', "mar"),
                                         OF('n', "nov"),
                                         OF('o', "oct"),
                                         OF('p', "p.m plc"),
                                         OF('s', "sep sept sr"),
                                         OF('u', "u.k u.s"),
                                         OF('v', "ver")};

static const char *const starters[26] = {
    OF('a', "a after all also although an and another as at"),
    OF('b', "before both but by"),
    OF('f', "for"),
    OF('h', "he here how however"),
    OF('i', "i if in it its"),
    OF('m', "my"),
    OF('n', "no not now"),
    OF('o', "of on once one or other our"),
    OF('s', "she since so some"),
    OF('t', "that the their then there these they this those to today"),
    OF('w', "we what when while who why with"),
    OF('y', "yes you your")};

#undef OF

static bool is_among(Slice word, const char *const list[26]) {
    if (!word.n || !g_ascii_isalpha(*word.p))
        return false;
    for (const char *p = list[g_ascii_tolower(*word.p) - 'a']; p && *p;) {
        size_t i = 0;
        while (i < word.n && p[i] == g_ascii_tolower(word.p[i]))
            i++;
        if (i == word.n && (p[i] == ' ' || !p[i]))
            return true;
        p += i;
        while (*p && *p++ != ' ')
            ;
    }
    return false;
}

/* First bytes of the signs that end a sentence: . ! ? and those of … */
static const bool may_end[256] = {['.'] = true, ['!'] = true, ['?'] = true, [0xe2] = true};

/* The bytes of a sign that ends a sentence at p, or 0. */
static inline size_t ender(const char *p, size_t left) {
    if (!may_end[(unsigned char)*p])
        return 0;
    if ((unsigned char)*p < 0x80)
        return 1;
    return left >= 3 && memcmp(p, "…", 3) == 0 ? 3 : 0;
}

static size_t any_of(const char *p, size_t left, const char *const *signs, size_t n) {
    if (*p == ' ' || g_ascii_isalnum(*p))
        return 0;
    for (size_t i = 0; i < n; i++)
        if (slice_starts(slice(p, left), signs[i]))
            return strlen(signs[i]);
    return 0;
}

static size_t closer(const char *p, size_t left) {
    static const char *const signs[] = {")", "]", "\"", "'", "”", "’", "»", "*", "_"};
    return any_of(p, left, signs, G_N_ELEMENTS(signs));
}

static size_t opener(const char *p, size_t left) {
    static const char *const signs[] = {"(", "[", "\"", "'", "“", "‘", "«", "*", "_", "¿", "¡"};
    return any_of(p, left, signs, G_N_ELEMENTS(signs));
}

static Slice word_before(const char *text, size_t i) {
    size_t a = i;
    while (a && (g_ascii_isalnum(text[a - 1]) || text[a - 1] == '.' ||
                 (unsigned char)text[a - 1] >= 0x80))
        a--;
    return slice(text + a, i - a);
}

static Slice word_at(const char *text, size_t n, size_t i) {
    size_t b = i;
    while (b < n && g_ascii_isalpha(text[b]))
        b++;
    return slice(text + i, b - i);
}

/* "John T. Chambers": one capital letter behind a capitalised word. */
static bool is_initial(const char *text, Slice word) {
    if (word.n != 1 || !g_ascii_isupper(*word.p))
        return false;
    size_t at = (size_t)(word.p - text);
    if (at < 2 || text[at - 1] != ' ')
        return at == 0;
    size_t a = at - 1;
    while (a && text[a - 1] != ' ')
        a--;
    return g_ascii_isupper(text[a]) && at - 1 - a > 1;
}

static bool point_ends(const char *text, size_t n, size_t i, size_t next) {
    Slice word = word_before(text, i);
    if (word.n == 2 && slice_starts_nocase(word, "no") && next < n && g_ascii_isdigit(text[next]))
        return false; /* No. 1 */
    if (is_initial(text, word) || is_among(word, leading))
        return false;
    size_t numbers = 0; /* "1. First": a number that begins the text */
    while (numbers < word.n && g_ascii_isdigit(word.p[numbers]))
        numbers++;
    if (word.n && numbers == word.n && word.p == text)
        return false;
    if (is_among(word, trailing))
        return is_among(word_at(text, n, next), starters);
    return true;
}

/* Does the sign at i (of `sign` bytes) end a sentence? `*behind`: where the
 * next one begins. */
static bool ends_at(const char *text, size_t n, size_t i, size_t sign, size_t *behind) {
    size_t j = i + sign, more;
    while (j < n && ((more = ender(text + j, n - j)) || (more = closer(text + j, n - j))))
        j += more;
    if (j < n && text[j] != ' ')
        return false;
    *behind = j < n ? j + 1 : n;
    size_t next = *behind;
    while (next < n && (more = opener(text + next, n - next)))
        next += more;
    if (next < n &&
        (g_ascii_islower(text[next]) ||
         ((unsigned char)text[next] >= 0x80 && g_unichar_islower(g_utf8_get_char(text + next)))))
        return false;
    return text[i] != '.' || j == n || point_ends(text, n, i, next);
}

bool sentence_ends_between(const char *text, size_t n, size_t a, size_t b) {
    for (size_t i = a; i < b; i++) {
        size_t sign = ender(text + i, n - i), behind;
        if (sign && ends_at(text, n, i, sign, &behind) && behind <= b)
            return true;
    }
    return false;
}

void sentence_around(const char *text, size_t n, size_t *start, size_t *end) {
    size_t a = *start, b = *end, behind;
    for (size_t i = a; i-- > 0;) {
        size_t sign = ender(text + i, n - i);
        if (sign && ends_at(text, n, i, sign, &behind) && behind <= *start) {
            a = behind;
            break;
        }
        a = i;
    }
    for (; b < n; b++) {
        size_t sign = ender(text + b, n - b);
        if (sign && ends_at(text, n, b, sign, &behind)) {
            b = behind;
            break;
        }
    }
    while (b > *end && text[b - 1] == ' ')
        b--;
    *start = a;
    *end = b;
}
