/* files: read whole, written whole or not at all. */
#include "unit.h"

#include <fcntl.h>

typedef struct {
    char *folder;
    Arena *arena;
} Place;

static int set_up(void **state) {
    Place *p = g_new(Place, 1);
    *p = (Place){unit_folder(), arena_new()};
    *state = p;
    return 0;
}

static int tear_down(void **state) {
    Place *p = *state;
    unit_remove(p->folder);
    arena_free(p->arena);
    g_free(p);
    return 0;
}

/* ---- reading ----------------------------------------------------------------------- */

static void read_whole(void **state) {
    Place *p = *state;
    char *path = unit_file(p->folder, "a", "VMware\n");
    Slice s = SLICE_NONE;
    GError *error = NULL;
    assert_true(file_read(p->arena, path, 100, false, &s, &error));
    assert_null(error);
    assert_slice(s, "VMware\n");
    assert_int_equal(s.p[s.n], '\0');
    assert_true(file_read(p->arena, path, 7, false, &s, NULL)); /* the limit itself is allowed */
    g_free(path);
}

static void read_empty(void **state) {
    Place *p = *state;
    char *path = unit_file(p->folder, "a", "");
    Slice s = slice("x", 1);
    assert_true(file_read(p->arena, path, 100, false, &s, NULL));
    assert_int_equal(s.n, 0);
    g_free(path);
}

static void read_more_than_a_buffer(void **state) {
    Place *p = *state;
    char *bytes = g_strnfill(300000, 'v'), *path = unit_file(p->folder, "a", bytes);
    Slice s;
    assert_true(file_read(p->arena, path, 1 << 20, false, &s, NULL));
    assert_int_equal(s.n, 300000);
    int fd = open(path, O_RDONLY);
    FILE *f = fdopen(fd, "r");
    assert_true(stream_read(p->arena, f, "it", 1 << 20, &s, NULL));
    assert_int_equal(s.n, 300000);
    assert_memory_equal(s.p, bytes, 300000);
    fclose(f);
    g_free(path);
    g_free(bytes);
}

static void what_cannot_be_read(void **state) {
    Place *p = *state;
    char *big = unit_file(p->folder, "big", "12345678");
    char *fifo = g_build_filename(p->folder, "fifo", NULL);
    char *missing = g_build_filename(p->folder, "missing", NULL);
    assert_int_equal(mkfifo(fifo, 0600), 0);
    const struct {
        const char *path, *says;
        GQuark domain;
    } rows[] = {
        {big, "", ROOM_ERROR},
        {p->folder, "folder", ROOM_ERROR},
        {fifo, "FIFO", ROOM_ERROR}, /* and it does not wait for a writer */
        {"/dev/null", "device", ROOM_ERROR},
        {missing, "", G_FILE_ERROR},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        Slice s = slice("untouched", 9);
        GError *error = NULL;
        assert_false(file_read(p->arena, rows[i].path, 7, false, &s, &error));
        assert_slice(s, "untouched");
        assert_non_null(error);
        assert_int_equal(error->domain, rows[i].domain);
        if (!strstr(error->message, rows[i].says))
            fail_msg("%s: said \"%s\", expected a \"%s\"", rows[i].path, error->message,
                     rows[i].says);
        g_error_free(error);
        assert_false(file_read(p->arena, rows[i].path, 7, false, &s, NULL));
    }
    g_free(big);
    g_free(fifo);
    g_free(missing);
}

static void a_pipe_where_any_will_do(void **state) {
    Place *p = *state;
    int fd[2];
    assert_int_equal(pipe(fd), 0);
    assert_int_equal(write(fd[1], "from a pipe", 11), 11);
    close(fd[1]);
    char *path = g_strdup_printf("/dev/fd/%d", fd[0]);
    Slice s;
    assert_true(file_read(p->arena, path, 100, true, &s, NULL));
    assert_slice(s, "from a pipe");
    close(fd[0]);
    g_free(path);
}

static void a_stream_over_the_limit(void **state) {
    Place *p = *state;
    char *path = unit_file(p->folder, "a", "12345678");
    FILE *f = fopen(path, "r");
    Slice s = slice("untouched", 9);
    GError *error = NULL;
    assert_false(stream_read(p->arena, f, "standard input", 7, &s, &error));
    assert_slice(s, "untouched");
    assert_true(g_str_has_prefix(error->message, "standard input: "));
    g_error_free(error);
    fclose(f);
    g_free(path);
}

/* ---- writing --------------------------------------------------------------------------- */

static void assert_file(const char *path, const char *text) {
    char *got = NULL;
    assert_true(g_file_get_contents(path, &got, NULL, NULL));
    assert_string_equal(got, text);
    g_free(got);
}

static size_t count_files(const char *folder) {
    size_t n = 0;
    GDir *dir = g_dir_open(folder, 0, NULL);
    while (g_dir_read_name(dir))
        n++;
    g_dir_close(dir);
    return n;
}

static void written_new_and_over(void **state) {
    Place *p = *state;
    char *path = g_build_filename(p->folder, "out.svg", NULL);
    assert_true(file_write(path, "one", 3, NULL));
    assert_file(path, "one");
    assert_true(file_write(path, "two, longer", 11, NULL));
    assert_file(path, "two, longer");
    assert_true(file_write(path, "", 0, NULL));
    assert_file(path, "");
    assert_int_equal(count_files(p->folder), 1); /* nothing is left beside it */
    g_free(path);
}

static void a_link_is_followed(void **state) {
    Place *p = *state;
    char *target = unit_file(p->folder, "target", "old"),
         *link = g_build_filename(p->folder, "link", NULL);
    assert_int_equal(symlink("target", link), 0);
    assert_true(file_write(link, "new", 3, NULL));
    assert_file(target, "new");
    assert_true(g_file_test(link, G_FILE_TEST_IS_SYMLINK));
    g_free(target);
    g_free(link);
}

static void a_link_to_a_file_that_is_yet_to_be_is_followed(void **state) {
    Place *p = *state;
    char *target = g_build_filename(p->folder, "target", NULL);
    char *link = g_build_filename(p->folder, "link", NULL);
    assert_int_equal(symlink("target", link), 0);
    assert_true(file_write(link, "new", 3, NULL));
    assert_true(g_file_test(link, G_FILE_TEST_IS_SYMLINK));
    assert_file(target, "new");
    g_free(target);
    g_free(link);
}

static void permissions_are_kept(void **state) {
    Place *p = *state;
    static const mode_t modes[] = {0600, 0640, 0644, 0664, 0666, 0755};
    char *path = unit_file(p->folder, "out", "old");
    mode_t mask = umask(022);
    for (size_t i = 0; i < G_N_ELEMENTS(modes); i++) {
        struct stat st;
        assert_int_equal(chmod(path, modes[i]), 0);
        assert_true(file_write(path, "new", 3, NULL));
        assert_int_equal(stat(path, &st), 0);
        if ((st.st_mode & 07777) != modes[i])
            fail_msg("a file of mode %04o had %04o afterwards", modes[i], st.st_mode & 07777);
    }
    umask(mask);
    g_free(path);
}

static void a_new_file_obeys_the_umask(void **state) {
    Place *p = *state;
    char *path = g_build_filename(p->folder, "out", NULL);
    mode_t mask = umask(027);
    struct stat st;
    assert_true(file_write(path, "new", 3, NULL));
    umask(mask);
    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(st.st_mode & 07777, 0640);
    g_free(path);
}

static void devices_are_written_to(void **state) {
    (void)state;
    assert_true(file_write("/dev/null", "gone", 4, NULL));
    assert_true(g_file_test("/dev/null", G_FILE_TEST_EXISTS));
    assert_false(g_file_test("/dev/null", G_FILE_TEST_IS_REGULAR));
    GError *error = NULL;
    assert_false(file_write("/dev/full", "gone", 4, &error)); /* a full disk is an error */
    assert_true(g_error_matches(error, G_FILE_ERROR, G_FILE_ERROR_NOSPC));
    g_error_free(error);
    assert_false(file_write("/dev/full", "gone", 4, NULL));
}

static void what_cannot_be_written(void **state) {
    Place *p = *state;
    GError *error = NULL;
    assert_false(file_write(p->folder, "x", 1, &error));
    assert_non_null(error);
    g_clear_error(&error);
    char *path = g_build_filename(p->folder, "no", "such", "folder", NULL);
    assert_false(file_write(path, "x", 1, &error));
    assert_non_null(error);
    g_clear_error(&error);
    assert_false(file_write(path, "x", 1, NULL));
    assert_int_equal(count_files(p->folder), 0);
    g_free(path);
}

int main(void) {
#define T(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        T(read_whole),
        T(read_empty),
        T(read_more_than_a_buffer),
        T(what_cannot_be_read),
        T(a_pipe_where_any_will_do),
        T(a_stream_over_the_limit),
        T(written_new_and_over),
        T(a_link_is_followed),
        T(a_link_to_a_file_that_is_yet_to_be_is_followed),
        T(permissions_are_kept),
        T(a_new_file_obeys_the_umask),
        T(devices_are_written_to),
        T(what_cannot_be_written),
    };
    return cmocka_run_group_tests_name("file", tests, NULL, NULL);
}
