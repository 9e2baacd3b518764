/* mermaid: a flowchart that GitHub, GitLab and other wikis draw themselves. */
#include "draw/inside.h"

#include <string.h>

/* A longer name makes a node that fills the picture. */
#define NAME_MAX_SHOWN 60

/* Mermaid has no other way to write a sign that means something to it, to the
 * Markdown that it takes labels for, or to HTML. What is not in `plain` stands
 * as an entity, and so do signs that begin a list at the front of a label, and
 * the ligature by which Mermaid marks entities for itself. */
static void put_label(GString *out, const char *text) {
    static const char plain[] = " -.,'()/+?=";
    bool front = true; /* only digits and signs so far */
    bool www = false;  /* addresses become links of their own accord */
    g_string_append_c(out, '"');
    for (const char *p = text; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        bool word = c >= 0x80 || g_ascii_isalnum((char)c);
        front = front && !(word && !g_ascii_isdigit((char)MIN(c, 0x7fu)));
        www = p - text >= 3 && g_ascii_strncasecmp(p - 3, "www", 3) == 0;
        if (!phrase_is_text(c))
            g_string_append_c(out, ' ');
        else if (c == '"')
            g_string_append(out, "#quot;");
        else if (c == 0xfb02 || (!word && (!strchr(plain, (int)c) || (front && c != ' ') || www)))
            g_string_append_printf(out, "#%u;", (unsigned)c);
        else
            g_string_append_unichar(out, c);
    }
    g_string_append_c(out, '"');
}

static void put_name(GString *out, const Graph *g, uint32_t node) {
    char *name = phrase_name(g, node);
    if (g_utf8_strlen(name, -1) > NAME_MAX_SHOWN) {
        char *cut = g_utf8_substring(name, 0, NAME_MAX_SHOWN - 1);
        g_free(name);
        name = g_strconcat(cut, "…", NULL);
        g_free(cut);
    }
    put_label(out, name);
    g_free(name);
}

/* "n_site_recovery_manager". With the prefix no name is a word of the language
 * ("end", "click") and none begins with the o or x that ends a line. Slugs have
 * no two hyphens side by side, so "__" is free to begin a letter of another
 * script, and two names have never one id. */
static void put_id(GString *out, const Graph *g, uint32_t node) {
    char *id = phrase_id(g, node);
    g_string_append(out, "n_");
    for (const char *p = id; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (c < 0x80 && g_ascii_isalnum((char)c))
            g_string_append_c(out, (char)c);
        else if (c == '-')
            g_string_append_c(out, '_');
        else
            g_string_append_printf(out, "__%x_", (unsigned)c);
    }
    g_free(id);
}

static void put_node(GString *out, const Graph *g, uint32_t at) {
    /* Told apart by shape as well as by colour. */
    static const char *const shapes[N_TYPES][2] = {
        [TYPE_COMPANY] = {"[", "]"}, [TYPE_PRODUCT] = {"(", ")"}, [TYPE_EVENT] = {"{{", "}}"}};
    EntityType type = entity_type(graph_lexicon(g), graph_node(g, at)->entity);
    g_string_append(out, "    ");
    put_id(out, g, at);
    g_string_append(out, shapes[type][0]);
    put_name(out, g, at);
    g_string_append_printf(out, "%s:::%s\n", shapes[type][1], type_name(type));
}

static void put_edge(GString *out, const Graph *g, const Edge *e, const Statement *s) {
    bool arrow = s && kind_is_directed(s->kind);
    bool dotted = s && statement_certainty(s) == CERTAINTY_RUMOURED;
    g_string_append(out, "    ");
    put_id(out, g, edge_tail(e, s));
    g_string_append(out, dotted ? " -.-" : " --");
    g_string_append(out, arrow ? ">" : dotted ? "" : "-");
    if (s) {
        g_string_append_c(out, '|');
        put_label(out, kind_label(s->kind));
        g_string_append_c(out, '|');
    }
    g_string_append_c(out, ' ');
    put_id(out, g, edge_head(e, s));
    g_string_append_c(out, '\n');
}

/* Mermaid reads entities in addresses, too, and mends lines that look like
 * styles up to a ";". */
static void put_link(GString *out, const Graph *g, const View *v, uint32_t at, Link link) {
    char *url = link == LINK_SITE   ? phrase_address(g, at)
                : link == LINK_POST ? g_strdup(phrase_best_post(g, v, at))
                                    : NULL;
    if (!url)
        return;
    g_string_append(out, "    click ");
    put_id(out, g, at);
    g_string_append(out, " href \"");
    for (const char *p = url; *p; p++)
        if (strchr("\"<>\\`{}|^;'", *p) || (unsigned char)*p >= 0x7f)
            g_string_append_printf(out, "%%%02X", (unsigned)(unsigned char)*p);
        else
            g_string_append_c(out, *p);
    g_string_append(out, "\"\n");
    g_free(url);
}

/* Lines are numbered in their order. */
static void put_widths(GString *out, const Graph *g, const View *v) {
    uint64_t heaviest = 0;
    for (size_t i = 0; i < v->n_edges; i++)
        heaviest = MAX(heaviest, graph_edge(g, v->edges[i])->weight);
    static const struct {
        unsigned from, below; /* hundredths of the heaviest */
        const char *width;
    } steps[] = {{0, 20, "1px"}, {20, 60, "2px"}, {60, 101, "4px"}};
    for (size_t s = 0; s < G_N_ELEMENTS(steps); s++) {
        bool any = false;
        for (size_t i = 0; i < v->n_edges; i++) {
            uint64_t share = heaviest ? graph_edge(g, v->edges[i])->weight * 100 / heaviest : 0;
            if (share < steps[s].from || share >= steps[s].below)
                continue;
            g_string_append_printf(out, "%s%zu", any ? "," : "    linkStyle ", i);
            any = true;
        }
        if (any)
            g_string_append_printf(out, " stroke-width:%s\n", steps[s].width);
    }
}

void mermaid_write(const Graph *g, const View *v, const DrawOptions *o, GString *out) {
    if (o->title) {
        /* A JSON string on one line is YAML, too, and can't end the front matter. */
        GString *title = g_string_new(NULL);
        for (const char *p = o->title; *p; p++)
            g_string_append_c(title, (unsigned char)*p < 0x20 ? ' ' : *p);
        g_string_append(out, "---\ntitle: ");
        json_string(out, title->str, title->len);
        g_string_append(out, "\n---\n");
        g_string_free(title, TRUE);
    }
    g_string_append(out, "flowchart LR\n");
    for (size_t i = 0; i < v->n_nodes; i++)
        put_node(out, g, v->nodes[i]);
    for (size_t i = 0; i < v->n_edges; i++) {
        const Edge *e = graph_edge(g, v->edges[i]);
        put_edge(out, g, e, edge_statement(e, v->kinds));
    }
    /* Fill, line and text are set together, and so are the same on a light page
     * and on a dark one; lines are left to the page. */
    g_string_append(out, "    classDef company fill:#d6e6f5,stroke:#2f5f8f,color:#1f2328\n"
                         "    classDef product fill:#fdf3d8,stroke:#8a6d1d,color:#1f2328\n"
                         "    classDef event fill:#e4f2dc,stroke:#44722a,color:#1f2328\n");
    put_widths(out, g, v);
    for (size_t i = 0; i < v->n_nodes; i++)
        put_link(out, g, v, v->nodes[i], o->link);
}
