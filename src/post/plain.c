/* Plain text as people write it: blank lines or single line ends between
 * paragraphs, hard-wrapped or not, bullets, titles underlined or not. */
#include "post/inside.h"

#include <string.h>

typedef struct {
    const char *p; /* the text without indent, bullet and white space at the end */
    size_t n;
    size_t width;  /* in characters, indent and bullet included */
    size_t indent; /* in characters, bullet not included */
    bool bullet, blank, rule;
} Line;

/* No one wraps by hand at more than this; longer lines are paragraphs. */
#define WRAP_MAX 140u

/* A bullet and the white space behind it: its length in bytes, or 0. */
static size_t bullet_at(const char *p, size_t n) {
    static const char *const marks[] = {"•", "◦", "‣", "▪", "·", "●", "–", "*", "-", "+", "o"};
    size_t m = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(marks) && !m; i++)
        if (slice_starts(slice(p, n), marks[i]))
            m = strlen(marks[i]);
    if (!m) { /* 1. or 12) */
        while (m < n && m < 3 && g_ascii_isdigit(p[m]))
            m++;
        m = m && m < n && (p[m] == '.' || p[m] == ')') ? m + 1 : 0;
    }
    size_t blanks = 0;
    while (m && m + blanks < n && (p[m + blanks] == ' ' || p[m + blanks] == '\t'))
        blanks++;
    return blanks && m + blanks < n ? m + blanks : 0;
}

/* A line of one repeated mark: under a title, or between two parts. */
static bool is_rule(const char *p, size_t n) {
    if (n < 3 || !strchr("=-~*_#^", p[0]))
        return false;
    for (size_t i = 1; i < n; i++)
        if (p[i] != p[0] && p[i] != ' ')
            return false;
    return true;
}

static Line line_at(const char *p, size_t n) {
    Line l = {0};
    size_t i = 0;
    while (i < n && (p[i] == ' ' || p[i] == '\t'))
        l.indent += p[i++] == '\t' ? 4 : 1;
    while (n > i && g_ascii_isspace(p[n - 1]))
        n--;
    l.blank = i == n;
    if (l.blank)
        return l;
    size_t b = bullet_at(p + i, n - i);
    l.bullet = b > 0;
    l.rule = !b && is_rule(p + i, n - i);
    l.p = p + i + b;
    l.n = n - i - b;
    l.width = l.indent + (size_t)g_utf8_strlen(p + i, (gssize)(n - i));
    return l;
}

static size_t first_word(const Line *l) {
    size_t n = 0;
    while (n < l->n && !g_ascii_isspace(l->p[n]))
        n++;
    return (size_t)g_utf8_strlen(l->p, (gssize)n);
}

/* A line end is a wrap when the next line's first word would not have fitted.
 * Were all of them? A quarter of the width is left to hands that wrap early. */
static bool is_wrapped(const Line *l, size_t n) {
    size_t width = 0;
    for (size_t i = 0; i < n; i++)
        width = MAX(width, l[i].width);
    if (width > WRAP_MAX || width < 30)
        return false;
    for (size_t i = 0; i + 1 < n; i++)
        if (l[i].width + 1 + first_word(&l[i + 1]) < width - width / 4)
            return false;
    return true;
}

static void put(Writer *w, const Line *l) {
    writer_text(w, l->p, l->n, l->p);
    writer_gap(w);
}

/* A line of its own that reads like a title. */
static bool is_titular(const Line *l) {
    return !l->bullet && !l->indent && l->width <= 100 && !strchr(".!?:;,", l->p[l->n - 1]);
}

/* n lines that belong together by their indent, with no blank line between. */
static void put_run(Writer *w, const Line *l, size_t n, BlockKind kind) {
    bool wrapped = is_wrapped(l, n);
    for (size_t i = 0; i < n; i++) {
        if (i == 0 || !wrapped)
            writer_block(w, kind, kind == BLOCK_ITEM ? 1 : 0);
        put(w, &l[i]);
    }
    writer_block(w, BLOCK_PARAGRAPH, 0);
}

static void put_heading(Writer *w, const Line *l, unsigned level) {
    writer_block(w, BLOCK_HEADING, level);
    put(w, l);
    writer_block(w, BLOCK_PARAGRAPH, 0);
}

void plain_read(Writer *w, const char *body, size_t n) {
    VEC_OF(Line) lines = {0};
    for (const char *p = body, *end = body + n; p < end;) {
        const char *nl = memchr(p, '\n', (size_t)(end - p));
        size_t len = nl ? (size_t)(nl - p) : (size_t)(end - p);
        VEC_PUSH(w->arena, &lines, line_at(p, len));
        p += len + 1;
    }
    const Line *l = lines.at;
    bool in_list = false;
    for (size_t i = 0; i < lines.n;) {
        if (l[i].blank || l[i].rule) {
            i++;
            continue;
        }
        bool alone = (i == 0 || l[i - 1].blank) && (i + 1 == lines.n || l[i + 1].blank);
        bool under = i + 1 < lines.n && l[i + 1].rule && !l[i].bullet;
        if (under || (alone && is_titular(&l[i]))) {
            put_heading(w, &l[i], under && l[i + 1].p[0] != '=' ? 2 : 1);
            i += 1 + under;
            in_list = false;
            continue;
        }
        size_t j = i + 1;
        while (j < lines.n && !l[j].blank && !l[j].bullet && !l[j].rule &&
               (l[j].indent == l[i].indent || j == i + 1 || l[j].indent == l[j - 1].indent) &&
               !(j + 1 < lines.n && l[j + 1].rule))
            j++;
        in_list = l[i].bullet || (in_list && l[i].indent);
        put_run(w, l + i, j - i, in_list ? BLOCK_ITEM : BLOCK_PARAGRAPH);
        i = j;
    }
}
