/* Mentions and relations as lines for other programs. */
#include "comention.h"

#include "base/base.h"

#include <string.h>

/* One column: a text, or (text NULL) a number. */
typedef struct {
    const char *key, *text;
    unsigned number;
} Column;

static void put_tsv(const Column *at, size_t n, GString *out) {
    for (size_t i = 0; i < n; i++) {
        if (i)
            g_string_append_c(out, '\t');
        if (!at[i].text) {
            g_string_append_printf(out, "%u", at[i].number);
            continue;
        }
        for (const char *p = at[i].text; *p; p++)
            g_string_append_c(out, (unsigned char)*p < 0x20 || *p == 0x7f ? ' ' : *p);
    }
    g_string_append_c(out, '\n');
}

static void put_jsonl(const Column *at, size_t n, GString *out) {
    for (size_t i = 0; i < n; i++) {
        g_string_append_printf(out, "%s\"%s\":", i ? "," : "{", at[i].key);
        if (at[i].text)
            json_string(out, at[i].text, strlen(at[i].text));
        else
            g_string_append_printf(out, "%u", at[i].number);
    }
    g_string_append(out, "}\n");
}

static void put_row(const Column *at, size_t n, ComentionRows rows, GString *out) {
    if (rows == COMENTION_JSONL)
        put_jsonl(at, n, out);
    else
        put_tsv(at, n, out);
}

static void put_header(const Column *at, size_t n, GString *out) {
    for (size_t i = 0; i < n; i++)
        g_string_append_printf(out, "%s%s", i ? "\t" : "", at[i].key);
    g_string_append_c(out, '\n');
}

#define MENTION_COLUMNS(m)                                                                         \
    {                                                                                              \
        {"post", (m)->post, 0}, {"line", NULL, (m)->line}, {"field", (m)->field, 0},               \
            {"surface", (m)->surface, 0}, {"id", (m)->id, 0}, {"name", (m)->name, 0},              \
            {"type", (m)->type, 0}, {"how", (m)->how, 0}, {"date", (m)->date, 0},                  \
            {"paragraph", NULL, (m)->paragraph}, {"sentence", NULL, (m)->sentence},                \
    }

#define RELATION_COLUMNS(r)                                                                        \
    {                                                                                              \
        {"post", (r)->post, 0}, {"line", NULL, (r)->line}, {"from", (r)->from, 0},                 \
            {"to", (r)->to, 0}, {"from_name", (r)->from_name, 0}, {"to_name", (r)->to_name, 0},    \
            {"kind", (r)->kind, 0}, {"distance", (r)->distance, 0}, {"how", (r)->how, 0},          \
            {"certainty", (r)->certainty, 0}, {"phrase", (r)->phrase, 0},                          \
            {"quote", (r)->quote, 0}, {"date", (r)->date, 0}, {"title", (r)->title, 0},            \
            {"url", (r)->url, 0},                                                                  \
    }

void comention_mention_row(const ComentionMention *m, ComentionRows rows, GString *out) {
    const Column columns[] = MENTION_COLUMNS(m);
    put_row(columns, G_N_ELEMENTS(columns), rows, out);
}

void comention_relation_row(const ComentionRelation *r, ComentionRows rows, GString *out) {
    const Column columns[] = RELATION_COLUMNS(r);
    put_row(columns, G_N_ELEMENTS(columns), rows, out);
}

void comention_mention_header(GString *out) {
    const ComentionMention none = {0};
    const Column columns[] = MENTION_COLUMNS(&none);
    put_header(columns, G_N_ELEMENTS(columns), out);
}

void comention_relation_header(GString *out) {
    const ComentionRelation none = {0};
    const Column columns[] = RELATION_COLUMNS(&none);
    put_header(columns, G_N_ELEMENTS(columns), out);
}
