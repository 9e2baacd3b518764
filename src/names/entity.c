#include "names/inside.h"

#include <string.h>

static const char *const type_names[] = {"company", "product", "event"};

const char *type_name(EntityType type) {
    return type_names[type];
}

unsigned type_parse(const char *word) {
    static const char *const plurals[] = {"companies", "products", "events"};
    for (unsigned t = 0; t < N_TYPES; t++)
        if (g_ascii_strcasecmp(word, type_names[t]) == 0 ||
            g_ascii_strcasecmp(word, plurals[t]) == 0)
            return t;
    return N_TYPES;
}

EntityType entity_type(const Lexicon *l, Entity e) {
    return (EntityType)entry_of(l, e)->type;
}

static void add_edition(Entity e, const char *sep, GString *out) {
    unsigned edition = edition_of(e);
    if (edition)
        g_string_append_printf(out, "%s%u", sep, edition / 2);
    if (edition & 1)
        g_string_append_printf(out, "%s%s", sep, *sep == '-' ? "r2" : "R2");
}

void entity_id(const Lexicon *l, Entity e, GString *out) {
    g_string_append(out, string_at(l, entry_of(l, e)->id));
    add_edition(e, "-", out);
}

int entity_compare(const Lexicon *l, Entity a, Entity b) {
    if (a == b)
        return 0;
    if (!edition_of(a) && !edition_of(b))
        return strcmp(string_at(l, entry_of(l, a)->id), string_at(l, entry_of(l, b)->id));
    GString *x = g_string_sized_new(64), *y = g_string_sized_new(64);
    entity_id(l, a, x);
    entity_id(l, b, y);
    int order = strcmp(x->str, y->str);
    g_string_free(x, TRUE);
    g_string_free(y, TRUE);
    return order;
}

void entity_name(const Lexicon *l, Entity e, GString *out) {
    g_string_append(out, string_at(l, entry_of(l, e)->name));
    add_edition(e, " ", out);
}

void entity_url(const Lexicon *l, Entity e, GString *out) {
    const Entry *entry = entry_of(l, e);
    if (entry->url)
        g_string_append(out, string_at(l, entry->url));
    else if (entry->site)
        g_string_append_printf(out, "https://%s/", string_at(l, entry->site));
}

bool entity_link(const Lexicon *l, Entity e, EntityLink link, size_t i, Entity *to) {
    static const unsigned lists[] = {
        [LINK_PART_OF] = LIST_PART_OF, [LINK_FOR] = LIST_FOR, [LINK_SUCCEEDS] = LIST_SUCCEEDS};
    const Entry *entry = entry_of(l, e);
    uint32_t at = link == LINK_MAKER ? entry->maker : entry->acquirer;
    if (link == LINK_MAKER || link == LINK_ACQUIRER) {
        if (i || at == NONE)
            return false;
    } else {
        uint32_t n;
        const uint32_t *list = entry_list(l, entry, lists[link], &n);
        if (i >= n)
            return false;
        at = list[i];
    }
    *to = entity_of(at, 0);
    return true;
}

bool entity_maker(const Lexicon *l, Entity e, Entity *maker) {
    uint32_t m = entry_of(l, e)->maker;
    if (m == NONE)
        return false;
    *maker = entity_of(m, 0);
    return true;
}

unsigned entity_owned_since(const Lexicon *l, Entity e) {
    return entry_of(l, e)->acquired_year;
}

/* ASCII case, blanks and hyphens do not count: "chrome os" is ChromeOS. */
static bool is_same_loosely(const char *a, const char *b) {
    for (;; a++, b++) {
        while (*a == ' ' || *a == '-')
            a++;
        while (*b == ' ' || *b == '-')
            b++;
        if (g_ascii_tolower(*a) != g_ascii_tolower(*b) || !*a)
            return *a == *b;
    }
}

static bool has_name(const Lexicon *l, const Entry *e, const char *name) {
    for (uint32_t m = 0; m < e->n_names; m++) {
        const Name *n = &l->names[l->entry_names[e->first_name + m]];
        if (is_same_loosely(string_at(l, n->text), name))
            return true;
    }
    return false;
}

/* "VMware Fusion" is Fusion, by VMware. */
static bool has_name_behind_maker(const Lexicon *l, const Entry *e, const char *name) {
    const Entry *maker = e->maker == NONE ? NULL : &l->entries[e->maker];
    for (uint32_t m = 0; maker && m < maker->n_names; m++) {
        const Name *n = &l->names[l->entry_names[maker->first_name + m]];
        if (g_ascii_strncasecmp(string_at(l, n->text), name, n->length) == 0 &&
            name[n->length] == ' ' && has_name(l, e, name + n->length + 1))
            return true;
    }
    return false;
}

static bool entry_answers_to(const Lexicon *l, const Entry *e, const char *name) {
    return g_ascii_strcasecmp(string_at(l, e->id), name) == 0 || has_name(l, e, name);
}

bool entity_answers_to(const Lexicon *l, Entity e, const char *name) {
    if (entry_answers_to(l, entry_of(l, e), name) || has_name_behind_maker(l, entry_of(l, e), name))
        return true;
    GString *own = g_string_new(NULL);
    entity_name(l, e, own);
    bool yes = is_same_loosely(own->str, name);
    g_string_truncate(own, 0);
    entity_id(l, e, own);
    yes |= g_ascii_strcasecmp(own->str, name) == 0;
    g_string_free(own, TRUE);
    return yes;
}

/* The year at the end of "VMworld 2007" or "vmworld-2007"; `n` is set to the
 * length of what is before it. 0: there is none. */
static unsigned year_behind(const char *name, size_t *n) {
    size_t length = strlen(name);
    if (length < 6 || (name[length - 5] != ' ' && name[length - 5] != '-'))
        return 0;
    Day d = day_parse(slice(name + length - 4, 4), true);
    *n = length - 5;
    return d / 10000;
}

bool lexicon_lookup(const Lexicon *l, const char *name, Entity *out) {
    size_t n = 0;
    unsigned year = year_behind(name, &n);
    char *series = year ? g_strndup(name, n) : NULL;
    bool found = false;
    for (uint32_t i = 0; i < l->n_entries && !found; i++)
        if ((found = g_ascii_strcasecmp(string_at(l, l->entries[i].name), name) == 0))
            *out = entity_of(i, 0);
    for (uint32_t i = 0; i < l->n_entries && !found; i++)
        if ((found = entry_answers_to(l, &l->entries[i], name)))
            *out = entity_of(i, 0);
    for (uint32_t i = 0; i < l->n_entries && !found && series; i++)
        if ((found = l->entries[i].flags & ENTRY_EDITIONS &&
                     entry_answers_to(l, &l->entries[i], series)))
            *out = entity_of(i, EDITION(year, 0));
    for (uint32_t i = 0; i < l->n_entries && !found; i++)
        if ((found = has_name_behind_maker(l, &l->entries[i], name)))
            *out = entity_of(i, 0);
    g_free(series);
    return found;
}

const char *lexicon_nearest(const Lexicon *l, const char *name) {
    const char **all = g_new(const char *, l->n_names + 1);
    for (uint32_t i = 0; i < l->n_names; i++)
        all[i] = string_at(l, l->names[i].text);
    const char *near = nearest_word(name, all, l->n_names);
    g_free(all);
    return near;
}
