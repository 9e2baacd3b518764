/* Where posts come from: files, folders, each once, in a fixed order. */
#include "unit.h"

static int set_up(void **state) {
    *state = unit_folder();
    return 0;
}

static int tear_down(void **state) {
    unit_remove(*state);
    return 0;
}

static void touch(const char *folder, const char *name) {
    g_free(unit_file(folder, name, "VMware was there.\n"));
}

/* The names of all files, relative to the folder, with '!' behind those that
 * were named. NULL-terminated `paths` are relative to it, too. */
static char *all_of(const char *folder, const char *const *paths, Diags *d) {
    GPtrArray *full = g_ptr_array_new_with_free_func(g_free);
    for (; *paths; paths++)
        g_ptr_array_add(full, strcmp(*paths, "-") == 0 ? g_strdup("-")
                                                       : g_build_filename(folder, *paths, NULL));
    PostSource *s = post_source_new((const char *const *)full->pdata, full->len, d);
    GString *out = g_string_new(NULL);
    for (PostFile *f; (f = post_source_next(s)); post_file_free(f)) {
        bool inside = g_str_has_prefix(f->path, folder);
        g_string_append_printf(out, "%s%s%s", out->len ? " " : "",
                               inside ? f->path + strlen(folder) + 1 : f->path,
                               f->named ? "!" : "");
    }
    assert_null(post_source_next(s)); /* and it stays at the end */
    post_source_free(s);
    g_ptr_array_unref(full);
    return g_string_free(out, FALSE);
}

#define PATHS(...) ((const char *const[]){__VA_ARGS__, NULL})

static void assert_files(const char *folder, const char *const *paths, const char *want) {
    Diags d = {0};
    char *got = all_of(folder, paths, &d);
    assert_string_equal(got, want);
    g_free(got);
    assert_int_equal(diags_count(&d, DIAG_ERROR), 0);
    diags_clear(&d);
}

static void files_in_the_order_given(void **state) {
    touch(*state, "b.md");
    touch(*state, "a.md");
    assert_files(*state, PATHS("b.md", "a.md"), "b.md! a.md!");
    assert_files(*state, PATHS("-", "a.md"), "-! a.md!");
}

static void nothing_given(void **state) {
    (void)state;
    Diags d = {0};
    PostSource *s = post_source_new(NULL, 0, &d);
    assert_null(post_source_next(s));
    post_source_free(s);
    post_source_free(NULL);
    post_file_free(NULL);
    assert_null(d.list);
}

static void folders_in_byte_order(void **state) {
    static const char *const names[] = {"p/c.md",     "p/B.md",          "p/a.md",  "p/é.md",
                                        "p/sub/x.md", "p/sub/deep/y.md", "p/10.md", "p/9.md"};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
        touch(*state, names[i]);
    assert_files(*state, PATHS("p"),
                 "p/10.md p/9.md p/B.md p/a.md p/c.md p/sub/deep/y.md p/sub/x.md p/é.md");
}

static void hidden_ones_are_passed_over(void **state) {
    touch(*state, "p/a.md");
    touch(*state, "p/.hidden.md");
    touch(*state, "p/.git/config");
    assert_files(*state, PATHS("p"), "p/a.md");
    assert_files(*state, PATHS("p/.hidden.md"), "p/.hidden.md!"); /* unless they are named */
}

static void an_empty_folder(void **state) {
    char *path = g_build_filename(*state, "p", NULL);
    g_mkdir(path, 0755);
    assert_files(*state, PATHS("p"), "");
    g_free(path);
}

static void a_file_is_given_once(void **state) {
    touch(*state, "p/a.md");
    touch(*state, "p/b.md");
    assert_files(*state, PATHS("p/a.md", "p/a.md"), "p/a.md!");
    assert_files(*state, PATHS("p", "p/a.md"), "p/b.md p/a.md!");
    assert_files(*state, PATHS("p/b.md", "p"), "p/b.md! p/a.md");
}

static void a_folder_is_read_once(void **state) {
    touch(*state, "p/a.md");
    touch(*state, "p/sub/b.md");
    assert_files(*state, PATHS("p", "p"), "p/a.md p/sub/b.md");
    assert_files(*state, PATHS("p", "p/sub"), "p/a.md p/sub/b.md");
    assert_files(*state, PATHS("p/sub", "p"), "p/sub/b.md p/a.md");
}

static void loops_of_links_end(void **state) {
    touch(*state, "p/a.md");
    char *loop = g_build_filename(*state, "p", "loop", NULL);
    assert_int_equal(symlink("..", loop), 0);
    Diags d = {0};
    char *got = all_of(*state, PATHS("p"), &d);
    assert_string_equal(got, "p/a.md");
    assert_true(diags_count(&d, DIAG_NOTE) >= 1); /* said */
    assert_int_equal(diags_count(&d, DIAG_ERROR), 0);
    diags_clear(&d);
    g_free(got);
    g_free(loop);
}

static void links_to_folders_are_followed(void **state) {
    touch(*state, "elsewhere/a.md");
    touch(*state, "p/b.md");
    char *link = g_build_filename(*state, "p", "link", NULL);
    assert_int_equal(symlink("../elsewhere", link), 0);
    assert_files(*state, PATHS("p"), "p/b.md p/link/a.md");
    g_free(link);
}

/* "A file is given once, however often it can be reached." */
static void a_link_to_a_file_that_was_given(void **state) {
    touch(*state, "p/a.md");
    char *link = g_build_filename(*state, "p", "b.md", NULL);
    assert_int_equal(symlink("a.md", link), 0);
    assert_files(*state, PATHS("p"), "p/a.md");
    g_free(link);
}

static void what_is_not_there_is_said(void **state) {
    touch(*state, "a.md");
    Diags d = {0};
    char *got = all_of(*state, PATHS("nowhere", "a.md"), &d);
    assert_string_equal(got, "a.md!"); /* and the others are still read */
    assert_int_equal(diags_count(&d, DIAG_ERROR), 1);
    assert_true(g_str_has_suffix(((Diag *)d.list->pdata[0])->file, "/nowhere"));
    g_free(got);
    diags_clear(&d);
}

/* Folders before what is in them, also what can't be read; each once. */
static void folders_are_noted(void **state) {
    const char *folder = *state;
    touch(folder, "p/a.md");
    touch(folder, "p/q/b.md");
    touch(folder, "c.md");
    Diags d = {0};
    GPtrArray *noted = g_ptr_array_new_with_free_func(g_free);
    char *paths[] = {g_build_filename(folder, "p", NULL), g_build_filename(folder, "c.md", NULL),
                     g_build_filename(folder, "none", NULL), g_build_filename(folder, "p", NULL)};
    PostSource *s = post_source_new((const char *const *)paths, G_N_ELEMENTS(paths), &d);
    post_source_note(s, noted);
    for (PostFile *f; (f = post_source_next(s)); post_file_free(f))
        g_ptr_array_add(noted, g_strdup(f->path));
    post_source_free(s);
    GString *all = g_string_new(NULL);
    for (guint i = 0; i < noted->len; i++)
        g_string_append_printf(all, "%s ", (char *)noted->pdata[i] + strlen(folder) + 1);
    assert_string_equal(all->str, "p p/a.md p/q p/q/b.md c.md none ");
    g_string_free(all, TRUE);
    g_ptr_array_unref(noted);
    for (size_t i = 0; i < G_N_ELEMENTS(paths); i++)
        g_free(paths[i]);
    diags_clear(&d);
}

/* ---- reading one -------------------------------------------------------------------- */

static char *read_says(const char *folder, const char *name, bool named) {
    Arena *a = arena_new();
    Diags d = {0};
    PostFile file = {g_build_filename(folder, name, NULL), named};
    Post *post = post_read(a, &file, &d);
    char *said = post ? unit_blocks(a, post) : unit_diags(&d);
    if (post)
        assert_string_equal(post->path, file.path);
    else
        assert_int_equal(d.list->len, 1); /* said in one line */
    diags_clear(&d);
    g_free(file.path);
    arena_free(a);
    return said;
}

static void a_post_is_read(void **state) {
    touch(*state, "a.md");
    char *said = read_says(*state, "a.md", true);
    assert_string_equal(said, "para@1: VMware was there.\n");
    g_free(said);
}

static void what_cannot_be_read_is_said(void **state) {
    char *fifo = g_build_filename(*state, "fifo", NULL),
         *link = g_build_filename(*state, "dangling", NULL);
    assert_int_equal(mkfifo(fifo, 0600), 0);
    assert_int_equal(symlink("nowhere", link), 0);
    g_free(unit_file(*state, "empty", ""));
    char *big = unit_file(*state, "big", "x");
    assert_int_equal(truncate(big, (off_t)POST_MAX_BYTES + 1), 0);
    static const char *const names[] = {"fifo", "dangling", "empty", "big", "missing"};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
        for (int named = 0; named < 2; named++) {
            char *said = read_says(*state, names[i], named);
            if (!g_str_has_prefix(said, "error 0:0: "))
                fail_msg("%s: %s", names[i], said);
            g_free(said);
        }
    g_free(fifo);
    g_free(link);
    g_free(big);
}

int main(void) {
#define T(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        T(files_in_the_order_given),
        cmocka_unit_test(nothing_given),
        T(folders_in_byte_order),
        T(hidden_ones_are_passed_over),
        T(an_empty_folder),
        T(a_file_is_given_once),
        T(a_folder_is_read_once),
        T(loops_of_links_end),
        T(links_to_folders_are_followed),
        T(a_link_to_a_file_that_was_given),
        T(what_is_not_there_is_said),
        T(folders_are_noted),
        T(a_post_is_read),
        T(what_cannot_be_read_is_said),
    };
    return cmocka_run_group_tests_name("source", tests, NULL, NULL);
}
