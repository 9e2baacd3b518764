/* A sentence never leaves its text, and holds what it was asked for. */
#include "relate/relate.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    char *text = g_utf8_make_valid((const char *)data, (gssize)size);
    size_t n = slice_str(text).n;
    for (size_t at = 0; at < n; at += 7) {
        size_t start = at, end = MIN(at + 3, n);
        sentence_around(text, n, &start, &end);
        if (start > at || end < MIN(at + 3, n) || end > n)
            abort();
        sentence_ends_between(text, n, at, n);
    }
    g_free(text);
    return 0;
}
