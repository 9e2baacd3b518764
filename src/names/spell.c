#include "names/inside.h"

#include <string.h>

#define D(c) [c] = (c)
#define L(c) [c] = (c), [(c)-32] = (c)
const uint8_t spell_class[256] = {
    D('0'), D('1'), D('2'), D('3'), D('4'), D('5'), D('6'), D('7'), D('8'), D('9'),
    L('a'), L('b'), L('c'), L('d'), L('e'), L('f'), L('g'), L('h'), L('i'), L('j'),
    L('k'), L('l'), L('m'), L('n'), L('o'), L('p'), L('q'), L('r'), L('s'), L('t'),
    L('u'), L('v'), L('w'), L('x'), L('y'), L('z'), D('+'), D('#'), D('_'), [0x80 ... 0xff] = 1,
};
#undef D
#undef L

const uint64_t spell_bytes[9] = {0,
                                 0xff,
                                 0xffff,
                                 0xffffff,
                                 0xffffffff,
                                 0xffffffffff,
                                 0xffffffffffff,
                                 0xffffffffffffff,
                                 0xffffffffffffffff};

#define TWO(i) (1 << (i) % 8 | 1 << ((i) + 1 + (i) / 8 % 7) % 8)
#define EIGHT(i)                                                                                   \
    TWO(i), TWO(i + 1), TWO(i + 2), TWO(i + 3), TWO(i + 4), TWO(i + 5), TWO(i + 6), TWO(i + 7)
const uint8_t spell_two_bits[64] = {EIGHT(0),  EIGHT(8),  EIGHT(16), EIGHT(24),
                                    EIGHT(32), EIGHT(40), EIGHT(48), EIGHT(56)};
#undef TWO
#undef EIGHT

/* Signs that are no part of a word although they are no white space either. */
static bool is_word_char(gunichar c) {
    return text_is_word(c) || c >= 0x1F000; /* emoji: catalogs may name them */
}

static bool is_letter_or_digit(uint8_t cls) {
    return cls > 1 && cls != '+' && cls != '#' && cls != '_';
}

/* '+' and '#' end a word (C++, C#), '_' holds one together (foo_bar). */
static bool belongs(const char *p, const char *end, const char *begin, uint8_t cls) {
    uint8_t before = p > begin ? spell_class[(unsigned char)p[-1]] : 0;
    uint8_t after = p + 1 < end ? spell_class[(unsigned char)p[1]] : 0;
    if (cls == '_')
        return before && after;
    return before && before != '_' && !is_letter_or_digit(after) && after != 1;
}

Word spell_word(const char *p, const char *end, const char *begin, uint32_t key) {
    Word w = {.key = key};
    const char *start = p;
    /* Most words are letters only. */
    for (uint8_t cls; p < end && (cls = spell_class[(unsigned char)*p]) >= 'a'; p++) {
        w.key = key_step(w.key, cls);
        w.capitals += cls != (unsigned char)*p;
    }
    while (p < end) {
        uint8_t cls = spell_class[(unsigned char)*p];
        if (is_letter_or_digit(cls)) {
            /* Where letters turn to digits: VMworld2007, vSphere5. */
            if (cls <= '9' && p > start && !g_ascii_isdigit(p[-1])) {
                w.stem_end = p;
                w.stem_key = w.key;
            } else if (cls > '9') {
                w.stem_end = NULL;
            }
            w.key = key_step(w.key, cls);
            w.capitals += cls != (unsigned char)*p;
            p++;
        } else if (cls > 1) {
            if (!belongs(p, end, begin, cls))
                break;
            w.stem_end = NULL;
            w.key = key_step(w.key, cls);
            p++;
        } else if (cls == 1) {
            gunichar c = g_utf8_get_char(p);
            if (!is_word_char(c))
                break;
            w.stem_end = NULL;
            w.key = key_step(w.key, g_unichar_tolower(c));
            w.capitals += g_unichar_isupper(c) != 0;
            p = g_utf8_next_char(p);
        } else {
            break;
        }
    }
    w.end = p;
    return w;
}

const char *spell_next(const char *p, const char *end, const char *begin) {
    while (p < end) {
        uint8_t cls = spell_class[(unsigned char)*p];
        if (is_letter_or_digit(cls))
            return p;
        if (cls == 1) {
            if (is_word_char(g_utf8_get_char(p)))
                return p;
            p = g_utf8_next_char(p);
        } else if (cls == '_' && belongs(p, end, begin, cls)) {
            return p;
        } else {
            p++;
        }
    }
    return end;
}

/* Dashes and quotes have one sign each, white space is a blank. */
static gunichar plain_sign(gunichar c) {
    switch (c) {
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2212: return '-';
    case 0x2018:
    case 0x2019:
    case 0x02BC:
    case 0x00B4: return '\'';
    case 0x201C:
    case 0x201D: return '"';
    default: return g_unichar_isspace(c) ? ' ' : c;
    }
}

/* A run of signs between words, at most this long, in one spelling. */
#define MAX_SIGNS 8u
typedef struct {
    gunichar at[MAX_SIGNS];
    unsigned n;
} Signs;

static bool read_signs(const char *p, const char *end, Signs *s) {
    s->n = 0;
    while (p < end) {
        gunichar c = plain_sign(g_utf8_get_char(p));
        if (c == 0x2122 || c == 0xAE || c == 0xA9 || c == 0x2120) { /* ™ ® © ℠ */
            p = g_utf8_next_char(p);
            continue;
        }
        if (c == ' ' && s->n && s->at[s->n - 1] == ' ') {
            p = g_utf8_next_char(p);
            continue;
        }
        if (s->n == MAX_SIGNS)
            return false;
        s->at[s->n++] = c;
        p = g_utf8_next_char(p);
    }
    return true;
}

bool spell_joins(const char *p, const char *end) {
    return end - p <= 24;
}

static bool are_plain(const Signs *s) {
    for (unsigned i = 0; i < s->n; i++)
        if (s->at[i] != ' ' && s->at[i] != '-')
            return false;
    return true;
}

/* May a text have these signs where the name has those? A blank or a hyphen
 * stands for anything; anything else only for itself. */
static bool signs_fit(const Signs *name, const Signs *text) {
    if (text->n == 1 && (text->at[0] == ' ' || text->at[0] == '-'))
        return true;
    unsigned i = 0, j = 0;
    for (;;) { /* equal, blanks aside */
        while (i < name->n && name->at[i] == ' ')
            i++;
        while (j < text->n && text->at[j] == ' ')
            j++;
        if (i == name->n || j == text->n)
            return i == name->n && j == text->n;
        if (name->at[i++] != text->at[j++])
            return false;
    }
}

bool spell_is_hump(const char *word, const char *p, const char *end) {
    if (p - word < 3 || p >= end)
        return false;
    gunichar a = g_utf8_get_char(g_utf8_prev_char(p)), b = g_utf8_get_char(p);
    return (g_unichar_islower(a) && g_unichar_isupper(b)) ||
           g_unichar_isdigit(a) != g_unichar_isdigit(b);
}

static bool same_char(const char *a, const char *b, bool anycase) {
    gunichar x = g_utf8_get_char(a), y = g_utf8_get_char(b);
    return x == y || (anycase && g_unichar_tolower(x) == g_unichar_tolower(y));
}

/* Compares from the first word of both to the name's last letter. On success
 * `*name_end` stands behind that in the name. */
static bool same_letters(const char *name, const char *name_limit, const char *p, const char *end,
                         bool anycase, const char **name_end) {
    const char *n = name, *n_word = name, *t_word = p;
    while (p < end) {
        const char *n_next = spell_next(n, name_limit, n_word);
        const char *t_next = spell_next(p, end, t_word);
        if (t_next == end || n_next == name_limit) {
            /* '+' and '#' are letters only behind a word, not before one */
            n_next = n;
            t_next = p;
        }
        if (n_next != n || t_next != p) {
            Signs in_name, in_text;
            if (!read_signs(n, n_next, &in_name) || !read_signs(p, t_next, &in_text))
                return false;
            if (in_name.n && in_text.n && !signs_fit(&in_name, &in_text))
                return false;
            bool one = in_text.n == 1 && (in_text.at[0] == ' ' || in_text.at[0] == '-');
            if (in_name.n && !in_text.n && !are_plain(&in_name))
                return false; /* 1&1 is not 11 */
            if (!in_name.n && !(one && spell_is_hump(n_word, n_next, name_limit)))
                return false;
            if (in_name.n)
                n_word = n_next;
            n = n_next;
            p = t_next;
        }
        if (n == name_limit || !same_char(n, p, anycase))
            return false;
        n = g_utf8_next_char(n);
        p = g_utf8_next_char(p);
    }
    *name_end = n;
    return spell_next(n, name_limit, n_word) == name_limit;
}

bool spell_same(const char *name, size_t name_length, bool anycase, const char **p,
                const char **end, const char *begin, const char *limit) {
    const char *name_limit = name + name_length, *name_end;
    size_t length = (size_t)(*end - *p);
    if (name_length == length && memcmp(name, *p, length) == 0)
        return true; /* to the letter, as most are */
    const char *first = spell_next(name, name_limit, name);
    if (!same_letters(first, name_limit, *p, *end, anycase, &name_end))
        return false;
    /* What the name begins with (.NET) must be there. */
    if (first > name) {
        size_t n = (size_t)(first - name);
        if ((size_t)(*p - begin) < n || memcmp(*p - n, name, n) != 0)
            return false;
        *p -= n;
        if (*p > begin && spell_class[(unsigned char)(*p)[-1]] > 1)
            return false; /* ASP.NET is not .NET */
    }
    /* "!" and "." at its end (Yahoo!, Inc.) may be left out, and a point is left
     * to the sentence; other signs must be there. */
    size_t n = (size_t)(name_limit - name_end);
    bool there = (size_t)(limit - *end) >= n && memcmp(*end, name_end, n) == 0;
    bool mild = n == 1 && (*name_end == '!' || *name_end == '.');
    if (there && !(mild && *name_end == '.'))
        *end += n;
    return there || mild;
}
