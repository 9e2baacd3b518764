/* relc: makes the built-in phrases, at build time.
 *
 *     relc OUT.c PHRASES.yml
 *
 * A problem in the phrases fails the build, with its place. */
#include "relate/relate.h"

#include <stdlib.h>

int main(int argc, char **argv) {
    if (argc != 3) {
        fprintf(stderr, "usage: relc OUT.c PHRASES.yml\n");
        return 2;
    }
    Diags diags = {0};
    GError *error = NULL;
    Slice source = SLICE_NONE;
    Arena *arena = arena_new();
    PhraseBook *book = phrase_book_new();
    bool ok = file_read(arena, argv[2], PHRASES_MAX_BYTES, false, &source, &error) &&
              phrase_book_add(book, argv[2], source, &diags) && !diags_count(&diags, DIAG_ERROR);
    for (guint i = 0; diags.list && i < diags.list->len; i++) {
        const Diag *d = diags.list->pdata[i];
        fprintf(stderr, "%s:%u:%u: %s\n", d->file, d->line, d->column, d->message);
    }
    if (ok) {
        Phrases *p = phrase_book_compile(book);
        GString *out = g_string_new(NULL);
        phrases_write_c(p, source, out);
        ok = file_write(argv[1], out->str, out->len, &error);
        g_string_free(out, TRUE);
        phrases_free(p);
    }
    if (error)
        fprintf(stderr, "%s\n", error->message);
    g_clear_error(&error);
    phrase_book_free(book);
    diags_clear(&diags);
    arena_free(arena);
    return ok ? EXIT_SUCCESS : EXIT_FAILURE;
}
