/* Styles: how a picture looks, as data. Of this room; the tool that makes the
 * built-in ones shares it. */
#ifndef COMENTION_DRAW_STYLE_H
#define COMENTION_DRAW_STYLE_H

#include "base/base.h"

#define STYLE_TYPES 3
#define STYLE_KINDS 10

/* 0xrrggbb, on light and on dark paper. */
typedef struct {
    uint32_t light, dark;
} Colour;

typedef struct {
    char shape[16], style[24]; /* as Graphviz has them */
    Colour fill, line, ink;
    double width; /* of the outline, in points */
} TypeStyle;

typedef struct {
    char arrow[16], tail[16]; /* Graphviz's arrowhead and arrowtail */
    char line[8];             /* solid, dashed, dotted or double */
    char label[8];            /* always, few or never */
    Colour colour;
} KindStyle;

typedef struct {
    char name[16];
    double width, height, margin; /* of the page, in points; height 0: as needed */
    bool title, legend, caption;  /* are they in the picture? */
    bool dark;                    /* has it a dark side? */
    Colour paper, ink, muted;
    char family[96]; /* of the fonts, as CSS has it */
    char font[64];   /* for Graphviz: not one of PostScript, which Pango does not get to see */
    double least, largest; /* of names: the smallest text, and the largest for few names */
    double edge, title_size, caption_size;
    double thin, thick; /* the weakest and the strongest link */
    char rumour[8];     /* line of what is only said to be so */
    unsigned few;       /* so many links of a kind are few */
    TypeStyle types[STYLE_TYPES];
    KindStyle kinds[STYLE_KINDS];
} Style;

/* Reads a style over what `out` is. `bases` are those that its "like" may name.
 * False: something is wrong, and `diags` says what and where. */
bool style_read(Slice yaml, const char *file, const Style *bases, size_t n_bases, Style *out,
                Diags *diags);
/* As C source: the members of an initialiser. */
void style_write_c(const Style *s, GString *out);

#define N_STYLES 3
extern const Style style_builtin[N_STYLES]; /* slide, wiki, print */

#endif
