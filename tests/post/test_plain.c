/* Plain text as people write it. */
#include "unit.h"

static const struct {
    const char *name, *in, *out;
} rows[] = {
    {"paragraphs", "We met VMware there, again.\n\nThen we met Citrix.\n",
     "para@1: We met VMware there, again.\npara@3: Then we met Citrix.\n"},
    {"a line of its own is a title", "Our trip\n\nWe met VMware there, again.\n",
     "title@1: Our trip\npara@3: We met VMware there, again.\n"},
    {"an underlined title", "Our trip\n========\n\nWe went.\n\nThe way\n-------\nWas long.\n",
     "title@1: Our trip\npara@4: We went.\nheading2@6: The way\npara@8: Was long.\n"},
    {"hard-wrapped lines",
     "We went to the show in San Francisco and met Site\n"
     "Recovery Manager there, which is what the people\n"
     "of VMware had told us to look at.\n",
     "para@1: We went to the show in San Francisco and met Site Recovery Manager there, which is "
     "what the people of VMware had told us to look at.\n"},
    {"lines that are no wraps",
     "We went there.\nIt was late.\nSo we left, with everything that we had.\n",
     "para@1: We went there.\npara@2: It was late.\npara@3: So we left, with everything that we "
     "had.\n"},
    {"bullets", "We saw:\n\n• VMware\n• Citrix\n* Sun\n- Oracle\n",
     "para@1: We saw:\nitem1@3: VMware\nitem1@4: Citrix\nitem1@5: Sun\nitem1@6: Oracle\n"},
    {"numbers", "We saw:\n\n1. VMware\n2) Citrix\n12. Sun\n",
     "para@1: We saw:\nitem1@3: VMware\nitem1@4: Citrix\nitem1@5: Sun\n"},
    {"rules part", "One here.\n\n-----\n\nTwo here.\n", "para@1: One here.\npara@5: Two here.\n"},
    {"CRLF", "One here.\r\n\r\nTwo here.\r\n", "para@1: One here.\npara@3: Two here.\n"},
    {"no line end at the end", "One here.\n\nTwo here.", "para@1: One here.\npara@3: Two here.\n"},
    {"odd white space", "\n\n  One \t here.  \n", "para@3: One here.\n"},
    {"curly quotes stay", "He said “VMware’s”.\n", "para@1: He said “VMware’s”.\n"},
    {"soft hyphens go", "He said VM\xc2\xadware.\n", "para@1: He said VMware.\n"},
    {"a hyphen is no bullet without a blank", "-5 degrees it was.\n",
     "para@1: -5 degrees it was.\n"},
    {"white space only", " \n\t\n", ""},
};

static void plain_texts(void **state) {
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        Arena *a = arena_new();
        Diags d = {0};
        Post *post = post_parse(a, "p.txt", unit_bytes(a, rows[i].in, strlen(rows[i].in)), &d);
        char *got = post ? unit_blocks(a, post) : g_strdup("");
        assert_row(rows[i].name, got, rows[i].out);
        g_free(got);
        diags_clear(&d);
        arena_free(a);
    }
}

static void an_item_goes_on(void **state) {
    (void)state;
    Arena *a = arena_new();
    Post *post = unit_post(a, "We saw these:\n\n"
                              "• the new version of the product that is called Site\n"
                              "  Recovery Manager, and that everybody talks of here\n"
                              "• another\n");
    char *got = unit_blocks(a, post);
    assert_string_equal(got, "para@1: We saw these:\n"
                             "item1@3: the new version of the product that is called Site Recovery "
                             "Manager, and that everybody talks of here\n"
                             "item1@5: another\n");
    assert_int_equal(
        post_line(a, post, &post->blocks[1],
                  (size_t)(strstr(post->blocks[1].text.p, "Recovery") - post->blocks[1].text.p)),
        4);
    g_free(got);
    arena_free(a);
}

static void the_title_is_the_posts(void **state) {
    (void)state;
    Arena *a = arena_new();
    Post *post = unit_post(a, "Our trip to VMworld\n\nIt was long, and good.\n");
    assert_slice(post->title, "Our trip to VMworld");
    assert_int_equal(post->date, 0);
    assert_int_equal(post->url.n, 0);
    post = unit_post(a, "It was long, and good.\n");
    assert_int_equal(post->title.n, 0);
    arena_free(a);
}

/* A line of megabytes is one paragraph. */
static void a_very_long_line(void **state) {
    (void)state;
    Arena *a = arena_new();
    GString *text = g_string_new(NULL);
    while (text->len < 2u << 20)
        g_string_append(text, "word after word ");
    g_string_append(text, "end.");
    Post *post = unit_post(a, text->str);
    assert_int_equal(post->n_blocks, 1);
    assert_int_equal(post->blocks[0].text.n, text->len);
    assert_int_equal(post_line(a, post, &post->blocks[0], text->len - 4), 1);
    g_string_free(text, TRUE);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_texts),
        cmocka_unit_test(an_item_goes_on),
        cmocka_unit_test(the_title_is_the_posts),
        cmocka_unit_test(a_very_long_line),
    };
    return cmocka_run_group_tests_name("plain", tests, NULL, NULL);
}
