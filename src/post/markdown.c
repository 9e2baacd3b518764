#include "post/inside.h"

#include <libxml/HTMLparser.h>
#include <md4c.h>
#include <string.h>

/* ---- before md4c sees it: what is no text, blanked out in place ----------- */

static void blank(char *p, size_t n, char with) {
    for (size_t i = 0; i < n; i++)
        if (p[i] != '\n' && p[i] != '\r')
            p[i] = with;
}

/* No white space to md4c, so that it makes no indented code of what follows, but
 * white space to the writer of blocks. */
#define NOTHING '\001'

static bool is_empty(const char *p, const char *end) {
    while (p < end && (*p == ' ' || *p == '\t' || *p == '\r'))
        p++;
    return p == end;
}

/* Takes [p,end) out of a text. A line of which nothing is left is to be empty;
 * other lines keep their shape. */
static void take_out(char *begin, char *p, char *end, const char *limit) {
    while (p < end) {
        char *nl = memchr(p, '\n', (size_t)(end - p)), *part = nl ? nl : end;
        char *line = p;
        while (line > begin && line[-1] != '\n')
            line--;
        const char *line_end = memchr(part, '\n', (size_t)(limit - part));
        bool empty = is_empty(line, p) && is_empty(part, line_end ? line_end : limit);
        blank(p, (size_t)(part - p), empty ? ' ' : NOTHING);
        p = nl ? nl + 1 : end;
    }
}

/* Where `mark` begins at or behind p, before `end`; NULL: nowhere. */
static char *find(char *p, const char *end, const char *mark) {
    return p < end ? memmem(p, (size_t)(end - p), mark, strlen(mark)) : NULL;
}

/* The end of a template tag that opens at p; a tag never holds an empty line. */
static char *tag_end(char *p, const char *end, const char *close) {
    char *at = find(p + 2, end, close);
    if (!at)
        return NULL;
    char *empty = find(p, at, "\n\n");
    return empty ? NULL : at + strlen(close);
}

/* Is a tag's first word this one? p stands behind "{%", "{{<" or "{{%". */
static bool tag_is(const char *p, const char *end, const char *word) {
    while (p < end && (*p == ' ' || *p == '-' || *p == '<' || *p == '%'))
        p++;
    size_t n = strlen(word);
    return (size_t)(end - p) > n && memcmp(p, word, n) == 0 && !g_ascii_isalnum(p[n]);
}

/* Template tags whose content is no text either, and how each is closed. */
static const struct {
    const char *open, *close;
} swallowing[] = {
    {"highlight", "endhighlight"},
    {"comment", "endcomment"},
    {"codeblock", "endcodeblock"},
    {"highlight", "/highlight"},
    {"gist", NULL},
    {"mermaid", "/mermaid"},
};

/* The end of the tag that closes the content of the one at p, or `behind`. */
static char *swallow(char *p, char *behind, const char *end) {
    bool liquid = p[1] == '%';
    for (size_t i = 0; i < G_N_ELEMENTS(swallowing); i++) {
        const char *close = swallowing[i].close;
        if (!close || (close[0] == '/') == liquid || !tag_is(p + 2, behind, swallowing[i].open))
            continue;
        for (char *q = behind; (q = find(q, end, liquid ? "{%" : "{{")); q += 2) {
            char *q_end = tag_end(q, end, liquid ? "%}" : "}}");
            if (q_end && tag_is(q + 2, q_end, close))
                return q_end;
        }
    }
    return behind;
}

/* Does "[1]: " stand before p? Then p is where a link definition leads to. */
static bool is_definition(const char *begin, const char *p) {
    while (p > begin && p[-1] == ' ')
        p--;
    return p - begin >= 2 && p[-1] == ':' && p[-2] == ']';
}

/* Liquid ({% … %}, {{ … }}), Hugo shortcodes ({{< … >}}, {{% … %}}) and
 * kramdown attributes ({: … }). */
static void blank_templates(char *p, char *end) {
    char *begin = p;
    while ((p = memchr(p, '{', (size_t)(end - p)))) {
        char *close = NULL;
        if (end - p > 3 && p[1] == '%')
            close = tag_end(p, end, "%}");
        else if (end - p > 3 && p[1] == '{')
            close = tag_end(p, end, "}}");
        else if (end - p > 3 && p[1] == ':')
            close = tag_end(p, end, "}");
        if (!close) {
            p++;
            continue;
        }
        close = swallow(p, close, end);
        /* A template inside an address must not break the address in two. */
        bool in_address = (p > begin && strchr("/(=", p[-1])) || (close < end && *close == '/') ||
                          is_definition(begin, p);
        if (in_address)
            blank(p, (size_t)(close - p), 'x');
        else
            take_out(begin, p, close, end);
        p = close;
    }
}

static bool tag_at(const char *p, const char *end, const char *name) {
    size_t n = strlen(name);
    return (size_t)(end - p) > n && g_ascii_strncasecmp(p, name, n) == 0 && !g_ascii_isalnum(p[n]);
}

/* HTML comments, and elements whose content is not visible text, from tag to
 * tag: Markdown would end them at an empty line. */
static void blank_html(char *p, char *end) {
    static const char *const hidden[] = {"script", "style", "pre", "svg", "iframe", "textarea"};
    char *begin = p;
    while ((p = memchr(p, '<', (size_t)(end - p)))) {
        char *close = NULL;
        if (end - p > 4 && memcmp(p, "<!--", 4) == 0) {
            close = find(p + 4, end, "-->");
            close = close ? close + 3 : NULL;
        }
        for (size_t i = 0; i < G_N_ELEMENTS(hidden) && !close; i++) {
            if (!tag_at(p + 1, end, hidden[i]))
                continue;
            for (char *q = p; (q = find(q + 1, end, "</"));)
                if (tag_at(q + 2, end, hidden[i]) && (close = memchr(q, '>', (size_t)(end - q))))
                    break;
            close = close ? close + 1 : NULL;
            break;
        }
        if (close)
            take_out(begin, p, close, end);
        p = close ? close : p + 1;
    }
}

/* ---- what md4c says, into blocks ------------------------------------------- */

typedef struct {
    Writer *w;
    const char *begin, *end; /* the body */
    unsigned quote, list;    /* how deep we are in them */
    unsigned code;           /* in code, to be passed over */
    unsigned html_code;      /* in <code>, <kbd>, <tt> written as HTML */
} Reader;

static BlockKind kind_here(const Reader *r) {
    return r->list ? BLOCK_ITEM : r->quote ? BLOCK_QUOTE : BLOCK_PARAGRAPH;
}

static void new_block(Reader *r) {
    writer_block(r->w, kind_here(r), r->list);
}

static int enter_block(MD_BLOCKTYPE type, void *detail, void *data) {
    Reader *r = data;
    r->html_code = 0;
    switch (type) {
    case MD_BLOCK_QUOTE: r->quote++; break;
    case MD_BLOCK_UL:
    case MD_BLOCK_OL: r->list++; break;
    case MD_BLOCK_CODE: r->code++; break;
    case MD_BLOCK_H:
        writer_block(r->w, BLOCK_HEADING, ((const MD_BLOCK_H_DETAIL *)detail)->level);
        return 0;
    case MD_BLOCK_TH:
    case MD_BLOCK_TD: writer_block(r->w, BLOCK_CELL, 0); return 0;
    default: break;
    }
    new_block(r);
    return 0;
}

static int leave_block(MD_BLOCKTYPE type, void *detail, void *data) {
    (void)detail;
    Reader *r = data;
    switch (type) {
    case MD_BLOCK_QUOTE: r->quote--; break;
    case MD_BLOCK_UL:
    case MD_BLOCK_OL: r->list--; break;
    case MD_BLOCK_CODE: r->code--; break;
    default: break;
    }
    new_block(r);
    return 0;
}

static int enter_span(MD_SPANTYPE type, void *detail, void *data) {
    Reader *r = data;
    if (type == MD_SPAN_CODE) {
        r->code++;
    } else if (type == MD_SPAN_A) {
        const MD_ATTRIBUTE *href = &((const MD_SPAN_A_DETAIL *)detail)->href;
        writer_link(r->w, slice(href->text, href->size));
    }
    return 0;
}

static int leave_span(MD_SPANTYPE type, void *detail, void *data) {
    (void)detail;
    Reader *r = data;
    if (type == MD_SPAN_CODE) {
        r->code--;
        writer_gap(r->w);
    } else if (type == MD_SPAN_A) {
        writer_link_end(r->w);
    }
    return 0;
}

/* Named by HTML or numbered; what is neither stays as it is written. */
static void entity(Reader *r, const char *p, size_t n, const char *from) {
    gunichar c = 0;
    char *name = g_strndup(p + 1, n >= 2 ? n - 2 : 0);
    if (name[0] == '#') {
        bool hex = name[1] == 'x' || name[1] == 'X';
        guint64 v = g_ascii_strtoull(name + (hex ? 2 : 1), NULL, hex ? 16 : 10);
        c = v < 0x110000 && g_unichar_validate((gunichar)v) ? (gunichar)v : 0xFFFD;
    } else {
        const htmlEntityDesc *known = htmlEntityLookup((const xmlChar *)name);
        c = known ? known->value : 0;
    }
    g_free(name);
    char utf8[6];
    if (c)
        writer_text(r->w, utf8, (size_t)g_unichar_to_utf8(c, utf8), from);
    else
        writer_text(r->w, p, n, from);
}

/* A tag in running text: those that part text part blocks, those that mark
 * code hide what is in them, the others are not there. */
static void html_tag(Reader *r, const char *p, size_t n) {
    static const char *const parting[] = {"p",  "div", "li", "td", "th", "tr",        "table",
                                          "ul", "ol",  "dl", "dt", "dd", "h1",        "h2",
                                          "h3", "h4",  "h5", "h6", "hr", "blockquote"};
    static const char *const coding[] = {"code", "kbd", "tt", "samp", "var"};
    const char *end = p + n;
    if (n < 2 || p[0] != '<')
        return;
    bool closing = p[1] == '/';
    const char *name = p + 1 + closing;
    for (size_t i = 0; i < G_N_ELEMENTS(parting); i++)
        if (tag_at(name, end, parting[i])) {
            new_block(r);
            return;
        }
    for (size_t i = 0; i < G_N_ELEMENTS(coding); i++)
        if (tag_at(name, end, coding[i]))
            r->html_code = closing ? 0 : 1;
    if (tag_at(name, end, "br") || tag_at(name, end, "img"))
        writer_gap(r->w);
}

static int text(MD_TEXTTYPE type, const MD_CHAR *p, MD_SIZE n, void *data) {
    Reader *r = data;
    const char *from = p >= r->begin && p < r->end ? p : NULL;
    if (r->code)
        return 0;
    switch (type) {
    case MD_TEXT_NORMAL:
        if (!r->html_code)
            writer_text(r->w, p, n, from);
        break;
    case MD_TEXT_ENTITY:
        if (!r->html_code)
            entity(r, p, n, from);
        break;
    case MD_TEXT_BR:
    case MD_TEXT_SOFTBR: writer_gap(r->w); break;
    case MD_TEXT_HTML: html_tag(r, p, n); break;
    default: break;
    }
    return 0;
}

void markdown_read(Writer *w, char *body, size_t n) {
    blank_templates(body, body + n);
    blank_html(body, body + n);
    Reader r = {.w = w, .begin = body, .end = body + n};
    /* HTML blocks are read as text with tags in it: their text is visible. */
    const MD_PARSER parser = {
        .flags = MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_TASKLISTS | MD_FLAG_NOHTMLBLOCKS,
        .enter_block = enter_block,
        .leave_block = leave_block,
        .enter_span = enter_span,
        .leave_span = leave_span,
        .text = text,
    };
    md_parse(body, (MD_SIZE)n, &parser, &r);
    writer_block(w, BLOCK_PARAGRAPH, 0);
}
