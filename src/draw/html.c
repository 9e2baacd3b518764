/* html: a page of its own, with the picture, a search box, and under it each
 * link and each name with the sentences that show it. One file; nothing is
 * fetched, and the page's own policy forbids that anything ever is. */
#include "draw/inside.h"

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <string.h>

/* What the page is made of. */
typedef struct {
    const Drawing *d;
    const Graph *g; /* these three are d's */
    const View *v;
    const DrawOptions *o;
    GString *out;
    GHashTable *labels; /* fragment -> what it is of, for links of the picture */
} Html;

/* ---- text: all that comes from posts and catalogs goes through here ------------------ */

static void put_text(GString *out, const char *text) {
    char *valid = g_utf8_make_valid(text, -1);
    for (const char *p = valid; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        switch (c) {
        case '&': g_string_append(out, "&amp;"); break;
        case '<': g_string_append(out, "&lt;"); break;
        case '>': g_string_append(out, "&gt;"); break;
        case '"': g_string_append(out, "&quot;"); break;
        case '\'': g_string_append(out, "&#39;"); break;
        default: g_string_append_unichar(out, phrase_is_text(c) ? c : ' ');
        }
    }
    g_free(valid);
}

/* `format` is ours; of what it is filled with, numbers alone are not text. */
static void G_GNUC_PRINTF(2, 3) put_textf(GString *out, const char *format, ...) {
    va_list args;
    va_start(args, format);
    char *text = g_strdup_vprintf(format, args);
    va_end(args);
    put_text(out, text);
    g_free(text);
}

static void put_period(GString *out, Day first, Day last) {
    char day[16];
    if (first)
        g_string_append_printf(out, ", <time>%s</time>", day_format(first, day));
    if (first && last != first)
        g_string_append_printf(out, " to <time>%s</time>", day_format(last, day));
}

/* ---- places of the page ----------------------------------------------------------------- */

/* "n-vmware", "e-citrix--vmware": slugs have no two hyphens side by side. */
static char *node_place(const Graph *g, uint32_t node) {
    char *id = phrase_id(g, node), *place = g_strconcat("n-", id, NULL);
    g_free(id);
    return place;
}

static char *edge_place(const Graph *g, const Edge *e) {
    char *a = phrase_id(g, e->a), *b = phrase_id(g, e->b);
    char *place = g_strconcat("e-", a, "--", b, NULL);
    g_free(a);
    g_free(b);
    return place;
}

static char *link_to(const char *place) {
    char *escaped = g_uri_escape_string(place, NULL, FALSE);
    char *link = g_strconcat("#", escaped, NULL);
    g_free(escaped);
    return link;
}

static void put_link_start(GString *out, const char *place) {
    char *link = link_to(place);
    g_string_append(out, "<a href=\"");
    put_text(out, link);
    g_string_append(out, "\">");
    g_free(link);
}

/* ---- the picture --------------------------------------------------------------------------- */

static void label_place(const Html *p, const char *place, char *label) {
    g_hash_table_insert(p->labels, link_to(place), label);
}

/* The graph as for an SVG, but each node and edge leads to its entry. */
static Agraph_t *linked_graph(const Html *p, const Drawing *d) {
    Agraph_t *ag = dot_build(d);
    agattr(ag, AGNODE, (char *)"URL", (char *)"");
    agattr(ag, AGEDGE, (char *)"URL", (char *)"");
    for (size_t i = 0; i < p->v->n_nodes; i++) {
        uint32_t at = p->v->nodes[i];
        char *id = phrase_id(p->g, at), *place = node_place(p->g, at), *link = link_to(place);
        agset(agnode(ag, id, 0), (char *)"URL", link);
        label_place(p, place, phrase_name(p->g, at));
        g_free(link);
        g_free(place);
        g_free(id);
    }
    for (size_t i = 0; i < p->v->n_edges; i++) {
        const Edge *e = graph_edge(p->g, p->v->edges[i]);
        const Statement *s = edge_statement(e, p->v->kinds);
        char *tail = phrase_id(p->g, edge_tail(e, s)), *head = phrase_id(p->g, edge_head(e, s));
        char *place = edge_place(p->g, e), *link = link_to(place);
        Agedge_t *edge = agedge(ag, agnode(ag, tail, 0), agnode(ag, head, 0), NULL, 0);
        agset(edge, (char *)"URL", link);
        label_place(p, place, phrase_statement(p->g, e, s));
        g_free(link);
        g_free(place);
        g_free(head);
        g_free(tail);
    }
    return ag;
}

static bool is_element(const xmlNode *n, const char *name) {
    return n->type == XML_ELEMENT_NODE && strcmp((const char *)n->name, name) == 0;
}

static void set_attribute(xmlNode *n, const char *name, const char *value) {
    xmlSetProp(n, (const xmlChar *)name, (const xmlChar *)value);
}

static void drop_attribute(xmlNode *n, const char *name) {
    for (xmlAttr *a = n->properties, *next; a; a = next) {
        next = a->next;
        if (strcmp((const char *)a->name, name) == 0)
            xmlRemoveProp(a);
    }
}

/* The address of a link of the picture, with or without a namespace; to be
 * freed with xmlFree. */
static xmlChar *address_of(xmlNode *a) {
    for (xmlAttr *attribute = a->properties; attribute; attribute = attribute->next)
        if (strcmp((const char *)attribute->name, "href") == 0)
            return xmlNodeListGetString(a->doc, attribute->children, 1);
    return NULL;
}

/* A line is too thin to be hit: the picture has a wide one beneath it, which is seen
 * only when it has the focus. */
static void widen(xmlNode *a) {
    for (xmlNode *path = a->children; path; path = path->next) {
        xmlChar *opacity =
            is_element(path, "path") ? xmlGetProp(path, (const xmlChar *)"stroke-opacity") : NULL;
        if (opacity) {
            set_attribute(path, "class", "hit");
            set_attribute(path, "stroke", "#000000");
            set_attribute(path, "stroke-width", "14");
            set_attribute(path, "pointer-events", "stroke");
            xmlFree(opacity);
        }
    }
}

/* A link says what it is of. An edge has several (its line, its label): the
 * keyboard stops at one. */
static void finish_link(const Html *p, xmlNode *a, GHashTable *seen) {
    xmlChar *address = address_of(a);
    const char *label = address ? g_hash_table_lookup(p->labels, address) : NULL;
    if (label) {
        drop_attribute(a, "title");
        drop_attribute(a, "target");
        set_attribute(a, "aria-label", label);
        if (!g_hash_table_add(seen, g_strdup((const char *)address))) {
            set_attribute(a, "tabindex", "-1");
            set_attribute(a, "aria-hidden", "true");
        }
        if (g_str_has_prefix((const char *)address, "#e-"))
            widen(a);
    }
    if (address)
        xmlFree(address);
}

static void put_hash(GString *policy, const char *text) {
    guint8 digest[32];
    gsize n = sizeof digest;
    GChecksum *sum = g_checksum_new(G_CHECKSUM_SHA256);
    g_checksum_update(sum, (const guchar *)text, -1);
    g_checksum_get_digest(sum, digest, &n);
    g_checksum_free(sum);
    char *base64 = g_base64_encode(digest, n);
    g_string_append_printf(policy, " 'sha256-%s'", base64);
    g_free(base64);
}

/* From the root down; the picture is shallow. `policy` gets the hashes of the
 * styles that it brings. */
static void finish_elements(const Html *p, xmlNode *n, GHashTable *seen, GString *policy) {
    for (xmlNode *next; n; n = next) {
        next = n->next;
        if (n->type == XML_COMMENT_NODE || n->type == XML_PI_NODE) {
            xmlUnlinkNode(n);
            xmlFreeNode(n);
            continue;
        }
        if (n->type != XML_ELEMENT_NODE)
            continue;
        drop_attribute(n, "style"); /* the policy forbids it, and the page says it */
        if (is_element(n, "style")) {
            xmlChar *text = xmlNodeGetContent(n);
            put_hash(policy, (const char *)text);
            xmlFree(text);
        }
        finish_elements(p, n->children, seen, policy);
        if (is_element(n, "a"))
            finish_link(p, n, seen);
    }
}

/* The SVG as a part of the page. */
static bool put_picture(const Html *p, GString *out, GString *policy, GString *notes,
                        GError **error) {
    DrawOptions o = *p->o;
    Drawing d = *p->d;
    o.title = NULL; /* the page has it, and says how many posts there are */
    d.options = &o;
    d.style.caption = false;
    GString *svg = g_string_new(NULL);
    Agraph_t *ag = linked_graph(p, &d);
    bool ok = picture_render(&d, ag, FORMAT_SVG, svg, notes, error);
    agclose(ag);
    xmlDoc *doc = NULL;
    if (ok) {
        doc = xmlReadMemory(svg->str, (int)MIN(svg->len, (gsize)G_MAXINT), "picture.svg", NULL,
                            XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
                                XML_PARSE_NOBLANKS | XML_PARSE_HUGE);
        ok = doc && xmlDocGetRootElement(doc);
        if (!ok)
            g_set_error_literal(error, ROOM_ERROR, 0, "Graphviz wrote no well-formed SVG");
    }
    if (ok) {
        xmlNode *root = xmlDocGetRootElement(doc);
        GHashTable *seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
        finish_elements(p, root, seen, policy);
        g_hash_table_unref(seen);
        /* Not "img": that would hide its links from a screen reader. */
        set_attribute(root, "role", "group");
        drop_attribute(root, "aria-labelledby");
        set_attribute(root, "aria-label", "The picture; each name and link leads to its entry");
        xmlOutputBuffer *buffer = xmlAllocOutputBuffer(NULL);
        xmlNodeDumpOutput(buffer, doc, root, 0, 0, "UTF-8");
        xmlOutputBufferFlush(buffer);
        g_string_append_len(out, (const char *)xmlOutputBufferGetContent(buffer),
                            (gssize)xmlOutputBufferGetSize(buffer));
        xmlOutputBufferClose(buffer);
    }
    xmlFreeDoc(doc);
    g_string_free(svg, TRUE);
    return ok;
}

/* ---- sentences ------------------------------------------------------------------------------- */

static void put_quote(GString *out, const Evidence *e, Link link) {
    const PostRef *post = e->post;
    g_string_append(out, "<blockquote dir=\"auto\"><p>");
    put_text(out, e->quote);
    g_string_append(out, "</p><footer>");
    bool linked = link != LINK_NONE && phrase_is_address(post->url);
    if (linked) {
        g_string_append(out, "<a href=\"");
        put_text(out, post->url);
        g_string_append(out, "\" rel=\"noopener noreferrer\">");
    }
    g_string_append(out, "<cite>");
    put_text(out, post->title ? post->title : post->path);
    g_string_append(out, "</cite>");
    if (linked)
        g_string_append(out, "</a>");
    put_period(out, post->date, post->date);
    if (!linked) {
        g_string_append(out, " <span class=\"place\">");
        put_textf(out, "%s:%u", post->path, e->line);
        g_string_append(out, "</span>");
    }
    g_string_append(out, "</footer></blockquote>\n");
}

/* Sentences that were given once are not given again. */
typedef struct {
    const Evidence *at[16];
    size_t n, most;
    Link link;
} Given;

static void put_quotes(GString *out, const Evidence *best, Given *given) {
    for (const Evidence *e = best; e; e = e->next) {
        bool again = false;
        for (size_t i = 0; i < given->n; i++)
            again |= given->at[i]->post == e->post && strcmp(given->at[i]->quote, e->quote) == 0;
        if (again || given->n == given->most || given->n == G_N_ELEMENTS(given->at))
            continue;
        given->at[given->n++] = e;
        put_quote(out, e, given->link);
    }
}

/* ---- entries -----------------------------------------------------------------------------------
 */

static void put_entry_start(GString *out, const char *place, const char *title, const char *kind,
                            uint32_t posts) {
    g_string_append(out, "<li class=\"entry\"><details><summary><h3>");
    put_text(out, title);
    if (kind) {
        g_string_append(out, " <span class=\"kind\">");
        put_text(out, kind);
        g_string_append(out, "</span>");
    }
    g_string_append(out, "</h3><span class=\"count\">");
    put_textf(out, "%u post%s", posts, phrase_plural(posts));
    g_string_append(out, "</span></summary>\n<div class=\"body\" id=\"");
    put_text(out, place);
    g_string_append(out, "\">\n");
}

static void put_entry_end(GString *out) {
    g_string_append(out, "</div></details></li>\n");
}

/* "VMware makes ESX: stated in 2 posts, as a rumour in 1". */
static void put_statement(const Html *p, const Edge *e, const Statement *s) {
    char *text = phrase_statement(p->g, e, s);
    uint32_t stated = s->posts[CERTAINTY_STATED], rumoured = s->posts[CERTAINTY_RUMOURED];
    g_string_append(p->out, "<li>");
    put_text(p->out, text);
    if (stated)
        put_textf(p->out, ": stated in %u post%s", stated, phrase_plural(stated));
    if (rumoured)
        put_textf(p->out, "%s a rumour in %u post%s", stated ? "," : ":", rumoured,
                  phrase_plural(rumoured));
    if (!stated && !rumoured)
        put_text(p->out, ": known to the catalog");
    put_period(p->out, s->first, s->last);
    g_string_append(p->out, "</li>\n");
    g_free(text);
}

static void put_node_link(const Html *p, uint32_t node) {
    char *place = node_place(p->g, node), *name = phrase_name(p->g, node);
    put_link_start(p->out, place);
    put_text(p->out, name);
    g_string_append(p->out, "</a>");
    g_free(name);
    g_free(place);
}

static void put_edge_entry(const Html *p, const Edge *e) {
    const Statement *top = edge_statement(e, p->v->kinds);
    bool rumour = top && statement_certainty(top) == CERTAINTY_RUMOURED;
    char *place = edge_place(p->g, e), *title = phrase_statement(p->g, e, top);
    put_entry_start(p->out, place, title, rumour ? "rumour" : NULL, e->posts);
    g_string_append(p->out, "<p class=\"facts\">");
    put_node_link(p, edge_tail(e, top));
    g_string_append(p->out, " and ");
    put_node_link(p, edge_head(e, top));
    if (e->paragraphs)
        put_textf(p->out, " stand together in %u sentence%s, %u paragraph%s, %u post%s",
                  e->sentences, phrase_plural(e->sentences), e->paragraphs,
                  phrase_plural(e->paragraphs), e->posts, phrase_plural(e->posts));
    else
        put_textf(p->out, " are both in %u post%s", e->posts, phrase_plural(e->posts));
    put_period(p->out, e->first, e->last);
    g_string_append(p->out, ".</p>\n");
    if (e->stated)
        g_string_append(p->out, "<ul class=\"facts\">\n");
    for (const Statement *s = e->stated; s; s = s->next)
        put_statement(p, e, s);
    if (e->stated)
        g_string_append(p->out, "</ul>\n");
    /* What is drawn comes first. */
    Given given = {.most = G_N_ELEMENTS(given.at), .link = p->o->link};
    put_quotes(p->out, top ? top->best : NULL, &given);
    for (const Statement *s = e->stated; s; s = s->next)
        put_quotes(p->out, s->best, &given);
    put_quotes(p->out, e->best, &given);
    put_entry_end(p->out);
    g_free(title);
    g_free(place);
}

static void put_site(GString *out, const char *url) {
    g_string_append(out, " <a href=\"");
    put_text(out, url);
    g_string_append(out, "\" rel=\"noopener noreferrer\">");
    const char *shown = strstr(url, "//") + 2;
    put_textf(out, "%.*s", (int)strcspn(shown, "/"), shown);
    g_string_append(out, "</a>");
}

/* The links of a name, the strongest first. */
static void put_node_links(const Html *p, uint32_t node, const Edge *const *edges) {
    Given given = {.most = EVIDENCE_KEPT, .link = p->o->link};
    bool any = false;
    for (size_t i = 0; i < p->v->n_edges; i++) {
        const Edge *e = edges[i];
        if (e->a != node && e->b != node)
            continue;
        char *place = edge_place(p->g, e);
        char *text = phrase_statement(p->g, e, edge_statement(e, p->v->kinds));
        g_string_append(p->out, any ? "<li>" : "<ul class=\"facts\">\n<li>");
        put_link_start(p->out, place);
        put_text(p->out, text);
        g_string_append(p->out, "</a></li>\n");
        any = true;
        g_free(text);
        g_free(place);
    }
    g_string_append(p->out, any ? "</ul>\n" : "<p>Nothing in the picture is linked to it.</p>\n");
    for (size_t i = 0; i < p->v->n_edges; i++)
        if (edges[i]->a == node || edges[i]->b == node) {
            const Statement *s = edge_statement(edges[i], p->v->kinds);
            put_quotes(p->out, s && s->best ? s->best : edges[i]->best, &given);
        }
}

static void put_node_entry(const Html *p, uint32_t at, const Edge *const *edges) {
    const Node *n = graph_node(p->g, at);
    const char *type = type_name(entity_type(graph_lexicon(p->g), n->entity));
    char *place = node_place(p->g, at), *name = phrase_name(p->g, at);
    char *url = p->o->link == LINK_NONE ? NULL : phrase_address(p->g, at);
    put_entry_start(p->out, place, name, type, n->posts);
    g_string_append(p->out, "<p class=\"facts\">");
    put_textf(p->out, "%u mention%s in %u post%s", n->mentions, phrase_plural(n->mentions),
              n->posts, phrase_plural(n->posts));
    put_period(p->out, n->first, n->last);
    g_string_append_c(p->out, '.');
    if (url)
        put_site(p->out, url);
    g_string_append(p->out, "</p>\n");
    put_node_links(p, at, edges);
    put_entry_end(p->out);
    g_free(url);
    g_free(name);
    g_free(place);
}

/* The heaviest first; then in the order of the view, which is that of ids. */
static int by_weight(gconstpointer a, gconstpointer b, gpointer data) {
    const Edge *x = *(const Edge *const *)a, *y = *(const Edge *const *)b;
    (void)data;
    return (x->weight < y->weight) - (x->weight > y->weight);
}

static void put_lists(const Html *p) {
    const Edge **edges = g_new(const Edge *, p->v->n_edges + 1);
    for (size_t i = 0; i < p->v->n_edges; i++)
        edges[i] = graph_edge(p->g, p->v->edges[i]);
    /* Unlike qsort it keeps the order of equals. NOLINTNEXTLINE(bugprone-sizeof-expression) */
    g_qsort_with_data(edges, (gint)p->v->n_edges, sizeof *edges, by_weight, NULL);
    g_string_append(p->out,
                    "<div class=\"columns\">\n<section aria-labelledby=\"links\">\n"
                    "<h2 id=\"links\" tabindex=\"-1\">Links</h2>\n<ul class=\"entries\">\n");
    for (size_t i = 0; i < p->v->n_edges; i++)
        put_edge_entry(p, edges[i]);
    g_string_append(p->out,
                    "</ul>\n</section>\n<section aria-labelledby=\"names\">\n"
                    "<h2 id=\"names\" tabindex=\"-1\">Names</h2>\n<ul class=\"entries\">\n");
    for (size_t i = 0; i < p->v->n_nodes; i++)
        put_node_entry(p, p->v->nodes[i], edges);
    g_string_append(p->out, "</ul>\n</section>\n</div>\n");
    g_free(edges);
}

/* ---- the page
 * ------------------------------------------------------------------------------------ */

static void put_head(const Html *p, const char *title, const char *svg_styles) {
    GString *policy = g_string_new("default-src 'none'; style-src");
    put_hash(policy, html_css);
    g_string_append_printf(policy, "%s; script-src", svg_styles);
    put_hash(policy, html_js);
    g_string_append(policy, "; base-uri 'none'; form-action 'none'");
    /* The policy stands before all that it is about; its quotes need no escape. */
    g_string_append_printf(
        p->out,
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"%s\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<meta name=\"referrer\" content=\"no-referrer\">\n"
        "<meta name=\"generator\" content=\"comention\">\n<title>",
        policy->str);
    put_text(p->out, title);
    g_string_append_printf(p->out, "</title>\n<style>%s</style>\n</head>\n", html_css);
    g_string_free(policy, TRUE);
}

static void put_summary(const Html *p) {
    GraphTotals t = graph_totals(p->g);
    const View *v = p->v;
    put_textf(p->out, "%zu name%s and %zu link%s from %u post%s", v->n_nodes,
              v->n_nodes == 1 ? "" : "s", v->n_edges, v->n_edges == 1 ? "" : "s", t.posts,
              phrase_plural(t.posts));
    put_period(p->out, t.first, t.last);
    g_string_append_c(p->out, '.');
    if (v->nodes_left || v->edges_left)
        put_textf(p->out, " They are the strongest of %zu names and %zu links.",
                  v->n_nodes + v->nodes_left, v->n_edges + v->edges_left);
}

bool html_write(const Drawing *d, GString *out, GString *notes, GError **error) {
    const DrawOptions *o = d->options;
    Html page = {d, d->graph, d->view,
                 o, out,      g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free)};
    GString *picture = g_string_new(NULL), *styles = g_string_new(NULL);
    const char *title = o->title && *o->title ? o->title : "Who is mentioned with whom";
    bool ok = put_picture(&page, picture, styles, notes, error);
    if (ok) {
        put_head(&page, title, styles->str);
        g_string_append(out, "<body>\n<a class=\"skip\" href=\"#links\">Skip the picture</a>\n"
                             "<header>\n<h1>");
        put_text(out, title);
        g_string_append(out, "</h1>\n<p>");
        put_summary(&page);
        g_string_append(out, "</p>\n</header>\n<main>\n<figure>");
        g_string_append_len(out, picture->str, (gssize)picture->len);
        g_string_append(out,
                        "</figure>\n<form id=\"search\" role=\"search\" hidden>\n"
                        "<label for=\"q\">Find</label>\n"
                        "<input id=\"q\" type=\"search\" autocomplete=\"off\" spellcheck=\"false\""
                        " placeholder=\"a name, a word, a post\">\n"
                        "<output id=\"count\" for=\"q\" aria-live=\"polite\"></output>\n</form>\n");
        put_lists(&page);
        g_string_append_printf(out,
                               "</main>\n<footer class=\"end\">Each entry has its best sentences; "
                               "comention explain gives all of them.</footer>\n"
                               "<script>%s</script>\n</body>\n</html>\n",
                               html_js);
    }
    g_string_free(picture, TRUE);
    g_string_free(styles, TRUE);
    g_hash_table_unref(page.labels);
    return ok;
}
