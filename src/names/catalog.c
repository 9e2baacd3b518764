/* The catalog as people write it: YAML in, entries in memory, every problem
 * with its place. */
#include "names/catalog.h"

#include <string.h>
#include <yaml.h>

static const char *const sections[N_TYPES] = {"companies", "products", "events"};

/* ---- small parts ------------------------------------------------------------ */

static void spelling_free(void *p) {
    Spelling *s = p;
    g_free(s->text);
    g_free(s);
}

static void item_free(void *p) {
    Item *i = p;
    g_free(i->name);
    g_free(i->maker.text);
    g_free(i->acquirer.text);
    g_free(i->site);
    g_free(i->url);
    g_ptr_array_unref(i->spellings);
    for (unsigned k = 0; k < N_LISTS; k++)
        if (i->lists[k])
            g_ptr_array_unref(i->lists[k]);
    g_free(i);
}

static void ref_free(void *p) {
    Ref *r = p;
    g_free(r->text);
    g_free(r);
}

Catalog *catalog_new(void) {
    Catalog *c = g_new0(Catalog, 1);
    c->items = g_ptr_array_new_with_free_func(item_free);
    c->files = g_ptr_array_new_with_free_func(g_free);
    for (unsigned t = 0; t < N_TYPES; t++)
        c->by_name[t] = g_hash_table_new(g_str_hash, g_str_equal);
    return c;
}

void catalog_free(Catalog *c) {
    if (!c)
        return;
    for (unsigned t = 0; t < N_TYPES; t++) {
        g_hash_table_unref(c->by_name[t]);
        if (c->by_spelling[t])
            g_hash_table_unref(c->by_spelling[t]);
    }
    g_ptr_array_unref(c->items);
    g_ptr_array_unref(c->files);
    g_free(c);
}

Item *catalog_item(Catalog *c, EntityType type, const char *name, Place place) {
    Item *i = g_hash_table_lookup(c->by_name[type], name);
    if (i)
        return i;
    i = g_new0(Item, 1);
    i->name = g_utf8_normalize(name, -1, G_NORMALIZE_NFC); /* as the text of posts is */
    i->type = type;
    i->place = place;
    i->spellings = g_ptr_array_new_with_free_func(spelling_free);
    g_ptr_array_add(c->items, i);
    g_hash_table_insert(c->by_name[type], i->name, i);
    item_spelling(i, name, place);
    return i;
}

Spelling *item_spelling(Item *i, const char *text, Place place) {
    for (guint k = 0; k < i->spellings->len; k++) {
        Spelling *s = i->spellings->pdata[k];
        if (strcmp(s->text, text) == 0)
            return s;
    }
    Spelling *s = g_new0(Spelling, 1);
    s->text = g_utf8_normalize(text, -1, G_NORMALIZE_NFC);
    s->place = place;
    g_ptr_array_add(i->spellings, s);
    return s;
}

void item_ref(Item *i, unsigned list, const char *text, Place place) {
    if (!i->lists[list])
        i->lists[list] = g_ptr_array_new_with_free_func(ref_free);
    for (guint k = 0; k < i->lists[list]->len; k++)
        if (strcmp(((Ref *)i->lists[list]->pdata[k])->text, text) == 0)
            return;
    Ref *r = g_new(Ref, 1);
    *r = (Ref){g_strdup(text), place};
    g_ptr_array_add(i->lists[list], r);
}

Item *catalog_find(const Catalog *c, EntityType type, const char *name) {
    return g_hash_table_lookup(c->by_name[type], name);
}

size_t catalog_count(const Catalog *c, EntityType type) {
    return g_hash_table_size(c->by_name[type]);
}

/* ---- YAML ------------------------------------------------------------------------ */

typedef struct {
    Catalog *c;
    unsigned file, layer;
    Diags *diags;
    yaml_document_t doc;
} Reader;

static Place place_of(const Reader *r, const yaml_node_t *n) {
    return (Place){(uint16_t)r->file, (uint16_t)r->layer, (uint32_t)n->start_mark.line + 1,
                   (uint32_t)n->start_mark.column + 1};
}

#define SAY(r, node, ...)                                                                          \
    diags_say((r)->diags, DIAG_ERROR, (r)->c->files->pdata[(r)->file],                             \
              (unsigned)(node)->start_mark.line + 1, (unsigned)(node)->start_mark.column + 1,      \
              __VA_ARGS__)

static const yaml_node_t *node_at(Reader *r, int index) {
    return yaml_document_get_node(&r->doc, index);
}

static const char *kind(const yaml_node_t *n) {
    return n->type == YAML_SCALAR_NODE     ? "a word"
           : n->type == YAML_SEQUENCE_NODE ? "a list"
                                           : "a map";
}

/* The text of a scalar that may be a name; NULL (and said): it is none. */
static const char *text_of(Reader *r, const yaml_node_t *n, const char *what) {
    if (n->type != YAML_SCALAR_NODE) {
        SAY(r, n, "%s is %s, expected a name", what, kind(n));
        return NULL;
    }
    const char *s = (const char *)n->data.scalar.value;
    if (!*s || strlen(s) != n->data.scalar.length) {
        SAY(r, n, "%s is empty, expected a name", what);
        return NULL;
    }
    return s;
}

/* Ten thousand characters of any script: nobody's name, but no reason to fail. */
#define NAME_MAX_BYTES 40000

static const char *name_of(Reader *r, const yaml_node_t *n, const char *what) {
    const char *s = text_of(r, n, what);
    const char *end = s ? s + strlen(s) : NULL;
    if (s && end - s > NAME_MAX_BYTES) {
        SAY(r, n, "%s has %zu bytes, expected at most %d", what, (size_t)(end - s), NAME_MAX_BYTES);
        return NULL;
    }
    if (s && spell_next(s, end, s) == end) {
        SAY(r, n, "%s \"%s\" has no letter or digit, expected a name", what, s);
        return NULL;
    }
    return s;
}

typedef void (*EachText)(Reader *r, Item *item, const yaml_node_t *n, const char *text,
                         unsigned which);

/* A list of names, or one name alone. */
static void each_text(Reader *r, Item *item, const char *key, const yaml_node_t *n, EachText each,
                      unsigned which) {
    if (n->type == YAML_SCALAR_NODE) {
        const char *s = name_of(r, n, key);
        if (s)
            each(r, item, n, s, which);
    } else if (n->type == YAML_SEQUENCE_NODE) {
        for (const int *k = n->data.sequence.items.start; k < n->data.sequence.items.top; k++) {
            const yaml_node_t *one = node_at(r, *k);
            const char *s = name_of(r, one, key);
            if (s)
                each(r, item, one, s, which);
        }
    } else {
        SAY(r, n, "%s is a map, expected a list of names", key);
    }
}

static void add_spelling(Reader *r, Item *item, const yaml_node_t *n, const char *text,
                         unsigned former) {
    Place place = place_of(r, n);
    guint before = item->spellings->len;
    Spelling *s = item_spelling(item, text, place);
    if (before == item->spellings->len && s->place.layer == r->layer && s->place.file == r->file)
        SAY(r, n, "name \"%s\" stands twice in \"%s\"", text, item->name);
    s->place = place; /* said again, it counts as this file's */
    s->former |= former != 0;
}

static void add_ref(Reader *r, Item *item, const yaml_node_t *n, const char *text, unsigned list) {
    item_ref(item, list, text, place_of(r, n));
}

static void mark_ambiguous(Reader *r, Item *item, const yaml_node_t *n, const char *text,
                           unsigned unused) {
    (void)unused;
    const char *names[64];
    size_t count = 0;
    for (guint k = 0; k < item->spellings->len; k++) {
        Spelling *s = item->spellings->pdata[k];
        if (strcmp(s->text, text) == 0) {
            s->ambiguous = true;
            return;
        }
        if (count < G_N_ELEMENTS(names))
            names[count++] = s->text;
    }
    const char *near = nearest_word(text, names, count);
    SAY(r, n, "ambiguous name \"%s\" is no name of \"%s\"%s%s%s", text, item->name,
        near ? ", did you mean \"" : ", expected one of its names", near ? near : "",
        near ? "\"?" : "");
}

static bool parse_bool(Reader *r, const char *key, const yaml_node_t *n, bool *out) {
    const char *s = n->type == YAML_SCALAR_NODE ? (const char *)n->data.scalar.value : "";
    if (g_ascii_strcasecmp(s, "true") == 0 || g_ascii_strcasecmp(s, "yes") == 0) {
        *out = true;
    } else if (g_ascii_strcasecmp(s, "false") == 0 || g_ascii_strcasecmp(s, "no") == 0) {
        *out = false;
    } else {
        SAY(r, n, "%s is %s%s%s, expected true or false", key, *s ? "\"" : "", *s ? s : kind(n),
            *s ? "\"" : "");
        return false;
    }
    return true;
}

static void set_text(char **to, const char *text) {
    g_free(*to);
    *to = g_strdup(text);
}

/* ---- keys of an entry, one function each -------------------------------------------- */

static void key_aliases(Reader *r, Item *i, const yaml_node_t *n) {
    each_text(r, i, "aliases", n, add_spelling, 0);
}
static void key_was(Reader *r, Item *i, const yaml_node_t *n) {
    each_text(r, i, "was", n, add_spelling, 1);
}
static void key_part_of(Reader *r, Item *i, const yaml_node_t *n) {
    each_text(r, i, "part_of", n, add_ref, LIST_PART_OF);
}
static void key_for(Reader *r, Item *i, const yaml_node_t *n) {
    each_text(r, i, "for", n, add_ref, LIST_FOR);
}
static void key_succeeds(Reader *r, Item *i, const yaml_node_t *n) {
    each_text(r, i, "succeeds", n, add_ref, LIST_SUCCEEDS);
}
static void key_needs(Reader *r, Item *i, const yaml_node_t *n) {
    each_text(r, i, "needs", n, add_ref, LIST_NEEDS);
}
static void key_unless(Reader *r, Item *i, const yaml_node_t *n) {
    each_text(r, i, "unless", n, add_ref, LIST_UNLESS);
}

static void key_ambiguous(Reader *r, Item *i, const yaml_node_t *n) {
    bool all;
    if (n->type == YAML_SEQUENCE_NODE) {
        each_text(r, i, "ambiguous", n, mark_ambiguous, 0);
    } else if (n->type == YAML_MAPPING_NODE) {
        SAY(r, n, "ambiguous is a map, expected true, false or a list of its names");
    } else if (parse_bool(r, "ambiguous", n, &all)) {
        for (guint k = 0; k < i->spellings->len; k++)
            ((Spelling *)i->spellings->pdata[k])->ambiguous = all;
    }
}

static void key_anycase(Reader *r, Item *i, const yaml_node_t *n) {
    parse_bool(r, "anycase", n, &i->anycase);
}

static void key_editions(Reader *r, Item *i, const yaml_node_t *n) {
    const char *s = n->type == YAML_SCALAR_NODE ? (const char *)n->data.scalar.value : kind(n);
    i->editions = strcmp(s, "yearly") == 0;
    if (!i->editions)
        SAY(r, n, "editions is \"%s\", expected yearly", s);
}

static void set_ref(Reader *r, Ref *ref, const yaml_node_t *n, const char *key) {
    const char *s = text_of(r, n, key);
    if (!s)
        return;
    set_text(&ref->text, s);
    ref->place = place_of(r, n);
}

static void key_maker(Reader *r, Item *i, const yaml_node_t *n) {
    if (i->type == TYPE_COMPANY)
        SAY(r, n, "a company has no maker, expected \"acquired: {by: …}\" for its owner");
    else
        set_ref(r, &i->maker, n, "maker");
}

static void key_acquired(Reader *r, Item *i, const yaml_node_t *n) {
    if (n->type != YAML_MAPPING_NODE) {
        SAY(r, n, "acquired is %s, expected {by: COMPANY, year: YYYY}", kind(n));
        return;
    }
    for (const yaml_node_pair_t *p = n->data.mapping.pairs.start; p < n->data.mapping.pairs.top;
         p++) {
        const yaml_node_t *k = node_at(r, p->key), *v = node_at(r, p->value);
        const char *key = k->type == YAML_SCALAR_NODE ? (const char *)k->data.scalar.value : "";
        if (strcmp(key, "by") == 0) {
            set_ref(r, &i->acquirer, v, "acquired by");
        } else if (strcmp(key, "year") == 0) {
            const char *s = v->type == YAML_SCALAR_NODE ? (const char *)v->data.scalar.value : "";
            Day d = strlen(s) == 4 ? day_parse(slice_str(s), true) : 0;
            if (d)
                i->acquired_year = (uint16_t)(d / 10000);
            else
                SAY(r, v, "year is \"%s\", expected YYYY", s);
        } else {
            SAY(r, k, "unknown key \"%s\" in acquired, expected by or year", key);
        }
    }
}

static void key_site(Reader *r, Item *i, const yaml_node_t *n) {
    const char *s = text_of(r, n, "site");
    if (!s)
        return;
    if (strpbrk(s, "/: \t\n@\"'\\<>&?#%") || !strchr(s, '.') || !g_ascii_isalnum(*s))
        SAY(r, n, "site is \"%s\", expected a host like example.com", s);
    else
        set_text(&i->site, s);
}

static void key_url(Reader *r, Item *i, const yaml_node_t *n) {
    const char *s = text_of(r, n, "url");
    if (!s)
        return;
    bool web = g_str_has_prefix(s, "https://") || g_str_has_prefix(s, "http://");
    const char *host = web ? strstr(s, "://") + 3 : "";
    if (!web || !g_ascii_isalnum(*host) || strchr(s, '\\') || strpbrk(s, " \t\r\n<>\"") ||
        !g_uri_is_valid(s, G_URI_FLAGS_NONE, NULL))
        SAY(r, n, "url is \"%s\", expected an address with http:// or https://", s);
    else
        set_text(&i->url, s);
}

static const struct {
    const char *key;
    void (*read)(Reader *r, Item *i, const yaml_node_t *n);
} keys[] = {
    {"aliases", key_aliases},   {"was", key_was},
    {"maker", key_maker},       {"anycase", key_anycase},
    {"editions", key_editions}, {"site", key_site},
    {"url", key_url},           {"part_of", key_part_of},
    {"for", key_for},           {"succeeds", key_succeeds},
    {"needs", key_needs},       {"unless", key_unless},
    {"acquired", key_acquired}, {"ambiguous", key_ambiguous},
};

static void read_key(Reader *r, Item *item, const yaml_node_t *key, const yaml_node_t *value) {
    const char *word = key->type == YAML_SCALAR_NODE ? (const char *)key->data.scalar.value : "";
    for (size_t k = 0; k < G_N_ELEMENTS(keys); k++)
        if (strcmp(word, keys[k].key) == 0) {
            keys[k].read(r, item, value);
            return;
        }
    const char *known[G_N_ELEMENTS(keys)];
    for (size_t k = 0; k < G_N_ELEMENTS(keys); k++)
        known[k] = keys[k].key;
    const char *near = nearest_word(word, known, G_N_ELEMENTS(keys));
    SAY(r, key, "unknown key \"%s\" in \"%s\", %s%s%s", word, item->name,
        near ? "did you mean \"" : "expected one of those that comention-catalog(5) lists",
        near ? near : "", near ? "\"?" : "");
}

static void read_details(Reader *r, Item *item, const yaml_node_t *details) {
    bool nothing = details->type == YAML_SCALAR_NODE && !details->data.scalar.length;
    if (nothing)
        return;
    if (details->type != YAML_MAPPING_NODE) {
        SAY(r, details, "details of \"%s\" are %s, expected a map like {maker: …}", item->name,
            kind(details));
        return;
    }
    /* Whatever the order in which they are written: names first, then what is
     * said of the names. */
    for (int late = 0; late < 2; late++)
        for (const yaml_node_pair_t *p = details->data.mapping.pairs.start;
             p < details->data.mapping.pairs.top; p++) {
            const yaml_node_t *key = node_at(r, p->key);
            bool is_late = key->type == YAML_SCALAR_NODE &&
                           strcmp((const char *)key->data.scalar.value, "ambiguous") == 0;
            if (is_late == late)
                read_key(r, item, key, node_at(r, p->value));
        }
}

static void read_entry(Reader *r, EntityType type, const yaml_node_t *n) {
    const yaml_node_t *name = n, *details = NULL;
    if (n->type == YAML_MAPPING_NODE) {
        const yaml_node_pair_t *p = n->data.mapping.pairs.start;
        if (n->data.mapping.pairs.top - p != 1) {
            SAY(r, n, "an entry with %d names, expected one (are its details indented enough?)",
                (int)(n->data.mapping.pairs.top - p));
            return;
        }
        name = node_at(r, p->key);
        details = node_at(r, p->value);
    }
    const char *text = name_of(r, name, "name");
    if (!text)
        return;
    Item *known = catalog_find(r->c, type, text);
    if (known && known->place.file == r->file && known->place.layer == r->layer)
        SAY(r, name, "%s \"%s\" stands twice, the first time in line %u", type_name(type), text,
            known->place.line);
    Item *item = catalog_item(r->c, type, text, place_of(r, name));
    /* What a later file says of a name counts for that name, too. */
    ((Spelling *)item->spellings->pdata[0])->place = place_of(r, name);
    if (details)
        read_details(r, item, details);
}

static void read_root(Reader *r, const yaml_node_t *root) {
    if (root->type != YAML_MAPPING_NODE) {
        SAY(r, root, "the catalog is %s, expected a map with companies, products or events",
            kind(root));
        return;
    }
    for (const yaml_node_pair_t *p = root->data.mapping.pairs.start;
         p < root->data.mapping.pairs.top; p++) {
        const yaml_node_t *key = node_at(r, p->key), *list = node_at(r, p->value);
        const char *word =
            key->type == YAML_SCALAR_NODE ? (const char *)key->data.scalar.value : "";
        unsigned type = 0;
        while (type < N_TYPES && strcmp(word, sections[type]) != 0)
            type++;
        if (type == N_TYPES) {
            const char *near = nearest_word(word, sections, N_TYPES);
            SAY(r, key, "unknown section \"%s\", %s%s%s", word,
                near ? "did you mean \"" : "expected companies, products or events",
                near ? near : "", near ? "\"?" : "");
            continue;
        }
        bool nothing = list->type == YAML_SCALAR_NODE && !list->data.scalar.length;
        if (nothing)
            continue;
        if (list->type != YAML_SEQUENCE_NODE) {
            SAY(r, list, "%s is %s, expected a list (lines that begin with \"- \")", word,
                kind(list));
            continue;
        }
        for (const int *k = list->data.sequence.items.start; k < list->data.sequence.items.top; k++)
            read_entry(r, (EntityType)type, node_at(r, *k));
    }
}

/* A catalog larger than this is no hand-written file but a mistake; it is far
 * above a hundred thousand names. */
#define CATALOG_MAX_BYTES ((size_t)64 << 20)

bool catalog_add_file(Catalog *c, const char *path, bool same_layer, Diags *diags) {
    Arena *arena = arena_new();
    GError *error = NULL;
    Slice bytes;
    bool ok = false;
    if (!same_layer)
        c->layers++;
    g_ptr_array_add(c->files, g_strdup(path));
    Reader r = {.c = c, .file = c->files->len - 1, .layer = c->layers, .diags = diags};
    if (!file_read(arena, path, CATALOG_MAX_BYTES, true, &bytes, &error)) {
        diags_say(diags, DIAG_ERROR, path, 0, 0, "%s", error->message);
        g_error_free(error);
    } else if (!bytes.n) {
        ok = true; /* names nobody */
    } else if (yaml_load(bytes, path, &r.doc, diags)) {
        ok = true;
        const yaml_node_t *root = yaml_document_get_root_node(&r.doc);
        if (root)
            read_root(&r, root);
        yaml_document_delete(&r.doc);
    }
    arena_free(arena);
    return ok;
}

/* ---- what can only be said of the whole ------------------------------------------------ */

static const char *file_of(const Catalog *c, Place p) {
    return p.file < c->files->len ? c->files->pdata[p.file] : "built-in catalog";
}

static void say_at(const Catalog *c, Diags *d, Place p, const char *message) {
    diags_say(d, DIAG_ERROR, file_of(c, p), p.line, p.column, "%s", message);
}

static void unknown_name(Catalog *c, Diags *d, const Ref *ref, EntityType type, const char *what,
                         const char *of) {
    size_t n = 0;
    const char **names = g_new(const char *, g_hash_table_size(c->by_name[type]) + 1);
    for (guint k = 0; k < c->items->len; k++) {
        const Item *i = c->items->pdata[k];
        if (i->type == type && strcmp(i->name, of) != 0)
            names[n++] = i->name;
    }
    const char *near = nearest_word(ref->text, names, n);
    char *message =
        g_strdup_printf("unknown %s \"%s\" of \"%s\", %s%s%s", what, ref->text, of,
                        near ? "did you mean \"" : "expected a name that the catalog has under ",
                        near ? near : sections[type], near ? "\"?" : "");
    say_at(c, d, ref->place, message);
    g_free(message);
    g_free(names);
}

/* One name, two entries of one type and layer: fine only when both say that
 * it is ambiguous. */
static void check_names(Catalog *c, unsigned from_layer, Diags *d) {
    /* A name of a later layer takes the place of those before. */
    for (unsigned type = 0; type < N_TYPES; type++) {
        GHashTable *seen = g_hash_table_new(g_str_hash, g_str_equal); /* text → Item */
        for (guint k = 0; k < c->items->len; k++) {
            Item *i = c->items->pdata[k];
            for (guint m = 0; i->type == type && m < i->spellings->len; m++) {
                Spelling *s = i->spellings->pdata[m];
                if (s->place.layer < from_layer)
                    continue;
                Item *other = g_hash_table_lookup(seen, s->text);
                const Spelling *theirs = other ? item_spelling(other, s->text, s->place) : NULL;
                if (!other || theirs->place.layer < s->place.layer) {
                    g_hash_table_insert(seen, s->text, i);
                    continue;
                }
                if (theirs->place.layer != s->place.layer || (s->ambiguous && theirs->ambiguous))
                    continue;
                char *message = g_strdup_printf(
                    "name \"%s\" of \"%s\" is also a name of \"%s\" (%s:%u), expected one meaning, "
                    "or \"ambiguous: [%s]\" in both",
                    s->text, i->name, other->name, file_of(c, theirs->place), theirs->place.line,
                    s->text);
                say_at(c, d, s->place, message);
                g_free(message);
            }
        }
        g_hash_table_unref(seen);
    }
}

/* A maker may be called by any of its names; main names come first. */
static void index_spellings(Catalog *c) {
    for (unsigned t = 0; t < N_TYPES; t++) {
        if (c->by_spelling[t])
            g_hash_table_unref(c->by_spelling[t]);
        c->by_spelling[t] = g_hash_table_new(g_str_hash, g_str_equal);
    }
    for (guint k = 0; k < c->items->len; k++) {
        Item *i = c->items->pdata[k];
        for (guint m = 1; m < i->spellings->len; m++) {
            char *text = ((Spelling *)i->spellings->pdata[m])->text;
            if (!g_hash_table_contains(c->by_spelling[i->type], text))
                g_hash_table_insert(c->by_spelling[i->type], text, i);
        }
    }
    c->indexed = c->items->len + c->files->len;
}

Item *catalog_resolve(Catalog *c, EntityType type, const char *name) {
    Item *i = catalog_find(c, type, name);
    if (!i && (!c->by_spelling[type] || c->indexed != c->items->len + c->files->len))
        index_spellings(c);
    return i ? i : g_hash_table_lookup(c->by_spelling[type], name);
}

EntityType list_type(const Item *i, unsigned list) {
    return list == LIST_SUCCEEDS ? i->type : TYPE_PRODUCT;
}

void catalog_check(Catalog *c, unsigned from_layer, Diags *d) {
    static const char *const list_names[] = {"part_of", "for", "succeeds"};
    check_names(c, from_layer, d);
    for (guint k = 0; k < c->items->len; k++) {
        const Item *i = c->items->pdata[k];
        const Ref *maker = &i->maker, *by = &i->acquirer;
        if (maker->text && maker->place.layer >= from_layer &&
            !catalog_resolve(c, TYPE_COMPANY, maker->text))
            unknown_name(c, d, maker, TYPE_COMPANY, "maker", i->name);
        if (by->text && by->place.layer >= from_layer &&
            !catalog_resolve(c, TYPE_COMPANY, by->text))
            unknown_name(c, d, by, TYPE_COMPANY, "owner", i->name);
        for (unsigned list = 0; list < G_N_ELEMENTS(list_names); list++)
            for (guint m = 0; i->lists[list] && m < i->lists[list]->len; m++) {
                const Ref *ref = i->lists[list]->pdata[m];
                EntityType type = list_type(i, list);
                if (ref->place.layer >= from_layer && !catalog_resolve(c, type, ref->text))
                    unknown_name(c, d, ref, type, list_names[list], i->name);
            }
    }
}
