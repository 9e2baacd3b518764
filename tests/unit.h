/* What the unit tests share: a lexicon from YAML, a post from a string, and
 * what they say as text that a test can spell out. */
#ifndef COMENTION_UNIT_H
#define COMENTION_UNIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/base.h"
#include "graph/graph.h"
#include "names/names.h"
#include "post/post.h"
#include "relate/relate.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- files ---------------------------------------------------------------------- */

/* A fresh folder; unit_remove deletes it with all that is in it. */
static inline char *unit_folder(void) {
    char *path = g_dir_make_tmp("comention-unit-XXXXXX", NULL);
    assert_non_null(path);
    return path;
}

static inline void unit_delete(const char *path) {
    struct stat st;
    if (lstat(path, &st) != 0)
        return;
    if (S_ISDIR(st.st_mode)) {
        GDir *dir = g_dir_open(path, 0, NULL);
        for (const char *name; dir && (name = g_dir_read_name(dir));) {
            char *child = g_build_filename(path, name, NULL);
            unit_delete(child);
            g_free(child);
        }
        if (dir)
            g_dir_close(dir);
    }
    g_remove(path);
}

static inline void unit_remove(char *folder) {
    unit_delete(folder);
    g_free(folder);
}

/* Writes folder/name (name may have folders in it); free the path with g_free. */
static inline char *unit_file(const char *folder, const char *name, const char *text) {
    char *path = g_build_filename(folder, name, NULL), *parent = g_path_get_dirname(path);
    assert_int_equal(g_mkdir_with_parents(parent, 0755), 0);
    assert_true(g_file_set_contents(path, text, -1, NULL));
    g_free(parent);
    return path;
}

/* ---- slices ----------------------------------------------------------------------- */

#define assert_slice(s, text) unit_assert_slice((s), (text), __FILE__, __LINE__)
static inline void unit_assert_slice(Slice s, const char *want, const char *file, int line) {
    char *got = g_strndup(s.p ? s.p : "", s.n);
    _assert_string_equal(got, want, file, line);
    g_free(got);
}

/* Says which row of a table failed. */
#define assert_row(row, got, want) unit_assert_row((row), (got), (want), __FILE__, __LINE__)
static inline void unit_assert_row(const char *row, const char *got, const char *want,
                                   const char *file, int line) {
    if (strcmp(got, want) == 0)
        return;
    print_error("row: %s\n-- expected:\n%s\n-- got:\n%s\n", row, want, got);
    _fail(file, line);
}

/* ---- diagnostics ---------------------------------------------------------------------- */

/* "error 2:5: message\n…" of all of them; free with g_free. */
static inline char *unit_diags(const Diags *d) {
    GString *s = g_string_new(NULL);
    for (guint i = 0; d->list && i < d->list->len; i++) {
        const Diag *one = d->list->pdata[i];
        g_string_append_printf(s, "%s %u:%u: %s\n", one->level == DIAG_NOTE ? "note" : "error",
                               one->line, one->column, one->message);
    }
    return g_string_free(s, FALSE);
}

static inline void unit_no_diags(Diags *d) {
    char *said = unit_diags(d);
    assert_string_equal(said, "");
    g_free(said);
    diags_clear(d);
}

/* How often GLib complained since unit_hear_glib: the library must not print. */
static inline void unit_complaint(const char *domain, GLogLevelFlags level, const char *message,
                                  gpointer count) {
    (void)domain, (void)level, (void)message;
    g_atomic_int_inc((gint *)count);
}
static inline gint *unit_hear_glib(void) {
    static gint count;
    count = 0;
    g_log_set_default_handler(unit_complaint, &count);
    return &count;
}

/* ---- lexicons ----------------------------------------------------------------------------- */

/* Adds YAML as a file of its own. */
static inline void unit_add_yaml(Catalog *c, const char *yaml, Diags *d) {
    char *folder = unit_folder(), *path = unit_file(folder, "catalog.yml", yaml);
    catalog_add_file(c, path, false, d);
    g_free(path);
    unit_remove(folder);
}

/* The lexicon of a catalog without a mistake. */
static inline Lexicon *unit_lexicon(const char *yaml) {
    Catalog *c = catalog_new();
    Diags d = {0};
    unit_add_yaml(c, yaml, &d);
    catalog_check(c, 0, &d);
    unit_no_diags(&d);
    Lexicon *l = catalog_compile(c);
    catalog_free(c);
    return l;
}

static inline Entity unit_entity(const Lexicon *l, const char *name) {
    Entity e = 0;
    if (!lexicon_lookup(l, name, &e))
        fail_msg("the lexicon has no \"%s\"", name);
    return e;
}

/* ---- posts ------------------------------------------------------------------------------------
 */

static inline Slice unit_bytes(Arena *a, const char *p, size_t n) {
    return slice(arena_copy(a, p, n), n);
}

static inline Post *unit_post_at(Arena *a, const char *path, const char *text) {
    Diags d = {0};
    Post *post = post_parse(a, path, unit_bytes(a, text, strlen(text)), &d);
    unit_no_diags(&d);
    assert_non_null(post);
    return post;
}

static inline Post *unit_post(Arena *a, const char *text) {
    return unit_post_at(a, "post.md", text);
}

/* "para@3: text\n…": kind, level (where it has one), line, text of each block;
 * free with g_free. */
static inline char *unit_blocks(Arena *a, Post *post) {
    static const char *const kinds[] = {"title", "tag", "heading", "para", "item", "cell", "quote"};
    GString *s = g_string_new(NULL);
    for (size_t i = 0; i < post->n_blocks; i++) {
        const Block *b = &post->blocks[i];
        g_string_append(s, kinds[b->kind]);
        if (b->level && b->kind != BLOCK_TITLE)
            g_string_append_printf(s, "%u", b->level);
        g_string_append_printf(s, "@%u: %.*s\n", post_line(a, post, b, 0), (int)b->text.n,
                               b->text.p);
    }
    return g_string_free(s, FALSE);
}

/* ---- mentions and relations --------------------------------------------------------------------
 */

static inline char *unit_id(const Lexicon *l, Entity e) {
    GString *s = g_string_new(NULL);
    entity_id(l, e, s);
    return g_string_free(s, FALSE);
}

/* "surface=id, surface=id"; free with g_free. */
static inline char *unit_mentions(const Lexicon *l, const Post *post, Mentions m) {
    GString *s = g_string_new(NULL);
    for (size_t i = 0; i < m.n; i++) {
        const Mention *one = &m.at[i];
        g_string_append_printf(s, "%s%.*s=", i ? ", " : "", (int)(one->end - one->start),
                               post->blocks[one->block].text.p + one->start);
        entity_id(l, one->entity, s);
    }
    return g_string_free(s, FALSE);
}

/* "from kind to distance: quote\n…"; free with g_free. */
static inline char *unit_relations(const Lexicon *l, const Post *post, Relations r) {
    GString *s = g_string_new(NULL);
    for (size_t i = 0; i < r.n; i++) {
        const Relation *one = &r.at[i];
        entity_id(l, one->from, s);
        g_string_append_printf(s, " %s ", kind_name(one->kind));
        entity_id(l, one->to, s);
        g_string_append_printf(s, " %s: %.*s\n", distance_name(one->distance),
                               (int)(one->end - one->start),
                               post->blocks[one->block].text.p + one->start);
    }
    return g_string_free(s, FALSE);
}

/* ---- graphs
 * --------------------------------------------------------------------------------------- */

typedef struct {
    const char *path, *text;
} UnitPost;

static inline void unit_add_stated(Graph *g, const Phrases *phrases, Distance within,
                                   const UnitPost *p) {
    Arena *a = arena_new();
    const Lexicon *l = graph_lexicon(g);
    Post *post = unit_post_at(a, p->path, p->text);
    const uint32_t *sentence_of;
    Mentions m = names_find(l, a, post);
    Relations r = relate_post(l, phrases, a, post, m, within, &sentence_of);
    graph_add_post(g, a, post, m, r, sentence_of);
    arena_free(a);
}

/* Without phrases: names stand together, and nothing is stated of them. */
static inline void unit_add(Graph *g, Distance within, const UnitPost *p) {
    unit_add_stated(g, NULL, within, p);
}

static inline Graph *unit_graph(const Lexicon *l, Distance within, const UnitPost *posts,
                                size_t n) {
    Graph *g = graph_new(l, within);
    for (size_t i = 0; i < n; i++)
        unit_add(g, within, &posts[i]);
    return g;
}

static inline Graph *unit_stated_graph(const Lexicon *l, Distance within, const UnitPost *posts,
                                       size_t n) {
    Graph *g = graph_new(l, within);
    for (size_t i = 0; i < n; i++)
        unit_add_stated(g, &phrases_builtin, within, &posts[i]);
    return g;
}

static inline int unit_by_bytes(const void *a, const void *b) {
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static inline void unit_evidence_text(GString *s, const Evidence *best) {
    for (const Evidence *v = best; v; v = v->next)
        g_string_append_printf(s, "  %s %s:%u +%u \"%s\"\n", distance_name(v->distance),
                               v->post->path, v->line, v->others, v->quote);
}

/* Everything a graph says, its lines sorted, so that the order in which it came
 * does not count; free with g_free. */
static inline char *unit_graph_text(const Graph *g) {
    const Lexicon *l = graph_lexicon(g);
    GPtrArray *lines = g_ptr_array_new_with_free_func(g_free);
    GString *s = g_string_new(NULL);
    for (size_t i = 0; i < graph_n_nodes(g); i++) {
        const Node *n = graph_node(g, i);
        entity_id(l, n->entity, s);
        g_string_append_printf(s, " posts=%u mentions=%u units=%u %u-%u\n", n->posts, n->mentions,
                               n->units, n->first, n->last);
        g_ptr_array_add(lines, g_strdup(s->str));
        g_string_truncate(s, 0);
    }
    for (size_t i = 0; i < graph_n_edges(g); i++) {
        const Edge *e = graph_edge(g, i);
        const Statement *top = edge_statement(e, 0);
        entity_id(l, graph_node(g, edge_tail(e, top))->entity, s);
        g_string_append_printf(s, " %s ", kind_name(top ? top->kind : KIND_TOGETHER));
        entity_id(l, graph_node(g, edge_head(e, top))->entity, s);
        g_string_append_printf(
            s, " s=%u p=%u posts=%u units=%u weight=%" G_GUINT64_FORMAT " %u-%u\n", e->sentences,
            e->paragraphs, e->posts, e->units, e->weight, e->first, e->last);
        unit_evidence_text(s, e->best);
        for (const Statement *one = e->stated; one; one = one->next) {
            g_string_append_printf(s, " %s%s stated=%u rumoured=%u known=%u %u-%u\n",
                                   kind_name(one->kind), one->back ? " back" : "",
                                   one->posts[CERTAINTY_STATED], one->posts[CERTAINTY_RUMOURED],
                                   one->posts[CERTAINTY_KNOWN], one->first, one->last);
            unit_evidence_text(s, one->best);
        }
        g_ptr_array_add(lines, g_strdup(s->str));
        g_string_truncate(s, 0);
    }
    if (lines->len)
        qsort(lines->pdata, lines->len, sizeof *lines->pdata, unit_by_bytes);
    GraphTotals t = graph_totals(g);
    g_string_append_printf(s, "posts=%u naming=%u units=%u %u-%u\n", t.posts, t.naming, t.units,
                           t.first, t.last);
    for (guint i = 0; i < lines->len; i++)
        g_string_append(s, lines->pdata[i]);
    g_ptr_array_unref(lines);
    return g_string_free(s, FALSE);
}

/* The edge between two names, whichever way it goes. */
static inline const Edge *unit_edge(const Graph *g, const char *a, const char *b) {
    const Lexicon *l = graph_lexicon(g);
    for (size_t i = 0; i < graph_n_edges(g); i++) {
        const Edge *e = graph_edge(g, i);
        Entity x = graph_node(g, e->a)->entity, y = graph_node(g, e->b)->entity;
        if ((entity_answers_to(l, x, a) && entity_answers_to(l, y, b)) ||
            (entity_answers_to(l, x, b) && entity_answers_to(l, y, a)))
            return e;
    }
    return NULL;
}

#endif
