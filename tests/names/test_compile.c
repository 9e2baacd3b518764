/* The lexicon: compiled, written as C, taken back, and the same. */
#include "unit.h"

#include "names/inside.h"

#include <dlfcn.h>

static const char yaml[] =
    "companies:\n"
    "  - VMware: {aliases: ['VMware, Inc.', VMW], site: vmware.com, ambiguous: [VMW], acquired: "
    "{by: Dell, year: 2016}}\n"
    "  - Dell\n"
    "  - Müller & Söhne\n"
    "products:\n"
    "  - Fusion: {maker: VMware, aliases: [VMware Fusion], anycase: true, part_of: [Suite], needs: "
    "[Mac]}\n"
    "  - Suite: {maker: VMW, was: [Old Suite], url: 'https://x.org/?a=1&b=2'}\n"
    "  - Suite 2: {succeeds: Suite, for: [Fusion, Suite], unless: [hotel, bride]}\n"
    "events:\n"
    "  - VMworld: {maker: VMware, editions: yearly}\n"
    "  - Fusion\n";

static char *as_c(const Lexicon *l) {
    GString *s = g_string_new(NULL);
    lexicon_write_c(l, "it", s);
    return g_string_free(s, FALSE);
}

static char *taken_back(const Lexicon *l) {
    Catalog *c = catalog_new();
    catalog_add_lexicon(c, l);
    Lexicon *again = catalog_compile(c);
    catalog_free(c);
    char *s = as_c(again);
    lexicon_free(again);
    return s;
}

static bool has(const Lexicon *l, unsigned list, const uint32_t *at, uint32_t n, const Lexicon *m,
                uint32_t value) {
    for (uint32_t i = 0; i < n; i++)
        if (LIST_IS_WORDS(list) ? strcmp(string_at(l, at[i]), string_at(m, value)) == 0
                                : at[i] == value)
            return true;
    return false;
}

/* Do they say the same? A list may name an entry twice, by two of its names. */
static void assert_same(const Lexicon *l, const Lexicon *k) {
    assert_int_equal(k->n_entries, l->n_entries);
    assert_int_equal(k->n_names, l->n_names);
    for (uint32_t i = 0; i < l->n_entries; i++) {
        const Entry *a = &l->entries[i], *b = &k->entries[i];
        assert_string_equal(string_at(l, a->name), string_at(k, b->name));
        assert_string_equal(string_at(l, a->id), string_at(k, b->id));
        assert_string_equal(string_at(l, a->site), string_at(k, b->site));
        assert_string_equal(string_at(l, a->url), string_at(k, b->url));
        assert_int_equal(a->maker, b->maker);
        assert_int_equal(a->acquirer, b->acquirer);
        assert_int_equal(a->acquired_year, b->acquired_year);
        assert_int_equal(a->type, b->type);
        assert_int_equal(a->flags, b->flags);
        assert_int_equal(a->n_names, b->n_names);
        for (uint32_t m = 0; m < a->n_names; m++) {
            const Name *x = &l->names[l->entry_names[a->first_name + m]];
            const Name *y = &k->names[k->entry_names[b->first_name + m]];
            assert_string_equal(string_at(l, x->text), string_at(k, y->text));
            assert_int_equal(x->maker_len, y->maker_len);
            assert_int_equal(x->flags, y->flags);
        }
        for (unsigned list = 0; list < N_LISTS; list++) {
            uint32_t n, o;
            const uint32_t *p = entry_list(l, a, list, &n), *q = entry_list(k, b, list, &o);
            for (uint32_t m = 0; m < n; m++)
                assert_true(has(k, list, q, o, l, p[m]));
            for (uint32_t m = 0; m < o; m++)
                assert_true(has(l, list, p, n, k, q[m]));
        }
    }
}

static void there_and_back(void **state) {
    (void)state;
    Lexicon *l = unit_lexicon(yaml);
    Catalog *c = catalog_new();
    catalog_add_lexicon(c, l);
    Lexicon *first = catalog_compile(c); /* its layer is the earliest now */
    catalog_free(c);
    assert_same(l, first);
    char *once = as_c(first), *twice = taken_back(first);
    assert_string_equal(once, twice);
    g_free(once);
    g_free(twice);
    lexicon_free(first);
    lexicon_free(l);
}

static void the_parts_of_a_lexicon(void **state) {
    (void)state;
    Lexicon *l = unit_lexicon(yaml);
    const Entry *fusion = entry_of(l, unit_entity(l, "VMware Fusion"));
    assert_string_equal(string_at(l, fusion->name), "Fusion");
    assert_string_equal(string_at(l, l->entries[fusion->maker].name), "VMware");
    assert_true(fusion->flags & ENTRY_ANYCASE);
    uint32_t n;
    const uint32_t *at = entry_list(l, fusion, LIST_PART_OF, &n);
    assert_int_equal(n, 1);
    assert_string_equal(string_at(l, l->entries[at[0]].name), "Suite");
    at = entry_list(l, fusion, LIST_NEEDS, &n);
    assert_int_equal(n, 1);
    assert_string_equal(string_at(l, at[0]), "Mac");
    at = entry_list(l, entry_of(l, unit_entity(l, "Suite 2")), LIST_UNLESS, &n);
    assert_int_equal(n, 2);
    assert_string_equal(string_at(l, at[1]), "bride");
    entry_list(l, entry_of(l, unit_entity(l, "Dell")), LIST_FOR, &n);
    assert_int_equal(n, 0);
    /* the maker may be called by an alias; a name may begin with it */
    assert_int_equal(entry_of(l, unit_entity(l, "Old Suite"))->maker, fusion->maker);
    const Name *second = &l->names[l->entry_names[fusion->first_name + 1]];
    assert_string_equal(string_at(l, second->text), "VMware Fusion");
    assert_int_equal(second->maker_len, 6);
    assert_false(second->flags & NAME_MAIN);
    assert_true(l->names[l->entry_names[fusion->first_name]].flags & NAME_MAIN);
    lexicon_free(l);
}

static void the_same_catalog_gives_the_same_c(void **state) {
    (void)state;
    Lexicon *a = unit_lexicon(yaml), *b = unit_lexicon(yaml);
    char *x = as_c(a), *y = as_c(b);
    assert_string_equal(x, y);
    g_free(x);
    g_free(y);
    lexicon_free(a);
    lexicon_free(b);
}

static void an_empty_lexicon(void **state) {
    (void)state;
    Lexicon *l = unit_lexicon("");
    Entity e;
    assert_false(lexicon_lookup(l, "VMware", &e));
    assert_null(lexicon_nearest(l, "VMware"));
    Arena *a = arena_new();
    Post *post = unit_post(a, "VMware met Citrix.");
    assert_int_equal(names_find(l, a, post).n, 0);
    char *once = as_c(l), *twice = taken_back(l);
    assert_string_equal(once, twice);
    g_free(once);
    g_free(twice);
    arena_free(a);
    lexicon_free(l);
    lexicon_free(NULL);
}

/* The built-in lexicon was written as C and compiled: taken back, it is the
 * same. */
static void the_builtin_lexicon(void **state) {
    (void)state;
    Catalog *c = catalog_new();
    catalog_add_lexicon(c, &lexicon_builtin);
    Lexicon *l = catalog_compile(c);
    catalog_free(c);
    assert_same(&lexicon_builtin, l);
    lexicon_free(l);
    Entity e;
    assert_true(lexicon_lookup(&lexicon_builtin, "VMware", &e));
    assert_true(lexicon_lookup(&lexicon_builtin, "Microsoft", &e));
    assert_int_equal(entity_type(&lexicon_builtin, e), TYPE_COMPANY);
}

/* Ids do not change when a catalog grows. */
static void ids_are_stable(void **state) {
    (void)state;
    Catalog *c = catalog_new();
    Diags d = {0};
    unit_add_yaml(c, "companies:\n  - Fusion\n", &d);
    unit_add_yaml(c, "products:\n  - Fusion\n  - Fusion!\n", &d);
    unit_add_yaml(c, "companies:\n  - Another\n", &d);
    Lexicon *l = catalog_compile(c);
    assert_int_equal(l->n_entries, 4);
    assert_string_equal(string_at(l, l->entries[0].id), "fusion");
    assert_string_equal(string_at(l, l->entries[1].id), "fusion-product");
    assert_string_equal(string_at(l, l->entries[2].id), "fusion-product-2");
    assert_string_equal(string_at(l, l->entries[3].id), "another");
    unit_no_diags(&d);
    lexicon_free(l);
    catalog_free(c);
}

static void many_names(void **state) {
    (void)state;
    GString *s = g_string_new("products:\n");
    for (int i = 0; i < 20000; i++)
        g_string_append_printf(s, "  - Name%d Thing%d\n", i % 100, i);
    Lexicon *l = unit_lexicon(s->str);
    Arena *a = arena_new();
    for (int i = 0; i < 20000; i += 61) {
        char *text = g_strdup_printf("the Name%d Thing%d is", i % 100, i);
        Post *post = unit_post(a, text);
        Mentions m = names_find(l, a, post);
        assert_int_equal(m.n, 1);
        assert_int_equal(m.at[0].entity >> 16, i);
        g_free(text);
        arena_reset(a);
    }
    arena_free(a);
    g_string_free(s, TRUE);
    lexicon_free(l);
}

/* C17 would read "??!" as "|". */
#define TRIGRAPHS                                                                                  \
    "What?"                                                                                        \
    "?! and ?"                                                                                     \
    "?/ and ?"                                                                                     \
    "?="

/* Whatever a name has in it, the C compiler reads what was written. */
static void hostile_names_as_c(void **state) {
    (void)state;
    char *here = g_path_get_dirname(__FILE__),
         *src = g_build_filename(here, "..", "..", "src", NULL);
    char *header = g_build_filename(src, "names", "inside.h", NULL),
         *cc = g_find_program_in_path("cc");
    bool can = cc && g_file_test(header, G_FILE_TEST_EXISTS);
    g_free(header);
    g_free(here);
    g_free(cc);
    if (!can) {
        g_free(src);
        skip();
    }
    Lexicon *l = unit_lexicon("products:\n"
                              "  - 'quote\" back\\slash'\n"
                              "  - \"new\\nline\"\n"
                              "  - 'ends with \\'\n"
                              "  - 'percent %s %n'\n"
                              "  - '" TRIGRAPHS "'\n"
                              "  - 'comment */ /* //'\n"
                              "  - \"Caf\\xe9 7\"\n"
                              "  - \"bell\\x0142\"\n");
    char *folder = unit_folder(), *c = as_c(l), *path = unit_file(folder, "it.c", c);
    /* Its one symbol is to be seen; the rest is how the program is built. */
    char *command = g_strdup_printf(
        "cc -std=c17 -Wall -Wextra -Werror -fPIC -shared -I'%s' $(pkg-config --cflags glib-2.0) "
        "-o '%s/it.so' '%s'",
        src, folder, path);
    assert_int_equal(system(command), 0);
    char *so = g_build_filename(folder, "it.so", NULL);
    void *handle = dlopen(so, RTLD_NOW | RTLD_LOCAL);
    assert_non_null(handle);
    const Lexicon *back = dlsym(handle, "it");
    assert_non_null(back);
    char *again = as_c(back);
    assert_string_equal(again, c);
    Entity e;
    assert_true(lexicon_lookup(back, TRIGRAPHS, &e));
    dlclose(handle);
    g_free(so);
    g_free(again);
    g_free(command);
    g_free(path);
    g_free(c);
    g_free(src);
    unit_remove(folder);
    lexicon_free(l);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(there_and_back),
        cmocka_unit_test(the_parts_of_a_lexicon),
        cmocka_unit_test(the_same_catalog_gives_the_same_c),
        cmocka_unit_test(an_empty_lexicon),
        cmocka_unit_test(the_builtin_lexicon),
        cmocka_unit_test(ids_are_stable),
        cmocka_unit_test(many_names),
        cmocka_unit_test(hostile_names_as_c),
    };
    return cmocka_run_group_tests_name("compile", tests, NULL, NULL);
}
