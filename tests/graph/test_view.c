/* The view: what of a graph is kept. */
#include "unit.h"

#include <math.h>

static const char yaml[] = "companies:\n  - Alpha\n  - Beta\n  - Gamma\n  - Delta\n  - Zeta\n"
                           "products:\n  - Wheel\n  - Axle\nevents:\n  - Fair\n";

typedef struct {
    Lexicon *l;
    Graph *g;
} World;

/* Alpha – Beta – Gamma – Delta in a row, Wheel – Alpha, Wheel – Axle; Zeta alone. */
static const UnitPost posts[] = {
    {"1.md", "# T\n\nAlpha met Beta.\n\nAlpha met Beta again."},
    {"2.md", "Alpha met Beta at last."},
    {"3.md", "Beta met Gamma."},
    {"4.md", "Gamma met Delta."},
    {"5.md", "The Wheel of Alpha."},
    {"6.md", "The Wheel has an Axle."},
    {"7.md", "Zeta was alone."},
    {"8.md", "Zeta was alone again."},
    {"9.md", "Zeta, and nobody else."},
};

static int set_up(void **state) {
    World *w = g_new(World, 1);
    w->l = unit_lexicon(yaml);
    w->g = unit_graph(w->l, DISTANCE_PARAGRAPH, posts, G_N_ELEMENTS(posts));
    *state = w;
    return 0;
}

static int tear_down(void **state) {
    World *w = *state;
    graph_free(w->g);
    lexicon_free(w->l);
    g_free(w);
    return 0;
}

/* "alpha beta | alpha-beta (left: 2 nodes, 1 edges)" */
static char *view_of(const Graph *g, ViewOptions o) {
    View v;
    GError *error = NULL;
    bool ok = view_choose(g, &o, &v, &error);
    assert_null(error);
    assert_true(ok);
    GString *s = g_string_new(NULL);
    for (size_t i = 0; i < v.n_nodes; i++) {
        assert_true(v.nodes[i] < graph_n_nodes(g));
        assert_false(i && entity_compare(graph_lexicon(g), graph_node(g, v.nodes[i - 1])->entity,
                                         graph_node(g, v.nodes[i])->entity) >= 0);
        entity_id(graph_lexicon(g), graph_node(g, v.nodes[i])->entity, s);
        g_string_append_c(s, ' ');
    }
    g_string_append_c(s, '|');
    for (size_t i = 0; i < v.n_edges; i++) {
        const Edge *e = graph_edge(g, v.edges[i]);
        unsigned ends = 0;
        for (size_t k = 0; k < v.n_nodes; k++)
            ends += v.nodes[k] == e->a || v.nodes[k] == e->b;
        assert_int_equal(ends, 2);
        g_string_append_c(s, ' ');
        entity_id(graph_lexicon(g), graph_node(g, e->a)->entity, s);
        g_string_append_c(s, '-');
        entity_id(graph_lexicon(g), graph_node(g, e->b)->entity, s);
    }
    g_string_append_printf(s, " (left: %zu nodes, %zu edges)", v.nodes_left, v.edges_left);
    view_clear(&v);
    assert_null(v.nodes);
    return g_string_free(s, FALSE);
}

#define assert_view(g, want, ...)                                                                  \
    do {                                                                                           \
        char *got_ = view_of((g), (ViewOptions){__VA_ARGS__});                                     \
        assert_string_equal(got_, want);                                                           \
        g_free(got_);                                                                              \
    } while (0)

static void everything(void **state) {
    const World *w = *state;
    assert_view(
        w->g,
        "alpha axle beta delta gamma wheel zeta "
        "| alpha-beta alpha-wheel axle-wheel beta-gamma delta-gamma (left: 0 nodes, 0 edges)",
        0);
}

static void by_type(void **state) {
    const World *w = *state;
    assert_view(w->g, "axle wheel | axle-wheel (left: 0 nodes, 0 edges)",
                .types = 1u << TYPE_PRODUCT);
    assert_view(w->g, "| (left: 0 nodes, 0 edges)", .types = 1u << TYPE_EVENT);
    assert_view(
        w->g,
        "alpha beta delta gamma zeta | alpha-beta beta-gamma delta-gamma (left: 0 nodes, 0 edges)",
        .types = 1u << TYPE_COMPANY | 1u << TYPE_EVENT);
}

static void by_kind(void **state) {
    (void)state;
    static const UnitPost makers[] = {{"1.md", "Alpha met Beta. Beta met Gamma."},
                                      {"2.md", "The Wheel of Alpha."}};
    Lexicon *l = unit_lexicon("companies: [Alpha, Beta, Gamma]\n"
                              "products:\n  - Wheel: {maker: Alpha}\n");
    Graph *g = unit_graph(l, DISTANCE_PARAGRAPH, makers, 2);
    assert_view(g, "alpha wheel | alpha-wheel (left: 0 nodes, 0 edges)", .kinds = 1u << KIND_MAKES);
    assert_view(g, "alpha beta gamma | alpha-beta alpha-gamma beta-gamma (left: 0 nodes, 0 edges)",
                .kinds = 1u << KIND_TOGETHER);
    assert_view(g, "| (left: 0 nodes, 0 edges)", .kinds = 1u << KIND_ACQUIRED);
    /* what is left has such a link */
    assert_view(g, "beta gamma | beta-gamma (left: 1 nodes, 2 edges)", .kinds = 1u << KIND_TOGETHER,
                .nodes = 2);
    assert_view(g,
                "alpha beta gamma wheel | alpha-beta alpha-gamma alpha-wheel beta-gamma (left: 0 "
                "nodes, 0 edges)",
                .kinds = 1u << KIND_TOGETHER | 1u << KIND_MAKES);
    graph_free(g);
    lexicon_free(l);
}

static void around_a_focus(void **state) {
    const World *w = *state;
    static const char *const beta[] = {"beta"}, *const two[] = {"Beta", "Axle"},
                             *const zeta[] = {"Zeta"};
    assert_view(w->g, "beta | (left: 0 nodes, 0 edges)", .focus = beta, .n_focus = 1, .depth = 0);
    assert_view(w->g, "alpha beta gamma | alpha-beta beta-gamma (left: 0 nodes, 0 edges)",
                .focus = beta, .n_focus = 1, .depth = 1);
    assert_view(w->g,
                "alpha beta delta gamma wheel | alpha-beta alpha-wheel beta-gamma delta-gamma "
                "(left: 0 nodes, 0 edges)",
                .focus = beta, .n_focus = 1, .depth = 2);
    assert_view(w->g,
                "alpha axle beta gamma wheel | alpha-beta alpha-wheel axle-wheel beta-gamma (left: "
                "0 nodes, 0 edges)",
                .focus = two, .n_focus = 2, .depth = 1);
    assert_view(w->g, "zeta | (left: 0 nodes, 0 edges)", .focus = zeta, .n_focus = 1, .depth = 5);
    /* of that, only what has the types; the focus itself is asked for */
    assert_view(w->g, "alpha beta gamma | alpha-beta beta-gamma (left: 0 nodes, 0 edges)",
                .types = 1u << TYPE_COMPANY, .focus = beta, .n_focus = 1, .depth = 1);
}

static void a_focus_that_is_not_there(void **state) {
    const World *w = *state;
    static const char *const rows[][2] = {{"Betta", "did you mean \"Beta\"?"},
                                          {"Fair", "\"Fair\""},
                                          {"Something else", "\"Something else\""}};
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        View v;
        GError *error = NULL;
        ViewOptions o = {.focus = &rows[i][0], .n_focus = 1, .depth = 1};
        assert_false(view_choose(w->g, &o, &v, &error));
        assert_int_equal(error->domain, ROOM_ERROR);
        if (!strstr(error->message, rows[i][1]))
            fail_msg("said \"%s\"", error->message);
        g_error_free(error);
        assert_false(view_choose(w->g, &o, &v, NULL));
        view_clear(&v);
    }
}

static void limits(void **state) {
    const World *w = *state;
    static const char *const beta[] = {"Beta"};
    for (size_t nodes = 0; nodes < 9; nodes++)
        for (size_t edges = 0; edges < 7; edges++) {
            View v;
            ViewOptions o = {.nodes = nodes, .edges = edges};
            assert_true(view_choose(w->g, &o, &v, NULL));
            assert_true(!nodes || v.n_nodes <= nodes);
            assert_true(!edges || v.n_edges <= edges);
            assert_int_equal(v.n_nodes + v.nodes_left, 7);
            assert_int_equal(v.n_edges + v.edges_left, 5);
            view_clear(&v);
        }
    /* the strongest edge, and its ends */
    assert_view(w->g, "alpha beta | alpha-beta (left: 5 nodes, 4 edges)", .nodes = 2);
    assert_view(w->g, "alpha beta | alpha-beta (left: 1 nodes, 1 edges)", .nodes = 2, .focus = beta,
                .n_focus = 1, .depth = 1);
}

/* Where there is room for one, it is the name that is most spoken of. */
static void the_strongest_node(void **state) {
    const World *w = *state;
    static const UnitPost lonely[] = {{"1.md", "Alpha."},
                                      {"2.md", "Zeta."},
                                      {"3.md", "Zeta, only."},
                                      {"4.md", "Zeta again."},
                                      {"5.md", "Beta."}};
    Graph *g = unit_graph(w->l, DISTANCE_PARAGRAPH, lonely, G_N_ELEMENTS(lonely));
    assert_view(g, "alpha beta zeta | (left: 0 nodes, 0 edges)", .nodes = 3);
    assert_view(g, "zeta | (left: 2 nodes, 0 edges)", .nodes = 1);
    graph_free(g);
}

/* Everyday names that happen to meet do not crowd out those that belong together. */
static void the_telling_edge_comes_first(void **state) {
    const World *w = *state;
    GPtrArray *all = g_ptr_array_new_with_free_func(g_free);
    for (int i = 0; i < 40; i++) { /* everywhere, and so together often */
        g_ptr_array_add(all, g_strdup(i % 2 ? "Alpha is here." : "Beta is here."));
        if (i % 4 == 0)
            g_ptr_array_add(all, g_strdup("Alpha and Beta are here."));
    }
    for (int i = 0; i < 6; i++) /* rare, and only together */
        g_ptr_array_add(all, g_strdup("Wheel and Axle are here."));
    Graph *g = graph_new(w->l, DISTANCE_PARAGRAPH);
    for (guint i = 0; i < all->len; i++) {
        char *path = g_strdup_printf("%u.md", i);
        UnitPost p = {path, all->pdata[i]};
        unit_add(g, DISTANCE_PARAGRAPH, &p);
        g_free(path);
    }
    assert_true(unit_edge(g, "Alpha", "Beta")->weight > unit_edge(g, "Wheel", "Axle")->weight);
    assert_view(g, "axle wheel | axle-wheel (left: 2 nodes, 1 edges)", .nodes = 2);
    graph_free(g);
    g_ptr_array_unref(all);
}

/* ---- association ----------------------------------------------------------------- */

static void association(void **state) {
    const World *w = *state;
    static const UnitPost some[] = {{"1.md", "Alpha met Beta."}, {"2.md", "Alpha met Beta, too."},
                                    {"3.md", "Alpha."},          {"4.md", "Gamma."},
                                    {"5.md", "Gamma."},          {"6.md", "Beta."},
                                    {"7.md", "Gamma."},          {"8.md", "Gamma."}};
    Graph *g = unit_graph(w->l, DISTANCE_PARAGRAPH, some, G_N_ELEMENTS(some));
    /* Alpha in 3, Beta in 3, both in 2, of 8 */
    const Edge *e = unit_edge(g, "Alpha", "Beta");
    double want = log(2 / 8.0 / (3 / 8.0 * 3 / 8.0)) / -log(2 / 8.0), got = edge_association(g, e);
    assert_true(got > 0);
    assert_true(fabs(got - want) < 1e-9);
    assert_true(fabs(edge_strength(g, e) - log2(1 + 2) * (1 + want)) < 1e-9); /* two sentences */
    graph_free(g);
    /* less often than chance: negative */
    g = graph_new(w->l, DISTANCE_PARAGRAPH);
    static const UnitPost apart[] = {
        {"1.md", "Alpha."}, {"2.md", "Beta."}, {"3.md", "Alpha met Beta."}};
    for (int i = 0; i < 21; i++)
        unit_add(g, DISTANCE_PARAGRAPH, &apart[i < 20 ? i % 2 : 2]);
    got = edge_association(g, unit_edge(g, "Alpha", "Beta"));
    assert_true(got < 0 && got >= -1);
    graph_free(g);
    /* always and everywhere: a number all the same */
    g = unit_graph(w->l, DISTANCE_PARAGRAPH, &apart[2], 1);
    got = edge_association(g, unit_edge(g, "Alpha", "Beta"));
    assert_true(got >= -1 && got <= 1);
    graph_free(g);
}

static void association_is_between_its_bounds(void **state) {
    const World *w = *state;
    for (Distance within = DISTANCE_SENTENCE; within <= DISTANCE_POST; within++) {
        Graph *g = unit_graph(w->l, within, posts, G_N_ELEMENTS(posts));
        for (size_t i = 0; i < graph_n_edges(g); i++) {
            double a = edge_association(g, graph_edge(g, i));
            assert_true(a >= -1 && a <= 1);
            assert_true(edge_strength(g, graph_edge(g, i)) >= 0);
        }
        graph_free(g);
    }
}

/* Without a limit everything is drawn, also what is only known. */
static void an_edge_that_is_only_known_is_kept(void **state) {
    (void)state;
    Lexicon *l = unit_lexicon("companies: [Alpha, Beta]\nproducts:\n  - Wheel: {maker: Alpha}\n");
    static const UnitPost far[] = {{"1.md", "# T\n\nAlpha met Beta.\n\nThe Wheel turned."}};
    Graph *g = unit_graph(l, DISTANCE_PARAGRAPH, far, 1);
    assert_int_equal(graph_n_edges(g), 2);
    assert_view(g, "alpha beta wheel | alpha-beta alpha-wheel (left: 0 nodes, 0 edges)", 0);
    assert_view(g, "alpha beta wheel | alpha-beta alpha-wheel (left: 0 nodes, 0 edges)",
                .nodes = 24, .edges = 40);
    graph_free(g);
    lexicon_free(l);
}

static void an_empty_graph(void **state) {
    const World *w = *state;
    Graph *g = graph_new(w->l, DISTANCE_PARAGRAPH);
    assert_view(g, "| (left: 0 nodes, 0 edges)", .nodes = 24, .edges = 40);
    graph_free(g);
}

/* A graph of many names and edges, most of which are as strong as others. */
static Graph *large_graph(const Lexicon *l, unsigned names) {
    GRand *random = g_rand_new_with_seed(4);
    Graph *g = graph_new(l, DISTANCE_PARAGRAPH);
    for (unsigned i = 0; i < 1200; i++) {
        char *path = g_strdup_printf("%u.md", i);
        GString *text = g_string_new(NULL);
        for (int k = g_rand_int_range(random, 1, 5); k-- > 0;)
            g_string_append_printf(
                text, "Qx%u and ",
                (unsigned)(g_rand_double(random) * g_rand_double(random) * names));
        unit_add(g, DISTANCE_PARAGRAPH, &(UnitPost){path, text->str});
        g_string_free(text, TRUE);
        g_free(path);
    }
    g_rand_free(random);
    return g;
}

static int edges_by_ids(const Graph *g, const Edge *x, const Edge *y) {
    const Lexicon *l = graph_lexicon(g);
    int order = entity_compare(l, graph_node(g, x->a)->entity, graph_node(g, y->a)->entity);
    return order ? order
                 : entity_compare(l, graph_node(g, x->b)->entity, graph_node(g, y->b)->entity);
}

/* What view_choose does, without any order: the most appealing of all edges is
 * taken, again and again. Marks edges in `taken`. */
static void choose_slowly(const Graph *g, size_t room, size_t edges, bool *taken) {
    bool *kept = g_new0(bool, graph_n_nodes(g) + 1);
    while (edges--) {
        size_t best = SIZE_MAX;
        double most = -1, score_of_best = 0;
        for (size_t i = 0; i < graph_n_edges(g); i++) {
            const Edge *e = graph_edge(g, i);
            size_t needed = (size_t)!kept[e->a] + !kept[e->b];
            double score = edge_strength(g, e), appeal = needed == 2 ? 0.6 * score : score;
            if (taken[i] || needed > room || appeal < most)
                continue;
            if (appeal == most &&
                (score < score_of_best ||
                 (score == score_of_best && edges_by_ids(g, e, graph_edge(g, best)) > 0)))
                continue;
            best = i;
            most = appeal;
            score_of_best = score;
        }
        if (best == SIZE_MAX)
            break;
        const Edge *e = graph_edge(g, best);
        room -= (size_t)!kept[e->a] + !kept[e->b];
        kept[e->a] = kept[e->b] = taken[best] = true;
    }
    g_free(kept);
}

static void the_same_without_order(void **state) {
    (void)state;
    const unsigned names = 150;
    GString *catalog = g_string_new("products:\n");
    for (unsigned i = 0; i < names; i++)
        g_string_append_printf(catalog, "  - Qx%u\n", i);
    Lexicon *l = unit_lexicon(catalog->str);
    Graph *g = large_graph(l, names);
    assert_true(graph_n_edges(g) > 1500); /* more than are put in order at first */
    static const struct {
        size_t nodes, edges;
    } limits[] = {{24, 40},   {2, 40},    {7, 600},    {150, 300},
                  {150, 511}, {150, 513}, {100, 1200}, {150, 5000}};
    for (size_t k = 0; k < G_N_ELEMENTS(limits); k++) {
        View v;
        bool *taken = g_new0(bool, graph_n_edges(g));
        ViewOptions o = {.nodes = limits[k].nodes, .edges = limits[k].edges};
        assert_true(view_choose(g, &o, &v, NULL));
        choose_slowly(g, o.nodes, o.edges, taken);
        size_t n = 0;
        for (size_t i = 0; i < graph_n_edges(g); i++)
            n += taken[i];
        assert_int_equal(v.n_edges, n);
        for (size_t i = 0; i < v.n_edges; i++)
            assert_true(taken[v.edges[i]]);
        view_clear(&v);
        g_free(taken);
    }
    graph_free(g);
    lexicon_free(l);
    g_string_free(catalog, TRUE);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(everything),
        cmocka_unit_test(by_type),
        cmocka_unit_test(by_kind),
        cmocka_unit_test(around_a_focus),
        cmocka_unit_test(a_focus_that_is_not_there),
        cmocka_unit_test(limits),
        cmocka_unit_test(the_strongest_node),
        cmocka_unit_test(the_telling_edge_comes_first),
        cmocka_unit_test(association),
        cmocka_unit_test(association_is_between_its_bounds),
        cmocka_unit_test(an_edge_that_is_only_known_is_kept),
        cmocka_unit_test(an_empty_graph),
        cmocka_unit_test(the_same_without_order),
    };
    return cmocka_run_group_tests_name("view", tests, set_up, tear_down);
}
