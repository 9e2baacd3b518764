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
