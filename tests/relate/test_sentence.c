/* Where sentences end. */
#include "unit.h"

/* The question is asked between the first and the last word of each. */
static const struct {
    const char *text;
    bool ends;
} between[] = {
    /* plain ends */
    {"We met VMware. Citrix came later", true},
    {"We met VMware! Citrix came later", true},
    {"Did we meet VMware? Citrix came later", true},
    {"We met VMware… Citrix came later", true},
    {"We met VMware... Citrix came later", true},
    {"We met VMware?! Citrix came later", true},
    {"It was in 2007. Citrix came later", true},
    {"It has 3 GB. Citrix came later", true},
    {"It is version 3.5. Citrix came later", true},
    {"We like C#. Citrix came later", true},
    {"We met VMware. 30 people came later", true},
    {"We met VMware. Étienne came later", true},
    {"We met VMware. Яндекс came later", true},
    /* no end */
    {"We met VMware and Citrix", false},
    {"We met VMware, Citrix; also Sun: and Oracle", false},
    {"We met VMware (and Citrix) and Sun", false},
    {"It was – in short – Citrix", false},
    /* abbreviations */
    {"We met Dr. Greene of Citrix", false},
    {"We met Mr. Smith and Mrs. Jones of Citrix", false},
    {"There is VMware vs. Citrix", false},
    {"Some makers, e.g. Citrix", false},
    {"Some makers, e.g., Citrix", false},
    {"Some makers, i.e. Citrix", false},
    {"The tool a.k.a. Citrix", false},
    {"See Fig. 3 of Citrix", false},
    {"It is No. 1 for Citrix", false},
    {"He lives in St. Louis near Citrix", false},
    {"Makers (VMware, Sun, etc.) and Citrix", false},
    /* those that may end one */
    {"We met VMware Inc. and Citrix", false},
    {"We met VMware, Inc. Chief Greene of Citrix", false},
    {"We met VMware, Inc. The others came with Citrix", true},
    {"We met Microsoft Corp. in the hall of Citrix", false},
    {"We met Microsoft Corp. It was near Citrix", true},
    {"In the U.S. Citrix", false},
    {"In the U.S. The others met Citrix", true},
    {"It came in Sept. 2007 from Citrix", false},
    {"At 10 a.m. Citrix", false},
    {"We met VMware, Sun, etc. The others met Citrix", true},
    /* initials */
    {"We met John T. Chambers of Citrix", false},
    {"J. K. Rowling met Citrix", false},
    {"We met Diane B. Greene of Citrix", false},
    /* points inside */
    {"It is version 3.5 of Citrix", false},
    {"It costs 1.000.000 at Citrix", false},
    {"See vmware.com and Citrix", false},
    {"With .NET and Citrix", false},
    {"With Node.js and Citrix", false},
    {"He paid $.50 to Citrix", false},
    /* signs of names and thoughts */
    {"We met Yahoo! and Citrix", false},
    {"Then Yahoo! bought Citrix", false},
    {"It was (really!) good, said Citrix", false},
    {"It was… well, Citrix", false},
    {"It was ... well, Citrix", false},
    {"Who knows? not Citrix", false},
    /* quotes and brackets */
    {"He said \"We met VMware.\" Citrix came later", true},
    {"He said “We met VMware.” Citrix came later", true},
    {"He said “We met VMware!” Citrix came later", true},
    {"(We met VMware.) Citrix came later", true},
    {"We met VMware. (Citrix came later", true},
    {"We met VMware. “Citrix came later", true},
    {"We met VMware.) [Citrix came later", true},
    {"“We met VMware?” said Citrix", false},
    {"We met «VMware.» Citrix came later", true},
    {"¿We met VMware? ¡Citrix came later", true},
    /* numbers of lists */
    {"1. Citrix", false},
    {"12. We met Citrix", false},
    /* white space is needed */
    {"We met VMware.Citrix", false},
};

static void ends_between(void **state) {
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(between); i++) {
        const char *text = between[i].text;
        size_t n = strlen(text), b = n;
        while (b && g_ascii_isalpha(text[b - 1]))
            b--;
        for (int exact = 0; exact < 2; exact++) { /* nothing is read outside of the text */
            char *copy = exact ? g_memdup2(text, n) : g_strdup(text);
            bool got = sentence_ends_between(copy, n, 0, n);
            if (got != between[i].ends)
                fail_msg("\"%s\": a sentence should%s end", text, between[i].ends ? "" : " not");
            g_free(copy);
        }
        if (between[i].ends == false)
            assert_false(sentence_ends_between(text, n, 0, b));
    }
}

static void only_between_is_looked_at(void **state) {
    (void)state;
    const char *text = "One. Two and Three. Four";
    size_t n = strlen(text);
    assert_true(sentence_ends_between(text, n, 3, 5));   /* One | Two */
    assert_false(sentence_ends_between(text, n, 8, 13)); /* Two and | Three */
    assert_true(sentence_ends_between(text, n, 18, 20)); /* Three | Four */
    assert_false(sentence_ends_between(text, n, 8, 8));
    assert_false(sentence_ends_between(text, n, 3, 4)); /* it has not begun yet */
}

/* The last of a text may be its end: "no." is a whole answer. */
static void an_answer_is_a_sentence(void **state) {
    (void)state;
    const char *text = "Will it run? The answer is no. Citrix came later";
    assert_true(sentence_ends_between(text, strlen(text), 14, strlen(text)));
}

/* The sentence around what stands in [ ]. */
static void the_sentence_around(void **state) {
    (void)state;
    static const struct {
        const char *text, *sentence;
    } rows[] = {
        {"[VMware]", "VMware"},
        {"We met [VMware] there.", "We met VMware there."},
        {"One here. We met [VMware] there. Three.", "We met VMware there."},
        {"One here. [VMware] was there! Three.", "VMware was there!"},
        {"One here. We met [VMware]. Three.", "We met VMware."},
        {"One here. We met [VMware and. Citrix] there. Three.", "We met VMware and. Citrix there."},
        {"He said “We met [VMware].” Three.", "He said “We met VMware.”"},
        {"One. (We met [VMware].) Three.", "(We met VMware.)"},
        {"One. “[VMware] came”, he said. Three.", "“VMware came”, he said."},
        {"Dr. Greene of [VMware] came. Three.", "Dr. Greene of VMware came."},
        {"It was 3.5 for [VMware] in the U.S. market. Three.",
         "It was 3.5 for VMware in the U.S. market."},
        {"One… We met [VMware]… Three.", "We met VMware…"},
        {"One here. We met [Yahoo!] there. Three.", "We met Yahoo! there."},
        {"We met [VMware, Inc]. The others left.", "We met VMware, Inc."},
        {"no end [VMware] at all", "no end VMware at all"},
        {"Really? We met [VMware].", "We met VMware."},
        {"1. We met [VMware]. Three.", "1. We met VMware."},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        const char *open = strchr(rows[i].text, '['), *close = strchr(rows[i].text, ']');
        GString *s = g_string_new_len(rows[i].text, open - rows[i].text);
        size_t start = s->len;
        g_string_append_len(s, open + 1, close - open - 1);
        size_t end = s->len;
        g_string_append(s, close + 1);
        sentence_around(s->str, s->len, &start, &end);
        char *got = g_strndup(s->str + start, end - start);
        assert_row(rows[i].text, got, rows[i].sentence);
        g_free(got);
        g_string_free(s, TRUE);
    }
}

static void what_is_around_holds_what_is_within(void **state) {
    (void)state;
    static const char *const parts[] = {"VMware", " ",   ". ", ".", "! ", "…", "Inc",
                                        "e.g",    "U.S", "“",  "”", ")",  "(", "A",
                                        "a",      "7",   "é",  "Я", "1"};
    GRand *random = g_rand_new_with_seed(12);
    for (int round = 0; round < 20000; round++) {
        GString *s = g_string_new(NULL);
        for (int n = g_rand_int_range(random, 1, 20); n-- > 0;)
            g_string_append(s, parts[g_rand_int_range(random, 0, G_N_ELEMENTS(parts))]);
        size_t a = (size_t)g_rand_int_range(random, 0, (gint)s->len), b = a;
        while (a && ((unsigned char)s->str[a] & 0xc0) == 0x80) /* a character's first byte */
            a--;
        b = a + (size_t)(g_utf8_next_char(s->str + a) - (s->str + a));
        size_t start = a, end = b;
        char *exact = g_memdup2(s->str, s->len);
        sentence_around(exact, s->len, &start, &end);
        assert_true(start <= a && end >= b && end <= s->len);
        assert_true(g_utf8_validate_len(exact + start, end - start, NULL));
        /* from the one end to the other no sentence ends */
        size_t again_start = start, again_end = end;
        sentence_around(exact, s->len, &again_start, &again_end);
        assert_int_equal(again_start, start);
        g_free(exact);
        g_string_free(s, TRUE);
    }
    g_rand_free(random);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ends_between),
        cmocka_unit_test(only_between_is_looked_at),
        cmocka_unit_test(an_answer_is_a_sentence),
        cmocka_unit_test(the_sentence_around),
        cmocka_unit_test(what_is_around_holds_what_is_within),
    };
    return cmocka_run_group_tests_name("sentence", tests, NULL, NULL);
}
