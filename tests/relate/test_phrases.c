/* Phrases: what can be written, and what is said of what can't. */
#include "unit.h"

/* All that is wrong with a file; free with g_free. */
static char *wrong_slice(Slice yaml) {
    Diags d = {0};
    PhraseBook *b = phrase_book_new();
    phrase_book_add(b, "x.yml", yaml, &d);
    char *got = unit_diags(&d);
    diags_clear(&d);
    phrase_book_free(b);
    return got;
}

static char *wrong(const char *yaml) {
    return wrong_slice(slice_str(yaml));
}

typedef struct {
    const char *text, *out;
} Row;

static void what_is_wrong(void **state) {
    (void)state;
    static const Row rows[] = {
        {"", ""},
        {"phrases:\n  makes:\n    - A forged B\n", ""},
        {"- A\n", "error 1:1: the file is no map, expected lines of \"key: value\"\n"},
        {"phrase:\n  makes: []\n",
         "error 1:1: unknown section \"phrase\", did you mean \"phrases\"?\n"},
        {"phrases:\n  acquird: [A got B]\n",
         "error 2:3: unknown kind \"acquird\", did you mean \"acquired\"?\n"},
        {"phrases:\n  together: [A and B]\n",
         "error 2:3: unknown kind \"together\", expected makes, acquired, part_of and the like\n"},
        {"phrases:\n  makes: A forged B\n",
         "error 2:10: makes is no list, expected [word, word] or lines that begin with \"- \"\n"},
        {"phrases:\n  makes:\n    - A forged\n", "error 3:7: expected A and B in it once each, or "
                                                 "A+B, at most 40 words and 4 gaps\n"},
        {"phrases:\n  makes:\n    - A forged B and B\n",
         "error 3:7: expected A and B in it once each, or A+B, at most 40 words and 4 gaps\n"},
        {"phrases:\n  makes:\n    - A (forged|cast B\n", "error 3:9: \"(\" is not closed\n"},
        {"phrases:\n  makes:\n    - A forged) B\n",
         "error 3:15: unexpected \")\", expected a word, A, B, @set, [...], (...) or ..\n"},
        {"phrases:\n  makes:\n    - A @forge B\n",
         "error 3:9: no set of words is called \"forge\", expected one of those under sets\n"},
        {"phrases:\n  makes:\n    - A:firm forged B\n",
         "error 3:9: \"firm\" is no type, expected company, product or event\n"},
        {"phrases:\n  makes:\n    - A:event forged B\n",
         "error 3:7: no makes has ends of these types\n"},
        {"phrases:\n  makes:\n    - A forged B\n    - A [once|] forged B\n",
         "error 4:7: \"A forged B\" says the same\n"},
        {"phrases:\n  makes:\n    - {phrase: A forged B, sure: true}\n",
         "error 3:28: unknown key \"sure\", expected phrase, rumoured, known, always or event\n"},
        {"phrases:\n  makes:\n    - {phrase: A forged B, rumoured: perhaps}\n",
         "error 3:38: \"perhaps\", expected true or false\n"},
        {"phrases:\n  makes:\n    - {known: true}\n", "error 3:7: expected the key phrase\n"},
        {"phrases:\n  makes:\n    - [A, B]\n", "error 3:7: expected a phrase\n"},
        {"not: [no, not at all]\n", "error 1:11: \"not at all\" is not one word, expected one\n"},
        {"sets:\n  forge: [forge, forged]\nphrases:\n  makes: [A @forge B]\n", ""},
        /* sets may stand behind what uses them */
        {"phrases:\n  makes: [A @forge B]\nsets:\n  forge: [forge, forged]\n", ""},
        {"phrases: {makes: [A forged B}\n",
         "error 1:29: not YAML: did not find expected ',' or ']' while parsing a flow sequence\n"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        char *got = wrong(rows[i].text);
        assert_row(rows[i].text, got, rows[i].out);
        g_free(got);
    }
    char *got = wrong("phrases:\n  makes:\n"
                      "    - A (a|b c)(a|b c)(a|b c)(a|b c)(a|b c)(a|b c)(a|b c)(a|b c)(a|b c)"
                      "(a|b c) B\n");
    assert_string_equal(got, "error 3:7: can be said in more than 512 ways, expected fewer\n");
    g_free(got);
}

/* "alpha makes wheel" for the first thing that a text states by these phrases, or "". */
static char *stated(const char *yaml, const char *text) {
    Lexicon *l =
        unit_lexicon("companies: [Alpha, Beta]\nproducts: [Wheel, Axle]\nevents: [Fair]\n");
    Diags d = {0};
    PhraseBook *b = phrase_book_new();
    assert_true(phrase_book_add(b, "x.yml", slice_str(yaml), &d));
    Phrases *p = phrase_book_compile(b);
    phrase_book_free(b);
    diags_clear(&d);
    Arena *a = arena_new();
    Post *post = unit_post(a, text);
    const uint32_t *sentence_of;
    Relations r =
        relate_post(l, p, a, post, names_find(l, a, post), DISTANCE_SENTENCE, &sentence_of);
    GString *s = g_string_new(NULL);
    for (size_t i = 0; i < r.n && !s->len; i++)
        if (r.at[i].phrase) {
            entity_id(l, r.at[i].from, s);
            g_string_append_printf(s, " %s ", kind_name(r.at[i].kind));
            entity_id(l, r.at[i].to, s);
            g_string_append_printf(s, " (%s)", r.at[i].phrase);
        }
    arena_free(a);
    phrases_free(p);
    lexicon_free(l);
    return g_string_free(s, FALSE);
}

/* What each sign of the language means. */
static void the_language(void **state) {
    (void)state;
    static const struct {
        const char *yaml, *text, *out;
    } rows[] = {
        {"phrases: {makes: [A forged B]}", "Alpha forged Wheel.", "alpha makes wheel (A forged B)"},
        {"phrases: {makes: [A forged B]}", "Alpha FORGED Wheel.", "alpha makes wheel (A forged B)"},
        {"phrases: {makes: [A forged B]}", "Alpha forged a Wheel.", ""},
        {"before: [a]\nphrases: {makes: [A forged B]}", "Alpha forged a Wheel.",
         "alpha makes wheel (A forged B)"},
        {"after: [team]\nphrases: {makes: [A forged B]}", "The Alpha team forged Wheel.",
         "alpha makes wheel (A forged B)"},
        {"phrases: {makes: [A forged B]}", "Wheel forged Alpha.", ""},
        {"phrases: {makes: [B of A]}", "Wheel of Alpha.", "alpha makes wheel (B of A)"},
        {"phrases: {makes: [\"A [once] forged B\"]}", "Alpha once forged Wheel.",
         "alpha makes wheel (A [once] forged B)"},
        {"phrases: {makes: [\"A [once] forged B\"]}", "Alpha forged Wheel.",
         "alpha makes wheel (A [once] forged B)"},
        {"phrases: {makes: [A (cast|hewed out) B]}", "Alpha hewed out Wheel.",
         "alpha makes wheel (A (cast|hewed out) B)"},
        {"phrases: {makes: [A (cast|hewed out) B]}", "Alpha hewed Wheel.", ""},
        {"sets: {forge: [forge, forges]}\nphrases: {makes: [A @forge B]}", "Alpha forges Wheel.",
         "alpha makes wheel (A @forge B)"},
        {"phrases: {makes: [A forged .. B]}", "Alpha forged one two three Wheel.",
         "alpha makes wheel (A forged .. B)"},
        {"phrases: {makes: [A forged .. B]}", "Alpha forged one two three four Wheel.", ""},
        {"phrases: {makes: [A forged ... B]}", "Alpha forged one two three four five six Wheel.",
         "alpha makes wheel (A forged ... B)"},
        /* a short gap has no name in it, a long one may */
        {"phrases: {makes: [A forged .. B]}", "Alpha forged Beta Wheel.",
         "alpha makes wheel (A forged .. B)"},
        {"phrases: {makes: [A forged ... B]}", "Alpha forged for Beta a Wheel.",
         "alpha makes wheel (A forged ... B)"},
        {"break: [but]\nphrases: {makes: [A forged ... B]}", "Alpha forged but not a Wheel.", ""},
        {"phrases: {competes_with: [A+B fight]}\nand: [and]", "Alpha and Beta fight.",
         "alpha competes_with beta (A+B fight)"},
        {"phrases: {competes_with: [\"A:product beats B\"]}", "Alpha beats Beta.", ""},
        {"phrases: {competes_with: [\"A:product beats B\"]}", "Axle beats Wheel.",
         "axle competes_with wheel (A:product beats B)"},
        {"phrases: {makes: [\"B \\\\( by A \\\\)\"]}", "Wheel (by Alpha).",
         "alpha makes wheel (B \\( by A \\))"},
        {"phrases: {makes: [A 's B]}", "Alpha\u2019s Wheel.", "alpha makes wheel (A 's B)"},
        {"phrases: {makes: [\"A , B\"]}", "Alpha, Wheel.", "alpha makes wheel (A , B)"},
        {"phrases: {makes: [A-forged B]}", "An Alpha-forged Wheel.",
         "alpha makes wheel (A-forged B)"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        char *got = stated(rows[i].yaml, rows[i].text);
        assert_row(rows[i].text, got, rows[i].out);
        g_free(got);
    }
}

/* A phrase with a mistake leaves nothing behind that the next one would be taken
 * for. */
static void a_mistake_costs_only_itself(void **state) {
    (void)state;
    char *got = stated("phrases:\n  makes:\n    - A forged B\n    - A [twice] forged B\n"
                       "    - A cast B\n",
                       "Alpha twice forged Wheel.");
    assert_string_equal(got, "");
    g_free(got);
    got = stated("phrases:\n  makes:\n    - A forged B\n    - A [twice] forged B\n    - A cast B\n",
                 "Alpha cast Wheel.");
    assert_string_equal(got, "alpha makes wheel (A cast B)");
    g_free(got);
}

/* More than the numbers of a file hold: said, and nothing is invented. */
static void very_many(void **state) {
    (void)state;
    GString *yaml = g_string_new("sets:\n  w: [");
    for (int i = 0; i < 40000; i++)
        g_string_append_printf(yaml, "w%d, ", i);
    g_string_append(yaml, "z]\nphrases:\n  acquired: [A @w B]\n");
    char *got = stated(yaml->str, "Alpha w39999 Beta.");
    assert_string_equal(got, "alpha acquired beta (A @w B)");
    g_free(got);
    g_string_assign(yaml, "phrases:\n  acquired:\n");
    for (int i = 0; i < 10050; i++)
        g_string_append_printf(yaml, "    - A w%d B\n", i);
    got = wrong(yaml->str);
    assert_string_equal(
        got, "error 10003:7: more than 10000 phrases or 60000 words in all, expected fewer\n");
    g_free(got);
    got = stated(yaml->str, "Alpha w9999 Beta.");
    assert_string_equal(got, "alpha acquired beta (A w9999 B)");
    g_free(got);
    g_string_assign(yaml, "phrases:\n  acquired:\n    - A ");
    for (int i = 0; i < 50000; i++)
        g_string_append_c(yaml, '(');
    got = wrong(yaml->str);
    assert_string_equal(got,
                        "error 3:29: more than 20 brackets, one in the other, expected a few\n");
    g_free(got);
    got = wrong("phrases:\n  acquired: [A .. a .. b .. c .. d .. B]\n");
    assert_string_equal(got, "error 2:14: expected A and B in it once each, or A+B, at most 40 "
                             "words and 4 gaps\n");
    g_free(got);
    g_string_free(yaml, TRUE);
}

/* A later file may add to a set that a group of an earlier one has in it. */
static void sets_grow(void **state) {
    (void)state;
    char *got =
        stated("phrases:\n  acquired: [A (@w|got) B]\nsets:\n  w: [took]\n", "Alpha took Beta.");
    assert_string_equal(got, "alpha acquired beta (A (@w|got) B)");
    g_free(got);
}

/* The same words may say two things of different kinds. */
static void two_kinds(void **state) {
    (void)state;
    char *got = stated("phrases:\n  makes: [A has B]\n  uses: [A has B]\n", "Alpha has Wheel.");
    assert_string_equal(got, "alpha uses wheel (A has B)");
    g_free(got);
}

static void the_built_in_ones(void **state) {
    (void)state;
    char *got = wrong_slice(phrases_builtin_source);
    assert_string_equal(got, "");
    g_free(got);
    assert_true(phrase_book_is(phrases_builtin_source));
    assert_true(phrase_book_is(slice_str("# mine\nsets:\n")));
    assert_false(phrase_book_is(slice_str("companies:\n  - Sets\n")));
}

static void kinds(void **state) {
    (void)state;
    for (unsigned k = 0; k < N_KINDS; k++) {
        assert_int_equal(kind_parse(kind_name((RelationKind)k)), k);
        assert_int_equal(kind_parse(kind_label((RelationKind)k)), k);
    }
    assert_int_equal(kind_parse("competes-with"), KIND_COMPETES_WITH);
    assert_int_equal(kind_parse("compete"), N_KINDS);
    assert_int_equal(kind_parse(""), N_KINDS);
    assert_false(kind_is_directed(KIND_WORKS_WITH));
    assert_string_equal(certainty_name(CERTAINTY_RUMOURED), "rumoured");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_wrong),
        cmocka_unit_test(the_language),
        cmocka_unit_test(a_mistake_costs_only_itself),
        cmocka_unit_test(two_kinds),
        cmocka_unit_test(very_many),
        cmocka_unit_test(sets_grow),
        cmocka_unit_test(the_built_in_ones),
        cmocka_unit_test(kinds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
