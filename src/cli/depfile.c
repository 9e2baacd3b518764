/* --depfile: what the output was made of, as a rule for make. */
#include "cli/cli.h"

#include <string.h>

/* How GNU make reads a name, which was found by trying each sign: blanks, "#",
 * ":" and wildcards take a backslash and "$" is doubled; "%" means something
 * only in a target, and "|" only among prerequisites. For the others, and for a
 * blank at the end (or a ")", which would close a "(" of any name before), make has
 * no spelling at all; they stand as the wildcard "?", which finds the file. */
static void put_name(GString *out, const char *name, gboolean target) {
    if (*name == '~')
        g_string_append(out, "./"); /* not somebody's home */
    for (const char *p = name; *p; p++) {
        gboolean lost =
            strchr(";=&\\", *p) || (unsigned char)*p < ' ' || (!p[1] && strchr(" )", *p));
        if (lost)
            g_string_append_c(out, '?');
        else if (*p == '$')
            g_string_append(out, "$$");
        else if (strchr(" #:*?[", *p) || *p == (target ? '%' : '|'))
            g_string_append_printf(out, "\\%c", *p);
        else
            g_string_append_c(out, *p);
    }
}

/* "a(b)" is a member of an archive to make, in every spelling. A folder has
 * another name; a file is left out, and noticed only when it comes or goes, by
 * its folder. */
static void add(GPtrArray *names, GHashTable *seen, const char *name) {
    const char *open = strchr(name, '(');
    gboolean member = open && open > name && g_str_has_suffix(open, ")");
    if (!g_hash_table_add(seen, (char *)name) || (member && !g_file_test(name, G_FILE_TEST_IS_DIR)))
        return;
    g_ptr_array_add(names, g_strconcat(name, member ? "/." : NULL, NULL));
}

gboolean depfile_write(const Session *s, GError **error) {
    const Options *o = s->options;
    GString *out = g_string_new(NULL);
    GHashTable *seen = g_hash_table_new(g_str_hash, g_str_equal);
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < o->catalogs->len; i++)
        add(names, seen, o->catalogs->pdata[i]);
    for (guint i = 0; i < o->phrases->len; i++)
        add(names, seen, o->phrases->pdata[i]);
    if (o->style && strpbrk(o->style, "./")) /* a file of one's own */
        add(names, seen, o->style);
    for (guint i = 0; i < s->inputs->len; i++)
        add(names, seen, s->inputs->pdata[i]);
    put_name(out, o->output, TRUE);
    g_string_append_c(out, ':');
    for (guint i = 0; i < names->len; i++) {
        g_string_append(out, " \\\n  ");
        put_name(out, names->pdata[i], FALSE);
    }
    g_string_append_c(out, '\n');
    /* A rule for nothing, so that make goes on where a file is gone. */
    for (guint i = 0; i < names->len; i++) {
        g_string_append_c(out, '\n');
        put_name(out, names->pdata[i], TRUE);
        g_string_append(out, ":\n");
    }
    gboolean ok = comention_save(o->depfile, out->str, out->len, error);
    g_ptr_array_unref(names);
    g_hash_table_unref(seen);
    g_string_free(out, TRUE);
    return ok;
}
