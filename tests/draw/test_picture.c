/* Pictures of a graph with every kind of relation. */
#include "draw/kinds.h"

#include "draw/inside.h"

static int set_up(void **state) {
    Lexicon *l = unit_lexicon(kinds_yaml);
    *state = unit_graph_of(l, kinds_all, G_N_ELEMENTS(kinds_all));
    return 0;
}

static int tear_down(void **state) {
    Lexicon *l = (Lexicon *)graph_lexicon(*state);
    graph_free(*state);
    lexicon_free(l);
    return 0;
}

static char *drawn(const Graph *g, Format f, const DrawOptions *o) {
    View v;
    ViewOptions all = {0};
    GString *out = g_string_new(NULL), *notes = g_string_new(NULL);
    GError *error = NULL;
    assert_true(view_choose(g, &all, &v, NULL));
    if (!draw(g, &v, f, o, out, notes, &error))
        fail_msg("drawing failed: %s", error->message);
    if (strstr(notes->str, "Graphviz:"))
        fail_msg("Graphviz had to say: %s", notes->str);
    view_clear(&v);
    g_string_free(notes, TRUE);
    return g_string_free(out, FALSE);
}

static unsigned count(const char *text, const char *what) {
    unsigned n = 0;
    for (const char *p = text; (p = strstr(p, what)); p += strlen(what))
        n++;
    return n;
}

static void has(const char *text, const char *what, unsigned times) {
    if (count(text, what) != times)
        fail_msg("%s is there %u times, expected %u, in:\n%s", what, count(text, what), times,
                 text);
}

/* What is in the picture is in the legend, and nothing else. */
static void the_legend(void **state) {
    DrawOptions o = {.title = "All of it"};
    char *svg = drawn(*state, FORMAT_SVG, &o);
    static const char *const once[] = {
        ">company<", ">product<", ">event<",          ">mentioned together<",
        ">makes<",   ">rumour<",  ">All of it</text>"};
    for (size_t i = 0; i < G_N_ELEMENTS(once); i++)
        has(svg, once[i], 1);
    g_free(svg);
    Graph *g = unit_graph_of(graph_lexicon(*state), &kinds_all[3], 1);
    svg = drawn(g, FORMAT_SVG, &o);
    has(svg, ">makes<", 1);
    has(svg, ">event<", 0);
    has(svg, ">mentioned together<", 0);
    has(svg, ">rumour<", 0);
    g_free(svg);
    graph_free(g);
}

/* A label where it tells something: what is few, and never "makes". */
static void labels_of_links(void **state) {
    DrawOptions o = {0};
    char *dot = drawn(*state, FORMAT_DOT, &o);
    Agraph_t *ag = agmemread(dot);
    unsigned labelled = 0, plain = 0;
    for (Agnode_t *n = agfstnode(ag); n; n = agnxtnode(ag, n))
        for (Agedge_t *e = agfstout(ag, n); e; e = agnxtout(ag, e)) {
            const char *type = agget(e, (char *)"type"), *label = agget(e, (char *)"label");
            bool told = strcmp(type, "together") != 0 && strcmp(type, "makes") != 0;
            assert_int_equal(told, *label != 0);
            labelled += told;
            plain += !told;
        }
    assert_int_equal(labelled, 10);
    assert_int_equal(plain, 4);
    agclose(ag);
    g_free(dot);
    char *svg = drawn(*state, FORMAT_SVG, &o);
    has(svg, ">succeeds<", 2); /* at the link, and in the legend */
    has(svg, ">competes with<", 3);
    g_free(svg);
}

static const char *attribute(Agraph_t *ag, const char *from, const char *to, const char *name) {
    Agedge_t *e = agedge(ag, agnode(ag, (char *)from, 0), agnode(ag, (char *)to, 0), NULL, 0);
    assert_non_null(e);
    return agget(e, (char *)name);
}

/* Kinds and certainty are told by arrows and lines. */
static void lines_and_arrows(void **state) {
    DrawOptions o = {0};
    char *dot = drawn(*state, FORMAT_DOT, &o);
    Agraph_t *ag = agmemread(dot);
    assert_string_equal(attribute(ag, "acme", "birch", "style"), "dashed");
    assert_string_equal(attribute(ag, "acme", "birch", "certainty"), "rumoured");
    assert_string_equal(attribute(ag, "acme", "cedar", "style"), "");
    assert_non_null(strstr(attribute(ag, "acme", "cedar", "color"), ":"));
    assert_string_equal(attribute(ag, "acme-wheel", "axle", "dir"), "both");
    assert_string_equal(attribute(ag, "acme-wheel", "axle", "arrowhead"), "tee");
    assert_string_equal(attribute(ag, "hub", "acme-wheel", "arrowhead"), "odiamond");
    assert_string_equal(attribute(ag, "birch", "fair", "dir"), "none");
    agclose(ag);
    g_free(dot);
}

/* The maker stands beside it, so its name is left out, where the catalog has the
 * rest as a name of this product alone. */
static void short_names(void **state) {
    DrawOptions o = {0};
    char *svg = drawn(*state, FORMAT_SVG, &o);
    has(svg, ">Wheel<", 1);
    has(svg, ">Acme</text>", 2);    /* the company, and the first line of */
    has(svg, ">Wheel 2</text>", 1); /* which nobody calls so */
    has(svg, ">Spoke and Nipple<", 1);
    has(svg, ">Replacement Kit<", 1);
    g_free(svg);
}

/* What a screen reader says, and what a mouse finds. */
static void said_in_words(void **state) {
    DrawOptions o = {.title = "Wheels & \"axles\""};
    char *svg = drawn(*state, FORMAT_SVG, &o);
    has(svg, "-t\">Wheels &amp; &quot;axles&quot;</title>", 1);
    has(svg,
        "-d\">26 posts, 2007-01-01 to 2007-05-01: 10 names and 14 links. The strongest: "
        "Acme acquired Cedar (5 posts), in 5 posts; Acme Wheel competes with Axle (4 posts), "
        "in 4 posts; ",
        1);
    has(svg, "<title>Acme acquired Birch (2 posts as a rumour): together in 2 sentences", 1);
    has(svg, "<title>Hub (product): 2 mentions in 2 posts, 2007-01-01. “The one and the other", 1);
    has(svg, "xlink:href=\"https://wheel.example/?a=1&amp;b=2\"", 1);
    g_free(svg);
    o.title = NULL;
    svg = drawn(*state, FORMAT_SVG, &o);
    has(svg, "-t\">Who is mentioned with whom</title>", 1);
    g_free(svg);
}

static void an_edge_has_a_link(void **state) {
    static const DrawAttribute link[] = {{'E', "URL", "https://x.example/a?b=1&c"}};
    DrawOptions o = {.attributes = link, .n_attributes = 1};
    char *svg = drawn(*state, FORMAT_SVG, &o);
    assert_true(count(svg, "xlink:href=\"https://x.example/a?b=1&amp;c\"") >= 14);
    assert_true(count(svg, "stroke-opacity=\"0\"") >= 14); /* and a line that is easy to hit */
    assert_int_equal(count(svg, "<a "), count(svg, "</a>"));
    g_free(svg);
}

/* The text that is drawn fits its box, whatever the script. */
static void labels_fit(void **state) {
    (void)state;
    Lexicon *l = unit_lexicon("companies: ['Ωμέγα Ελλάς', 'Яндекс Облако', '株式会社日立', "
                              "'WWWWWWWW', 'illicit little lilt', 'חברה בע״מ']");
    static const UnitRelation row[] = {
        {"Ωμέγα Ελλάς", "Яндекс Облако", KIND_TOGETHER, CERTAINTY_STATED, 1},
        {"株式会社日立", "WWWWWWWW", KIND_TOGETHER, CERTAINTY_STATED, 1},
        {"illicit little lilt", "חברה בע״מ", KIND_TOGETHER, CERTAINTY_STATED, 1},
    };
    Graph *g = unit_graph_of(l, row, G_N_ELEMENTS(row));
    DrawOptions o = {0};
    char *svg = drawn(g, FORMAT_SVG, &o), **nodes = g_strsplit(svg, "-node\">", -1);
    assert_int_equal(g_strv_length(nodes), 7);
    for (char **n = nodes + 1; *n; n++) {
        double right = 0, left = 1e9, size = 0, width = 0;
        char *end = strstr(*n, "</g>"), *p = strstr(*n, "points=\"") + 8;
        while (*p != '"') {
            char *next;
            double x = g_ascii_strtod(p, &next);
            g_ascii_strtod(next + 1, &p);
            left = MIN(left, x);
            right = MAX(right, x);
        }
        for (p = *n; (p = strstr(p, "font-size=\"")) && p < end;) {
            size = g_ascii_strtod(p + 11, NULL);
            char *from = strchr(p, '>') + 1, *text = g_strndup(from, strcspn(from, "<"));
            width = MAX(width, text_width(text, size));
            g_free(text);
            p = from;
        }
        assert_true(size >= 14);
        assert_true(right - left > width);
        assert_true(right - left < width + 2.6 * size || right - left < 2.7 * size);
    }
    g_strfreev(nodes);
    g_free(svg);
    graph_free(g);
    lexicon_free(l);
}

static void a_name_that_is_not_there(void **state) {
    static const char *const nobody[] = {"Nobody"};
    DrawOptions o = {.highlight = nobody, .n_highlight = 1};
    View v;
    ViewOptions all = {0};
    GError *error = NULL;
    GString *out = g_string_new(NULL);
    assert_true(view_choose(*state, &all, &v, NULL));
    assert_false(draw(*state, &v, FORMAT_SVG, &o, out, NULL, &error));
    assert_string_equal(error->message, "nothing in the picture is called \"Nobody\"");
    assert_int_equal(out->len, 0);
    g_clear_error(&error);
    o = (DrawOptions){.style = "nonsense"};
    assert_false(draw(*state, &v, FORMAT_SVG, &o, out, NULL, &error));
    assert_non_null(strstr(error->message, "unknown style"));
    g_clear_error(&error);
    view_clear(&v);
    g_string_free(out, TRUE);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_legend),       cmocka_unit_test(labels_of_links),
        cmocka_unit_test(lines_and_arrows), cmocka_unit_test(short_names),
        cmocka_unit_test(said_in_words),    cmocka_unit_test(an_edge_has_a_link),
        cmocka_unit_test(labels_fit),       cmocka_unit_test(a_name_that_is_not_there),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
