/* What looks like a name and is in no catalog. */
#include "unit.h"

static const char yaml[] = "companies:\n"
                           "  - VMware\n"
                           "products:\n"
                           "  - Fusion: {maker: VMware, ambiguous: true}\n"
                           "  - Hyper-V\n";

/* The entries that posts give, without comments, a line each. */
static char *entries(const char *const *posts, size_t n) {
    Lexicon *l = unit_lexicon(yaml);
    Unknowns *u = unknowns_new(l);
    Arena *a = arena_new();
    for (size_t i = 0; i < n; i++) {
        Post *post = unit_post(a, posts[i]);
        unknowns_add(u, "p.md", names_guess(l, a, post, names_find(l, a, post)));
        arena_reset(a);
    }
    GString *yml = g_string_new(NULL), *out = g_string_new(NULL);
    size_t names = unknowns_write(u, yml);
    char **lines = g_strsplit(yml->str, "\n", -1);
    for (char **line = lines; *line; line++) {
        char *comment = strchr(*line, '#');
        if (comment)
            *comment = '\0';
        if (*g_strchomp(*line)) {
            names -= **line == ' ';
            g_string_append_printf(out, "%s\n", *line);
        }
    }
    assert_int_equal(names, 0); /* it says how many there are */
    g_strfreev(lines);
    g_string_free(yml, TRUE);
    arena_free(a);
    unknowns_free(u);
    lexicon_free(l);
    return g_string_free(out, FALSE);
}

typedef struct {
    const char *text, *entries;
} Row;

static void check_rows(const Row *rows, size_t n) {
    for (size_t i = 0; i < n; i++) {
        char *got = entries(&rows[i].text, 1);
        assert_row(rows[i].text, got, rows[i].entries);
        g_free(got);
    }
}

static void types_by_the_words_around(void **state) {
    (void)state;
    static const Row rows[] = {
        /* companies */
        {"Then Globex, Inc. came.", "companies:\n  - Globex\n"},
        {"Then Globex Inc. came.", "companies:\n  - Globex Inc\n"},
        {"We met Globex Dynamics Systems there.", "companies:\n  - Globex Dynamics Systems\n"},
        {"It was then that Globex announced it.", "companies:\n  - Globex\n"},
        {"The Globex CEO left.", "companies:\n  - Globex\n"},
        {"It was acquired by Globex there.", "companies:\n  - Globex\n"},
        {"See the Open Widget Foundation there.", "companies:\n  - Open Widget Foundation\n"},
        /* events */
        {"We went to the Widget Conference there.", "events:\n  - Widget Conference\n"},
        {"We went to Widget Summit 2009 there.", "events:\n  - Widget Summit\n"},
        {"We went to WidgetCon there.", "events:\n  - WidgetCon\n"},
        /* products */
        {"We have Frobnicate 2.0 here.", "products:\n  - Frobnicate\n"},
        {"We like the Frobnicate plugin here.", "products:\n  - Frobnicate\n"},
        {"We like vFrob and OpenFrob here.", "products:\n  - OpenFrob\n  - vFrob\n"},
        {"We like the Super Frobnicator tool here.", "products:\n  - Super Frobnicator\n"},
        /* behind a known company */
        {"We like the VMware Frob Manager here.", "products:\n  - Frob Manager: {maker: VMware}\n"},
    };
    check_rows(rows, G_N_ELEMENTS(rows));
}

static void no_names(void **state) {
    (void)state;
    static const Row rows[] = {
        {"Nothing here.", ""},
        {"However, the thing is Big. Turtles are small.", "products:\n  - Big\n"},
        {"Turtles are small. Frogs are, too.", ""},     /* what begins a sentence */
        {"We like VMware and Hyper-V and Fusion.", ""}, /* known, counted or not */
        {"We met in London on Monday in January, in the Internet.", ""},
        {"We met Michael Globex there. Then Globex left.", ""}, /* somebody */
        {"It is a thing of Globex Xyzzy there.", ""},           /* two words that nobody knows */
        {"Jase Wibblesworth writes about it. So does Wibblesworth here.", ""},
        {"The CPU has a NIC, many LUNs, FCoE, and the 10GbE of SaaS; all XML-based.", ""},
        {"The VMware Senior Engineer came.", ""},
        {"We use a Virtual Frob, that is, a virtual frob.", ""}, /* small letters elsewhere */
        {"We use Frobs at http://Globex.example/Xyzzy and `Plugh` and foo@Bar.example.",
         "products:\n  - Frobs\n"},
        {"# The Way We Frob Things\n\nIt is fine.", ""},
        {"[Why Globex Loves Its Frobs](http://a.example/b) is fine.", ""}, /* an article */
    };
    check_rows(rows, G_N_ELEMENTS(rows));
}

static void sites_of_links(void **state) {
    (void)state;
    static const Row rows[] = {
        {"We like [Frob](http://www.frob.com/x) here.", "products:\n  - Frob: {site: frob.com}\n"},
        {"We like [Globex Systems](http://blog.globexsystems.co.uk) here.",
         "companies:\n  - Globex Systems: {site: globexsystems.co.uk}\n"},
        {"We like [Globex Systems](http://globex.com) here.",
         "companies:\n  - Globex Systems: {site: globex.com}\n"},
        {"We like [Frob](http://www.example.com/frob) here.", "products:\n  - Frob\n"},
        {"We like [Frob](http://frobs-blog.com) here.", "products:\n  - Frob\n"},
        {"We like [the new Frob](http://frob.com) here.",
         "products:\n  - Frob: {site: frob.com}\n"},
        {"We like [Frob](http://frob.com:%20x) here.", "products:\n  - Frob: {site: frob.com}\n"},
    };
    check_rows(rows, G_N_ELEMENTS(rows));
}

/* Tags are names without a sentence around them. */
static void tags(void **state) {
    (void)state;
    static const Row rows[] = {
        {"---\ntags: [OpenFrob, VMware, Turtles, small]\n---\nNothing.",
         "products:\n  - OpenFrob\n"},
    };
    check_rows(rows, G_N_ELEMENTS(rows));
}

static void the_most_frequent_first(void **state) {
    (void)state;
    const char *const posts[] = {
        "We like Frob and Globex here. Frob is fine. So is the OPENFROB here.",
        "We like Globex. OpenFrob and the Globex-Frob, and also Globex.",
        "Globex and the OpenFrob: see Frobs in Globex Frob.",
    };
    char *got = entries(posts, 1);
    assert_string_equal(got, "products:\n  - Frob\n  - Globex\n");
    g_free(got);
    got = entries(posts, G_N_ELEMENTS(posts));
    /* by posts, then by places */
    assert_string_equal(got, "products:\n  - Globex\n  - Frob\n  - OpenFrob\n");
    g_free(got);
    const char *const turned[] = {posts[2], posts[0], posts[1]};
    char *other = entries(turned, G_N_ELEMENTS(turned));
    got = entries(posts, G_N_ELEMENTS(posts));
    assert_string_equal(got, other); /* the order of posts does not matter */
    g_free(got);
    g_free(other);
}

/* What YAML would take for something else stands in quotes. */
static void quotes(void **state) {
    (void)state;
    static const Row rows[] = {
        {"We like the Yes! app and 3Frob here.", "products:\n  - \"3Frob\"\n"},
        {"We like Frob Ünd Drang here.", "products:\n  - \"Frob Ünd Drang\"\n"},
        {"We like Frob++ here.", "products:\n  - Frob++\n"},
        {"We like Frob.js here.", "products:\n  - Frob.js\n"},
    };
    check_rows(rows, G_N_ELEMENTS(rows));
}

/* A line end in a path must not end the comment. */
static void paths_stay_in_their_comment(void **state) {
    (void)state;
    Lexicon *l = unit_lexicon(yaml);
    Unknowns *u = unknowns_new(l);
    Arena *a = arena_new();
    Post *post = unit_post(a, "We like OpenFrob here.");
    unknowns_add(u,
                 "a\nb\xc2\x85"
                 "c\xe2\x80\xa8"
                 "d\xff.md",
                 names_guess(l, a, post, (Mentions){0}));
    GString *yml = g_string_new(NULL);
    assert_int_equal(unknowns_write(u, yml), 1);
    assert_true(g_utf8_validate(yml->str, -1, NULL));
    assert_non_null(strstr(yml->str, "  - OpenFrob # 1 post, a?b?c?d\xef\xbf\xbd.md:1\n"));
    g_string_free(yml, TRUE);
    arena_free(a);
    unknowns_free(u);
    unknowns_free(NULL);
    lexicon_free(l);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(types_by_the_words_around),
        cmocka_unit_test(no_names),
        cmocka_unit_test(sites_of_links),
        cmocka_unit_test(tags),
        cmocka_unit_test(the_most_frequent_first),
        cmocka_unit_test(quotes),
        cmocka_unit_test(paths_stay_in_their_comment),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
