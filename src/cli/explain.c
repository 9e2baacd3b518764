/* explain: why a node, or an edge, is in the picture, sentence by sentence. */
#include "cli/cli.h"

#include <string.h>

/* One piece of evidence, or one mention. */
typedef struct {
    char *date, *post, *text;
    char *other;     /* the other name, or the surface */
    char *saying;    /* "VMware acquired Propero", or NULL: they only stand together */
    char *from, *to; /* names; NULL of a mention */
    const char *kind, *distance, *certainty; /* of the library's constant words */
    char *phrase;
    unsigned line;
} Fact;

typedef struct {
    GPtrArray *mentions, *links; /* of Fact */
    const ComentionEntry *entry; /* the one that is explained, or the first of two */
} Facts;

static void fact_free(void *p) {
    Fact *f = p;
    g_free(f->date);
    g_free(f->post);
    g_free(f->text);
    g_free(f->other);
    g_free(f->saying);
    g_free(f->from);
    g_free(f->to);
    g_free(f->phrase);
    g_free(f);
}

/* Is this id the entry's, or that of one of its editions? */
static gboolean is_entry(const ComentionEntry *e, const char *id) {
    size_t n = strlen(e->id);
    return strncmp(id, e->id, n) == 0 && (!id[n] || (id[n] == '-' && g_ascii_isdigit(id[n + 1])));
}

static gboolean is_together(const Fact *f) {
    return !f->saying;
}

static void on_relation(void *data, const ComentionRelation *r) {
    Facts *f = data;
    Fact *fact = g_new0(Fact, 1);
    fact->date = g_strdup(r->date);
    fact->post = printable(r->post);
    fact->line = r->line;
    fact->text = printable(r->quote);
    fact->from = printable(r->from_name);
    fact->to = printable(r->to_name);
    fact->other = printable(is_entry(f->entry, r->from) ? r->to_name : r->from_name);
    fact->kind = g_intern_string(r->kind);
    fact->distance = g_intern_string(r->distance);
    fact->certainty = g_intern_string(r->certainty);
    fact->phrase = printable(r->phrase);
    if (strcmp(r->kind, "together") != 0) {
        char **words = g_strsplit(r->kind, "_", -1);
        char *verb = g_strjoinv(" ", words);
        fact->saying = g_strconcat(fact->from, " ", verb, " ", fact->to, NULL);
        g_free(verb);
        g_strfreev(words);
    }
    g_ptr_array_add(f->links, fact);
}

static void on_mention(void *data, const ComentionMention *m) {
    Facts *f = data;
    Fact *fact = g_new0(Fact, 1);
    fact->date = g_strdup(m->date);
    fact->post = printable(m->post);
    fact->other = printable(m->surface);
    g_ptr_array_add(f->mentions, fact);
}

/* By date; the order of the posts within one. */
static int by_date(gconstpointer a, gconstpointer b) {
    const Fact *x = *(Fact *const *)a, *y = *(Fact *const *)b;
    return strcmp(x->date, y->date);
}

typedef struct {
    const char *text;
    guint n;
} Counted;

static int by_count(gconstpointer a, gconstpointer b) {
    const Counted *x = a, *y = b;
    if (x->n != y->n)
        return x->n > y->n ? -1 : 1;
    return strcmp(x->text, y->text);
}

/* "VMware (12), VMWare (1)": the others of facts, most frequent first. */
static void put_counted(GString *out, const GPtrArray *facts, guint most) {
    GHashTable *seen = g_hash_table_new(g_str_hash, g_str_equal);
    GArray *list = g_array_new(FALSE, FALSE, sizeof(Counted));
    for (guint i = 0; i < facts->len; i++) {
        const Fact *f = facts->pdata[i];
        if (f->saying)
            continue; /* it says more of a link that is counted already */
        gpointer at = g_hash_table_lookup(seen, f->other);
        if (!at) {
            Counted c = {f->other, 0};
            g_array_append_val(list, c);
            at = GUINT_TO_POINTER(list->len);
            g_hash_table_insert(seen, f->other, at);
        }
        g_array_index(list, Counted, GPOINTER_TO_UINT(at) - 1).n++;
    }
    g_array_sort(list, by_count);
    for (guint i = 0; i < list->len && i < most; i++)
        g_string_append_printf(out, "%s%s (%u)", i ? ", " : "",
                               g_array_index(list, Counted, i).text,
                               g_array_index(list, Counted, i).n);
    if (list->len > most)
        g_string_append_printf(out, " and %u more", list->len - most);
    g_string_append_c(out, '\n');
    g_array_unref(list);
    g_hash_table_unref(seen);
}

static void put_period(GString *out, const GPtrArray *facts) {
    const char *first = "", *last = "";
    for (guint i = 0; i < facts->len; i++) {
        const Fact *f = facts->pdata[i];
        if (*f->date && (!*first || strcmp(f->date, first) < 0))
            first = f->date;
        if (strcmp(f->date, last) > 0)
            last = f->date;
    }
    if (*first)
        g_string_append_printf(out, ", %s to %s", first, last);
}

static guint count_posts(const GPtrArray *facts) {
    GHashTable *posts = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < facts->len; i++)
        g_hash_table_add(posts, ((const Fact *)facts->pdata[i])->post);
    guint n = g_hash_table_size(posts);
    g_hash_table_unref(posts);
    return n;
}

static const char *plural(guint n) {
    return n == 1 ? "" : "s";
}

/* ---- what is said ------------------------------------------------------------------ */

typedef struct {
    const char *saying;
    guint posts[3]; /* stated, rumoured, known */
    const Fact *last[3];
} Said;

static const char *const certainties[] = {"stated", "rumoured", "known"};

static int by_posts(gconstpointer a, gconstpointer b) {
    const Said *x = a, *y = b;
    for (size_t c = 0; c < G_N_ELEMENTS(certainties); c++)
        if (x->posts[c] != y->posts[c])
            return x->posts[c] > y->posts[c] ? -1 : 1;
    return strcmp(x->saying, y->saying);
}

/* "said: VMware acquired Propero (stated in 2 posts), ..." Facts are still in the
 * order of the posts. */
static void put_said(GString *out, const GPtrArray *facts) {
    GHashTable *seen = g_hash_table_new(g_str_hash, g_str_equal);
    GArray *list = g_array_new(FALSE, TRUE, sizeof(Said));
    for (guint i = 0; i < facts->len; i++) {
        const Fact *f = facts->pdata[i];
        if (!f->saying)
            continue;
        gpointer at = g_hash_table_lookup(seen, f->saying);
        if (!at) {
            Said new = {.saying = f->saying};
            g_array_append_val(list, new);
            at = GUINT_TO_POINTER(list->len);
            g_hash_table_insert(seen, f->saying, at);
        }
        Said *one = &g_array_index(list, Said, GPOINTER_TO_UINT(at) - 1);
        for (size_t c = 0; c < G_N_ELEMENTS(certainties); c++)
            if (strcmp(f->certainty, certainties[c]) == 0) {
                one->posts[c] += !one->last[c] || strcmp(one->last[c]->post, f->post) != 0;
                one->last[c] = f;
            }
    }
    g_array_sort(list, by_posts);
    for (guint i = 0; i < list->len; i++) {
        const Said *one = &g_array_index(list, Said, i);
        g_string_append_printf(out, "%s%s (", i ? "      " : "said: ", one->saying);
        gboolean any = FALSE;
        for (size_t c = 0; c < 2; c++)
            if (one->posts[c]) {
                g_string_append_printf(out, "%s%s in %u post%s", any ? ", " : "", certainties[c],
                                       one->posts[c], plural(one->posts[c]));
                any = TRUE;
            }
        if (one->posts[2])
            g_string_append_printf(out, "%sknown to the catalog", any ? ", " : "");
        g_string_append(out, ")\n");
    }
    g_array_unref(list);
    g_hash_table_unref(seen);
}

/* ---- sentences with their names marked --------------------------------------------------- */

static int longer_first(gconstpointer a, gconstpointer b) {
    const char *x = *(const char *const *)a, *y = *(const char *const *)b;
    size_t n = strlen(x), m = strlen(y);
    return n != m ? (n > m ? -1 : 1) : strcmp(x, y);
}

/* The ways in which the posts write the names, the longest first. */
static GPtrArray *surfaces_of(const GPtrArray *mentions) {
    GHashTable *seen = g_hash_table_new(g_str_hash, g_str_equal);
    GPtrArray *list = g_ptr_array_new();
    for (guint i = 0; i < mentions->len; i++) {
        char *surface = ((const Fact *)mentions->pdata[i])->other;
        if (*surface && g_hash_table_add(seen, surface))
            g_ptr_array_add(list, surface);
    }
    g_ptr_array_sort(list, longer_first);
    g_hash_table_unref(seen);
    return list;
}

static gboolean is_within_word(const char *text, const char *p, size_t n) {
    return (p > text && g_ascii_isalnum(p[-1]) && g_ascii_isalnum(*p)) ||
           (g_ascii_isalnum(p[n - 1]) && g_ascii_isalnum(p[n]));
}

static void put_marked(GString *out, const char *text, const GPtrArray *surfaces) {
    for (const char *p = text; *p;) {
        size_t n = 0;
        for (guint i = 0; i < surfaces->len && !n; i++) {
            const char *s = surfaces->pdata[i];
            if (g_str_has_prefix(p, s) && !is_within_word(text, p, strlen(s)))
                n = strlen(s);
        }
        if (n)
            g_string_append_printf(out, "*%.*s*", (int)n, p);
        else
            g_string_append_c(out, *p);
        p += n ? n : 1;
    }
}

/* ---- the whole ------------------------------------------------------------------------------ */

static void explain_one(const Facts *f, GString *out) {
    const ComentionEntry *e = f->entry;
    guint posts = count_posts(f->mentions);
    g_string_append_printf(out, "%s (%s%s%s)\n", e->name, e->type, e->maker ? ", by " : "",
                           e->maker ? e->maker : "");
    g_string_append_printf(out, "id: %s\n", e->id);
    if (e->owner && e->owned_since)
        g_string_append_printf(out, "bought by: %s, in %u\n", e->owner, e->owned_since);
    else if (e->owner)
        g_string_append_printf(out, "bought by: %s\n", e->owner);
    if (e->url)
        g_string_append_printf(out, "address: %s\n", e->url);
    g_string_append_printf(out, "mentioned: %u time%s in %u post%s", f->mentions->len,
                           plural(f->mentions->len), posts, plural(posts));
    put_period(out, f->mentions);
    g_string_append(out, "\nas: ");
    put_counted(out, f->mentions, 12);
    g_string_append(out, "together with: ");
    put_counted(out, f->links, 20);
    put_said(out, f->links);
}

static gboolean same_place(const Fact *a, const Fact *b) {
    return a->line == b->line && strcmp(a->post, b->post) == 0 && strcmp(a->text, b->text) == 0;
}

static gboolean is_known(const Fact *f) {
    return strcmp(f->certainty, "known") == 0;
}

/* One place, and all that is said there. */
static void put_place(GString *out, Fact *const *at, guint n, const GPtrArray *surfaces) {
    const Fact *first = at[0];
    g_string_append_printf(out, "\n%s%s%s:%u (%s)\n    ", first->date, *first->date ? "  " : "",
                           first->post, first->line, first->distance);
    put_marked(out, first->text, surfaces);
    g_string_append_c(out, '\n');
    for (guint i = 0; i < n; i++)
        if (at[i]->saying && !is_known(at[i]))
            g_string_append_printf(out, "    -> %s%s, by the phrase \"%s\"\n", at[i]->saying,
                                   strcmp(at[i]->certainty, "rumoured") == 0 ? ", as a rumour" : "",
                                   at[i]->phrase);
}

static void explain_two(const Facts *f, const ComentionEntry *e, GString *out) {
    guint near = 0, places = 0, posts = count_posts(f->links);
    for (guint i = 0; i < f->links->len; i++) {
        const Fact *one = f->links->pdata[i];
        places += is_together(one);
        near += is_together(one) && strcmp(one->distance, "sentence") == 0;
    }
    g_string_append_printf(out, "%s and %s: %u place%s in %u post%s, %u of them in one sentence",
                           e[0].name, e[1].name, places, plural(places), posts, plural(posts),
                           near);
    put_period(out, f->links);
    g_string_append_c(out, '\n');
    put_said(out, f->links);
    g_ptr_array_sort(f->links, by_date);
    GPtrArray *surfaces = surfaces_of(f->mentions);
    Fact *const *at = (Fact *const *)f->links->pdata;
    for (guint i = 0, n; i < f->links->len; i += n) {
        gboolean only_known = TRUE;
        for (n = 0; i + n < f->links->len && same_place(at[i], at[i + n]); n++)
            only_known = only_known && is_known(at[i + n]);
        /* What the catalog knows is said above; no place states it. */
        if (!only_known)
            put_place(out, at + i, n, surfaces);
    }
    g_ptr_array_unref(surfaces);
}

int cmd_explain(Session *s) {
    const Options *o = s->options;
    ComentionEntry e[2];
    GError *error = NULL;
    for (guint i = 0; i < o->names->len; i++)
        if (!comention_lookup(s->lib, o->names->pdata[i], &e[i], &error)) {
            fprintf(stderr, "comention: %s\n", error->message);
            g_clear_error(&error);
            return EXIT_USAGE;
        }
    GString *out = g_string_new(NULL);
    gboolean one = o->names->len == 1;
    Facts f = {g_ptr_array_new_with_free_func(fact_free), g_ptr_array_new_with_free_func(fact_free),
               &e[0]};
    comention_each(s->lib, (const char *const *)o->paths->pdata, o->paths->len,
                   (const char *const *)o->names->pdata, o->names->len, on_mention, on_relation,
                   &f);
    if (one)
        explain_one(&f, out);
    else
        explain_two(&f, e, out);
    g_ptr_array_unref(f.mentions);
    g_ptr_array_unref(f.links);
    int status = session_finish(s, out);
    g_string_free(out, TRUE);
    return status;
}
