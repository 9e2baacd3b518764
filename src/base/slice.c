#include "base/base.h"

#include <string.h>

Slice slice_str(const char *s) {
    return slice(s, s ? strlen(s) : 0);
}

Slice slice_trim(Slice s) {
    while (s.n && g_ascii_isspace(s.p[0])) {
        s.p++;
        s.n--;
    }
    while (s.n && g_ascii_isspace(s.p[s.n - 1]))
        s.n--;
    return s;
}

bool slice_is(Slice s, const char *literal) {
    size_t n = strlen(literal);
    return s.n == n && memcmp(s.p, literal, n) == 0;
}

bool slice_starts(Slice s, const char *literal) {
    size_t n = strlen(literal);
    return s.n >= n && memcmp(s.p, literal, n) == 0;
}

bool slice_starts_nocase(Slice s, const char *literal) {
    size_t n = strlen(literal);
    return s.n >= n && g_ascii_strncasecmp(s.p, literal, n) == 0;
}
