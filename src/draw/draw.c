#include "draw/inside.h"

#include <string.h>

static const char *const format_names[N_FORMATS] = {"dot",  "svg",     "png", "pdf",
                                                    "json", "mermaid", "html"};

const char *format_name(Format f) {
    return format_names[f];
}

unsigned format_parse(const char *name) {
    for (unsigned f = 0; f < N_FORMATS; f++)
        if (g_ascii_strcasecmp(name, format_names[f]) == 0)
            return f;
    static const struct {
        const char *name;
        Format f;
    } others[] = {{"gv", FORMAT_DOT}, {"mmd", FORMAT_MERMAID}, {"htm", FORMAT_HTML}};
    for (size_t i = 0; i < G_N_ELEMENTS(others); i++)
        if (g_ascii_strcasecmp(name, others[i].name) == 0)
            return others[i].f;
    return N_FORMATS;
}

unsigned format_of_file(const char *file) {
    const char *dot = strrchr(file, '.');
    return dot && !strchr(dot, '/') ? format_parse(dot + 1) : N_FORMATS;
}

/* ---- Graphviz's own messages: its reporting is global, and so is this ----------- */

static GMutex graphviz_lock;
static GString *messages;

static int keep_message(char *text) {
    if (messages)
        g_string_append(messages, text);
    return 0;
}

void draw_messages_begin(void) {
    g_mutex_lock(&graphviz_lock);
    messages = g_string_new(NULL);
    agseterr(AGWARN);
    agseterrf(keep_message);
}

char *draw_messages_end(void) {
    agseterrf(NULL);
    char *text = g_string_free(messages, FALSE);
    messages = NULL;
    g_mutex_unlock(&graphviz_lock);
    g_strchomp(text);
    if (*text)
        return text;
    g_free(text);
    return NULL;
}

bool draw(const Graph *g, const View *v, Format f, const DrawOptions *o, GString *out,
          GString *notes, GError **error) {
    if (f == FORMAT_JSON) {
        json_write(g, v, o, out);
        return true;
    }
    if (f == FORMAT_MERMAID) {
        mermaid_write(g, v, o, out);
        return true;
    }
    const char *layout = layout_for(v, o);
    if (notes && f != FORMAT_DOT)
        g_string_append_printf(notes, "layout %s for %zu names and %zu links\n", layout, v->n_nodes,
                               v->n_edges);
    draw_messages_begin();
    bool ok;
    if (f == FORMAT_HTML) {
        ok = html_write(g, v, o, out, error);
    } else {
        Agraph_t *ag = dot_build(g, v, o);
        ok =
            f == FORMAT_DOT ? dot_write(ag, out, error) : picture_render(ag, layout, f, out, error);
        agclose(ag);
    }
    char *said = draw_messages_end();
    if (said && notes)
        g_string_append_printf(notes, "Graphviz: %s\n", said);
    if (said && error && *error)
        g_prefix_error(error, "%s: ", said);
    g_free(said);
    return ok;
}
