/* Where a post can be read. */
#include "unit.h"

typedef struct {
    const char *path, *matter, *base, *out;
} Row;

static void addresses(void **state) {
    (void)state;
    static const Row rows[] = {
        {"a.md", "url: https://blog.example/a", NULL, "https://blog.example/a"},
        {"a.md", "permalink: /2007/a/", NULL, "/2007/a/"},
        {"a.md", "title: T", NULL, ""},
        /* the web's own addresses stay */
        {"a.md", "url: https://blog.example/a", "https://other.example", "https://blog.example/a"},
        {"a.md", "permalink: /2007/a/", "https://blog.example", "https://blog.example/2007/a/"},
        {"a.md", "permalink: 2007/a/", "https://blog.example/", "https://blog.example/2007/a/"},
        {"a.md", "slug: news", "https://blog.example/posts", "https://blog.example/posts/news"},
        {"x/2007-09-11-news.md", "title: T", "https://blog.example", "https://blog.example/news"},
        {"x/news.md", "title: T", "https://blog.example", "https://blog.example/news"},
        /* patterns */
        {"2007-09-11-news.md", "title: T", "https://blog.example/:year/:month/:day/:slug/",
         "https://blog.example/2007/09/11/news/"},
        {"a.md", "slug: news\ndate: 2007-09-11", "https://blog.example/:year/:title.html",
         "https://blog.example/2007/news.html"},
        {"2007-09-11-news.md", "permalink: /old/:year/:title", "https://blog.example",
         "https://blog.example/old/2007/news"},
        {"2007-09-11-news.md", "permalink: /old/", "https://blog.example/:year/:slug",
         "https://blog.example/old/"},
        {"a.md", "slug: news", "https://blog.example/:who/:slug", "https://blog.example/:who/news"},
        {"2007-09-11-news.md", "permalink: /old/", "https://x.example/:year/:slug",
         "https://x.example/old/"},
        {"2007-09-11-news.md", "permalink: /old/", "https://x.example/y:year/:slug",
         "https://x.example/y2007/old/"},
        /* what an address can't have */
        {"a.md", "slug: two words", "https://blog.example", "https://blog.example/two%20words"},
        {"a.md", "slug: a\"b<c>", "https://blog.example", "https://blog.example/a%22b%3Cc%3E"},
        {"a.md", "url: javascript:alert(1)", "https://blog.example",
         "https://blog.example/javascript:alert(1)"},
        {"a.md", "url: //evil.example/x", "https://blog.example",
         "https://blog.example/evil.example/x"},
        {"a.md", "slug: news", "https://blog.example:8080", "https://blog.example:8080/news"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        Arena *a = arena_new();
        char *text = g_strdup_printf("---\n%s\n---\nText.\n", rows[i].matter);
        Slice address = post_address(a, unit_post_at(a, rows[i].path, text), rows[i].base);
        char *got = g_strndup(address.n ? address.p : "", address.n);
        assert_row(rows[i].matter, got, rows[i].out);
        g_free(got);
        g_free(text);
        arena_free(a);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(addresses)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
