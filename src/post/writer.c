#include "post/inside.h"

#include <string.h>

void writer_init(Writer *w, Arena *arena, const char *source, size_t size) {
    *w = (Writer){.arena = arena, .source = source, .kind = BLOCK_PARAGRAPH};
    /* Visible text is rarely longer than its source: usually one buffer serves
     * all blocks, each of which takes the part that it filled. */
    w->cap = size + 64;
    w->text = arena_alloc(arena, w->cap);
}

static void reserve(Writer *w, size_t more) {
    if (w->n + more + 1 <= w->cap)
        return;
    w->cap = (w->n + more + 1) * 2;
    char *bigger = arena_alloc(w->arena, w->cap);
    if (w->n)
        memcpy(bigger, w->text, w->n);
    w->text = bigger;
}

void writer_block(Writer *w, BlockKind kind, unsigned level) {
    if (w->n) {
        reserve(w, 0);
        w->text[w->n] = '\0';
        VEC_PUSH(w->arena, &w->blocks,
                 (Block){w->kind, w->level, {w->text, w->n}, w->marks.at, w->marks.n});
        w->text += w->n + 1;
        w->cap -= w->n + 1;
        w->n = 0;
        w->marks.at += w->marks.n;
        w->marks.cap -= w->marks.n;
        w->marks.n = 0;
    }
    w->gap = false;
    w->kind = kind;
    w->level = level;
}

/* Invisible: soft hyphen, zero-width space, joiners and non-joiner, word
 * joiner, BOM, and the marks that turn the direction of text. U+200D stays: it
 * holds emoji together and stands in no name. */
static bool is_invisible(gunichar c) {
    return c == 0xAD || c == 0x200B || c == 0x200C || c == 0x200E || c == 0x200F || c == 0x2060 ||
           c == 0xFEFF || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

static void begin_piece(Writer *w, const char *from) {
    if (w->gap && w->n)
        w->text[w->n++] = ' ';
    w->gap = false;
    if (from || !w->marks.n)
        VEC_PUSH(w->arena, &w->marks,
                 (Mark){(uint32_t)w->n, from ? (uint32_t)(from - w->source) : 0});
}

static inline bool is_blank(char c) {
    return (unsigned char)c <= 0x20 || c == 0x7f;
}

/* Is there any white space but single blanks? No branch, so
 * that compilers look at many bytes at once. */
static bool is_ragged(const char *p, size_t n) {
    unsigned bad = 0;
    for (size_t i = 0; i + 1 < n; i++) {
        unsigned char c = (unsigned char)p[i], d = (unsigned char)p[i + 1];
        bad |= (unsigned)(c < 0x20) | (unsigned)(c == 0x7f) | (unsigned)((c | d) == 0x20);
    }
    return bad;
}

/* Appends bytes without looking for anything but white space. */
static void put_ascii(Writer *w, const char *p, size_t n, const char *from) {
    const char *at = p, *end = p + n;
    reserve(w, n + 1);
    while (at < end && is_blank(*at))
        at++;
    w->gap |= at > p;
    if (at == end)
        return;
    begin_piece(w, from ? from + (at - p) : NULL);
    while (is_blank(end[-1]))
        end--;
    w->gap = end < p + n;
    char *to = w->text + w->n;
    if (!is_ragged(at, (size_t)(end - at))) {
        memcpy(to, at, (size_t)(end - at));
        w->n += (size_t)(end - at);
        return;
    }
    for (bool gap = false; at < end; at++) {
        if (is_blank(*at)) {
            gap = true;
            continue;
        }
        if (gap)
            *to++ = ' ';
        gap = false;
        *to++ = *at;
    }
    w->n = (size_t)(to - w->text);
}

/* The same for text with other characters; p is NFC already. */
static void put_unicode(Writer *w, const char *p, size_t n, const char *from) {
    reserve(w, n + 1);
    bool fresh = true;
    for (const char *end = p + n, *next; p < end; p = next) {
        next = g_utf8_next_char(p);
        gunichar c = g_utf8_get_char(p);
        if (is_invisible(c))
            continue;
        if (c <= 0x20 || c == 0x7f || g_unichar_isspace(c) || c == 0x85) {
            w->gap = true;
            continue;
        }
        if (fresh)
            begin_piece(w, from);
        else if (w->gap && w->n)
            w->text[w->n++] = ' ';
        fresh = w->gap = false;
        memcpy(w->text + w->n, p, (size_t)(next - p));
        w->n += (size_t)(next - p);
    }
}

void writer_text(Writer *w, const char *p, size_t n, const char *from) {
    if (text_ascii_prefix(p, n) == n) {
        put_ascii(w, p, n, from);
        return;
    }
    char *nfc = g_utf8_normalize(p, (gssize)n, G_NORMALIZE_NFC);
    if (nfc) /* NULL: md4c cut a character in two, which is no text to look for names in */
        put_unicode(w, nfc, strlen(nfc), from);
    g_free(nfc);
}

void writer_gap(Writer *w) {
    w->gap = true;
}

void writer_link(Writer *w, Slice address) {
    if (!address.n)
        return;
    const char *at = g_strstr_len(address.p, (gssize)address.n, "://");
    if (!at)
        return;
    at += 3;
    size_t left = address.n - (size_t)(at - address.p), n = 0;
    while (n < left && !strchr("/?#:", at[n]))
        n++;
    if (!n)
        return;
    uint32_t start = (uint32_t)w->n;
    VEC_PUSH(w->arena, &w->hosts, slice(arena_copy(w->arena, at, n), n));
    VEC_PUSH(w->arena, &w->links, (LinkAt){w->blocks.n, start, start});
    w->in_link = true;
}

void writer_link_end(Writer *w) {
    if (!w->in_link)
        return;
    LinkAt *link = &w->links.at[w->links.n - 1];
    link->end = link->block == w->blocks.n ? (uint32_t)w->n : link->start;
    w->in_link = false;
}

const Slice *writer_link_texts(const Writer *w) {
    Slice *texts = ARENA_ARRAY(w->arena, Slice, w->links.n + 1);
    for (size_t i = 0; i < w->links.n; i++) {
        const LinkAt *link = &w->links.at[i];
        texts[i] = link->end > link->start
                       ? slice_trim(slice(w->blocks.at[link->block].text.p + link->start,
                                          link->end - link->start))
                       : SLICE_NONE;
    }
    return texts;
}
