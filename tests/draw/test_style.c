/* Styles: what the built-in ones promise, and how one's own is read. */
#include "unit.h"

#include "draw/inside.h"

#include <math.h>

/* ---- contrast: WCAG 2.1, "relative luminance" and "contrast ratio" ------------------- */

static double luminance(uint32_t c) {
    double sum = 0;
    static const double parts[] = {0.2126, 0.7152, 0.0722};
    for (int i = 0; i < 3; i++) {
        double v = (c >> (16 - 8 * i) & 255) / 255.0;
        sum += parts[i] * (v <= 0.03928 ? v / 12.92 : pow((v + 0.055) / 1.055, 2.4));
    }
    return sum;
}

static void contrast(const Style *s, const char *what, Colour a, Colour b, double least) {
    for (int dark = 0; dark <= (s->dark ? 1 : 0); dark++) {
        double x = luminance(dark ? a.dark : a.light), y = luminance(dark ? b.dark : b.light);
        double ratio = (MAX(x, y) + 0.05) / (MIN(x, y) + 0.05);
        if (ratio < least)
            fail_msg("%s: %s%s: contrast %.2f, expected %.0f", s->name, what, dark ? ", dark" : "",
                     ratio, least);
    }
}

static void what_is_read_and_seen(void **state) {
    (void)state;
    for (size_t i = 0; i < N_STYLES; i++) {
        const Style *s = &style_builtin[i];
        contrast(s, "text", s->ink, s->paper, 7);
        contrast(s, "caption", s->muted, s->paper, 7);
        for (unsigned t = 0; t < STYLE_TYPES; t++) {
            contrast(s, "name", s->types[t].ink, s->types[t].fill, 7);
            contrast(s, "outline on paper", s->types[t].line, s->paper, 3);
            contrast(s, "outline on fill", s->types[t].line, s->types[t].fill, 3);
        }
        for (unsigned k = 0; k < STYLE_KINDS; k++)
            contrast(s, kind_name((RelationKind)k), s->kinds[k].colour, s->paper, 3);
    }
}

/* By shape, outline and lightness; by arrow and line. */
static void told_apart_without_colour(void **state) {
    (void)state;
    for (size_t i = 0; i < N_STYLES; i++) {
        const Style *s = &style_builtin[i];
        for (unsigned a = 0; a < STYLE_TYPES; a++)
            for (unsigned b = 0; b < a; b++)
                assert_true(strcmp(s->types[a].shape, s->types[b].shape) != 0 ||
                            strcmp(s->types[a].style, s->types[b].style) != 0);
        for (unsigned a = 0; a < STYLE_KINDS; a++) {
            /* only a rumour is drawn as rumours are */
            assert_string_not_equal(s->kinds[a].line, s->rumour);
            for (unsigned b = 0; b < a; b++)
                assert_true(strcmp(s->kinds[a].arrow, s->kinds[b].arrow) != 0 ||
                            strcmp(s->kinds[a].tail, s->kinds[b].tail) != 0 ||
                            strcmp(s->kinds[a].line, s->kinds[b].line) != 0);
        }
        for (unsigned k = 0; k < STYLE_KINDS; k++)
            assert_int_equal(strcmp(s->kinds[k].arrow, "none") != 0 &&
                                 strcmp(s->kinds[k].tail, "none") == 0,
                             kind_is_directed((RelationKind)k));
        assert_true(s->thick >= 3 * s->thin);
        assert_true(s->thick <= 6);
    }
}

static void sizes_of_a_slide(void **state) {
    (void)state;
    const Style *s = &style_builtin[0];
    assert_string_equal(s->name, "slide");
    assert_string_equal(style_builtin[1].name, "wiki");
    assert_string_equal(style_builtin[2].name, "print");
    assert_true(fabs(s->width / s->height - 16.0 / 9) < 1e-9);
    assert_true(s->width == 960);
    assert_true(s->least >= 14 && s->title_size >= 14 && s->caption_size >= 14);
    assert_true(s->edge >= 11);
    assert_false(style_builtin[1].title);
    assert_false(style_builtin[2].dark);
}

/* ---- reading --------------------------------------------------------------------------- */

static char *read_text(const char *yaml, Style *out) {
    Diags d = {0};
    *out = style_builtin[0];
    bool ok = style_read(slice_str(yaml), "mine.yml", style_builtin, N_STYLES, out, &d);
    assert_int_equal(ok, !diags_count(&d, DIAG_ERROR));
    char *said = unit_diags(&d);
    diags_clear(&d);
    return said;
}

static void values(void **state) {
    (void)state;
    Style s;
    char *said =
        read_text("page: {width: 500, height: 0, title: no}\n"
                  "text: {color: '#abcdef', muted: ['#111111', '#eeeeee'], family: 'A B, C'}\n"
                  "names: {event: {shape: octagon, width: 2.5}}\n"
                  "links: {few: 3, uses: {arrow: crow, line: dotted}}\n",
                  &s);
    assert_string_equal(said, "");
    assert_true(s.width == 500 && s.height == 0 && !s.title && s.legend);
    assert_true(s.ink.light == 0xabcdef && s.ink.dark == 0xabcdef);
    assert_true(s.muted.light == 0x111111 && s.muted.dark == 0xeeeeee);
    assert_string_equal(s.family, "A B, C");
    assert_string_equal(s.types[TYPE_EVENT].shape, "octagon");
    assert_true(s.types[TYPE_EVENT].width == 2.5);
    assert_int_equal(s.few, 3);
    assert_string_equal(s.kinds[KIND_USES].arrow, "crow");
    assert_string_equal(s.kinds[KIND_USES].line, "dotted");
    assert_string_equal(s.kinds[KIND_MAKES].arrow, style_builtin[0].kinds[KIND_MAKES].arrow);
    g_free(said);
    /* what it is like comes first, wherever it is said */
    said = read_text("page: {title: yes}\nlike: wiki\n", &s);
    assert_string_equal(said, "");
    assert_true(s.width == style_builtin[1].width && s.title);
    g_free(said);
}

static void mistakes(void **state) {
    (void)state;
    static const struct {
        const char *yaml, *said;
    } rows[] = {
        {"pages: {}", "error 1:1: unknown key \"pages\", did you mean \"page\"?\n"},
        {"x: 1", "error 1:1: unknown key \"x\", expected one of page, text, names, links\n"},
        {"page:\n  wide: 3", "error 2:3: unknown key \"wide\", did you mean \"width\"?\n"},
        {"page: 7", "error 1:7: page is no map, expected keys and values\n"},
        {"page: {width: x}",
         "error 1:15: page.width is \"x\", expected a number from 72 to 14400\n"},
        {"page: {width: 1e9}",
         "error 1:15: page.width is \"1e9\", expected a number from 72 to 14400\n"},
        {"page: {width: nan}",
         "error 1:15: page.width is \"nan\", expected a number from 72 to 14400\n"},
        {"page: {title: perhaps}",
         "error 1:15: page.title is \"perhaps\", expected true or false\n"},
        {"links: {makes: {line: dashes}}",
         "error 1:23: links.makes.line is \"dashes\", did you mean \"dashed\"?\n"},
        {"links: {bakes: {line: solid}}",
         "error 1:9: unknown key \"bakes\", did you mean \"makes\"?\n"},
        {"text: {color: ['#000000']}",
         "error 1:15: text.color is no color, expected \"#rrggbb\", or "
         "two of them: for light and dark paper\n"},
        {"text: {family: 'x\"/><script>'}", "error 1:16: text.family is \"x\"/><script>\", "
                                            "expected names of fonts, of letters, digits, "
                                            "blanks and commas\n"},
        {"like: slate", "error 1:7: like is \"slate\", expected slide, wiki or print\n"},
        {"- a", "error 1:1: this is no style, expected page, text, names and links\n"},
        {"", "error 1:1: this is no style, expected page, text, names and links\n"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        Style s;
        char *said = read_text(rows[i].yaml, &s);
        assert_row(rows[i].yaml, said, rows[i].said);
        g_free(said);
    }
    Style s;
    char *said = read_text("a: [1", &s);
    assert_non_null(strstr(said, "this is no YAML"));
    g_free(said);
    said = read_text("x: &a {y: *a}\n", &s);
    assert_non_null(strstr(said, "unknown key"));
    g_free(said);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_read_and_seen),
        cmocka_unit_test(told_apart_without_colour),
        cmocka_unit_test(sizes_of_a_slide),
        cmocka_unit_test(values),
        cmocka_unit_test(mistakes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
