/* Pictures: laid out, put on a page, and rendered by Graphviz. */
#include "draw/inside.h"

#include <graphviz/gvc.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Of libgvc, and in no header: measures the texts of _background. Without it, they
 * are not drawn (2.43). */
extern boxf xdotBB(Agraph_t *g);

extern gvplugin_library_t gvplugin_core_LTX_library;
extern gvplugin_library_t gvplugin_dot_layout_LTX_library;
extern gvplugin_library_t gvplugin_neato_layout_LTX_library;

/* The plugins that comention is linked with: with these alone, text is measured
 * by tables and a picture is the same on every machine, with fonts or without. */
static const lt_symlist_t builtin_plugins[] = {
    {"gvplugin_core_LTX_library", &gvplugin_core_LTX_library},
    {"gvplugin_dot_layout_LTX_library", &gvplugin_dot_layout_LTX_library},
    {"gvplugin_neato_layout_LTX_library", &gvplugin_neato_layout_LTX_library},
    {"gvplugin_metrics_LTX_library", &metrics_plugin},
    {"gvplugin_svg_LTX_library", &svg_plugin},
    {NULL, NULL},
};
/* For PNG and PDF: what measures text must be what draws it, and is loaded. */
static const lt_symlist_t loading_plugins[] = {
    {"gvplugin_core_LTX_library", &gvplugin_core_LTX_library},
    {"gvplugin_dot_layout_LTX_library", &gvplugin_dot_layout_LTX_library},
    {"gvplugin_neato_layout_LTX_library", &gvplugin_neato_layout_LTX_library},
    {NULL, NULL},
};

/* ---- attributes ---------------------------------------------------------------------- */

static void set_point(void *object, const char *name, double x, double y) {
    char a[G_ASCII_DTOSTR_BUF_SIZE], b[G_ASCII_DTOSTR_BUF_SIZE];
    char *value = g_strconcat(g_ascii_formatd(a, sizeof a, "%.2f", x), ",",
                              g_ascii_formatd(b, sizeof b, "%.2f", y), NULL);
    dot_set(object, name, value);
    g_free(value);
}

static void set_size(void *object, const char *name, double inches) {
    char a[G_ASCII_DTOSTR_BUF_SIZE];
    dot_set(object, name, g_ascii_formatd(a, sizeof a, "%.4f", inches));
}

static bool user_sets(const DrawOptions *o, char target, const char *name) {
    for (size_t i = 0; i < o->n_attributes; i++)
        if (o->attributes[i].target == target &&
            (!name || strcmp(o->attributes[i].name, name) == 0))
            return true;
    return false;
}

/* ---- a layout of our own -------------------------------------------------------------- */

/* Up to here place() takes less time than a person notices. */
#define PLACE_MAX_NODES 70u
#define PLACE_MAX_EDGES 160u

bool is_placed(const View *v, const DrawOptions *o) {
    static const char *const of_engines[] = {"rankdir",     "ranksep", "nodesep", "concentrate",
                                             "layout",      "newrank", "ratio",   "overlap",
                                             "clusterrank", "model",   "mode"};
    for (size_t i = 0; i < G_N_ELEMENTS(of_engines); i++)
        if (user_sets(o, 'G', of_engines[i]))
            return false;
    return !o->layout && v->n_nodes <= PLACE_MAX_NODES && v->n_edges <= PLACE_MAX_EDGES;
}

/* Graphviz with every node, and each edge that has one, at its `pos`. */
static bool lay_pinned(GVC_t *gvc, Agraph_t *ag, GError **error) {
    dot_set(ag, "layout", "nop2"); /* which wins over what gvLayout is told */
    if (gvLayout(gvc, ag, "nop2") == 0)
        return true;
    g_set_error_literal(error, ROOM_ERROR, 0, "Graphviz could not lay out the picture");
    return false;
}

/* How many square points a name takes, with what must be free around it. */
static double area_needed(const Agraph_t *ag, double size, double most_wide) {
    double sum = 0;
    for (Agnode_t *n = agfstnode((Agraph_t *)ag); n; n = agnxtnode((Agraph_t *)ag, n)) {
        const char *label = agget(n, (char *)"label");
        char **lines = g_strsplit(label, "\\n", -1);
        double w = 0, h = 0.6;
        for (char **line = lines; *line; line++, h += LINE_HEIGHT)
            w = MAX(w, text_width(*line, 1));
        g_strfreev(lines);
        sum += (MIN(w * size, most_wide) + 3.2 * size) * (h + 1.6) * size;
    }
    return sum;
}

/* Names cover so much of a picture at most: more leaves no room for the lines. */
#define COVERED 0.42
/* Where the page may be as high as it needs, there is more room. */
#define COVERED_FREE 0.34

/* The largest text that leaves enough room. */
static double choose_size(const Drawing *d, const Agraph_t *ag, double w, double h) {
    const Style *s = &d->style;
    double size = s->largest;
    while (size - 1 >= s->least && area_needed(ag, size, w) > COVERED * w * h)
        size -= 1;
    return MAX(size, s->least);
}

/* The height that a page of this width needs. */
static double choose_height(const Drawing *d, const Agraph_t *ag, double w) {
    double h = area_needed(ag, d->size, w) / COVERED_FREE / w;
    return CLAMP(h, 4 * d->size, w * 1.4);
}

static uint32_t index_of(Agnode_t *n) {
    return (uint32_t)AGSEQ(n) - 1; /* nodes are numbered as they are made */
}

/* Companies with their products, for --cluster. */
static uint32_t group_boxes(Agraph_t *ag, PlaceBox *boxes) {
    uint32_t groups = 0;
    for (Agraph_t *sub = agfstsubg(ag); sub; sub = agnxtsubg(sub)) {
        groups++;
        for (Agnode_t *n = agfstnode(sub); n; n = agnxtnode(sub, n))
            boxes[index_of(n)].group = groups;
    }
    return groups;
}

#define CLUSTER_MARGIN 8.0

typedef struct {
    double x, y, w, h; /* middle, half of the size */
} Rect;

static bool rects_meet(const Rect *a, const Rect *b) {
    return fabs(a->x - b->x) < a->w + b->w && fabs(a->y - b->y) < a->h + b->h;
}

static Rect rect_of(const PlaceBox *b) {
    return (Rect){(double)b->x, (double)b->y, (double)b->w / 2, (double)b->h / 2};
}

/* Whole points (the same in every locale) around where the nodes are, and on the page. */
static Rect frame_of(Agraph_t *sub, const PlaceBox *boxes, double w, double h, char bb[64]) {
    double left = 1e9, bottom = 1e9, right = -1e9, top = -1e9;
    for (Agnode_t *n = agfstnode(sub); n; n = agnxtnode(sub, n)) {
        Rect r = rect_of(&boxes[index_of(n)]);
        left = MIN(left, r.x - r.w - CLUSTER_MARGIN);
        bottom = MIN(bottom, r.y - r.h - CLUSTER_MARGIN);
        right = MAX(right, r.x + r.w + CLUSTER_MARGIN);
        top = MAX(top, r.y + r.h + CLUSTER_MARGIN);
    }
    left = floor(MAX(left, 0));
    bottom = floor(MAX(bottom, 0));
    right = ceil(MIN(right, w));
    top = ceil(MIN(top, h));
    g_snprintf(bb, 64, "%d,%d,%d,%d", (int)left, (int)bottom, (int)right, (int)top);
    return (Rect){(left + right) / 2, (bottom + top) / 2, (right - left) / 2, (top - bottom) / 2};
}

/* A box that a foreign name is in, or that crosses one of `frames`, would tell what is not
 * so. */
static bool is_honest(Agraph_t *ag, Agraph_t *sub, const Rect *frame, const PlaceBox *boxes,
                      const GArray *frames) {
    for (guint i = 0; i < frames->len; i++)
        if (rects_meet(frame, &g_array_index(frames, Rect, i)))
            return false;
    for (Agnode_t *n = agfstnode(ag); n; n = agnxtnode(ag, n)) {
        Rect name = rect_of(&boxes[index_of(n)]);
        if (!agsubnode(sub, n, 0) && rects_meet(frame, &name))
            return false;
    }
    return true;
}

/* Around where place() has put the nodes; what would lie is left out. */
static void box_clusters(Agraph_t *ag, const PlaceBox *boxes, double w, double h, GString *notes) {
    GArray *frames = g_array_new(FALSE, FALSE, sizeof(Rect));
    unsigned left = 0;
    for (Agraph_t *sub = agfstsubg(ag), *next; sub; sub = next) {
        char bb[64];
        Rect frame = frame_of(sub, boxes, w, h, bb);
        next = agnxtsubg(sub);
        if (is_honest(ag, sub, &frame, boxes, frames)) {
            dot_set(sub, "bb", bb);
            g_array_append_val(frames, frame);
        } else {
            agclose(sub);
            left++;
        }
    }
    if (left && notes)
        g_string_append_printf(notes, "no room for %u box%s of makers\n", left,
                               left == 1 ? "" : "es");
    g_array_unref(frames);
}

static bool is_focus(const Drawing *d, size_t i) {
    const Node *n = graph_node(d->graph, d->view->nodes[i]);
    for (size_t f = 0; f < d->options->n_focus; f++)
        if (entity_answers_to(graph_lexicon(d->graph), n->entity, d->options->focus[f]))
            return true;
    return false;
}

/* How much an edge wants to be short: the strongest twice as much as the weakest. */
static float pull_of(const Drawing *d, size_t i, uint64_t heaviest) {
    uint64_t w = graph_edge(d->graph, d->view->edges[i])->weight;
    return 0.6f + 0.6f * (heaviest ? (float)w / (float)heaviest : 0);
}

static void scale_place(Place *p, PlaceLine *lines, float by) {
    p->width *= by;
    p->height *= by;
    p->margin *= by;
    for (size_t i = 0; i < p->n_boxes; i++) {
        p->boxes[i].w *= by;
        p->boxes[i].h *= by;
        p->boxes[i].x *= by;
        p->boxes[i].y *= by;
    }
    for (size_t i = 0; i < p->n_lines; i++)
        lines[i].room *= by;
}

/* Asks place() where the nodes go, whose sizes Graphviz has measured; unless they are
 * `known`, in the order of the view. If that is empty, it gets to know them. */
static void place_nodes(const Drawing *d, Agraph_t *ag, double w, double h, GArray *known,
                        GString *notes) {
    const View *v = d->view;
    PlaceBox *boxes = g_new0(PlaceBox, v->n_nodes + 1);
    PlaceLine *lines = g_new0(PlaceLine, v->n_edges + 1);
    Place p = {.boxes = boxes,
               .n_boxes = v->n_nodes,
               .lines = lines,
               .n_lines = v->n_edges,
               .width = (float)w,
               .height = (float)h,
               .margin = (float)CLUSTER_MARGIN + 1}; /* it ends at whole points */
    size_t middles = 0;
    for (Agnode_t *n = agfstnode(ag); n; n = agnxtnode(ag, n)) {
        uint32_t i = index_of(n);
        boxes[i] = (PlaceBox){.w = (float)ND_width(n) * 72, .h = (float)ND_height(n) * 72};
        middles += is_focus(d, i);
    }
    /* One focus stands in the middle; of several, none does. */
    for (size_t i = 0; middles == 1 && i < v->n_nodes; i++)
        if (is_focus(d, i)) {
            boxes[i].x = (float)w / 2;
            boxes[i].y = (float)h / 2;
            boxes[i].fixed = p.pinned = true;
        }
    uint64_t heaviest = 0;
    for (size_t i = 0; i < v->n_edges; i++)
        heaviest = MAX(heaviest, graph_edge(d->graph, v->edges[i])->weight);
    size_t k = 0;
    for (Agnode_t *n = agfstnode(ag); n; n = agnxtnode(ag, n))
        for (Agedge_t *e = agfstout(ag, n); e; e = agnxtout(ag, e), k++) {
            size_t i = (size_t)AGSEQ(e) - 1;
            uint32_t a = index_of(agtail(e)), b = index_of(aghead(e));
            lines[k] = (PlaceLine){.a = a, .b = b, .pull = pull_of(d, i, heaviest)};
            if (ED_label(e))
                lines[k].room = (float)ED_label(e)->dimen.x + (boxes[a].w + boxes[b].w) / 2 + 12;
        }
    p.n_groups = group_boxes(ag, boxes);
    bool given = known && known->len;
    for (size_t i = 0; given && i < v->n_nodes; i++) {
        boxes[i].x = g_array_index(known, PlaceBox, i).x;
        boxes[i].y = g_array_index(known, PlaceBox, i).y;
    }
    if (!given) { /* place() knows distances for a text of 14 points */
        scale_place(&p, lines, 14 / (float)d->size);
        place(&p);
        scale_place(&p, lines, (float)d->size / 14);
    }
    if (known && !given)
        g_array_append_vals(known, boxes, (guint)v->n_nodes);
    for (Agnode_t *n = agfstnode(ag); n; n = agnxtnode(ag, n)) {
        const PlaceBox *b = &boxes[index_of(n)];
        set_point(n, "pos", (double)b->x, (double)b->y);
    }
    box_clusters(ag, boxes, w, h, notes);
    PlaceMeasure m = place_measure(&p);
    if (notes)
        g_string_append_printf(
            notes,
            "layout place for %zu names and %zu links: %u crossings, %u through "
            "names, %u overlaps, %.0f %% × %.0f %% of the page, text of %g points\n",
            v->n_nodes, v->n_edges, m.crossings, m.through, m.overlaps, 100 * (double)m.fill_x,
            100 * (double)m.fill_y, d->size);
    g_free(boxes);
    g_free(lines);
}

/* ---- labels of edges -------------------------------------------------------------------- */

static bool line_meets(pointf a, pointf b, const Rect *r) {
    double mx = (a.x + b.x) / 2 - r->x, my = (a.y + b.y) / 2 - r->y;
    double dx = (b.x - a.x) / 2, dy = (b.y - a.y) / 2;
    return fabs(mx) <= r->w + fabs(dx) && fabs(my) <= r->h + fabs(dy) &&
           fabs(dx * my - dy * mx) <= r->w * fabs(dy) + r->h * fabs(dx);
}

/* Is this a place for the label of a link: on no name, no line and no other label, and
 * so far off the lines of others that it is nobody else's? */
static bool is_free(Agraph_t *ag, const Agedge_t *own, const Rect *r, double off,
                    const GArray *labels, Box page) {
    Rect wide = {r->x, r->y, r->w + off, r->h + off};
    if (r->x - r->w < page.left || r->x + r->w > page.right || r->y - r->h < page.bottom ||
        r->y + r->h > page.top)
        return false;
    for (guint i = 0; i < labels->len; i++)
        if (rects_meet(r, &g_array_index(labels, Rect, i)))
            return false;
    for (Agraph_t *sub = agfstsubg(ag); sub; sub = agnxtsubg(sub)) {
        boxf b = GD_bb(sub);
        Rect box = {(b.LL.x + b.UR.x) / 2, (b.LL.y + b.UR.y) / 2, (b.UR.x - b.LL.x) / 2,
                    (b.UR.y - b.LL.y) / 2};
        bool inside = fabs(r->x - box.x) + r->w < box.w && fabs(r->y - box.y) + r->h < box.h;
        if (rects_meet(r, &box) && !inside)
            return false;
    }
    for (Agnode_t *n = agfstnode(ag); n; n = agnxtnode(ag, n)) {
        Rect node = {ND_coord(n).x, ND_coord(n).y, ND_width(n) * 36 + 2, ND_height(n) * 36 + 1};
        if (rects_meet(r, &node))
            return false;
        for (Agedge_t *e = agfstout(ag, n); e; e = agnxtout(ag, e))
            if (line_meets(ND_coord(agtail(e)), ND_coord(aghead(e)),
                           AGID(e) == AGID(own) ? r : &wide))
                return false;
    }
    return true;
}

/* Beside the middle of its line, or as near to it as there is room; false: nowhere. */
static bool put_label(Agraph_t *ag, Agedge_t *e, double clear, GArray *labels, Box page) {
    static const double along[] = {0.5, 0.44, 0.56, 0.38, 0.62, 0.32, 0.68, 0.26, 0.74, 0.2, 0.8};
    textlabel_t *label = ED_label(e);
    pointf a = ND_coord(agtail(e)), b = ND_coord(aghead(e));
    double dx = b.x - a.x, dy = b.y - a.y, length = hypot(dx, dy);
    if (length < 1)
        return false;
    Rect r = {0, 0, text_width(label->text, label->fontsize) / 2 + 2, label->fontsize * 0.5 + 1};
    /* So far off the line that no corner touches it. */
    double nx = -dy / length, ny = dx / length, off = r.w * fabs(nx) + r.h * fabs(ny) + 2;
    if (ny < 0) {
        nx = -nx;
        ny = -ny;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(along); i++)
        for (int side = 1; side >= -1; side -= 2) {
            r.x = a.x + along[i] * dx + side * off * nx;
            r.y = a.y + along[i] * dy + side * off * ny;
            if (!is_free(ag, e, &r, clear, labels, page))
                continue;
            g_array_append_val(labels, r);
            label->pos = (pointf){r.x, r.y};
            label->set = TRUE;
            return true;
        }
    return false;
}

/* A label that finds no room is left out: the arrow and the tooltip say it, too. */
static void put_labels(Agraph_t *ag, Box page, GString *notes) {
    GArray *labels = g_array_new(FALSE, FALSE, sizeof(Rect));
    unsigned left = 0;
    for (Agnode_t *n = agfstnode(ag); n; n = agnxtnode(ag, n))
        for (Agedge_t *e = agfstout(ag, n); e; e = agnxtout(ag, e)) {
            if (!ED_label(e) || put_label(ag, e, 5, labels, page) ||
                put_label(ag, e, 0, labels, page))
                continue;
            ED_label(e)->set = FALSE;
            left++;
        }
    if (left && notes)
        g_string_append_printf(notes, "no room for %u labels of links\n", left);
    g_array_unref(labels);
}

/* Graphviz makes a hexagon so wide that a text of its height would fit. A label is
 * highest in the middle: its first and last line lie where it is nearly as wide. */
static void narrow_hexagons(Agraph_t *ag) {
    for (Agnode_t *n = agfstnode(ag); n; n = agnxtnode(ag, n)) {
        textlabel_t *label = ND_label(n);
        if (strcmp(agget(n, (char *)"shape"), "hexagon") != 0 || label->html)
            continue;
        bool high = label->dimen.y > 2 * label->fontsize;
        double w = label->dimen.x + (high ? 1.8 : 1) * label->fontsize,
               h = label->dimen.y + 0.7 * label->fontsize;
        ND_height(n) = MIN(ND_height(n), h / 72);
        ND_width(n) =
            MIN(ND_width(n), w / (1 - 0.5 * (label->dimen.y - 0.4 * label->fontsize) / h) / 72);
    }
}

/* ---- from layout to picture ---------------------------------------------------------------- */

/* What the first layout has found out is told to the second one. */
static void fix_sizes(Agraph_t *ag) {
    agattr(ag, AGNODE, (char *)"fixedsize", (char *)"true");
    for (Agnode_t *n = agfstnode(ag); n; n = agnxtnode(ag, n)) {
        set_size(n, "width", ND_width(n));
        set_size(n, "height", ND_height(n));
        agset(n, (char *)"fixedsize", (char *)"true");
    }
}

static bool write_svg(const Drawing *d, GVC_t *gvc, Agraph_t *ag, const Page *page, GString *out,
                      GError **error) {
    char *title = words_title(d), *description = words_description(d), *bytes = NULL;
    unsigned n = 0;
    SvgRecord *r = agbindrec(ag, (char *)SVG_RECORD, sizeof *r, FALSE);
    double w = page->page.right - page->page.left, h = page->page.top - page->page.bottom;
    r->style = &d->style;
    r->title = title;
    r->description = description;
    r->page = page->page;
    r->width = round(d->style.width / 0.75); /* 96 pixels an inch */
    r->height = round(r->width * h / w);
    r->dark = d->style.dark;
    r->out = out;
    bool ok = gvRenderData(gvc, ag, "comention", &bytes, &n) == 0;
    if (bytes)
        gvFreeRenderData(bytes);
    if (!ok)
        g_set_error_literal(error, ROOM_ERROR, 0, "Graphviz could not draw SVG");
    g_free(title);
    g_free(description);
    return ok;
}

static bool write_other(GVC_t *gvc, Agraph_t *ag, Format f, GString *out, GError **error) {
    char *bytes = NULL;
    unsigned n = 0;
    bool ok = gvRenderData(gvc, ag, format_name(f), &bytes, &n) == 0 && bytes;
    if (ok)
        g_string_append_len(out, bytes, (gssize)n);
    else
        g_set_error(error, ROOM_ERROR, 0,
                    "Graphviz could not write %s (is its cairo plugin installed?)", format_name(f));
    if (bytes)
        gvFreeRenderData(bytes);
    return ok;
}

/* The second layout: nothing moves, and the page is there. */
static bool render(const Drawing *d, Agraph_t *ag, bool placed, const Page *page, Format f,
                   GString *out, GString *notes, GError **error) {
    bool loads = f == FORMAT_PNG || f == FORMAT_PDF;
    GVC_t *gvc =
        loads ? gvContextPlugins(loading_plugins, TRUE) : gvContextPlugins(builtin_plugins, FALSE);
    dot_set(ag, "_background", page->xdot->str);
    dot_set(ag, "label", "");
    dot_set(ag, "pad", "0");
    dot_set(ag, "margin", "0");
    dot_set(ag, "size", "");
    dot_set(ag, "ratio", "");
    if (f == FORMAT_PNG && !user_sets(d->options, 'G', "dpi")) {
        char dpi[32];
        g_snprintf(dpi, sizeof dpi, "%u", d->options->dpi ? d->options->dpi : 144);
        dot_set(ag, "dpi", dpi);
    }
    bool ok = lay_pinned(gvc, ag, error);
    if (ok) {
        xdotBB(ag);
        Box b = page->page;
        GD_bb(ag) = (boxf){{b.left, b.bottom}, {b.right, b.top}};
    }
    if (ok && placed)
        put_labels(ag, page->page, notes);
    ok = ok &&
         (loads ? write_other(gvc, ag, f, out, error) : write_svg(d, gvc, ag, page, out, error));
    gvFreeLayout(gvc, ag);
    gvFreeContext(gvc);
    return ok;
}

static void set_edge_size(Agraph_t *ag, const Drawing *d, double points) {
    for (Agnode_t *n = agfstnode(ag); n && !user_sets(d->options, 'E', "fontsize");
         n = agnxtnode(ag, n))
        for (Agedge_t *e = agfstout(ag, n); e; e = agnxtout(ag, e))
            set_size(e, "fontsize", points);
}

/* Gives the text of names and links its size. */
static void set_text_sizes(const Drawing *d, Agraph_t *ag) {
    /* Labels of links grow with the names, but stay smaller. */
    set_edge_size(ag, d, MAX(d->style.edge, 0.62 * d->size));
    for (Agnode_t *n = agfstnode(ag); n; n = agnxtnode(ag, n)) {
        if (!user_sets(d->options, 'N', "fontsize"))
            set_size(n, "fontsize", d->size);
        if (!user_sets(d->options, 'N', "height"))
            set_size(n, "height", d->size * 1.8 / 72);
        if (!user_sets(d->options, 'N', "width"))
            set_size(n, "width", d->size * 2.6 / 72);
    }
}

/* Lets Graphviz measure the nodes, and places them; or, if `boxes` are placed already,
 * puts them there. */
static bool place_graph(const Drawing *d, Agraph_t *ag, double w, double h, GArray *boxes,
                        GString *notes, GError **error) {
    GVC_t *gvc = gvContextPlugins(builtin_plugins, FALSE);
    char *splines =
        g_strdup(user_sets(d->options, 'G', "splines") ? agget(ag, (char *)"splines") : "line");
    set_text_sizes(d, ag);
    for (Agnode_t *n = agfstnode(ag); n; n = agnxtnode(ag, n))
        dot_set(n, "pos", "0,0");
    dot_set(ag, "overlap", "true");
    dot_set(ag, "splines", "");
    bool ok = lay_pinned(gvc, ag, error);
    if (ok) {
        if (!user_sets(d->options, 'N', NULL))
            narrow_hexagons(ag);
        place_nodes(d, ag, w, h, boxes, notes);
        fix_sizes(ag);
        gvFreeLayout(gvc, ag);
    }
    gvFreeContext(gvc);
    dot_set(ag, "splines", splines);
    g_free(splines);
    return ok;
}

/* By one of Graphviz's engines: stretched to the page, if it is smaller. */
static bool lay_engine(GVC_t *gvc, const Drawing *d, Agraph_t *ag, GError **error) {
    double w, h;
    page_plot(d, &w, &h);
    char *layout = g_strdup(user_sets(d->options, 'G', "layout") ? agget(ag, (char *)"layout")
                                                                 : layout_for(d->view, d->options));
    if (h > 0 && strcmp(layout, "dot") == 0 && !user_sets(d->options, 'G', "size") &&
        !user_sets(d->options, 'G', "ratio")) {
        char size[64];
        g_snprintf(size, sizeof size, "%d.%02d,%d.%02d!", (int)(w / 72), (int)(w / 0.72) % 100,
                   (int)(h / 72), (int)(h / 0.72) % 100);
        dot_set(ag, "size", size);
        dot_set(ag, "ratio", "fill");
    }
    dot_set(ag, "label", "");
    dot_set(ag, "pad", "0");
    bool ok = gvLayout(gvc, ag, layout) == 0;
    if (!ok)
        g_set_error(error, ROOM_ERROR, 0,
                    "layout \"%s\" failed, expected one of dot, neato, "
                    "fdp, sfdp, twopi, circo",
                    layout);
    g_free(layout);
    return ok;
}

/* ---- a part of a whole: each name stands where it stands there ------------------------------ */

/* Boxes in the order of the view of the whole; none: it failed. `w` and `h` are the size of
 * the plot; an engine may take more. */
static GArray *place_whole(Drawing *whole, double *w, double *h, GError **error) {
    Agraph_t *ag = dot_build(whole);
    GArray *boxes = g_array_new(FALSE, TRUE, sizeof(PlaceBox));
    if (is_placed(whole->view, whole->options)) {
        if (!place_graph(whole, ag, *w, *h, boxes, NULL, error))
            g_array_set_size(boxes, 0);
    } else {
        GVC_t *gvc = gvContextPlugins(builtin_plugins, FALSE);
        if (lay_engine(gvc, whole, ag, error)) {
            boxf bb = GD_bb(ag);
            for (Agnode_t *n = agfstnode(ag); n; n = agnxtnode(ag, n)) {
                PlaceBox b = {.x = (float)(ND_coord(n).x - bb.LL.x),
                              .y = (float)(ND_coord(n).y - bb.LL.y)};
                g_array_append_val(boxes, b);
            }
            *w = bb.UR.x - bb.LL.x;
            *h = bb.UR.y - bb.LL.y;
            gvFreeLayout(gvc, ag);
        }
        gvFreeContext(gvc);
    }
    agclose(ag);
    return boxes;
}

/* Those of the part, in the order of its view. */
static GArray *places_of_part(const Drawing *d, const Drawing *whole, const GArray *places) {
    GArray *boxes = g_array_new(FALSE, TRUE, sizeof(PlaceBox));
    for (size_t i = 0; i < d->view->n_nodes; i++) {
        Entity e = graph_node(d->graph, d->view->nodes[i])->entity;
        for (size_t k = 0; k < whole->view->n_nodes; k++)
            if (graph_node(whole->graph, whole->view->nodes[k])->entity == e)
                g_array_append_val(boxes, g_array_index(places, PlaceBox, k));
    }
    return boxes;
}

/* ---- the two ways -------------------------------------------------------------------------------
 */

/* How large the text and the plot are. */
static void choose_sizes(Drawing *d, const Agraph_t *ag, double *w, double *h) {
    page_plot(d, w, h);
    d->size = d->style.least;
    if (*h > 0) {
        d->size = choose_size(d, ag, *w, *h);
        /* What is too much for the page gets a larger one. */
        double more = sqrt(area_needed(ag, d->size, *w) / (COVERED * *w * *h));
        *w *= MAX(more, 1);
        *h *= MAX(more, 1);
    } else {
        *h = choose_height(d, ag, *w);
    }
}

static bool render_placed(Drawing *d, Agraph_t *ag, Format f, GString *out, GString *notes,
                          GError **error) {
    double w, h;
    GArray *boxes = NULL;
    bool ok = true;
    if (d->options->whole) {
        Drawing whole = *d;
        whole.graph = d->options->whole;
        whole.view = d->options->whole_view;
        whole.marked = NULL;
        Agraph_t *all = dot_build(&whole);
        choose_sizes(&whole, all, &w, &h);
        agclose(all);
        if (!is_placed(whole.view, d->options))
            whole.size = d->style.least;
        d->size = whole.size;
        GArray *places = place_whole(&whole, &w, &h, error);
        ok = places->len == whole.view->n_nodes;
        if (ok)
            boxes = places_of_part(d, &whole, places);
        g_array_unref(places);
    } else {
        choose_sizes(d, ag, &w, &h);
    }
    ok = ok && place_graph(d, ag, w, h, boxes, notes, error);
    if (ok) {
        Page page;
        page_make(d, w, h, &page);
        ok = render(d, ag, true, &page, f, out, notes, error);
        page_clear(&page);
    }
    if (boxes)
        g_array_unref(boxes);
    return ok;
}

static bool render_engine(const Drawing *d, Agraph_t *ag, Format f, GString *out, GString *notes,
                          GError **error) {
    GVC_t *gvc = gvContextPlugins(builtin_plugins, FALSE);
    bool ok = lay_engine(gvc, d, ag, error);
    if (ok) {
        if (notes)
            g_string_append_printf(notes, "layout %s for %zu names and %zu links\n",
                                   agget(ag, (char *)"layout"), d->view->n_nodes, d->view->n_edges);
        attach_attrs(ag);
        boxf bb = GD_bb(ag);
        fix_sizes(ag);
        gvFreeLayout(gvc, ag);
        Page page; /* as large as it must be */
        page_make(d, bb.UR.x - bb.LL.x, bb.UR.y - bb.LL.y, &page);
        ok = render(d, ag, false, &page, f, out, notes, error);
        page_clear(&page);
    }
    gvFreeContext(gvc);
    return ok;
}

bool picture_render(Drawing *d, Agraph_t *ag, Format f, GString *out, GString *notes,
                    GError **error) {
    return d->options->whole || is_placed(d->view, d->options)
               ? render_placed(d, ag, f, out, notes, error)
               : render_engine(d, ag, f, out, notes, error);
}
