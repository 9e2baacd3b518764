/* JSON: nodes and edges with all their data. */
#include "unit.h"

#include "draw/inside.h"

static char *json(const char *yaml, const UnitPost *posts, size_t n, const char *title) {
    Lexicon *l = unit_lexicon(yaml);
    Graph *g = unit_graph(l, DISTANCE_PARAGRAPH, posts, n);
    View v;
    ViewOptions all = {0};
    assert_true(view_choose(g, &all, &v, NULL));
    GString *out = g_string_new(NULL);
    json_write(g, &v, &(DrawOptions){.title = title}, out);
    view_clear(&v);
    graph_free(g);
    lexicon_free(l);
    return g_string_free(out, FALSE);
}

static void assert_json(const char *got, const char *want) {
    GString *flat = g_string_new(NULL); /* line ends between values mean nothing */
    for (const char *p = got; *p; p++)
        if (*p != '\n')
            g_string_append_c(flat, *p);
    assert_string_equal(flat->str, want);
    g_string_free(flat, TRUE);
}

static void a_graph(void **state) {
    (void)state;
    static const UnitPost posts[] = {
        {"2007-09-11-a.md",
         "---\ntitle: One\nurl: http://x.org/1\n---\nAlpha met Beta. So it was."},
        {"b.md", "Alpha has the Wheel."},
    };
    char *got = json("companies:\n  - Alpha: {site: alpha.example}\n  - Beta\nproducts:\n  - "
                     "Wheel: {maker: Alpha}\n",
                     posts, 2, "The title");
    assert_json(
        got,
        "{\"posts\":2,\"title\":\"The title\",\"first\":\"2007-09-11\",\"last\":\"2007-09-11\","
        "\"nodes_left_out\":0,\"edges_left_out\":0,\"nodes\":["
        "{\"id\":\"alpha\",\"name\":\"Alpha\",\"type\":\"company\",\"url\":\"https://alpha.example/"
        "\","
        "\"posts\":2,\"mentions\":2,\"first\":\"2007-09-11\",\"last\":\"2007-09-11\"},"
        "{\"id\":\"beta\",\"name\":\"Beta\",\"type\":\"company\",\"posts\":1,\"mentions\":1,"
        "\"first\":\"2007-09-11\",\"last\":\"2007-09-11\"},"
        "{\"id\":\"wheel\",\"name\":\"Wheel\",\"type\":\"product\",\"posts\":1,\"mentions\":1}"
        "],\"edges\":["
        "{\"from\":\"alpha\",\"to\":\"beta\",\"kind\":\"together\",\"weight\":1.000,\"sentences\":"
        "1,"
        "\"paragraphs\":1,\"posts\":1,\"first\":\"2007-09-11\",\"last\":\"2007-09-11\","
        "\"evidence\":["
        "{\"post\":\"2007-09-11-a.md\",\"line\":5,\"title\":\"One\",\"url\":\"http://x.org/1\","
        "\"date\":\"2007-09-11\",\"distance\":\"sentence\",\"quote\":\"Alpha met Beta.\"}],"
        "\"statements\":[]},"
        "{\"from\":\"alpha\",\"to\":\"wheel\",\"kind\":\"makes\",\"certainty\":\"known\","
        "\"weight\":1.000,\"sentences\":1,"
        "\"paragraphs\":1,\"posts\":1,\"evidence\":["
        "{\"post\":\"b.md\",\"line\":1,\"distance\":\"sentence\",\"quote\":\"Alpha has the "
        "Wheel.\"}],"
        "\"statements\":[{\"from\":\"alpha\",\"to\":\"wheel\",\"kind\":\"makes\","
        "\"certainty\":\"known\",\"stated\":0,\"rumoured\":0,\"known\":1,\"evidence\":[]}]}"
        "]}");
    g_free(got);
}

static void an_empty_graph(void **state) {
    (void)state;
    char *got = json("companies: [Alpha]\n", NULL, 0, NULL);
    assert_json(
        got, "{\"posts\":0,\"nodes_left_out\":0,\"edges_left_out\":0,\"nodes\":[],\"edges\":[]}");
    g_free(got);
}

static void hostile_text(void **state) {
    (void)state;
    static const UnitPost posts[] = {{"a \"b\"\\.md", "Alpha \"met\" Beta \\ & all."}};
    char *got = json("companies: [Alpha, Beta]\n", posts, 1, "a\n\"b\"\t\x01");
    assert_non_null(strstr(got, "\"title\":\"a\\n\\\"b\\\"\\t\\u0001\""));
    assert_non_null(strstr(got, "\"post\":\"a \\\"b\\\"\\\\.md\""));
    assert_non_null(strstr(got, "\"quote\":\"Alpha \\\"met\\\" Beta \\\\ & all.\""));
    g_free(got);
}

/* Weights of many posts, to the thousandth. */
static void weights(void **state) {
    (void)state;
    UnitPost posts[30];
    for (int i = 0; i < 30; i++)
        posts[i] = (UnitPost){g_strdup_printf("%d.md", i),
                              i < 25 ? "Alpha met Beta." : "Alpha sat. Beta stood."};
    char *got = json("companies: [Alpha, Beta]\n", posts, 30, NULL);
    assert_non_null(strstr(got, "\"weight\":27.925,")); /* 25 · 1 + 5 · 0.585 */
    g_free(got);
    for (int i = 0; i < 30; i++)
        g_free((char *)posts[i].path);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_graph),
        cmocka_unit_test(an_empty_graph),
        cmocka_unit_test(hostile_text),
        cmocka_unit_test(weights),
    };
    return cmocka_run_group_tests_name("json", tests, NULL, NULL);
}
