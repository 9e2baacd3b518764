/* explain: why a node, or an edge, is in the picture, sentence by sentence. */
#include "cli/cli.h"

#include <string.h>

/* One piece of evidence, or one mention. */
typedef struct {
    char *date, *post, *text;
    char *other; /* the other name, or the surface */
    char *kind, *distance;
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
    g_free(f->kind);
    g_free(f->distance);
    g_free(f);
}

/* Is this id the entry's, or that of one of its editions? */
static gboolean is_entry(const ComentionEntry *e, const char *id) {
    size_t n = strlen(e->id);
    return strncmp(id, e->id, n) == 0 && (!id[n] || (id[n] == '-' && g_ascii_isdigit(id[n + 1])));
}

static void on_relation(void *data, const ComentionRelation *r) {
    Facts *f = data;
    Fact *fact = g_new0(Fact, 1);
    fact->date = g_strdup(r->date);
    fact->post = printable(r->post);
    fact->line = r->line;
    fact->text = printable(r->quote);
    fact->other = printable(is_entry(f->entry, r->from) ? r->to_name : r->from_name);
    fact->kind = g_strdup(r->kind);
    fact->distance = g_strdup(r->distance);
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
        if (f->kind && strcmp(f->kind, "together") != 0)
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

static void explain_one(const Facts *f, GString *out) {
    const ComentionEntry *e = f->entry;
    guint posts = count_posts(f->mentions);
    g_string_append_printf(out, "%s (%s%s%s)\n", e->name, e->type, e->maker ? ", by " : "",
                           e->maker ? e->maker : "");
    g_string_append_printf(out, "id: %s\n", e->id);
    if (e->url)
        g_string_append_printf(out, "address: %s\n", e->url);
    g_string_append_printf(out, "mentioned: %u time%s in %u post%s", f->mentions->len,
                           plural(f->mentions->len), posts, plural(posts));
    put_period(out, f->mentions);
    g_string_append(out, "\nas: ");
    put_counted(out, f->mentions, 12);
    g_string_append(out, "together with: ");
    put_counted(out, f->links, 20);
}

static void explain_two(const Facts *f, const ComentionEntry *e, GString *out) {
    guint near = 0, places = 0, posts = count_posts(f->links);
    g_ptr_array_sort(f->links, by_date);
    for (guint i = 0; i < f->links->len; i++) {
        const Fact *one = f->links->pdata[i];
        gboolean counted = strcmp(one->kind, "together") == 0;
        places += counted;
        near += counted && strcmp(one->distance, "sentence") == 0;
    }
    g_string_append_printf(out, "%s and %s: %u place%s in %u post%s, %u of them in one sentence",
                           e[0].name, e[1].name, places, plural(places), posts, plural(posts),
                           near);
    put_period(out, f->links);
    g_string_append_c(out, '\n');
    for (guint i = 0; i < f->links->len; i++) {
        const Fact *one = f->links->pdata[i];
        g_string_append_printf(out, "\n%s%s%s:%u, %s (%s)\n    %s\n", one->date,
                               *one->date ? "  " : "", one->post, one->line, one->kind,
                               one->distance, one->text);
    }
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
                   (const char *const *)o->names->pdata, o->names->len, one ? on_mention : NULL,
                   on_relation, &f);
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
