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
/* Draws and writes; Graphviz's lock must be held. */
bool html_write(const Graph *g, const View *v, const DrawOptions *o, GString *out, GError **error);
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
