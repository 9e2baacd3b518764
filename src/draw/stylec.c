/* stylec: makes the built-in styles, at build time.
 *
 *     stylec OUT.c STYLE.yml…
 *
 * The first one is whole; the others say what they have different. A problem
 * fails the build, with its place. */
#include "draw/style.h"

#include <stdlib.h>
#include <string.h>

int main(int argc, char **argv) {
    if (argc != 2 + N_STYLES) {
        fprintf(stderr, "usage: stylec OUT.c STYLE.yml...\n");
        return EXIT_FAILURE;
    }
    Style styles[N_STYLES] = {0};
    Diags diags = {0};
    GError *error = NULL;
    Arena *arena = arena_new();
    GString *out = g_string_new("/* Made by stylec. */\n#include \"draw/style.h\"\n\n"
                                "const Style style_builtin[N_STYLES] = {\n");
    bool ok = true;
    for (int i = 0; ok && i < N_STYLES; i++) {
        const char *path = argv[2 + i];
        char *name = g_path_get_basename(path);
        Slice yaml;
        if (i)
            styles[i] = styles[0];
        ok = file_read(arena, path, 1 << 20, false, &yaml, &error) &&
             style_read(yaml, path, styles, (size_t)i, &styles[i], &diags);
        g_strlcpy(styles[i].name, name, MIN(strcspn(name, ".") + 1, sizeof styles[i].name));
        if (ok)
            style_write_c(&styles[i], out);
        g_free(name);
    }
    g_string_append(out, "};\n");
    ok = ok && file_write(argv[1], out->str, out->len, &error);
    for (guint i = 0; diags.list && i < diags.list->len; i++) {
        const Diag *d = diags.list->pdata[i];
        fprintf(stderr, "%s:%u:%u: %s\n", d->file, d->line, d->column, d->message);
    }
    if (error)
        fprintf(stderr, "%s\n", error->message);
    g_clear_error(&error);
    diags_clear(&diags);
    g_string_free(out, TRUE);
    arena_free(arena);
    return ok ? EXIT_SUCCESS : EXIT_FAILURE;
}
