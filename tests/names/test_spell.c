/* Spelling: what is a word, what has one key, what is a way to write a name. */
#include "unit.h"

#include "names/inside.h"

/* The words of a text, parted by '|'. */
static char *words_of(const char *text) {
    const char *end = text + strlen(text);
    GString *s = g_string_new(NULL);
    for (const char *p = spell_next(text, end, text); p < end;) {
        Word w = spell_word(p, end, text, KEY_SEED);
        assert_true(w.end > p);
        g_string_append_len(s, p, w.end - p);
        g_string_append_c(s, '|');
        p = spell_next(w.end, end, text);
    }
    return g_string_free(s, FALSE);
}

static void words(void **state) {
    (void)state;
    static const struct {
        const char *text, *words;
    } rows[] = {
        {"", ""},
        {" .,-'!", ""},
        {"VMware met Citrix.", "VMware|met|Citrix|"},
        {"Hyper-V, (ESX)", "Hyper|V|ESX|"},
        {"C++ and C# and F#.", "C++|and|C#|and|F#|"},
        {"a+b #tag", "a|b|tag|"},
        {"foo_bar _x_", "foo_bar|x|"},
        {"Müller’s Café", "Müller|s|Café|"},
        {"vSphere5 3.5", "vSphere5|3|5|"},
        {"Яндекс и 微软", "Яндекс|и|微软|"},
        {"“VMware”", "VMware|"},
        {".NET", "NET|"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        char *got = words_of(rows[i].text);
        assert_row(rows[i].text, got, rows[i].words);
        g_free(got);
    }
}

static uint32_t key_of(const char *text) {
    const char *end = text + strlen(text), *p = spell_next(text, end, text);
    uint32_t key = KEY_SEED;
    unsigned capitals = 0;
    while (p < end) {
        Word w = spell_word(p, end, text, key);
        key = w.key;
        capitals += w.capitals;
        p = spell_next(w.end, end, text);
    }
    return key_end(key, capitals);
}

static void keys(void **state) {
    (void)state;
    assert_int_equal(key_of("Hyper-V"), key_of("HyperV"));
    assert_int_equal(key_of("Hyper-V"), key_of("Hyper V"));
    assert_int_equal(key_of("Hyper-V"), key_of("Hyper–V"));
    assert_int_equal(key_of("Café Müller"), key_of("Café-Müller"));
    assert_int_not_equal(key_of("in"), key_of("IN")); /* case counts for most names */
    assert_int_not_equal(key_of("Hyper-V"), key_of("hyper-v"));
    assert_int_not_equal(key_of("C"), key_of("C++"));
    assert_int_not_equal(key_of("C#"), key_of("C++"));
    assert_int_not_equal(key_of("ESX"), key_of("ESXi"));
    assert_int_not_equal(key_of(""), 0);
}

static void digits_at_the_end(void **state) {
    (void)state;
    const char *text = "VMworld2007";
    Word w = spell_word(text, text + 11, text, KEY_SEED);
    assert_ptr_equal(w.stem_end, text + 7);
    assert_int_equal(w.stem_key, spell_word(text, text + 7, text, KEY_SEED).key);
    const char *const none[] = {"VMworld", "2007", "ESX3i", "C#"};
    for (size_t i = 0; i < G_N_ELEMENTS(none); i++)
        assert_null(spell_word(none[i], none[i] + strlen(none[i]), none[i], KEY_SEED).stem_end);
}

static void signs_between_words_of_a_name(void **state) {
    (void)state;
    static const char *const yes[] = {" ", "-", "/",  "&",   ".",  ",", "'", ":", "+",
                                      "!", "_", ", ", " & ", ". ", "–", "’", " ("};
    static const char *const no[] = {"    ((((((((((((((((((((((((((((", "………………………………………………"};
    for (size_t i = 0; i < G_N_ELEMENTS(yes); i++)
        if (!spell_joins(yes[i], yes[i] + strlen(yes[i])))
            fail_msg("\"%s\" should join", yes[i]);
    for (size_t i = 0; i < G_N_ELEMENTS(no); i++)
        if (spell_joins(no[i], no[i] + strlen(no[i])))
            fail_msg("\"%s\" should not join", no[i]);
}

static void capitals(void **state) {
    (void)state;
    static const struct {
        const char *word;
        unsigned n;
    } words_[] = {{"VMware", 2}, {"in", 0}, {"IN", 2}, {"ESX3i", 3}, {"2007", 0}, {"微软", 0}};
    for (size_t i = 0; i < G_N_ELEMENTS(words_); i++) {
        const char *w = words_[i].word;
        assert_int_equal(spell_word(w, w + strlen(w), w, KEY_SEED).capitals, words_[i].n);
    }
}

/* Where a word may be parted: "Hyper|V", never within its first three letters. */
static void humps(void **state) {
    (void)state;
    static const char *const texts[] = {"Hyper|V", "Power|Shell", "VMware",
                                        "VMotion", "ESX|3i",      "VMworld|2007",
                                        "iPhone",  "X11",         "windows"};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        char **parts = g_strsplit(texts[i], "|", -1), *word = g_strjoinv("", parts);
        size_t first = strlen(parts[0]), n = strlen(word);
        for (size_t at = 1; at < n; at++) {
            bool want = parts[1] && at == first,
                 second = parts[1] && at > first; /* only the first counts here */
            if (!second && spell_is_hump(word, word + at, word + n) != want)
                fail_msg("%s: byte %zu", texts[i], at);
        }
        g_strfreev(parts);
        g_free(word);
    }
}

/* `text` has the words to compare between < and >; `surface` is what the name
 * takes of the text, NULL: they are not the same. */
static const struct {
    const char *name, *text, *surface;
    bool anycase;
} rows[] = {
    {"VMware", "<VMware> x", "VMware", false},
    {"VMware", "<vmware> x", NULL, false},
    {"VMware", "<vmware> x", "vmware", true},
    {"VMware", "<VMWARE> x", NULL, false},
    {"Hyper-V", "<Hyper-V>", "Hyper-V", false},
    {"Hyper-V", "<Hyper V>", "Hyper V", false},
    {"Hyper-V", "<HyperV>", "HyperV", false},
    {"Hyper-V", "<Hyper–V>", "Hyper–V", false},
    {"Hyper-V", "<Hyper/V>", NULL, false},
    {"Hyper-V", "<Hyper, V>", NULL, false},
    {"Site Recovery Manager", "<Site-Recovery Manager>", "Site-Recovery Manager", false},
    {"Site Recovery Manager", "<SiteRecoveryManager>", "SiteRecoveryManager", false},
    {"VMworld", "<VM world>", NULL, false},
    {"VMotion", "<V Motion>", NULL, false},
    {"PowerShell", "<Power Shell>", "Power Shell", false},
    {"PowerShell", "<Power, Shell>", NULL, false},
    {"AT&T", "<AT&T>", "AT&T", false},
    {"AT&T", "<AT & T>", "AT & T", false},
    {"VMware, Inc.", "<VMware, Inc>. was", "VMware, Inc", false},
    {"VMware, Inc.", "<VMware Inc> was", "VMware Inc", false},
    {"Yahoo!", "<Yahoo>! was", "Yahoo!", false},
    {"Yahoo!", "<Yahoo> was", "Yahoo", false},
    {".NET", ".<NET> is", ".NET", false},
    {".NET", "a <NET> is", NULL, false},
    {"C++", "<C++> is", "C++", false},
    {"C", "<C++> is", NULL, false},
    {"L'Oréal", "<L’Oréal>", "L’Oréal", false},
    {"Müller", "<Muller>", NULL, false},
    {"MÜLLER", "<müller>", "müller", true},
};

static void ways_to_write_a_name(void **state) {
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        const char *open = strchr(rows[i].text, '<'), *close = strchr(rows[i].text, '>');
        GString *text = g_string_new_len(rows[i].text, open - rows[i].text);
        g_string_append_len(text, open + 1, close - open - 1);
        size_t from = (size_t)(open - rows[i].text), to = text->len;
        g_string_append(text, close + 1);
        const char *p = text->str + from, *end = text->str + to;
        bool same = spell_same(rows[i].name, strlen(rows[i].name), rows[i].anycase, &p, &end,
                               text->str, text->str + text->len);
        char *got = same ? g_strndup(p, (gsize)(end - p)) : g_strdup("(not the same)");
        char *row = g_strdup_printf("%s in %s", rows[i].name, rows[i].text);
        assert_row(row, got, rows[i].surface ? rows[i].surface : "(not the same)");
        g_free(row);
        g_free(got);
        g_string_free(text, TRUE);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words),
        cmocka_unit_test(keys),
        cmocka_unit_test(digits_at_the_end),
        cmocka_unit_test(signs_between_words_of_a_name),
        cmocka_unit_test(capitals),
        cmocka_unit_test(humps),
        cmocka_unit_test(ways_to_write_a_name),
    };
    return cmocka_run_group_tests_name("spell", tests, NULL, NULL);
}
