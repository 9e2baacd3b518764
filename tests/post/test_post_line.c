/* posts: what is one and what is none, and that whatever comes in, what comes
 * out is text that knows its lines. */
#include "unit.h"

static void what_is_no_post(void **state) {
    (void)state;
    static const struct {
        const char *name, *in;
        size_t n;
        const char *said; /* how it begins */
    } rows[] = {
#define B(bytes) bytes, sizeof(bytes) - 1
        {"empty", B(""), "error 0:0: empty"},
        {"binary",
         B("\x7f"
           "ELF\1\1\0\0"),
         "error 0:0: binary"},
        {"NUL in text", B("VMware \0 Citrix"), "error 0:0: binary"},
        {"HTML", B("\n<!DOCTYPE html><p>VMware"), "error 1:1: HTML"},
        {"a feed", B("<?xml version=\"1.0\"?><rss/>"), "error 1:1: HTML or XML"},
        {"TOML", B("+++\ntitle = \"A\"\n+++\nB"), "error 1:1: TOML"},
        {"an old charset", B("caf\xe9 and VMware.\n"), "note 0:0: neither UTF-8"},
#undef B
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        Arena *a = arena_new();
        Diags d = {0};
        Post *post = post_parse(a, "p", unit_bytes(a, rows[i].in, rows[i].n), &d);
        char *said = unit_diags(&d);
        if (!g_str_has_prefix(said, rows[i].said))
            fail_msg("%s: expected \"%s…\", got \"%s\"", rows[i].name, rows[i].said, said);
        assert_int_equal(d.list->len, 1);
        assert_int_equal(post != NULL, said[0] == 'n');
        g_free(said);
        diags_clear(&d);
        arena_free(a);
    }
}

static void charsets_of_posts(void **state) {
    (void)state;
    static const struct {
        const char *in;
        size_t n;
    } rows[] = {
#define B(bytes) {bytes, sizeof(bytes) - 1}
        B("---\ntitle: Café\n---\nText."),
        B("\xef\xbb\xbf---\ntitle: Café\n---\nText."),
        B("\xff\xfe-\0-\0-\0\n\0t\0i\0t\0l\0e\0:\0 "
          "\0C\0a\0f\0\xe9\0\n\0-\0-\0-\0\n\0T\0e\0x\0t\0.\0"),
        B("---\ntitle: Caf\xe9\n---\nText."),
        B("---\ntitle: Cafe\xcc\x81\n---\nText."),
#undef B
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        Arena *a = arena_new();
        Diags d = {0};
        Post *post = post_parse(a, "p", unit_bytes(a, rows[i].in, rows[i].n), &d);
        assert_non_null(post);
        char *got = unit_blocks(a, post);
        assert_string_equal(got, "title@2: Café\npara@4: Text.\n");
        g_free(got);
        diags_clear(&d);
        arena_free(a);
    }
}

/* ---- what holds for every post -------------------------------------------------------- */

static void assert_sound(Arena *a, Post *post) {
    assert_true(g_utf8_validate_len(post->source.p, post->source.n, NULL));
    unsigned lines = 1;
    for (size_t i = 0; i < post->source.n; i++)
        lines += post->source.p[i] == '\n';
    for (size_t i = 0; i < post->n_blocks; i++) {
        const Block *b = &post->blocks[i];
        assert_true(b->text.n > 0);
        assert_int_equal(b->text.p[b->text.n], '\0');
        assert_true(g_utf8_validate_len(b->text.p, b->text.n, NULL));
        assert_int_not_equal(b->text.p[0], ' ');
        assert_int_not_equal(b->text.p[b->text.n - 1], ' ');
        for (size_t k = 0; k < b->text.n; k++) {
            assert_true((unsigned char)b->text.p[k] >= 0x20);
            assert_false(k && b->text.p[k] == ' ' && b->text.p[k - 1] == ' ');
        }
        assert_true(b->n_marks >= 1);
        assert_int_equal(b->marks[0].at, 0);
        for (size_t k = 0; k < b->n_marks; k++) {
            assert_true(b->marks[k].at < b->text.n);
            assert_true(b->marks[k].source < post->source.n);
            assert_false(k && b->marks[k].at < b->marks[k - 1].at);
        }
        unsigned first = post_line(a, post, b, 0), last = post_line(a, post, b, b->text.n - 1);
        assert_in_range(first, 1, lines);
        assert_in_range(last, 1, lines);
    }
}

static void parse_and_check(Arena *a, const char *path, const char *bytes, size_t n,
                            unsigned *posts) {
    Diags d = {0};
    Post *post = post_parse(a, path, unit_bytes(a, bytes, n), &d);
    if (post) {
        assert_sound(a, post);
        ++*posts;
    } else {
        assert_int_equal(diags_count(&d, DIAG_ERROR), 1);
    }
    diags_clear(&d);
    arena_reset(a);
}

static void random_bytes(void **state) {
    (void)state;
    GRand *random = g_rand_new_with_seed(4);
    Arena *a = arena_new();
    unsigned posts = 0;
    for (int round = 0; round < 4000; round++) {
        char bytes[300];
        size_t n = (size_t)g_rand_int_range(random, 1, sizeof bytes);
        for (size_t i = 0; i < n; i++)
            bytes[i] = (char)(round % 3 == 0   ? g_rand_int_range(random, 0, 256)
                              : round % 3 == 1 ? g_rand_int_range(random, 9, 127)
                                               : g_rand_int_range(random, 0x20, 256));
        if (round % 4 == 0)
            memcpy(bytes, "# a", MIN(n, 3u));
        parse_and_check(a, "p.md", bytes, n, &posts);
    }
    assert_true(posts > 1000);
    arena_free(a);
    g_rand_free(random);
}

static void random_pieces(void **state) {
    (void)state;
    static const char *const parts[] = {
        "---\n",
        "title: ",
        "tags: [a, b]\n",
        "\n",
        "\n\n",
        "# ",
        "- ",
        "> ",
        "* ",
        "1. ",
        "VMware",
        " ",
        "**",
        "_",
        "`",
        "```\n",
        "    ",
        "[a](",
        ")",
        "](http://x.org/",
        "<b>",
        "</b>",
        "<!--",
        "-->",
        "{% ",
        " %}",
        "{{ ",
        " }}",
        "{: ",
        "}",
        "&amp;",
        "&#x301;",
        "é",
        "e\xcc\x81",
        "\xc2\xad",
        "\xc2\xa0",
        "😀",
        "\xe2\x80\x8d",
        "|",
        "|---|\n",
        "\r\n",
        "\t",
        "===\n",
        "• ",
        "<pre>",
        "</pre>",
        "<p>",
        "\\",
        "Leave a reply",
        "...\n",
        "\xe2\x80\xa8",
        "\xc2\x85",
        "<br>",
        "&nbsp;",
        "\f",
        "+++\n",
    };
    GRand *random = g_rand_new_with_seed(5);
    Arena *a = arena_new();
    unsigned posts = 0;
    for (int round = 0; round < 12000; round++) {
        GString *s = g_string_new(round % 3 == 0   ? "---\nx: y\n---\n"
                                  : round % 3 == 1 ? "# T\n\n"
                                                   : "");
        for (int n = g_rand_int_range(random, 1, 30); n-- > 0;)
            g_string_append(s, parts[g_rand_int_range(random, 0, G_N_ELEMENTS(parts))]);
        parse_and_check(a, round % 2 ? "2007-09-11-p.md" : "p.txt", s->str, s->len, &posts);
        g_string_free(s, TRUE);
    }
    assert_true(posts > 5000);
    arena_free(a);
    g_rand_free(random);
}

/* Numbered words, spread over lines in all kinds of blocks: each must know its
 * line. */
static void every_word_knows_its_line(void **state) {
    (void)state;
    static const char *const joints[] = {" ",      "\n",      "\n\n",       "\n- ",
                                         "\n> ",   "\n\n## ", " *",         "* ",
                                         "\r\n",   " é ",     "\n\n| a | ", " | b |\n|---|---|\n| ",
                                         "\n\n1. "};
    GRand *random = g_rand_new_with_seed(6);
    Arena *a = arena_new();
    size_t checked = 0;
    for (int round = 0; round < 1000; round++) {
        GString *s = g_string_new(round % 2 ? "---\ntitle: T\ntags: [w9998]\n---\n" : "w9999 is\n");
        for (int n = 0; n < 30; n++)
            g_string_append_printf(s, "w%d%s", 1000 + n,
                                   joints[g_rand_int_range(random, 0, G_N_ELEMENTS(joints))]);
        Post *post = unit_post_at(a, "p", s->str);
        char **lines = g_strsplit(s->str, "\n", -1);
        for (size_t i = 0; i < post->n_blocks; i++) {
            const Block *b = &post->blocks[i];
            for (const char *w = b->text.p; (w = strchr(w, 'w')); w++) {
                char word[6] = {0};
                memcpy(word, w, MIN(5u, strlen(w)));
                unsigned line = post_line(a, post, b, (size_t)(w - b->text.p));
                assert_in_range(line, 1, g_strv_length(lines));
                if (!strstr(lines[line - 1], word))
                    fail_msg("%s is said to be in line %u of\n%s", word, line, s->str);
                checked++;
            }
        }
        g_strfreev(lines);
        g_string_free(s, TRUE);
        arena_reset(a);
    }
    assert_true(checked > 20000);
    arena_free(a);
    g_rand_free(random);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_no_post),
        cmocka_unit_test(charsets_of_posts),
        cmocka_unit_test(random_bytes),
        cmocka_unit_test(random_pieces),
        cmocka_unit_test(every_word_knows_its_line),
    };
    return cmocka_run_group_tests_name("post_line", tests, NULL, NULL);
}
