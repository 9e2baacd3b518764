/* Phrases: read from YAML, and made into a tree that a sentence walks along. */
#include "relate/inside.h"

#include <string.h>
#include <yaml.h>

/* ---- words and signs ----------------------------------------------------------------- */

/* The bytes of a sign at p that is written in several ways, and what it counts
 * as: '\'' an apostrophe, '-' a dash, ' ' nothing. 0: none of them. */
static size_t odd_sign(const char *p, const char *end, char *as) {
    static const struct {
        const char *sign;
        char as;
    } signs[] = {
        {"\u2019", '\''}, {"\u2018", ' '}, {"\u201c", ' '}, {"\u201d", ' '}, {"\u2013", '-'},
        {"\u2014", '-'},  {"\u2026", ';'}, {"\u2122", ' '}, {"\u00ae", ' '}, {"\u2011", '-'},
        {"\u2022", ';'},  {"\u00ab", ' '}, {"\u00bb", ' '}, {"\u00a0", ' '},
    };
    for (size_t i = 0; (unsigned char)*p >= 0xc2 && i < G_N_ELEMENTS(signs); i++) {
        size_t n = strlen(signs[i].sign);
        if ((size_t)(end - p) >= n && memcmp(p, signs[i].sign, n) == 0) {
            *as = signs[i].as;
            return n;
        }
    }
    return 0;
}

static bool is_word_byte(const char *p, const char *end) {
    char as;
    return g_ascii_isalnum(*p) || *p == '_' ||
           ((unsigned char)*p >= 0x80 && !odd_sign(p, end, &as));
}

static size_t apostrophe(const char *p, const char *end) {
    char as;
    if (p < end && *p == '\'')
        return 1;
    size_t n = p < end ? odd_sign(p, end, &as) : 0;
    return n && as == '\'' ? n : 0;
}

/* "doesn't" is two words, and so is "VMware's". A hyphen or a point within a word
 * belongs to it. */
static const char *word_end(const char *p, const char *end) {
    while (p < end) {
        if (is_word_byte(p, end))
            p++;
        else if ((*p == '-' || *p == '.') && p + 1 < end && is_word_byte(p + 1, end))
            p++;
        else
            break;
    }
    return p;
}

/* g_ascii_tolower, which is called for every byte, without the call. */
static inline char small(char c) {
    return g_ascii_isupper(c) ? (char)(c | 0x20) : c;
}

/* Reads the word at p if it is nothing but ASCII letters and digits, as nearly all
 * are, and nothing behind it could belong to it. */
static bool plain_word(const char *p, const char *end, RawToken *out) {
    size_t n = 0;
    for (; p + n < end && g_ascii_isalnum(p[n]); n++)
        if (n < TOKEN_MAX)
            out->word[n] = small(p[n]);
    const char *q = p + n;
    if (q < end && ((unsigned char)*q >= 0x80 || *q == '_' || *q == '\'' ||
                    ((*q == '-' || *q == '.') && q + 1 < end && is_word_byte(q + 1, end))))
        return false;
    out->start = p;
    out->end = q;
    out->word[n < TOKEN_MAX ? n : 0] = '\0';
    return true;
}

bool token_next(const char *p, const char *end, RawToken *out) {
    char as = 0;
    for (;; p++) {
        if (p >= end)
            return false;
        if (g_ascii_isalnum(*p)) {
            if (plain_word(p, end, out))
                return true;
            break;
        }
        size_t n = odd_sign(p, end, &as);
        if (n && as == ' ') {
            p += n - 1;
            continue;
        }
        if (n || (*p > ' ' && !strchr("\".!?*`", *p)))
            break;
    }
    out->start = p;
    size_t sign = apostrophe(p, end);
    if (sign && p + sign < end && is_word_byte(p + sign, end)) {
        out->end = word_end(p + sign, end);
        size_t n = (size_t)(out->end - p) - sign;
        out->word[0] = '\'';
        for (size_t i = 0; i < n && n + 2 <= TOKEN_MAX; i++)
            out->word[i + 1] = small(p[sign + i]);
        out->word[n + 2 <= TOKEN_MAX ? n + 1 : 0] = '\0';
        return true;
    }
    if (!is_word_byte(p, end)) {
        size_t n = odd_sign(p, end, &as);
        out->word[0] = n ? as : *p;
        out->word[1] = '\0';
        out->end = p + (n ? n : 1);
        while (out->word[0] == '-' && out->end < end && *out->end == '-')
            out->end++;
        return true;
    }
    out->end = word_end(p, end);
    size_t n = (size_t)(out->end - p), t = apostrophe(out->end, end);
    if (t && n > 1 && g_ascii_tolower(out->end[-1]) == 'n' && out->end + t < end &&
        g_ascii_tolower(out->end[t]) == 't')
        out->end--, n--; /* "n't" is "not" */
    if (n == 1 && t && g_ascii_tolower(*p) == 'n' && p + 1 + t < end &&
        g_ascii_tolower(p[1 + t]) == 't') {
        out->end = p + 2 + t;
        memcpy(out->word, "not", 4);
        return true;
    }
    for (size_t i = 0; i < n && n < TOKEN_MAX; i++)
        out->word[i] = small(p[i]);
    out->word[n < TOKEN_MAX ? n : 0] = '\0';
    return true;
}

const PhraseWord *phrase_word(const Phrases *p, const char *word) {
    for (uint32_t i = word_hash(word);; i++) {
        const PhraseWord *w = &p->words[i & p->word_mask];
        const char *text = p->strings + w->text;
        if (!w->text)
            return NULL;
        if (*text == *word && strcmp(text, word) == 0)
            return w;
    }
}

uint32_t phrase_step(const Phrases *p, uint32_t node, Symbol symbol) {
    if (symbol < SYM_FIRST_WORD && !(p->nodes[node].wants & 1u << symbol))
        return 0;
    const PhraseEdge *e = p->edges + p->nodes[node].edges;
    size_t n = p->nodes[node].n_edges;
    if (!n)
        return 0;
    for (size_t half; n > 1; n -= half) { /* halved without a branch to be guessed */
        half = n / 2;
        e += e[half].symbol <= symbol ? half : 0;
    }
    return e->symbol == symbol ? e->node : 0;
}

/* ---- building --------------------------------------------------------------------------- */

typedef struct {
    unsigned flags;
    Symbol own;      /* 0: no phrase has it as itself */
    GArray *symbols; /* own, and those of the sets that it is in */
} BookWord;

typedef struct {
    GArray *edges;   /* of PhraseEdge */
    GArray *phrases; /* of uint16_t: those that end here */
} BookNode;

/* A set without a name: every word that has one of these symbols. */
typedef struct {
    Symbol set;
    GArray *symbols; /* sorted */
} Group;

struct PhraseBook {
    GHashTable *words; /* char * → BookWord */
    GHashTable *sets;  /* char * → its Symbol */
    GArray *groups;    /* of Group, each after those that it is made of */
    GArray *nodes;     /* of BookNode */
    GArray *phrases;   /* of Phrase; `text` is an index into texts */
    GPtrArray *texts;
    Symbol next;
    bool full; /* said that there is no room for more */
    /* of the file that is read */
    const char *path;
    yaml_document_t doc;
    Diags *diags;
};

static void word_free(void *p) {
    BookWord *w = p;
    g_array_unref(w->symbols);
    g_free(w);
}

static uint32_t add_node(PhraseBook *b) {
    BookNode n = {g_array_new(FALSE, FALSE, sizeof(PhraseEdge)),
                  g_array_new(FALSE, FALSE, sizeof(uint16_t))};
    g_array_append_val(b->nodes, n);
    return b->nodes->len - 1;
}

PhraseBook *phrase_book_new(void) {
    PhraseBook *b = g_new0(PhraseBook, 1);
    b->words = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, word_free);
    b->sets = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    b->groups = g_array_new(FALSE, FALSE, sizeof(Group));
    b->nodes = g_array_new(FALSE, FALSE, sizeof(BookNode));
    b->phrases = g_array_new(FALSE, FALSE, sizeof(Phrase));
    b->texts = g_ptr_array_new_with_free_func(g_free);
    b->next = SYM_FIRST_WORD;
    add_node(b);
    return b;
}

void phrase_book_free(PhraseBook *b) {
    if (!b)
        return;
    for (guint i = 0; i < b->nodes->len; i++) {
        BookNode *n = &g_array_index(b->nodes, BookNode, i);
        g_array_unref(n->edges);
        g_array_unref(n->phrases);
    }
    for (guint i = 0; i < b->groups->len; i++)
        g_array_unref(g_array_index(b->groups, Group, i).symbols);
    g_array_unref(b->groups);
    g_hash_table_unref(b->words);
    g_hash_table_unref(b->sets);
    g_array_unref(b->nodes);
    g_array_unref(b->phrases);
    g_ptr_array_unref(b->texts);
    g_free(b);
}

static BookWord *book_word(PhraseBook *b, const char *text) {
    BookWord *w = g_hash_table_lookup(b->words, text);
    if (!w) {
        w = g_new0(BookWord, 1);
        w->symbols = g_array_new(FALSE, FALSE, sizeof(Symbol));
        g_hash_table_insert(b->words, g_strdup(text), w);
    }
    return w;
}

static void join_set(BookWord *w, Symbol set) {
    for (guint i = 0; i < w->symbols->len; i++)
        if (g_array_index(w->symbols, Symbol, i) == set)
            return;
    g_array_append_val(w->symbols, set);
}

static Symbol symbol_of(PhraseBook *b, const char *text) {
    BookWord *w = book_word(b, text);
    if (!w->own) {
        w->own = b->next++;
        join_set(w, w->own);
    }
    return w->own;
}

static uint32_t step_or_add(PhraseBook *b, uint32_t node, Symbol symbol) {
    GArray *edges = g_array_index(b->nodes, BookNode, node).edges;
    for (guint i = 0; i < edges->len; i++)
        if (g_array_index(edges, PhraseEdge, i).symbol == symbol)
            return g_array_index(edges, PhraseEdge, i).node;
    PhraseEdge e = {add_node(b), symbol};
    g_array_append_val(g_array_index(b->nodes, BookNode, node).edges, e);
    return e.node;
}

/* ---- one phrase -------------------------------------------------------------------------------
 *
 *   A B A:company     the ends, of any type that the kind has, or of this one
 *   A+B               both, in one list
 *   word  's  ,  \(   itself, whatever its case
 *   @set              one of a set's words
 *   [x]               x or nothing
 *   (x|y z)           one of these
 *   ..  ...           up to three words, up to eight */

typedef GArray Way; /* of Symbol */

typedef struct {
    PhraseBook *book;
    const char *begin, *p;
    unsigned depth;
    char *wrong; /* what is wrong, or NULL */
    const char *where;
} Pattern;

/* A phrase that can be said in more ways than this was not meant to be. */
#define MAX_WAYS 512u
#define MAX_SYMBOLS 40u
/* Brackets in brackets deeper than this were not meant either, and would cost the
 * stack. */
#define MAX_DEPTH 20u
/* Each gap multiplies the ways through a sentence by its length. */
#define MAX_GAPS 4u
/* Their numbers have 16 bits. */
#define MAX_PHRASES 10000u
#define MAX_WORDS 60000u

static void way_free(void *p) {
    g_array_unref(p);
}

static GPtrArray *ways_new(void) {
    return g_ptr_array_new_with_free_func(way_free);
}

static void G_GNUC_PRINTF(3, 4) wrong(Pattern *t, const char *where, const char *format, ...) {
    if (t->wrong)
        return;
    va_list args;
    va_start(args, format);
    t->wrong = g_strdup_vprintf(format, args);
    va_end(args);
    t->where = where;
}

static GPtrArray *one_way(Symbol s) {
    GPtrArray *ways = ways_new();
    Way *w = g_array_new(FALSE, FALSE, sizeof(Symbol));
    if (s)
        g_array_append_val(w, s);
    g_ptr_array_add(ways, w);
    return ways;
}

/* Every way of `a` followed by every way of `b`; frees both. */
static GPtrArray *ways_product(Pattern *t, GPtrArray *a, GPtrArray *b) {
    GPtrArray *all = ways_new();
    if (a->len * b->len > MAX_WAYS) {
        wrong(t, t->begin, "can be said in more than %u ways, expected fewer", MAX_WAYS);
    } else {
        for (guint i = 0; i < a->len; i++)
            for (guint k = 0; k < b->len; k++) {
                const Way *x = a->pdata[i], *y = b->pdata[k];
                Way *w = g_array_new(FALSE, FALSE, sizeof(Symbol));
                g_array_append_vals(w, x->data, x->len);
                g_array_append_vals(w, y->data, y->len);
                g_ptr_array_add(all, w);
            }
    }
    g_ptr_array_unref(a);
    g_ptr_array_unref(b);
    return all;
}

static GPtrArray *parse_sequence(Pattern *t, const char *closing);

static gint by_symbol(gconstpointer a, gconstpointer b) {
    return (int)*(const Symbol *)a - (int)*(const Symbol *)b;
}

/* Several words in one place are a set without a name: the tree is then much
 * smaller. Its words are found when all are known, because later files may add to
 * the sets in it. */
static Symbol set_of(PhraseBook *b, GArray *symbols) {
    g_array_sort(symbols, by_symbol);
    GString *name = g_string_new("|");
    for (guint i = 0; i < symbols->len; i++)
        g_string_append_printf(name, "%u|", g_array_index(symbols, Symbol, i));
    Symbol set = (Symbol)GPOINTER_TO_UINT(g_hash_table_lookup(b->sets, name->str));
    if (!set) {
        set = b->next++;
        g_hash_table_insert(b->sets, g_strdup(name->str), GUINT_TO_POINTER(set));
        Group group = {set, g_array_ref(symbols)};
        g_array_append_val(b->groups, group);
    }
    g_string_free(name, TRUE);
    return set;
}

/* Joins those of a group's ways that are one word. */
static void join_words(Pattern *t, GPtrArray *ways) {
    GArray *symbols = g_array_new(FALSE, FALSE, sizeof(Symbol));
    for (guint i = ways->len; i-- > 0;) {
        const Way *w = ways->pdata[i];
        if (w->len != 1 || g_array_index(w, Symbol, 0) < SYM_FIRST_WORD)
            continue;
        g_array_append_val(symbols, g_array_index(w, Symbol, 0));
        g_ptr_array_remove_index_fast(ways, i);
    }
    if (symbols->len) {
        Symbol s = symbols->len == 1 ? g_array_index(symbols, Symbol, 0) : set_of(t->book, symbols);
        GPtrArray *one = one_way(s);
        g_ptr_array_add(ways, g_array_ref(one->pdata[0]));
        g_ptr_array_unref(one);
    }
    g_array_unref(symbols);
}

static GPtrArray *parse_group(Pattern *t, char open) {
    const char *at = t->p++;
    const char *closing = open == '(' ? "|)" : "|]";
    if (++t->depth > MAX_DEPTH) {
        wrong(t, at, "more than %u brackets, one in the other, expected a few", MAX_DEPTH);
        return one_way(SYM_NONE);
    }
    GPtrArray *all = open == '[' ? one_way(SYM_NONE) : ways_new();
    do {
        GPtrArray *some = parse_sequence(t, closing);
        for (guint i = 0; i < some->len; i++)
            g_ptr_array_add(all, g_array_ref(some->pdata[i]));
        g_ptr_array_unref(some);
    } while (*t->p == '|' && t->p++);
    if (*t->p)
        t->p++;
    else
        wrong(t, at, "\"%c\" is not closed", open);
    t->depth--;
    join_words(t, all);
    return all;
}

/* ":company" behind an end; 0: any type. */
static Symbol parse_type(Pattern *t) {
    if (*t->p != ':')
        return 0;
    const char *at = ++t->p;
    while (g_ascii_isalpha(*t->p))
        t->p++;
    char *word = g_strndup(at, (gsize)(t->p - at));
    unsigned type = type_parse(word);
    if (type == N_TYPES)
        wrong(t, at, "\"%s\" is no type, expected company, product or event", word);
    g_free(word);
    return type == N_TYPES ? 0 : (Symbol)(type + 1);
}

static bool is_end(const char *p, char letter) {
    return *p == letter && !g_ascii_isalnum(p[1]) && p[1] != '_';
}

static Symbol parse_set(Pattern *t) {
    const char *at = t->p++;
    while (g_ascii_isalnum(*t->p) || *t->p == '_' || *t->p == '-')
        t->p++;
    char *name = g_strndup(at + 1, (gsize)(t->p - at - 1));
    Symbol s = (Symbol)GPOINTER_TO_UINT(g_hash_table_lookup(t->book->sets, name));
    if (!s)
        wrong(t, at, "no set of words is called \"%s\", expected one of those under sets", name);
    g_free(name);
    return s;
}

static GPtrArray *parse_one(Pattern *t) {
    const char *p = t->p;
    if (*p == '(' || *p == '[')
        return parse_group(t, *p);
    if (*p == '@')
        return one_way(parse_set(t));
    if (strncmp(p, "...", 3) == 0 || strncmp(p, "..", 2) == 0) {
        bool longer = p[2] == '.';
        t->p += longer ? 3 : 2;
        return one_way(longer ? SYM_LONG_GAP : SYM_GAP);
    }
    if (strncmp(p, "A+B", 3) == 0) {
        t->p += 3;
        return one_way((Symbol)(SYM_PAIR + parse_type(t)));
    }
    if (is_end(p, 'A') || is_end(p, 'B')) {
        t->p++;
        return one_way((Symbol)((*p == 'A' ? SYM_A : SYM_B) + parse_type(t)));
    }
    t->p += *p == '\\';
    RawToken token;
    if (!token_next(t->p, t->p + strlen(t->p), &token) || token.start != t->p || !*token.word ||
        (*p != '\\' && strchr(")]|", *p))) {
        wrong(t, p, "unexpected \"%.*s\", expected a word, A, B, @set, [...], (...) or ..",
              (int)(g_utf8_next_char(p) - p), p);
        t->p += *t->p != '\0';
        return one_way(SYM_NONE);
    }
    t->p = token.end;
    return one_way(symbol_of(t->book, token.word));
}

static GPtrArray *parse_sequence(Pattern *t, const char *closing) {
    GPtrArray *ways = one_way(SYM_NONE);
    for (;;) {
        while (*t->p == ' ')
            t->p++;
        if (!*t->p || strchr(closing, *t->p) || t->wrong)
            return ways;
        ways = ways_product(t, ways, parse_one(t));
    }
}

/* Is this symbol an end (SYM_A, SYM_B or SYM_PAIR) of the type that it asks for? */
static bool is_of(Symbol s, Symbol end, EntityType type) {
    return s == end || s == end + 1u + type;
}

/* Puts a way into the tree, with its ends of these types. False: a type that it
 * asks for is another. */
static bool put_way(PhraseBook *b, const Way *w, EntityType from, EntityType to, RelationKind kind,
                    int *taken) {
    const uint16_t phrase = (uint16_t)b->phrases->len;
    uint32_t node = 0;
    for (guint i = 0; i < w->len; i++) {
        Symbol s = g_array_index(w, Symbol, i);
        if (s >= SYM_A && s < SYM_GAP) {
            Symbol end = s < SYM_B ? SYM_A : s < SYM_PAIR ? SYM_B : SYM_PAIR;
            EntityType type = end == SYM_B ? to : from;
            if (!is_of(s, end, type) || (end == SYM_PAIR && from != to))
                return false;
            s = (Symbol)(end + 1u + type);
        }
        node = step_or_add(b, node, s);
    }
    GArray *here = g_array_index(b->nodes, BookNode, node).phrases;
    for (guint i = 0; i < here->len; i++) {
        uint16_t other = g_array_index(here, uint16_t, i);
        if (other == phrase)
            return true; /* two ways to say it that come to the same */
        if (g_array_index(b->phrases, Phrase, other).kind == kind)
            *taken = other;
    }
    if (*taken < 0)
        g_array_append_val(here, phrase);
    return true;
}

/* Takes a phrase out of the tree that was wrong after all. */
static void forget_phrase(PhraseBook *b, uint16_t phrase) {
    for (guint i = 0; i < b->nodes->len; i++) {
        GArray *here = g_array_index(b->nodes, BookNode, i).phrases;
        if (here->len && g_array_index(here, uint16_t, here->len - 1) == phrase)
            g_array_set_size(here, here->len - 1);
    }
}

/* Does a way have each end once? Of a phrase for events, only A. */
static bool has_ends(const Way *w, unsigned flags) {
    unsigned a = 0, b = 0, gaps = 0;
    for (guint i = 0; i < w->len; i++) {
        Symbol s = g_array_index(w, Symbol, i);
        gaps += s == SYM_GAP || s == SYM_LONG_GAP;
        a += (s >= SYM_A && s < SYM_B) || (s >= SYM_PAIR && s < SYM_GAP);
        b += s >= SYM_B && s < SYM_GAP;
    }
    return a == 1 && b == !(flags & PHRASE_EVENT) && w->len <= MAX_SYMBOLS && gaps <= MAX_GAPS;
}

/* ---- a file
 * -------------------------------------------------------------------------------------- */

static void say(PhraseBook *b, const yaml_node_t *n, size_t into, const char *message) {
    diags_say(b->diags, DIAG_ERROR, b->path, (unsigned)n->start_mark.line + 1,
              (unsigned)(n->start_mark.column + into) + 1, "%s", message);
}

static void sayf(PhraseBook *b, const yaml_node_t *n, const char *format, ...) G_GNUC_PRINTF(3, 4);
static void sayf(PhraseBook *b, const yaml_node_t *n, const char *format, ...) {
    va_list args;
    va_start(args, format);
    char *message = g_strdup_vprintf(format, args);
    va_end(args);
    say(b, n, 0, message);
    g_free(message);
}

static const yaml_node_t *node_at(PhraseBook *b, int index) {
    return yaml_document_get_node(&b->doc, index);
}

/* NULL: it is no text, which is said. */
static const char *text_of(PhraseBook *b, const yaml_node_t *n, const char *what) {
    if (n->type == YAML_SCALAR_NODE && n->data.scalar.length)
        return (const char *)n->data.scalar.value;
    sayf(b, n, "expected %s", what);
    return NULL;
}

/* The pairs of a map; says so where it is none. */
#define EACH_PAIR(n, p)                                                                            \
    const yaml_node_pair_t *p = (n)->data.mapping.pairs.start;                                     \
    p < (n)->data.mapping.pairs.top;                                                               \
    p++

static bool is_map(PhraseBook *b, const yaml_node_t *n, const char *what) {
    if (n->type == YAML_MAPPING_NODE)
        return true;
    sayf(b, n, "%s is no map, expected lines of \"key: value\"", what);
    return false;
}

static bool is_list(PhraseBook *b, const yaml_node_t *n, const char *what) {
    if (n->type == YAML_SEQUENCE_NODE)
        return true;
    sayf(b, n, "%s is no list, expected [word, word] or lines that begin with \"- \"", what);
    return false;
}

/* One word of a list, as tokens are; says what is more than one. */
static bool word_of(PhraseBook *b, const yaml_node_t *n, RawToken *token) {
    const char *text = text_of(b, n, "a word");
    if (!text)
        return false;
    const char *end = text + strlen(text);
    RawToken more;
    if (token_next(text, end, token) && *token->word && !token_next(token->end, end, &more))
        return true;
    sayf(b, n, "\"%s\" is not one word, expected one", text);
    return false;
}

static void read_words(PhraseBook *b, const yaml_node_t *list, const char *what, unsigned flags,
                       Symbol set) {
    if (!is_list(b, list, what))
        return;
    for (const int *k = list->data.sequence.items.start; k < list->data.sequence.items.top; k++) {
        RawToken token;
        if (!word_of(b, node_at(b, *k), &token))
            continue;
        BookWord *w = book_word(b, token.word);
        w->flags |= flags;
        if (set)
            join_set(w, set);
    }
}

static const struct {
    const char *key;
    unsigned flag;
} word_lists[] = {
    {"before", WORD_BEFORE}, {"after", WORD_AFTER},     {"and", WORD_AND},
    {"not", WORD_NOT},       {"rumoured", WORD_RUMOUR}, {"if", WORD_IF},
    {"break", WORD_BREAK},   {"they", WORD_THEY},       {"presenting", WORD_PRESENT},
};

static void read_sets(PhraseBook *b, const yaml_node_t *map) {
    if (!is_map(b, map, "sets"))
        return;
    for (EACH_PAIR(map, p)) {
        const yaml_node_t *key = node_at(b, p->key);
        const char *name = text_of(b, key, "the name of a set");
        if (!name)
            continue;
        Symbol set = (Symbol)GPOINTER_TO_UINT(g_hash_table_lookup(b->sets, name));
        if (!set && b->next < MAX_WORDS) {
            set = b->next++;
            g_hash_table_insert(b->sets, g_strdup(name), GUINT_TO_POINTER(set));
        }
        read_words(b, node_at(b, p->value), name, 0, set);
    }
}

static void add_phrase(PhraseBook *b, const yaml_node_t *n, RelationKind kind, unsigned flags) {
    const char *text = text_of(b, n, "a phrase");
    if (!text)
        return;
    if (b->phrases->len >= MAX_PHRASES || b->next >= MAX_WORDS) {
        if (!b->full)
            sayf(b, n, "more than %u phrases or %u words in all, expected fewer", MAX_PHRASES,
                 MAX_WORDS);
        b->full = true;
        return;
    }
    size_t quote = n->data.scalar.style == YAML_PLAIN_SCALAR_STYLE ? 0 : 1;
    Pattern t = {.book = b, .begin = text, .p = text};
    GPtrArray *ways = parse_sequence(&t, "");
    bool put = false;
    int taken = -1; /* by which phrase */
    for (guint i = 0; i < ways->len && !t.wrong; i++) {
        if (!has_ends(ways->pdata[i], flags)) {
            wrong(&t, text,
                  flags & PHRASE_EVENT
                      ? "expected A in it once and no B, at most %u words and %u gaps"
                      : "expected A and B in it once each, or A+B, at most %u words and %u gaps",
                  MAX_SYMBOLS, MAX_GAPS);
            break;
        }
        for (unsigned from = 0; from < N_TYPES; from++)
            for (unsigned to = 0; to < N_TYPES; to++)
                if (kind_takes(kind, (EntityType)from, (EntityType)to))
                    put |=
                        put_way(b, ways->pdata[i], (EntityType)from, (EntityType)to, kind, &taken);
    }
    if (!t.wrong && taken >= 0)
        wrong(&t, text, "\"%s\" says the same", (const char *)b->texts->pdata[taken]);
    if (!t.wrong && !put)
        wrong(&t, text, "no %s has ends of these types", kind_name(kind));
    if (t.wrong) {
        forget_phrase(b, (uint16_t)b->phrases->len);
        say(b, n, quote + (size_t)(t.where - text), t.wrong);
        g_free(t.wrong);
    } else {
        Phrase one = {.text = b->texts->len, .kind = (uint8_t)kind, .flags = (uint8_t)flags};
        g_array_append_val(b->phrases, one);
        g_ptr_array_add(b->texts, g_strdup(text));
    }
    g_ptr_array_unref(ways);
}

/* {phrase: ..., rumoured: true}. */
static void read_details(PhraseBook *b, const yaml_node_t *map, RelationKind kind) {
    static const char *const keys[] = {"rumoured", "known", "always", "event", "phrase"};
    const yaml_node_t *phrase = NULL;
    unsigned flags = 0;
    for (EACH_PAIR(map, p)) {
        const yaml_node_t *k = node_at(b, p->key), *v = node_at(b, p->value);
        const char *key = text_of(b, k, "a key"), *value;
        unsigned at = 0;
        while (key && at < G_N_ELEMENTS(keys) && strcmp(key, keys[at]) != 0)
            at++;
        if (key && at == G_N_ELEMENTS(keys)) {
            const char *near = nearest_word(key, keys, G_N_ELEMENTS(keys));
            sayf(b, k, "unknown key \"%s\", %s%s%s", key,
                 near ? "did you mean \"" : "expected phrase, rumoured, known, always or event",
                 near ? near : "", near ? "\"?" : "");
        } else if (key && at == G_N_ELEMENTS(keys) - 1) {
            phrase = v;
        } else if (key && (value = text_of(b, v, "true or false"))) {
            if (strcmp(value, "true") == 0)
                flags |= 1u << at;
            else if (strcmp(value, "false") != 0)
                sayf(b, v, "\"%s\", expected true or false", value);
        }
    }
    if (phrase)
        add_phrase(b, phrase, kind, flags);
    else
        sayf(b, map, "expected the key phrase");
}

static void read_phrases(PhraseBook *b, const yaml_node_t *map) {
    if (!is_map(b, map, "phrases"))
        return;
    for (EACH_PAIR(map, p)) {
        const yaml_node_t *key = node_at(b, p->key), *list = node_at(b, p->value);
        const char *name = text_of(b, key, "a kind");
        unsigned kind = name ? kind_parse(name) : N_KINDS;
        if (name && (kind == N_KINDS || kind == KIND_TOGETHER)) {
            const char *names[N_KINDS];
            for (unsigned k = 1; k < N_KINDS; k++)
                names[k - 1] = kind_name((RelationKind)k);
            const char *near = nearest_word(name, names, N_KINDS - 1);
            sayf(b, key, "unknown kind \"%s\", %s%s%s", name,
                 near ? "did you mean \"" : "expected makes, acquired, part_of and the like",
                 near ? near : "", near ? "\"?" : "");
        }
        if (!name || kind == N_KINDS || kind == KIND_TOGETHER || !is_list(b, list, name))
            continue;
        for (const int *k = list->data.sequence.items.start; k < list->data.sequence.items.top;
             k++) {
            const yaml_node_t *n = node_at(b, *k);
            if (n->type == YAML_MAPPING_NODE)
                read_details(b, n, (RelationKind)kind);
            else
                add_phrase(b, n, (RelationKind)kind, 0);
        }
    }
}

static void read_section(PhraseBook *b, const yaml_node_t *key, const yaml_node_t *value) {
    const char *name = text_of(b, key, "a section");
    const char *names[G_N_ELEMENTS(word_lists) + 2] = {"sets", "phrases"};
    if (!name || strcmp(name, "sets") == 0)
        return;
    if (strcmp(name, "phrases") == 0) {
        read_phrases(b, value);
        return;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(word_lists); i++) {
        names[i + 2] = word_lists[i].key;
        if (strcmp(name, word_lists[i].key) == 0) {
            read_words(b, value, name, word_lists[i].flag, 0);
            return;
        }
    }
    const char *near = nearest_word(name, names, G_N_ELEMENTS(names));
    sayf(b, key, "unknown section \"%s\", %s%s%s", name,
         near ? "did you mean \"" : "expected phrases, sets or a list of words", near ? near : "",
         near ? "\"?" : "");
}

bool phrase_book_add(PhraseBook *b, const char *path, Slice bytes, Diags *diags) {
    b->path = path;
    b->diags = diags;
    if (!yaml_load(bytes, path, &b->doc, diags))
        return false;
    const yaml_node_t *root = yaml_document_get_root_node(&b->doc);
    if (root && is_map(b, root, "the file")) {
        /* What phrases are made of comes first, wherever it stands. */
        for (EACH_PAIR(root, p)) {
            const yaml_node_t *key = node_at(b, p->key);
            if (key->type == YAML_SCALAR_NODE &&
                strcmp((const char *)key->data.scalar.value, "sets") == 0)
                read_sets(b, node_at(b, p->value));
        }
        for (EACH_PAIR(root, p))
            read_section(b, node_at(b, p->key), node_at(b, p->value));
    }
    yaml_document_delete(&b->doc);
    return true;
}

bool phrase_book_is(Slice bytes) {
    static const char *const keys[] = {"phrases:", "sets:"};
    for (size_t i = 0; i < bytes.n; i++) {
        Slice line = slice(bytes.p + i, bytes.n - i);
        for (size_t k = 0; k < G_N_ELEMENTS(keys); k++)
            if (slice_starts(line, keys[k]))
                return true;
        const char *nl = memchr(line.p, '\n', line.n);
        i = nl ? (size_t)(nl - bytes.p) : bytes.n;
    }
    return false;
}

bool phrase_book_add_file(PhraseBook *b, const char *path, Diags *diags) {
    Arena *arena = arena_new();
    GError *error = NULL;
    Slice bytes;
    bool ok = file_read(arena, path, PHRASES_MAX_BYTES, true, &bytes, &error);
    if (!ok) {
        diags_say(diags, DIAG_ERROR, path, 0, 0, "%s", error->message);
        g_error_free(error);
    }
    ok = ok && phrase_book_add(b, path, bytes, diags);
    arena_free(arena);
    return ok;
}

/* ---- compiling
 * -------------------------------------------------------------------------------------- */

static int edge_by_symbol(gconstpointer a, gconstpointer b) {
    return (int)((const PhraseEdge *)a)->symbol - (int)((const PhraseEdge *)b)->symbol;
}

static int by_text(gconstpointer a, gconstpointer b) {
    return strcmp(a, b);
}

/* Puts a word into each group that has one of its symbols. */
static void join_groups(const PhraseBook *b, BookWord *w, GHashTable *groups_of) {
    for (guint i = 0; i < w->symbols->len; i++) { /* it grows meanwhile */
        const GArray *in = g_hash_table_lookup(
            groups_of, GUINT_TO_POINTER((guint)g_array_index(w->symbols, Symbol, i)));
        for (guint k = 0; in && k < in->len; k++)
            join_set(w, g_array_index(b->groups, Group, g_array_index(in, guint, k)).set);
    }
}

static void free_list(void *list) {
    g_array_unref(list);
}

static void compile_groups(PhraseBook *b) {
    GHashTable *groups_of = /* symbol → GArray of guint, into b->groups */
        g_hash_table_new_full(g_direct_hash, g_direct_equal, NULL, free_list);
    for (guint i = 0; i < b->groups->len; i++) {
        const GArray *symbols = g_array_index(b->groups, Group, i).symbols;
        for (guint k = 0; k < symbols->len; k++) {
            gpointer symbol = GUINT_TO_POINTER((guint)g_array_index(symbols, Symbol, k));
            GArray *in = g_hash_table_lookup(groups_of, symbol);
            if (!in) {
                in = g_array_new(FALSE, FALSE, sizeof(guint));
                g_hash_table_insert(groups_of, symbol, in);
            }
            g_array_append_val(in, i);
        }
    }
    GHashTableIter words;
    gpointer word;
    g_hash_table_iter_init(&words, b->words);
    while (g_hash_table_iter_next(&words, NULL, &word))
        join_groups(b, word, groups_of);
    g_hash_table_unref(groups_of);
}

static void compile_words(PhraseBook *b, Phrases *p, GString *strings) {
    uint32_t cap = 64;
    while (cap < 2 * g_hash_table_size(b->words) + 2)
        cap *= 2;
    PhraseWord *words = g_new0(PhraseWord, cap);
    GArray *symbols = g_array_new(FALSE, FALSE, sizeof(uint16_t));
    const uint16_t none = 0;
    g_array_append_val(symbols, none);
    GList *texts = g_list_sort(g_hash_table_get_keys(b->words), by_text);
    for (GList *at = texts; at; at = at->next) {
        const BookWord *w = g_hash_table_lookup(b->words, at->data);
        g_array_sort(w->symbols, by_symbol);
        uint32_t slot = word_hash(at->data);
        while (words[slot & (cap - 1)].text)
            slot++;
        PhraseWord *out = &words[slot & (cap - 1)];
        out->text = (uint32_t)strings->len;
        out->flags = (uint16_t)w->flags;
        g_string_append_len(strings, at->data, (gssize)strlen(at->data) + 1);
        if (!w->symbols->len)
            continue;
        out->symbols = symbols->len;
        uint16_t n = (uint16_t)w->symbols->len;
        g_array_append_val(symbols, n);
        g_array_append_vals(symbols, w->symbols->data, n);
    }
    g_list_free(texts);
    p->words = words;
    p->word_mask = cap - 1;
    p->n_symbols = symbols->len;
    p->symbols = (const uint16_t *)(void *)g_array_free(symbols, FALSE);
}

static void compile_nodes(PhraseBook *b, Phrases *p) {
    PhraseNode *nodes = g_new0(PhraseNode, b->nodes->len);
    GArray *edges = g_array_new(FALSE, FALSE, sizeof(PhraseEdge));
    GArray *ends = g_array_new(FALSE, FALSE, sizeof(uint16_t));
    const uint16_t none = 0;
    g_array_append_val(ends, none);
    for (guint i = 0; i < b->nodes->len; i++) {
        BookNode *n = &g_array_index(b->nodes, BookNode, i);
        const uint16_t n_ends = (uint16_t)n->phrases->len;
        g_array_sort(n->edges, edge_by_symbol);
        uint16_t wants = 0;
        for (guint k = 0; k < n->edges->len; k++) {
            Symbol symbol = g_array_index(n->edges, PhraseEdge, k).symbol;
            wants |= symbol < SYM_FIRST_WORD ? (uint16_t)(1u << symbol) : 0;
        }
        nodes[i] =
            (PhraseNode){edges->len, (uint16_t)n->edges->len, n_ends ? ends->len : 0, wants, 0};
        if (n_ends) {
            g_array_append_val(ends, n_ends);
            g_array_append_vals(ends, n->phrases->data, n_ends);
        }
        g_array_append_vals(edges, n->edges->data, n->edges->len);
    }
    p->nodes = nodes;
    p->n_nodes = b->nodes->len;
    p->n_edges = edges->len;
    p->n_ends = ends->len;
    p->ends = (const uint16_t *)(void *)g_array_free(ends, FALSE);
    p->edges = (const PhraseEdge *)(void *)g_array_free(edges, FALSE);
}

static int most_edges_first(gconstpointer a, gconstpointer b, gpointer data) {
    const PhraseNode *x = (const PhraseNode *)data + *(const uint32_t *)a,
                     *y = (const PhraseNode *)data + *(const uint32_t *)b;
    if (x->n_edges != y->n_edges)
        return x->n_edges > y->n_edges ? -1 : 1;
    return x < y ? -1 : x > y;
}

/* Where word `w` leads to from the hubs: see PhraseWord.leads. */
static void compile_leads(const Phrases *p, PhraseWord *w, const uint32_t *hubs, uint16_t n_hubs,
                          GArray *leads) {
    const uint16_t *symbols = p->symbols + w->symbols;
    GArray *lists = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    GArray *starts = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    for (uint16_t k = 0; w->symbols && k < n_hubs; k++) {
        uint32_t at = lists->len, n = 0;
        g_array_append_val(lists, n);
        for (uint16_t i = 1; i <= *symbols; i++) {
            uint32_t next = phrase_step(p, hubs[k], symbols[i]);
            if (next)
                g_array_append_val(lists, next);
        }
        n = lists->len - at - 1;
        g_array_index(lists, uint32_t, at) = n;
        if (n) {
            w->hubs |= (uint64_t)1 << k;
            g_array_append_val(starts, at);
        } else {
            g_array_set_size(lists, at);
        }
    }
    w->leads = leads->len;
    for (guint i = 0; i < starts->len; i++) {
        uint32_t at = w->leads + starts->len + g_array_index(starts, uint32_t, i);
        g_array_append_val(leads, at);
    }
    g_array_append_vals(leads, lists->data, lists->len);
    g_array_unref(lists);
    g_array_unref(starts);
}

static void compile_hubs(Phrases *p) {
    PhraseNode *nodes = (PhraseNode *)p->nodes;
    uint32_t *order = g_new(uint32_t, p->n_nodes);
    uint16_t n = 0;
    for (uint32_t i = 0; i < p->n_nodes; i++)
        order[i] = i;
    g_qsort_with_data(order, (gint)p->n_nodes, sizeof *order, most_edges_first, nodes);
    for (; n < MAX_HUBS && n < p->n_nodes && nodes[order[n]].n_edges >= HUB_EDGES; n++)
        nodes[order[n]].hub = (uint16_t)(n + 1);
    GArray *leads = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    for (uint32_t w = 0; w <= p->word_mask; w++)
        compile_leads(p, (PhraseWord *)&p->words[w], order, n, leads);
    p->n_leads = leads->len;
    p->leads = (const uint32_t *)(void *)g_array_free(leads, FALSE);
    g_free(order);
}

Phrases *phrase_book_compile(PhraseBook *b) {
    Phrases *p = g_new0(Phrases, 1);
    GString *strings = g_string_new(NULL);
    g_string_append_c(strings, '\0');
    compile_groups(b);
    compile_words(b, p, strings);
    compile_nodes(b, p);
    compile_hubs(p);
    Phrase *phrases = g_new(Phrase, b->phrases->len + 1);
    for (guint i = 0; i < b->phrases->len; i++) {
        phrases[i] = g_array_index(b->phrases, Phrase, i);
        const char *text = b->texts->pdata[phrases[i].text];
        phrases[i].text = (uint32_t)strings->len;
        g_string_append_len(strings, text, (gssize)strlen(text) + 1);
    }
    p->phrases = phrases;
    p->n_phrases = b->phrases->len;
    p->n_strings = (uint32_t)strings->len;
    p->strings = g_string_free(strings, FALSE);
    p->owned = true;
    return p;
}

void phrases_free(Phrases *p) {
    if (!p || !p->owned)
        return;
    g_free((void *)p->strings);
    g_free((void *)p->words);
    g_free((void *)p->symbols);
    g_free((void *)p->nodes);
    g_free((void *)p->edges);
    g_free((void *)p->leads);
    g_free((void *)p->ends);
    g_free((void *)p->phrases);
    g_free(p);
}

/* ---- as C source
 * --------------------------------------------------------------------------------------- */

static void write_bytes(GString *out, const char *name, const char *p, size_t n) {
    g_string_append_printf(out, "static const char %s[] = {", name);
    for (size_t i = 0; i < n; i++)
        g_string_append_printf(out, "%s%d,", i % 24 ? "" : "\n", p[i]);
    g_string_append(out, "\n};\n");
}

void phrases_write_c(const Phrases *p, Slice source, GString *out) {
    g_string_append(out, "/* Made by relc from graphs/relations; do not edit. */\n"
                         "#include \"relate/inside.h\"\n\n");
    write_bytes(out, "strings", p->strings, p->n_strings);
    g_string_append(out, "static const PhraseWord words[] = {\n");
    for (uint32_t i = 0; i <= p->word_mask; i++)
        g_string_append_printf(out, "{%u,%u,%u,%" G_GUINT64_FORMAT "u,%u},\n", p->words[i].text,
                               p->words[i].symbols, p->words[i].flags, p->words[i].hubs,
                               p->words[i].leads);
    g_string_append(out, "};\nstatic const uint16_t symbols[] = {\n");
    for (uint32_t i = 0; i < p->n_symbols; i++)
        g_string_append_printf(out, "%u,%s", p->symbols[i], i % 16 == 15 ? "\n" : "");
    g_string_append(out, "};\nstatic const PhraseNode nodes[] = {\n");
    for (uint32_t i = 0; i < p->n_nodes; i++)
        g_string_append_printf(out, "{%u,%u,%u,%u,%u},\n", p->nodes[i].edges, p->nodes[i].n_edges,
                               p->nodes[i].ends, p->nodes[i].wants, p->nodes[i].hub);
    g_string_append(out, "};\nstatic const PhraseEdge edges[] = {\n");
    for (uint32_t i = 0; i < p->n_edges; i++)
        g_string_append_printf(out, "{%u,%u},\n", p->edges[i].node, p->edges[i].symbol);
    g_string_append(out, "{0}};\nstatic const uint32_t leads[] = {\n");
    for (uint32_t i = 0; i < p->n_leads; i++)
        g_string_append_printf(out, "%u,%s", p->leads[i], i % 16 == 15 ? "\n" : "");
    g_string_append(out, "0};\nstatic const uint16_t ends[] = {\n");
    for (uint32_t i = 0; i < p->n_ends; i++)
        g_string_append_printf(out, "%u,%s", p->ends[i], i % 16 == 15 ? "\n" : "");
    g_string_append(out, "};\nstatic const Phrase phrases[] = {\n");
    for (uint32_t i = 0; i < p->n_phrases; i++)
        g_string_append_printf(out, "{%u,%u,%u},\n", p->phrases[i].text, p->phrases[i].kind,
                               p->phrases[i].flags);
    g_string_append_printf(
        out,
        "{0}};\nconst Phrases phrases_builtin = {strings, words, symbols, nodes, "
        "edges, leads, ends,\n    phrases, %u, %u, %u, %u, %u, %u, %u, %u, false};\n",
        p->n_strings, p->word_mask, p->n_symbols, p->n_nodes, p->n_edges, p->n_leads, p->n_ends,
        p->n_phrases);
    write_bytes(out, "source", source.p, source.n);
    g_string_append_printf(out, "const Slice phrases_builtin_source = {source, %zu};\n", source.n);
}
