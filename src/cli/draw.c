#include "cli/cli.h"

#include <string.h>

static ComentionFormat format_of(const Options *o) {
    int f = o->format;
    if (f < 0 && o->output)
        f = comention_format_of_file(o->output);
    return f < 0 ? COMENTION_DOT : (ComentionFormat)f;
}

static unsigned kinds_of(const Options *o) {
    unsigned all = ~0u, together = comention_kind("together");
    return o->no_together ? (o->kinds ? o->kinds : all) & ~together : o->kinds;
}

/* What people look at, and not programs. */
static gboolean is_picture(ComentionFormat f) {
    return f != COMENTION_DOT && f != COMENTION_JSON;
}

static void say_drawn(const Session *s, const ComentionDrawn *d) {
    if (!d->nodes && d->posts && is_picture(format_of(s->options)))
        session_say(s, "the picture is empty: %s",
                    s->options->kinds || s->options->no_together || s->options->types
                        ? "no link of the posts is of these kinds and types"
                        : "the posts name nothing that the catalog has");
    else if (d->nodes_left || d->edges_left)
        session_say(s,
                    "drew the %zu strongest of %zu names and %zu of %zu links "
                    "(--nodes=0 --edges=0 draws all)",
                    d->nodes, d->nodes + d->nodes_left, d->edges, d->edges + d->edges_left);
    else if (s->options->verbose)
        session_say(s, "drew %zu names and %zu links", d->nodes, d->edges);
    if (!d->notes || !s->options->verbose)
        return;
    char **lines = g_strsplit(g_strchomp(d->notes), "\n", -1);
    for (char **l = lines; *l; l++)
        session_say(s, "%s", *l);
    g_strfreev(lines);
}

/* "vmworld-%Y-%m.svg" of the period 2007-09: %Y is its year, %m its month, %q its quarter,
 * %% a percent sign. What the period does not have stays as it is. Free with g_free. */
static char *fill_in(const char *pattern, const char *period) {
    GString *s = g_string_new(NULL);
    for (const char *p = pattern; *p; p++) {
        if (*p != '%') {
            g_string_append_c(s, *p);
        } else if (p[1] == 'Y') {
            g_string_append_len(s, period, 4);
            p++;
        } else if (p[1] == 'q' && strlen(period) == 7 && period[5] == 'Q') {
            g_string_append_c(s, period[6]);
            p++;
        } else if (p[1] == 'm' && strlen(period) == 7 && period[5] != 'Q') {
            g_string_append(s, period + 5);
            p++;
        } else {
            g_string_append_c(s, *p);
            p += p[1] == '%';
        }
    }
    return g_string_free(s, FALSE);
}

static gboolean is_file(const char *file) {
    return file && strcmp(file, "-") != 0;
}

/* Draws one picture, to `file` (NULL: standard output). */
static int draw_one(Session *s, const ComentionGraph *g, const ComentionDrawing *d,
                    const char *file) {
    ComentionDrawn drawn = {0};
    GString *out = g_string_new(NULL);
    GError *error = NULL;
    int status = EXIT_USAGE;
    if (comention_draw(g, d, out, &drawn, &error) && !drawn.posts && s->skipped && is_file(file)) {
        /* A folder that is not there today must not cost the picture of yesterday. */
        session_say(s, "no post could be read: %s is left as it was", file);
        g_free(drawn.notes);
    } else if (!error) {
        status = session_write(s, file, out);
        if (status != EXIT_USAGE)
            say_drawn(s, &drawn);
        g_free(drawn.notes);
    } else {
        fprintf(stderr, "comention: %s\n", error->message);
        g_clear_error(&error);
    }
    g_string_free(out, TRUE);
    return status;
}

static int draw_periods(Session *s, ComentionDrawing d) {
    const Options *o = s->options;
    ComentionGraph *g =
        comention_read_by(s->lib, (const char *const *)o->paths->pdata, o->paths->len, o->by);
    const char *const *period = comention_graph_periods(g);
    if (!*period)
        fprintf(stderr, "comention: no post has a date, so there is no period to draw\n");
    int status = *period ? EXIT_WELL : EXIT_USAGE;
    for (; *period && status != EXIT_USAGE; period++) {
        char *file = fill_in(o->output, *period),
             *title = o->title ? fill_in(o->title, *period) : NULL;
        d.period = *period;
        d.title = title;
        status = draw_one(s, g, &d, file);
        g_free(title);
        g_free(file);
    }
    comention_graph_free(g);
    return status;
}

int cmd_draw(Session *s) {
    const Options *o = s->options;
    ComentionDrawing d = {
        .format = format_of(o),
        .title = o->title,
        .layout = o->layout,
        .style = o->style,
        .highlight = (const char *const *)o->highlight->pdata,
        .n_highlight = o->highlight->len,
        .cluster = o->cluster,
        .dpi = o->dpi,
        .attributes = (const ComentionAttribute *)(void *)o->attributes->data,
        .n_attributes = o->attributes->len,
        .types = o->types,
        .kinds = kinds_of(o),
        .focus = (const char *const *)o->focus->pdata,
        .n_focus = o->focus->len,
        .depth = o->depth,
        .nodes = o->nodes,
        .edges = o->edges,
        .link = o->link,
    };
    if (o->by_period)
        return draw_periods(s, d);
    ComentionGraph *g = comention_read(s->lib, (const char *const *)o->paths->pdata, o->paths->len);
    int status = draw_one(s, g, &d, o->output);
    comention_graph_free(g);
    return status;
}
