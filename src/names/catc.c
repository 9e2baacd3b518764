/* catc: makes the built-in catalog, at build time.
 *
 *     catc OUT.c CATALOG.yml…
 *
 * A problem in a catalog fails the build, with its place. */
#include "names/names.h"

#include <stdlib.h>

int main(int argc, char **argv) {
    if (argc < 2) {
        fprintf(stderr, "usage: catc OUT.c CATALOG.yml...\n");
        return 2;
    }
    Catalog *c = catalog_new();
    Diags diags = {0};
    for (int i = 2; i < argc; i++)
        catalog_add_file(c, argv[i], true, &diags);
    catalog_check(c, 0, &diags);
    for (guint i = 0; diags.list && i < diags.list->len; i++) {
        const Diag *d = diags.list->pdata[i];
        fprintf(stderr, "%s:%u:%u: %s\n", d->file, d->line, d->column, d->message);
    }
    bool ok = !diags_count(&diags, DIAG_ERROR);
    if (ok) {
        Lexicon *l = catalog_compile(c);
        GString *out = g_string_new(NULL);
        GError *error = NULL;
        lexicon_write_c(l, "lexicon_builtin", out);
        if (!file_write(argv[1], out->str, out->len, &error)) {
            fprintf(stderr, "%s: %s\n", argv[1], error->message);
            g_clear_error(&error);
            ok = false;
        }
        g_string_free(out, TRUE);
        lexicon_free(l);
    }
    diags_clear(&diags);
    catalog_free(c);
    return ok ? EXIT_SUCCESS : EXIT_FAILURE;
}
