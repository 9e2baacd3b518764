/* Which mentions stand together. */
#include "unit.h"

static const char yaml[] = "companies:\n"
                           "  - Alpha\n"
                           "  - Beta\n"
                           "  - Gamma\n"
                           "  - Delta\n"
                           "  - Yahoo!\n"
                           "products:\n"
                           "  - Wheel: {maker: Alpha}\n"
                           "  - Axle: {maker: Beta}\n"
                           "events:\n"
                           "  - Fair: {maker: Alpha}\n";

static int set_up(void **state) {
    *state = unit_lexicon(yaml);
    return 0;
}

static int tear_down(void **state) {
    lexicon_free(*state);
    return 0;
}

static char *relations(const Lexicon *l, const char *text, Distance within) {
    Arena *a = arena_new();
    Post *post = unit_post(a, text);
    const uint32_t *sentence_of;
    Mentions m = names_find(l, a, post);
    char *got = unit_relations(l, post, relate_post(l, NULL, a, post, m, within, &sentence_of));
    arena_free(a);
    return got;
}

typedef struct {
    Distance within;
    const char *text, *out;
} Row;

static void check(const Lexicon *l, const Row *rows, size_t n) {
    for (size_t i = 0; i < n; i++) {
        char *got = relations(l, rows[i].text, rows[i].within);
        assert_row(rows[i].text, got, rows[i].out);
        g_free(got);
    }
}

static void words(void **state) {
    (void)state;
    assert_string_equal(distance_name(DISTANCE_SENTENCE), "sentence");
    assert_string_equal(distance_name(DISTANCE_PARAGRAPH), "paragraph");
    assert_string_equal(distance_name(DISTANCE_POST), "post");
    assert_string_equal(kind_name(KIND_TOGETHER), "together");
    assert_string_equal(kind_name(KIND_MAKES), "makes");
    assert_false(kind_is_directed(KIND_TOGETHER));
    assert_true(kind_is_directed(KIND_MAKES));
}

#define S DISTANCE_SENTENCE
#define P DISTANCE_PARAGRAPH
#define F DISTANCE_POST

static void together(void **state) {
    static const Row rows[] = {
        {F, "Nothing here.", ""},
        {F, "Alpha alone. Alpha again.", ""},
        {S, "Beta met Alpha there. It was late.",
         "alpha together beta sentence: Beta met Alpha there.\n"},
        {S, "Alpha came. Beta left.", ""},
        {P, "Alpha came. Beta left.", "alpha together beta paragraph: Alpha came. Beta left.\n"},
        {P, "# T\n\nAlpha came.\n\nBeta left.", ""},
        {F, "# T\n\nAlpha came.\n\nBeta left. It was late.",
         "alpha together beta post: Beta left.\n"},
        /* once for each sentence */
        {P, "Alpha met Beta. Beta met Alpha, and Alpha Beta.",
         "alpha together beta sentence: Alpha met Beta.\n"
         "alpha together beta sentence: Beta met Alpha, and Alpha Beta.\n"},
        /* no paragraph where a sentence has both, but in another paragraph */
        {P, "# T\n\nAlpha met Beta. Alpha left.\n\nAlpha sat. Beta stood.",
         "alpha together beta sentence: Alpha met Beta.\n"
         "alpha together beta paragraph: Alpha sat. Beta stood.\n"},
        /* nor the post */
        {F, "# T\n\nAlpha sat. Beta stood.\n\nAlpha sat.\n\nBeta stood.",
         "alpha together beta paragraph: Alpha sat. Beta stood.\n"},
        /* three of them */
        {S, "Gamma, Beta and Alpha.",
         "alpha together beta sentence: Gamma, Beta and Alpha.\n"
         "alpha together gamma sentence: Gamma, Beta and Alpha.\n"
         "beta together gamma sentence: Gamma, Beta and Alpha.\n"},
        /* the quote goes from the one to the other where they are nearest */
        {P, "Alpha one. Then two. Beta three. Alpha four.",
         "alpha together beta paragraph: Beta three. Alpha four.\n"},
        {P, "Alpha one. And two. Beta three.",
         "alpha together beta paragraph: Alpha one. And two. Beta three.\n"},
        /* a name that has an end in it */
        {S, "Yahoo! and Alpha came.", "alpha together yahoo sentence: Yahoo! and Alpha came.\n"},
        /* blocks */
        {P, "- Alpha\n- Beta\n\n## Gamma Delta\n", "delta together gamma sentence: Gamma Delta\n"},
        {P, "---\ntitle: Alpha and Beta\n---\nGamma.",
         "alpha together beta sentence: Alpha and Beta\n"},
        /* tags are of the whole post, and of nothing less */
        {P, "---\ntags: [Alpha Beta, Gamma]\n---\nText.", ""},
        {F, "---\ntags: [Alpha, Beta]\n---\nText.", "alpha together beta post: Beta\n"},
    };
    check(*state, rows, G_N_ELEMENTS(rows));
}

/* What the catalog knows counts at any distance, and only for products. */
static void known(void **state) {
    static const Row rows[] = {
        {S, "Alpha has the Wheel.",
         "alpha together wheel sentence: Alpha has the Wheel.\n"
         "alpha makes wheel sentence: Alpha has the Wheel.\n"},
        {S, "# T\n\nAlpha came.\n\nThe Wheel turned. So it was.",
         "alpha makes wheel post: The Wheel turned.\n"},
        {S, "# T\n\nThe Wheel turned.\n\nAxle and Beta.",
         "axle together beta sentence: Axle and Beta.\nbeta makes axle sentence: Axle and Beta.\n"},
        {S, "The Wheel turned.", ""},
        {S, "Alpha came. Then came the Fair.", ""},
        {S, "---\ntags: [Alpha, Wheel]\n---\nText.", "alpha makes wheel post: Wheel\n"},
    };
    Arena *a = arena_new();
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) { /* in whatever order kinds stand */
        char *got = relations(*state, rows[i].text, rows[i].within);
        char **lines = g_strsplit(got, "\n", -1), **want = g_strsplit(rows[i].out, "\n", -1);
        if (g_strv_length(lines) != g_strv_length(want))
            assert_row(rows[i].text, got, rows[i].out);
        for (char **w = want; *w; w++)
            if (!g_strv_contains((const char *const *)lines, *w))
                assert_row(rows[i].text, got, rows[i].out);
        g_strfreev(lines);
        g_strfreev(want);
        g_free(got);
    }
    Post *post = unit_post(a, "Alpha has the Wheel.");
    const uint32_t *sentence_of;
    Relations r = relate_post(*state, NULL, a, post, names_find(*state, a, post), S, &sentence_of);
    assert_int_equal(r.n, 2);
    for (size_t i = 0; i < r.n; i++)
        assert_int_equal(r.at[i].certainty,
                         r.at[i].kind == KIND_MAKES ? CERTAINTY_KNOWN : CERTAINTY_STATED);
    arena_free(a);
}

static void sentences_are_numbered(void **state) {
    Arena *a = arena_new();
    Post *post =
        unit_post(a, "---\ntitle: Alpha\n---\nBeta and Gamma. Nobody. Delta.\n\nAlpha. Beta!");
    const uint32_t *sentence_of;
    Mentions m = names_find(*state, a, post);
    relate_post(*state, NULL, a, post, m, S, &sentence_of);
    static const uint32_t want[] = {0, 1, 1, 2, 3, 4};
    assert_int_equal(m.n, G_N_ELEMENTS(want));
    for (size_t i = 0; i < m.n; i++)
        assert_int_equal(sentence_of[i], want[i]);
    arena_free(a);
}

/* `others` is how many other entities the sentence, or the paragraph, has. */
static void assert_others(const Lexicon *l, const char *text, const char *from, const char *to,
                          uint32_t others) {
    Arena *a = arena_new();
    Post *post = unit_post(a, text);
    const uint32_t *sentence_of;
    Relations r =
        relate_post(l, NULL, a, post, names_find(l, a, post), DISTANCE_POST, &sentence_of);
    bool found = false;
    for (size_t i = 0; i < r.n; i++)
        if (entity_answers_to(l, r.at[i].from, from) && entity_answers_to(l, r.at[i].to, to)) {
            found = true;
            if (r.at[i].others != others)
                fail_msg("%s: %s and %s have %u others, expected %u", text, from, to,
                         r.at[i].others, others);
        }
    assert_true(found);
    arena_free(a);
}

static void others_of_a_sentence(void **state) {
    assert_others(*state, "Alpha met Beta.", "Alpha", "Beta", 0);
    assert_others(*state, "Alpha met Beta, Gamma and Alpha. Delta left.", "Alpha", "Beta", 1);
}

static void others_of_a_paragraph(void **state) {
    assert_others(*state, "Alpha came. Beta came.", "Alpha", "Beta", 0);
    assert_others(*state, "Alpha came. Gamma came. Beta came.", "Alpha", "Beta", 1);
    assert_others(*state, "Alpha came. Beta came. Gamma came. Delta came.", "Alpha", "Beta", 2);
}

/* ---- an index of names ------------------------------------------------------------ */

static size_t count_pairs(unsigned names, const char *between) {
    GString *yml = g_string_new("companies:\n"), *text = g_string_new("# T\n\n");
    for (unsigned i = 0; i < names; i++) {
        g_string_append_printf(yml, "  - Name%03u\n", i);
        g_string_append_printf(text, "%sName%03u", i ? between : "", i);
    }
    g_string_append(text, ".\n");
    Lexicon *l = unit_lexicon(yml->str);
    Arena *a = arena_new();
    Post *post = unit_post(a, text->str);
    const uint32_t *sentence_of;
    Mentions m = names_find(l, a, post);
    assert_int_equal(m.n, names);
    size_t n = relate_post(l, NULL, a, post, m, DISTANCE_POST, &sentence_of).n;
    arena_free(a);
    lexicon_free(l);
    g_string_free(yml, TRUE);
    g_string_free(text, TRUE);
    return n;
}

static void an_index_of_names_links_none(void **state) {
    (void)state;
    static const char *const between[] = {", ", ". ", "\n\n"};
    for (size_t i = 0; i < G_N_ELEMENTS(between); i++) {
        assert_int_equal(count_pairs(RELATE_MAX_NAMES, between[i]),
                         RELATE_MAX_NAMES * (RELATE_MAX_NAMES - 1) / 2);
        assert_int_equal(count_pairs(RELATE_MAX_NAMES + 1, between[i]), 0);
    }
}

/* ---- what holds for every post -------------------------------------------------------- */

/* By place, then ids' numbers, whether they come in order or not. */
static void assert_in_order(Relations r) {
    for (size_t i = 1; i < r.n; i++) {
        const Relation *a = &r.at[i - 1], *b = &r.at[i];
        uint64_t x[] = {a->block, a->start, a->from, a->to, a->kind, a->distance};
        uint64_t y[] = {b->block, b->start, b->from, b->to, b->kind, b->distance};
        size_t k = 0;
        while (k < 5 && x[k] == y[k])
            k++;
        assert_true(x[k] <= y[k]);
    }
}

/* As many as are moved one by one, and many more than that. */
static void relations_are_in_order(void **state) {
    (void)state;
    for (unsigned names = 2; names <= 128; names *= 4) {
        GString *yaml_text = g_string_new("products:\n"), *text = g_string_new(NULL);
        for (unsigned i = 0; i < names; i++) {
            g_string_append_printf(yaml_text, "  - Qx%u\n", i);
            g_string_prepend(text, ", and ");
            char *name = g_strdup_printf("Qx%u", i * 37 % names);
            g_string_prepend(text, name);
            g_free(name);
        }
        g_string_append(text, "others.\n\nQx0 and Qx1. Qx1, with Qx0.");
        Lexicon *l = unit_lexicon(yaml_text->str);
        Arena *a = arena_new();
        Post *post = unit_post(a, text->str);
        const uint32_t *sentence_of;
        Relations r =
            relate_post(l, NULL, a, post, names_find(l, a, post), DISTANCE_POST, &sentence_of);
        assert_int_equal(r.n, names * (names - 1) / 2 + 2);
        assert_in_order(r);
        arena_free(a);
        lexicon_free(l);
        g_string_free(text, TRUE);
        g_string_free(yaml_text, TRUE);
    }
}

static void relations_are_sound(void **state) {
    const Lexicon *l = *state;
    static const char *const parts[] = {"Alpha", "Beta",        "Gamma", "Delta", "Yahoo!",
                                        "Wheel", "Alpha Wheel", "Axle",  "the",   "met"};
    static const char *const joints[] = {" ", " ", " ", ". ", "! ", "\n\n", "\n- ", ", "};
    GRand *random = g_rand_new_with_seed(13);
    Arena *a = arena_new();
    size_t seen = 0;
    for (int round = 0; round < 2000; round++) {
        GString *s = g_string_new(round % 2 ? "---\ntags: [Alpha, Gamma]\n---\n" : "# T\n\n");
        for (int n = g_rand_int_range(random, 2, 30); n-- > 0;)
            g_string_append_printf(s, "%s%s",
                                   parts[g_rand_int_range(random, 0, G_N_ELEMENTS(parts))],
                                   joints[g_rand_int_range(random, 0, G_N_ELEMENTS(joints))]);
        Post *post = unit_post(a, s->str);
        Mentions m = names_find(l, a, post);
        Distance within = (Distance)(round % 3);
        const uint32_t *sentence_of;
        Relations r = relate_post(l, NULL, a, post, m, within, &sentence_of);
        for (size_t i = 1; i < m.n; i++)
            assert_true(sentence_of[i] == sentence_of[i - 1] ||
                        sentence_of[i] == sentence_of[i - 1] + 1);
        for (size_t i = 0; i < r.n; i++, seen++) {
            const Relation *one = &r.at[i];
            assert_true(one->from != one->to);
            assert_true(one->certainty == CERTAINTY_KNOWN || one->distance <= within);
            if (one->kind == KIND_TOGETHER)
                assert_true(entity_compare(l, one->from, one->to) < 0);
            const Block *b = &post->blocks[one->block];
            assert_true(one->start < one->end && one->end <= b->text.n);
            assert_true(g_utf8_validate_len(b->text.p + one->start, one->end - one->start, NULL));
            /* the quote has both, unless they are only in the same post */
            unsigned has = 0;
            for (size_t k = 0; k < m.n; k++)
                if (m.at[k].block == one->block && m.at[k].start >= one->start &&
                    m.at[k].end <= one->end)
                    has |= (m.at[k].entity == one->from ? 1u : 0) |
                           (m.at[k].entity == one->to ? 2u : 0);
            assert_true(one->distance == DISTANCE_POST ? has != 0 : has == 3);
            if (i) {
                const Relation *before = &r.at[i - 1];
                assert_true(before->block < one->block ||
                            (before->block == one->block && before->start <= one->start));
            }
        }
        g_string_free(s, TRUE);
        arena_reset(a);
    }
    assert_true(seen > 5000);
    arena_free(a);
    g_rand_free(random);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words),
        cmocka_unit_test(together),
        cmocka_unit_test(known),
        cmocka_unit_test(sentences_are_numbered),
        cmocka_unit_test(others_of_a_sentence),
        cmocka_unit_test(others_of_a_paragraph),
        cmocka_unit_test(an_index_of_names_links_none),
        cmocka_unit_test(relations_are_in_order),
        cmocka_unit_test(relations_are_sound),
    };
    return cmocka_run_group_tests_name("relate", tests, set_up, tear_down);
}
