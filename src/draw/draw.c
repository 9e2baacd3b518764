#include "draw/inside.h"

#include <string.h>

/* More is no style. */
#define STYLE_MAX_BYTES (1u << 20)

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

/* ---- styles ----------------------------------------------------------------------- */

static bool load_style(const char *name, Style *out, GError **error) {
    *out = style_builtin[0];
    if (!name)
        return true;
    for (size_t i = 0; i < N_STYLES; i++)
        if (strcmp(name, style_builtin[i].name) == 0) {
            *out = style_builtin[i];
            return true;
        }
    if (!strpbrk(name, "./")) {
        const char *names[N_STYLES];
        for (size_t i = 0; i < N_STYLES; i++)
            names[i] = style_builtin[i].name;
        const char *near = nearest_word(name, names, N_STYLES);
        g_set_error(error, ROOM_ERROR, 0, "unknown style \"%s\", %s%s%s", name,
                    near ? "did you mean \"" : "expected slide, wiki, print or a file",
                    near ? near : "", near ? "\"?" : "");
        return false;
    }
    Arena *arena = arena_new();
    Slice yaml;
    Diags diags = {0};
    GError *inner = NULL;
    bool ok = file_read(arena, name, STYLE_MAX_BYTES, false, &yaml, &inner);
    if (!ok)
        g_propagate_prefixed_error(error, inner, "%s: ", name);
    else if (!style_read(yaml, name, style_builtin, N_STYLES, out, &diags)) {
        GString *all = g_string_new(NULL);
        for (guint i = 0; i < diags.list->len; i++) {
            const Diag *d = diags.list->pdata[i];
            g_string_append_printf(all, "%s%s:%u:%u: %s", i ? "\n" : "", d->file, d->line,
                                   d->column, d->message);
        }
        g_set_error_literal(error, ROOM_ERROR, 0, all->str);
        g_string_free(all, TRUE);
        ok = false;
    }
    diags_clear(&diags);
    arena_free(arena);
    return ok;
}

/* 2: highlighted, 1: linked to what is. NULL: nothing is highlighted, or (and then
 * `error` is set) a name is not in the picture. */
static uint8_t *mark(const Graph *g, const View *v, const DrawOptions *o, GError **error) {
    if (!o->n_highlight)
        return NULL;
    uint8_t *marked = g_malloc0(graph_n_nodes(g) + 1);
    for (size_t h = 0; h < o->n_highlight; h++) {
        bool found = false;
        for (size_t i = 0; i < v->n_nodes; i++)
            if (entity_answers_to(graph_lexicon(g), graph_node(g, v->nodes[i])->entity,
                                  o->highlight[h])) {
                marked[v->nodes[i]] = 2;
                found = true;
            }
        if (!found && !o->whole) { /* a part need not have it */
            g_set_error(error, ROOM_ERROR, 0, "nothing in the picture is called \"%s\"",
                        o->highlight[h]);
            g_free(marked);
            return NULL;
        }
    }
    for (size_t i = 0; i < v->n_edges; i++) {
        const Edge *e = graph_edge(g, v->edges[i]);
        if (marked[e->a] == 2)
            marked[e->b] = MAX(marked[e->b], 1);
        if (marked[e->b] == 2)
            marked[e->a] = MAX(marked[e->a], 1);
    }
    return marked;
}

/* ---- drawing ------------------------------------------------------------------------ */

bool draw(const Graph *g, const View *v, Format f, const DrawOptions *o, GString *out,
          GString *notes, GError **error) {
    Drawing d = {.graph = g, .view = v, .options = o};
    GError *inner = NULL;
    /* A page of its own is as wide as a column of text. */
    if (load_style(o->style || f != FORMAT_HTML ? o->style : "wiki", &d.style, &inner))
        d.marked = mark(g, v, o, &inner);
    if (inner) {
        g_propagate_error(error, inner);
        g_free(d.marked);
        return false;
    }
    d.size = d.style.least;
    if (f == FORMAT_JSON) {
        json_write(g, v, o, out);
        g_free(d.marked);
        return true;
    }
    if (f == FORMAT_MERMAID) {
        mermaid_write(g, v, o, out);
        g_free(d.marked);
        return true;
    }
    draw_messages_begin();
    bool ok = true;
    if (f == FORMAT_HTML) {
        ok = html_write(&d, out, notes, &inner);
    } else {
        Agraph_t *ag = dot_build(&d);
        ok = f == FORMAT_DOT ? dot_write(ag, out, &inner)
                             : picture_render(&d, ag, f, out, notes, &inner);
        agclose(ag);
    }
    char *said = draw_messages_end();
    if (said && notes)
        g_string_append_printf(notes, "Graphviz: %s\n", said);
    if (inner && said)
        g_prefix_error(&inner, "%s: ", said);
    if (inner)
        g_propagate_error(error, inner);
    g_free(said);
    g_free(d.marked);
    return ok;
}
