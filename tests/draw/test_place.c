/* Where names stand, and how wide they are. */
#include "unit.h"

#include "draw/inside.h"

#include <math.h>

/* ---- metrics ------------------------------------------------------------------------- */

static void widths(void **state) {
    (void)state;
    static const struct {
        const char *text;
        double width; /* at 1000 points; of Helvetica's AFM where it has the characters */
    } rows[] = {
        {"", 0},
        {"A", 667},
        {"i", 222},
        {"W", 944},
        {"VMware", 667 + 833 + 722 + 556 + 333 + 556},
        {"é", 556},
        {"e\xcc\x81", 556}, /* with a combining accent */
        {"Ω", 748},
        {"Я", 722},
        {"株式会社", 4000},
        {"🚀", 1000},
        {"a\xe2\x80\x8d"
         "b",
         556 + 556}, /* a joiner has no width */
        {"…", 1000},
        {"–", 556},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
        if (fabs(text_width(rows[i].text, 1000) - rows[i].width) > 1.01)
            fail_msg("\"%s\" is %g wide, expected %g", rows[i].text, text_width(rows[i].text, 1000),
                     rows[i].width);
    assert_true(bold_width("VMware", 10) > text_width("VMware", 10));
}

/* ---- places ---------------------------------------------------------------------------- */

#define N 24

/* A hub, its satellites, and a ring through some of them. */
static Place ring(PlaceBox boxes[N], PlaceLine lines[N + 8]) {
    for (uint32_t i = 0; i < N; i++)
        boxes[i] = (PlaceBox){.w = 60 + 5.0f * (float)(i % 9), .h = i % 3 ? 26 : 44};
    uint32_t n = 0;
    for (uint32_t i = 1; i < N; i++)
        lines[n++] = (PlaceLine){.a = 0, .b = i, .pull = 1};
    for (uint32_t i = 1; i < 9; i++)
        lines[n++] = (PlaceLine){.a = i, .b = i + 1, .pull = 1};
    return (Place){
        .boxes = boxes, .n_boxes = N, .lines = lines, .n_lines = n, .width = 900, .height = 400};
}

static void nothing_in_the_way(void **state) {
    (void)state;
    PlaceBox boxes[N];
    PlaceLine lines[N + 8];
    Place p = ring(boxes, lines);
    place(&p);
    PlaceMeasure m = place_measure(&p);
    assert_int_equal(m.overlaps, 0);
    assert_int_equal(m.through, 0);
    assert_true(m.crossings <= 4);
    assert_true(m.fill_x > 0.9f && m.fill_y > 0.9f);
    for (size_t i = 0; i < N; i++) {
        assert_true(boxes[i].x - boxes[i].w / 2 >= -0.5f && boxes[i].x + boxes[i].w / 2 <= 900.5f);
        assert_true(boxes[i].y - boxes[i].h / 2 >= -0.5f && boxes[i].y + boxes[i].h / 2 <= 400.5f);
    }
}

static void the_same_each_time(void **state) {
    (void)state;
    PlaceBox a[N], b[N];
    PlaceLine lines[N + 8];
    Place p = ring(a, lines);
    place(&p);
    p = ring(b, lines);
    place(&p);
    for (size_t i = 0; i < N; i++)
        assert_true(a[i].x == b[i].x && a[i].y == b[i].y);
}

static void what_is_fixed_stays(void **state) {
    (void)state;
    PlaceBox boxes[N];
    PlaceLine lines[N + 8];
    Place p = ring(boxes, lines);
    boxes[0].fixed = p.pinned = true;
    boxes[0].x = 450;
    boxes[0].y = 200;
    place(&p);
    assert_true(boxes[0].x == 450 && boxes[0].y == 200);
    PlaceMeasure m = place_measure(&p);
    assert_int_equal(m.overlaps, 0);
    assert_int_equal(m.through, 0);
}

static void groups_keep_to_themselves(void **state) {
    (void)state;
    PlaceBox boxes[N];
    PlaceLine lines[N + 8];
    Place p = ring(boxes, lines);
    p.n_groups = 2;
    p.margin = 9;
    for (uint32_t i = 10; i < 15; i++)
        boxes[i].group = 1;
    for (uint32_t i = 0; i < 5; i++)
        boxes[i].group = 2;
    place(&p);
    assert_int_equal(place_measure(&p).intrusions, 0);
    for (uint32_t i = 0; i < N; i++) /* their frames are on the page */
        if (boxes[i].group)
            assert_true(
                boxes[i].x - boxes[i].w / 2 >= 8.5f && boxes[i].x + boxes[i].w / 2 <= 891.5f &&
                boxes[i].y - boxes[i].h / 2 >= 8.5f && boxes[i].y + boxes[i].h / 2 <= 391.5f);
    float left = 1e9f, right = 0, low = 1e9f, high = 0;
    for (uint32_t i = 10; i < 15; i++) {
        left = MIN(left, boxes[i].x - boxes[i].w / 2);
        right = MAX(right, boxes[i].x + boxes[i].w / 2);
        low = MIN(low, boxes[i].y - boxes[i].h / 2);
        high = MAX(high, boxes[i].y + boxes[i].h / 2);
    }
    for (uint32_t i = 0; i < N; i++)
        if (boxes[i].group != 1)
            assert_false(boxes[i].x + boxes[i].w / 2 > left &&
                         boxes[i].x - boxes[i].w / 2 < right && boxes[i].y + boxes[i].h / 2 > low &&
                         boxes[i].y - boxes[i].h / 2 < high);
}

static void none_one_two(void **state) {
    (void)state;
    PlaceBox boxes[2] = {{.w = 50, .h = 20}, {.w = 70, .h = 20}};
    PlaceLine line = {.a = 0, .b = 1, .pull = 1};
    Place p = {.boxes = boxes, .lines = &line, .width = 900, .height = 400};
    place(&p);
    p.n_boxes = 1;
    place(&p);
    assert_true(fabsf(boxes[0].x - 450) < 0.5f && fabsf(boxes[0].y - 200) < 0.5f);
    p.n_boxes = 2;
    p.n_lines = 1;
    place(&p);
    PlaceMeasure m = place_measure(&p);
    assert_int_equal(m.overlaps + m.through + m.crossings, 0);
}

/* The measure itself, on what can be counted by hand. */
static void measures(void **state) {
    (void)state;
    PlaceBox boxes[] = {
        {.w = 20, .h = 20, .x = 10, .y = 50},  {.w = 20, .h = 20, .x = 190, .y = 50},
        {.w = 20, .h = 20, .x = 100, .y = 10}, {.w = 20, .h = 20, .x = 100, .y = 90},
        {.w = 20, .h = 20, .x = 60, .y = 55},  {.w = 20, .h = 20, .x = 65, .y = 60}};
    PlaceLine lines[] = {{.a = 0, .b = 1}, {.a = 2, .b = 3}};
    Place p = {
        .boxes = boxes, .n_boxes = 6, .lines = lines, .n_lines = 2, .width = 200, .height = 100};
    PlaceMeasure m = place_measure(&p);
    assert_int_equal(m.crossings, 1);
    assert_int_equal(m.through, 2); /* both of the last two boxes: the second by its edge */
    assert_int_equal(m.overlaps, 1);
    assert_true(m.fill_x == 1 && m.fill_y == 1);
    assert_true(fabsf(m.length - 260) < 0.01f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(widths),
        cmocka_unit_test(nothing_in_the_way),
        cmocka_unit_test(the_same_each_time),
        cmocka_unit_test(what_is_fixed_stays),
        cmocka_unit_test(groups_keep_to_themselves),
        cmocka_unit_test(none_one_two),
        cmocka_unit_test(measures),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
