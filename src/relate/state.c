/* What a sentence states of the names in it: the phrases of the tree are walked
 * along the sentence, from each of its words and names. */
#include "relate/inside.h"

#include <string.h>

/* ---- the sentence as tokens ------------------------------------------------------------ */

typedef struct {
    const PhraseWord *word;  /* NULL: a name, or no phrase knows it */
    uint32_t names, n_names; /* of a name: where its list stands in Sentence.names */
    uint16_t flags;
    uint8_t types; /* of the names: a bit each */
    bool they;     /* a word that stands for the name */
    bool capital;  /* an unknown word that may be a name */
    char sign;     /* a sign that a phrase knows, or OWNS; 0: none */
} Token;
#define OWNS 's' /* "'s" */

typedef struct {
    const Place *place;
    const Lexicon *l;
    const Phrases *p;
    Arena *arena;
    VEC_OF(Token) tokens;
    VEC_OF(Entity) names; /* all of them, in order */
    uint8_t *either;      /* by name: "/" joins it to the one before, as in ESX/ESXi */
    size_t border;        /* the first token of the second piece */
    bool question;
} Sentence;

static bool is_version(const char *w) {
    return g_ascii_isdigit(*w) || (*w == 'v' && g_ascii_isdigit(w[1]));
}

static void put_name(Sentence *s, Entity e, bool they) {
    VEC_PUSH(s->arena, &s->names, e);
    VEC_PUSH(s->arena, &s->tokens,
             (Token){.names = (uint32_t)s->names.n - 1,
                     .n_names = 1,
                     .types = (uint8_t)(1u << entity_type(s->l, e)),
                     .they = they});
}

static char sign_of(const char *word) {
    if (strcmp(word, "'s") == 0)
        return OWNS;
    return g_ascii_isalnum(*word) || word[1] ? '\0' : *word;
}

static bool is_sign(const Sentence *s, size_t at, char sign) {
    return s->tokens.at[at].sign == sign;
}

/* "Site Recovery Manager (SRM)" is one name. */
static void drop_own_acronym(Sentence *s) {
    size_t n = s->tokens.n;
    if (n < 4 || !is_sign(s, n - 1, ')') || !is_sign(s, n - 3, '('))
        return;
    const Token *a = &s->tokens.at[n - 4], *b = &s->tokens.at[n - 2];
    if (a->n_names && b->n_names && s->names.at[a->names] == s->names.at[b->names]) {
        s->tokens.n -= 3;
        s->names.n--;
    }
}

/* The company that the paragraph named first, or this sentence did. */
static bool find_they(const Sentence *s, Entity *they) {
    *they = s->place->they;
    for (size_t i = 0; i < s->names.n && !s->place->has_they; i++)
        if (entity_type(s->l, s->names.at[i]) == TYPE_COMPANY) {
            *they = s->names.at[i];
            return true;
        }
    return s->place->has_they;
}

static void put_words(Sentence *s, const char *p, const char *end) {
    RawToken raw;
    for (; token_next(p, end, &raw); p = raw.end) {
        const PhraseWord *w = *raw.word ? phrase_word(s->p, raw.word) : NULL;
        size_t n = s->tokens.n;
        /* A version says nothing of its own. */
        if (!w && is_version(raw.word) && n && s->tokens.at[n - 1].n_names)
            continue;
        Entity they;
        if (w && w->flags & WORD_THEY && find_they(s, &they))
            put_name(s, they, true);
        else
            VEC_PUSH(s->arena, &s->tokens,
                     (Token){.word = w,
                             .flags = w ? w->flags : 0,
                             .sign = w ? sign_of(raw.word) : '\0',
                             .capital = !w && g_ascii_isupper(*raw.start)});
        if (*raw.word == ')')
            drop_own_acronym(s);
    }
}

static void put_piece(Sentence *s, const Piece *piece) {
    const Mention *m = s->place->m.at;
    const char *text = s->place->post->blocks[piece->block].text.p;
    size_t at = piece->start, end = piece->end;
    for (size_t i = piece->from; i < piece->to; i++) {
        if (m[i].start < at)
            continue; /* within another */
        put_words(s, text + at, text + m[i].start);
        put_name(s, m[i].entity, false);
        at = m[i].end;
    }
    put_words(s, text + at, text + end);
    s->question = false; /* of two pieces, the second asks */
    for (; end > piece->start && !g_ascii_isalnum(text[end - 1]); end--)
        s->question |= text[end - 1] == '?';
}

/* Is there nothing but what joins the names of a list between tokens a and b?
 * `last`: an "and" is there. */
static bool joins(const Sentence *s, size_t a, size_t b, bool *last) {
    const unsigned most_unknown = 3;
    unsigned unknown = 0;
    bool any = false;
    *last = false;
    for (size_t i = a + 1; i < b; i++) {
        const Token *t = &s->tokens.at[i];
        bool comma = is_sign(s, i, ',');
        /* A name that no catalog has may stand in the list, too. */
        unknown += t->capital && any;
        if (!comma && !(t->flags & (WORD_AND | WORD_BEFORE | WORD_AFTER)) &&
            !(t->capital && any && unknown <= most_unknown))
            return false;
        any |= comma || t->flags & WORD_AND;
        *last |= (t->flags & WORD_AND) != 0;
    }
    return any;
}

/* Companies and products may stand in one list (a service is called as its firm
 * is), but two that are only joined by "and" must be of one type. */
static bool one_list(const Token *a, const Token *b, bool longer) {
    const unsigned event = 1u << TYPE_EVENT;
    if (a->they || b->they)
        return false;
    return a->types == b->types || (longer && !((a->types | b->types) & event));
}

/* Makes one token of the names of a list. Its names stand together in s->names. */
static void join_lists(Sentence *s) {
    size_t n = 0, border = s->tokens.n;
    for (size_t i = 0; i < s->tokens.n;) {
        Token t = s->tokens.at[i];
        size_t end = i, commas = 0;
        bool closed = false, last, slashes = false;
        if (t.n_names) {
            for (size_t k = i + 1; k < s->tokens.n && !closed; k++) {
                const Token *next = &s->tokens.at[k];
                if (!next->n_names)
                    continue;
                if (!joins(s, end, k, &last) || !one_list(&t, next, commas || !last))
                    break;
                bool slash = k == end + 2 && is_sign(s, end + 1, '/');
                s->either[next->names] = slash;
                slashes |= slash;
                commas += !last;
                closed = last && !slash;
                end = k;
                t.n_names += next->n_names;
                t.types |= next->types;
            }
            /* "In addition to Propero, VMware ..." is no list. */
            if (end > i && !closed && commas < 2 && !slashes)
                t = s->tokens.at[end = i];
        }
        if (i <= s->border && s->border <= end)
            border = n;
        s->tokens.at[n++] = t;
        i = end + 1;
    }
    s->border = MIN(border, n);
    s->tokens.n = n;
}

/* ---- walking ------------------------------------------------------------------------------- */

#define NO_TOKEN UINT32_MAX
/* A phrase has at most so many words behind its last name. */
#define TAIL_WORDS 3u

typedef struct {
    uint32_t phrase;
    uint32_t first, last; /* tokens */
    uint32_t a, b;        /* tokens; the same for a pair */
    uint8_t a_type, b_type;
    bool not, rumour, only_if;
} Match;

typedef struct {
    Sentence *s;
    VEC_OF(Match) matches;
    uint32_t first;
    uint32_t a, b;
    uint8_t a_type, b_type;
    size_t behind;    /* no phrase goes on from here: no name follows */
    uint8_t *literal; /* by token: a word of the phrase that is walked */
} Walker;

/* A "not" that the phrase itself has does not turn it round. */
static bool has_flag(const Walker *w, size_t from, size_t to, unsigned flag) {
    for (size_t i = from; i <= to && i < w->s->tokens.n; i++)
        if (w->s->tokens.at[i].flags & flag && !(flag == WORD_NOT && w->literal[i]))
            return true;
    return false;
}

/* "You can not run A on B", "non-A": what turns a phrase round may stand up to two
 * words before it. */
static size_t not_from(const Walker *w) {
    size_t from = w->first;
    while (from && from + 2 > w->first && !(w->s->tokens.at[from - 1].flags & WORD_BREAK))
        from--;
    return from;
}

static void accept(Walker *w, uint32_t phrase, size_t behind) {
    const Token *t = w->s->tokens.at;
    size_t clause = w->first, last = behind - 1;
    while (clause && !(t[clause - 1].flags & WORD_BREAK))
        clause--;
    Match m = {.phrase = phrase,
               .first = w->first,
               .last = (uint32_t)last,
               .a = w->a,
               .b = w->b,
               .a_type = w->a_type,
               .b_type = w->b_type,
               .not = has_flag(w, not_from(w), last, WORD_NOT),
               .rumour = has_flag(w, clause, last + 3, WORD_RUMOUR),
               .only_if = has_flag(w, clause, last, WORD_IF)};
    VEC_PUSH(w->s->arena, &w->matches, m);
}

static void walk(Walker *w, uint32_t node, size_t at);

/* Goes on behind a name; what may follow one may be passed over. */
static void walk_behind(Walker *w, uint32_t node, size_t at) {
    const unsigned most = 3;
    walk(w, node, at);
    for (unsigned k = 0; k < most && at < w->s->tokens.n; k++) {
        if (!(w->s->tokens.at[at].flags & WORD_AFTER))
            break;
        walk(w, node, ++at);
    }
}

/* The name at `at` as an end. False: the phrase wants none of its type here. */
static bool walk_name(Walker *w, uint32_t node, size_t at) {
    const Token *t = &w->s->tokens.at[at];
    bool any = false;
    for (unsigned type = 0; type < N_TYPES; type++) {
        if (!(t->types & 1u << type))
            continue;
        uint32_t a = phrase_step(w->s->p, node, (Symbol)(SYM_A + 1 + type));
        uint32_t b = phrase_step(w->s->p, node, (Symbol)(SYM_B + 1 + type));
        uint32_t pair =
            t->n_names > 1 ? phrase_step(w->s->p, node, (Symbol)(SYM_PAIR + 1 + type)) : 0;
        any |= a || b || pair;
        uint32_t old_a = w->a, old_b = w->b;
        uint8_t old_a_type = w->a_type, old_b_type = w->b_type;
        if (a || pair) {
            w->a = (uint32_t)at;
            w->a_type = (uint8_t)type;
        }
        if (a)
            walk_behind(w, a, at + 1);
        if (pair) {
            w->b = (uint32_t)at;
            w->b_type = (uint8_t)type;
            walk_behind(w, pair, at + 1);
            w->b = old_b;
        }
        w->a = old_a;
        w->a_type = old_a_type;
        if (b) {
            w->b = (uint32_t)at;
            w->b_type = (uint8_t)type;
            walk_behind(w, b, at + 1);
        }
        w->b = old_b;
        w->b_type = old_b_type;
    }
    return any;
}

/* "Citrix's XenServer": who makes a thing stands before it, and changes nothing
 * of what is said of the thing. The thing's place, or 0. */
static size_t behind_owner(const Sentence *s, size_t at) {
    const Token *t = s->tokens.at + at;
    size_t i = at + 1;
    if (t->types != 1u << TYPE_COMPANY || t->n_names != 1 || t->they)
        return 0;
    if (i < s->tokens.n && is_sign(s, i, OWNS))
        i++;
    while (i < s->tokens.n && i < at + 5 && s->tokens.at[i].flags & WORD_BEFORE)
        i++;
    return i < s->tokens.n && s->tokens.at[i].types == 1u << TYPE_PRODUCT ? i : 0;
}

/* Quick to tell, and true of most words: a phrase does not go on from `node` with
 * this word. */
static inline bool leads_nowhere(const PhraseNode *n, const Token *t) {
    const unsigned gaps = 1u << SYM_GAP | 1u << SYM_LONG_GAP;
    if (n->ends || n->wants & gaps)
        return false;
    return !t->word || (n->hub && !(t->word->hubs >> (n->hub - 1u) & 1) &&
                        !(t->flags & (WORD_BEFORE | WORD_BREAK)));
}

/* Goes over up to `most` tokens. The nearest name that the phrase wants is the one. */
static void walk_gap(Walker *w, uint32_t node, size_t at, size_t most, bool over_names) {
    for (size_t k = 0; k <= most && at + k < w->behind; k++) {
        const Token *t = &w->s->tokens.at[at + k];
        if (t->n_names) {
            size_t thing = behind_owner(w->s, at + k);
            if (walk_name(w, node, at + k) || (thing && walk_name(w, node, thing)) || !over_names)
                return;
            continue;
        }
        if (!leads_nowhere(&w->s->p->nodes[node], t))
            walk(w, node, at + k);
        if (t->flags & WORD_BREAK)
            return;
    }
}

/* "built, at its core, on", "works (quite well) with": what is put in between two
 * signs, without a name, is passed over. Where it ends, or `at`. */
static size_t behind_insertion(const Sentence *s, size_t at) {
    const size_t most = 7;
    bool open = is_sign(s, at, '(');
    if (!open && !is_sign(s, at, ',') && !is_sign(s, at, '-'))
        return at;
    const PhraseWord *sign = s->tokens.at[at].word;
    for (size_t i = at + 1; i < s->tokens.n && i <= at + most; i++) {
        const Token *t = &s->tokens.at[i];
        if (t->n_names)
            return at;
        if (open ? is_sign(s, i, ')') : t->word == sign)
            return i + 1;
    }
    return at;
}

static bool wants_names(const Phrases *p, uint32_t node) {
    return p->nodes[node].wants & ((1u << SYM_GAP) - 1);
}

static bool has_symbol(const uint16_t *symbols, Symbol symbol) {
    size_t low = 1, high = *symbols + 1u;
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (symbols[mid] < symbol)
            low = mid + 1;
        else
            high = mid;
    }
    return low <= *symbols && symbols[low] == symbol;
}

/* From a hub, a word leads where its list for that hub says. */
static void walk_hub(Walker *w, const PhraseNode *n, const PhraseWord *word, size_t at) {
    const uint64_t bit = (uint64_t)1 << (n->hub - 1u);
    if (!(word->hubs & bit))
        return;
    const uint32_t *leads = w->s->p->leads;
    const uint32_t *list =
        leads + leads[word->leads + (unsigned)__builtin_popcountll(word->hubs & (bit - 1))];
    w->literal[at]++;
    for (uint32_t i = 1; i <= *list; i++)
        walk(w, list[i], at + 1);
    w->literal[at]--;
}

/* Goes on with what a word is: itself, and every set that has it. But for hubs,
 * nodes lead to a few words only, while an everyday word is in many sets. */
static void walk_word(Walker *w, uint32_t node, size_t at) {
    const Phrases *p = w->s->p;
    const PhraseNode *n = &p->nodes[node];
    const PhraseWord *word = w->s->tokens.at[at].word;
    if (n->hub) {
        walk_hub(w, n, word, at);
        return;
    }
    const uint16_t *symbols = p->symbols + word->symbols;
    w->literal[at]++;
    for (uint32_t i = n->edges; i < n->edges + n->n_edges; i++)
        if (p->edges[i].symbol >= SYM_FIRST_WORD && has_symbol(symbols, p->edges[i].symbol))
            walk(w, p->edges[i].node, at + 1);
    w->literal[at]--;
}

static void walk(Walker *w, uint32_t node, size_t at) {
    const Phrases *p = w->s->p;
    const PhraseNode *n = &p->nodes[node];
    const uint16_t *ends = p->ends + n->ends;
    for (uint16_t i = 1; n->ends && i <= *ends; i++)
        accept(w, ends[i], at);
    if (at >= w->behind || !n->n_edges)
        return;
    const Token *t = &w->s->tokens.at[at];
    if (n->wants & 1u << SYM_GAP)
        walk_gap(w, phrase_step(p, node, SYM_GAP), at, GAP_WORDS, false);
    if (n->wants & 1u << SYM_LONG_GAP)
        walk_gap(w, phrase_step(p, node, SYM_LONG_GAP), at, LONG_GAP_WORDS, true);
    if (t->n_names) {
        size_t thing = node ? behind_owner(w->s, at) : 0;
        walk_name(w, node, at);
        if (thing && wants_names(p, node))
            walk_name(w, node, thing);
        return;
    }
    if (t->word && t->word->symbols)
        walk_word(w, node, at);
    if (!node || !t->word)
        return;
    size_t behind = behind_insertion(w->s, at);
    if (behind > at)
        walk(w, node, behind);
    /* What may stand before a name is passed over, if one follows. */
    if (t->flags & WORD_BEFORE && wants_names(p, node)) {
        const size_t most = 4;
        size_t k = at + 1;
        while (k < w->s->tokens.n && k < at + most && w->s->tokens.at[k].flags & WORD_BEFORE)
            k++;
        if (k < w->s->tokens.n && w->s->tokens.at[k].n_names)
            walk(w, node, k);
    }
}

/* ---- what of it holds ---------------------------------------------------------------------------
 */

/* "If you run ESX on a NetApp array" does say that the two go together; "if Cisco
 * were to buy EMC" says nothing. */
static bool needs_fact(RelationKind kind) {
    return kind != KIND_MAKES && kind != KIND_PART_OF && kind != KIND_WORKS_WITH;
}

static bool is_linked(const Lexicon *l, Entity e, EntityLink link, Entity to) {
    Entity one;
    for (size_t i = 0; entity_link(l, e, link, i, &one); i++)
        if (one == to)
            return true;
    return false;
}

/* Does the catalog say so, too? */
static bool is_known(const Lexicon *l, RelationKind kind, Entity a, Entity b) {
    switch (kind) {
    case KIND_MAKES: return is_linked(l, b, LINK_MAKER, a) || is_linked(l, b, LINK_ACQUIRER, a);
    case KIND_PART_OF: return is_linked(l, a, LINK_PART_OF, b);
    case KIND_WORKS_WITH: return is_linked(l, a, LINK_FOR, b) || is_linked(l, b, LINK_FOR, a);
    case KIND_SUCCEEDS: return is_linked(l, a, LINK_SUCCEEDS, b);
    case KIND_ACQUIRED: return is_linked(l, b, LINK_ACQUIRER, a);
    default: return false;
    }
}

/* Does the catalog know better? Who makes a thing is known; a firm that a
 * sentence puts beside it may be anybody. */
static bool is_denied(const Lexicon *l, RelationKind kind, Entity a, Entity b) {
    Entity maker;
    switch (kind) {
    case KIND_MAKES:
        return entity_maker(l, b, &maker) && maker != a && !is_known(l, kind, a, b) &&
               !is_linked(l, maker, LINK_ACQUIRER, a) && !is_linked(l, a, LINK_ACQUIRER, maker);
    case KIND_USES: return is_known(l, KIND_MAKES, a, b);
    case KIND_WORKS_WITH:
        return is_known(l, KIND_PART_OF, a, b) || is_known(l, KIND_PART_OF, b, a) ||
               is_known(l, KIND_SUCCEEDS, a, b) || is_known(l, KIND_SUCCEEDS, b, a);
    case KIND_PART_OF: return is_known(l, KIND_PART_OF, b, a);
    default: return false;
    }
}

static void put_stated(Sentence *s, StatedVec *out, Entity a, Entity b, const Phrase *phrase,
                       Certainty certainty, bool they, bool by_event) {
    RelationKind kind = (RelationKind)phrase->kind;
    Entity maker;
    /* "They will buy Windows" is said of customers. */
    bool bought_by_them = they && kind == KIND_ACQUIRED && entity_maker(s->l, b, &maker);
    if (a == b || bought_by_them || is_denied(s->l, kind, a, b) ||
        (phrase->flags & PHRASE_KNOWN && !is_known(s->l, kind, a, b)))
        return;
    if (!kind_is_directed(kind) && entity_compare(s->l, a, b) > 0) {
        Entity swap = a;
        a = b;
        b = swap;
    }
    for (size_t i = 0; i < out->n; i++) {
        Stated *o = &out->at[i];
        if (o->from == a && o->to == b && o->kind == kind) {
            if (certainty > o->certainty) {
                o->certainty = certainty;
                o->phrase = s->p->strings + phrase->text;
            }
            return;
        }
    }
    VEC_PUSH(s->arena, out,
             (Stated){a, b, kind, certainty, s->p->strings + phrase->text,
                      they && s->place->has_they, by_event});
}

/* The names of a token that are an end of this match: in "A bought B and C
 * bought D", B is bought and C buys, though the two look like a list. */
static void part_of_list(const Walker *w, const Match *m, uint32_t token, uint32_t *from,
                         uint32_t *to) {
    const Token *t = &w->s->tokens.at[token];
    *from = t->names;
    *to = t->names + MIN(t->n_names, LIST_NAMES);
    if (t->n_names < 2 || m->a == m->b || m->b == NO_TOKEN)
        return;
    for (size_t i = 0; i < w->matches.n; i++) {
        const Match *o = &w->matches.at[i];
        if (o->a == o->b || o->b == NO_TOKEN)
            continue;
        if (token == MIN(m->a, m->b) && token == MAX(o->a, o->b))
            *from = *to - 1;
        else if (token == MAX(m->a, m->b) && token == MIN(o->a, o->b))
            *to = MIN(*to, t->names + t->n_names - 1);
    }
}

/* Is it a piece of a longer phrase about the same two? "Support for A in B" is not
 * "A in B". */
static bool is_within_another(const Walker *w, const Match *m) {
    for (size_t i = 0; i < w->matches.n; i++) {
        const Match *o = &w->matches.at[i];
        bool same = (o->a == m->a && o->b == m->b) || (o->a == m->b && o->b == m->a);
        if (same && o->first <= m->first && o->last >= m->last &&
            o->last - o->first > m->last - m->first)
            return true;
    }
    return false;
}

/* Are the names from a to b only different forms of one thing? */
static bool are_alternatives(const Sentence *s, uint32_t a, uint32_t b) {
    for (uint32_t i = a + 1; i <= b; i++)
        if (!s->either[i])
            return false;
    return true;
}

static void put_match(Walker *w, const Match *m, StatedVec *out) {
    Sentence *s = w->s;
    const Phrase *phrase = &s->p->phrases[m->phrase];
    bool always = phrase->flags & PHRASE_ALWAYS;
    if (is_within_another(w, m) ||
        (!always &&
         (m->not || s->question || (m->only_if && needs_fact((RelationKind)phrase->kind)))))
        return;
    Certainty certainty = !always && (m->rumour || phrase->flags & PHRASE_RUMOURED)
                              ? CERTAINTY_RUMOURED
                              : CERTAINTY_STATED;
    const Token *a_token = &s->tokens.at[m->a];
    bool they = a_token->they || (m->b != NO_TOKEN && s->tokens.at[m->b].they);
    uint32_t a_from, a_to, b_from, b_to;
    part_of_list(w, m, m->a, &a_from, &a_to);
    if (m->b == NO_TOKEN) {
        for (uint32_t i = a_from; i < a_to && s->place->has_event; i++)
            put_stated(s, out, s->names.at[i], s->place->event, phrase, certainty, they, true);
        return;
    }
    part_of_list(w, m, m->b, &b_from, &b_to);
    for (uint32_t i = a_from; i < a_to; i++)
        for (uint32_t k = m->a == m->b ? i + 1 : b_from; k < b_to; k++) {
            Entity a = s->names.at[i], b = s->names.at[k];
            if (entity_type(s->l, a) == m->a_type && entity_type(s->l, b) == m->b_type &&
                !(m->a == m->b && are_alternatives(s, i, k)))
                put_stated(s, out, a, b, phrase, certainty, they, false);
        }
}

/* "VMware Converter": the name says who makes it. */
static void put_named(Sentence *s, const Piece *piece, StatedVec *out) {
    static const Phrase phrase = {0, KIND_MAKES, PHRASE_ALWAYS};
    const Mention *m = s->place->m.at;
    for (size_t i = piece->from; i + 1 < piece->to; i++) {
        if (entity_type(s->l, m[i].entity) != TYPE_PRODUCT)
            continue;
        for (size_t k = i + 1; k < piece->to && m[k].start == m[i].start; k++)
            if (m[k].end < m[i].end && entity_type(s->l, m[k].entity) == TYPE_COMPANY) {
                size_t n = out->n;
                put_stated(s, out, m[k].entity, m[i].entity, &phrase, CERTAINTY_STATED, false,
                           false);
                if (out->n > n)
                    out->at[n].phrase = "A B";
            }
    }
}

/* Is more than that they go together said of the two? */
static bool is_outdone(const StatedVec *out, const Stated *weak) {
    for (size_t i = 0; i < out->n; i++) {
        const Stated *o = &out->at[i];
        if (o->kind > KIND_PARTNERS_WITH && ((o->from == weak->from && o->to == weak->to) ||
                                             (o->from == weak->to && o->to == weak->from)))
            return true;
    }
    return false;
}

/* Does a match need both pieces? */
static bool is_across(const Sentence *s, const Match *m) {
    return m->b != NO_TOKEN && (m->a < s->border) != (m->b < s->border);
}

void state_sentence(const Place *place, const Piece *pieces, size_t n, StatedVec *out) {
    Sentence s = {.place = place, .l = place->l, .p = place->p, .arena = place->arena};
    out->n = 0;
    if (n == 1)
        put_named(&s, &pieces[0], out);
    put_piece(&s, &pieces[0]);
    s.border = s.tokens.n;
    if (n == 2) {
        s.border -= s.tokens.n && is_sign(&s, s.tokens.n - 1, ':');
        s.tokens.n = s.border;
        put_piece(&s, &pieces[1]);
    }
    if (s.names.n < 2 && !place->has_event)
        return; /* nothing stands for another name */
    s.either = arena_zero(s.arena, s.names.n + 1);
    join_lists(&s);
    Walker w = {.s = &s, .b = NO_TOKEN, .literal = arena_zero(s.arena, s.tokens.n + 1)};
    /* Without an event to report from, a phrase needs another name. A few words may
     * still follow it. */
    w.behind = s.tokens.n;
    while (!place->has_event && w.behind && !s.tokens.at[w.behind - 1].n_names)
        w.behind--;
    size_t last = w.behind;
    w.behind = MIN(s.tokens.n, last + TAIL_WORDS);
    const PhraseNode *root = &s.p->nodes[0];
    for (uint32_t i = 0; i < last; i++) {
        const Token *t = &s.tokens.at[i];
        bool begins =
            t->n_names || (t->word && (!root->hub || t->word->hubs >> (root->hub - 1u) & 1));
        w.first = i;
        if (begins)
            walk(&w, 0, i);
    }
    for (size_t i = 0; i < w.matches.n; i++)
        if (n == 1 || is_across(&s, &w.matches.at[i]))
            put_match(&w, &w.matches.at[i], out);
    size_t kept = 0;
    for (size_t i = 0; i < out->n; i++)
        if (out->at[i].kind != KIND_WORKS_WITH || !is_outdone(out, &out->at[i]))
            out->at[kept++] = out->at[i];
    out->n = kept;
}
