/* slices and text: charsets, JSON strings, near words, slugs. */
#include "unit.h"

/* ---- slices ------------------------------------------------------------------------ */

static void slices(void **state) {
    (void)state;
    assert_slice(slice_trim(slice_str(" \t VMware \r\n")), "VMware");
    assert_slice(slice_trim(slice_str(" \t ")), "");
    assert_int_equal(slice_str(NULL).n, 0);
    assert_slice(slice_trim(SLICE_NONE), "");
    Slice s = slice("Citrix Systems", 6);
    assert_true(slice_is(s, "Citrix"));
    assert_false(slice_is(s, "Citrix Systems"));
    assert_false(slice_is(s, "citrix"));
    assert_true(slice_starts(s, "Cit"));
    assert_true(slice_starts(s, ""));
    assert_false(slice_starts(s, "Citrix "));
    assert_true(slice_starts_nocase(s, "cITR"));
    assert_false(slice_starts_nocase(s, "citrix s"));
}

/* ---- charsets ----------------------------------------------------------------------- */

static void charsets(void **state) {
    (void)state;
    static const struct {
        const char *name, *in;
        size_t n;
        const char *out; /* NULL: no text */
        bool guessed;
    } rows[] = {
#define B(bytes) bytes, sizeof(bytes) - 1
        {"ASCII", B("VMware\n"), "VMware\n", false},
        {"UTF-8", B("Café “VMware”"), "Café “VMware”", false},
        {"UTF-8 with BOM", B("\xef\xbb\xbfVMware"), "VMware", false},
        {"UTF-16LE with BOM", B("\xff\xfeV\0M\0\xe9\0"), "VMé", false},
        {"UTF-16BE with BOM", B("\xfe\xff\0V\0M\0\xe9"), "VMé", false},
        {"UTF-16 with a pair", B("\xff\xfe\x3d\xd8\x00\xde"), "😀", false},
        {"Windows-1252", B("caf\xe9 \x93VMware\x94 \x96 \x85"), "café “VMware” – …", true},
        {"a byte that Windows-1252 has not", B("a\x81 \xe9"), "a\xc2\x81 é", true},
        {"UTF-8 that breaks off", B("VMware \xe2\x80"), "VMware â€", true},
        {"overlong UTF-8", B("a\xc0\xaf"), "aÀ¯", true},
        {"tabs and form feeds", B("a\tb\fc\r\n"), "a\tb\fc\r\n", false},
        {"NUL", B("VM\0ware"), NULL, false},
        {"NUL far behind", B("a long text that is nothing but text, and then\0"), NULL, false},
        {"controls", B("\x01\x02\x03\x04\x05\x06VMware"), NULL, false},
        {"UTF-16 with NUL", B("\xff\xfeV\0\0\0M\0"), NULL, false},
        {"half a UTF-16 unit", B("\xff\xfeV\0M"), NULL, false},
        {"UTF-32", B("\xff\xfe\0\0V\0\0\0"), NULL, false},
#undef B
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        Arena *a = arena_new();
        Slice out = SLICE_NONE;
        bool guessed = true;
        bool ok = text_to_utf8(a, unit_bytes(a, rows[i].in, rows[i].n), &out, &guessed);
        assert_row(rows[i].name, ok ? "text" : "none", rows[i].out ? "text" : "none");
        if (ok) {
            assert_row(rows[i].name, out.p, rows[i].out); /* and so it is terminated */
            assert_int_equal(out.n, strlen(rows[i].out));
            assert_int_equal(guessed, rows[i].guessed);
        }
        arena_free(a);
    }
}

static void whatever_comes_out_is_utf8(void **state) {
    (void)state;
    GRand *random = g_rand_new_with_seed(2);
    Arena *a = arena_new();
    unsigned texts = 0;
    for (int round = 0; round < 5000; round++) {
        char bytes[64];
        size_t n = (size_t)g_rand_int_range(random, 0, 64);
        for (size_t i = 0; i < n; i++)
            bytes[i] = (char)(round % 2 ? g_rand_int_range(random, 0, 256)
                                        : g_rand_int_range(random, 0x20, 0x100));
        if (round % 5 == 0 && n > 2)
            memcpy(bytes, round % 2 ? "\xff\xfe" : "\xfe\xff", 2);
        Slice out;
        bool guessed;
        if (text_to_utf8(a, unit_bytes(a, bytes, n), &out, &guessed)) {
            texts++;
            assert_true(g_utf8_validate_len(out.p ? out.p : "", out.n, NULL));
        }
        arena_reset(a);
    }
    assert_true(texts > 1000);
    arena_free(a);
    g_rand_free(random);
}

static void ascii_prefix(void **state) {
    (void)state;
    char text[40];
    for (size_t n = 0; n <= 32; n++) {
        memset(text, 'a', sizeof text);
        assert_int_equal(text_ascii_prefix(text, n), n);
        for (size_t at = 0; at < n; at++) {
            memset(text, 'a', sizeof text);
            text[at] = (char)0x80;
            assert_int_equal(text_ascii_prefix(text, n), at);
        }
    }
}

static void words(void **state) {
    (void)state;
    const gunichar yes[] = {'a', 'Z', '0', 0xe9, 0x301, 0x4e2d, 0x42f},
                   no[] = {' ', '-', '_', '.', 0x2019, 0x2013};
    for (size_t i = 0; i < G_N_ELEMENTS(yes); i++)
        assert_true(text_is_word(yes[i]));
    for (size_t i = 0; i < G_N_ELEMENTS(no); i++)
        assert_false(text_is_word(no[i]));
}

/* ---- JSON ------------------------------------------------------------------------------ */

static void json_strings(void **state) {
    (void)state;
    static const struct {
        const char *in;
        size_t n;
        const char *out;
    } rows[] = {
#define B(bytes) bytes, sizeof(bytes) - 1
        {B(""), "\"\""},
        {B("VMware"), "\"VMware\""},
        {B("say \"hi\""), "\"say \\\"hi\\\"\""},
        {B("C:\\vm"), "\"C:\\\\vm\""},
        {B("a\nb\tc"), "\"a\\nb\\tc\""},
        {B("a\rb\x01 \x1f\x7f"), "\"a\\u000db\\u0001 \\u001f\\u007f\""},
        {B("a\0b"), "\"a\\u0000b\""},
        {B("Café 😀"), "\"Café 😀\""},
        {B("</script>"), "\"</script>\""},
        {B("bad \xff end"), "\"bad \xef\xbf\xbd end\""},
        {B("half \xe2\x82"), "\"half \xef\xbf\xbd\xef\xbf\xbd\""},
        {B("\xed\xa0\x80"), "\"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\""}, /* a surrogate */
#undef B
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        GString *out = g_string_new("+");
        json_string(out, rows[i].in, rows[i].n);
        assert_row(rows[i].out, out->str + 1, rows[i].out);
        assert_int_equal(out->str[0], '+'); /* appended */
        g_string_free(out, TRUE);
    }
}

/* ---- near words ---------------------------------------------------------------------------- */

static void near_words(void **state) {
    (void)state;
    static const char *const known[] = {"aliases", "maker", "anycase", "editions", "site", "url"};
    static const struct {
        const char *word, *near;
    } rows[] = {
        {"alias", "aliases"},    {"Maker", "maker"}, {"makr", "maker"},
        {"edition", "editions"}, {"sitte", "site"},  {"anycase", "anycase"},
        {"colour", NULL},        {"xyzzy", NULL},    {"", NULL},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        const char *near = nearest_word(rows[i].word, known, G_N_ELEMENTS(known));
        assert_row(rows[i].word, near ? near : "none", rows[i].near ? rows[i].near : "none");
    }
    assert_null(nearest_word("site", known, 0));
    char long_word[1000];
    memset(long_word, 'a', sizeof long_word);
    long_word[999] = '\0';
    const char *const longs[] = {long_word};
    assert_null(nearest_word("site", longs, 1));
}

/* ---- slugs --------------------------------------------------------------------------------- */

static void slugs(void **state) {
    (void)state;
    static const struct {
        const char *name, *id;
    } rows[] = {
        {"Site Recovery Manager", "site-recovery-manager"},
        {"VMware, Inc.", "vmware-inc"},
        {"Hyper-V", "hyper-v"},
        {"  VMware -- ESX  ", "vmware-esx"},
        {"C", "c"},
        {"C++", "c-plus-plus"},
        {"C#", "c-sharp"},
        {".NET", "net"},
        {"Yahoo!", "yahoo"},
        {"Levi's", "levis"},
        {"Levi’s", "levis"},
        {"Müller & Söhne", "müller-söhne"},
        {"Mu\xcc\x88ller", "müller"}, /* decomposed */
        {"Яндекс", "яндекс"},
        {"微软", "微软"},
        {"VMworld 2007", "vmworld-2007"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        char *id = slug(rows[i].name);
        assert_row(rows[i].name, id, rows[i].id);
        g_free(id);
    }
}

static void a_name_without_letters_has_a_slug_of_its_own(void **state) {
    (void)state;
    char *a = slug("!!!"), *b = slug("???"), *again = slug("!!!");
    assert_true(a[0] == 'x' && a[1]);
    assert_string_not_equal(a, b);
    assert_string_equal(a, again);
    g_free(a);
    g_free(b);
    g_free(again);
}

/* "Small letters and digits with single hyphens between." */
static void assert_is_slug(const char *name) {
    char *id = slug(name), *again = slug(id);
    size_t n = strlen(id);
    if (!n || id[0] == '-' || id[n - 1] == '-' || strstr(id, "--") ||
        strpbrk(id, " +#.'\"\\<>&/ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
        fail_msg("slug of \"%s\" is \"%s\"", name, id);
    if (strcmp(id, again) != 0)
        fail_msg("slug of \"%s\" is \"%s\", and of that \"%s\"", name, id, again);
    g_free(id);
    g_free(again);
}

static void slugs_are_slugs(void **state) {
    (void)state;
    static const char *const parts[] = {"VM", "ware", "7", " ",  "-",  ".",   "'", "é",
                                        "Ж",  "_",    "/", "\"", "\\", "<b>", "\n"};
    GRand *random = g_rand_new_with_seed(3);
    for (int round = 0; round < 3000; round++) {
        GString *name = g_string_new(NULL);
        for (int n = g_rand_int_range(random, 0, 8); n-- > 0;)
            g_string_append(name, parts[g_rand_int_range(random, 0, G_N_ELEMENTS(parts))]);
        assert_is_slug(name->str);
        g_string_free(name, TRUE);
    }
    g_rand_free(random);
}

static void slugs_of_names_with_signs_are_slugs(void **state) {
    (void)state;
    static const char *const names[] = {"Google+", "A + B", "#hashtag", "+1", "A+B", "++"};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
        assert_is_slug(names[i]);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(slices),
        cmocka_unit_test(charsets),
        cmocka_unit_test(whatever_comes_out_is_utf8),
        cmocka_unit_test(ascii_prefix),
        cmocka_unit_test(words),
        cmocka_unit_test(json_strings),
        cmocka_unit_test(near_words),
        cmocka_unit_test(slugs),
        cmocka_unit_test(a_name_without_letters_has_a_slug_of_its_own),
        cmocka_unit_test(slugs_are_slugs),
        cmocka_unit_test(slugs_of_names_with_signs_are_slugs),
    };
    return cmocka_run_group_tests_name("text", tests, NULL, NULL);
}
