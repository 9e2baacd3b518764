/* The guesses of many posts, and the catalog that is made of them. */
#include "names/inside.h"
#include "names/phrase.h"

#include <string.h>

/* One way to write a name. */
typedef struct {
    char *text;
    size_t n;
} Spelt;

/* What is known of one name. */
typedef struct {
    GArray *spelt; /* of Spelt */
    size_t times, posts, by_place, persons, sure;
    size_t types[N_TYPES + 1]; /* how many places speak for each; the last: for none */
    size_t behind_maker;
    Entity maker;
    bool makers; /* behind several */
    char *site;  /* or NULL */
    char *path;  /* where it stands first, preferring the middle of a sentence */
    uint32_t line;
    bool path_by_place;
    size_t last_post; /* the number of the last post that was counted */
} Unknown;

struct Unknowns {
    const Lexicon *l;
    GHashTable *by_key;   /* letters and digits, small → Unknown */
    GHashTable *surnames; /* set of char * */
    uint16_t *small;      /* how often, by phrase_small_hash */
    size_t posts;
};

static void unknown_free(void *p) {
    Unknown *u = p;
    for (guint i = 0; i < u->spelt->len; i++)
        g_free(g_array_index(u->spelt, Spelt, i).text);
    g_array_unref(u->spelt);
    g_free(u->site);
    g_free(u->path);
    g_free(u);
}

Unknowns *unknowns_new(const Lexicon *l) {
    Unknowns *u = g_new0(Unknowns, 1);
    u->l = l;
    u->by_key = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, unknown_free);
    u->surnames = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    u->small = g_new0(uint16_t, 1u << SMALL_BITS);
    return u;
}

void unknowns_free(Unknowns *u) {
    if (!u)
        return;
    g_hash_table_unref(u->by_key);
    g_hash_table_unref(u->surnames);
    g_free(u->small);
    g_free(u);
}

/* ---- counting -------------------------------------------------------------------- */

/* Names that differ in case, blanks, hyphens and an s at the end are one. */
static char *key_of(Slice text) {
    GString *key = g_string_sized_new(text.n + 1);
    for (const char *p = text.p, *end = text.p + text.n; p < end; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (text_is_word(c) || c == '+' || c == '&')
            g_string_append_unichar(key, g_unichar_tolower(c));
    }
    if (key->len > 4 && key->str[key->len - 1] == 's' && key->str[key->len - 2] != 's')
        g_string_truncate(key, key->len - 1);
    return g_string_free(key, FALSE);
}

static void add_spelling(Unknown *u, Slice text, size_t times) {
    for (guint i = 0; i < u->spelt->len; i++) {
        Spelt *s = &g_array_index(u->spelt, Spelt, i);
        if (slice_is(text, s->text)) {
            s->n += times;
            return;
        }
    }
    Spelt s = {g_strndup(text.p, text.n), times};
    g_array_append_val(u->spelt, s);
}

static Unknown *unknown_of(Unknowns *all, Slice text) {
    char *key = key_of(text);
    Unknown *u = g_hash_table_lookup(all->by_key, key);
    if (u) {
        g_free(key);
        return u;
    }
    u = g_new0(Unknown, 1);
    u->spelt = g_array_new(FALSE, FALSE, sizeof(Spelt));
    g_hash_table_insert(all->by_key, key, u);
    return u;
}

static void add_guess(Unknowns *all, const char *path, const Guess *g) {
    Unknown *u = unknown_of(all, g->text);
    add_spelling(u, g->text, 1);
    u->times++;
    u->posts += u->last_post != all->posts;
    u->last_post = all->posts;
    u->by_place += g->by_place;
    u->persons += g->person;
    u->sure += g->sure;
    u->types[g->type] += g->sure ? 3 : 1;
    if (g->behind_maker) {
        u->makers |= u->behind_maker && entity_compare(all->l, u->maker, g->maker) != 0;
        u->maker = g->maker;
        u->behind_maker++;
    }
    if (g->host.n &&
        (!u->site || g->host.n < strlen(u->site) ||
         (g->host.n == strlen(u->site) && memcmp(g->host.p, u->site, g->host.n) < 0))) {
        g_free(u->site);
        u->site = g_ascii_strdown(g->host.p, (gssize)g->host.n);
    }
    if (!u->path || (u->path_by_place && !g->by_place)) {
        g_free(u->path);
        u->path = g_strdup(path);
        u->line = g->line;
        u->path_by_place = g->by_place;
    }
}

void unknowns_add(Unknowns *all, const char *path, Guesses guesses) {
    all->posts++;
    for (size_t i = 0; i < guesses.n; i++)
        add_guess(all, path, &guesses.at[i]);
    for (size_t i = 0; i < guesses.n_small; i++) {
        uint16_t *n = &all->small[guesses.small[i] >> (32 - SMALL_BITS)];
        *n += *n < UINT16_MAX;
    }
    for (size_t i = 0; i < guesses.n_surnames; i++)
        g_hash_table_add(all->surnames, key_of(guesses.surnames[i]));
}

/* ---- what is left ------------------------------------------------------------------- */

static const char *name_of(const Unknown *u) {
    const Spelt *best = &g_array_index(u->spelt, Spelt, 0);
    for (guint i = 1; i < u->spelt->len; i++) {
        const Spelt *s = &g_array_index(u->spelt, Spelt, i);
        if (s->n > best->n || (s->n == best->n && strcmp(s->text, best->text) < 0))
            best = s;
    }
    return best->text;
}

static size_t small_times(const Unknowns *all, uint32_t hash) {
    return all->small[hash >> (32 - SMALL_BITS)];
}

/* How often the words of a phrase stand in small letters: for several words, the
 * rarest pair of neighbours. */
static size_t times_in_small(const Unknowns *all, Slice text) {
    size_t least = SIZE_MAX, n = 0;
    uint32_t hash = 0;
    while (text.n) {
        const char *blank = memchr(text.p, ' ', text.n);
        Slice word = slice(text.p, blank ? (size_t)(blank - text.p) : text.n);
        if (n || word.n == text.n)
            least = MIN(least, small_times(all, phrase_small_hash(hash, word)));
        hash = phrase_small_hash(0, word);
        n++;
        text = slice(text.p + word.n, text.n - word.n);
        text = slice_trim(text);
    }
    return least;
}

/* Has the lexicon this name, in whatever sense? Then the post decided against it. */
static bool is_known(const Unknowns *all, Arena *arena, const char *name) {
    Hits hits = {0};
    size_t n = strlen(name);
    match_text(all->l, arena, name, n, &hits, NULL);
    bool known = hits.n == 1 && hits.at[0].start == 0 && hits.at[0].end == n;
    arena_reset(arena);
    return known;
}

/* A first word that has its capital letter from the sentence belongs to a phrase
 * only if nobody writes it small. */
static void part_beginnings(Unknowns *all) {
    GHashTableIter iter;
    void *value;
    GPtrArray *odd = g_ptr_array_new();
    g_hash_table_iter_init(&iter, all->by_key);
    while (g_hash_table_iter_next(&iter, NULL, &value)) {
        const Unknown *u = value;
        const char *name = name_of(u), *blank = strchr(name, ' ');
        if (u->by_place == u->times && blank &&
            small_times(all, phrase_small_hash(0, slice(name, (size_t)(blank - name)))) > 0)
            g_ptr_array_add(odd, value);
    }
    for (guint i = 0; i < odd->len; i++) { /* sums: their order does not matter */
        const Unknown *u = odd->pdata[i];
        const char *rest = strchr(name_of(u), ' ') + 1;
        char *key = key_of(slice_str(rest));
        Unknown *to = g_hash_table_lookup(all->by_key, key);
        g_free(key);
        if (to && to != u && to->by_place < to->times) {
            to->times += u->times;
            to->posts += u->posts;
        }
    }
    g_ptr_array_unref(odd);
}

/* Two words that are only known as a pair, "Jase McCarty": mostly somebody. */
static bool is_somebody(const Unknowns *all, const Unknown *u, const char *name) {
    const char *blank = strchr(name, ' ');
    if (!blank || strchr(blank + 1, ' ') || u->site || u->behind_maker ||
        u->types[N_TYPES] < u->times)
        return false;
    for (const char *p = name; *p; p++)
        if (g_ascii_isdigit(*p) || (g_ascii_isupper(*p) && p > name && !strchr(" -c", p[-1])))
            return false;
    return !small_times(all, phrase_small_hash(0, slice(name, (size_t)(blank - name)))) &&
           !small_times(all, phrase_small_hash(0, slice_str(blank + 1)));
}

static bool is_person(const Unknowns *all, const Unknown *u, const char *name) {
    return u->persons * 3 >= u->times || is_somebody(all, u, name);
}

/* The words of persons' names, so that each is known when it stands alone. */
static void gather_persons(Unknowns *all) {
    GHashTableIter iter;
    void *value;
    g_hash_table_iter_init(&iter, all->by_key);
    while (g_hash_table_iter_next(&iter, NULL, &value)) {
        const Unknown *u = value;
        const char *name = name_of(u);
        if (!strchr(name, ' ') || !u->persons || !is_person(all, u, name))
            continue;
        char **words = g_strsplit(name, " ", -1);
        for (char **w = words; *w; w++)
            g_hash_table_add(all->surnames, key_of(slice_str(*w)));
        g_strfreev(words);
    }
}

static bool is_kept(const Unknowns *all, const Unknown *u, Arena *arena) {
    const char *name = name_of(u);
    Slice text = slice_str(name);
    size_t fair = u->times - u->by_place; /* capitals that say something */
    if (!fair || is_person(all, u, name))
        return false;
    bool one = !strchr(name, ' ');
    if (!u->sure && times_in_small(all, text) >= fair)
        return false;
    char *key = key_of(text);
    bool person = one && g_hash_table_contains(all->surnames, key);
    g_free(key);
    return !person && !is_known(all, arena, name);
}

static EntityType type_of(const Unknown *u) {
    EntityType best = TYPE_PRODUCT;
    for (unsigned t = 0; t < N_TYPES; t++)
        if (u->types[t] > u->types[best])
            best = (EntityType)t;
    return best;
}

static int by_times(gconstpointer a, gconstpointer b) {
    const Unknown *x = *(Unknown *const *)a, *y = *(Unknown *const *)b;
    if (x->posts != y->posts)
        return x->posts > y->posts ? -1 : 1;
    if (x->times != y->times)
        return x->times > y->times ? -1 : 1;
    return strcmp(name_of(x), name_of(y));
}

/* ---- as YAML --------------------------------------------------------------------------- */

/* Plain where YAML takes it for the text that it is, else in quotes. */
static void put_text(GString *out, const char *text) {
    static const char *const words[] = {"false", "n",    "no", "null", "off",
                                        "on",    "true", "y",  "yes"};
    bool plain = g_ascii_isalpha(*text);
    for (const char *p = text; *p; p++)
        plain &= g_ascii_isalnum(*p) || (strchr(" -+.", *p) && p[1]) || (*p == '+' && p > text);
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
        plain &= g_ascii_strcasecmp(text, words[i]) != 0;
    if (plain)
        g_string_append(out, text);
    else
        json_string(out, text, strlen(text));
}

static void put_comment(GString *out, const Unknown *u) {
    g_string_append_printf(out, " # %zu post%s, ", u->posts, u->posts == 1 ? "" : "s");
    /* A comment ends with its line, also at line ends that only YAML knows. */
    char *path = g_utf8_make_valid(u->path, -1);
    for (const char *p = path; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        bool ends_line = c == 0x2028 || c == 0x2029;
        g_string_append_unichar(out, g_unichar_isprint(c) && !ends_line ? c : '?');
    }
    g_free(path);
    g_string_append_printf(out, ":%u\n", u->line);
}

static bool has_maker(const Unknown *u) {
    return type_of(u) != TYPE_COMPANY && !u->makers && u->behind_maker * 2 > u->times;
}

static void put_unknown(const Unknowns *all, const Unknown *u, GString *out) {
    const char *name = name_of(u);
    const char *part = "{";
    GString *details = g_string_new(NULL);
    if (has_maker(u)) {
        GString *maker = g_string_new(NULL);
        entity_name(all->l, u->maker, maker);
        g_string_append(details, "{maker: ");
        put_text(details, maker->str);
        g_string_free(maker, TRUE);
        part = ", ";
    }
    if (u->site) {
        g_string_append_printf(details, "%ssite: ", part);
        put_text(details, u->site);
    }
    g_string_append(out, "  - ");
    put_text(out, name);
    if (details->len)
        g_string_append_printf(out, ": %s}", details->str);
    g_string_free(details, TRUE);
    put_comment(out, u);
}

/* More than so many names nobody reads: those that stand only once are left out. */
#define MANY 300u

size_t unknowns_write(Unknowns *all, GString *out) {
    static const char *const sections[] = {"companies", "products", "events"};
    GPtrArray *list = g_ptr_array_new();
    Arena *arena = arena_new();
    GHashTableIter iter;
    void *value;
    part_beginnings(all);
    gather_persons(all);
    g_hash_table_iter_init(&iter, all->by_key);
    while (g_hash_table_iter_next(&iter, NULL, &value))
        if (is_kept(all, value, arena))
            g_ptr_array_add(list, value);
    arena_free(arena);
    g_ptr_array_sort(list, by_times);
    size_t once = 0, written = 0;
    for (guint i = 0; i < list->len; i++) {
        const Unknown *u = list->pdata[i];
        once += list->len > MANY && u->posts == 1;
    }
    g_string_append_printf(
        out,
        "# Names that no catalog has, from %zu post%s, the most frequent first.\n"
        "# Delete what is no name, move what has another type, add makers.\n",
        all->posts, all->posts == 1 ? "" : "s");
    for (unsigned t = 0; t < N_TYPES; t++) {
        bool begun = false;
        for (guint i = 0; i < list->len; i++) {
            const Unknown *u = list->pdata[i];
            if (type_of(u) != t || (once && u->posts == 1))
                continue;
            if (!begun)
                g_string_append_printf(out, "%s:\n", sections[t]);
            begun = true;
            put_unknown(all, u, out);
            written++;
        }
    }
    if (once)
        g_string_append_printf(out, "# %zu more stand in one post only.\n", once);
    g_ptr_array_unref(list);
    return written;
}
