/* mentions and relations: rows for people (a table) and for programs. */
#include "cli/cli.h"

#include <string.h>

typedef struct {
    RowFormat format;
    GString *out;
    GPtrArray *cells; /* of the table, row by row; owned */
    guint columns;
} Rows;

static void put_place(Rows *r, const char *post, unsigned line) {
    char *place = g_strdup_printf("%s:%u", post, line);
    g_ptr_array_add(r->cells, printable(place));
    g_free(place);
}

static void on_mention(void *data, const ComentionMention *m) {
    Rows *r = data;
    if (r->format != ROWS_TABLE) {
        comention_mention_row(m, r->format == ROWS_TSV ? COMENTION_TSV : COMENTION_JSONL, r->out);
        return;
    }
    put_place(r, m->post, m->line);
    g_ptr_array_add(r->cells, printable(m->type));
    g_ptr_array_add(r->cells, printable(m->name));
    g_ptr_array_add(r->cells, printable(m->surface));
    g_ptr_array_add(r->cells, printable(m->how));
}

static void on_relation(void *data, const ComentionRelation *one) {
    Rows *r = data;
    if (r->format != ROWS_TABLE) {
        comention_relation_row(one, r->format == ROWS_TSV ? COMENTION_TSV : COMENTION_JSONL,
                               r->out);
        return;
    }
    put_place(r, one->post, one->line);
    g_ptr_array_add(r->cells, printable(one->from_name));
    g_ptr_array_add(r->cells, printable(one->kind));
    g_ptr_array_add(r->cells, printable(one->to_name));
    g_ptr_array_add(r->cells, printable(one->distance));
    g_ptr_array_add(r->cells, printable(one->quote));
}

/* Columns as wide as their widest cell; the last one as it comes. */
static void put_table(Rows *r) {
    glong *width = g_new0(glong, r->columns);
    for (guint i = 0; i < r->cells->len; i++)
        width[i % r->columns] = MAX(width[i % r->columns], g_utf8_strlen(r->cells->pdata[i], -1));
    for (guint i = 0; i < r->cells->len; i++) {
        const char *text = r->cells->pdata[i];
        gboolean last = i % r->columns == r->columns - 1;
        g_string_append(r->out, text);
        glong fill = last ? 0 : width[i % r->columns] - g_utf8_strlen(text, -1) + 2;
        g_string_append_printf(r->out, "%*s%s", (int)fill, "", last ? "\n" : "");
    }
    g_free(width);
}

static int run(Session *s, gboolean relations) {
    const Options *o = s->options;
    Rows r = {o->rows, g_string_new(NULL), g_ptr_array_new_with_free_func(g_free),
              relations ? 6 : 5};
    const char *const *paths = (const char *const *)o->paths->pdata;
    if (o->rows == ROWS_TSV && relations)
        comention_relation_header(r.out);
    else if (o->rows == ROWS_TSV)
        comention_mention_header(r.out);
    comention_each(s->lib, paths, o->paths->len, NULL, 0, relations ? NULL : on_mention,
                   relations ? on_relation : NULL, &r);
    if (o->rows == ROWS_TABLE)
        put_table(&r);
    int status = session_finish(s, r.out);
    g_string_free(r.out, TRUE);
    g_ptr_array_unref(r.cells);
    return status;
}

static int list_unknown(Session *s) {
    const Options *o = s->options;
    GString *out = g_string_new(NULL);
    comention_unknown(s->lib, (const char *const *)o->paths->pdata, o->paths->len, out, NULL);
    int status = session_finish(s, out);
    g_string_free(out, TRUE);
    return status;
}

int cmd_mentions(Session *s) {
    return s->options->unknown ? list_unknown(s) : run(s, FALSE);
}

int cmd_relations(Session *s) {
    return run(s, TRUE);
}
