/* SVG: a renderer of our own for Graphviz.
 *
 * Graphviz lays out and says what to draw, shape by shape; here it is written so
 * that wikis, slide programs and sanitizers take it as it is. That could also be
 * had by parsing what Graphviz's own renderer writes and building it anew. But that
 * one writes addresses unescaped (which no parser reads), splits what belongs
 * together, and no longer knows which colour was meant. A renderer gets all of it
 * first hand, and takes half the time.
 *
 * The rules, each of which something out there needs: no declaration, DOCTYPE,
 * comment or entity but the four of XML; width and height as plain numbers, and a
 * viewBox; title, desc and style first, in this order; all light colours as
 * attributes; one @media block for the dark ones, whose values hide behind var(),
 * so that what knows no @media or no var() keeps the light ones; classes and ids
 * with a prefix of this picture; links to http, https and fragments only. */
#include "draw/inside.h"

#include <graphviz/types.h> /* what the next ones take for granted */

#include <graphviz/gvcjob.h>
#include <graphviz/gvplugin_device.h>
#include <graphviz/gvplugin_render.h>
#include <math.h>
#include <string.h>

#define MAX_COLOURS 64u

typedef struct {
    const SvgRecord *record;
    Colour colours[MAX_COLOURS]; /* of the style */
    unsigned n_colours;
    bool fill_used[MAX_COLOURS], stroke_used[MAX_COLOURS];
    bool foreign; /* a colour that the style does not have: then there is no dark side */
    GString *body;
    char prefix[16];
    unsigned anchors; /* bits of a stack: which of them are links */
    bool has_link;
} Svg;

/* ---- text and numbers ---------------------------------------------------------------- */

static void put_text(GString *out, const char *text) {
    char *valid = g_utf8_validate(text, -1, NULL) ? NULL : g_utf8_make_valid(text, -1);
    for (const char *p = valid ? valid : text; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (c == '&')
            g_string_append(out, "&amp;");
        else if (c == '<')
            g_string_append(out, "&lt;");
        else if (c == '>')
            g_string_append(out, "&gt;");
        else if (c == '"')
            g_string_append(out, "&quot;");
        else if (c < 0x20 || (c >= 0x7f && c < 0xa0))
            g_string_append_c(out, ' ');
        else if ((c & 0xfffe) != 0xfffe)
            g_string_append_unichar(out, c);
    }
    g_free(valid);
}

/* Two digits behind the point at most, the same in every locale. */
static void put_number(GString *out, double x) {
    gint64 n = llround(x * 100);
    g_string_append_printf(out, "%s%" G_GINT64_FORMAT, n < 0 ? "-" : "", ABS(n) / 100);
    n = ABS(n) % 100;
    if (n % 10)
        g_string_append_printf(out, ".%02d", (int)n);
    else if (n)
        g_string_append_printf(out, ".%d", (int)n / 10);
}

static void put_attribute(GString *out, const char *name, double x) {
    g_string_append_printf(out, " %s=\"", name);
    put_number(out, x);
    g_string_append_c(out, '"');
}

static void put_point(const Svg *s, pointf p, char separator) {
    put_number(s->body, p.x - s->record->page.left);
    g_string_append_c(s->body, separator);
    put_number(s->body, s->record->page.top - p.y);
}

/* ---- colours --------------------------------------------------------------------------- */

static void add_colour(Svg *s, Colour c) {
    for (unsigned i = 0; i < s->n_colours; i++)
        if (s->colours[i].light == c.light)
            return;
    if (s->n_colours < MAX_COLOURS)
        s->colours[s->n_colours++] = c;
}

static void add_colours(Svg *s, const Style *style) {
    add_colour(s, style->paper);
    add_colour(s, style->ink);
    add_colour(s, style->muted);
    for (unsigned t = 0; t < STYLE_TYPES; t++) {
        add_colour(s, style->types[t].fill);
        add_colour(s, style->types[t].line);
        add_colour(s, style->types[t].ink);
    }
    for (unsigned k = 0; k < STYLE_KINDS; k++)
        add_colour(s, style->kinds[k].colour);
}

/* ` fill="#123456"`, and which class it is (0: none). */
static unsigned put_colour(Svg *s, const char *what, const gvcolor_t *colour, bool *used) {
    const unsigned char *c = colour->u.rgba;
    if (c[3] == 0) {
        g_string_append_printf(s->body, " %s=\"none\"", what);
        return 0;
    }
    g_string_append_printf(s->body, " %s=\"#%02x%02x%02x\"", what, c[0], c[1], c[2]);
    if (c[3] < 255) {
        char *name = g_strconcat(what, "-opacity", NULL);
        put_attribute(s->body, name, c[3] / 255.0);
        g_free(name);
    }
    uint32_t rgb = (uint32_t)c[0] << 16 | (uint32_t)c[1] << 8 | c[2];
    for (unsigned i = 0; i < s->n_colours; i++)
        if (s->colours[i].light == rgb) {
            used[i] = true;
            return i + 1;
        }
    s->foreign = true;
    return 0;
}

static void put_classes(Svg *s, unsigned fill, unsigned stroke) {
    if (!s->record->dark || !(fill || stroke))
        return;
    g_string_append(s->body, " class=\"");
    if (fill)
        g_string_append_printf(s->body, "%s-f%u", s->prefix, fill);
    if (stroke)
        g_string_append_printf(s->body, "%s%s-s%u", fill ? " " : "", s->prefix, stroke);
    g_string_append_c(s->body, '"');
}

static void put_paint(Svg *s, const obj_state_t *obj, bool filled) {
    unsigned fill = 0, stroke = 0;
    if (filled)
        fill = put_colour(s, "fill", &obj->fillcolor, s->fill_used);
    else
        g_string_append(s->body, " fill=\"none\"");
    if (obj->pen == PEN_NONE) {
        g_string_append(s->body, " stroke=\"none\"");
    } else {
        stroke = put_colour(s, "stroke", &obj->pencolor, s->stroke_used);
        if (obj->penwidth != 1)
            put_attribute(s->body, "stroke-width", obj->penwidth);
        double w = MAX(obj->penwidth, 1);
        if (obj->pen == PEN_DASHED) {
            g_string_append(s->body, " stroke-dasharray=\"");
            put_number(s->body, 3 + 2 * w);
            g_string_append_c(s->body, ' ');
            put_number(s->body, 2 + w);
            g_string_append_c(s->body, '"');
        } else if (obj->pen == PEN_DOTTED) {
            g_string_append(s->body, " stroke-dasharray=\"");
            put_number(s->body, w);
            g_string_append_c(s->body, ' ');
            put_number(s->body, 1 + 2 * w);
            g_string_append_c(s->body, '"');
        }
    }
    put_classes(s, fill, stroke);
}

/* ---- the parts ---------------------------------------------------------------------------- */

static Svg *svg_of(GVJ_t *job) {
    return job->context;
}

static void begin_job(GVJ_t *job) {
    job->context = NULL;
}

/* A prefix that depends on what is drawn and on nothing else. */
static void choose_prefix(Svg *s, Agraph_t *g) {
    GChecksum *sum = g_checksum_new(G_CHECKSUM_MD5);
    g_checksum_update(sum, (const guchar *)s->record->title, -1);
    g_checksum_update(sum, (const guchar *)s->record->description, -1);
    for (Agnode_t *n = agfstnode(g); n; n = agnxtnode(g, n)) {
        const char *id = agnameof(n), *at = agget(n, (char *)"pos");
        g_checksum_update(sum, (const guchar *)id, (gssize)strlen(id) + 1);
        g_checksum_update(sum, (const guchar *)(at ? at : ""), -1);
    }
    g_snprintf(s->prefix, sizeof s->prefix, "cm%.6s", g_checksum_get_string(sum));
    g_checksum_free(sum);
}

static void begin_graph(GVJ_t *job) {
    Agraph_t *g = agroot(job->obj->u.g);
    Svg *s = g_new0(Svg, 1);
    s->record = (const SvgRecord *)aggetrec(g, SVG_RECORD, FALSE);
    s->body = g_string_sized_new(32768);
    add_colours(s, s->record->style);
    choose_prefix(s, g);
    job->context = s;
}

static void put_dark(const Svg *s, GString *out) {
    g_string_append(out, "<style>@media (prefers-color-scheme: dark) {\n");
    for (unsigned i = 0; i < s->n_colours; i++) {
        if (s->fill_used[i])
            g_string_append_printf(out, ".%s-f%u { fill: var(--%s-none, #%06x) }\n", s->prefix,
                                   i + 1, s->prefix, s->colours[i].dark);
        if (s->stroke_used[i])
            g_string_append_printf(out, ".%s-s%u { stroke: var(--%s-none, #%06x) }\n", s->prefix,
                                   i + 1, s->prefix, s->colours[i].dark);
    }
    g_string_append(out, "}</style>\n");
}

static void end_graph(GVJ_t *job) {
    Svg *s = svg_of(job);
    const SvgRecord *r = s->record;
    GString *out = r->out;
    bool dark = r->dark && !s->foreign;
    g_string_append(out, "<svg xmlns=\"http://www.w3.org/2000/svg\"");
    if (s->has_link)
        g_string_append(out, " xmlns:xlink=\"http://www.w3.org/1999/xlink\"");
    g_string_append_printf(out, " role=\"img\" aria-labelledby=\"%s-t %s-d\"", s->prefix,
                           s->prefix);
    put_attribute(out, "width", r->width);
    put_attribute(out, "height", r->height);
    g_string_append(out, " viewBox=\"0 0 ");
    put_number(out, r->page.right - r->page.left);
    g_string_append_c(out, ' ');
    put_number(out, r->page.top - r->page.bottom);
    g_string_append(out, dark ? "\" style=\"color-scheme:light dark\">\n" : "\">\n");
    g_string_append_printf(out, "<title id=\"%s-t\">", s->prefix);
    put_text(out, r->title);
    g_string_append_printf(out, "</title>\n<desc id=\"%s-d\">", s->prefix);
    put_text(out, r->description);
    g_string_append(out, "</desc>\n");
    if (dark)
        put_dark(s, out);
    g_string_append_printf(out, "<g font-family=\"%s\">\n", r->style->family);
    g_string_append_len(out, s->body->str, (gssize)s->body->len);
    g_string_append(out, "</g>\n</svg>\n");
    g_string_free(s->body, TRUE);
    g_free(s);
    job->context = NULL;
}

static void begin_part(GVJ_t *job, const char *what, unsigned long number) {
    Svg *s = svg_of(job);
    g_string_append_printf(s->body, "<g id=\"%s-%c%lu\" class=\"%s-%s\">", s->prefix, *what, number,
                           s->prefix, what);
    if (job->obj->tooltip && *job->obj->tooltip) {
        g_string_append(s->body, "<title>");
        put_text(s->body, job->obj->tooltip);
        g_string_append(s->body, "</title>");
    }
    g_string_append_c(s->body, '\n');
}

static void end_part(GVJ_t *job) {
    g_string_append(svg_of(job)->body, "</g>\n");
}

static void begin_node(GVJ_t *job) {
    begin_part(job, "node", (unsigned long)AGSEQ(job->obj->u.n));
}

static void begin_edge(GVJ_t *job) {
    begin_part(job, "edge", (unsigned long)AGSEQ(job->obj->u.e));
}

static void begin_cluster(GVJ_t *job) {
    begin_part(job, "cluster", (unsigned long)AGSEQ(job->obj->u.sg));
}

static bool is_web(const char *url) {
    return url && (g_ascii_strncasecmp(url, "http://", 7) == 0 ||
                   g_ascii_strncasecmp(url, "https://", 8) == 0 || *url == '#');
}

static void begin_anchor(GVJ_t *job, char *href, char *tooltip, char *target, char *id) {
    (void)tooltip, (void)target, (void)id;
    Svg *s = svg_of(job);
    bool link = is_web(href);
    s->anchors = s->anchors << 1 | link;
    if (!link)
        return;
    s->has_link = true;
    g_string_append(s->body, "<a xlink:href=\"");
    put_text(s->body, href);
    g_string_append(s->body, "\">\n");
}

static void end_anchor(GVJ_t *job) {
    Svg *s = svg_of(job);
    if (s->anchors & 1)
        g_string_append(s->body, "</a>\n");
    s->anchors >>= 1;
}

static void textspan(GVJ_t *job, pointf p, textspan_t *span) {
    Svg *s = svg_of(job);
    p.y += span->yoffset_centerline;
    g_string_append(s->body, "<text x=\"");
    put_number(s->body, p.x - s->record->page.left);
    put_attribute((g_string_append_c(s->body, '"'), s->body), "y", s->record->page.top - p.y);
    if (span->just != 'l')
        g_string_append_printf(s->body, " text-anchor=\"%s\"",
                               span->just == 'r' ? "end" : "middle");
    put_attribute(s->body, "font-size", span->font->size);
    if (span->font->flags & HTML_BF || strstr(span->font->name, "Bold"))
        g_string_append(s->body, " font-weight=\"bold\"");
    if (span->font->flags & HTML_IF || strstr(span->font->name, "Italic") ||
        strstr(span->font->name, "Oblique"))
        g_string_append(s->body, " font-style=\"italic\"");
    /* A font of the user's own. */
    if (!g_str_has_prefix(span->font->name, s->record->style->font)) {
        g_string_append(s->body, " font-family=\"");
        put_text(s->body, span->font->name);
        g_string_append_c(s->body, '"');
    }
    put_classes(s, put_colour(s, "fill", &job->obj->pencolor, s->fill_used), 0);
    g_string_append_c(s->body, '>');
    put_text(s->body, span->str);
    g_string_append(s->body, "</text>\n");
}

static void ellipse(GVJ_t *job, pointf *a, int filled) {
    Svg *s = svg_of(job);
    g_string_append(s->body, "<ellipse cx=\"");
    put_number(s->body, a[0].x - s->record->page.left);
    put_attribute((g_string_append_c(s->body, '"'), s->body), "cy", s->record->page.top - a[0].y);
    put_attribute(s->body, "rx", a[1].x - a[0].x);
    put_attribute(s->body, "ry", a[1].y - a[0].y);
    put_paint(s, job->obj, filled);
    g_string_append(s->body, "/>\n");
}

static void put_points(Svg *s, const char *element, const pointf *a, int n) {
    g_string_append_printf(s->body, "<%s points=\"", element);
    for (int i = 0; i < n; i++) {
        if (i)
            g_string_append_c(s->body, ' ');
        put_point(s, a[i], ',');
    }
    g_string_append_c(s->body, '"');
}

static void polygon(GVJ_t *job, pointf *a, int n, int filled) {
    Svg *s = svg_of(job);
    put_points(s, "polygon", a, n);
    put_paint(s, job->obj, filled);
    g_string_append(s->body, "/>\n");
}

static void polyline(GVJ_t *job, pointf *a, int n) {
    Svg *s = svg_of(job);
    put_points(s, "polyline", a, n);
    put_paint(s, job->obj, false);
    g_string_append(s->body, "/>\n");
}

static void put_path(Svg *s, const pointf *a, int n, bool straight) {
    g_string_append(s->body, "<path d=\"M");
    put_point(s, a[0], ',');
    if (straight) {
        g_string_append_c(s->body, 'L');
        put_point(s, a[n - 1], ',');
    }
    for (int i = 1; i < n && !straight; i++) {
        g_string_append_c(s->body, i == 1 ? 'C' : ' ');
        put_point(s, a[i], ',');
    }
    g_string_append_c(s->body, '"');
}

/* Does a piece of curve not bend at all? */
static bool is_straight(const pointf *a, int n) {
    double dx = a[n - 1].x - a[0].x, dy = a[n - 1].y - a[0].y, length = hypot(dx, dy);
    for (int i = 1; i < n - 1; i++)
        if (fabs(dx * (a[i].y - a[0].y) - dy * (a[i].x - a[0].x)) > 0.05 * length)
            return false;
    return length > 0;
}

static void curve(GVJ_t *job, pointf *a, int n, int arrow_at_start, int arrow_at_end, int filled) {
    (void)arrow_at_start, (void)arrow_at_end;
    Svg *s = svg_of(job);
    bool straight = !filled && is_straight(a, n);
    /* A line of one point is hard to hit: around it lies a wide one that can't be
     * seen. */
    if (s->anchors & 1 && job->obj->type == EDGE_OBJTYPE) {
        put_path(s, a, n, straight);
        g_string_append(s->body, " fill=\"none\" stroke=\"#ffffff\" stroke-opacity=\"0\" "
                                 "stroke-width=\"9\"/>\n");
    }
    put_path(s, a, n, straight);
    put_paint(s, job->obj, filled);
    g_string_append(s->body, "/>\n");
}

/* ---- as a plugin ---------------------------------------------------------------------------- */

static gvrender_engine_t engine = {
    .begin_job = begin_job,
    .begin_graph = begin_graph,
    .end_graph = end_graph,
    .begin_cluster = begin_cluster,
    .end_cluster = end_part,
    .begin_node = begin_node,
    .end_node = end_part,
    .begin_edge = begin_edge,
    .end_edge = end_part,
    .begin_anchor = begin_anchor,
    .end_anchor = end_anchor,
    .textspan = textspan,
    .ellipse = ellipse,
    .polygon = polygon,
    .beziercurve = curve,
    .polyline = polyline,
};
static gvrender_features_t render_features = {GVRENDER_Y_GOES_DOWN | GVRENDER_DOES_TRANSFORM |
                                                  GVRENDER_DOES_LABELS | GVRENDER_DOES_MAPS |
                                                  GVRENDER_DOES_TOOLTIPS,
                                              0, NULL, 0, RGBA_BYTE};
static gvdevice_features_t device_features = {GVDEVICE_DOES_TRUECOLOR, {0, 0}, {0, 0}, {72, 72}};
static gvplugin_installed_t renderers[] = {{0, (char *)"comention", 1, &engine, &render_features},
                                           {0, NULL, 0, NULL, NULL}};
static gvplugin_installed_t devices[] = {
    {0, (char *)"comention:comention", 1, NULL, &device_features}, {0, NULL, 0, NULL, NULL}};
static gvplugin_api_t apis[] = {{API_render, renderers}, {API_device, devices}, {(api_t)0, NULL}};
gvplugin_library_t svg_plugin = {(char *)"comention_svg", apis};
