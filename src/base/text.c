#include "base/base.h"

#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* Control characters that text files do have: tab, line ends, form feed,
 * and escape (terminal recordings). */
static bool is_plain_control(unsigned char c) {
    return c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == 0x1b;
}

/* The beginning tells: it is there that binary formats have their headers. */
static bool looks_binary(Slice s) {
    if (memchr(s.p, 0, s.n))
        return true;
    size_t odd = 0, looked = MIN(s.n, 512u);
    for (size_t i = 0; i < looked; i++) {
        unsigned char c = (unsigned char)s.p[i];
        odd += c < 0x20 && !is_plain_control(c);
    }
    return odd > looked / 50;
}

static bool convert(Arena *arena, Slice in, const char *charset, Slice *out) {
    gsize n = 0;
    char *utf8 = g_convert(in.p, (gssize)in.n, "UTF-8", charset, NULL, &n, NULL);
    if (!utf8)
        return false;
    *out = slice(arena_copy(arena, utf8, n), n);
    g_free(utf8);
    return true;
}

size_t text_ascii_prefix(const char *p, size_t n) {
    size_t i = 0;
#ifdef __SSE2__
    while (i + 16 <= n &&
           !_mm_movemask_epi8(_mm_loadu_si128((const __m128i *)(const void *)(p + i))))
        i += 16;
#endif
    for (uint64_t word; i + sizeof word <= n; i += sizeof word) {
        memcpy(&word, p + i, sizeof word);
        if (word & 0x8080808080808080u)
            break;
    }
    while (i < n && (unsigned char)p[i] < 0x80)
        i++;
    return i;
}

bool text_to_utf8(Arena *arena, Slice in, Slice *out, bool *guessed) {
    *guessed = false;
    if (slice_starts(in, "\xff\xfe") || slice_starts(in, "\xfe\xff")) {
        const char *charset = in.p[0] == '\xff' ? "UTF-16LE" : "UTF-16BE";
        return convert(arena, slice(in.p + 2, in.n - 2), charset, out) &&
               !memchr(out->p, 0, out->n);
    }
    if (slice_starts(in, "\xef\xbb\xbf"))
        in = slice(in.p + 3, in.n - 3);
    if (in.n && looks_binary(in))
        return false;
    size_t ascii = text_ascii_prefix(in.p, in.n);
    if (g_utf8_validate_len(in.p + ascii, in.n - ascii, NULL)) {
        *out = in;
        return true;
    }
    *guessed = true;
    /* Five bytes have no meaning in Windows-1252; Latin-1 knows them all. */
    return convert(arena, in, "WINDOWS-1252", out) || convert(arena, in, "ISO-8859-1", out);
}

bool text_is_word(gunichar c) {
    return g_unichar_isalnum(c) || g_unichar_ismark(c);
}

bool yaml_is_deep(Slice yaml) {
    size_t depth = 0;
    for (size_t i = 0; i < yaml.n && depth <= YAML_MAX_DEPTH; i++) {
        char c = yaml.p[i];
        if (c == '[' || c == '{')
            depth++;
        else if ((c == ']' || c == '}') && depth)
            depth--;
    }
    return depth > YAML_MAX_DEPTH;
}

void json_string(GString *out, const char *s, size_t n) {
    g_string_append_c(out, '"');
    const char *end = s + n;
    while (s < end) {
        const char *from = s;
        while (s < end && (unsigned char)*s >= 0x20 && (unsigned char)*s < 0x7f && *s != '"' &&
               *s != '\\')
            s++;
        g_string_append_len(out, from, s - from);
        if (s == end)
            break;
        unsigned char c = (unsigned char)*s;
        if (c == '"' || c == '\\') {
            g_string_append_c(out, '\\');
            g_string_append_c(out, (char)c);
            s++;
        } else if (c == '\n') {
            g_string_append(out, "\\n");
            s++;
        } else if (c == '\t') {
            g_string_append(out, "\\t");
            s++;
        } else if (c < 0x20 || c == 0x7f) {
            g_string_append_printf(out, "\\u%04x", c);
            s++;
        } else {
            gunichar u = g_utf8_get_char_validated(s, end - s);
            if (u == (gunichar)-1 || u == (gunichar)-2) {
                g_string_append(out, "\xef\xbf\xbd");
                s++;
            } else {
                const char *next = g_utf8_next_char(s);
                g_string_append_len(out, s, next - s);
                s = next;
            }
        }
    }
    g_string_append_c(out, '"');
}

/* Levenshtein distance with two rows; words are short. */
static size_t distance(const char *a, const char *b) {
    size_t m = strlen(b);
    if (m >= 128)
        return SIZE_MAX;
    size_t row[128];
    for (size_t j = 0; j <= m; j++)
        row[j] = j;
    for (size_t i = 1; a[i - 1]; i++) {
        size_t diagonal = row[0];
        row[0] = i;
        for (size_t j = 1; j <= m; j++) {
            bool same = g_ascii_tolower(a[i - 1]) == g_ascii_tolower(b[j - 1]);
            size_t best = MIN(MIN(row[j], row[j - 1]) + 1, diagonal + !same);
            diagonal = row[j];
            row[j] = best;
        }
    }
    return row[m];
}

const char *nearest_word(const char *word, const char *const *words, size_t n) {
    const char *best = NULL;
    size_t limit = strlen(word) / 3 + 1, least = limit + 1;
    for (size_t i = 0; i < n; i++) {
        size_t d = distance(word, words[i]);
        if (d < least) {
            least = d;
            best = words[i];
        }
    }
    return best;
}

#define SLUG_MAX 100u

char *slug(const char *name) {
    char *composed = g_utf8_normalize(name, -1, G_NORMALIZE_ALL_COMPOSE);
    GString *out = g_string_new(NULL);
    bool gap = false, signs = false; /* what came since the last letter */
    for (const char *p = composed ? composed : name; *p;) {
        gunichar c = g_utf8_get_char_validated(p, -1);
        if (c == (gunichar)-1 || c == (gunichar)-2) {
            gap = true;
            p++;
            continue;
        }
        p = g_utf8_next_char(p);
        if ((c == '+' || c == '#') && out->len && !gap) { /* C++ and C# are not C */
            g_string_append(out, c == '+' ? "-plus" : "-sharp");
            signs = true;
        } else if (text_is_word(c)) {
            if ((gap || signs) && out->len)
                g_string_append_c(out, '-');
            gap = signs = false;
            g_string_append_unichar(out, g_unichar_tolower(c));
        } else if (c != '\'' && c != 0x2019) {
            gap = true;
        }
    }
    g_free(composed);
    if (!out->len) {
        g_string_printf(out, "x%08x", g_str_hash(name));
    } else if (out->len > SLUG_MAX) { /* an id is to be read; the checksum keeps it apart */
        const char *end = g_utf8_find_prev_char(out->str, out->str + SLUG_MAX);
        g_string_truncate(out, (gsize)(end - out->str));
        g_string_append_printf(out, "-%08x", g_str_hash(name));
    }
    return g_string_free(out, FALSE);
}
