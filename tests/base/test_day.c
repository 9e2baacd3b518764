/* days: dates as people and programs write them. */
#include "unit.h"

static const struct {
    const char *text;
    Day loose, strict;
} rows[] = {
    {"2007", 20070000, 20070000},
    {"2007-09", 20070900, 20070900},
    {"2007-09-11", 20070911, 20070911},
    {"2007/09/11", 20070911, 20070911},
    {"  2007-09-11\n", 20070911, 20070911},
    {"2007-09-11 10:30", 20070911, 0},
    {"2007-09-11T10:30:00Z", 20070911, 0},
    {"2007-09-11T23:59:59-08:00", 20070911, 0}, /* a zone does not move the day */
    {"2007-09-11 00:15 +0900", 20070911, 0},
    {"2008-02-29", 20080229, 20080229},
    {"2007-02-29", 0, 0},
    {"2007-13", 0, 0},
    {"2007-00", 0, 0},
    {"2007-09-00", 0, 0},
    {"2007-09-31", 0, 0},
    {"2007-09-111", 0, 0},
    {"20070911", 0, 0},
    {"0000", 0, 0},
    {"0000-01-01", 0, 0},
    {"2007 was a year", 0, 0},
    {"2007x", 0, 0},
    {"207", 0, 0},
    {"-2007", 0, 0},
    {"September 11, 2007", 0, 0},
    {"", 0, 0},
    {"9999-12-31", 99991231, 99991231},
};

static void days_are_read(void **state) {
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        Day loose = day_parse(slice_str(rows[i].text), false);
        Day strict = day_parse(slice_str(rows[i].text), true);
        if (loose != rows[i].loose || strict != rows[i].strict)
            fail_msg("\"%s\": expected %u and %u, got %u and %u", rows[i].text, rows[i].loose,
                     rows[i].strict, loose, strict);
    }
}

static void days_are_slices(void **state) {
    (void)state;
    assert_int_equal(day_parse(slice("2007-09-11", 7), true), 20070900);
    assert_int_equal(day_parse(slice("2007-09-11", 4), true), 20070000);
    assert_int_equal(day_parse(SLICE_NONE, false), 0);
}

static void days_are_written(void **state) {
    (void)state;
    char buffer[16];
    assert_string_equal(day_format(20070911, buffer), "2007-09-11");
    assert_string_equal(day_format(20070900, buffer), "2007-09");
    assert_string_equal(day_format(20070000, buffer), "2007");
    assert_string_equal(day_format(0, buffer), "");
    assert_string_equal(day_format(10101, buffer), "0001-01-01");
    assert_ptr_equal(day_format(20070911, buffer), buffer);
}

static void what_is_written_is_read(void **state) {
    (void)state;
    GDate date;
    g_date_clear(&date, 1);
    g_date_set_dmy(&date, 1, 1, 1999);
    for (int i = 0; i < 4000; i++, g_date_add_days(&date, 1)) {
        Day d = (Day)(g_date_get_year(&date) * 10000 + g_date_get_month(&date) * 100 +
                      g_date_get_day(&date));
        char buffer[16];
        assert_int_equal(day_parse(slice_str(day_format(d, buffer)), true), d);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_are_read),
        cmocka_unit_test(days_are_slices),
        cmocka_unit_test(days_are_written),
        cmocka_unit_test(what_is_written_is_read),
    };
    return cmocka_run_group_tests_name("day", tests, NULL, NULL);
}
