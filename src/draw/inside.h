/* What the files of this room share and nobody else sees. */
#ifndef COMENTION_DRAW_INSIDE_H
#define COMENTION_DRAW_INSIDE_H

#include "draw/draw.h"
#include "draw/style.h"

#include <graphviz/cgraph.h>
#include <graphviz/gvplugin.h>

/* What is drawn, and how: all that the files of this room need to know. */
typedef struct {
    const Graph *graph;
    const View *view;
    const DrawOptions *options;
    Style style;
    uint8_t *marked; /* by node of the graph: is it highlighted? NULL: nothing is */
    double size;     /* of the text of names, in points */
} Drawing;

/* ---- DOT (dot.c) -------------------------------------------------------------------- */

/* Builds the view as a cgraph graph; to be closed with agclose. Graphviz's
 * lock must be held. Nodes and edges come in the order of the view. */
Agraph_t *dot_build(const Drawing *d);
/* Writes a cgraph graph as DOT. */
bool dot_write(Agraph_t *ag, GString *out, GError **error);
/* cgraph takes char * where it means const char *; it copies. */
void dot_set(void *object, const char *name, const char *value);

/* ---- words (words.c) ----------------------------------------------------------------- */

/* An escString of Graphviz: backslashes doubled, so that \N in a name stays what
 * it is; line ends become blanks, what XML can't have is left out; with
 * `entities`, "&amp;" is not read as "&". Free with g_free. */
char *words_escape(const char *text, bool entities);
/* A name as the label of its node: short where that is clear in this picture,
 * in two lines where it is long, cut where it is very long; an escString. Free
 * with g_free. */
char *words_label(const Drawing *d, const Node *n);
/* What the mouse gets to see: escStrings. Free with g_free. */
char *words_of_node(const Drawing *d, uint32_t node);
char *words_of_edge(const Graph *g, const Edge *e, const Statement *s);
void words_of_evidence(GString *out, const Evidence *best);
/* Plain text; free with g_free. The caption is one line. */
char *words_caption(const Drawing *d);
char *words_title(const Drawing *d);
char *words_description(const Drawing *d);

/* ---- text (metrics.c) ------------------------------------------------------------------ */

/* In the unit of `size`: as wide as Helvetica, Arial and Liberation Sans make it. */
double text_width(const char *text, double size);
double bold_width(const char *text, double size);
#define LINE_HEIGHT 1.2 /* of the size */
/* Tells Graphviz the same. */
extern gvplugin_library_t metrics_plugin;

/* ---- places (place.c) ------------------------------------------------------------------ */

typedef struct {
    float w, h;
    float x, y;     /* its middle; from the lower left of the page */
    uint32_t group; /* from 1; 0: none */
    bool fixed;     /* it stays where it is */
} PlaceBox;

typedef struct {
    uint32_t a, b; /* boxes */
    float pull;    /* how much it wants to be short; about 1 */
    float room;    /* how long it should be, between the middles, for its label */
} PlaceLine;

typedef struct {
    PlaceBox *boxes;
    size_t n_boxes;
    const PlaceLine *lines;
    size_t n_lines;
    uint32_t n_groups;
    float margin;        /* around the boxes of a group */
    float width, height; /* of the page */
    bool pinned;         /* some box is fixed: don't move all of them at the end */
} Place;

/* Places the boxes. The same bits each time; takes some milliseconds for what a
 * slide holds, and time grows with the square of that. */
void place(Place *p);

/* How good it is. */
typedef struct {
    unsigned crossings;   /* of lines */
    unsigned through;     /* lines through foreign boxes */
    unsigned overlaps;    /* of boxes */
    unsigned intrusions;  /* boxes, and other groups, in the frame of a group */
    float fill_x, fill_y; /* how much of the page's width and height is used */
    float length;         /* of all lines */
} PlaceMeasure;
PlaceMeasure place_measure(Place *p);

/* ---- the page (page.c) -------------------------------------------------------------------- */

typedef struct {
    double left, bottom, right, top; /* in points; the plot's lower left is 0, 0 */
} Box;

/* What stands around the graph: title, legend, caption. */
typedef struct {
    Box page; /* all of it */
    double plot_w, plot_h;
    double scale;  /* how much larger than the style says all of it is */
    GString *xdot; /* as Graphviz draws it */
} Page;

/* How much room the graph has on the page. height 0: as much as it needs. */
void page_plot(const Drawing *d, double *width, double *height);
/* Lays out a page around a plot of this size. Free with page_clear. */
void page_make(const Drawing *d, double plot_w, double plot_h, Page *page);
void page_clear(Page *page);

/* ---- pictures (picture.c, svg.c) --------------------------------------------------------------
 */

/* Lays out and renders what dot_build has made of `d`; `ag` is changed, and `d->size` is
 * chosen. */
bool picture_render(Drawing *d, Agraph_t *ag, Format f, GString *out, GString *notes,
                    GError **error);
/* The layout engine for DOT, unless the user has chosen one. */
const char *layout_for(const View *v, const DrawOptions *o);
/* May comention place the names itself? */
bool is_placed(const View *v, const DrawOptions *o);

/* What the SVG renderer needs to know; it is bound to the graph as a record of this
 * name. */
#define SVG_RECORD "comention-svg"
typedef struct {
    Agrec_t header;
    const Style *style;
    const char *title, *description; /* plain text */
    Box page;
    double width, height; /* in pixels */
    bool dark;
    GString *out;
} SvgRecord;
extern gvplugin_library_t svg_plugin;

void json_write(const Graph *g, const View *v, const DrawOptions *o, GString *out);
/* Draws and writes; Graphviz's lock must be held. */
bool html_write(const Drawing *d, GString *out, GString *notes, GError **error);
/* What html.css and html.js say. */
extern const char html_css[], html_js[];
void mermaid_write(const Graph *g, const View *v, const DrawOptions *o, GString *out);

/* ---- phrases.c: strings are to be freed with g_free ------------------------------ */

const char *phrase_plural(uint32_t n); /* "" or "s" */
char *phrase_name(const Graph *g, uint32_t node);
char *phrase_id(const Graph *g, uint32_t node);
/* "VMware makes ESX"; s may be NULL: "Citrix and VMware". */
char *phrase_statement(const Graph *g, const Edge *e, const Statement *s);
/* May it become a link: http or https, and nothing that could end it? */
bool phrase_is_address(const char *url);
/* The address that the catalog gives a name, or NULL. */
char *phrase_address(const Graph *g, uint32_t node);
/* The address of the post where the heaviest of its links that leads anywhere
 * does, or NULL. The graph's. */
const char *phrase_best_post(const Graph *g, const View *v, uint32_t node);
/* False for what neither HTML nor a line of text can have. */
bool phrase_is_text(gunichar c);

/* Gathers what Graphviz reports, instead of standard error, from here on;
 * draw_messages_end returns it (free with g_free), NULL: nothing. */
void draw_messages_begin(void);
char *draw_messages_end(void);

#endif
