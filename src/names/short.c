/* Short forms: what a post may call something that it has named in full. */
#include "names/short.h"

#include <glib.h>
#include <string.h>

/* What a firm's name ends with, and people leave out. */
static const char *const firm_words[] = {
    "AG",           "Associates",   "Communications", "Company",       "Computer",
    "Computing",    "Consulting",   "Corp",           "Corporation",   "Data",
    "Devices",      "Electronics",  "Enterprises",    "GmbH",          "Group",
    "Holdings",     "Inc",          "Incorporated",   "International", "LLC",
    "Labs",         "Laboratories", "Limited",        "Ltd",           "Microsystems",
    "Networking",   "Networks",     "Security",       "Semiconductor", "Services",
    "Software",     "Solutions",    "Storage",        "Studios",       "Systems",
    "Technologies", "Technology",   "Telecom",        "Ventures",
};

bool short_is_firm_word(Slice word) {
    if (word.n && word.p[word.n - 1] == '.')
        word.n--;
    for (size_t i = 0; i < G_N_ELEMENTS(firm_words); i++)
        if (slice_is(word, firm_words[i]))
            return true;
    return false;
}

/* The last word of a name, and where the name ends without it. */
static Slice last_word(Slice name, size_t *rest) {
    size_t a = name.n;
    while (a && name.p[a - 1] != ' ')
        a--;
    *rest = a;
    while (*rest && strchr(" ,", name.p[*rest - 1]))
        (*rest)--;
    return slice(name.p + a, name.n - a);
}

Slice short_head(Slice name) {
    Slice head = name;
    for (size_t rest; head.n;) {
        Slice word = last_word(head, &rest);
        if (!rest || !short_is_firm_word(word))
            break;
        head.n = rest;
    }
    return head.n < name.n && head.n >= 4 && g_ascii_isupper(*head.p) ? head : SLICE_NONE;
}

Slice short_tail(Slice name, size_t maker) {
    Slice tail = slice_trim(slice(name.p + maker, name.n - maker));
    bool small = false, digit = false;
    for (size_t i = 0; i < tail.n; i++) {
        small |= g_ascii_islower(tail.p[i]) != 0;
        digit |= g_ascii_isdigit(tail.p[i]) != 0;
    }
    /* What is all capitals (DHCP) is more than one maker's. */
    return tail.n >= 4 && g_ascii_isupper(*tail.p) && (small || digit) ? tail : SLICE_NONE;
}

size_t short_acronym(Slice name, char out[SHORT_MAX]) {
    static const char *const small[] = {"and", "for", "in", "of", "on", "the"};
    size_t n = 0;
    for (size_t i = 0; i < name.n;) {
        size_t end = i;
        while (end < name.n && name.p[end] != ' ')
            end++;
        Slice word = slice(name.p + i, end - i);
        bool is_small = false;
        for (size_t k = 0; k < G_N_ELEMENTS(small); k++)
            is_small |= slice_is(word, small[k]);
        /* A word in capitals is an acronym itself, a number belongs to none. */
        bool plain = word.n > 1 && g_ascii_isupper(word.p[0]) && g_ascii_islower(word.p[1]);
        if ((!is_small && !plain) || n == SHORT_MAX)
            return 0;
        if (!is_small)
            out[n++] = word.p[0];
        i = end + 1;
    }
    return n >= 3 ? n : 0;
}
