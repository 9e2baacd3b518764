/* The merged graph: counts, weights, evidence, and that no order matters. */
#include "unit.h"

#include <math.h>

static const char yaml[] = "companies:\n  - Alpha\n  - Beta\n  - Gamma\n  - Zeta\n"
                           "products:\n  - Wheel: {maker: Zeta}\n";

static int set_up(void **state) {
    *state = unit_lexicon(yaml);
    return 0;
}

static int tear_down(void **state) {
    lexicon_free(*state);
    return 0;
}

static void weights(void **state) {
    (void)state;
    assert_int_equal(graph_weight(0), 0);
    assert_int_equal(graph_weight(1000), 1000); /* a sentence about the two */
    assert_int_equal(graph_weight(500), 585);   /* a paragraph */
    assert_int_equal(graph_weight(200), 263);   /* a post */
    assert_int_equal(graph_weight(3000), 2000); /* three sentences: ever less each */
    for (uint32_t u = 0; u < 20000; u += 7)
        assert_int_equal(graph_weight(u), lrint(1000 * log2(1 + u / 1000.0)));
    assert_true(2 * graph_weight(1000) > graph_weight(2000)); /* two posts count more than one */
}

/* What one post adds: u = sum of c / (n - 1), n the names of the place. */
static void weight_of_a_post(void **state) {
    static const struct {
        const char *text;
        double u;
    } rows[] = {
        {"Alpha met Beta.", 1},
        {"Alpha met Beta. Beta met Alpha.", 2},
        {"Alpha, Beta and Gamma.", 1 / 2.0},
        {"Alpha, Beta, Gamma, Zeta and the Wheel.", 1 / 4.0},
        {"Alpha met Beta. And Alpha, Beta, Gamma.", 1 + 1 / 2.0},
        {"Alpha sat. Beta stood.", 1 / 2.0},
        {"Alpha sat. Beta stood. Gamma fell.", 1 / 2.0 / 2},
        {"# T\n\nAlpha sat.\n\nBeta stood.", 1 / 5.0},
        {"# T\n\nAlpha sat.\n\nBeta stood.\n\nGamma fell.", 1 / 5.0 / 2},
        {"# T\n\nAlpha met Beta.\n\nAlpha sat. Beta stood.", 1 + 1 / 2.0},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        UnitPost post = {"a.md", rows[i].text};
        Graph *g = unit_graph(*state, DISTANCE_POST, &post, 1);
        long got = (long)unit_edge(g, "Alpha", "Beta")->weight,
             want = lrint(1000 * log2(1 + rows[i].u));
        if (labs(got - want) > 1) /* u is in thousandths */
            fail_msg("%s: weight %ld, expected %ld", rows[i].text, got, want);
        graph_free(g);
    }
}

static void counts(void **state) {
    static const UnitPost posts[] = {
        {"2007-01-02-a.md", "# T\n\nAlpha met Beta. Beta met Alpha.\n\nAlpha sat. Beta stood."},
        {"2006-05-01-b.md", "# T\n\nAlpha sat.\n\nBeta stood. Gamma fell."},
        {"c.md", "Nobody was there."},
    };
    Graph *g = unit_graph(*state, DISTANCE_PARAGRAPH, posts, G_N_ELEMENTS(posts));
    char *got = unit_graph_text(g);
    assert_string_equal(
        got, "posts=3 naming=2 units=4 20060501-20070102\n"
             "alpha posts=2 mentions=4 units=3 20060501-20070102\n"
             "alpha together beta s=2 p=2 posts=1 units=2 weight=1807 20070102-20070102\n"
             "  sentence 2007-01-02-a.md:3 +0 \"Alpha met Beta.\"\n"
             "  sentence 2007-01-02-a.md:3 +0 \"Beta met Alpha.\"\n"
             "  paragraph 2007-01-02-a.md:5 +0 \"Alpha sat. Beta stood.\"\n"
             "beta posts=2 mentions=4 units=3 20060501-20070102\n"
             "beta together gamma s=0 p=1 posts=1 units=1 weight=585 20060501-20060501\n"
             "  paragraph 2006-05-01-b.md:5 +0 \"Beta stood. Gamma fell.\"\n"
             "gamma posts=1 mentions=1 units=1 20060501-20060501\n");
    assert_ptr_equal(graph_lexicon(g), *state);
    g_free(got);
    graph_free(g);
}

static const Node *node(const Graph *g, const char *name) {
    for (size_t i = 0; i < graph_n_nodes(g); i++)
        if (entity_answers_to(graph_lexicon(g), graph_node(g, i)->entity, name))
            return graph_node(g, i);
    fail_msg("the graph has no \"%s\"", name);
    return NULL;
}

static void units_follow_the_distance(void **state) {
    static const UnitPost posts[] = {
        {"a.md", "---\ntags: [Gamma]\n---\nAlpha met Beta. Alpha left.\n\nBeta left."}};
    static const struct {
        Distance within;
        unsigned all, alpha, beta, gamma, edge;
    } rows[] = {
        {DISTANCE_SENTENCE, 3, 2, 2, 0, 1},
        {DISTANCE_PARAGRAPH, 2, 1, 2, 0, 1},
        {DISTANCE_POST, 1, 1, 1, 1, 1},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        Graph *g = unit_graph(*state, rows[i].within, posts, 1);
        assert_int_equal(graph_totals(g).units, rows[i].all);
        assert_int_equal(node(g, "Alpha")->units, rows[i].alpha);
        assert_int_equal(node(g, "Beta")->units, rows[i].beta);
        assert_int_equal(node(g, "Gamma")->units, rows[i].gamma);
        assert_int_equal(unit_edge(g, "Alpha", "Beta")->units, rows[i].edge);
        graph_free(g);
    }
}

static void weight_of_two_posts(void **state) {
    static const UnitPost posts[] = {{"a.md", "Alpha met Beta."},
                                     {"b.md", "Alpha met Beta, too."},
                                     {"c.md", "Alpha sat. Beta stood."}};
    Graph *g = unit_graph(*state, DISTANCE_PARAGRAPH, posts, 3);
    assert_int_equal(unit_edge(g, "Alpha", "Beta")->weight, 1000 + 1000 + 585);
    graph_free(g);
}

/* Only known, and never together: as if in the same post. */
static void what_is_only_known(void **state) {
    static const UnitPost posts[] = {{"a.md", "# T\n\nWheel here.\n\nZeta there."}};
    Graph *g = unit_graph(*state, DISTANCE_SENTENCE, posts, 1);
    const Edge *e = unit_edge(g, "Zeta", "Wheel");
    assert_non_null(e);
    assert_int_equal(edge_statement(e, 0)->kind, KIND_MAKES);
    assert_int_equal(statement_certainty(edge_statement(e, 0)), CERTAINTY_KNOWN);
    assert_int_equal(e->weight, 263);
    assert_int_equal(e->sentences + e->paragraphs, 0);
    assert_int_equal(e->posts, 1);
    graph_free(g);
}

/* What is said goes from the maker to the product, whichever sorts first. */
static void directions(void **state) {
    static const UnitPost posts[] = {{"a.md", "Wheel and Zeta and Alpha."}};
    Graph *g = unit_graph(*state, DISTANCE_SENTENCE, posts, 1);
    const Edge *e = unit_edge(g, "Zeta", "Wheel");
    assert_true(entity_answers_to(*state, graph_node(g, e->a)->entity, "Wheel"));
    const Statement *s = edge_statement(e, 0);
    assert_int_equal(s->kind, KIND_MAKES);
    assert_true(s->back);
    assert_int_equal(edge_tail(e, s), e->b);
    assert_int_equal(edge_head(e, s), e->a);
    assert_null(edge_statement(e, 1u << KIND_ACQUIRED));
    e = unit_edge(g, "Zeta", "Alpha");
    assert_true(entity_answers_to(*state, graph_node(g, e->a)->entity, "Alpha"));
    assert_null(edge_statement(e, 0));
    assert_int_equal(edge_tail(e, NULL), e->a);
    graph_free(g);
}

/* ---- what is said ----------------------------------------------------------------------- */

static const Statement *said(const Edge *e, RelationKind kind, bool back) {
    for (const Statement *s = e->stated; s; s = s->next)
        if (s->kind == kind && s->back == back)
            return s;
    return NULL;
}

/* A post counts for the surest that it says of a thing. */
static void statements(void **state) {
    static const UnitPost posts[] = {
        {"2007-09-11-a.md", "Zeta may acquire Alpha."},
        {"2008-03-01-b.md", "Zeta may acquire Alpha. Later, Zeta acquired Alpha."},
        {"2008-03-02-c.md", "Zeta acquired Alpha. And Zeta has bought Alpha."},
        {"2009-03-02-d.md", "Alpha acquired Zeta. Alpha competes with Zeta."},
    };
    Graph *g = unit_stated_graph(*state, DISTANCE_SENTENCE, posts, 4);
    const Edge *e = unit_edge(g, "Zeta", "Alpha");
    const Statement *s = said(e, KIND_ACQUIRED, true);
    assert_non_null(s);
    assert_int_equal(s->posts[CERTAINTY_STATED], 2);
    assert_int_equal(s->posts[CERTAINTY_RUMOURED], 1);
    assert_int_equal(s->posts[CERTAINTY_KNOWN], 0);
    assert_int_equal(s->first, 20070911);
    assert_int_equal(s->last, 20080302);
    /* the surest sentences, the oldest first */
    assert_string_equal(s->best->quote, "Later, Zeta acquired Alpha.");
    assert_int_equal(s->best->certainty, CERTAINTY_STATED);
    assert_non_null(strstr(s->best->phrase, "@buy"));
    assert_int_equal(said(e, KIND_ACQUIRED, false)->posts[CERTAINTY_STATED], 1);
    /* what most posts state is drawn, and from where it comes */
    assert_ptr_equal(edge_statement(e, 0), s);
    assert_int_equal(edge_tail(e, s), e->b);
    const Statement *other = edge_statement(e, 1u << KIND_COMPETES_WITH | 1u << KIND_MAKES);
    assert_int_equal(other->kind, KIND_COMPETES_WITH);
    graph_free(g);
}

/* One sentence against what the catalog knows of many posts. */
static void what_is_drawn(void **state) {
    (void)state;
    Lexicon *l = unit_lexicon("companies: [Alpha]\nproducts:\n  - Wheel: {maker: Alpha}\n"
                              "  - Rim: {succeeds: [Wheel]}\n");
    Graph *g = graph_new(l, DISTANCE_SENTENCE);
    const UnitPost vs = {"vs.md", "It was Rim vs Wheel."};
    unit_add_stated(g, &phrases_builtin, DISTANCE_SENTENCE, &vs);
    const Edge *e = unit_edge(g, "Rim", "Wheel");
    assert_int_equal(edge_statement(e, 0)->kind, KIND_COMPETES_WITH);
    for (int i = 0; i < 8; i++) {
        char path[16];
        g_snprintf(path, sizeof path, "%d.md", i);
        const UnitPost both = {path, "Rim, Wheel."};
        unit_add_stated(g, &phrases_builtin, DISTANCE_SENTENCE, &both);
    }
    e = unit_edge(g, "Rim", "Wheel");
    assert_int_equal(edge_statement(e, 0)->kind, KIND_SUCCEEDS);
    graph_free(g);
    lexicon_free(l);
}

/* ---- evidence -------------------------------------------------------------------------- */

static void the_best_evidence(void **state) {
    static const UnitPost posts[] = {
        {"2009-01-01-a.md", "Alpha sat. Beta stood."},    /* a paragraph */
        {"2008-01-01-b.md", "Alpha met Beta and Gamma."}, /* with another */
        {"2007-01-01-c.md", "Alpha met Beta in c."},
        {"2006-01-01-d.md", "Alpha met Beta in d."},
        {"e.md", "Alpha met Beta in e."}, /* no date: the last of its kind */
        {"2005-01-01-f.md", "# T\n\nAlpha sat.\n\nBeta stood."},
    };
    Graph *g = unit_graph(*state, DISTANCE_POST, posts, G_N_ELEMENTS(posts));
    const Edge *e = unit_edge(g, "Alpha", "Beta");
    static const char *const want[EVIDENCE_KEPT] = {"2006-01-01-d.md", "2007-01-01-c.md", "e.md"};
    const Evidence *v = e->best;
    for (unsigned i = 0; i < EVIDENCE_KEPT; i++, v = v->next) {
        assert_non_null(v);
        assert_string_equal(v->post->path, want[i]);
    }
    assert_null(v);
    assert_int_equal(e->posts, 6);
    graph_free(g);
}

static void the_same_sentence_is_one_piece_of_evidence(void **state) {
    static const UnitPost posts[] = {
        {"2008-01-01-copy.md", "Alpha met Beta."},
        {"2007-01-01-first.md", "---\ntitle: The first\nurl: http://x.org/\n---\nAlpha met Beta."},
    };
    Graph *g = unit_graph(*state, DISTANCE_SENTENCE, posts, 2);
    const Evidence *v = unit_edge(g, "Alpha", "Beta")->best;
    assert_string_equal(v->post->path, "2007-01-01-first.md");
    assert_string_equal(v->post->title, "The first");
    assert_string_equal(v->post->url, "http://x.org/");
    assert_int_equal(v->post->date, 20070101);
    assert_int_equal(v->line, 5);
    assert_null(v->next);
    graph_free(g);
}

static void a_long_quote_is_cut(void **state) {
    GString *s = g_string_new("Alpha");
    while (s->len < 2000)
        g_string_append(s, " és és és");
    g_string_append(s, " Beta.");
    UnitPost post = {"a.md", s->str};
    Graph *g = unit_graph(*state, DISTANCE_SENTENCE, &post, 1);
    const char *quote = unit_edge(g, "Alpha", "Beta")->best->quote;
    assert_true(strlen(quote) < 400);
    assert_true(g_utf8_validate(quote, -1, NULL));
    assert_true(g_str_has_prefix(quote, "Alpha és"));
    assert_true(g_str_has_suffix(quote, "és …"));
    graph_free(g);
    g_string_assign(s, "Alpha-"); /* nowhere to cut */
    while (s->len < 2000)
        g_string_append(s, "é");
    g_string_append(s, "-Beta.");
    post.text = s->str;
    g = unit_graph(*state, DISTANCE_SENTENCE, &post, 1);
    assert_true(g_utf8_validate(unit_edge(g, "Alpha", "Beta")->best->quote, -1, NULL));
    graph_free(g);
    g_string_free(s, TRUE);
}

/* ---- order ------------------------------------------------------------------------------- */

#define N_POSTS 40

/* Random posts, some of them copies of others. */
static void make_posts(GRand *random, UnitPost *posts) {
    static const char *const parts[] = {"Alpha", "Beta", "Gamma", "Zeta", "Wheel", "the", "met"};
    static const char *const joints[] = {" ", " ", " ", ". ", "\n\n", " acquired ", " may acquire ",
                                         ", "};
    for (int i = 0; i < N_POSTS; i++) {
        GString *s = g_string_new("# T\n\n");
        for (int n = g_rand_int_range(random, 2, 14); n-- > 0;)
            g_string_append_printf(s, "%s%s",
                                   parts[g_rand_int_range(random, 0, G_N_ELEMENTS(parts))],
                                   joints[g_rand_int_range(random, 0, G_N_ELEMENTS(joints))]);
        bool copy = i && g_rand_int_range(random, 0, 4) == 0;
        posts[i].text = copy ? g_strdup(posts[i - 1].text) : g_strdup(s->str);
        posts[i].path =
            g_rand_int_range(random, 0, 3)
                ? g_strdup_printf("200%d-01-01-%02d.md", g_rand_int_range(random, 0, 4), i)
                : g_strdup_printf("%02d.md", i);
        g_string_free(s, TRUE);
    }
}

static void no_order_and_no_split_matters(void **state) {
    const Lexicon *l = *state;
    GRand *random = g_rand_new_with_seed(14);
    for (int set = 0; set < 12; set++) {
        Distance within = (Distance)(set % 3);
        UnitPost posts[N_POSTS];
        make_posts(random, posts);
        Graph *g = unit_stated_graph(l, within, posts, N_POSTS);
        char *want = unit_graph_text(g);
        graph_free(g);
        for (int round = 0; round < 12; round++) {
            for (int i = N_POSTS - 1; i > 0; i--) {
                int k = g_rand_int_range(random, 0, i + 1);
                UnitPost swap = posts[i];
                posts[i] = posts[k];
                posts[k] = swap;
            }
            unsigned n = (unsigned)g_rand_int_range(random, 1, 9);
            Graph *parts[8];
            for (unsigned p = 0; p < n; p++)
                parts[p] = graph_new(l, within);
            for (int i = 0; i < N_POSTS; i++)
                unit_add_stated(parts[g_rand_int_range(random, 0, (gint)n)], &phrases_builtin,
                                within, &posts[i]);
            for (unsigned p = 1; p < n;
                 p++) { /* sometimes the one into the other, sometimes back */
                unsigned from = round % 2 ? p : n - p, to = round % 2 ? 0 : n - p - 1;
                graph_merge(parts[to], parts[from]);
                assert_int_equal(graph_n_nodes(parts[from]), 0);
                assert_int_equal(graph_n_edges(parts[from]), 0);
                assert_int_equal(graph_totals(parts[from]).posts, 0);
            }
            char *got = unit_graph_text(parts[0]);
            assert_row("merged", got, want);
            g_free(got);
            for (unsigned p = 0; p < n; p++)
                graph_free(parts[p]);
        }
        g_free(want);
        for (int i = 0; i < N_POSTS; i++) {
            g_free((char *)posts[i].path);
            g_free((char *)posts[i].text);
        }
    }
    g_rand_free(random);
}

static void a_graph_is_usable_after_merging(void **state) {
    static const UnitPost posts[] = {{"a.md", "Zeta met Beta."},
                                     {"b.md", "Alpha met Zeta."},
                                     {"c.md", "Beta met Zeta, and Alpha met Gamma."}};
    Graph *want = unit_graph(*state, DISTANCE_PARAGRAPH, posts, 3);
    char *text = unit_graph_text(want);
    Graph *g = unit_graph(*state, DISTANCE_PARAGRAPH, posts, 1),
          *other = unit_graph(*state, DISTANCE_PARAGRAPH, posts + 1, 1);
    graph_merge(g, other);
    unit_add(other, DISTANCE_PARAGRAPH, &posts[2]); /* the empty one, too */
    graph_merge(g, other);
    char *got = unit_graph_text(g);
    assert_string_equal(got, text);
    g_free(got);
    g_free(text);
    graph_free(g);
    graph_free(other);
    graph_free(want);
}

static void an_empty_graph(void **state) {
    Graph *g = graph_new(*state, DISTANCE_POST), *other = graph_new(*state, DISTANCE_POST);
    graph_merge(g, other);
    assert_int_equal(graph_n_nodes(g), 0);
    assert_int_equal(graph_n_edges(g), 0);
    assert_int_equal(graph_totals(g).first, 0);
    graph_free(g);
    graph_free(other);
    graph_free(NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(weights),
        cmocka_unit_test(weight_of_a_post),
        cmocka_unit_test(counts),
        cmocka_unit_test(units_follow_the_distance),
        cmocka_unit_test(weight_of_two_posts),
        cmocka_unit_test(what_is_only_known),
        cmocka_unit_test(directions),
        cmocka_unit_test(statements),
        cmocka_unit_test(what_is_drawn),
        cmocka_unit_test(the_best_evidence),
        cmocka_unit_test(the_same_sentence_is_one_piece_of_evidence),
        cmocka_unit_test(a_long_quote_is_cut),
        cmocka_unit_test(no_order_and_no_split_matters),
        cmocka_unit_test(a_graph_is_usable_after_merging),
        cmocka_unit_test(an_empty_graph),
    };
    return cmocka_run_group_tests_name("graph", tests, set_up, tear_down);
}
