/* What the files of this room share and nobody else sees. */
#ifndef COMENTION_DRAW_INSIDE_H
#define COMENTION_DRAW_INSIDE_H

#include "draw/draw.h"

#include <graphviz/cgraph.h>

/* Builds the view as a cgraph graph; to be closed with agclose. Graphviz's
 * lock must be held. */
Agraph_t *dot_build(const Graph *g, const View *v, const DrawOptions *o);
/* Writes a cgraph graph as DOT. */
bool dot_write(Agraph_t *ag, GString *out, GError **error);
/* The layout engine for a view, unless the user has chosen one. */
const char *layout_for(const View *v, const DrawOptions *o);
/* Lays out and renders. `ag` is changed. */
bool picture_render(Agraph_t *ag, const char *layout, Format f, GString *out, GError **error);
void json_write(const Graph *g, const View *v, const DrawOptions *o, GString *out);

/* Gathers what Graphviz reports, instead of standard error, from here on;
 * draw_messages_end returns it (free with g_free), NULL: nothing. */
void draw_messages_begin(void);
char *draw_messages_end(void);

#endif
