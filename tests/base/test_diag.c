/* diagnostics: what is said of the input, in order. */
#include "unit.h"

static void said_in_order(void **state) {
    (void)state;
    Diags d = {0};
    char file[] = "a.md";
    diags_say(&d, DIAG_ERROR, file, 3, 7, "%s is %d, expected %s", "year", 5, "YYYY");
    file[0] = 'X'; /* the name was copied */
    diags_say(&d, DIAG_NOTE, "b.md", 0, 0, "plain");
    assert_int_equal(d.list->len, 2);
    const Diag *first = d.list->pdata[0], *second = d.list->pdata[1];
    assert_string_equal(first->file, "a.md");
    assert_string_equal(first->message, "year is 5, expected YYYY");
    assert_int_equal(first->line, 3);
    assert_int_equal(first->column, 7);
    assert_int_equal(first->level, DIAG_ERROR);
    assert_string_equal(second->file, "b.md");
    assert_int_equal(second->level, DIAG_NOTE);
    diags_clear(&d);
}

static void counted_by_level(void **state) {
    (void)state;
    Diags d = {0};
    assert_int_equal(diags_count(&d, DIAG_ERROR), 0);
    for (int i = 0; i < 5; i++)
        diags_say(&d, i % 2 ? DIAG_ERROR : DIAG_NOTE, "a", 1, 1, "%d", i);
    assert_int_equal(diags_count(&d, DIAG_NOTE), 3);
    assert_int_equal(diags_count(&d, DIAG_ERROR), 2);
    diags_clear(&d);
    assert_int_equal(diags_count(&d, DIAG_NOTE), 0);
    diags_clear(&d);
}

static void moved_behind(void **state) {
    (void)state;
    Diags to = {0}, from = {0};
    diags_move(&to, &from); /* nothing to nothing */
    assert_null(to.list);
    diags_say(&from, DIAG_NOTE, "a", 1, 0, "one");
    diags_move(&to, &from); /* to an empty list */
    assert_null(from.list);
    diags_say(&from, DIAG_NOTE, "a", 2, 0, "two");
    diags_say(&from, DIAG_ERROR, "a", 3, 0, "three");
    diags_move(&to, &from); /* behind what is there */
    diags_move(&to, &from);
    char *all = unit_diags(&to);
    assert_string_equal(all, "note 1:0: one\nnote 2:0: two\nerror 3:0: three\n");
    g_free(all);
    assert_int_equal(diags_count(&from, DIAG_NOTE), 0);
    diags_say(&from, DIAG_NOTE, "a", 4, 0, "usable again");
    diags_clear(&from);
    diags_clear(&to);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(said_in_order),
        cmocka_unit_test(counted_by_level),
        cmocka_unit_test(moved_behind),
    };
    return cmocka_run_group_tests_name("diag", tests, NULL, NULL);
}
