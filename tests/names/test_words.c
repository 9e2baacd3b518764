/* The lists of words are looked up by halves: each must be in order. */
#include "unit.h"

#include "names/words.c"

#define CHECK_LIST(list, is_in)                                                                    \
    for (size_t i = 0; i < G_N_ELEMENTS(list); i++) {                                              \
        if (i && strcmp((list)[i - 1], (list)[i]) >= 0)                                            \
            fail_msg("%s: %s stands before %s", #list, (list)[i - 1], (list)[i]);                  \
        assert_true(is_in((list)[i], strlen((list)[i])));                                          \
    }                                                                                              \
    assert_false(is_in("zzz", 3));                                                                 \
    assert_false(is_in("", 0));

static void every_word_is_found(void **state) {
    (void)state;
    CHECK_LIST(first_names, words_is_first_name)
    CHECK_LIST(deeds, words_is_deed)
    CHECK_LIST(agent_prepositions, words_is_agent_preposition)
    CHECK_LIST(determiners, words_is_determiner)
    CHECK_LIST(auxiliaries, words_is_auxiliary)
    CHECK_LIST(uses, words_is_use)
    CHECK_LIST(of_things, words_is_of_things)
    CHECK_LIST(of_firms, words_is_of_firms)
    CHECK_LIST(of_products, words_is_of_products)
    CHECK_LIST(starts, words_is_start)
    CHECK_LIST(places, words_is_place)
    CHECK_LIST(standards, words_is_standard)
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_word_is_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
