/* How wide text is, without a font on the machine. */
#include "draw/inside.h"
#include "draw/widths.h"

#include <graphviz/types.h> /* what the next ones take for granted */

#include <graphviz/gvplugin_textlayout.h>
#include <string.h>

/* What the table does not have, in thousandths of an em: wide characters fill a
 * square, others are as wide as a capital. */
#define WIDE 1000u
#define OTHER 620u
/* How much wider bold letters are. */
#define BOLD 1.08

static unsigned char_width(gunichar c) {
    for (size_t i = 0; i < G_N_ELEMENTS(width_ranges); i++)
        if (c >= width_ranges[i].first && c <= width_ranges[i].last) {
            unsigned w = width_ranges[i].widths[c - width_ranges[i].first];
            if (w || g_unichar_iszerowidth(c))
                return w;
            return OTHER;
        }
    if (g_unichar_iszerowidth(c) || (c >= 0xfe00 && c <= 0xfe0f))
        return 0;
    return g_unichar_iswide(c) || (c >= 0x2600 && c <= 0x27bf) || c >= 0x1f000 ? WIDE : OTHER;
}

double text_width(const char *text, double size) {
    unsigned sum = 0;
    for (const char *p = text; *p; p = g_utf8_next_char(p))
        sum += char_width(g_utf8_get_char(p));
    return sum * size / 1000;
}

double bold_width(const char *text, double size) {
    return text_width(text, size) * BOLD;
}

/* ---- for Graphviz ------------------------------------------------------------------ */

static boolean lay_out(textspan_t *span, char **fontpath) {
    double size = span->font->size;
    bool bold = span->font->flags & HTML_BF || strstr(span->font->name, "Bold");
    span->size.x = g_utf8_validate(span->str, -1, NULL)
                       ? (bold ? bold_width(span->str, size) : text_width(span->str, size))
                       : (double)strlen(span->str) * size;
    span->size.y = size * LINE_HEIGHT;
    span->layout = NULL;
    span->free_layout = NULL;
    /* Where the base line lies under the middle: half the height of a small letter
     * and a capital, taken together. */
    span->yoffset_layout = 0;
    span->yoffset_centerline = 0.1 * size;
    if (fontpath)
        *fontpath = NULL;
    return true;
}

static gvtextlayout_engine_t engine = {lay_out};
static gvplugin_installed_t installed[] = {{0, (char *)"textlayout", 100, &engine, NULL},
                                           {0, NULL, 0, NULL, NULL}};
static gvplugin_api_t apis[] = {{API_textlayout, installed}, {(api_t)0, NULL}};
gvplugin_library_t metrics_plugin = {(char *)"comention_metrics", apis};
