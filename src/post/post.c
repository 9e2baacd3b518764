#include "post/inside.h"

#include <stdio.h>
#include <string.h>

/* ---- what it is: told by content ------------------------------------------- */

static bool is_markup(Slice s) {
    static const char *const opens[] = {"<!doctype", "<html", "<?xml", "<rss", "<feed", "<rdf:rdf"};
    s = slice_trim(s);
    for (size_t i = 0; i < G_N_ELEMENTS(opens); i++)
        if (slice_starts_nocase(s, opens[i]))
            return true;
    return false;
}

static bool is_toml_front_matter(Slice s) {
    return slice_starts(s, "+++\n") || slice_starts(s, "+++\r\n");
}

/* Signs of Markdown that plain text does not have. */
static bool is_markdown(Slice s) {
    static const char *const anywhere[] = {"](http", "](/",   "](#",  "](.", "]: http",
                                           "\n```",  "\n~~~", "![](", "{{",  "{%",
                                           "<!--",   "</",    "<br"};
    for (size_t i = 0; i < G_N_ELEMENTS(anywhere); i++)
        if (memmem(s.p, s.n, anywhere[i], strlen(anywhere[i])))
            return true;
    for (const char *p = s.p, *end = s.p + s.n; p && p < end;) {
        size_t marks = 0;
        while (p + marks < end && p[marks] == '#')
            marks++;
        if (marks && marks <= 6 && p + marks < end && p[marks] == ' ')
            return true;
        p = memchr(p, '\n', (size_t)(end - p));
        p = p ? p + 1 : NULL;
    }
    return memmem(s.p, s.n, "**", 2) || memmem(s.p, s.n, "`", 1);
}

/* ---- putting it together ------------------------------------------------------ */

/* Where a line of the file begins. Metadata is put in the order of its lines, so
 * that they are counted once. */
typedef struct {
    Slice source;
    const char *p;
    unsigned line; /* from 1 */
} Lines;

static const char *line_start(Lines *at, unsigned line) {
    const char *end = at->source.p + at->source.n;
    if (line < at->line)
        *at = (Lines){at->source, at->source.p, 1};
    for (; at->line < line && at->p < end; at->line++) {
        const char *nl = memchr(at->p, '\n', (size_t)(end - at->p));
        at->p = nl ? nl + 1 : end;
    }
    return at->p;
}

/* Metadata is not always in the file as it is meant: quoted, folded over several
 * lines. Each of its words is looked for behind the one before. */
static void put_words(Writer *w, Lines *lines, Slice text, unsigned line) {
    const char *from = line_start(lines, line), *end = lines->source.p + lines->source.n;
    while (text.n) {
        const char *blank = memchr(text.p, ' ', text.n);
        size_t n = blank ? (size_t)(blank - text.p) : text.n;
        size_t near = MIN((size_t)(end - from), text.n + 256);
        const char *at = n ? memmem(from, near, text.p, n) : NULL;
        from = at ? at : from;
        writer_text(w, text.p, n, from);
        writer_gap(w);
        n += blank != NULL;
        text = slice(text.p + n, text.n - n);
    }
}

static void put_metadata(Writer *w, Slice source, const FrontMatter *fm) {
    Lines lines = {source, source.p, 1};
    if (fm->title.n) {
        writer_block(w, BLOCK_TITLE, 0);
        put_words(w, &lines, fm->title, fm->title_line);
    }
    for (size_t i = 0; i < fm->tags.n; i++) {
        writer_block(w, BLOCK_TAG, 0);
        put_words(w, &lines, fm->tags.at[i].text, fm->tags.at[i].line);
    }
    writer_block(w, BLOCK_PARAGRAPH, 0);
}

/* Jekyll's 2007-09-11-name.md. */
static Day date_of_path(const char *path) {
    char *base = g_path_get_basename(path);
    Slice s = slice_str(base);
    Day d = s.n > 10 && (s.p[10] == '-' || s.p[10] == '_' || s.p[10] == '.')
                ? day_parse(slice(s.p, 10), true)
                : 0;
    g_free(base);
    return d;
}

/* The first block is the title where it is a heading and nothing else said. */
static void adopt_title(Post *post, Block *blocks, size_t n, size_t first) {
    if (post->title.n || first >= n)
        return;
    Block *b = &blocks[first];
    if (b->kind == BLOCK_HEADING && b->level <= 1) {
        b->kind = BLOCK_TITLE;
        b->level = 0;
        post->title = b->text;
    }
}

Post *post_parse(Arena *arena, const char *path, Slice bytes, Diags *diags) {
    Slice text, body;
    bool guessed;
    if (!bytes.n) {
        diags_say(diags, DIAG_ERROR, path, 0, 0, "empty, expected a post");
        return NULL;
    }
    if (!text_to_utf8(arena, bytes, &text, &guessed)) {
        diags_say(diags, DIAG_ERROR, path, 0, 0, "binary, expected text");
        return NULL;
    }
    if (guessed)
        diags_say(diags, DIAG_NOTE, path, 0, 0, "neither UTF-8 nor UTF-16, read as Windows-1252");
    if (is_markup(text)) {
        diags_say(diags, DIAG_ERROR, path, 1, 1,
                  "HTML or XML, expected Markdown or plain text (HTML is not read yet)");
        return NULL;
    }
    if (is_toml_front_matter(text)) {
        diags_say(diags, DIAG_ERROR, path, 1, 1,
                  "TOML front matter, expected YAML between \"---\"");
        return NULL;
    }
    FrontMatter fm;
    if (!front_matter_read(arena, path, text, &fm, &body, diags))
        return NULL;

    Post *post = ARENA_NEW(arena, Post);
    post->path = path;
    post->source = text;
    post->date = fm.date ? fm.date : date_of_path(path);
    post->url = fm.url;
    post->slug = fm.slug;

    Writer w;
    writer_init(&w, arena, text.p, text.n);
    put_metadata(&w, text, &fm);
    size_t meta = w.blocks.n;
    if (fm.title.n)
        post->title = w.blocks.at[0].text;
    if (body.p != text.p || is_markdown(body))
        markdown_read(&w, (char *)body.p, body.n);
    else
        plain_read(&w, body.p, body.n);
    post->link_texts = writer_link_texts(&w);
    adopt_title(post, w.blocks.at, w.blocks.n, meta);
    post->n_blocks = furniture_drop(w.blocks.at, w.blocks.n);
    post->blocks = w.blocks.at;
    post->hosts = w.hosts.at;
    post->n_hosts = w.hosts.n;
    return post;
}

Post *post_read(Arena *arena, const PostFile *file, Diags *diags) {
    GError *error = NULL;
    Slice bytes;
    bool ok;
    const char *path = file->path;
    if (file->named && strcmp(path, "-") == 0) {
        ok = stream_read(arena, stdin, "standard input", POST_MAX_BYTES, &bytes, &error);
    } else {
        /* A shell's <(command) is a pipe that somebody does write to. */
        bool any = file->named &&
                   (g_str_has_prefix(path, "/dev/fd/") || g_str_has_prefix(path, "/proc/self/fd/"));
        ok = file_read(arena, path, POST_MAX_BYTES, any, &bytes, &error);
    }
    if (ok)
        return post_parse(arena, arena_copy(arena, path, strlen(path)), bytes, diags);
    diags_say(diags, DIAG_ERROR, path, 0, 0, "%s", error->message);
    g_error_free(error);
    return NULL;
}

unsigned post_line(Arena *arena, Post *post, const Block *block, size_t at) {
    if (!post->lines) {
        VEC_OF(uint32_t) lines = {0};
        const char *begin = post->source.p, *end = begin + post->source.n;
        for (const char *p = begin; p && p < end;) {
            VEC_PUSH(arena, &lines, (uint32_t)(p - begin));
            p = memchr(p, '\n', (size_t)(end - p));
            p = p ? p + 1 : NULL;
        }
        post->lines = lines.at;
        post->n_lines = lines.n;
    }
    size_t lo = 0, hi = block->n_marks; /* the last mark at or before `at` */
    while (hi - lo > 1) {
        size_t mid = (lo + hi) / 2;
        if (block->marks[mid].at <= at)
            lo = mid;
        else
            hi = mid;
    }
    uint32_t source = block->marks[lo].source;
    lo = 0;
    hi = post->n_lines;
    while (hi - lo > 1) {
        size_t mid = (lo + hi) / 2;
        if (post->lines[mid] <= source)
            lo = mid;
        else
            hi = mid;
    }
    return (unsigned)lo + 1;
}
