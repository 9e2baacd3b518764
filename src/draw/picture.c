#include "draw/inside.h"

#include <graphviz/gvc.h>
#include <graphviz/gvplugin.h>
#include <stdlib.h>
#include <string.h>

extern gvplugin_library_t gvplugin_core_LTX_library;
extern gvplugin_library_t gvplugin_dot_layout_LTX_library;
extern gvplugin_library_t gvplugin_neato_layout_LTX_library;

/* The plugins that comention is linked with: with these alone, text is measured
 * by tables and a picture is the same on every machine, with fonts or without. */
static const lt_symlist_t builtin_plugins[] = {
    {"gvplugin_core_LTX_library", &gvplugin_core_LTX_library},
    {"gvplugin_dot_layout_LTX_library", &gvplugin_dot_layout_LTX_library},
    {"gvplugin_neato_layout_LTX_library", &gvplugin_neato_layout_LTX_library},
    {NULL, NULL},
};

/* Graphviz 2.4x writes addresses into SVG as they are: "&" must be XML already.
 * Later versions leave alone what is. */
static void xml_address(void *object) {
    const char *url = agget(object, "URL");
    if (!url || !strchr(url, '&'))
        return;
    char *xml = g_markup_escape_text(url, -1);
    agset(object, "URL", xml);
    g_free(xml);
}

static void xml_addresses(Agraph_t *ag) {
    for (Agnode_t *n = agfstnode(ag); n; n = agnxtnode(ag, n)) {
        xml_address(n);
        for (Agedge_t *e = agfstout(ag, n); e; e = agnxtout(ag, e))
            xml_address(e);
    }
}

bool picture_render(Agraph_t *ag, const char *layout, Format f, GString *out, GError **error) {
    /* PNG and PDF need cairo, which is a plugin to be loaded. */
    GVC_t *gvc = gvContextPlugins(builtin_plugins, f == FORMAT_PNG || f == FORMAT_PDF);
    if (f == FORMAT_SVG)
        xml_addresses(ag);
    char *bytes = NULL;
    unsigned n = 0;
    bool ok = false;
    if (gvLayout(gvc, ag, layout) != 0) {
        g_set_error(error, ROOM_ERROR, 0,
                    "layout \"%s\" failed, expected one of dot, neato, "
                    "fdp, sfdp, twopi, circo",
                    layout);
    } else {
        ok = gvRenderData(gvc, ag, format_name(f), &bytes, &n) == 0 && bytes;
        if (ok)
            g_string_append_len(out, bytes, (gssize)n);
        else
            g_set_error(error, ROOM_ERROR, 0,
                        "Graphviz could not write %s (is its cairo plugin installed?)",
                        format_name(f));
        if (bytes)
            gvFreeRenderData(bytes);
        gvFreeLayout(gvc, ag);
    }
    gvFreeContext(gvc);
    return ok;
}
