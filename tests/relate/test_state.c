/* What sentences state of two names, by the built-in phrases. Reads like a list of
 * examples: a text, and all that it states. */
#include "unit.h"

static const char yaml[] = "companies:\n"
                           "  - Alpha\n"
                           "  - Beta\n"
                           "  - Gamma\n"
                           "  - Delta: {acquired: {by: Alpha, year: 2007}}\n"
                           "products:\n"
                           "  - Wheel: {maker: Alpha, aliases: [WHL]}\n"
                           "  - Axle: {maker: Beta}\n"
                           "  - Hub: {part_of: Wheel}\n"
                           "  - Spoke\n"
                           "  - Rim\n"
                           "  - Tyre\n"
                           "  - Pedal: {maker: Delta}\n"
                           "events:\n"
                           "  - Fair\n"
                           "  - Summit\n";

static int set_up(void **state) {
    *state = unit_lexicon(yaml);
    return 0;
}

static int tear_down(void **state) {
    lexicon_free(*state);
    return 0;
}

static int by_bytes(const void *a, const void *b) {
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* "alpha acquired beta; rumoured: alpha acquired gamma", sorted; what only stands
 * together or is only known is left out. */
static char *stated(const Lexicon *l, const Phrases *p, const char *text) {
    Arena *a = arena_new();
    Post *post = unit_post(a, text);
    const uint32_t *sentence_of;
    Relations r =
        relate_post(l, p, a, post, names_find(l, a, post), DISTANCE_PARAGRAPH, &sentence_of);
    GPtrArray *lines = g_ptr_array_new_with_free_func(g_free);
    for (size_t i = 0; i < r.n; i++) {
        const Relation *one = &r.at[i];
        if (!one->phrase)
            continue;
        assert_true(one->kind != KIND_TOGETHER && one->certainty != CERTAINTY_KNOWN);
        GString *s = g_string_new(one->certainty == CERTAINTY_RUMOURED ? "rumoured: " : "");
        entity_id(l, one->from, s);
        g_string_append_printf(s, " %s ", kind_name(one->kind));
        entity_id(l, one->to, s);
        g_ptr_array_add(lines, g_string_free(s, FALSE));
    }
    if (lines->len)
        qsort(lines->pdata, lines->len, sizeof *lines->pdata, by_bytes);
    g_ptr_array_add(lines, NULL);
    char *joined = g_strjoinv("; ", (char **)lines->pdata);
    g_ptr_array_unref(lines);
    arena_free(a);
    return joined;
}

typedef struct {
    const char *text, *out;
} Row;

static void check(const Lexicon *l, const Row *rows, size_t n) {
    for (size_t i = 0; i < n; i++) {
        char *got = stated(l, &phrases_builtin, rows[i].text);
        assert_row(rows[i].text, got, rows[i].out);
        g_free(got);
    }
}
#define CHECK(rows) check(*state, rows, G_N_ELEMENTS(rows))

static void makes(void **state) {
    static const Row rows[] = {
        {"We like the Alpha Wheel.", "alpha makes wheel"},
        {"We like Alpha's Wheel.", "alpha makes wheel"},
        {"We like Alpha\u2019s brand new Wheel.", "alpha makes wheel"},
        {"We like Gamma's brand new Rim.", ""}, /* nobody knows whose it is */
        {"Gamma announced the new Rim today.", "gamma makes rim"},
        {"Gamma has released version 2 of the popular Rim.", "gamma makes rim"},
        {"Gamma has a tool called Rim.", "gamma makes rim"},
        {"Gamma announced Rim, Spoke and Tyre.",
         "gamma makes rim; gamma makes spoke; gamma makes tyre"},
        {"Rim, from Gamma, is nice.", "gamma makes rim"},
        {"Rim was developed by Gamma.", "gamma makes rim"},
        {"Gamma, the maker of Rim, was there.", "gamma makes rim"},
        {"Gamma and their Rim product were there.", "gamma makes rim"},
        /* who it was that bought the maker may announce it, too */
        {"Alpha announced Pedal.", "alpha makes pedal"},
        /* the catalog knows better */
        {"Gamma announced support for the Wheel.", ""},
        {"Gamma's Axle broke.", ""},
    };
    CHECK(rows);
}

static void acquired(void **state) {
    static const Row rows[] = {
        {"Alpha acquired Beta.", "alpha acquired beta"},
        {"Alpha has recently bought Beta.", "alpha acquired beta"},
        {"Beta was acquired by Alpha.", "alpha acquired beta"},
        {"Beta has been bought by Alpha.", "alpha acquired beta"},
        {"Beta, which Alpha acquired, is small.", "alpha acquired beta"},
        {"Beta (now owned by Alpha) is small.", "alpha acquired beta"},
        {"Alpha's acquisition of Beta was a surprise.", "alpha acquired beta"},
        {"The acquisition of Beta by Alpha was a surprise.", "alpha acquired beta"},
        {"Alpha acquired Beta and Gamma.", "alpha acquired beta; alpha acquired gamma"},
        {"Alpha bought Beta and Gamma bought Delta.", "alpha acquired beta; gamma acquired delta"},
    };
    CHECK(rows);
}

static void what_is_not_so_sure(void **state) {
    static const Row rows[] = {
        {"Alpha has not acquired Beta.", ""},
        {"Alpha never acquired Beta.", ""},
        {"Alpha didn't acquire Beta.", ""},
        {"Has Alpha acquired Beta?", ""},
        {"(\u201cHas Alpha acquired Beta?\u201d)", ""},
        {"You can not run Spoke on Rim.", ""},
        {"Use Spoke on a non-Rim machine.", ""},
        {"If Alpha acquired Beta, we would leave.", ""},
        {"Alpha would have acquired Beta.", ""},
        {"Alpha is rumored to have acquired Beta.", "rumoured: alpha acquired beta"},
        {"Alpha has reportedly acquired Beta.", "rumoured: alpha acquired beta"},
        {"Alpha may acquire Beta.", "rumoured: alpha acquired beta"},
        {"Alpha is in talks to acquire Beta.", "rumoured: alpha acquired beta"},
        /* presupposed, whatever else is asked */
        {"Do you use Alpha's Wheel?", "alpha makes wheel"},
        {"If you run Spoke on Rim, use oil.", "rim works_with spoke"},
        {"Does Spoke run on Rim?", ""},
    };
    CHECK(rows);
}

static void competes(void **state) {
    static const Row rows[] = {
        {"Alpha competes with Beta.", "alpha competes_with beta"},
        {"Alpha will compete directly against Beta.", "alpha competes_with beta"},
        {"Alpha's competitors Beta and Gamma were there.",
         "alpha competes_with beta; alpha competes_with gamma"},
        {"Spoke is an alternative to Rim.", "rim competes_with spoke"},
        {"It was Spoke vs. Rim.", "rim competes_with spoke"},
        {"I use Spoke instead of Rim.", "rim competes_with spoke"},
        {"Spoke is faster than Rim.", "rim competes_with spoke"},
        {"We moved from Spoke to Rim.", "rim competes_with spoke"},
        {"Beta, unlike Alpha, is small.", "alpha competes_with beta"},
    };
    CHECK(rows);
}

static void partners(void **state) {
    static const Row rows[] = {
        {"Alpha partnered with Beta.", "alpha partners_with beta"},
        {"Alpha and its partners Beta and Gamma were there.",
         "alpha partners_with beta; alpha partners_with gamma"},
        {"A partnership between Alpha and Beta was announced.", "alpha partners_with beta"},
        {"Alpha signed an agreement with Beta.", "alpha partners_with beta"},
        {"Alpha and Beta jointly announced it.", "alpha partners_with beta"},
        {"Alpha did it in conjunction with Beta.", "alpha partners_with beta"},
    };
    CHECK(rows);
}

static void products_and_products(void **state) {
    static const Row rows[] = {
        {"Spoke runs on Rim.", "rim works_with spoke"},
        {"Spoke integrates well with Rim and Tyre.", "rim works_with spoke; spoke works_with tyre"},
        {"We installed Spoke on our new Rim.", "rim works_with spoke"},
        {"Spoke supports Rim.", "rim works_with spoke"},
        {"Support for Spoke in Rim was added.", "rim works_with spoke"},
        {"We have a Spoke-based Rim.", "rim works_with spoke"},
        {"Spoke is a component of Rim.", "spoke part_of rim"},
        {"Spoke is a plug-in for Rim.", "spoke part_of rim"},
        {"Rim includes Spoke.", "spoke part_of rim"},
        {"The Hub of the Wheel is new.", "hub part_of wheel"},
        {"Spoke replaces Rim.", "spoke succeeds rim"},
        {"Spoke, the successor to Rim, is new.", "spoke succeeds rim"},
        {"Spoke (formerly Rim) is new.", "spoke succeeds rim"},
        {"Rim was renamed to Spoke.", "spoke succeeds rim"},
        {"Spoke is, at its core, built on Rim.", "rim works_with spoke"},
        {"The Spoke plug-in for Rim is new.", "rim works_with spoke"},
        {"Rim (such as Spoke) is new.", "spoke part_of rim"},
        {"Rim (Spoke is miles ahead) is new.", ""},
        {"Spoke, and Rim as well.", ""},
    };
    CHECK(rows);
}

static void uses(void **state) {
    static const Row rows[] = {
        {"Gamma uses Rim.", "gamma uses rim"},
        {"Gamma has deployed Spoke and Rim.", "gamma uses rim; gamma uses spoke"},
        {"How to run Rim at Gamma.", "gamma uses rim"},
        {"The people for Rim at Gamma are nice.", ""},
        {"Gamma is a big Rim customer.", "gamma uses rim"},
        {"Alpha uses the Wheel.", "alpha makes wheel"}, /* it is its own */
    };
    CHECK(rows);
}

static void events(void **state) {
    static const Row rows[] = {
        {"Alpha showed the Wheel at the Fair.",
         "alpha makes wheel; alpha presented_at fair; wheel presented_at fair"},
        {"At the Fair, Alpha had a booth.", "alpha presented_at fair"},
        {"Rim was announced at the Fair.", "rim presented_at fair"},
        /* a title names the event that the whole post reports from */
        {"---\ntitle: News from the Fair\n---\nGamma announced Rim.\n\nWe had tea with Spoke.",
         "gamma makes rim; gamma presented_at fair; rim presented_at fair"},
        /* a heading, its part; two events, nobody knows which */
        {"# A title\n\n## Fair\n\nRim was announced.\n\n## Summit\n\nSpoke was announced.",
         "rim presented_at fair; spoke presented_at summit"},
        /* the only one, and the post opens with it */
        {"We are at the Fair.\n\nRim was announced.", "rim presented_at fair"},
        {"We are at the Fair.\n\nRim was announced. Next, the Summit.", ""},
        {"We are here.\n\nRim was announced.\n\nThe Fair is over.", ""},
        {"---\ntitle: Fair or Summit\n---\nRim was announced.", ""},
    };
    CHECK(rows);
}

static void lists_carry(void **state) {
    static const Row rows[] = {
        {"Gamma announced these products:\n\n* Rim, which is round\n* Spoke",
         "gamma makes rim; gamma makes spoke"},
        {"### Competitors of Alpha\n\n* Beta\n* Gamma, too",
         "alpha competes_with beta; alpha competes_with gamma"},
        {"Announced at the Fair:\n\n* Rim\n* The new Spoke",
         "rim presented_at fair; spoke presented_at fair"},
        /* no colon, no list: nothing is carried */
        {"Gamma announced these products.\n\n* Rim\n* Spoke", ""},
        /* only what an item begins with */
        {"Gamma announced these products:\n\n* Something long that is not named at all, unlike Rim",
         ""},
        {"Gamma announced these products:\n\nRim is not in a list.", ""},
    };
    CHECK(rows);
}

static void they(void **state) {
    static const Row rows[] = {
        {"Alpha was there. They have acquired Beta.", "alpha acquired beta"},
        {"Alpha talked of Beta (whom they acquired).", "alpha acquired beta"},
        {"Nobody was there. They acquired Beta.", ""},
        {"Alpha was there.\n\nThey have acquired Beta.", ""}, /* another paragraph */
    };
    CHECK(rows);
}

/* Names that a list or a name's owner put in between change nothing. */
static void around_names(void **state) {
    static const Row rows[] = {
        {"Spoke, the successor to Beta's Axle and Rim, is new.",
         "beta makes axle; beta makes rim; spoke succeeds axle; spoke succeeds rim"},
        /* two forms of one thing, which do not compete with each other */
        {"The choice between Spoke/Rim and Tyre is hard.",
         "rim competes_with tyre; spoke competes_with tyre"},
        {"Spoke/Rim runs on Tyre.", "rim works_with tyre; spoke works_with tyre"},
        {"Wheel (WHL) replaces Rim.", "wheel succeeds rim"},
        {"Spoke 2.0.1 replaces Rim 1.5.", "spoke succeeds rim"},
        {"Alpha works with Beta, Unknown Ltd, and Gamma.",
         "alpha partners_with beta; alpha partners_with gamma"},
    };
    CHECK(rows);
}

/* A sentence that is said twice is stated twice, each with its own line; in one
 * sentence a thing is stated once. */
static void counted_once(void **state) {
    static const Row rows[] = {
        {"Alpha acquired Beta, yes, Alpha bought Beta.", "alpha acquired beta"},
        {"Alpha acquired Beta. Alpha bought Beta.", "alpha acquired beta; alpha acquired beta"},
        {"Alpha may buy Beta, said one, and then Alpha bought Beta.", "alpha acquired beta"},
    };
    CHECK(rows);
}

static void nothing_is_stated_without_phrases(void **state) {
    char *got = stated(*state, NULL, "Alpha acquired Beta.");
    assert_string_equal(got, "");
    g_free(got);
}

/* Long texts end soon: no phrase is tried in what is no sentence, and what is
 * one costs no more than its length. */
static void hostile(void **state) {
    GString *s = g_string_new("Alpha");
    for (int i = 0; i < 60000; i++)
        g_string_append(s, i % 3 ? " and" : " Beta");
    char *got = stated(*state, &phrases_builtin, s->str);
    assert_string_equal(got, "");
    g_free(got);
    g_string_assign(s, "Alpha");
    while (s->len < 3900)
        g_string_append(s, " with the new (Beta, and) Axle of");
    gint64 before = g_get_monotonic_time();
    got = stated(*state, &phrases_builtin, s->str);
    assert_true(g_get_monotonic_time() - before < 20 * G_USEC_PER_SEC);
    g_free(got);
    g_string_free(s, TRUE);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(makes),
        cmocka_unit_test(acquired),
        cmocka_unit_test(what_is_not_so_sure),
        cmocka_unit_test(competes),
        cmocka_unit_test(partners),
        cmocka_unit_test(products_and_products),
        cmocka_unit_test(uses),
        cmocka_unit_test(events),
        cmocka_unit_test(lists_carry),
        cmocka_unit_test(they),
        cmocka_unit_test(around_names),
        cmocka_unit_test(counted_once),
        cmocka_unit_test(nothing_is_stated_without_phrases),
        cmocka_unit_test(hostile),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
