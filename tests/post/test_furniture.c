/* Furniture: what belongs to the site and not to the post. */
#include "unit.h"

#include "post/inside.h"

static Block block(BlockKind kind, const char *text) {
    static const Mark mark = {0, 0};
    return (Block){kind, 0, slice_str(text), &mark, 1};
}

/* The lines of `texts` that are kept, as paragraphs. */
static char *kept(const char *const *texts, size_t n) {
    Block *blocks = g_new(Block, n);
    for (size_t i = 0; i < n; i++)
        blocks[i] = block(BLOCK_PARAGRAPH, texts[i]);
    n = furniture_drop(blocks, n);
    GString *s = g_string_new(NULL);
    for (size_t i = 0; i < n; i++)
        g_string_append_printf(s, "%s|", blocks[i].text.p);
    g_free(blocks);
    return g_string_free(s, FALSE);
}

#define assert_kept(want, ...)                                                                     \
    do {                                                                                           \
        const char *const texts_[] = {__VA_ARGS__};                                                \
        char *got_ = kept(texts_, G_N_ELEMENTS(texts_));                                           \
        assert_string_equal(got_, want);                                                           \
        g_free(got_);                                                                              \
    } while (0)

static void nothing_to_drop(void **state) {
    (void)state;
    assert_int_equal(furniture_drop(NULL, 0), 0);
    assert_kept("VMware met Citrix.|We all went home.|", "VMware met Citrix.", "We all went home.");
}

static void lines_are_dropped_where_they_stand(void **state) {
    (void)state;
    assert_kept("One.|Two.|Three.|", "Share this:", "One.", "Click to share on Facebook", "Two.",
                "Posted by Bob at 10:30", "Filed under: VMware", "Three.", "© 2007 Acme",
                "POWERED BY WordPress");
}

static void a_comment_form_ends_the_post(void **state) {
    (void)state;
    assert_kept("One.|", "One.", "Leave a Reply", "Fill in your details below or click an icon",
                "You are commenting using your Google account.", "Twitter", "Facebook");
    assert_kept("One.|", "One.", "LEAVE A COMMENT", "Google");
    assert_kept("One.|", "One.", "Please log in to comment", "Yahoo!");
}

static void prose_that_begins_like_furniture_stays(void **state) {
    (void)state;
    static const char long_line[] =
        "Leave a comment if you think that VMware should have bought the company that made the "
        "product which everybody at the show was talking about.";
    assert_kept("Leave a comment if you think that VMware should have bought the company that made "
                "the product which everybody at the show was talking about.|Two.|",
                long_line, "Two.");
}

static void titles_and_tags_stay(void **state) {
    (void)state;
    Block blocks[] = {
        block(BLOCK_TITLE, "Leave a Reply"),   block(BLOCK_TAG, "Share this"),
        block(BLOCK_PARAGRAPH, "One."),        block(BLOCK_HEADING, "Share this"),
        block(BLOCK_HEADING, "Leave a Reply"), block(BLOCK_ITEM, "Google"),
    };
    assert_int_equal(furniture_drop(blocks, G_N_ELEMENTS(blocks)), 3);
    assert_slice(blocks[0].text, "Leave a Reply");
    assert_slice(blocks[1].text, "Share this");
    assert_slice(blocks[2].text, "One.");
}

static void the_sign_in_lines_link_nobody(void **state) {
    (void)state;
    Arena *a = arena_new();
    Post *post = unit_post(a, "---\ntitle: A post\n---\nVMware was there.\n\n### Leave a Reply\n\n"
                              "- Google\n- Facebook\n\nYou are commenting using Twitter.\n");
    char *got = unit_blocks(a, post);
    assert_string_equal(got, "title@2: A post\npara@4: VMware was there.\n");
    g_free(got);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_to_drop),
        cmocka_unit_test(lines_are_dropped_where_they_stand),
        cmocka_unit_test(a_comment_form_ends_the_post),
        cmocka_unit_test(prose_that_begins_like_furniture_stays),
        cmocka_unit_test(titles_and_tags_stay),
        cmocka_unit_test(the_sign_in_lines_link_nobody),
    };
    return cmocka_run_group_tests_name("furniture", tests, NULL, NULL);
}
