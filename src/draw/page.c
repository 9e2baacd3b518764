/* The page around a graph: title, legend, caption. They are given to Graphviz as its
 * own drawing language (xdot), so they are in every format, and are nobody's node. */
#include "draw/inside.h"

#include <math.h>
#include <string.h>

/* Of the height of the text: how high a line of the legend is, and how far the parts
 * are from one another. */
#define ROW 1.7
#define SAMPLE 2.2  /* width of a sample in the legend */
#define BETWEEN 1.6 /* between two entries of it */

typedef struct {
    GString *xdot;
    const Drawing *d;
    double scale;
} Pen;

/* ---- xdot ---------------------------------------------------------------------------- */

static void put_numbers(GString *out, const double *v, size_t n) {
    char buffer[G_ASCII_DTOSTR_BUF_SIZE];
    for (size_t i = 0; i < n; i++)
        g_string_append_printf(out, " %s", g_ascii_formatd(buffer, sizeof buffer, "%.2f", v[i]));
}

static void put_string(GString *out, const char *s) {
    g_string_append_printf(out, " %zu -%s ", strlen(s), s);
}

static void pen_colour(Pen *p, char which, uint32_t colour) {
    char name[16];
    g_snprintf(name, sizeof name, "#%06x", colour & 0xffffff);
    g_string_append_c(p->xdot, which);
    put_string(p->xdot, name);
}

static void pen_style(Pen *p, const char *style, double width) {
    char value[64], number[G_ASCII_DTOSTR_BUF_SIZE];
    g_snprintf(value, sizeof value, "setlinewidth(%s)",
               g_ascii_formatd(number, sizeof number, "%.2f", width * p->scale));
    g_string_append_c(p->xdot, 'S');
    put_string(p->xdot, value);
    g_string_append_c(p->xdot, 'S');
    put_string(p->xdot, style);
}

static void pen_points(Pen *p, char op, const double *xy, size_t n) {
    g_string_append_printf(p->xdot, "%c %zu", op, n);
    put_numbers(p->xdot, xy, 2 * n);
    g_string_append_c(p->xdot, ' ');
}

static void pen_ellipse(Pen *p, char op, double x, double y, double r) {
    double v[] = {x, y, r, r};
    g_string_append_c(p->xdot, op);
    put_numbers(p->xdot, v, 4);
    g_string_append_c(p->xdot, ' ');
}

static void pen_text(Pen *p, double x, double y, const char *text, double size, bool bold,
                     uint32_t colour) {
    char *valid = words_escape(text, false), *font;
    char number[G_ASCII_DTOSTR_BUF_SIZE];
    /* words_escape doubles backslashes for Graphviz's labels; xdot takes them as
     * they are. */
    GString *plain = g_string_new(valid);
    g_string_replace(plain, "\\\\", "\\", 0);
    font = g_strconcat(p->d->style.font, bold ? " Bold" : "", NULL);
    pen_colour(p, 'c', colour);
    g_string_append_printf(p->xdot, "F %s",
                           g_ascii_formatd(number, sizeof number, "%.2f", size * p->scale));
    put_string(p->xdot, font);
    double v[] = {x, y};
    g_string_append_c(p->xdot, 'T');
    put_numbers(p->xdot, v, 2);
    g_string_append_printf(
        p->xdot, " -1 %s",
        g_ascii_formatd(number, sizeof number, "%.2f", text_width(plain->str, size * p->scale)));
    put_string(p->xdot, plain->str);
    g_string_free(plain, TRUE);
    g_free(font);
    g_free(valid);
}

/* Cut with dots to what the page holds. */
static char *fitting(const char *text, double size, double width, bool bold) {
    double (*measure)(const char *, double) = bold ? bold_width : text_width;
    char *valid = g_utf8_make_valid(text, -1);
    if (measure(valid, size) <= width)
        return valid;
    glong low = 0, high = g_utf8_strlen(valid, -1);
    char *best = g_strdup("…");
    while (low < high) {
        glong middle = (low + high + 1) / 2;
        char *cut = g_utf8_substring(valid, 0, middle), *dotted = g_strconcat(cut, "…", NULL);
        if (measure(dotted, size) <= width) {
            low = middle;
            g_free(best);
            best = dotted;
        } else {
            high = middle - 1;
            g_free(dotted);
        }
        g_free(cut);
    }
    g_free(valid);
    return best;
}

/* ---- what is in the picture -------------------------------------------------------------- */

typedef struct {
    bool types[N_TYPES], kinds[N_KINDS], rumour;
} Present;

static Present present_in(const Graph *g, const View *v) {
    Present p = {0};
    for (size_t i = 0; i < v->n_nodes; i++) {
        const Node *n = graph_node(g, v->nodes[i]);
        p.types[entity_type(graph_lexicon(g), n->entity)] = true;
    }
    for (size_t i = 0; i < v->n_edges; i++) {
        const Statement *s = edge_statement(graph_edge(g, v->edges[i]), v->kinds);
        p.kinds[s ? s->kind : KIND_TOGETHER] = true;
        p.rumour |= s && statement_certainty(s) == CERTAINTY_RUMOURED;
    }
    return p;
}

/* What may be in a part of the whole: there, a link may be what else is said of the two. */
static Present possible_in(const Graph *g, const View *v) {
    Present p = present_in(g, v);
    for (size_t i = 0; i < v->n_edges; i++)
        for (const Statement *s = graph_edge(g, v->edges[i])->stated; s; s = s->next) {
            p.kinds[s->kind] |= !v->kinds || v->kinds & 1u << s->kind;
            p.rumour |= s->posts[CERTAINTY_RUMOURED] > 0;
        }
    p.kinds[KIND_TOGETHER] |= v->n_edges > 0;
    return p;
}

/* ---- samples --------------------------------------------------------------------------------- */

static void sample_type(Pen *p, EntityType type, double x, double y, double w, double h) {
    const TypeStyle *t = &p->d->style.types[type];
    double r = h * 0.35, k = r * 0.45;
    pen_colour(p, 'C', t->fill.light);
    pen_colour(p, 'c', t->line.light);
    pen_style(p, "solid", t->width * (strstr(t->style, "bold") ? 1.4 : 1));
    if (strstr(t->style, "rounded")) {
        double v[] = {
            x + r, y,         x + r, y,         x + w - r, y,     x + w - r, y,     x + w - k,
            y,     x + w,     y + k, x + w,     y + r,     x + w, y + r,     x + w, y + h - r,
            x + w, y + h - r, x + w, y + h - k, x + w - k, y + h, x + w - r, y + h, x + w - r,
            y + h, x + r,     y + h, x + r,     y + h,     x + k, y + h,     x,     y + h - k,
            x,     y + h - r, x,     y + h - r, x,         y + r, x,         y + r, x,
            y + k, x + k,     y,     x + r,     y};
        pen_points(p, 'b', v, G_N_ELEMENTS(v) / 2);
    } else if (strcmp(t->shape, "hexagon") == 0) {
        double v[] = {x + r,     y,     x + w - r, y,     x + w, y + h / 2,
                      x + w - r, y + h, x + r,     y + h, x,     y + h / 2};
        pen_points(p, 'P', v, 6);
    } else if (strcmp(t->shape, "box") == 0) {
        double v[] = {x, y, x + w, y, x + w, y + h, x, y + h};
        pen_points(p, 'P', v, 4);
    } else if (strcmp(t->shape, "diamond") == 0) {
        double v[] = {x + w / 2, y, x + w, y + h / 2, x + w / 2, y + h, x, y + h / 2};
        pen_points(p, 'P', v, 4);
    } else {
        double v[] = {x + w / 2, y + h / 2, w / 2, h / 2};
        g_string_append(p->xdot, "E");
        put_numbers(p->xdot, v, 4);
        g_string_append_c(p->xdot, ' ');
    }
}

/* An arrowhead that points to x, coming from `from` (1: left, -1: right). Returns
 * how far the line ends before it. */
static double sample_arrow(Pen *p, const char *arrow, double x, double y, double from) {
    double s = 3 * p->scale, back = x - from * 2.6 * s;
    bool open = *arrow == 'o';
    const char *shape = open ? arrow + 1 : arrow;
    char polygon = open ? 'p' : 'P';
    if (strncmp(shape, "normal", 6) == 0) {
        double v[] = {x, y, back, y + s, back, y - s};
        pen_points(p, polygon, v, 3);
        return 2.6 * s;
    }
    if (strncmp(shape, "vee", 3) == 0) {
        double v[] = {x, y, back, y + s, x - from * 1.7 * s, y, back, y - s};
        pen_points(p, 'P', v, 4);
        return 1.7 * s;
    }
    if (strcmp(shape, "diamond") == 0) {
        double v[] = {x,    y, x - from * 1.8 * s, y + s, x - from * 3.6 * s, y, x - from * 1.8 * s,
                      y - s};
        pen_points(p, polygon, v, 4);
        return 3.6 * s;
    }
    if (strcmp(shape, "box") == 0) {
        double v[] = {x, y - s, x, y + s, x - from * 2 * s, y + s, x - from * 2 * s, y - s};
        pen_points(p, polygon, v, 4);
        return 2 * s;
    }
    if (strcmp(shape, "dot") == 0) {
        pen_ellipse(p, open ? 'e' : 'E', x - from * 0.7 * s, y, 0.7 * s);
        return 1.4 * s;
    }
    if (strcmp(shape, "tee") == 0) {
        double v[] = {x,           y - 1.4 * s,        x,          y + 1.4 * s, x - from * 0.7 * s,
                      y + 1.4 * s, x - from * 0.7 * s, y - 1.4 * s};
        pen_points(p, 'P', v, 4);
        return 0.7 * s;
    }
    return 0;
}

static void sample_kind(Pen *p, const KindStyle *k, const char *line, double x, double y,
                        double w) {
    pen_colour(p, 'C', k->colour.light);
    pen_colour(p, 'c', k->colour.light);
    pen_style(p, "solid", 1.4);
    double head = sample_arrow(p, k->arrow, x + w, y, 1), tail = sample_arrow(p, k->tail, x, y, -1);
    bool twice = strcmp(line, "double") == 0;
    pen_style(p, twice ? "solid" : line, 1.4);
    for (int i = 0; i < (twice ? 2 : 1); i++) {
        double at = y + (twice ? (i ? -1.4 : 1.4) * p->scale : 0);
        double v[] = {x + tail, at, x + w - head, at};
        pen_points(p, 'L', v, 2);
    }
}

/* ---- the legend --------------------------------------------------------------------------------
 */

typedef struct {
    const char *text;
    int type, kind; /* -1: not this; kind N_KINDS: rumour */
    double w;
} Entry;

static size_t legend_entries(const Drawing *d, Present here, Entry entries[N_TYPES + N_KINDS + 1]) {
    size_t n = 0;
    for (int t = 0; t < N_TYPES; t++)
        if (here.types[t])
            entries[n++] = (Entry){type_name((EntityType)t), t, -1, 0};
    for (int k = 0; k < N_KINDS; k++)
        if (here.kinds[k])
            entries[n++] = (Entry){
                k == KIND_TOGETHER ? "mentioned together" : kind_label((RelationKind)k), -1, k, 0};
    if (here.rumour)
        entries[n++] = (Entry){"rumour", -1, N_KINDS, 0};
    double size = d->style.caption_size;
    for (size_t i = 0; i < n; i++)
        entries[i].w = (SAMPLE + 0.5) * size + text_width(entries[i].text, size);
    return n;
}

/* How many lines the legend takes, and where its entries stand. */
static size_t legend_rows(const Drawing *d, const Entry *entries, size_t n, double width,
                          double *x) {
    size_t rows = n ? 1 : 0;
    double at = 0;
    for (size_t i = 0; i < n; i++) {
        if (at > 0 && at + entries[i].w > width) {
            rows++;
            at = 0;
        }
        if (x)
            x[i] = at + (double)rows * 1e6; /* the row and the place in it */
        at += entries[i].w + BETWEEN * d->style.caption_size;
    }
    return rows;
}

static void put_legend(Pen *p, double left, double top, double width) {
    const Style *s = &p->d->style;
    Entry entries[N_TYPES + N_KINDS + 1];
    double x[N_TYPES + N_KINDS + 1], size = s->caption_size, k = p->scale;
    size_t n = legend_entries(p->d, present_in(p->d->graph, p->d->view), entries);
    legend_rows(p->d, entries, n, width / k, x);
    for (size_t i = 0; i < n; i++) {
        double row = floor(x[i] / 1e6), at = left + (x[i] - row * 1e6) * k,
               base = top - ((row - 1) * ROW + 1.2) * size * k;
        if (entries[i].type >= 0)
            sample_type(p, (EntityType)entries[i].type, at + 0.3 * size * k, base - 0.15 * size * k,
                        (SAMPLE - 0.6) * size * k, size * k);
        else
            sample_kind(p, &s->kinds[entries[i].kind == N_KINDS ? 0 : entries[i].kind],
                        entries[i].kind == N_KINDS ? s->rumour : s->kinds[entries[i].kind].line, at,
                        base + 0.35 * size * k, SAMPLE * size * k);
        pen_text(p, at + (SAMPLE + 0.5) * size * k, base, entries[i].text, size, false,
                 s->ink.light);
    }
}

/* ---- the page
 * ------------------------------------------------------------------------------------ */

static bool has_title(const Drawing *d) {
    return d->style.title && d->options->title && *d->options->title;
}

/* Heights of what stands above and below the graph, with the space between. */
static double head_height(const Drawing *d) {
    const Style *s = &d->style;
    return has_title(d) ? s->title_size * 1.25 + s->margin * 0.5 : 0;
}

/* The same for each part of a whole, so that names keep their place. */
static double legend_height(const Drawing *d) {
    const Style *s = &d->style;
    const DrawOptions *o = d->options;
    Entry entries[N_TYPES + N_KINDS + 1];
    Present here = o->whole ? possible_in(o->whole, o->whole_view) : present_in(d->graph, d->view);
    size_t n = legend_entries(d, here, entries);
    size_t rows = legend_rows(d, entries, n, s->width - 2 * s->margin, NULL);
    return s->legend && rows ? ((double)rows * ROW + 0.2) * s->caption_size : 0;
}

static double foot_height(const Drawing *d) {
    const Style *s = &d->style;
    double sum = legend_height(d) + (s->caption ? 1.5 * s->caption_size : 0);
    return sum > 0 ? sum + MAX(s->margin * 0.5, 6) : 0;
}

void page_plot(const Drawing *d, double *width, double *height) {
    const Style *s = &d->style;
    *width = s->width - 2 * s->margin;
    *height = s->height > 0
                  ? MAX(s->height - 2 * s->margin - head_height(d) - foot_height(d), s->height / 4)
                  : 0;
}

void page_make(const Drawing *d, double plot_w, double plot_h, Page *page) {
    const Style *s = &d->style;
    double room_w, room_h;
    page_plot(d, &room_w, &room_h);
    double k = room_h > 0 ? MAX(MAX(plot_w / room_w, plot_h / room_h), 1) : MAX(plot_w / room_w, 1);
    double space_x = room_w * k - plot_w, space_y = room_h > 0 ? room_h * k - plot_h : 0;
    *page = (Page){.plot_w = plot_w, .plot_h = plot_h, .scale = k, .xdot = g_string_new(NULL)};
    page->page = (Box){
        .left = -space_x / 2 - s->margin * k,
        .bottom = -space_y / 2 - (foot_height(d) + s->margin) * k,
        .right = plot_w + space_x / 2 + s->margin * k,
        .top = plot_h + space_y / 2 + (head_height(d) + s->margin) * k,
    };
    Box b = page->page;
    Pen pen = {page->xdot, d, k};
    double left = b.left + s->margin * k, width = b.right - b.left - 2 * s->margin * k;
    if (has_title(d)) {
        char *text = fitting(d->options->title, s->title_size * k, width, true);
        pen_text(&pen, left, b.top - (s->margin + s->title_size * 0.85) * k, text, s->title_size,
                 true, s->ink.light);
        g_free(text);
    }
    double caption = s->caption ? 1.5 * s->caption_size * k : 0;
    if (s->legend)
        put_legend(&pen, left, b.bottom + s->margin * k + caption + legend_height(d) * k, width);
    if (s->caption) {
        char *words = words_caption(d), *text = fitting(words, s->caption_size * k, width, false);
        pen_text(&pen, left, b.bottom + (s->margin + s->caption_size * 0.25) * k, text,
                 s->caption_size, false, s->muted.light);
        g_free(text);
        g_free(words);
    }
}

void page_clear(Page *page) {
    g_string_free(page->xdot, TRUE);
}
