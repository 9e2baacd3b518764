/* draw: a view of a graph as DOT, as a picture, as JSON. The door of src/draw. */
#ifndef COMENTION_DRAW_H
#define COMENTION_DRAW_H

#include "base/base.h"
#include "graph/graph.h"

typedef enum {
    FORMAT_DOT,
    FORMAT_SVG,
    FORMAT_PNG,
    FORMAT_PDF,
    FORMAT_JSON,
    FORMAT_MERMAID,
    FORMAT_HTML,
} Format;
#define N_FORMATS 7

const char *format_name(Format f);
/* By name, or by a file name's ending (".svg"); N_FORMATS: unknown. */
unsigned format_parse(const char *name);
unsigned format_of_file(const char *file);

/* One -G, -N or -E. */
typedef struct {
    char target; /* 'G', 'N' or 'E' */
    const char *name, *value;
} DrawAttribute;

/* What names link to; links between names lead to their best evidence. */
typedef enum { LINK_SITE, LINK_POST, LINK_NONE } Link;

typedef struct {
    const char *title;  /* NULL: none */
    const char *layout; /* as for dot -K; NULL: by size */
    const DrawAttribute *attributes;
    size_t n_attributes;
    Link link;
    const char
        *style; /* slide, wiki, print, or a file (its name has a dot or slash); NULL: slide */
    const char *const *highlight; /* names; all others step back */
    size_t n_highlight;
    const char *const *focus; /* names; one alone stands in the middle */
    size_t n_focus;
    /* What is drawn is a part of this, and stands where it stands in the picture of the
     * whole; NULL: it is the whole. */
    const Graph *whole;
    const View *whole_view;
    bool cluster; /* box the products of a company */
    unsigned dpi; /* of PNG; 0: 144 */
} DrawOptions;

/* Appends the drawing to `out`. False: `error` is set and `out` is as it was.
 * `notes`, when not NULL, gets lines about what was decided and what Graphviz
 * had to say. Graphviz has global state: calls are serialised in here. */
bool draw(const Graph *g, const View *v, Format f, const DrawOptions *o, GString *out,
          GString *notes, GError **error);

#endif
