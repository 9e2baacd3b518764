#include "post/inside.h"

#include <string.h>
#include <yaml.h>

/* How many nodes front matter may have with its aliases written out. A bomb of
 * aliases has millions; the largest honest one a few hundred. */
#define MAX_NODES 10000u

typedef struct {
    Arena *arena;
    const char *path;
    Diags *diags;
    yaml_document_t doc;
    FrontMatter *fm;
} Reader;

/* "---" alone on its line, or "...": how long the line is, with its end. */
static size_t fence(Slice s, bool closing) {
    if (!slice_starts(s, "---") && !(closing && slice_starts(s, "...")))
        return 0;
    size_t i = 3;
    while (i < s.n && (s.p[i] == ' ' || s.p[i] == '\t' || s.p[i] == '\r'))
        i++;
    if (i == s.n)
        return i;
    return s.p[i] == '\n' ? i + 1 : 0;
}

static Slice skip_line(Slice s) {
    const char *nl = memchr(s.p, '\n', s.n);
    return nl ? slice(nl + 1, s.n - (size_t)(nl + 1 - s.p)) : slice(s.p + s.n, 0);
}

/* A line under the fence that can only be YAML: "key:". A file that begins
 * with a thematic break goes on with prose. */
static bool looks_like_key(Slice s) {
    size_t i = 0;
    while (i < s.n && (g_ascii_isalnum(s.p[i]) || s.p[i] == '_' || s.p[i] == '-'))
        i++;
    return i && i < s.n && s.p[i] == ':' && (i + 1 == s.n || g_ascii_isspace(s.p[i + 1]));
}

/* Is the first line that says anything one of YAML? */
static bool is_yaml(Slice at) {
    while (at.n && (g_ascii_isspace(at.p[0]) || at.p[0] == '#'))
        at = g_ascii_isspace(at.p[0]) ? slice(at.p + 1, at.n - 1) : skip_line(at);
    return !at.n || fence(at, true) || looks_like_key(at) || strchr("{[\"'?&%!|-", at.p[0]);
}

/* How many nodes a node stands for when aliases are written out; counts up to
 * MAX_NODES. `seen` holds what is known: 0 nothing, UINT_MAX at work (a node
 * that contains itself never ends). Depth is bounded by libyaml's own limit. */
static unsigned expanded(yaml_document_t *doc, int index, unsigned *seen) {
    if (seen[index] == UINT_MAX)
        return MAX_NODES + 1;
    if (seen[index])
        return seen[index];
    seen[index] = UINT_MAX;
    const yaml_node_t *node = yaml_document_get_node(doc, index);
    unsigned sum = 1;
    if (node->type == YAML_SEQUENCE_NODE) {
        for (const int *i = node->data.sequence.items.start;
             i < node->data.sequence.items.top && sum <= MAX_NODES; i++)
            sum += expanded(doc, *i, seen);
    } else if (node->type == YAML_MAPPING_NODE) {
        for (const yaml_node_pair_t *p = node->data.mapping.pairs.start;
             p < node->data.mapping.pairs.top && sum <= MAX_NODES; p++)
            sum += expanded(doc, p->key, seen) + expanded(doc, p->value, seen);
    }
    return seen[index] = MIN(sum, MAX_NODES + 1);
}

static bool is_bomb(yaml_document_t *doc) {
    size_t n = (size_t)(doc->nodes.top - doc->nodes.start);
    unsigned *seen = g_new0(unsigned, n + 1);
    bool bomb = n > 0 && expanded(doc, 1, seen) > MAX_NODES;
    g_free(seen);
    return bomb;
}

/* A scalar as it is meant: nothing for null. */
static Slice value_of(Slice s, bool plain) {
    s = slice_trim(s);
    if (plain && (slice_is(s, "~") || slice_is(s, "null")))
        return SLICE_NONE;
    return s.n ? s : SLICE_NONE;
}

static Slice scalar(Reader *r, const yaml_node_t *node) {
    if (!node || node->type != YAML_SCALAR_NODE)
        return SLICE_NONE;
    Slice s = slice((const char *)node->data.scalar.value, node->data.scalar.length);
    s = value_of(s, node->data.scalar.style == YAML_PLAIN_SCALAR_STYLE);
    return s.n ? slice(arena_copy(r->arena, s.p, s.n), s.n) : s;
}

static void add_tag(Reader *r, Slice tag, unsigned line) {
    if (tag.n)
        VEC_PUSH(r->arena, &r->fm->tags, (struct TagAt){tag, line});
}

/* Tags are a list, or one scalar: "a, b", or (Jekyll's way) "a b". Names have
 * blanks in them, so only commas part a scalar. */
static void add_tags(Reader *r, Slice all, unsigned line) {
    while (all.n) {
        const char *comma = memchr(all.p, ',', all.n);
        size_t n = comma ? (size_t)(comma - all.p) : all.n;
        add_tag(r, slice_trim(slice(all.p, n)), line);
        n += comma != NULL;
        all = slice(all.p + n, all.n - n);
    }
}

static bool is_tags(Slice key) {
    static const char *const keys[] = {"tags", "tag", "categories", "category", "keywords"};
    for (size_t i = 0; i < G_N_ELEMENTS(keys); i++)
        if (slice_is(key, keys[i]))
            return true;
    return false;
}

static void take(Reader *r, Slice key, Slice value, unsigned line) {
    FrontMatter *fm = r->fm;
    if (slice_is(key, "title") || slice_is(key, "Title")) {
        fm->title = value;
        fm->title_line = line;
    } else if (slice_is(key, "date") || slice_is(key, "Date")) {
        fm->date = day_parse(value, false);
    } else if (slice_is(key, "url") || slice_is(key, "permalink")) {
        fm->url = value;
    } else if (slice_is(key, "slug")) {
        fm->slug = value;
    } else if (is_tags(key)) {
        add_tags(r, value, line);
    }
}

static void take_node(Reader *r, const yaml_node_t *key_node, const yaml_node_t *value) {
    Slice key = scalar(r, key_node);
    if (value->type != YAML_SEQUENCE_NODE) {
        take(r, key, scalar(r, value), (unsigned)value->start_mark.line + 1);
        return;
    }
    for (const int *i = value->data.sequence.items.start;
         is_tags(key) && i < value->data.sequence.items.top; i++) {
        const yaml_node_t *item = yaml_document_get_node(&r->doc, *i);
        add_tag(r, scalar(r, item), (unsigned)item->start_mark.line + 1);
    }
}

/* ---- the simple case ------------------------------------------------------------
 *
 * Nearly all front matter is lines of "key: value" and lists of plain words.
 * libyaml takes longer over them than all the rest of a post takes, so they are
 * read here; whatever has any other sign of YAML is left to libyaml. */

/* Reads a scalar that means what it looks like. False: only libyaml knows. */
static bool simple_scalar(Slice s, Slice *out) {
    s = slice_trim(s);
    *out = SLICE_NONE;
    if (!s.n)
        return true;
    bool quoted = s.p[0] == '\'' || s.p[0] == '"';
    if (quoted) {
        if (s.n < 2 || s.p[s.n - 1] != s.p[0])
            return false;
        Slice inner = slice(s.p + 1, s.n - 2);
        if (memchr(inner.p, s.p[0], inner.n) || (s.p[0] == '"' && memchr(inner.p, '\\', inner.n)))
            return false;
        s = inner;
    } else if (strchr("-?:,[]{}#&*!|>%@`", s.p[0])) {
        return false;
    }
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c < 0x20 || c == 0x7f)
            return false;
        if (!quoted && ((c == ':' && (i + 1 == s.n || s.p[i + 1] == ' ')) ||
                        (c == '#' && i && s.p[i - 1] == ' ')))
            return false;
    }
    *out = value_of(s, !quoted);
    return true;
}

static size_t key_length(Slice s) {
    size_t n = 0;
    while (n < s.n && (g_ascii_isalnum(s.p[n]) || s.p[n] == '_' || s.p[n] == '-'))
        n++;
    bool ends = n && n < s.n && s.p[n] == ':' && (n + 1 == s.n || s.p[n + 1] == ' ');
    return ends && s.p[0] != '-' ? n : 0;
}

/* Reads the lines behind the first fence. False: they are not simple, and what
 * was read is to be forgotten. */
static bool simple_lines(Reader *r, Slice yaml) {
    Slice key = SLICE_NONE;
    bool open = false; /* a key without a value: a list may follow */
    size_t indent = SIZE_MAX;
    unsigned line = 2;
    for (Slice at = skip_line(yaml); at.n; at = skip_line(at), line++) {
        const char *nl = memchr(at.p, '\n', at.n);
        Slice l = slice(at.p, nl ? (size_t)(nl - at.p) : at.n), value;
        if (l.n && l.p[l.n - 1] == '\r')
            l.n--;
        size_t blanks = 0, n;
        while (blanks < l.n && l.p[blanks] == ' ')
            blanks++;
        if (blanks == l.n)
            continue;
        if (l.p[blanks] == '-' && blanks + 1 < l.n && l.p[blanks + 1] == ' ') {
            if (!open || (indent != SIZE_MAX && indent != blanks) ||
                !simple_scalar(slice(l.p + blanks + 2, l.n - blanks - 2), &value))
                return false;
            indent = blanks;
            if (is_tags(key))
                add_tag(r, value, line);
        } else if (!blanks && (n = key_length(l))) {
            if (!simple_scalar(slice(l.p + n + 1, l.n - n - 1), &value))
                return false;
            key = slice(l.p, n);
            open = !value.n;
            indent = SIZE_MAX;
            take(r, key, value, line);
        } else {
            return false;
        }
    }
    return true;
}

static bool take_all(Reader *r) {
    const yaml_node_t *root = yaml_document_get_root_node(&r->doc);
    if (!root)
        return true;
    if (is_bomb(&r->doc)) {
        diags_say(r->diags, DIAG_ERROR, r->path, 1, 1,
                  "front matter grows past %u values when its aliases are written out, "
                  "expected a few",
                  MAX_NODES);
        return false;
    }
    bool nothing = root->type == YAML_SCALAR_NODE && !root->data.scalar.length;
    if (nothing)
        return true;
    if (root->type != YAML_MAPPING_NODE) {
        diags_say(r->diags, DIAG_ERROR, r->path, (unsigned)root->start_mark.line + 1,
                  (unsigned)root->start_mark.column + 1,
                  "front matter is not a map, expected lines like \"title: …\"");
        return false;
    }
    for (const yaml_node_pair_t *p = root->data.mapping.pairs.start;
         p < root->data.mapping.pairs.top; p++) {
        const yaml_node_t *key = yaml_document_get_node(&r->doc, p->key);
        if (key->type == YAML_SCALAR_NODE)
            take_node(r, key, yaml_document_get_node(&r->doc, p->value));
    }
    return true;
}

static bool parse(Reader *r, Slice yaml) {
    if (yaml_is_deep(yaml)) {
        diags_say(r->diags, DIAG_ERROR, r->path, 1, 1,
                  "front matter has more than %u open brackets, expected a few", YAML_MAX_DEPTH);
        return false;
    }
    yaml_parser_t parser;
    if (!yaml_parser_initialize(&parser))
        g_error("out of memory"); /* as g_malloc does */
    yaml_parser_set_input_string(&parser, (const unsigned char *)yaml.p, yaml.n);
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
    bool ok = yaml_parser_load(&parser, &r->doc);
    if (!ok) {
        diags_say(r->diags, DIAG_ERROR, r->path, (unsigned)parser.problem_mark.line + 1,
                  (unsigned)parser.problem_mark.column + 1, "front matter is broken: %s%s%s",
                  parser.problem ? parser.problem : "not YAML", parser.context ? " " : "",
                  parser.context ? parser.context : "");
    } else {
        ok = take_all(r);
        yaml_document_delete(&r->doc);
    }
    yaml_parser_delete(&parser);
    return ok;
}

bool front_matter_read(Arena *arena, const char *path, Slice text, FrontMatter *fm, Slice *rest,
                       Diags *diags) {
    *fm = (FrontMatter){0};
    *rest = text;
    if (!fence(text, false))
        return true;
    Slice at = skip_line(text);
    bool yaml = looks_like_key(at);
    while (at.n && !fence(at, true))
        at = skip_line(at);
    if (at.n && !yaml && !is_yaml(skip_line(text)))
        return true; /* prose between two thematic breaks */
    if (!at.n) {
        if (!yaml)
            return true; /* a thematic break, not front matter */
        diags_say(diags, DIAG_ERROR, path, 1, 1,
                  "front matter is not closed, expected a line \"---\" after it");
        return false;
    }
    /* The opening fence stays in what libyaml reads: it is YAML's own document
     * mark, and so its line numbers are the file's. */
    Reader r = {.arena = arena, .path = path, .diags = diags, .fm = fm};
    Slice front = slice(text.p, (size_t)(at.p - text.p));
    if (!simple_lines(&r, front)) {
        *fm = (FrontMatter){0};
        if (!parse(&r, front))
            return false;
    }
    size_t n = fence(at, true);
    *rest = slice(at.p + n, at.n - n);
    return true;
}
