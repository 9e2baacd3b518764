/* The matcher: all names of a text, the longest at each place. */
#include "unit.h"

#include "names/inside.h"

static const char yaml[] = "companies:\n"
                           "  - VMware: {aliases: ['VMware, Inc.']}\n"
                           "  - Yahoo!\n"
                           "  - AT&T\n"
                           "  - Apple\n"
                           "  - Müller\n"
                           "products:\n"
                           "  - VMotion\n"
                           "  - Storage VMotion\n"
                           "  - Site Recovery Manager: {aliases: [SRM]}\n"
                           "  - Hyper-V\n"
                           "  - C++\n"
                           "  - C#\n"
                           "  - .NET\n"
                           "  - Windows Server: {editions: yearly}\n"
                           "  - Windows\n"
                           "  - ESX\n"
                           "  - ESX Server 3\n"
                           "  - vi: {anycase: true}\n"
                           "  - Xen\n"
                           "events:\n"
                           "  - VMworld: {editions: yearly}\n";

/* "surface", "surface@2007", "surface@2008R2", parted by '|'. */
static char *hits_of(const Lexicon *l, const char *text) {
    Arena *a = arena_new();
    Hits hits = {0};
    size_t n = strlen(text);
    match_text(l, a, text, n, &hits, NULL);
    GString *s = g_string_new(NULL);
    for (size_t i = 0; i < hits.n; i++) {
        const Hit *h = &hits.at[i];
        assert_true(h->start < h->end && h->end <= n);
        assert_true(h->n_names > 0);
        assert_false(i && h->start < h[-1].end); /* left to right, not over each other */
        g_string_append_printf(s, "%s%.*s", i ? "|" : "", (int)(h->end - h->start),
                               text + h->start);
        if (h->edition)
            g_string_append_printf(s, "@%u%s", h->edition / 2, h->edition & 1 ? "R2" : "");
    }
    arena_free(a);
    return g_string_free(s, FALSE);
}

static void hits(void **state) {
    static const struct {
        const char *text, *hits;
    } rows[] = {
        {"", ""},
        {"Nothing here.", ""},
        {"VMware", "VMware"},
        {"VMware met Yahoo! and AT&T.", "VMware|Yahoo!|AT&T"},
        /* the longest */
        {"Storage VMotion is not VMotion.", "Storage VMotion|VMotion"},
        {"ESX Server 3 and ESX Server 4", "ESX Server 3|ESX"},
        {"Windows Server and Windows", "Windows Server|Windows"},
        {"VMware, Inc. and VMware, too", "VMware, Inc|VMware"},
        /* whole words */
        {"VMwares preVMware VMware7x", ""},
        {"Xenon and Xen", "Xen"},
        {"VMware's and VMware’s and VMware-based", "VMware|VMware|VMware"},
        {"(VMware) “VMware” VMware/Xen 'VMware'", "VMware|VMware|VMware|Xen|VMware"},
        {"C, C++, C# and C", "C++|C#"},
        {"C++.", "C++"},
        {"The .NET framework", ".NET"},
        {"Muller and Müller", "Müller"},
        /* spellings */
        {"Hyper-V, Hyper V, HyperV, Hyper–V", "Hyper-V|Hyper V|HyperV|Hyper–V"},
        {"SiteRecoveryManager", "SiteRecoveryManager"},
        /* case counts, unless the entry says otherwise */
        {"vmware VMWARE apple", ""},
        {"vi Vi VI", "vi|Vi|VI"},
        /* editions */
        {"VMworld 2007 and VMworld2008", "VMworld 2007@2007|VMworld2008@2008"},
        {"VMworld-2009, VMworld '10 or VMworld ’11",
         "VMworld-2009@2009|VMworld '10@2010|VMworld ’11@2011"},
        {"VMworld, 2007", "VMworld"},
        {"VMworld 12345 and VMworld 1066", "VMworld|VMworld"},
        {"Windows Server 2008 R2 and Windows Server 2008",
         "Windows Server 2008 R2@2008R2|Windows Server 2008@2008"},
        {"Xen 2007", "Xen"},
        /* machine text is no prose */
        {"http://VMware.com/VMware", ""},
        {"see www.VMware.com", ""},
        {"VMware.com", ""},
        {"mail VMware@example.com or @VMware", ""},
        {"/usr/lib/VMware/x", ""},
        {"C:\\VMware\\x", ""},
        {"$VMware = VMware_x", ""},
        {"I like VMware.", "VMware"},
        {"I like VMware.And Xen", "VMware|Xen"},
        {"VMware... Xen", "VMware|Xen"},
    };
    const Lexicon *l = *state;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        char *got = hits_of(l, rows[i].text);
        assert_row(rows[i].text, got, rows[i].hits);
        g_free(got);
    }
}

/* A name that begins with a sign is a whole word, too. */
static void a_sign_in_front_is_no_part_of_another_word(void **state) {
    char *got = hits_of(*state, "ASP.NET and example.NET and .NET");
    assert_string_equal(got, ".NET");
    g_free(got);
}

static void slots(void **state) {
    const Lexicon *l = *state;
    const char *text = "VMware";
    Word w = spell_word(text, text + 6, text, KEY_SEED);
    const Slot *s = lexicon_slot(l, key_end(w.key, w.capitals));
    assert_non_null(s);
    assert_string_equal(string_at(l, l->names[s->first & ~SLOT_GOES_ON].text), "VMware");
    assert_null(lexicon_slot(l, key_end(w.key + 1, w.capitals)));
}

/* Names of a later catalog file win. */
static void the_last_layer_wins(void **state) {
    (void)state;
    Catalog *c = catalog_new();
    Diags d = {0};
    unit_add_yaml(c, "products:\n  - Alpha: {aliases: [Common]}\n", &d);
    unit_add_yaml(c, "products:\n  - Beta: {aliases: [Common]}\n", &d);
    unit_no_diags(&d);
    Lexicon *l = catalog_compile(c);
    Arena *a = arena_new();
    Hits h = {0};
    match_text(l, a, "Common Alpha", 12, &h, NULL);
    assert_int_equal(h.n, 2);
    assert_int_equal(h.at[0].n_names, 1);
    assert_string_equal(string_at(l, l->entries[l->names[h.at[0].names[0]].entry].name), "Beta");
    assert_string_equal(string_at(l, l->entries[l->names[h.at[1].names[0]].entry].name), "Alpha");
    arena_free(a);
    lexicon_free(l);
    catalog_free(c);
}

static void two_meanings_are_both_given(void **state) {
    (void)state;
    Lexicon *l = unit_lexicon("products:\n  - Alpha: {aliases: [XX], ambiguous: [XX]}\n"
                              "  - Beta: {aliases: [XX], ambiguous: [XX]}\n");
    Arena *a = arena_new();
    Hits h = {0};
    match_text(l, a, "XX", 2, &h, NULL);
    assert_int_equal(h.n, 1);
    assert_int_equal(h.at[0].n_names, 2);
    arena_free(a);
    lexicon_free(l);
}

/* A name is found in whatever company, exactly where it stands. */
static void every_name_is_found_anywhere(void **state) {
    const Lexicon *l = *state;
    static const char *const names[] = {
        "VMware",          "Yahoo!", "AT&T", "Site Recovery Manager", "SRM", "Hyper-V", "C++", "C#",
        "Storage VMotion", "Müller", "Xen",  "ESX Server 3"};
    static const char *const around[] = {"we", "the", "of", "и", "“",      "”",   "(",
                                         ")",  "-",   "é",  "😀", "a.k.a.", "3.5", "with"};
    GRand *random = g_rand_new_with_seed(8);
    Arena *a = arena_new();
    for (int round = 0; round < 5000; round++) {
        GString *s = g_string_new(NULL);
        for (int n = g_rand_int_range(random, 0, 6); n-- > 0;)
            g_string_append_printf(s, "%s ",
                                   around[g_rand_int_range(random, 0, G_N_ELEMENTS(around))]);
        const char *name = names[g_rand_int_range(random, 0, G_N_ELEMENTS(names))];
        size_t start = s->len, end = start + strlen(name);
        g_string_append(s, name);
        for (int n = g_rand_int_range(random, 0, 6); n-- > 0;)
            g_string_append_printf(s, " %s",
                                   around[g_rand_int_range(random, 0, G_N_ELEMENTS(around))]);
        Hits h = {0};
        match_text(l, a, s->str, s->len, &h, NULL);
        if (h.n != 1 || h.at[0].start != start || h.at[0].end != end)
            fail_msg("\"%s\" in \"%s\": %zu hits", name, s->str, h.n);
        g_string_free(s, TRUE);
        arena_reset(a);
    }
    arena_free(a);
    g_rand_free(random);
}

static void hits_lie_in_the_text(void **state) {
    const Lexicon *l = *state;
    static const char *const parts[] = {
        "VMware", "Yahoo!", "AT", "&",   "T", "Storage", " ",     "VMotion", "-", ".",
        "NET",    "C",      "+",  "#",   "_", "2007",    "R2",    "'",       "’", "VMworld",
        "é",      "😀",      ",",  "Inc", "/", "@",       "Hyper", "V",       "i"};
    GRand *random = g_rand_new_with_seed(9);
    size_t found = 0;
    for (int round = 0; round < 10000; round++) {
        GString *s = g_string_new(NULL);
        for (int n = g_rand_int_range(random, 0, 12); n-- > 0;)
            g_string_append(s, parts[g_rand_int_range(random, 0, G_N_ELEMENTS(parts))]);
        char *exact = g_strndup(s->str, s->len); /* nothing behind it to be read */
        char *got = hits_of(l, exact);
        assert_true(g_utf8_validate(got, -1, NULL));
        found += *got != '\0';
        g_free(got);
        g_free(exact);
        g_string_free(s, TRUE);
    }
    assert_true(found > 1000);
    g_rand_free(random);
}

/* Names of several words in all ways to write them, and words that begin the same. */
static char *some_text(GRand *random, const Lexicon *l) {
    static const char *const joints[] = {" ", " ",  " ",   " ", "-", "",
                                         "_", ", ", " - ", ".", "+", "2"};
    static const char *const words[] = {"the",     "The", "site",  "Site",   "Storage",
                                        "storage", "V",   "Hyper", "Server", "in",
                                        "VMworld", "VI",  "vI",    "a"};
    GString *s = g_string_new(NULL);
    for (int n = g_rand_int_range(random, 0, 40); n-- > 0;) {
        const Name *name = &l->names[g_rand_int_range(random, 0, (gint32)l->n_names)];
        if (g_rand_boolean(random))
            g_string_append(s, words[g_rand_int_range(random, 0, G_N_ELEMENTS(words))]);
        else
            g_string_append(s, string_at(l, name->text));
        g_string_append(s, joints[g_rand_int_range(random, 0, G_N_ELEMENTS(joints))]);
    }
    if (s->len && g_rand_int_range(random, 0, 4) == 0) /* one letter in another case */
        s->str[s->len / 2] = g_ascii_toupper(s->str[s->len / 2]);
    for (gsize i = 0; i < s->len; i++)
        s->str[i] = (unsigned char)s->str[i] < 0x80 ? s->str[i] : 'x';
    return g_string_free(s, FALSE);
}

/* The filters, and the way through ASCII text many bytes at a time, find what the
 * plain way finds. */
static void nothing_is_filtered_out(void **state) {
    const Lexicon *l = *state;
    Lexicon open = *l; /* its filters let everything pass */
    uint8_t all = UINT8_MAX;
    open.starts = open.pairs = &all;
    open.start_mask = open.pair_mask = 0;
    GRand *random = g_rand_new_with_seed(10);
    size_t found = 0;
    for (int round = 0; round < 20000; round++) {
        char *text = some_text(random, l);
        char *other = g_strconcat(text, " é", NULL); /* it is not read in that way */
        char *want = hits_of(&open, other), *got = hits_of(l, text), *slow = hits_of(l, other);
        assert_row(text, got, want);
        assert_row(text, slow, want);
        found += *want != '\0';
        g_free(want);
        g_free(got);
        g_free(slow);
        g_free(other);
        g_free(text);
    }
    assert_true(found > 10000);
    g_rand_free(random);
}

/* More words than are looked at in one go. */
static void a_long_text(void **state) {
    GString *s = g_string_new(NULL), *want = g_string_new(NULL);
    for (int i = 0; i < 3000; i++) {
        g_string_append(s, i % 7 == 3 ? "Storage VMotion " : i % 5 ? "a " : "unremarkable ");
        if (i % 7 == 3)
            g_string_append_printf(want, "%sStorage VMotion", want->len ? "|" : "");
    }
    char *got = hits_of(*state, s->str);
    assert_string_equal(got, want->str);
    g_free(got);
    g_string_free(s, TRUE);
    g_string_free(want, TRUE);
}

/* Each run of letters and digits is seen, none that is not there (but by chance). */
static void words_are_seen(void **state) {
    static const char *const texts[] = {"we met VMware2 in foo_bar, x86",
                                        "é we met VMware2 in foo_bar, x86"};
    static const char *const words[] = {"we", "met", "VMware2", "in", "foo", "bar", "x86"};
    Arena *a = arena_new();
    for (size_t t = 0; t < G_N_ELEMENTS(texts); t++) {
        Hits h = {0};
        uint8_t seen[WORDS_SEEN] = {0};
        match_text(*state, a, texts[t], strlen(texts[t]), &h, seen);
        for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
            size_t n = strlen(words[i]);
            assert_true(seen[word_hash(words[i], n, n) % WORDS_SEEN]);
        }
        assert_false(seen[word_hash("Met", 3, 3) % WORDS_SEEN]);
        assert_false(seen[word_hash("nowhere", 7, 7) % WORDS_SEEN]);
    }
    arena_free(a);
}

static int set_up(void **state) {
    *state = unit_lexicon(yaml);
    return 0;
}

static int tear_down(void **state) {
    lexicon_free(*state);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hits),
        cmocka_unit_test(a_sign_in_front_is_no_part_of_another_word),
        cmocka_unit_test(slots),
        cmocka_unit_test(the_last_layer_wins),
        cmocka_unit_test(two_meanings_are_both_given),
        cmocka_unit_test(every_name_is_found_anywhere),
        cmocka_unit_test(hits_lie_in_the_text),
        cmocka_unit_test(nothing_is_filtered_out),
        cmocka_unit_test(a_long_text),
        cmocka_unit_test(words_are_seen),
    };
    return cmocka_run_group_tests_name("match", tests, set_up, tear_down);
}
