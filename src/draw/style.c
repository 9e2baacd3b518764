/* Styles as people write them: YAML, one table of keys, every problem with its
 * place. */
#include "draw/style.h"

#include <stddef.h>
#include <string.h>
#include <yaml.h>

typedef enum { NUMBER, COUNT, FLAG, WORD, TEXT, COLOUR } ValueKind;

typedef struct {
    const char *name;
    ValueKind kind;
    size_t at, size; /* of the member of Style */
    const char *member, *const *words;
    double least, most;
} Key;

static const char *const shapes[] = {"box",     "ellipse",       "hexagon", "octagon",
                                     "diamond", "parallelogram", "house",   "cylinder",
                                     "note",    "component",     "tab",     NULL};
static const char *const styles[] = {
    "filled",           "rounded,filled", "filled,bold",   "rounded",      "solid",
    "diagonals,filled", "bold",           "filled,dashed", "rounded,bold", NULL};
static const char *const arrows[] = {"none", "normal",  "onormal",      "vee",    "dot",  "odot",
                                     "tee",  "diamond", "odiamond",     "box",    "obox", "crow",
                                     "inv",  "curve",   "normalnormal", "veevee", NULL};
static const char *const lines[] = {"solid", "dashed", "dotted", "double", NULL};
static const char *const whens[] = {"always", "few", "never", NULL};

#define MEMBER(m) offsetof(Style, m), sizeof(((Style *)0)->m), "." #m
#define N(name, m, least, most)                                                                    \
    { name, NUMBER, MEMBER(m), NULL, least, most }
#define F(name, m)                                                                                 \
    { name, FLAG, MEMBER(m), NULL, 0, 0 }
#define W(name, m, words)                                                                          \
    { name, WORD, MEMBER(m), words, 0, 0 }
#define T(name, m)                                                                                 \
    { name, TEXT, MEMBER(m), NULL, 0, 0 }
#define C(name, m)                                                                                 \
    { name, COLOUR, MEMBER(m), NULL, 0, 0 }
#define TYPE(name, i)                                                                              \
    W("names." name ".shape", types[i].shape, shapes),                                             \
        W("names." name ".style", types[i].style, styles),                                         \
        C("names." name ".fill", types[i].fill), C("names." name ".line", types[i].line),          \
        C("names." name ".text", types[i].ink), N("names." name ".width", types[i].width, 0, 20)
#define KIND(name, i)                                                                              \
    W("links." name ".arrow", kinds[i].arrow, arrows),                                             \
        W("links." name ".tail", kinds[i].tail, arrows),                                           \
        W("links." name ".line", kinds[i].line, lines),                                            \
        W("links." name ".label", kinds[i].label, whens),                                          \
        C("links." name ".color", kinds[i].colour)

/* Types and kinds in the order of EntityType and RelationKind. */
static const Key keys[] = {
    N("page.width", width, 72, 14400),
    N("page.height", height, 0, 14400),
    N("page.margin", margin, 0, 720),
    F("page.title", title),
    F("page.legend", legend),
    F("page.caption", caption),
    F("page.dark", dark),
    C("page.paper", paper),
    T("text.family", family),
    T("text.font", font),
    C("text.color", ink),
    C("text.muted", muted),
    N("text.least", least, 4, 144),
    N("text.largest", largest, 4, 144),
    N("text.link", edge, 4, 144),
    N("text.title", title_size, 4, 144),
    N("text.caption", caption_size, 4, 144),
    TYPE("company", 0),
    TYPE("product", 1),
    TYPE("event", 2),
    N("links.thin", thin, 0.1, 50),
    N("links.thick", thick, 0.1, 50),
    W("links.rumour", rumour, lines),
    {"links.few", COUNT, MEMBER(few), NULL, 0, 100000},
    KIND("together", 0),
    KIND("works_with", 1),
    KIND("partners_with", 2),
    KIND("uses", 3),
    KIND("part_of", 4),
    KIND("makes", 5),
    KIND("presented_at", 6),
    KIND("competes_with", 7),
    KIND("succeeds", 8),
    KIND("acquired", 9),
};

/* ---- reading -------------------------------------------------------------------- */

typedef struct {
    const char *file;
    Diags *diags;
    yaml_document_t doc;
    Style *out;
} Reader;

#define SAY(r, node, ...)                                                                          \
    diags_say((r)->diags, DIAG_ERROR, (r)->file, (unsigned)(node)->start_mark.line + 1,            \
              (unsigned)(node)->start_mark.column + 1, __VA_ARGS__)

static const char *text_of(const yaml_node_t *n) {
    return n->type == YAML_SCALAR_NODE ? (const char *)n->data.scalar.value : NULL;
}

static bool parse_colour(const char *s, uint32_t *out) {
    guint64 n;
    if (!s || *s != '#' || strlen(s) != 7 ||
        !g_ascii_string_to_unsigned(s + 1, 16, 0, 0xffffff, &n, NULL))
        return false;
    *out = (uint32_t)n;
    return true;
}

/* "#rrggbb", or one for light and one for dark paper. */
static bool take_colour(Reader *r, const Key *key, const yaml_node_t *n, Colour *out) {
    if (n->type == YAML_SEQUENCE_NODE &&
        n->data.sequence.items.top - n->data.sequence.items.start == 2) {
        const int *at = n->data.sequence.items.start;
        Colour c;
        if (parse_colour(text_of(yaml_document_get_node(&r->doc, at[0])), &c.light) &&
            parse_colour(text_of(yaml_document_get_node(&r->doc, at[1])), &c.dark)) {
            *out = c;
            return true;
        }
    } else if (parse_colour(text_of(n), &out->light)) {
        out->dark = out->light;
        return true;
    }
    SAY(r, n, "%s is no color, expected \"#rrggbb\", or two of them: for light and dark paper",
        key->name);
    return false;
}

static void take_word(Reader *r, const Key *key, const yaml_node_t *n, char *out) {
    const char *s = text_of(n);
    size_t count = 0;
    for (; key->words[count]; count++)
        if (s && strcmp(s, key->words[count]) == 0) {
            g_strlcpy(out, s, key->size);
            return;
        }
    const char *near = s ? nearest_word(s, key->words, count) : NULL;
    char *all = g_strjoinv(", ", (char **)(void *)key->words);
    SAY(r, n, "%s is \"%s\", %s%s%s", key->name, s ? s : "", near ? "did you mean \"" : "expected ",
        near ? near : all, near ? "\"?" : "");
    g_free(all);
}

static void take_number(Reader *r, const Key *key, const yaml_node_t *n, void *out) {
    const char *s = text_of(n);
    char *end = NULL;
    double value = s ? g_ascii_strtod(s, &end) : 0;
    if (!s || !*s || *end || !(value >= key->least && value <= key->most)) {
        SAY(r, n, "%s is \"%s\", expected a number from %g to %g", key->name, s ? s : "",
            key->least, key->most);
    } else if (key->kind == COUNT) {
        *(unsigned *)out = (unsigned)value;
    } else {
        *(double *)out = value;
    }
}

/* Names of fonts go into CSS and SVG: nothing that ends a value. */
static void take_text(Reader *r, const Key *key, const yaml_node_t *n, char *out) {
    const char *s = text_of(n);
    if (!s || !*s || strlen(s) >= key->size ||
        strspn(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 ,-") != strlen(s))
        SAY(r, n, "%s is \"%s\", expected names of fonts, of letters, digits, blanks and commas",
            key->name, s ? s : "");
    else
        g_strlcpy(out, s, key->size);
}

static void take_flag(Reader *r, const Key *key, const yaml_node_t *n, bool *out) {
    const char *s = text_of(n);
    if (s && (strcmp(s, "true") == 0 || strcmp(s, "yes") == 0))
        *out = true;
    else if (s && (strcmp(s, "false") == 0 || strcmp(s, "no") == 0))
        *out = false;
    else
        SAY(r, n, "%s is \"%s\", expected true or false", key->name, s ? s : "");
}

static void take_value(Reader *r, const Key *key, const yaml_node_t *n) {
    void *out = (char *)r->out + key->at;
    switch (key->kind) {
    case NUMBER:
    case COUNT: take_number(r, key, n, out); break;
    case FLAG: take_flag(r, key, n, out); break;
    case WORD: take_word(r, key, n, out); break;
    case TEXT: take_text(r, key, n, out); break;
    case COLOUR: take_colour(r, key, n, out); break;
    }
}

/* The part of a key's name at this depth: "shape" of "names.company.shape" behind
 * "names.company.". NULL: it does not begin so. */
static char *part(const Key *key, const char *prefix) {
    size_t n = strlen(prefix);
    if (strncmp(key->name, prefix, n) != 0)
        return NULL;
    return g_strndup(key->name + n, strcspn(key->name + n, "."));
}

static void unknown_key(Reader *r, const yaml_node_t *n, const char *prefix, const char *name) {
    const char *known[G_N_ELEMENTS(keys) + 1];
    char *owned[G_N_ELEMENTS(keys)];
    size_t count = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(keys); i++) {
        char *p = part(&keys[i], prefix);
        bool seen = !p || (count && strcmp(owned[count - 1], p) == 0);
        if (seen)
            g_free(p);
        else
            known[count] = owned[count] = p, count++;
    }
    known[count] = NULL;
    const char *near = nearest_word(name, known, count);
    char *all = g_strjoinv(", ", (char **)(void *)known);
    SAY(r, n, "unknown key \"%s\", %s%s%s", name, near ? "did you mean \"" : "expected one of ",
        near ? near : all, near ? "\"?" : "");
    g_free(all);
    while (count)
        g_free(owned[--count]);
}

/* A style has three levels of maps, so this ends. */
static void read_map(Reader *r, const yaml_node_t *map, const char *prefix) {
    for (const yaml_node_pair_t *p = map->data.mapping.pairs.start; p < map->data.mapping.pairs.top;
         p++) {
        const yaml_node_t *k = yaml_document_get_node(&r->doc, p->key),
                          *v = yaml_document_get_node(&r->doc, p->value);
        const char *name = text_of(k);
        if (!*prefix && name && strcmp(name, "like") == 0)
            continue;
        char *path = g_strconcat(prefix, name ? name : "", NULL);
        char *deeper = g_strconcat(path, ".", NULL);
        const Key *key = NULL;
        bool is_map = false;
        for (size_t i = 0; i < G_N_ELEMENTS(keys); i++) {
            if (strcmp(keys[i].name, path) == 0)
                key = &keys[i];
            is_map |= g_str_has_prefix(keys[i].name, deeper);
        }
        if (!name || (!key && !is_map))
            unknown_key(r, k, prefix, name ? name : "");
        else if (key)
            take_value(r, key, v);
        else if (v->type == YAML_MAPPING_NODE)
            read_map(r, v, deeper);
        else
            SAY(r, v, "%s is no map, expected keys and values", path);
        g_free(deeper);
        g_free(path);
    }
}

static void read_like(Reader *r, const yaml_node_t *map, const Style *bases, size_t n_bases) {
    for (const yaml_node_pair_t *p = map->data.mapping.pairs.start; p < map->data.mapping.pairs.top;
         p++) {
        const char *name = text_of(yaml_document_get_node(&r->doc, p->key));
        if (!name || strcmp(name, "like") != 0)
            continue;
        const yaml_node_t *v = yaml_document_get_node(&r->doc, p->value);
        const char *base = text_of(v);
        const Style *found = NULL;
        for (size_t i = 0; base && i < n_bases; i++)
            if (strcmp(bases[i].name, base) == 0)
                found = &bases[i];
        if (found)
            *r->out = *found;
        else
            SAY(r, v, "like is \"%s\", expected slide, wiki or print", base ? base : "");
    }
}

bool style_read(Slice yaml, const char *file, const Style *bases, size_t n_bases, Style *out,
                Diags *diags) {
    Reader r = {.file = file, .diags = diags, .out = out};
    size_t before = diags_count(diags, DIAG_ERROR);
    yaml_parser_t parser;
    if (yaml_is_deep(yaml)) {
        diags_say(diags, DIAG_ERROR, file, 1, 1, "too many brackets, expected a style");
        return false;
    }
    yaml_parser_initialize(&parser);
    yaml_parser_set_input_string(&parser, (const unsigned char *)yaml.p, yaml.n);
    if (!yaml_parser_load(&parser, &r.doc)) {
        diags_say(diags, DIAG_ERROR, file, (unsigned)parser.problem_mark.line + 1,
                  (unsigned)parser.problem_mark.column + 1, "this is no YAML: %s",
                  parser.problem ? parser.problem : "it can't be read");
        yaml_parser_delete(&parser);
        return false;
    }
    const yaml_node_t *root = yaml_document_get_root_node(&r.doc);
    if (!root || root->type != YAML_MAPPING_NODE) {
        diags_say(diags, DIAG_ERROR, file, 1, 1,
                  "this is no style, expected page, text, names and links");
    } else {
        read_like(&r, root, bases, n_bases);
        read_map(&r, root, "");
        if (out->largest < out->least)
            out->largest = out->least;
        if (out->thick < out->thin)
            out->thick = out->thin;
    }
    yaml_document_delete(&r.doc);
    yaml_parser_delete(&parser);
    return diags_count(diags, DIAG_ERROR) == before;
}

/* ---- as C ------------------------------------------------------------------------- */

void style_write_c(const Style *s, GString *out) {
    char buffer[G_ASCII_DTOSTR_BUF_SIZE];
    g_string_append_printf(out, "{.name = \"%s\",\n", s->name);
    for (size_t i = 0; i < G_N_ELEMENTS(keys); i++) {
        const void *at = (const char *)s + keys[i].at;
        const Colour *c = at;
        g_string_append_printf(out, "%s = ", keys[i].member);
        switch (keys[i].kind) {
        case NUMBER:
            g_string_append(out, g_ascii_dtostr(buffer, sizeof buffer, *(const double *)at));
            break;
        case COUNT: g_string_append_printf(out, "%u", *(const unsigned *)at); break;
        case FLAG: g_string_append(out, *(const bool *)at ? "true" : "false"); break;
        case COLOUR: g_string_append_printf(out, "{0x%06x, 0x%06x}", c->light, c->dark); break;
        default: g_string_append_printf(out, "\"%s\"", (const char *)at); break;
        }
        g_string_append(out, ",\n");
    }
    g_string_append(out, "},\n");
}
