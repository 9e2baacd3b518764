/* The public functions, as a client uses them. */
#include "unit.h"

#include "comention.h"

static const char yaml[] = "companies:\n"
                           "  - Alpha: {site: alpha.example, aliases: ['Alpha, Inc.']}\n"
                           "  - Beta\n"
                           "products:\n"
                           "  - Wheel: {maker: Alpha}\n"
                           "events:\n"
                           "  - Fair: {maker: Alpha, editions: yearly}\n";

typedef struct {
    char *folder, *catalog, *posts;
    Comention *c;
} World;

#define N_POSTS 60

static int set_up(void **state) {
    World *w = g_new0(World, 1);
    w->folder = unit_folder();
    w->catalog = unit_file(w->folder, "catalog.yml", yaml);
    for (int i = 0; i < N_POSTS; i++) {
        char *name = g_strdup_printf("posts/20%02d-01-01-%02d.md", i % 20, i), *text;
        text = g_strdup_printf(
            "---\ntitle: Post %d of Alpha\ntags: [Beta]\nurl: http://x.org/%d\n---\n"
            "%sAlpha met Beta at the Fair. It was late.\n\nAlpha has the Wheel%s.\n",
            i, i, i % 7 ? "" : "Long ago. ", i % 5 ? "" : " and Beta has none");
        g_free(unit_file(w->folder, name, text));
        g_free(name);
        g_free(text);
    }
    w->posts = g_build_filename(w->folder, "posts", NULL);
    w->c = comention_new();
    comention_set_builtin(w->c, false);
    assert_true(comention_add_catalog(w->c, w->catalog, NULL));
    *state = w;
    return 0;
}

static int tear_down(void **state) {
    World *w = *state;
    comention_free(w->c);
    g_free(w->catalog);
    g_free(w->posts);
    unit_remove(w->folder);
    g_free(w);
    return 0;
}

/* ---- callbacks that write down what they are told ------------------------------------- */

typedef struct {
    GString *text;
    gint inside; /* callbacks at work: never two */
    size_t calls, last;
    bool ordered;
} Log;

static void log_begin(Log *l) {
    *l = (Log){.text = g_string_new(NULL), .ordered = true};
}

static void log_mention(void *data, const ComentionMention *m) {
    Log *l = data;
    l->ordered &= g_atomic_int_add(&l->inside, 1) == 0;
    comention_mention_row(m, COMENTION_TSV, l->text);
    l->calls++;
    g_atomic_int_add(&l->inside, -1);
}

static void log_relation(void *data, const ComentionRelation *r) {
    Log *l = data;
    l->ordered &= g_atomic_int_add(&l->inside, 1) == 0;
    comention_relation_row(r, COMENTION_TSV, l->text);
    l->calls++;
    g_atomic_int_add(&l->inside, -1);
}

static void log_problem(void *data, const ComentionProblem *p) {
    Log *l = data;
    l->ordered &= g_atomic_int_add(&l->inside, 1) == 0;
    char *base = g_path_get_basename(p->file);
    g_string_append_printf(l->text, "%s %s:%u:%u: %s\n",
                           p->level == COMENTION_NOTE ? "note" : "fault", base, p->line, p->column,
                           p->message);
    g_free(base);
    l->calls++;
    g_atomic_int_add(&l->inside, -1);
}

static void log_progress(void *data, size_t posts) {
    Log *l = data;
    l->ordered &= g_atomic_int_add(&l->inside, 1) == 0 && posts >= l->last && posts <= l->last + 1;
    l->last = posts;
    l->calls++;
    g_atomic_int_add(&l->inside, -1);
}

#define PATHS(w) (const char *const[]){(w)->posts}, 1

/* ---- small things --------------------------------------------------------------------------- */

static void versions_and_words(void **state) {
    (void)state;
    assert_string_equal(comention_version(), COMENTION_VERSION);
    assert_int_equal(comention_format("svg"), COMENTION_SVG);
    assert_int_equal(comention_format("DOT"), COMENTION_DOT);
    assert_int_equal(comention_format("png"), COMENTION_PNG);
    assert_int_equal(comention_format("pdf"), COMENTION_PDF);
    assert_int_equal(comention_format("json"), COMENTION_JSON);
    assert_int_equal(comention_format("jpeg"), -1);
    assert_int_equal(comention_format_of_file("a/b.svg"), COMENTION_SVG);
    assert_int_equal(comention_format_of_file("a/b"), -1);
    assert_int_equal(comention_type("company"), COMENTION_COMPANIES);
    assert_int_equal(comention_type("products"), COMENTION_PRODUCTS);
    assert_int_equal(comention_type("Events"), COMENTION_EVENTS);
    assert_int_equal(comention_type("people"), 0);
    comention_free(NULL);
    comention_graph_free(NULL);
}

static void the_builtin_catalog(void **state) {
    World *w = *state;
    Comention *c = comention_new();
    ComentionEntry e;
    assert_true(comention_lookup(c, "VMware", &e, NULL));
    assert_string_equal(e.type, "company");
    assert_false(comention_lookup(w->c, "VMware", &e, NULL)); /* it was left out there */
    comention_free(c);
}

static void what_no_catalog_has(void **state) {
    World *w = *state;
    const char *paths[] = {w->posts};
    GString *out = g_string_new("# mine\n");
    size_t posts = 0;
    assert_int_equal(comention_unknown(w->c, paths, 1, out, &posts), 0);
    assert_int_equal(posts, N_POSTS);
    assert_true(g_str_has_prefix(out->str, "# mine\n# Names that no catalog has, from 60 posts"));
    char *path = unit_file(w->folder, "new.md", "Alpha likes OpenFrob here.\n");
    const char *both[] = {path, w->posts};
    g_string_truncate(out, 0);
    assert_int_equal(comention_unknown(w->c, both, 2, out, NULL), 1);
    assert_non_null(strstr(out->str, "products:\n  - OpenFrob # 1 post, "));
    g_string_free(out, TRUE);
    g_free(path);
}

static void lookups(void **state) {
    World *w = *state;
    ComentionEntry e, f;
    assert_true(comention_lookup(w->c, "alpha, inc.", &e, NULL));
    assert_true(comention_lookup(w->c, "Wheel", &f, NULL));
    assert_string_equal(e.id, "alpha"); /* still there after the next one */
    assert_string_equal(e.name, "Alpha");
    assert_string_equal(e.type, "company");
    assert_null(e.maker);
    assert_string_equal(e.url, "https://alpha.example/");
    assert_string_equal(f.maker, "Alpha");
    assert_null(f.url);
    GError *error = NULL;
    assert_false(comention_lookup(w->c, "Whel", &e, &error));
    assert_true(g_error_matches(error, COMENTION_ERROR, COMENTION_ERROR_NAME));
    assert_non_null(strstr(error->message, "\"Wheel\""));
    g_error_free(error);
}

/* ---- reading -------------------------------------------------------------------------------- */

static void a_mention(void **state) {
    World *w = *state;
    Log l;
    log_begin(&l);
    char *path = g_build_filename(w->posts, "2003-01-01-03.md", NULL);
    const char *const paths[] = {path};
    assert_int_equal(comention_each(w->c, paths, 1, NULL, 0, log_mention, NULL, &l), 1);
    char **lines = g_strsplit(l.text->str, "\n", -1);
    static const char *const want[] = {
        /* line field surface id name type how date paragraph sentence */
        "2\ttitle\tAlpha\talpha\tAlpha\tcompany\tname\t2003-01-01\t1\t1",
        "3\ttag\tBeta\tbeta\tBeta\tcompany\tname\t2003-01-01\t2\t2",
        "6\tbody\tAlpha\talpha\tAlpha\tcompany\tname\t2003-01-01\t3\t3",
        "6\tbody\tBeta\tbeta\tBeta\tcompany\tname\t2003-01-01\t3\t3",
        "6\tbody\tFair\tfair-2003\tFair 2003\tevent\tedition\t2003-01-01\t3\t3",
        "8\tbody\tAlpha\talpha\tAlpha\tcompany\tname\t2003-01-01\t4\t4",
        "8\tbody\tWheel\twheel\tWheel\tproduct\tname\t2003-01-01\t4\t4",
    };
    assert_int_equal(g_strv_length(lines), G_N_ELEMENTS(want) + 1);
    for (size_t i = 0; i < G_N_ELEMENTS(want); i++) {
        char *row = g_strdup_printf("%s\t%s", path, want[i]);
        assert_string_equal(lines[i], row);
        g_free(row);
    }
    g_strfreev(lines);
    g_string_free(l.text, TRUE);
    g_free(path);
}

static void only_these_names(void **state) {
    World *w = *state;
    static const char *const wheel[] = {"wheel"}, *const two[] = {"Beta", "Alpha, Inc."},
                             *const none[] = {"Nobody"};
    Log all, some;
    log_begin(&all);
    log_begin(&some);
    assert_int_equal(comention_each(w->c, PATHS(w), wheel, 1, log_mention, NULL, &some), N_POSTS);
    assert_int_equal(some.calls, N_POSTS);
    comention_each(w->c, PATHS(w), none, 1, log_mention, NULL, &all);
    assert_int_equal(all.calls, 0);
    some.calls = 0;
    g_string_truncate(some.text, 0);
    comention_each(w->c, PATHS(w), two, 2, NULL, log_relation, &some);
    assert_true(some.calls >= N_POSTS);
    assert_null(strstr(some.text->str, "wheel"));
    comention_each(w->c, PATHS(w), wheel, 1, NULL, log_relation, &all);
    char **lines = g_strsplit(all.text->str, "\n", -1);
    for (char **line = lines; *line && **line; line++)
        assert_non_null(strstr(*line, "\twheel\t"));
    g_strfreev(lines);
    g_string_free(all.text, TRUE);
    g_string_free(some.text, TRUE);
}

static void callbacks_in_order(void **state) {
    World *w = *state;
    GString *first = NULL, *first_relations = NULL;
    static const unsigned threads[] = {1, 2, 8, 0};
    for (size_t i = 0; i < G_N_ELEMENTS(threads); i++) {
        Log mentions, relations, progress;
        log_begin(&mentions);
        log_begin(&relations);
        log_begin(&progress);
        comention_set_threads(w->c, threads[i]);
        comention_set_progress_func(w->c, log_progress, &progress);
        assert_int_equal(comention_each(w->c, PATHS(w), NULL, 0, log_mention, NULL, &mentions),
                         N_POSTS);
        assert_int_equal(progress.calls, N_POSTS);
        assert_int_equal(progress.last, N_POSTS);
        assert_true(progress.ordered && mentions.ordered);
        comention_set_progress_func(w->c, NULL, NULL);
        assert_int_equal(comention_each(w->c, PATHS(w), NULL, 0, NULL, log_relation, &relations),
                         N_POSTS);
        assert_int_equal(progress.calls, N_POSTS);
        assert_true(relations.ordered);
        assert_true(mentions.calls > 5 * N_POSTS);
        if (first) {
            assert_true(g_string_equal(first, mentions.text));
            assert_true(g_string_equal(first_relations, relations.text));
            g_string_free(mentions.text, TRUE);
            g_string_free(relations.text, TRUE);
        } else {
            first = mentions.text;
            first_relations = relations.text;
            char **lines = g_strsplit(first->str, "\n", -1); /* by file, then by line */
            for (char **line = lines; line[0] && line[1] && *line[1]; line++) {
                char **a = g_strsplit(line[0], "\t", 3), **b = g_strsplit(line[1], "\t", 3);
                int order = strcmp(a[0], b[0]);
                assert_true(order < 0 || (order == 0 && atoi(a[1]) <= atoi(b[1])));
                g_strfreev(a);
                g_strfreev(b);
            }
            g_strfreev(lines);
        }
        g_string_free(progress.text, TRUE);
    }
    g_string_free(first, TRUE);
    g_string_free(first_relations, TRUE);
}

/* Both at once: post by post, its mentions and its relations. */
typedef struct {
    GString *posts;
    size_t mentions, relations;
    char *last;
} Both;

static void both(Both *b, const char *post) {
    if (g_strcmp0(b->last, post) == 0)
        return;
    char *base = g_path_get_basename(post);
    g_string_append_printf(b->posts, "%s ", base);
    g_free(base);
    g_free(b->last);
    b->last = g_strdup(post);
}

static void both_mention(void *data, const ComentionMention *m) {
    Both *b = data;
    both(b, m->post);
    b->mentions++;
}

static void both_relation(void *data, const ComentionRelation *r) {
    Both *b = data;
    both(b, r->post);
    b->relations++;
}

static void log_input(void *data, const char *path) {
    Log *l = data;
    char *base = g_path_get_basename(path);
    g_string_append_printf(l->text, "%s ", base);
    g_free(base);
    l->calls++;
}

/* All that a reading depends on, whatever the number of threads. */
static void inputs(void **state) {
    World *w = *state;
    char *folder = g_path_get_basename(w->posts), *first = NULL;
    for (unsigned threads = 1; threads <= 4; threads++) {
        Log log;
        log_begin(&log);
        comention_set_threads(w->c, threads);
        comention_set_input_func(w->c, log_input, &log);
        comention_graph_free(comention_read(w->c, PATHS(w)));
        assert_int_equal(log.calls, N_POSTS + 1);
        assert_true(g_str_has_prefix(log.text->str, folder));
        comention_each(w->c, PATHS(w), NULL, 0, NULL, NULL, NULL);
        assert_int_equal(log.calls, 2 * (N_POSTS + 1));
        comention_set_input_func(w->c, NULL, NULL);
        comention_each(w->c, PATHS(w), NULL, 0, NULL, NULL, NULL);
        assert_int_equal(log.calls, 2 * (N_POSTS + 1));
        if (first)
            assert_string_equal(log.text->str, first);
        else
            first = g_strdup(log.text->str);
        g_string_free(log.text, TRUE);
    }
    g_free(first);
    g_free(folder);
}

static void mentions_and_relations_at_once(void **state) {
    World *w = *state;
    char *one = g_build_filename(w->posts, "2003-01-01-03.md", NULL),
         *two = g_build_filename(w->posts, "2001-01-01-01.md", NULL);
    const char *const paths[] = {one, two};
    Both b = {.posts = g_string_new(NULL)};
    assert_int_equal(comention_each(w->c, paths, 2, NULL, 0, both_mention, both_relation, &b), 2);
    assert_string_equal(b.posts->str,
                        "2003-01-01-03.md 2001-01-01-01.md "); /* each once, as given */
    assert_int_equal(b.mentions, 14);
    assert_true(b.relations >= 2 * 3);
    assert_int_equal(comention_each(w->c, paths, 2, NULL, 0, NULL, NULL, NULL), 2);
    g_string_free(b.posts, TRUE);
    g_free(b.last);
    g_free(one);
    g_free(two);
}

static size_t count_read(Comention *c, const World *w, const char *since, const char *until) {
    Log l;
    log_begin(&l);
    static const char *const wheel[] = {"Wheel"};
    assert_true(comention_set_period(c, since, until, NULL));
    comention_each(c, PATHS(w), wheel, 1, log_mention, NULL, &l);
    g_string_free(l.text, TRUE);
    return l.calls; /* each post has one wheel */
}

static void periods(void **state) {
    World *w = *state; /* three posts a year, on the first of January 2000 … 2019 */
    Log problems;
    log_begin(&problems);
    comention_set_problem_func(w->c, log_problem, &problems);
    assert_int_equal(count_read(w->c, w, NULL, NULL), 60);
    assert_int_equal(count_read(w->c, w, "2010", NULL), 30);
    assert_int_equal(count_read(w->c, w, NULL, "2010"), 33);
    assert_int_equal(count_read(w->c, w, "2010", "2010"), 3);
    assert_int_equal(count_read(w->c, w, "2010-01", "2010-01"), 3);
    assert_int_equal(count_read(w->c, w, "2010-01-01", "2010-01-01"), 3);
    assert_int_equal(count_read(w->c, w, "2010-01-02", "2010-12-31"), 0);
    assert_int_equal(problems.calls, 0);
    /* a post without a date is in no period, which is said */
    g_free(unit_file(w->folder, "posts/undated.md", "The Wheel."));
    assert_int_equal(count_read(w->c, w, "2010", NULL), 30);
    assert_int_equal(problems.calls, 1);
    assert_int_equal(count_read(w->c, w, NULL, NULL), 61);
    GError *error = NULL;
    assert_true(comention_set_period(w->c, "2010", "2010", NULL));
    static const char *const wrong[] = {"yesterday", "2010-13", "2010-02-30", "",
                                        "2010-01-01T00:00"};
    for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++) {
        assert_false(comention_set_period(w->c, "2000", wrong[i], &error));
        assert_true(g_error_matches(error, COMENTION_ERROR, COMENTION_ERROR_DATE));
        g_clear_error(&error);
        assert_false(comention_set_period(w->c, wrong[i], NULL, NULL));
    }
    Log l; /* and nothing has changed */
    log_begin(&l);
    static const char *const wheel[] = {"Wheel"};
    comention_each(w->c, PATHS(w), wheel, 1, log_mention, NULL, &l);
    assert_int_equal(l.calls, 3);
    g_string_free(l.text, TRUE);
    g_string_free(problems.text, TRUE);
}

static void distances(void **state) {
    World *w = *state;
    char *path =
        unit_file(w->folder, "one.md", "# T\n\nAlpha met Beta. The Fair was late.\n\nThe Wheel.");
    const char *const paths[] = {path};
    static const struct {
        ComentionDistance together;
        size_t relations;
    } rows[] = {{COMENTION_SENTENCE, 1 + 1}, {COMENTION_PARAGRAPH, 3 + 1}, {COMENTION_POST, 6 + 1}};
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        Log l;
        log_begin(&l);
        comention_set_together(w->c, rows[i].together);
        comention_each(w->c, paths, 1, NULL, 0, NULL, log_relation, &l);
        assert_int_equal(l.calls, rows[i].relations);
        assert_non_null(strstr(l.text->str, "\tmakes\tpost\tcatalog\tknown\t\tThe Wheel."));
        g_string_free(l.text, TRUE);
    }
    g_free(path);
}

/* ---- problems -----------------------------------------------------------------------------------
 */

static void one_bad_post_does_not_spoil_the_others(void **state) {
    World *w = *state;
    g_free(unit_file(w->folder, "posts/2005-a-bad.md", "---\ntitle: [\n---\nAlpha"));
    g_free(unit_file(w->folder, "posts/2005-b-empty.md", ""));
    g_free(unit_file(w->folder, "posts/2005-c-latin.md", "Alpha at the caf\xe9."));
    Log problems, mentions;
    log_begin(&problems);
    log_begin(&mentions);
    comention_set_problem_func(w->c, log_problem, &problems);
    const char *const paths[] = {w->posts, "/nowhere/at/all"};
    assert_int_equal(comention_each(w->c, paths, 2, NULL, 0, log_mention, NULL, &mentions),
                     N_POSTS + 1);
    assert_int_equal(problems.calls, 4);
    assert_true(problems.ordered);
    char **lines = g_strsplit(problems.text->str, "\n", -1);
    assert_true(g_str_has_prefix(lines[0], "fault 2005-a-bad.md:3:"));
    assert_true(g_str_has_prefix(lines[1], "fault 2005-b-empty.md:1:1: "));
    assert_true(g_str_has_prefix(lines[2], "note 2005-c-latin.md:1:1: "));
    assert_true(g_str_has_prefix(lines[3], "fault all:1:1: "));
    g_strfreev(lines);
    comention_set_problem_func(w->c, NULL, NULL); /* dropped */
    assert_int_equal(comention_each(w->c, paths, 2, NULL, 0, log_mention, NULL, &mentions),
                     N_POSTS + 1);
    assert_int_equal(problems.calls, 4);
    g_string_free(problems.text, TRUE);
    g_string_free(mentions.text, TRUE);
}

static void catalogs_with_mistakes(void **state) {
    World *w = *state;
    Log l;
    log_begin(&l);
    comention_set_problem_func(w->c, log_problem, &l);
    char *some = unit_file(w->folder, "some.yml", "companies:\n  - Gamma: {colour: red}\n");
    char *none = unit_file(w->folder, "none.yml", "companies: [\n");
    GError *error = NULL;
    assert_true(comention_add_catalog(w->c, some, &error)); /* the others are used */
    assert_null(error);
    assert_true(g_str_has_prefix(l.text->str, "note some.yml:2:13: "));
    assert_int_equal(l.calls, 1);
    ComentionEntry e;
    assert_true(comention_lookup(w->c, "Gamma", &e, NULL));
    assert_false(comention_add_catalog(w->c, none, &error));
    assert_true(g_error_matches(error, COMENTION_ERROR, COMENTION_ERROR_CATALOG));
    assert_non_null(strstr(error->message, "none.yml:2:1: "));
    g_clear_error(&error);
    assert_false(comention_add_catalog(w->c, "/nowhere.yml", &error));
    assert_true(g_error_matches(error, COMENTION_ERROR, COMENTION_ERROR_CATALOG));
    g_clear_error(&error);
    assert_false(comention_add_catalog(w->c, none, NULL));
    assert_true(comention_lookup(w->c, "Alpha", &e, NULL)); /* what was there is there */
    /* checking changes nothing */
    const char *const files[] = {some, none};
    size_t counts[3] = {9, 9, 9};
    assert_int_equal(comention_check(w->c, files, 2, counts), 2);
    assert_int_equal(counts[0], 1);
    assert_int_equal(counts[1], 0);
    assert_int_equal(counts[2], 0);
    assert_int_equal(comention_check(w->c, (const char *const[]){w->catalog}, 1, counts), 0);
    assert_int_equal(counts[0] * 100 + counts[1] * 10 + counts[2], 211);
    assert_int_equal(comention_check(w->c, NULL, 0, NULL), 0);
    comention_set_problem_func(w->c, NULL, NULL);
    g_free(some);
    g_free(none);
    g_string_free(l.text, TRUE);
}

/* ---- drawing
 * ---------------------------------------------------------------------------------------- */

static void drawings(void **state) {
    World *w = *state;
    GString *bytes[COMENTION_HTML + 1] = {NULL};
    for (unsigned threads = 1; threads <= 4; threads++) { /* the same bytes with any number */
        comention_set_threads(w->c, threads);
        ComentionGraph *g = comention_read(w->c, PATHS(w));
        for (ComentionFormat f = COMENTION_DOT; f <= COMENTION_HTML; f++) {
            if (f == COMENTION_PNG || f == COMENTION_PDF)
                continue;
            GString *out = g_string_new(NULL);
            ComentionDrawn d;
            assert_true(comention_draw(
                g, &(ComentionDrawing){.format = f, .nodes = 10, .edges = 9, .title = "T"}, out, &d,
                NULL));
            assert_int_equal(d.posts, N_POSTS);
            assert_true(d.nodes > 1 && d.nodes <= 10 && d.edges > 1 && d.edges <= 9);
            assert_int_equal(d.nodes + d.nodes_left,
                             23); /* two companies, a product, twenty fairs */
            g_free(d.notes);
            if (bytes[f]) {
                assert_true(g_string_equal(bytes[f], out));
                g_string_free(out, TRUE);
            } else {
                bytes[f] = out;
            }
        }
        comention_graph_free(g);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(bytes); i++)
        if (bytes[i])
            g_string_free(bytes[i], TRUE);
}

static void what_cannot_be_drawn(void **state) {
    World *w = *state;
    ComentionGraph *g = comention_read(w->c, PATHS(w));
    static const char *const nobody[] = {"Nobody"};
    const ComentionDrawing rows[] = {
        {.format = COMENTION_DOT, .focus = nobody, .n_focus = 1, .depth = 1},
        {.format = COMENTION_SVG, .layout = "nowhere"},
    };
    static const int codes[] = {COMENTION_ERROR_NAME, COMENTION_ERROR_DRAW};
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        GString *out = g_string_new("as it was");
        ComentionDrawn d = {.posts = 77}, before = d;
        GError *error = NULL;
        assert_false(comention_draw(g, &rows[i], out, &d, &error));
        assert_true(g_error_matches(error, COMENTION_ERROR, codes[i]));
        assert_string_equal(out->str, "as it was");
        assert_memory_equal(&d, &before, sizeof d);
        g_error_free(error);
        assert_false(comention_draw(g, &rows[i], out, NULL, NULL));
        g_string_free(out, TRUE);
    }
    comention_graph_free(g);
}

static void focus_and_types(void **state) {
    World *w = *state;
    ComentionGraph *g = comention_read(w->c, PATHS(w));
    static const char *const wheel[] = {"Wheel"};
    GString *out = g_string_new(NULL);
    ComentionDrawn d;
    assert_true(comention_draw(g, &(ComentionDrawing){.focus = wheel, .n_focus = 1, .depth = 1},
                               out, &d, NULL));
    assert_int_equal(d.nodes, 3);
    g_free(d.notes);
    assert_true(comention_draw(g, &(ComentionDrawing){.types = COMENTION_EVENTS}, out, &d, NULL));
    assert_int_equal(d.nodes, 20);
    assert_int_equal(d.edges, 0);
    g_free(d.notes);
    g_string_free(out, TRUE);
    comention_graph_free(g);
}

static void by_periods(void **state) {
    World *w = *state;
    const char *paths[] = {w->posts};
    ComentionGraph *g = comention_read(w->c, paths, 1);
    assert_null(comention_graph_periods(g));
    GError *error = NULL;
    GString *out = g_string_new(NULL);
    assert_false(comention_draw(g, &(ComentionDrawing){.period = "2007"}, out, NULL, &error));
    assert_true(g_error_matches(error, COMENTION_ERROR, COMENTION_ERROR_NAME));
    g_clear_error(&error);
    comention_graph_free(g);
    g = comention_read_by(w->c, paths, 1, COMENTION_QUARTER);
    const char *const *periods = comention_graph_periods(g);
    unsigned n = 0;
    for (; periods[n]; n++) { /* each year has three posts, on its first day */
        char *name = g_strdup_printf("20%02u-Q1", n);
        assert_string_equal(periods[n], name);
        g_free(name);
        ComentionDrawn d;
        assert_true(comention_draw(
            g, &(ComentionDrawing){.format = COMENTION_SVG, .period = periods[n]}, out, &d, NULL));
        assert_int_equal(d.posts, 3);
        g_free(d.notes);
    }
    assert_int_equal(n, 20);
    ComentionDrawn d;
    assert_true(comention_draw(g, &(ComentionDrawing){0}, out, &d, NULL));
    assert_int_equal(d.posts, N_POSTS);
    g_free(d.notes);
    assert_false(comention_draw(g, &(ComentionDrawing){.period = "2007"}, out, NULL, NULL));
    comention_graph_free(g);
    g_string_free(out, TRUE);
}

static void nothing_to_read(void **state) {
    World *w = *state;
    ComentionGraph *g = comention_read(w->c, NULL, 0);
    GString *out = g_string_new(NULL);
    ComentionDrawn d;
    assert_true(comention_draw(g, &(ComentionDrawing){0}, out, &d, NULL));
    assert_int_equal(d.posts + d.nodes + d.edges + d.nodes_left + d.edges_left, 0);
    g_free(d.notes);
    g_string_free(out, TRUE);
    comention_graph_free(g);
}

static void saving(void **state) {
    World *w = *state;
    char *path = g_build_filename(w->folder, "out.dot", NULL),
         *bad = g_build_filename(w->folder, "no", "out.dot", NULL), *got;
    assert_true(comention_save(path, "graph {}", 8, NULL));
    assert_true(g_file_get_contents(path, &got, NULL, NULL));
    assert_string_equal(got, "graph {}");
    GError *error = NULL;
    assert_false(comention_save(bad, "x", 1, &error));
    assert_true(g_error_matches(error, COMENTION_ERROR, COMENTION_ERROR_WRITE));
    g_error_free(error);
    assert_false(comention_save(bad, "x", 1, NULL));
    assert_false(comention_save("/dev/full", "x", 1, NULL));
    g_free(got);
    g_free(path);
    g_free(bad);
}

/* A graph may be added to one that was read before more phrases came. */
static void phrases_that_graphs_point_into(void **state) {
    World *w = *state;
    char *one = unit_file(w->folder, "one.yml", "phrases:\n  acquired: [A hoovered B]\n"),
         *two = unit_file(w->folder, "two.yml", "phrases:\n  acquired: [A guzzled B]\n"),
         *post = unit_file(w->folder, "p.md", "Alpha hoovered Beta. Alpha guzzled Beta.");
    const char *const paths[] = {post};
    Comention *c = comention_new();
    assert_true(comention_add_catalog(c, w->catalog, NULL));
    assert_true(comention_add_phrases(c, one, NULL));
    ComentionGraph *g = comention_read(c, paths, 1);
    assert_true(comention_add_phrases(c, two, NULL));
    comention_graph_add(g, comention_read(c, paths, 1));
    GString *out = g_string_new(NULL);
    assert_true(comention_draw(g, &(ComentionDrawing){.format = COMENTION_JSON}, out, NULL, NULL));
    assert_non_null(strstr(out->str, "A hoovered B"));
    assert_non_null(strstr(out->str, "A guzzled B"));
    g_string_free(out, TRUE);
    comention_graph_free(g);
    comention_free(c);
    g_free(one);
    g_free(two);
    g_free(post);
}

/* ---- rows
 * -------------------------------------------------------------------------------------------- */

static void rows(void **state) {
    (void)state;
    const ComentionMention m = {"a\tb.md", 3,      "body", "Al\"pha", "alpha", "Alpha",
                                "company", "name", "",     2,         1};
    const ComentionRelation r = {.post = "p.md",
                                 .line = 4,
                                 .from = "alpha",
                                 .to = "beta",
                                 .from_name = "Alpha",
                                 .to_name = "Beta",
                                 .kind = "makes",
                                 .distance = "sentence",
                                 .how = "text",
                                 .certainty = "rumoured",
                                 .phrase = "A's B",
                                 .quote = "A\nB\\",
                                 .date = "2007",
                                 .title = "T",
                                 .url = ""};
    GString *s = g_string_new("+");
    comention_mention_row(&m, COMENTION_JSONL, s);
    assert_string_equal(
        s->str,
        "+{\"post\":\"a\\tb.md\",\"line\":3,\"field\":\"body\",\"surface\":\"Al\\\"pha\","
        "\"id\":\"alpha\",\"name\":\"Alpha\",\"type\":\"company\",\"how\":\"name\",\"date\":\"\","
        "\"paragraph\":2,\"sentence\":1}\n");
    g_string_truncate(s, 0);
    comention_mention_row(&m, COMENTION_TSV, s);
    assert_string_equal(s->str, "a b.md\t3\tbody\tAl\"pha\talpha\tAlpha\tcompany\tname\t\t2\t1\n");
    g_string_truncate(s, 0);
    comention_mention_header(s);
    assert_string_equal(
        s->str, "post\tline\tfield\tsurface\tid\tname\ttype\thow\tdate\tparagraph\tsentence\n");
    g_string_truncate(s, 0);
    comention_relation_row(&r, COMENTION_JSONL, s);
    assert_string_equal(
        s->str,
        "{\"post\":\"p.md\",\"line\":4,\"from\":\"alpha\",\"to\":\"beta\",\"from_name\":\"Alpha\","
        "\"to_name\":\"Beta\",\"kind\":\"makes\",\"distance\":\"sentence\",\"how\":\"text\","
        "\"certainty\":\"rumoured\",\"phrase\":\"A's "
        "B\",\"quote\":\"A\\nB\\\\\",\"date\":\"2007\",\"title\":\"T\",\"url\":\"\"}\n");
    g_string_truncate(s, 0);
    comention_relation_row(&r, COMENTION_TSV, s);
    assert_string_equal(s->str,
                        "p.md\t4\talpha\tbeta\tAlpha\tBeta\tmakes\tsentence\ttext\trumoured\tA's "
                        "B\tA B\\\t2007\tT\t\n");
    g_string_truncate(s, 0);
    comention_relation_header(s);
    assert_string_equal(s->str,
                        "post\tline\tfrom\tto\tfrom_name\tto_"
                        "name\tkind\tdistance\thow\tcertainty\tphrase\tquote\tdate\ttitle\turl\n");
    g_string_free(s, TRUE);
}

/* ---- two at once
 * --------------------------------------------------------------------------------------- */

typedef struct {
    const World *w;
    bool builtin;
    GString *svg;
    size_t mentions;
} Half;

static void *run_half(void *data) {
    Half *h = data;
    Comention *c = comention_new();
    comention_set_builtin(c, h->builtin);
    comention_set_threads(c, 3);
    if (!comention_add_catalog(c, h->w->catalog, NULL))
        return NULL;
    for (int round = 0; round < 3; round++) {
        Log l;
        log_begin(&l);
        comention_each(c, PATHS(h->w), NULL, 0, log_mention, NULL, &l);
        h->mentions = l.ordered ? l.calls : 0;
        g_string_free(l.text, TRUE);
        ComentionGraph *g = comention_read(c, PATHS(h->w));
        GString *out = g_string_new(NULL);
        bool ok =
            comention_draw(g, &(ComentionDrawing){.format = COMENTION_SVG, .nodes = 6, .edges = 8},
                           out, NULL, NULL);
        comention_graph_free(g);
        if (h->svg)
            g_string_free(h->svg, TRUE);
        h->svg = out;
        if (!ok)
            g_string_truncate(out, 0);
    }
    comention_free(c);
    return h;
}

static void two_in_two_threads(void **state) {
    World *w = *state;
    Half alone = {.w = w}, halves[4] = {{.w = w}, {.w = w}, {.w = w, .builtin = true}, {.w = w}};
    assert_non_null(run_half(&alone));
    assert_true(alone.svg->len > 1000);
    GThread *threads[4];
    for (size_t i = 0; i < 4; i++)
        threads[i] = g_thread_new("half", run_half, &halves[i]);
    for (size_t i = 0; i < 4; i++)
        assert_non_null(g_thread_join(threads[i]));
    for (size_t i = 0; i < 4; i++) {
        assert_true(halves[i].mentions >= alone.mentions);
        if (!halves[i].builtin) {
            assert_int_equal(halves[i].mentions, alone.mentions);
            assert_true(g_string_equal(halves[i].svg, alone.svg));
        }
        assert_non_null(strstr(halves[i].svg->str, "</svg>"));
        g_string_free(halves[i].svg, TRUE);
    }
    g_string_free(alone.svg, TRUE);
}

/* The library never prints: what these tests do leaves no byte in a file that
 * stands for the stream. */
static void assert_silent(int fd, void (*act)(void **)) {
    void *world;
    set_up(&world);
    char *folder = unit_folder(), *path = g_build_filename(folder, "out", NULL);
    fflush(NULL);
    int kept = dup(fd);
    FILE *f = fopen(path, "w");
    dup2(fileno(f), fd);
    act(&world);
    fflush(NULL);
    dup2(kept, fd);
    close(kept);
    fclose(f);
    char *said = NULL;
    assert_true(g_file_get_contents(path, &said, NULL, NULL));
    assert_string_equal(said, "");
    g_free(said);
    g_free(path);
    unit_remove(folder);
    tear_down(&world);
}

static void nothing_is_printed(void **state) {
    (void)state;
    static void (*const acts[])(void **) = {one_bad_post_does_not_spoil_the_others,
                                            what_cannot_be_drawn, catalogs_with_mistakes, drawings};
    for (size_t i = 0; i < G_N_ELEMENTS(acts); i++) {
        assert_silent(STDOUT_FILENO, acts[i]);
        assert_silent(STDERR_FILENO, acts[i]);
    }
}

int main(void) {
#define T(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(versions_and_words),
        T(the_builtin_catalog),
        T(what_no_catalog_has),
        T(lookups),
        T(a_mention),
        T(only_these_names),
        T(callbacks_in_order),
        T(inputs),
        T(mentions_and_relations_at_once),
        T(periods),
        T(distances),
        T(by_periods),
        T(one_bad_post_does_not_spoil_the_others),
        T(catalogs_with_mistakes),
        T(drawings),
        T(what_cannot_be_drawn),
        T(focus_and_types),
        T(nothing_to_read),
        T(saving),
        T(phrases_that_graphs_point_into),
        cmocka_unit_test(rows),
        T(two_in_two_threads),
        cmocka_unit_test(nothing_is_printed),
    };
    return cmocka_run_group_tests_name("comention", tests, NULL, NULL);
}
