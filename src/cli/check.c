#include "cli/cli.h"

int cmd_check(Session *s) {
    const Options *o = s->options;
    size_t counts[3];
    GPtrArray *files = g_ptr_array_new();
    for (guint i = 0; i < o->catalogs->len; i++)
        g_ptr_array_add(files, o->catalogs->pdata[i]);
    for (guint i = 0; i < o->phrases->len; i++)
        g_ptr_array_add(files, o->phrases->pdata[i]);
    for (guint i = 0; i < o->paths->len; i++)
        g_ptr_array_add(files, o->paths->pdata[i]);
    size_t problems =
        comention_check(s->lib, (const char *const *)files->pdata, files->len, counts);
    g_ptr_array_unref(files);
    GString *out = g_string_new(NULL);
    if (!o->quiet)
        g_string_append_printf(out, "%zu companies, %zu products, %zu events: %zu problem%s\n",
                               counts[0], counts[1], counts[2], problems, problems == 1 ? "" : "s");
    int status = session_finish(s, out);
    g_string_free(out, TRUE);
    return status;
}
