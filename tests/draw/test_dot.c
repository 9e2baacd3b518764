/* DOT and pictures: what people who know Graphviz would write, whatever the
 * names are. */
#include "unit.h"

#include "draw/inside.h"

#include <libxml/parser.h>
#include <math.h>

static const char yaml[] = "companies:\n"
                           "  - Alpha: {site: alpha.example}\n"
                           "  - Beta\n"
                           "products:\n"
                           "  - Wheel: {maker: Alpha, url: 'https://wheel.example/?a=1&b=2'}\n"
                           "events:\n"
                           "  - Fair: {editions: yearly}\n";

static const UnitPost posts[] = {
    {"2007-09-11-a.md",
     "---\ntitle: The \"first\"\n---\nAlpha met Beta at the Fair.\n\nAlpha has the Wheel."},
    {"2008-01-02-b.md", "Alpha met Beta again."},
};

/* ---- helpers -------------------------------------------------------------------------- */

static GString *drawn(const Graph *g, Format f, const DrawOptions *o, char **notes) {
    static const DrawOptions none;
    View v;
    ViewOptions all = {0};
    assert_true(view_choose(g, &all, &v, NULL));
    GString *out = g_string_new(NULL), *said = g_string_new(NULL);
    GError *error = NULL;
    if (!draw(g, &v, f, o ? o : &none, out, said, &error))
        fail_msg("drawing failed: %s", error->message);
    assert_null(error);
    view_clear(&v);
    if (notes)
        *notes = g_string_free(said, FALSE);
    else
        g_string_free(said, TRUE);
    return out;
}

static Agraph_t *read_back(const char *dot) {
    Agraph_t *ag = agmemread(dot);
    if (!ag)
        fail_msg("this is no DOT:\n%s", dot);
    return ag;
}

static const char *attribute(void *object, const char *name) {
    const char *s = agget(object, (char *)name);
    return s ? s : "";
}

static Agnode_t *node(Agraph_t *ag, const char *id) {
    Agnode_t *n = agnode(ag, (char *)id, 0);
    if (!n)
        fail_msg("there is no node %s", id);
    return n;
}

/* ---- a plain graph ------------------------------------------------------------------------ */

static int set_up(void **state) {
    Lexicon *l = unit_lexicon(yaml);
    *state = unit_graph(l, DISTANCE_PARAGRAPH, posts, G_N_ELEMENTS(posts));
    return 0;
}

static int tear_down(void **state) {
    Lexicon *l = (Lexicon *)graph_lexicon(*state);
    graph_free(*state);
    lexicon_free(l);
    return 0;
}

static void nodes(void **state) {
    char *notes;
    GString *dot = drawn(*state, FORMAT_DOT, NULL, &notes);
    assert_string_equal(notes, "");
    Agraph_t *ag = read_back(dot->str);
    assert_int_equal(agnnodes(ag), 4);
    static const char *const rows[][9] = {
        /* id, label, type, posts, mentions, first, last, URL, in the tooltip */
        {"alpha", "Alpha", "company", "2", "3", "2007-09-11", "2008-01-02",
         "https://alpha.example/", "3 mentions in 2 posts"},
        {"beta", "Beta", "company", "2", "2", "2007-09-11", "2008-01-02", "", "2 mentions"},
        {"fair-2007", "Fair 2007", "event", "1", "1", "2007-09-11", "2007-09-11", "",
         "1 mention in 1 post"},
        {"wheel", "Wheel", "product", "1", "1", "2007-09-11", "2007-09-11",
         "https://wheel.example/?a=1&b=2", "Wheel"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        Agnode_t *n = node(ag, rows[i][0]);
        static const char *const names[] = {"label", "type", "posts", "mentions",
                                            "first", "last", "URL"};
        for (size_t k = 0; k < G_N_ELEMENTS(names); k++)
            assert_row(names[k], attribute(n, names[k]), rows[i][k + 1]);
        assert_non_null(strstr(attribute(n, "tooltip"), rows[i][8]));
    }
    /* told apart without colour, too */
    const char *a = attribute(node(ag, "alpha"), "shape"),
               *w = attribute(node(ag, "wheel"), "shape"),
               *f = attribute(node(ag, "fair-2007"), "shape");
    const char *sa = attribute(node(ag, "alpha"), "style"),
               *sw = attribute(node(ag, "wheel"), "style");
    assert_string_not_equal(a, f);
    assert_string_not_equal(w, f);
    assert_true(strcmp(a, w) != 0 || strcmp(sa, sw) != 0);
    assert_string_not_equal(attribute(node(ag, "alpha"), "fillcolor"),
                            attribute(node(ag, "wheel"), "fillcolor"));
    agclose(ag);
    g_string_free(dot, TRUE);
    g_free(notes);
}

static void edges(void **state) {
    GString *dot = drawn(*state, FORMAT_DOT, NULL, NULL);
    Agraph_t *ag = read_back(dot->str);
    assert_int_equal(agnedges(ag), 6 - 2); /* not Beta – Wheel, not Fair – Wheel */
    Agedge_t *e = agedge(ag, node(ag, "alpha"), node(ag, "beta"), NULL, 0);
    assert_non_null(e);
    assert_string_equal(attribute(e, "type"), "together");
    assert_string_equal(attribute(e, "dir"), "none");
    assert_string_equal(attribute(e, "posts"), "2");
    assert_string_equal(attribute(e, "sentences"), "2");
    assert_string_equal(attribute(e, "first"), "2007-09-11");
    assert_string_equal(attribute(e, "last"), "2008-01-02");
    const Edge *edge = unit_edge(*state, "Alpha", "Beta");
    assert_true(fabs(g_ascii_strtod(attribute(e, "weight"), NULL) * 1000 - (double)edge->weight) <
                0.5);
    assert_non_null(strstr(attribute(e, "tooltip"), "Alpha met Beta again."));
    assert_non_null(strstr(attribute(e, "tooltip"), "2008-01-02-b.md:1"));
    Agedge_t *makes = agedge(ag, node(ag, "alpha"), node(ag, "wheel"), NULL, 0);
    assert_non_null(makes);
    assert_ptr_equal(aghead(makes), node(ag, "wheel"));
    assert_string_equal(attribute(makes, "type"), "makes");
    assert_string_not_equal(attribute(makes, "dir"), "none");
    /* the heavier, the wider */
    assert_true(g_ascii_strtod(attribute(e, "penwidth"), NULL) >
                g_ascii_strtod(attribute(makes, "penwidth"), NULL));
    agclose(ag);
    g_string_free(dot, TRUE);
}

static void the_same_bytes_each_time(void **state) {
    static const Format formats[] = {FORMAT_DOT, FORMAT_SVG, FORMAT_JSON};
    for (size_t i = 0; i < G_N_ELEMENTS(formats); i++) {
        GString *a = drawn(*state, formats[i], NULL, NULL),
                *b = drawn(*state, formats[i], NULL, NULL);
        assert_true(g_string_equal(a, b));
        assert_true(a->len > 100);
        g_string_free(a, TRUE);
        g_string_free(b, TRUE);
    }
}

static void it_is_appended(void **state) {
    View v;
    ViewOptions all = {0};
    DrawOptions o = {0};
    assert_true(view_choose(*state, &all, &v, NULL));
    for (Format f = 0; f < N_FORMATS; f++) {
        if (f == FORMAT_PNG || f == FORMAT_PDF) /* need a plugin that may not be there */
            continue;
        GString *out = g_string_new("before");
        assert_true(draw(*state, &v, f, &o, out, NULL, NULL));
        assert_true(g_str_has_prefix(out->str, "before"));
        assert_true(out->len > 100);
        g_string_free(out, TRUE);
    }
    view_clear(&v);
}

static void what_the_user_sets_wins(void **state) {
    static const DrawAttribute set[] = {{'G', "bgcolor", "#123456"},
                                        {'N', "shape", "ellipse"},
                                        {'N', "made_up", "7"},
                                        {'E', "color", "red"},
                                        {'E', "label", "x"}};
    DrawOptions o = {.title = "The \"title\" \\N <b>",
                     .layout = "neato",
                     .attributes = set,
                     .n_attributes = G_N_ELEMENTS(set)};
    GString *dot = drawn(*state, FORMAT_DOT, &o, NULL);
    Agraph_t *ag = read_back(dot->str);
    assert_string_equal(attribute(ag, "bgcolor"), "#123456");
    assert_string_equal(attribute(ag, "layout"), "neato");
    assert_string_equal(attribute(ag, "label"), "The \"title\" \\\\N <b>");
    for (Agnode_t *n = agfstnode(ag); n; n = agnxtnode(ag, n)) {
        assert_string_equal(attribute(n, "shape"), "ellipse");
        assert_string_equal(attribute(n, "made_up"), "7");
        for (Agedge_t *e = agfstout(ag, n); e; e = agnxtout(ag, e)) {
            assert_string_equal(attribute(e, "color"), "red");
            assert_string_equal(attribute(e, "label"), "x");
        }
    }
    agclose(ag);
    g_string_free(dot, TRUE);
}

static void a_layout_that_there_is_not(void **state) {
    View v;
    ViewOptions all = {0};
    DrawOptions o = {.layout = "nowhere"};
    assert_true(view_choose(*state, &all, &v, NULL));
    GString *out = g_string_new("as it was");
    GError *error = NULL;
    assert_false(draw(*state, &v, FORMAT_SVG, &o, out, NULL, &error));
    assert_string_equal(out->str, "as it was");
    assert_non_null(strstr(error->message, "nowhere"));
    g_error_free(error);
    assert_false(draw(*state, &v, FORMAT_SVG, &o, out, NULL, NULL));
    g_string_free(out, TRUE);
    view_clear(&v);
}

static void every_layout(void **state) {
    static const char *const layouts[] = {"dot", "neato", "fdp", "sfdp", "twopi", "circo"};
    for (size_t i = 0; i < G_N_ELEMENTS(layouts); i++) {
        DrawOptions o = {.layout = layouts[i]};
        char *notes;
        GString *svg = drawn(*state, FORMAT_SVG, &o, &notes);
        if (strstr(notes, "Graphviz:"))
            fail_msg("%s: %s", layouts[i], notes); /* a warning */
        assert_non_null(strstr(svg->str, ">Alpha<"));
        assert_non_null(strstr(svg->str, "</svg>"));
        g_string_free(svg, TRUE);
        g_free(notes);
    }
}

static void format_names(void **state) {
    (void)state;
    assert_int_equal(format_parse("svg"), FORMAT_SVG);
    assert_int_equal(format_parse("DOT"), FORMAT_DOT);
    assert_int_equal(format_parse("gv"), FORMAT_DOT);
    assert_int_equal(format_parse("jpeg"), N_FORMATS);
    assert_int_equal(format_parse(""), N_FORMATS);
    assert_int_equal(format_of_file("a/b.svg"), FORMAT_SVG);
    assert_int_equal(format_of_file("a.dot/b"), N_FORMATS);
    assert_int_equal(format_of_file("a.b.png"), FORMAT_PNG);
    assert_int_equal(format_of_file("svg"), N_FORMATS);
    for (Format f = 0; f < N_FORMATS; f++)
        assert_int_equal(format_parse(format_name(f)), f);
}

static void an_empty_graph_and_one_node(void **state) {
    Lexicon *l = (Lexicon *)graph_lexicon(*state);
    static const UnitPost one = {"a.md", "Alpha alone."};
    for (size_t n = 0; n < 2; n++) {
        Graph *g = unit_graph(l, DISTANCE_PARAGRAPH, &one, n);
        GString *dot = drawn(g, FORMAT_DOT, NULL, NULL), *svg = drawn(g, FORMAT_SVG, NULL, NULL);
        Agraph_t *ag = read_back(dot->str);
        assert_int_equal(agnnodes(ag), (int)n);
        assert_int_equal(agnedges(ag), 0);
        assert_non_null(strstr(svg->str, "</svg>"));
        agclose(ag);
        g_string_free(dot, TRUE);
        g_string_free(svg, TRUE);
        graph_free(g);
    }
}

/* ---- hostile names ------------------------------------------------------------------------- */

/* A lexicon of these names as products, and a graph in which all of them stand
 * together, in a post whose text, title and path are as bad. */
static Graph *graph_of_names(const char *const *names, size_t n) {
    GString *yml = g_string_new("products:\n");
    for (size_t i = 0; i < n; i++) {
        g_string_append(yml, "  - ");
        json_string(yml, names[i], strlen(names[i])); /* which is YAML, too */
        g_string_append_c(yml, '\n');
    }
    Lexicon *l = unit_lexicon(yml->str);
    g_string_free(yml, TRUE);
    Arena *a = arena_new();
    Mention *mentions = g_new(Mention, n);
    uint32_t *sentence_of = g_new0(uint32_t, n);
    static const char text[] = "Quote \"<b>\" \\N \\\" & </svg> javascript:alert(1) ]]> é end\\";
    for (size_t i = 0; i < n; i++)
        mentions[i] = (Mention){unit_entity(l, names[i]), 0, (uint32_t)i, (uint32_t)i + 1, "name"};
    Mark mark = {0, 0};
    Block block = {BLOCK_PARAGRAPH, 0, slice(text, sizeof text - 1), &mark, 1};
    Post post = {.path = "a \"b\"\\.md",
                 .source = block.text,
                 .title = slice_str("<i>\\T\""),
                 .blocks = &block,
                 .n_blocks = 1};
    const uint32_t *numbers;
    Mentions m = {mentions, n};
    Relations r = relate_post(l, NULL, a, &post, m, DISTANCE_SENTENCE, &numbers);
    Graph *g = graph_new(l, DISTANCE_SENTENCE);
    graph_add_post(g, a, &post, m, r, numbers);
    assert_int_equal(graph_n_nodes(g), n);
    assert_int_equal(graph_n_edges(g), n * (n - 1) / 2);
    g_free(mentions);
    g_free(sentence_of);
    arena_free(a);
    return g;
}

static const char *const hostile[] = {
    "quote\"d",
    "\"quoted all\"",
    "back\\slash",
    "\\N",
    "\\G and \\E \\l",
    "<b>bold</b>",
    "<html>",
    "new\nline",
    "tab\tbed",
    "a -> b; }",
    "/* c */ // d",
    "#include x",
    "&amp; <![CDATA[1]]>",
    "graph",
    "digraph",
    "strict",
    "node",
    "edge",
    "subgraph",
    "1.2.3",
    "-7",
    ".5",
    "עברית שלום",
    "😀 emoji",
    "é\u200d\u200f",
    "%s%n%d",
    "${HOME} `id`",
    "a:b:c",
    "{a|b}",
    "'single'",
    "javascript:alert",
    "ends in a quote\"",
    "x\u2028y",
    "a;b,c=d[e]",
    "_under_",
};

/* The name that a node was made of: fullname where the label is cut. Both are
 * escStrings, in which a backslash is doubled, and an ampersand an entity. */
static char *name_of(Agnode_t *n) {
    const char *full = attribute(n, "fullname");
    GString *s = g_string_new(NULL);
    for (const char *p = *full ? full : attribute(n, "label"); *p; p++) {
        if (*p == '\\' && p[1])
            p++;
        g_string_append_c(s, *p);
        if (!*full && g_str_has_prefix(p, "&amp;")) /* which fullname says to the letter */
            p += strlen("amp;");
    }
    return g_string_free(s, FALSE);
}

static void assert_names_survive(const char *const *names, size_t n) {
    Graph *g = graph_of_names(names, n);
    Lexicon *l = (Lexicon *)graph_lexicon(g);
    char *notes;
    GString *dot = drawn(g, FORMAT_DOT, &(DrawOptions){.title = names[0]}, &notes);
    assert_string_equal(notes, "");
    g_free(notes);
    Agraph_t *ag = read_back(dot->str);
    assert_int_equal(agnnodes(ag), (int)n);
    assert_int_equal(agnedges(ag), (int)(n * (n - 1) / 2));
    for (size_t i = 0; i < n; i++) {
        char *id = unit_id(l, unit_entity(l, names[i]));
        Agnode_t *found = node(ag, id);
        char *name = name_of(found);
        GString *want = g_string_new(NULL);
        entity_name(l, unit_entity(l, names[i]), want);
        g_strdelimit(want->str, "\t\n\r", ' '); /* white space is a blank */
        assert_row(id, name, want->str);
        g_string_free(want, TRUE);
        assert_false(aghtmlstr(agget(found, (char *)"label"))); /* text is never markup */
        g_free(name);
        g_free(id);
    }
    agclose(ag);

    GString *svg =
        drawn(g, FORMAT_SVG, &(DrawOptions){.title = names[0], .layout = "sfdp"}, &notes);
    if (strstr(notes, "Graphviz:"))
        fail_msg("%s", notes);
    g_free(notes);
    xmlDoc *doc = xmlReadMemory(svg->str, (int)svg->len, "it.svg", NULL,
                                XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    if (!doc)
        fail_msg("this is no XML:\n%s", svg->str);
    assert_null(strstr(svg->str, "<b>"));
    assert_null(strstr(svg->str, "href=\"javascript:"));
    xmlFreeDoc(doc);
    g_string_free(svg, TRUE);
    g_string_free(dot, TRUE);
    graph_free(g);
    lexicon_free(l);
}

static void hostile_names(void **state) {
    (void)state;
    assert_names_survive(hostile, G_N_ELEMENTS(hostile));
}

static void names_that_end_in_a_backslash(void **state) {
    (void)state;
    static const char *const names[] = {"ends in \\", "ends in two \\\\", "other"};
    assert_names_survive(names, G_N_ELEMENTS(names));
}

static void a_backslash_before_a_quote(void **state) {
    (void)state;
    static const char *const names[] = {"before \\\"it\\\" is", "two \\\\\"it", "other"};
    assert_names_survive(names, G_N_ELEMENTS(names));
}

static void a_backslash_before_a_line_end(void **state) {
    (void)state;
    static const char *const names[] = {"before \\\nit", "other"};
    assert_names_survive(names, G_N_ELEMENTS(names));
}

static void very_long_names(void **state) {
    (void)state;
    char *plain = g_strnfill(10000, 'x'), *wide = g_malloc(14002);
    for (size_t i = 0; i < 7000; i++)
        memcpy(wide + 2 * i, "é", 2);
    wide[14000] = '\0';
    const char *const names[] = {plain, wide, "short"};
    assert_names_survive(names, G_N_ELEMENTS(names));
    Graph *g = graph_of_names(names, G_N_ELEMENTS(names));
    GString *dot = drawn(g, FORMAT_DOT, NULL, NULL);
    Agraph_t *ag = read_back(dot->str);
    for (Agnode_t *n = agfstnode(ag); n; n = agnxtnode(ag, n)) {
        assert_true(g_utf8_validate(attribute(n, "label"), -1, NULL));
        assert_true(g_utf8_strlen(attribute(n, "label"), -1) <= 100); /* it is a label */
    }
    agclose(ag);
    g_string_free(dot, TRUE);
    Lexicon *l = (Lexicon *)graph_lexicon(g);
    graph_free(g);
    lexicon_free(l);
    g_free(plain);
    g_free(wide);
}

/* ---- size ------------------------------------------------------------------------------------ */

static void the_layout_follows_the_size(void **state) {
    (void)state;
    View small = {.n_nodes = 24, .n_edges = 40}, large = {.n_nodes = 5000, .n_edges = 50000};
    assert_string_equal(layout_for(&small, &(DrawOptions){0}), "dot");
    assert_string_equal(layout_for(&large, &(DrawOptions){0}), "sfdp");
    assert_string_equal(layout_for(&large, &(DrawOptions){.layout = "circo"}), "circo");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nodes),
        cmocka_unit_test(edges),
        cmocka_unit_test(the_same_bytes_each_time),
        cmocka_unit_test(it_is_appended),
        cmocka_unit_test(what_the_user_sets_wins),
        cmocka_unit_test(a_layout_that_there_is_not),
        cmocka_unit_test(every_layout),
        cmocka_unit_test(format_names),
        cmocka_unit_test(an_empty_graph_and_one_node),
        cmocka_unit_test(hostile_names),
        cmocka_unit_test(names_that_end_in_a_backslash),
        cmocka_unit_test(a_backslash_before_a_quote),
        cmocka_unit_test(a_backslash_before_a_line_end),
        cmocka_unit_test(very_long_names),
        cmocka_unit_test(the_layout_follows_the_size),
    };
    int failed = cmocka_run_group_tests_name("dot", tests, set_up, tear_down);
    xmlCleanupParser();
    return failed;
}
