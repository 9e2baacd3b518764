/* Catalogs as people write them, and what is said of their mistakes. */
#include "unit.h"

static char *problems(const char *const *files, size_t n) {
    Catalog *c = catalog_new();
    Diags d = {0};
    for (size_t i = 0; i < n; i++)
        unit_add_yaml(c, files[i], &d);
    catalog_check(c, 0, &d);
    char *said = unit_diags(&d);
    lexicon_free(catalog_compile(c)); /* what is wrong does not keep the rest from use */
    diags_clear(&d);
    catalog_free(c);
    return said;
}

static void nothing_wrong(void **state) {
    (void)state;
    static const char *const rows[] = {
        "",
        "# only a comment\n",
        "companies:\n",
        "companies: []\nproducts: []\nevents: []\n",
        "companies:\n  - VMware\n",
        "companies:\n  - VMware:\n",
        "companies:\n  - VMware: {aliases: 'VMware, Inc.', site: vmware.com}\n",
        "products:\n  - Fusion: {maker: VMware}\ncompanies:\n  - VMware\n", /* in any order */
        "companies:\n  - VMware: {aliases: [VMW]}\nproducts:\n  - Fusion: {maker: VMW}\n",
        "companies:\n  - Same\nproducts:\n  - Same\nevents:\n  - Same\n",
        "products:\n  - A1: {aliases: [X], ambiguous: [X]}\n  - B1: {aliases: [X], ambiguous: "
        "[X]}\n",
        "products:\n  - Hat: {ambiguous: true, anycase: yes, url: 'https://x.org/a?b#c'}\n",
        "products:\n  - A1\n  - B1: {part_of: A1, for: [A1], succeeds: A1, was: [Old]}\n",
        "companies:\n  - A1\n  - B1: {acquired: {by: A1, year: 2007}}\n",
        "events:\n  - VMworld: {editions: yearly}\n",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        char *said = problems(&rows[i], 1);
        assert_row(rows[i], said, "");
        g_free(said);
    }
}

/* Each mistake: where it is, and a word that tells it. */
static void mistakes(void **state) {
    (void)state;
    static const struct {
        const char *yaml, *place, *word;
    } rows[] = {
        {"companies: [\n", "error 2:1: ", "not YAML"},
        {"- VMware\n", "error 1:1: ", "expected a map"},
        {"VMware\n", "error 1:1: ", "expected a map"},
        {"compannies:\n  - VMware\n", "error 1:1: ", "did you mean \"companies\"?"},
        {"xyzzy:\n  - VMware\n", "error 1:1: ", "companies, products or events"},
        {"companies:\n  VMware: {}\n", "error 2:3: ", "expected a list"},
        {"companies:\n  - {}\n", "error 2:5: ", "expected one"},
        {"companies:\n  - VMware: {}\n    Citrix: {}\n", "error 2:5: ", "expected one"},
        {"companies:\n  - [VMware]\n", "error 2:5: ", "expected a name"},
        {"companies:\n  - ''\n", "error 2:5: ", "empty"},
        {"companies:\n  - '!?'\n", "error 2:5: ", "no letter or digit"},
        {"companies:\n  - VMware: x\n", "error 2:13: ", "expected a map"},
        {"companies:\n  - VMware: {aliasses: [x]}\n", "error 2:14: ", "did you mean \"aliases\"?"},
        {"companies:\n  - VMware: {xyzzyx: 1}\n", "error 2:14: ", "unknown key"},
        {"companies:\n  - VMware: {aliases: {a: b}}\n", "error 2:23: ", "expected a list"},
        {"companies:\n  - VMware: {aliases: [[a]]}\n", "error 2:24: ", "expected a name"},
        {"companies:\n  - VMware: {aliases: [a1, a1]}\n", "error 2:28: ", "stands twice"},
        {"companies:\n  - VMware\n  - Citrix\n  - VMware\n", "error 4:5: ", "line 2"},
        {"companies:\n  - A1: {aliases: [Z1]}\n  - B1: {aliases: [Z1]}\n",
         "error 3:20: ", "\"Z1\" of \"B1\" is also a name of \"A1\""},
        {"companies:\n  - A1\n  - B1: {aliases: [A1]}\n", "error 3:20: ", "also a name"},
        {"companies:\n  - VMware: {maker: Dell}\n", "error 2:21: ", "no maker"},
        {"companies:\n  - VMware\nproducts:\n  - Fusion: {maker: VMwear}\n",
         "error 4:21: ", "did you mean \"VMware\"?"},
        {"products:\n  - Fusion: {maker: VMware}\n", "error 2:21: ", "unknown maker \"VMware\""},
        {"products:\n  - Fusion: {maker: [VMware]}\n", "error 2:21: ", "expected a name"},
        {"products:\n  - Fusion: {part_of: Nowhere}\n", "error 2:23: ", "unknown part_of"},
        {"companies:\n  - A1: {acquired: {by: Nobody}}\n", "error 2:25: ", "unknown owner"},
        {"companies:\n  - A1: {acquired: Dell}\n", "error 2:20: ", "expected {by"},
        {"companies:\n  - A1: {acquired: {year: 07}}\n", "error 2:27: ", "expected YYYY"},
        {"companies:\n  - A1: {acquired: {bye: B}}\n", "error 2:21: ", "unknown key"},
        {"products:\n  - A1: {anycase: perhaps}\n", "error 2:19: ", "expected true or false"},
        {"products:\n  - A1: {ambiguous: {a: b}}\n",
         "error 2:21: ", "expected true, false or a list"},
        {"products:\n  - A1: {ambiguous: [B1]}\n", "error 2:22: ", "no name of \"A1\""},
        {"events:\n  - A1: {editions: weekly}\n", "error 2:20: ", "expected yearly"},
        {"companies:\n  - A1: {site: 'http://a1.com/'}\n", "error 2:16: ", "expected a host"},
        {"companies:\n  - A1: {site: localhost}\n", "error 2:16: ", "expected a host"},
        {"companies:\n  - A1: {url: 'javascript:alert(1)'}\n",
         "error 2:15: ", "expected an address"},
        {"companies:\n  - A1: {url: 'https://a/\"b'}\n", "error 2:15: ", "expected an address"},
        {"companies:\n  - A1: {url: a1.com}\n", "error 2:15: ", "expected an address"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        char *said = problems(&rows[i].yaml, 1);
        const char *end = strchr(said, '\n');
        if (!g_str_has_prefix(said, rows[i].place) || !strstr(said, rows[i].word) || !end || end[1])
            fail_msg("%s: expected \"%s… %s\", got:\n%s", rows[i].yaml, rows[i].place, rows[i].word,
                     said);
        g_free(said);
    }
}

static void each_mistake_is_said(void **state) {
    (void)state;
    const char *yaml =
        "companies:\n  - A1: {aliasses: x}\n  - A1\nevnts:\nproducts:\n  - P1: {maker: Q1}\n";
    char *said = problems(&yaml, 1);
    char **lines = g_strsplit(said, "\n", -1);
    assert_int_equal(g_strv_length(lines), 5); /* four and the end */
    g_strfreev(lines);
    g_free(said);
}

static void later_files_extend_and_correct(void **state) {
    (void)state;
    Catalog *c = catalog_new();
    Diags d = {0};
    unit_add_yaml(
        c,
        "companies:\n  - VMware: {site: old.com}\n  - Dell\nproducts:\n  - Fusion: {maker: Dell}\n",
        &d);
    unit_add_yaml(c,
                  "companies:\n  - VMware: {site: new.com, aliases: [VMW]}\nproducts:\n  - Fusion: "
                  "{maker: VMware}\n",
                  &d);
    catalog_check(c, 0, &d);
    unit_no_diags(&d);
    assert_int_equal(catalog_count(c, TYPE_COMPANY), 2);
    assert_int_equal(catalog_count(c, TYPE_PRODUCT), 1);
    assert_int_equal(catalog_count(c, TYPE_EVENT), 0);
    Lexicon *l = catalog_compile(c);
    catalog_free(c); /* not needed afterwards */
    Entity maker;
    assert_true(entity_maker(l, unit_entity(l, "Fusion"), &maker));
    assert_true(entity_answers_to(l, maker, "VMW"));
    GString *url = g_string_new(NULL);
    entity_url(l, maker, url);
    assert_string_equal(url->str, "https://new.com/");
    g_string_free(url, TRUE);
    lexicon_free(l);
}

/* What is compiled once may grow, and be compiled again. */
static void an_alias_that_comes_later_is_a_maker_too(void **state) {
    (void)state;
    Catalog *c = catalog_new();
    Diags d = {0};
    unit_add_yaml(
        c, "companies:\n  - VMware: {aliases: [Vmw]}\nproducts:\n  - Fusion: {maker: Vmw}\n", &d);
    lexicon_free(catalog_compile(c));
    unit_add_yaml(
        c, "companies:\n  - VMware: {aliases: [VMW]}\nproducts:\n  - Fusion: {maker: VMW}\n", &d);
    catalog_check(c, 0, &d);
    Lexicon *l = catalog_compile(c);
    Entity maker;
    unit_no_diags(&d);
    assert_true(entity_maker(l, unit_entity(l, "Fusion"), &maker));
    lexicon_free(l);
    catalog_free(c);
}

/* "Names that earlier files gave to others are taken over." */
static void the_last_file_that_gives_a_name_wins(void **state) {
    (void)state;
    Catalog *c = catalog_new();
    Diags d = {0};
    Arena *a = arena_new();
    unit_add_yaml(c, "products:\n  - Alpha: {aliases: [SRM]}\n", &d);
    unit_add_yaml(c, "products:\n  - Beta: {aliases: [SRM]}\n", &d);
    unit_add_yaml(c, "products:\n  - Alpha: {aliases: [SRM]}\n", &d);
    catalog_check(c, 0, &d);
    unit_no_diags(&d);
    Lexicon *l = catalog_compile(c);
    Post *post = unit_post(a, "We saw SRM there.");
    char *got = unit_mentions(l, post, names_find(l, a, post));
    assert_string_equal(got, "SRM=alpha");
    g_free(got);
    lexicon_free(l);
    catalog_free(c);
    arena_free(a);
}

static void names_across_files(void **state) {
    (void)state;
    const char *const fine[] = {"products:\n  - Alpha: {aliases: [Z1]}\n",
                                "products:\n  - Beta: {aliases: [Z1]}\n"};
    char *said = problems(fine, 2);
    assert_string_equal(said, ""); /* taken over on purpose */
    g_free(said);
    /* but two entries of one file that both take it over are a mistake */
    const char *const wrong[] = {
        "products:\n  - Alpha: {aliases: [Z1]}\n",
        "products:\n  - Beta: {aliases: [Z1]}\n  - Gamma: {aliases: [Z1]}\n"};
    said = problems(wrong, 2);
    assert_true(g_str_has_prefix(said, "error 3:23: name \"Z1\" of \"Gamma\""));
    g_free(said);
}

static void only_the_later_layers_are_checked(void **state) {
    (void)state;
    Catalog *c = catalog_new();
    Diags d = {0};
    unit_add_yaml(c, "products:\n  - P1: {maker: Nobody}\n", &d);
    unit_add_yaml(c, "products:\n  - P2: {maker: None}\n", &d);
    catalog_check(c, 2, &d);
    char *said = unit_diags(&d);
    assert_true(g_str_has_prefix(said, "error 2:17: unknown maker \"None\""));
    assert_int_equal(d.list->len, 1);
    g_free(said);
    diags_clear(&d);
    catalog_free(c);
}

static void what_is_no_file(void **state) {
    (void)state;
    Catalog *c = catalog_new();
    Diags d = {0};
    assert_false(catalog_add_file(c, "/nowhere/at/all.yml", false, &d));
    assert_false(catalog_add_file(c, "/", false, &d));
    assert_int_equal(diags_count(&d, DIAG_ERROR), 2);
    char *folder = unit_folder(),
         *latin = unit_file(folder, "latin.yml", "companies:\n  - M\xfcller\n");
    assert_false(catalog_add_file(c, latin, false, &d));
    assert_int_equal(diags_count(&d, DIAG_ERROR), 3);
    g_free(latin);
    unit_remove(folder);
    diags_clear(&d);
    catalog_free(c);
    catalog_free(NULL);
}

static void random_catalogs(void **state) {
    (void)state;
    static const char *const parts[] = {
        "companies:\n", "products:\n", "events:\n",  "  - ",        "VMware", "A1",
        "B1",           ": ",          "{",          "}",           "[",      "]",
        ", ",           "maker: ",     "aliases: ",  "ambiguous: ", "true",   "acquired: ",
        "by: ",         "year: ",      "editions: ", "yearly",      "\n",     "\n    ",
        "&a ",          "*a",          "\"",         "'",           "é",      "~",
        "2007",         "part_of: ",   "succeeds: ", "needs: ",     "!",      "url: http://x.org/",
        "anycase: "};
    GRand *random = g_rand_new_with_seed(10);
    char *folder = unit_folder();
    unsigned read = 0;
    for (int round = 0; round < 1500; round++) {
        GString *s = g_string_new(round % 2 ? "products:\n  - A1: {" : "");
        for (int n = g_rand_int_range(random, 0, 20); n-- > 0;)
            g_string_append(s, parts[g_rand_int_range(random, 0, G_N_ELEMENTS(parts))]);
        if (round % 2)
            g_string_append(s, "}\n");
        char *path = unit_file(folder, "c.yml", s->str);
        Catalog *c = catalog_new();
        Diags d = {0};
        bool ok = catalog_add_file(c, path, false, &d);
        assert_true(ok || diags_count(&d, DIAG_ERROR));
        read += ok;
        catalog_check(c, 0, &d);
        lexicon_free(catalog_compile(c));
        diags_clear(&d);
        catalog_free(c);
        g_free(path);
        g_string_free(s, TRUE);
    }
    assert_true(read > 100);
    unit_remove(folder);
    g_rand_free(random);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_wrong),
        cmocka_unit_test(mistakes),
        cmocka_unit_test(each_mistake_is_said),
        cmocka_unit_test(later_files_extend_and_correct),
        cmocka_unit_test(an_alias_that_comes_later_is_a_maker_too),
        cmocka_unit_test(the_last_file_that_gives_a_name_wins),
        cmocka_unit_test(names_across_files),
        cmocka_unit_test(only_the_later_layers_are_checked),
        cmocka_unit_test(what_is_no_file),
        cmocka_unit_test(random_catalogs),
    };
    return cmocka_run_group_tests_name("catalog", tests, NULL, NULL);
}
