/* Where a post can be read, from what its front matter says. */
#include "post/inside.h"

#include <string.h>

static bool is_web(Slice s) {
    return slice_starts_nocase(s, "http://") || slice_starts_nocase(s, "https://");
}

static const char *after_last(const char *path, char sign) {
    const char *at = strrchr(path, sign);
    return at ? at + 1 : path;
}

/* "2007-09-11-vmworld.md" is "vmworld". */
static Slice slug_of(const Post *post) {
    if (post->slug.n)
        return post->slug;
    const char *name = after_last(post->path, '/'), *dot = strrchr(name, '.');
    size_t n = dot && dot > name ? (size_t)(dot - name) : strlen(name);
    if (n > 11 && day_parse(slice(name, 10), true) && name[10] == '-') {
        name += 11;
        n -= 11;
    }
    return slice(name, n);
}

/* ":year" and its like, as Jekyll and Hugo write them. */
static void put_part(GString *out, const Post *post, Slice part) {
    static const struct {
        const char *name;
        Day from, modulo;
        int digits;
    } parts[] = {{"year", 10000, 10000, 4}, {"month", 100, 100, 2}, {"day", 1, 100, 2}};
    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++)
        if (slice_is(part, parts[i].name)) {
            g_string_append_printf(out, "%0*u", parts[i].digits,
                                   post->date / parts[i].from % parts[i].modulo);
            return;
        }
    if (slice_is(part, "slug") || slice_is(part, "title") || slice_is(part, "filename")) {
        Slice slug = slug_of(post);
        g_string_append_len(out, slug.p, (gssize)slug.n);
        return;
    }
    g_string_append_c(out, ':');
    g_string_append_len(out, part.p, (gssize)part.n);
}

static void put_pattern(GString *out, const Post *post, Slice pattern) {
    for (size_t i = 0, n; i < pattern.n; i += n) {
        n = 1;
        bool part = pattern.p[i] == ':' && i + 1 < pattern.n && g_ascii_isalpha(pattern.p[i + 1]);
        if (!part) {
            g_string_append_c(out, pattern.p[i]);
            continue;
        }
        while (i + n < pattern.n && g_ascii_isalpha(pattern.p[i + n]))
            n++;
        put_part(out, post, slice(pattern.p + i + 1, n - 1));
    }
}

Slice post_address(Arena *arena, const Post *post, const char *base) {
    if (is_web(post->url) || !base)
        return post->url;
    GString *out = g_string_new(NULL);
    const char *host = strstr(base, "://"), *pattern = strstr(host ? host + 3 : base, "/:");
    /* What the post says of itself goes before the pattern. */
    put_pattern(out, post,
                post->url.n && pattern ? slice(base, (size_t)(pattern - base)) : slice_str(base));
    if (post->url.n || !pattern) {
        while (out->len && out->str[out->len - 1] == '/')
            g_string_truncate(out, out->len - 1);
        Slice rest = post->url.n ? post->url : slug_of(post);
        while (rest.n && *rest.p == '/')
            rest = slice(rest.p + 1, rest.n - 1);
        g_string_append_c(out, '/');
        put_pattern(out, post, rest);
    }
    char *escaped = g_uri_escape_string(out->str, ":/?#[]@!$&'()*+,;=%", FALSE);
    Slice address = slice(arena_copy(arena, escaped, strlen(escaped)), strlen(escaped));
    g_free(escaped);
    g_string_free(out, TRUE);
    return address;
}
