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

static void say_drawn(const Session *s, const ComentionDrawn *d) {
    if (d->nodes_left || d->edges_left)
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

int cmd_draw(Session *s) {
    const Options *o = s->options;
    ComentionGraph *g = comention_read(s->lib, (const char *const *)o->paths->pdata, o->paths->len);
    ComentionDrawing d = {
        .format = format_of(o),
        .title = o->title,
        .layout = o->layout,
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
    ComentionDrawn drawn = {0};
    GString *out = g_string_new(NULL);
    GError *error = NULL;
    int status = EXIT_USAGE;
    if (comention_draw(g, &d, out, &drawn, &error)) {
        status = session_finish(s, out);
        if (status != EXIT_USAGE)
            say_drawn(s, &drawn);
        g_free(drawn.notes);
    } else {
        fprintf(stderr, "comention: %s\n", error->message);
        g_clear_error(&error);
    }
    g_string_free(out, TRUE);
    comention_graph_free(g);
    return status;
}
