/* From the catalog that people write to the lexicon that is looked up in, and
 * back: the built-in lexicon becomes the first layer of a person's catalog. */
#include "names/catalog.h"

#include <string.h>

/* ---- strings and lists -------------------------------------------------------- */

typedef struct {
    Catalog *c;
    GString *strings;
    GHashTable *known; /* text → offset */
    GArray *refs, *entries, *names, *entry_names;
} Compiler;

static uint32_t put_string(Compiler *k, const char *s) {
    if (!s || !*s)
        return 0;
    void *at;
    if (g_hash_table_lookup_extended(k->known, s, NULL, &at))
        return GPOINTER_TO_UINT(at);
    uint32_t offset = (uint32_t)k->strings->len;
    g_string_append_len(k->strings, s, (gssize)strlen(s) + 1);
    g_hash_table_insert(k->known, (char *)s, GUINT_TO_POINTER(offset));
    return offset;
}

static void put_lists(Compiler *k, const Item *item, Entry *e) {
    bool any = false;
    for (unsigned list = 0; list < N_LISTS; list++)
        any |= item->lists[list] != NULL;
    if (!any)
        return;
    e->lists = k->refs->len;
    for (unsigned list = 0; list < N_LISTS; list++) {
        uint32_t count = 0, where = k->refs->len;
        g_array_append_val(k->refs, count);
        for (guint m = 0; item->lists[list] && m < item->lists[list]->len; m++) {
            const Ref *ref = item->lists[list]->pdata[m];
            const Item *to = LIST_IS_WORDS(list)
                                 ? NULL
                                 : catalog_resolve(k->c, list_type(item, list), ref->text);
            uint32_t value = LIST_IS_WORDS(list) ? put_string(k, ref->text) : to ? to->index : NONE;
            if (value == NONE)
                continue; /* catalog_check says so */
            g_array_append_val(k->refs, value);
            g_array_index(k->refs, uint32_t, where)++;
            e->flags |= (uint8_t)(ENTRY_LIST_0 << list);
        }
    }
}

static uint32_t index_of(Compiler *k, const Ref *ref) {
    const Item *i = ref->text ? catalog_resolve(k->c, TYPE_COMPANY, ref->text) : NULL;
    return i ? i->index : NONE;
}

/* ---- names and keys --------------------------------------------------------------- */

/* How many bytes of text are one of the maker's names and a blank. A name that
 * is a product's as well (Docker) is that product's in front of another. */
static uint8_t maker_prefix(Catalog *c, const Item *maker, const char *text) {
    size_t best = 0;
    for (guint m = 0; maker && m < maker->spellings->len; m++) {
        const char *name = ((const Spelling *)maker->spellings->pdata[m])->text;
        size_t n = strlen(name);
        if (n > best && n < 256 && g_str_has_prefix(text, name) && text[n] == ' ' &&
            !catalog_resolve(c, TYPE_PRODUCT, name))
            best = n;
    }
    return (uint8_t)best;
}

static void put_entry(Compiler *k, const Item *item, char *id) {
    Entry e = {
        .name = put_string(k, item->name),
        .site = put_string(k, item->site),
        .url = put_string(k, item->url),
        .maker = index_of(k, &item->maker),
        .acquirer = index_of(k, &item->acquirer),
        .acquired_year = item->acquired_year,
        .type = (uint8_t)item->type,
        .flags =
            (uint8_t)((item->editions ? ENTRY_EDITIONS : 0) | (item->anycase ? ENTRY_ANYCASE : 0)),
        .n_names = item->spellings->len,
    };
    put_lists(k, item, &e);
    e.id = (uint32_t)k->strings->len; /* `id` does not live as long as known */
    g_string_append_len(k->strings, id, (gssize)strlen(id) + 1);
    const Item *maker =
        e.maker == NONE ? NULL : catalog_resolve(k->c, TYPE_COMPANY, item->maker.text);
    for (guint m = 0; m < item->spellings->len; m++) {
        const Spelling *s = item->spellings->pdata[m];
        Name name = {
            .text = put_string(k, s->text),
            .length = (uint16_t)strlen(s->text),
            .entry = k->entries->len,
            .layer = s->place.layer,
            .maker_len = maker_prefix(k->c, maker, s->text),
            .flags = (uint8_t)((m ? 0 : NAME_MAIN) | (s->ambiguous ? NAME_AMBIGUOUS : 0) |
                               (s->former ? NAME_FORMER : 0)),
        };
        g_array_append_val(k->names, name);
    }
    g_array_append_val(k->entries, e);
}

/* Ids never change when a catalog grows: who has a slug first, keeps it. */
static void put_entries(Compiler *k) {
    GHashTable *taken = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < k->c->items->len; i++)
        ((Item *)k->c->items->pdata[i])->index = i;
    for (guint i = 0; i < k->c->items->len; i++) {
        const Item *item = k->c->items->pdata[i];
        char *id = slug(item->name);
        for (unsigned n = 1; g_hash_table_contains(taken, id); n++) {
            char *plain = slug(item->name);
            g_free(id);
            id = n == 1 ? g_strdup_printf("%s-%s", plain, type_name(item->type))
                        : g_strdup_printf("%s-%s-%u", plain, type_name(item->type), n);
            g_free(plain);
        }
        put_entry(k, item, id);
        g_hash_table_add(taken, id);
    }
    g_hash_table_unref(taken);
}

typedef struct {
    uint32_t key, name;
} KeyedName;

/* The key of a name's beginning, and the letter that goes on. */
typedef struct {
    uint32_t key, next;
} Beginning;

typedef struct {
    GArray *whole;          /* of KeyedName */
    GArray *beginning;      /* of Beginning */
    GArray *starts, *pairs; /* of uint32_t: what goes into the filters */
    uint32_t name;
    GString *letters; /* of the name, without what stands between its words */
    bool anycase;
} Keys;

static void put_hash(GArray *hashes, uint32_t hash) {
    g_array_append_val(hashes, hash);
}

/* What the matcher will ask for where a text has the first n bytes of the name's
 * letters as its first word. It does not ask for others than ASCII's. */
static void put_filtered(Keys *k, size_t n) {
    const GString *all = k->letters;
    uint64_t head = word_head(all->str, n, all->len), capitals = head_capitals(head);
    uint64_t next = word_head(all->str + n, 3, all->len - n);
    unsigned own = (unsigned)(capitals * EACH(1u) >> 56), most = (unsigned)MIN(n, 8u);
    for (unsigned c = k->anycase ? 0 : own; c <= (k->anycase ? most : own); c++) {
        uint32_t hash = head_hash(head | capitals << 5, c, n);
        put_hash(k->starts, hash);
        if (n == all->len)
            put_hash(k->pairs, pair_hash(hash, NO_LETTERS));
        if (n + 2 <= all->len)
            put_hash(k->pairs, pair_hash(hash, next & 0xffff));
        if (n + 3 <= all->len)
            put_hash(k->pairs, pair_hash(hash, next));
    }
}

/* Where case does not count, any number of the letters may be capitals. `next`:
 * the letter that goes on, NULL for a whole name. */
static void each_case(Keys *k, uint32_t key, unsigned capitals, size_t bytes, const char *next) {
    put_filtered(k, bytes);
    unsigned least = k->anycase ? 0 : capitals, most = k->anycase ? (unsigned)bytes : capitals;
    for (unsigned c = least; c <= most; c++) {
        uint32_t end = key_end(key, c);
        if (!next)
            g_array_append_vals(k->whole, &(KeyedName){end, k->name}, 1);
        else
            g_array_append_vals(
                k->beginning, &(Beginning){end, 1u << (spell_class[(unsigned char)*next] & 31)}, 1);
    }
}

/* The letters of a name, as name_keys goes through them. */
static void take_letters(GString *letters, const char *text) {
    const char *end = text + strlen(text);
    g_string_truncate(letters, 0);
    for (const char *p = spell_next(text, end, text); p < end;) {
        const char *behind = spell_word(p, end, text, KEY_SEED).end;
        g_string_append_len(letters, p, behind - p);
        p = spell_next(behind, end, text);
    }
}

/* Keys of all beginnings of a name, at the ends of its words and at the humps
 * of them (Hyper|V), and of the whole. */
static void name_keys(Keys *k, const char *text) {
    const char *end = text + strlen(text), *p = spell_next(text, end, text);
    uint32_t key = KEY_SEED;
    unsigned capitals = 0;
    size_t bytes = 0;
    while (p < end) {
        Word w = spell_word(p, end, text, key);
        const char *next = spell_next(w.end, end, text);
        uint32_t part = key;
        for (const char *q = p; q < w.end;) { /* letter by letter, for the humps */
            gunichar a = g_utf8_get_char(q);
            bytes += (size_t)(g_utf8_next_char(q) - q);
            q = g_utf8_next_char(q);
            part = key_step(part, g_unichar_tolower(a));
            capitals += g_unichar_isupper(a) != 0;
            if (spell_is_hump(p, q, w.end) || (q == w.end && next < end))
                each_case(k, part, capitals, bytes, q < w.end ? q : next);
        }
        key = w.key;
        p = next;
    }
    each_case(k, key, capitals, bytes, NULL);
}

static int by_key(gconstpointer a, gconstpointer b) {
    const KeyedName *x = a, *y = b;
    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    return x->name < y->name ? -1 : x->name > y->name;
}

static int by_beginning(gconstpointer a, gconstpointer b) {
    uint32_t x = ((const Beginning *)a)->key, y = ((const Beginning *)b)->key;
    return x < y ? -1 : x > y;
}

/* How many different keys there are; both lists are sorted. */
static uint32_t count_keys(const Keys *k) {
    uint32_t n = 0;
    for (guint i = 0; i < k->whole->len; i++)
        n += !i || g_array_index(k->whole, KeyedName, i).key !=
                       g_array_index(k->whole, KeyedName, i - 1).key;
    for (guint i = 0; i < k->beginning->len; i++)
        n += !i || g_array_index(k->beginning, Beginning, i).key !=
                       g_array_index(k->beginning, Beginning, i - 1).key;
    return n;
}

static Slot *slot_for(Slot *slots, uint32_t mask, uint32_t *bits, uint32_t bit_mask, uint32_t key) {
    uint32_t bit = key & bit_mask;
    bits[bit >> 5] |= 1u << (bit & 31);
    uint32_t i = key & mask;
    while (slots[i].key && slots[i].key != key)
        i = (i + 1) & mask;
    if (!slots[i].key)
        slots[i] = (Slot){key, NO_NAME, 0};
    return &slots[i];
}

static uint32_t power_above(uint32_t n) {
    uint32_t p = 64;
    while (p < n)
        p *= 2;
    return p;
}

static int by_hash(gconstpointer a, gconstpointer b) {
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return x < y ? -1 : x > y;
}

/* A filter that has all these hashes, some of them several times; `*mask` is of
 * its bytes. There is one at least for each: a larger one would deny more, and lie
 * farther from the processor. */
static uint8_t *filter_of(GArray *hashes, uint32_t *mask) {
    uint32_t different = 0;
    g_array_sort(hashes, by_hash);
    for (guint i = 0; i < hashes->len; i++)
        different +=
            !i || g_array_index(hashes, uint32_t, i) != g_array_index(hashes, uint32_t, i - 1);
    uint32_t bytes = power_above(different);
    uint8_t *filter = g_new0(uint8_t, bytes);
    *mask = bytes - 1;
    for (guint i = 0; i < hashes->len; i++) {
        uint32_t hash = g_array_index(hashes, uint32_t, i);
        filter[hash & *mask] |= spell_two_bits[hash >> 26];
    }
    g_array_unref(hashes);
    return filter;
}

/* Orders the names by key (an anycase name stands there twice) and fills the
 * hash table. */
static void put_keys(Compiler *k, Lexicon *l) {
    Keys keys = {.whole = g_array_new(FALSE, FALSE, sizeof(KeyedName)),
                 .beginning = g_array_new(FALSE, FALSE, sizeof(Beginning)),
                 .starts = g_array_new(FALSE, FALSE, sizeof(uint32_t)),
                 .pairs = g_array_new(FALSE, FALSE, sizeof(uint32_t)),
                 .letters = g_string_new(NULL)};
    const Name *names = (const Name *)(void *)k->names->data;
    for (; keys.name < k->names->len; keys.name++) {
        const Entry *e = &g_array_index(k->entries, Entry, names[keys.name].entry);
        const char *text = k->strings->str + names[keys.name].text;
        keys.anycase = e->flags & ENTRY_ANYCASE;
        take_letters(keys.letters, text);
        name_keys(&keys, text);
    }
    g_array_sort(keys.whole, by_key);
    g_array_sort(keys.beginning, by_beginning);
    uint32_t n = keys.whole->len;
    /* As small as will do: what misses the cache costs more than a longer probe. */
    uint32_t n_keys = count_keys(&keys);
    uint32_t n_slots = power_above(n_keys + n_keys / 2);
    uint32_t n_bits = power_above(n_keys * 12);
    Slot *slots = g_new0(Slot, n_slots);
    uint32_t *bits = g_new0(uint32_t, n_bits / 32);
    Name *ordered = g_new(Name, n);
    const KeyedName *kn = (const KeyedName *)(void *)keys.whole->data;
    for (uint32_t i = 0; i < n; i++) {
        ordered[i] = names[kn[i].name];
        if (i + 1 == n || kn[i + 1].key != kn[i].key)
            ordered[i].flags |= NAME_LAST;
        Slot *s = slot_for(slots, n_slots - 1, bits, n_bits - 1, kn[i].key);
        if (s->first == NO_NAME)
            s->first = i;
    }
    for (guint i = 0; i < keys.beginning->len; i++) {
        const Beginning *at = &g_array_index(keys.beginning, Beginning, i);
        Slot *s = slot_for(slots, n_slots - 1, bits, n_bits - 1, at->key);
        s->first |= SLOT_GOES_ON;
        s->next |= at->next;
    }
    /* An entry's names, main name first, by where they came to stand. */
    uint32_t *place = g_new(uint32_t, k->names->len + 1);
    for (uint32_t i = n; i-- > 0;)
        place[kn[i].name] = i;
    uint32_t at = 0;
    for (guint i = 0; i < k->entries->len; i++) {
        Entry *e = &g_array_index(k->entries, Entry, i);
        e->first_name = at;
        for (uint32_t m = 0; m < e->n_names; m++, at++)
            g_array_append_val(k->entry_names, place[at]);
    }
    g_free(place);
    l->names = ordered;
    l->n_names = n;
    l->slots = slots;
    l->slot_mask = n_slots - 1;
    l->bits = bits;
    l->bit_mask = n_bits - 1;
    l->starts = filter_of(keys.starts, &l->start_mask);
    l->pairs = filter_of(keys.pairs, &l->pair_mask);
    g_string_free(keys.letters, TRUE);
    g_array_unref(keys.whole);
    g_array_unref(keys.beginning);
}

Lexicon *catalog_compile(Catalog *c) {
    Compiler k = {
        .c = c,
        .strings = g_string_new_len("", 1),
        .known = g_hash_table_new(g_str_hash, g_str_equal),
        .refs = g_array_new(FALSE, FALSE, sizeof(uint32_t)),
        .entries = g_array_new(FALSE, FALSE, sizeof(Entry)),
        .names = g_array_new(FALSE, FALSE, sizeof(Name)),
        .entry_names = g_array_new(FALSE, FALSE, sizeof(uint32_t)),
    };
    uint32_t empty[N_LISTS] = {0}; /* where lists == 0 points */
    g_array_append_vals(k.refs, empty, N_LISTS);
    put_entries(&k);
    Lexicon *l = g_new0(Lexicon, 1);
    put_keys(&k, l);
    l->n_strings = (uint32_t)k.strings->len;
    l->n_entries = k.entries->len;
    l->n_refs = k.refs->len;
    l->strings = g_string_free(k.strings, FALSE);
    l->entries = (const Entry *)(void *)g_array_free(k.entries, FALSE);
    l->refs = (const uint32_t *)(void *)g_array_free(k.refs, FALSE);
    l->entry_names = (const uint32_t *)(void *)g_array_free(k.entry_names, FALSE);
    l->owned = true;
    g_array_unref(k.names);
    g_hash_table_unref(k.known);
    return l;
}

void lexicon_free(Lexicon *l) {
    if (!l || !l->owned)
        return;
    g_free((void *)l->strings);
    g_free((void *)l->entries);
    g_free((void *)l->names);
    g_free((void *)l->entry_names);
    g_free((void *)l->refs);
    g_free((void *)l->slots);
    g_free((void *)l->bits);
    g_free((void *)l->starts);
    g_free((void *)l->pairs);
    g_free(l);
}

/* ---- back ------------------------------------------------------------------------------ */

static void take_refs(Item *item, const Lexicon *l, const Entry *e) {
    for (unsigned list = 0; list < N_LISTS; list++) {
        uint32_t n;
        const uint32_t *at = entry_list(l, e, list, &n);
        for (uint32_t m = 0; m < n; m++)
            item_ref(item, list, string_at(l, LIST_IS_WORDS(list) ? at[m] : l->entries[at[m]].name),
                     PLACE_BUILTIN);
    }
}

void catalog_add_lexicon(Catalog *c, const Lexicon *l) {
    for (uint32_t i = 0; i < l->n_entries; i++) {
        const Entry *e = &l->entries[i];
        Item *item = catalog_item(c, (EntityType)e->type, string_at(l, e->name), PLACE_BUILTIN);
        for (uint32_t m = 0; m < e->n_names; m++) {
            const Name *name = &l->names[l->entry_names[e->first_name + m]];
            Spelling *s = item_spelling(item, string_at(l, name->text), PLACE_BUILTIN);
            s->ambiguous = name->flags & NAME_AMBIGUOUS;
            s->former = name->flags & NAME_FORMER;
        }
        if (e->maker != NONE)
            item->maker = (Ref){g_strdup(string_at(l, l->entries[e->maker].name)), PLACE_BUILTIN};
        if (e->acquirer != NONE)
            item->acquirer =
                (Ref){g_strdup(string_at(l, l->entries[e->acquirer].name)), PLACE_BUILTIN};
        item->acquired_year = e->acquired_year;
        item->site = e->site ? g_strdup(string_at(l, e->site)) : NULL;
        item->url = e->url ? g_strdup(string_at(l, e->url)) : NULL;
        item->anycase = e->flags & ENTRY_ANYCASE;
        item->editions = e->flags & ENTRY_EDITIONS;
        take_refs(item, l, e);
    }
}

/* ---- as C source -------------------------------------------------------------------------- */

static void write_numbers(GString *out, const char *type, const char *symbol, const char *part,
                          const uint32_t *at, size_t n) {
    g_string_append_printf(out, "static const %s %s_%s[] = {", type, symbol, part);
    for (size_t i = 0; i < n; i++)
        g_string_append_printf(out, "%s%u,", i % 12 ? "" : "\n", at[i]);
    g_string_append(out, "\n0};\n");
}

static void write_bytes(GString *out, const char *symbol, const char *part, const uint8_t *at,
                        size_t n) {
    g_string_append_printf(out, "static const uint8_t %s_%s[] = {", symbol, part);
    for (size_t i = 0; i < n; i++)
        g_string_append_printf(out, "%s%u,", i % 24 ? "" : "\n", at[i]);
    g_string_append(out, "\n0};\n");
}

static void write_strings(const Lexicon *l, const char *symbol, GString *out) {
    g_string_append_printf(out, "static const char %s_strings[] =", symbol);
    for (size_t i = 0; i < l->n_strings;) {
        const char *s = l->strings + i;
        size_t n = strlen(s);
        char *escaped = g_strescape(s, NULL);
        char **parts = g_strsplit(escaped, "?", -1); /* no trigraphs */
        char *joined = g_strjoinv("\\?", parts);
        g_string_append_printf(out, "\n\"%s\\0\"", joined);
        g_free(joined);
        g_strfreev(parts);
        g_free(escaped);
        i += n + 1;
    }
    g_string_append(out, ";\n");
}

void lexicon_write_c(const Lexicon *l, const char *symbol, GString *out) {
    g_string_append(out, "/* Made by catc from graphs/catalog; do not edit. */\n"
                         "#include \"names/inside.h\"\n\n");
    write_strings(l, symbol, out);
    g_string_append_printf(out, "static const Entry %s_entries[] = {\n", symbol);
    for (uint32_t i = 0; i < l->n_entries; i++) {
        const Entry *e = &l->entries[i];
        g_string_append_printf(out, "{%u,%u,%u,%u,%uu,%uu,%u,%u,%u,%u,%u,%u},\n", e->name, e->id,
                               e->site, e->url, e->maker, e->acquirer, e->lists, e->first_name,
                               e->n_names, e->acquired_year, e->type, e->flags);
    }
    g_string_append_printf(out, "{0}};\nstatic const Name %s_names[] = {\n", symbol);
    for (uint32_t i = 0; i < l->n_names; i++) {
        const Name *n = &l->names[i];
        g_string_append_printf(out, "{%u,%uu,%u,%u,%u,%u},%s", n->text, n->entry, n->length,
                               n->layer, n->maker_len, n->flags, i % 6 == 5 ? "\n" : "");
    }
    g_string_append(out, "{0}};\n");
    write_numbers(out, "uint32_t", symbol, "entry_names", l->entry_names,
                  l->n_entries ? l->entries[l->n_entries - 1].first_name +
                                     l->entries[l->n_entries - 1].n_names
                               : 0);
    write_numbers(out, "uint32_t", symbol, "refs", l->refs, l->n_refs);
    g_string_append_printf(out, "static const Slot %s_slots[] = {\n", symbol);
    for (uint32_t i = 0; i <= l->slot_mask; i++)
        g_string_append_printf(out, "{%uu,%uu,%uu},%s", l->slots[i].key, l->slots[i].first,
                               l->slots[i].next, i % 6 == 5 ? "\n" : "");
    g_string_append(out, "};\n");
    write_numbers(out, "uint32_t", symbol, "bits", l->bits, (l->bit_mask + 1) / 32);
    write_bytes(out, symbol, "starts", l->starts, (size_t)l->start_mask + 1);
    write_bytes(out, symbol, "pairs", l->pairs, (size_t)l->pair_mask + 1);
    g_string_append_printf(
        out,
        "const Lexicon %s = {%s_strings, %s_entries, %s_names, %s_entry_names, %s_refs,\n"
        "    %s_slots, %s_bits, %s_starts, %s_pairs, %u, %u, %u, %u, %uu, %uu, %uu, %uu, false};\n",
        symbol, symbol, symbol, symbol, symbol, symbol, symbol, symbol, symbol, symbol,
        l->n_strings, l->n_entries, l->n_names, l->n_refs, l->slot_mask, l->bit_mask, l->start_mask,
        l->pair_mask);
}
