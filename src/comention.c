/* The public functions: they put the rooms together, and are one themselves
 * only in that they own the threads. */
#include "comention.h"

#include "base/base.h"
#include "draw/draw.h"
#include "graph/graph.h"
#include "names/names.h"
#include "post/post.h"
#include "relate/relate.h"

#include <string.h>

struct Comention {
    Catalog *catalog;  /* of the user's files; NULL: none yet */
    Lexicon *compiled; /* of it, made when it is needed; NULL: the built-in one */
    PhraseBook *book;  /* of the user's files; NULL: none yet */
    Phrases *phrases;  /* of it, likewise */
    GPtrArray *former; /* Phrases before more were added: graphs point into them */
    bool builtin;
    unsigned threads;
    Distance together;
    Day since, until; /* 0: open */
    ComentionProblemFunc problem;
    void *problem_data;
    ComentionProgressFunc progress;
    void *progress_data;
    ComentionInputFunc input;
    void *input_data;
    GStringChunk *strings; /* of comention_lookup */
    char *base_url;        /* NULL: none */
};

struct ComentionGraph {
    Graph *graph;
    GPtrArray *periods, *parts; /* of char *, NULL at the end, and of Graph; NULL: not kept */
};

const char *comention_version(void) {
    return COMENTION_VERSION;
}

GQuark comention_error_quark(void) {
    return g_quark_from_static_string("comention-error");
}

/* ---- set-up --------------------------------------------------------------------- */

static void free_phrases(void *p) {
    phrases_free(p);
}

Comention *comention_new(void) {
    Comention *c = g_new0(Comention, 1);
    c->builtin = true;
    c->together = DISTANCE_PARAGRAPH;
    c->strings = g_string_chunk_new(256);
    c->former = g_ptr_array_new_with_free_func(free_phrases);
    return c;
}

void comention_free(Comention *c) {
    if (!c)
        return;
    catalog_free(c->catalog);
    lexicon_free(c->compiled);
    phrase_book_free(c->book);
    phrases_free(c->phrases);
    g_ptr_array_unref(c->former);
    g_string_chunk_free(c->strings);
    g_free(c->base_url);
    g_free(c);
}

void comention_set_problem_func(Comention *c, ComentionProblemFunc func, void *data) {
    c->problem = func;
    c->problem_data = data;
}

void comention_set_progress_func(Comention *c, ComentionProgressFunc func, void *data) {
    c->progress = func;
    c->progress_data = data;
}

void comention_set_input_func(Comention *c, ComentionInputFunc func, void *data) {
    c->input = func;
    c->input_data = data;
}

void comention_set_builtin(Comention *c, bool use) {
    c->builtin = use;
}

void comention_set_threads(Comention *c, unsigned threads) {
    c->threads = threads;
}

void comention_set_together(Comention *c, ComentionDistance distance) {
    c->together = (Distance)distance;
}

static bool parse_date(const char *text, Day *out, GError **error) {
    *out = text ? day_parse(slice_str(text), true) : 0;
    if (text && !*out) {
        g_set_error(error, COMENTION_ERROR, COMENTION_ERROR_DATE,
                    "\"%s\" is no date, expected YYYY, YYYY-MM or YYYY-MM-DD", text);
        return false;
    }
    return true;
}

bool comention_set_period(Comention *c, const char *since, const char *until, GError **error) {
    Day a, b;
    if (!parse_date(since, &a, error) || !parse_date(until, &b, error))
        return false;
    c->since = a;
    c->until = b;
    return true;
}

bool comention_set_base_url(Comention *c, const char *base, GError **error) {
    if (base && !g_str_has_prefix(base, "http://") && !g_str_has_prefix(base, "https://")) {
        g_set_error(error, COMENTION_ERROR, COMENTION_ERROR_ADDRESS,
                    "\"%s\" is no address, expected http://... or https://...", base);
        return false;
    }
    g_free(c->base_url);
    c->base_url = g_strdup(base);
    return true;
}

/* Reports and empties a list. `as_notes`: of what could be used all the same. */
static void report(Comention *c, Diags *d, bool as_notes) {
    for (guint i = 0; c->problem && d->list && i < d->list->len; i++) {
        const Diag *one = d->list->pdata[i];
        ComentionProblem p = {
            .level = as_notes || one->level == DIAG_NOTE ? COMENTION_NOTE : COMENTION_FAULT,
            .file = one->file,
            .line = MAX(one->line, 1u),
            .column = MAX(one->column, 1u),
            .message = one->message,
        };
        c->problem(c->problem_data, &p);
    }
    diags_clear(d);
}

static Catalog *base_catalog(const Comention *c) {
    Catalog *catalog = catalog_new();
    if (c->builtin)
        catalog_add_lexicon(catalog, &lexicon_builtin);
    return catalog;
}

/* The last thing that was said becomes the error. */
static void fail_with_last(Diags *d, const char *file, GError **error) {
    const Diag *last = d->list->pdata[d->list->len - 1];
    g_set_error(error, COMENTION_ERROR, COMENTION_ERROR_CATALOG, "%s:%u:%u: %s", file,
                MAX(last->line, 1u), MAX(last->column, 1u), last->message);
    g_ptr_array_set_size(d->list, (gint)d->list->len - 1);
}

bool comention_add_catalog(Comention *c, const char *file, GError **error) {
    Diags d = {0};
    if (!c->catalog)
        c->catalog = base_catalog(c);
    lexicon_free(c->compiled);
    c->compiled = NULL;
    bool ok = catalog_add_file(c->catalog, file, false, &d);
    if (!ok)
        fail_with_last(&d, file, error);
    report(c, &d, true);
    return ok;
}

/* Made when it is needed first; then problems of the whole are said. */
static const Lexicon *lexicon_of(Comention *c) {
    if (!c->catalog && c->builtin)
        return &lexicon_builtin;
    if (!c->catalog)
        c->catalog = base_catalog(c);
    if (!c->compiled) {
        Diags d = {0};
        catalog_check(c->catalog, 1, &d);
        report(c, &d, true);
        c->compiled = catalog_compile(c->catalog);
    }
    return c->compiled;
}

/* A book with the built-in phrases in it. */
static PhraseBook *base_book(void) {
    Diags none = {0};
    PhraseBook *b = phrase_book_new();
    phrase_book_add(b, "built-in phrases", phrases_builtin_source, &none);
    diags_clear(&none); /* it was checked when it was built */
    return b;
}

bool comention_add_phrases(Comention *c, const char *file, GError **error) {
    Diags d = {0};
    if (!c->book)
        c->book = base_book();
    if (c->phrases)
        g_ptr_array_add(c->former, c->phrases);
    c->phrases = NULL;
    bool ok = phrase_book_add_file(c->book, file, &d);
    if (!ok)
        fail_with_last(&d, file, error);
    report(c, &d, true);
    return ok;
}

static const Phrases *phrases_of(Comention *c) {
    if (!c->book)
        return &phrases_builtin;
    if (!c->phrases)
        c->phrases = phrase_book_compile(c->book);
    return c->phrases;
}

/* Phrases and catalogs are both YAML; the one has sections that the other has not. */
static bool has_phrases(const char *file) {
    Arena *arena = arena_new();
    Slice bytes;
    bool found = false;
    if (file_read(arena, file, PHRASES_MAX_BYTES, false, &bytes, NULL))
        found = phrase_book_is(bytes);
    arena_free(arena);
    return found;
}

size_t comention_check(Comention *c, const char *const *files, size_t n_files, size_t counts[3]) {
    Diags d = {0};
    Catalog *catalog = base_catalog(c);
    PhraseBook *book = base_book();
    for (size_t i = 0; i < n_files; i++)
        if (has_phrases(files[i]))
            phrase_book_add_file(book, files[i], &d);
        else
            catalog_add_file(catalog, files[i], false, &d);
    catalog_check(catalog, n_files ? 1 : 0, &d);
    for (unsigned t = 0; counts && t < N_TYPES; t++)
        counts[t] = catalog_count(catalog, (EntityType)t);
    catalog_free(catalog);
    phrase_book_free(book);
    size_t n = diags_count(&d, DIAG_ERROR);
    report(c, &d, false);
    return n;
}

bool comention_lookup(Comention *c, const char *name, ComentionEntry *entry, GError **error) {
    const Lexicon *l = lexicon_of(c);
    Entity e, maker, owner;
    if (!lexicon_lookup(l, name, &e)) {
        const char *near = lexicon_nearest(l, name);
        g_set_error(error, COMENTION_ERROR, COMENTION_ERROR_NAME,
                    "no catalog has the name \"%s\"%s%s%s", name, near ? ", did you mean \"" : "",
                    near ? near : "", near ? "\"?" : "");
        return false;
    }
    GString *s = g_string_new(NULL);
    *entry = (ComentionEntry){.type = type_name(entity_type(l, e))};
    entity_id(l, e, s);
    entry->id = g_string_chunk_insert(c->strings, s->str);
    g_string_truncate(s, 0);
    entity_name(l, e, s);
    entry->name = g_string_chunk_insert(c->strings, s->str);
    if (entity_maker(l, e, &maker)) {
        g_string_truncate(s, 0);
        entity_name(l, maker, s);
        entry->maker = g_string_chunk_insert(c->strings, s->str);
    }
    entry->owned_since = entity_owned_since(l, e);
    if (entity_link(l, e, LINK_ACQUIRER, 0, &owner)) {
        g_string_truncate(s, 0);
        entity_name(l, owner, s);
        entry->owner = g_string_chunk_insert(c->strings, s->str);
    }
    g_string_truncate(s, 0);
    entity_url(l, e, s);
    entry->url = s->len ? g_string_chunk_insert(c->strings, s->str) : NULL;
    g_string_free(s, TRUE);
    return true;
}

/* ---- reading: the way through the house, post by post --------------------------------- */

typedef struct {
    Comention *c;
    const Lexicon *l;
    const Phrases *phrases;
    Graph *graph; /* NULL: no graph is wanted, but calls */
    GTree *parts; /* of Graph, by the name of their period; NULL: not wanted */
    ComentionBy by;
    const char *const *names;
    size_t n_names;
    ComentionMentionFunc mention;
    ComentionRelationFunc relation;
    void *data;
    Unknowns *unknowns; /* NULL: not wanted */
    PostSource *source;
    GPtrArray *inputs;  /* of char *: files and folders; NULL: nobody asks */
    Diags source_diags; /* of the source, since it was last asked */
    GMutex lock;        /* of arenas */
    GPtrArray *arenas;  /* those that no post is in */
    size_t posts, undated;
} Run;

typedef struct {
    PostFile *file;
    Diags diags; /* what the source said on the way to this file */
} Item;

/* What is known of a post, to be handed on in order. */
typedef struct {
    Diags diags;
    Arena *arena; /* all of the following lies in it */
    Post *post;   /* NULL: it could not be read */
    bool undated; /* left out of a period for that */
    bool guessed; /* what follows has guesses and no more */
    Mentions found;
    Guesses guesses;
    Relations related;
    const uint32_t *sentence_of;
    VEC_OF(ComentionMention) mentions; /* as the callbacks get them */
    VEC_OF(ComentionRelation) relations;
} Result;

static Arena *take_arena(Run *run) {
    g_mutex_lock(&run->lock);
    Arena *a = run->arenas->len ? g_ptr_array_steal_index(run->arenas, run->arenas->len - 1) : NULL;
    g_mutex_unlock(&run->lock);
    return a ? a : arena_new();
}

static void give_arena(Run *run, Arena *a) {
    arena_reset(a);
    g_mutex_lock(&run->lock);
    g_ptr_array_add(run->arenas, a);
    g_mutex_unlock(&run->lock);
}

static void *next_item(void *data) {
    Run *run = data;
    PostFile *file = post_source_next(run->source);
    if (!file)
        return NULL;
    if (run->inputs && strcmp(file->path, "-") != 0)
        g_ptr_array_add(run->inputs, g_strdup(file->path));
    Item *item = g_new0(Item, 1);
    item->file = file;
    diags_move(&item->diags, &run->source_diags);
    return item;
}

static bool in_period(const Comention *c, const Post *post) {
    /* 2007 as an end is all of 2007: what is missing counts up to the limit. */
    Day until = c->until;
    until += until && !(until / 100 % 100) ? 9999 : until && !(until % 100) ? 99 : 0;
    return post->date >= c->since && (!until || post->date <= until);
}

static bool is_named(const Run *run, Entity e) {
    for (size_t i = 0; i < run->n_names; i++)
        if (entity_answers_to(run->l, e, run->names[i]))
            return true;
    return !run->n_names;
}

/* With two names, the one must be the first and the other the second. */
static bool is_between(const Run *run, const Relation *r) {
    if (run->n_names < 2)
        return is_named(run, r->from) || is_named(run, r->to);
    return (entity_answers_to(run->l, r->from, run->names[0]) &&
            entity_answers_to(run->l, r->to, run->names[1])) ||
           (entity_answers_to(run->l, r->from, run->names[1]) &&
            entity_answers_to(run->l, r->to, run->names[0]));
}

typedef void (*EntityText)(const Lexicon *l, Entity e, GString *out);

static const char *keep(Arena *arena, const Lexicon *l, Entity e, EntityText text) {
    GString *s = g_string_sized_new(64);
    text(l, e, s);
    const char *copy = arena_copy(arena, s->str, s->len);
    g_string_free(s, TRUE);
    return copy;
}

static const char *keep_slice(Arena *arena, Slice s) {
    return s.n ? arena_copy(arena, s.p, s.n) : "";
}

static const char *keep_date(Arena *arena, Day d) {
    char buffer[16];
    const char *text = day_format(d, buffer);
    return arena_copy(arena, text, strlen(text));
}

static const char *field_of(const Block *b) {
    return b->kind == BLOCK_TITLE ? "title" : b->kind == BLOCK_TAG ? "tag" : "body";
}

static void keep_mentions(const Run *run, Result *r) {
    const char *date = keep_date(r->arena, r->post->date);
    for (size_t i = 0; i < r->found.n; i++) {
        const Mention *one = &r->found.at[i];
        const Block *b = &r->post->blocks[one->block];
        if (!is_named(run, one->entity))
            continue;
        ComentionMention row = {
            .post = r->post->path,
            .line = post_line(r->arena, r->post, b, one->start),
            .field = field_of(b),
            .surface = arena_copy(r->arena, b->text.p + one->start, one->end - one->start),
            .id = keep(r->arena, run->l, one->entity, entity_id),
            .name = keep(r->arena, run->l, one->entity, entity_name),
            .type = type_name(entity_type(run->l, one->entity)),
            .how = one->how,
            .date = date,
            .paragraph = one->block + 1,
            .sentence = r->sentence_of[i] + 1,
        };
        VEC_PUSH(r->arena, &r->mentions, row);
    }
}

static void keep_relations(const Run *run, Result *r) {
    const char *date = keep_date(r->arena, r->post->date);
    const char *title = keep_slice(r->arena, r->post->title);
    const char *url = keep_slice(r->arena, r->post->url);
    for (size_t i = 0; i < r->related.n; i++) {
        const Relation *one = &r->related.at[i];
        const Block *b = &r->post->blocks[one->block];
        if (!is_between(run, one))
            continue;
        ComentionRelation row = {
            .post = r->post->path,
            .line = post_line(r->arena, r->post, b, one->start),
            .from = keep(r->arena, run->l, one->from, entity_id),
            .to = keep(r->arena, run->l, one->to, entity_id),
            .from_name = keep(r->arena, run->l, one->from, entity_name),
            .to_name = keep(r->arena, run->l, one->to, entity_name),
            .kind = kind_name(one->kind),
            .distance = distance_name(one->distance),
            .how = one->certainty == CERTAINTY_KNOWN ? "catalog" : "text",
            .certainty = certainty_name(one->certainty),
            .phrase = one->phrase ? one->phrase : "",
            .quote = arena_copy(r->arena, b->text.p + one->start, one->end - one->start),
            .date = date,
            .title = title,
            .url = url,
        };
        VEC_PUSH(r->arena, &r->relations, row);
    }
}

static void understand(const Run *run, Result *r) {
    Comention *c = run->c;
    r->undated = (c->since || c->until) && !r->post->date;
    if (r->undated || !in_period(c, r->post))
        return;
    r->post->url = post_address(r->arena, r->post, c->base_url);
    r->found = names_find(run->l, r->arena, r->post);
    if (run->unknowns) {
        r->guesses = names_guess(run->l, r->arena, r->post, r->found);
        r->guessed = true;
        return;
    }
    r->related = relate_post(run->l, run->phrases, r->arena, r->post, r->found, c->together,
                             &r->sentence_of);
    if (run->mention)
        keep_mentions(run, r);
    if (run->relation)
        keep_relations(run, r);
}

static void *work_item(void *data, unsigned worker, void *arg) {
    (void)worker;
    Run *run = data;
    Item *item = arg;
    Arena *arena = take_arena(run);
    Result *r = ARENA_NEW(arena, Result);
    r->arena = arena;
    diags_move(&r->diags, &item->diags);
    r->post = post_read(arena, item->file, &r->diags);
    if (r->post)
        understand(run, r);
    post_file_free(item->file);
    g_free(item);
    return r;
}

/* Which period a day is in; NULL: that is not known. Free with g_free. */
static char *period_of(Day d, ComentionBy by) {
    unsigned year = d / 10000, month = d / 100 % 100;
    if (!d || (by != COMENTION_YEAR && !month))
        return NULL;
    return by == COMENTION_YEAR      ? g_strdup_printf("%04u", year)
           : by == COMENTION_QUARTER ? g_strdup_printf("%04u-Q%u", year, (month + 2) / 3)
                                     : g_strdup_printf("%04u-%02u", year, month);
}

static void add_to_part(const Run *run, const Result *r) {
    char *period = period_of(r->post->date, run->by);
    Graph *part = period ? g_tree_lookup(run->parts, period) : NULL;
    if (period && !part) {
        part = graph_new(run->l, run->c->together);
        g_tree_insert(run->parts, g_strdup(period), part);
    }
    if (part)
        graph_add_post(part, r->arena, r->post, r->found, r->related, r->sentence_of);
    g_free(period);
}

/* The graph is one, and grows here, in the order of the posts: one graph for
 * each thread would take as many times the memory. */
static void hand_on(void *data, void *arg) {
    Run *run = data;
    Result *r = arg;
    report(run->c, &r->diags, false);
    if (run->graph && r->sentence_of)
        graph_add_post(run->graph, r->arena, r->post, r->found, r->related, r->sentence_of);
    if (r->guessed)
        unknowns_add(run->unknowns, r->post->path, r->guesses);
    if (run->parts && r->sentence_of)
        add_to_part(run, r);
    for (size_t i = 0; i < r->mentions.n; i++)
        run->mention(run->data, &r->mentions.at[i]);
    for (size_t i = 0; i < r->relations.n; i++)
        run->relation(run->data, &r->relations.at[i]);
    run->posts += r->post != NULL;
    run->undated += r->undated;
    give_arena(run, r->arena);
    if (run->c->progress)
        run->c->progress(run->c->progress_data, run->posts);
}

static unsigned thread_count(const Comention *c) {
    return c->threads ? c->threads : CLAMP(g_get_num_processors(), 1u, 16u);
}

static void free_arena(void *arena) {
    arena_free(arena);
}

static void run_all(Run *run, const char *const *paths, size_t n_paths) {
    static const PoolJob job = {next_item, work_item, hand_on};
    Comention *c = run->c;
    g_mutex_init(&run->lock);
    run->arenas = g_ptr_array_new_with_free_func(free_arena);
    run->source = post_source_new(paths, n_paths, &run->source_diags);
    if (c->input) {
        run->inputs = g_ptr_array_new_with_free_func(g_free);
        post_source_note(run->source, run->inputs);
    }
    pool_run(thread_count(c), &job, run);
    report(c, &run->source_diags, false);
    post_source_free(run->source);
    for (guint i = 0; c->input && run->inputs && i < run->inputs->len; i++)
        c->input(c->input_data, run->inputs->pdata[i]);
    if (run->inputs)
        g_ptr_array_unref(run->inputs);
    g_ptr_array_unref(run->arenas);
    g_mutex_clear(&run->lock);
    if (run->undated) {
        Diags d = {0};
        diags_say(&d, DIAG_NOTE, paths[0], 0, 0, "%zu post%s without a date left out of the period",
                  run->undated, run->undated == 1 ? "" : "s");
        report(c, &d, false);
    }
}

size_t comention_each(Comention *c, const char *const *paths, size_t n_paths,
                      const char *const *names, size_t n_names, ComentionMentionFunc mention,
                      ComentionRelationFunc relation, void *data) {
    Run run = {.c = c,
               .l = lexicon_of(c),
               .phrases = phrases_of(c),
               .names = names,
               .n_names = n_names,
               .mention = mention,
               .relation = relation,
               .data = data};
    run_all(&run, paths, n_paths);
    return run.posts;
}

size_t comention_unknown(Comention *c, const char *const *paths, size_t n_paths, GString *out,
                         size_t *posts) {
    Run run = {.c = c, .l = lexicon_of(c)};
    run.unknowns = unknowns_new(run.l);
    run_all(&run, paths, n_paths);
    size_t n = unknowns_write(run.unknowns, out);
    unknowns_free(run.unknowns);
    if (posts)
        *posts = run.posts;
    return n;
}

ComentionGraph *comention_read(Comention *c, const char *const *paths, size_t n_paths) {
    ComentionGraph *g = g_new0(ComentionGraph, 1);
    Run run = {.c = c, .l = lexicon_of(c), .phrases = phrases_of(c)};
    g->graph = run.graph = graph_new(run.l, c->together);
    run_all(&run, paths, n_paths);
    return g;
}

static void free_graph(void *g) {
    graph_free(g);
}

static gboolean take_part(gpointer period, gpointer part, gpointer data) {
    ComentionGraph *g = data;
    g_ptr_array_add(g->periods, period);
    g_ptr_array_add(g->parts, part);
    return FALSE;
}

static gint by_name(gconstpointer a, gconstpointer b, gpointer data) {
    (void)data;
    return strcmp(a, b);
}

ComentionGraph *comention_read_by(Comention *c, const char *const *paths, size_t n_paths,
                                  ComentionBy by) {
    ComentionGraph *g = g_new0(ComentionGraph, 1);
    Run run = {.c = c, .l = lexicon_of(c), .phrases = phrases_of(c), .by = by};
    g->graph = run.graph = graph_new(run.l, c->together);
    run.parts = g_tree_new_full(by_name, NULL, NULL, NULL); /* they become the graph's */
    run_all(&run, paths, n_paths);
    g->periods = g_ptr_array_new_with_free_func(g_free);
    g->parts = g_ptr_array_new_with_free_func(free_graph);
    g_tree_foreach(run.parts, take_part, g);
    g_tree_unref(run.parts);
    g_ptr_array_add(g->periods, NULL);
    return g;
}

const char *const *comention_graph_periods(const ComentionGraph *g) {
    return g->periods ? (const char *const *)g->periods->pdata : NULL;
}

/* The graph of a period; NULL: it has none. */
static Graph *part_of(const ComentionGraph *g, const char *period) {
    for (guint i = 0; g->periods && i < g->parts->len; i++)
        if (strcmp(g->periods->pdata[i], period) == 0)
            return g->parts->pdata[i];
    return NULL;
}

void comention_graph_add(ComentionGraph *to, ComentionGraph *from) {
    graph_merge(to->graph, from->graph);
    comention_graph_free(from);
}

void comention_graph_free(ComentionGraph *g) {
    if (!g)
        return;
    graph_free(g->graph);
    if (g->periods) {
        g_ptr_array_unref(g->periods);
        g_ptr_array_unref(g->parts);
    }
    g_free(g);
}

/* ---- drawing -------------------------------------------------------------------------------- */

int comention_format(const char *name) {
    unsigned f = format_parse(name);
    return f == N_FORMATS ? -1 : (int)f;
}

int comention_format_of_file(const char *file) {
    unsigned f = format_of_file(file);
    return f == N_FORMATS ? -1 : (int)f;
}

unsigned comention_type(const char *word) {
    unsigned t = type_parse(word);
    return t == N_TYPES ? 0 : 1u << t;
}

unsigned comention_kind(const char *word) {
    unsigned k = kind_parse(word);
    return k == N_KINDS ? 0 : 1u << k;
}

/* The error of a room as one of the public ones. */
static bool fail(GError **error, GError *inner, ComentionError code) {
    g_set_error_literal(error, COMENTION_ERROR, (gint)code, inner->message);
    g_error_free(inner);
    return false;
}

bool comention_draw(const ComentionGraph *g, const ComentionDrawing *d, GString *out,
                    ComentionDrawn *drawn, GError **error) {
    GError *inner = NULL;
    View view, part_view = {0};
    const Graph *part = d->period ? part_of(g, d->period) : NULL;
    if (d->period && !part) {
        g_set_error(error, COMENTION_ERROR, COMENTION_ERROR_NAME, "no post is of the period \"%s\"",
                    d->period);
        return false;
    }
    ViewOptions keep_what = {.types = d->types,
                             .kinds = d->kinds,
                             .focus = d->focus,
                             .n_focus = d->n_focus,
                             .depth = d->depth,
                             .nodes = d->nodes,
                             .edges = d->edges};
    if (!view_choose(g->graph, &keep_what, &view, &inner))
        return fail(error, inner, COMENTION_ERROR_NAME);
    DrawAttribute *attributes = g_new(DrawAttribute, d->n_attributes + 1);
    for (size_t i = 0; i < d->n_attributes; i++)
        attributes[i] =
            (DrawAttribute){d->attributes[i].target, d->attributes[i].name, d->attributes[i].value};
    DrawOptions options = {.title = d->title,
                           .layout = d->layout,
                           .attributes = attributes,
                           .n_attributes = d->n_attributes,
                           .link = (Link)d->link,
                           .style = d->style,
                           .highlight = d->highlight,
                           .n_highlight = d->n_highlight,
                           .focus = d->focus,
                           .n_focus = d->n_focus,
                           .cluster = d->cluster,
                           .dpi = d->dpi};
    if (part) {
        view_part(g->graph, &view, part, &part_view);
        options.whole = g->graph;
        options.whole_view = &view;
    }
    const View *shown = part ? &part_view : &view;
    GString *notes = g_string_new(NULL);
    bool ok = draw(part ? part : g->graph, shown, (Format)d->format, &options, out, notes, &inner);
    if (ok && drawn)
        *drawn = (ComentionDrawn){
            .posts = graph_totals(part ? part : g->graph).posts,
            .nodes = shown->n_nodes,
            .edges = shown->n_edges,
            .nodes_left = view.nodes_left,
            .edges_left = view.edges_left,
            .notes = notes->len ? g_strdup(notes->str) : NULL,
        };
    g_string_free(notes, TRUE);
    g_free(attributes);
    view_clear(&view);
    view_clear(&part_view);
    return ok || fail(error, inner, COMENTION_ERROR_DRAW);
}

bool comention_save(const char *file, const char *bytes, size_t n, GError **error) {
    GError *inner = NULL;
    return file_write(file, bytes, n, &inner) || fail(error, inner, COMENTION_ERROR_WRITE);
}
