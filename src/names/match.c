#include "names/inside.h"

#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

const Slot *lexicon_slot(const Lexicon *l, uint32_t key) {
    uint32_t bit = key & l->bit_mask;
    if (!(l->bits[bit >> 5] & (1u << (bit & 31))))
        return NULL;
    for (uint32_t i = key & l->slot_mask;; i = (i + 1) & l->slot_mask) {
        const Slot *s = &l->slots[i];
        if (s->key == key)
            return s;
        if (!s->key)
            return NULL;
    }
}

/* ---- what only looks like a name --------------------------------------------------- */

/* The run without white space around a hit: an address, a path, a file name
 * or an identifier is not prose. */
static bool is_in_machine_text(const char *text, size_t n, size_t start, size_t end) {
    char before = start ? text[start - 1] : ' ', after = end < n ? text[end] : ' ';
    if (before == ' ' && (after == ' ' || after == ','))
        return false;
    if (strchr("@$\\=_", before) || strchr("@\\=_", after))
        return true;
    bool version = end && g_ascii_isdigit(text[end - 1]); /* ESX 3 of "ESX 3.5" */
    if (after == '.' && end + 1 < n &&
        (g_ascii_islower(text[end + 1]) || (g_ascii_isdigit(text[end + 1]) && !version)))
        return true;
    if (before == '.' && start >= 2 && g_ascii_isalnum(text[start - 2]) &&
        !g_ascii_isupper(text[start]))
        return true;
    size_t a = start, b = end;
    while (a && text[a - 1] != ' ')
        a--;
    while (b < n && text[b] != ' ')
        b++;
    Slice run = slice(text + a, b - a);
    while (run.n && strchr("(<[\"'", run.p[0])) {
        run.p++;
        run.n--;
    }
    return slice_starts(run, "/") || slice_starts(run, "~/") || slice_starts(run, "./") ||
           slice_starts_nocase(run, "www.") || memmem(run.p, run.n, "://", 3) ||
           memmem(run.p, run.n, "/.", 2) || (before == '/' && start >= 2 && text[start - 2] == '/');
}

/* ---- the year behind a name ---------------------------------------------------------- */

static unsigned year_at(const char *p, const char *end, const char **behind) {
    size_t digits = 0;
    while (p + digits < end && g_ascii_isdigit(p[digits]))
        digits++;
    bool r2 = end - p >= 6 && p[4] == 'R' && p[5] == '2';
    if (digits != 4 || (!r2 && p + 4 < end && spell_class[(unsigned char)p[4]] > '9'))
        return 0;
    unsigned year = (unsigned)g_ascii_strtoull(p, NULL, 10);
    *behind = p + 4;
    return year >= 1970 && year <= 2069 ? year : 0;
}

/* " 2007", "2007", "-2007", " '07" behind a name, and R2 behind that. Moves
 * `*end` over it. */
static unsigned take_edition(const char **end, const char *limit) {
    const char *p = *end, *behind;
    if (p < limit && (*p == ' ' || *p == '-'))
        p++;
    unsigned year = year_at(p, limit, &behind);
    if (!year) {
        size_t quote = p < limit && *p == '\''                               ? 1
                       : limit - p >= 3 && memcmp(p, "\xe2\x80\x99", 3) == 0 ? 3
                                                                             : 0;
        if (!quote || p + quote + 2 > limit || !g_ascii_isdigit(p[quote]) ||
            !g_ascii_isdigit(p[quote + 1]) ||
            (p + quote + 2 < limit && g_ascii_isalnum(p[quote + 2])))
            return 0;
        unsigned two = (unsigned)(p[quote] - '0') * 10 + (unsigned)(p[quote + 1] - '0');
        year = two < 70 ? 2000 + two : 1900 + two;
        behind = p + quote + 2;
    }
    const char *r = behind;
    if (r < limit && (*r == ' ' || *r == '-'))
        r++;
    bool r2 =
        limit - r >= 2 && r[0] == 'R' && r[1] == '2' && (limit - r == 2 || !g_ascii_isalnum(r[2]));
    *end = r2 ? r + 2 : behind;
    return EDITION(year, r2);
}

/* ---- the scan -------------------------------------------------------------------------- */

typedef struct {
    const Lexicon *l;
    Arena *arena;
    const char *text, *limit;
    uint8_t *seen; /* WORDS_SEEN bytes, or NULL */
} Scan;

/* Behind the plain part of a word: ASCII letters and digits. `*stop` is set to
 * the class of what ends it. */
static inline const char *skip_word(const char *p, const char *end, uint8_t *stop) {
    uint8_t cls = 0;
    while (p < end && (cls = spell_class[(unsigned char)*p]) >= '0' && cls != '_')
        p++;
    *stop = p < end ? cls : 0;
    return p;
}

/* spell_word for a word that is nothing but plain. */
static Word plain_word(const char *p, const char *end, uint32_t key) {
    Word w = {.end = end, .key = key};
    for (const char *q = p; q < end; q++) {
        uint8_t cls = spell_class[(unsigned char)*q];
        w.key = key_step(w.key, cls);
        w.capitals += cls != (unsigned char)*q;
    }
    if (g_ascii_isdigit(end[-1])) {
        const char *stem = end;
        while (stem > p && g_ascii_isdigit(stem[-1]))
            stem--;
        if (stem > p) {
            w.stem_end = stem;
            w.stem_key = key;
            for (const char *q = p; q < stem; q++)
                w.stem_key = key_step(w.stem_key, spell_class[(unsigned char)*q]);
        }
    }
    return w;
}

/* Is the word that ends with such a sign more than its plain part? */
static inline bool is_plain(uint8_t stop) {
    return stop == 0;
}

/* The word at p, of which `plain` is the end if it is nothing but plain, or NULL. */
static Word word_at(const Scan *s, const char *p, const char *plain, uint32_t key) {
    return plain ? plain_word(p, plain, key) : spell_word(p, s->limit, s->text, key);
}

static Word next_word(const Scan *s, const char *p, uint32_t key) {
    uint8_t stop;
    const char *end = skip_word(p, s->limit, &stop);
    return word_at(s, p, is_plain(stop) && end > p ? end : NULL, key);
}

/* Names of this key that are spelled as the text is; those of the last layer. */
static bool spelled(Scan *s, const Slot *slot, const char *start, const char *end, Hit *hit) {
    uint32_t first = slot->first & ~SLOT_GOES_ON;
    if (first == NO_NAME)
        return false;
    VEC_OF(uint32_t) same = {0};
    Hit found = {0};
    unsigned layer = 0;
    for (uint32_t i = first;; i++) {
        const Name *name = &s->l->names[i];
        bool anycase = s->l->entries[name->entry].flags & ENTRY_ANYCASE;
        const char *p = start, *e = end;
        if ((!same.n || name->layer >= layer) &&
            spell_same(string_at(s->l, name->text), name->length, anycase, &p, &e, s->text,
                       s->limit)) {
            if (name->layer > layer)
                same.n = 0;
            layer = name->layer;
            VEC_PUSH(s->arena, &same, i);
            found.start = (uint32_t)(p - s->text);
            found.end = (uint32_t)(e - s->text);
        }
        if (name->flags & NAME_LAST)
            break;
    }
    if (!same.n)
        return false;
    found.names = same.at;
    found.n_names = (uint32_t)same.n;
    *hit = found;
    return true;
}

/* The longest name that begins at p; `slot` is that of the first word, or NULL. */
static bool longest(Scan *s, const char *p, const Word *first, const Slot *slot, Hit *hit) {
    bool found = false;
    unsigned capitals = 0;
    Word w = *first;
    for (; slot; slot = lexicon_slot(s->l, key_end(w.key, capitals + w.capitals))) {
        if (spelled(s, slot, p, w.end, hit))
            found = true;
        if (!(slot->first & SLOT_GOES_ON))
            break;
        const char *word = spell_skip(w.end, s->limit, s->text);
        if (word == s->limit || !(slot->next & 1u << (spell_class[(unsigned char)*word] & 31)) ||
            !spell_joins(w.end, word))
            break;
        capitals += w.capitals;
        w = next_word(s, word, w.key);
    }
    if (!found && first->stem_end) {
        slot = lexicon_slot(s->l, key_end(first->stem_key, first->capitals));
        found = slot && spelled(s, slot, p, first->stem_end, hit);
    }
    return found;
}

static const Slot *slot_of(const Scan *s, const Word *w) {
    return lexicon_slot(s->l, key_end(w->key, w->capitals));
}

static bool stem_may_match(const Scan *s, const char *p, const char *end) {
    const char *stem = end;
    while (stem > p && g_ascii_isdigit(stem[-1]))
        stem--;
    return stem < end && stem > p &&
           filter_has(s->l->starts, s->l->start_mask,
                      word_hash(p, (size_t)(stem - p), (size_t)(s->limit - p)));
}

/* Is there a name whose first word could be the one from p to end, or that
 * without the digits at its end (VMworld2007)? Says no to most words. */
static bool may_match(const Scan *s, const char *p, const char *end) {
    uint32_t hash = word_hash(p, (size_t)(end - p), (size_t)(s->limit - p));
    return filter_has(s->l->starts, s->l->start_mask, hash) || stem_may_match(s, p, end);
}

/* Notes all runs of letters and digits as seen. */
static void note_runs(const Scan *s) {
    for (const char *p = s->text, *end; s->seen && p < s->limit; p = end + 1) {
        for (end = p; end < s->limit && g_ascii_isalnum(*end);)
            end++;
        if (end > p)
            s->seen[word_hash(p, (size_t)(end - p), (size_t)(s->limit - p)) % WORDS_SEEN] = 1;
    }
}

/* A name that begins with its maker's may have taken the beginning of a longer
 * one: "VMware Site Recovery" in "VMware Site Recovery Manager". */
static bool gives_way(Scan *s, const char *p, const Hit *hit) {
    const Name *name = &s->l->names[hit->names[0]];
    if (!name->maker_len)
        return false;
    const char *rest = spell_skip(p + name->maker_len, s->limit, s->text);
    Hit other = {0};
    Word w = next_word(s, rest, KEY_SEED);
    return rest < s->limit && longest(s, rest, &w, slot_of(s, &w), &other) && other.end > hit->end;
}

/* What stands at a start: a hit is put, and where it ends is returned. */
static const char *take(Scan *s, const char *at, const Word *word, const Slot *slot, Hits *hits) {
    const Lexicon *l = s->l;
    Hit hit = {0};
    if (!longest(s, at, word, slot, &hit))
        return word->end;
    if (gives_way(s, at, &hit)) {
        Scan maker = *s;
        maker.limit = at + l->names[hit.names[0]].maker_len;
        if (!longest(&maker, at, word, slot, &hit))
            return word->end;
    }
    const char *end = s->text + hit.end;
    if (l->entries[l->names[hit.names[0]].entry].flags & ENTRY_EDITIONS)
        hit.edition = take_edition(&end, s->limit);
    hit.end = (uint32_t)(end - s->text);
    if (!is_in_machine_text(s->text, (size_t)(s->limit - s->text), hit.start, hit.end))
        VEC_PUSH(s->arena, hits, hit);
    return MAX(end, word->end);
}

/* ---- words, many bytes at a time ------------------------------------------------------ */

#ifdef __SSE2__
/* Bit i: is byte i of these sixteen an ASCII letter or digit? Comparing is signed,
 * and so each range is moved down to begin at -128. */
static inline uint64_t words_of_sixteen(const char *p) {
    __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)p);
    __m128i small = _mm_or_si128(bytes, _mm_set1_epi8(0x20));
    __m128i letters = _mm_cmplt_epi8(_mm_add_epi8(small, _mm_set1_epi8((char)(0x80 - 'a'))),
                                     _mm_set1_epi8(-128 + 26));
    __m128i digits = _mm_cmplt_epi8(_mm_add_epi8(bytes, _mm_set1_epi8((char)(0x80 - '0'))),
                                    _mm_set1_epi8(-128 + 10));
    return (uint64_t)(unsigned)_mm_movemask_epi8(_mm_or_si128(letters, digits));
}
#else
/* Bit i: is byte i of these eight an ASCII letter or digit? All are ASCII. Adding
 * carries into a byte's high bit where it is large enough, and never farther. */
static inline uint64_t words_of_eight(const char *p) {
    uint64_t bytes;
    memcpy(&bytes, p, 8);
    bytes = GUINT64_FROM_LE(bytes);
    uint64_t small = bytes | EACH(0x20u);
    uint64_t letters = (small + EACH(0x80u - 'a')) & ~(small + EACH(0x7fu - 'z'));
    uint64_t numbers = (bytes + EACH(0x80u - '0')) & ~(bytes + EACH(0x7fu - '9'));
    uint64_t bits = ((letters | numbers) & EACH(0x80u)) >> 7;
    return bits * 0x0102040810204080u >> 56;
}

static inline uint64_t words_of_sixteen(const char *p) {
    return words_of_eight(p) | words_of_eight(p + 8) << 8;
}
#endif

/* The runs of letters and digits of an ASCII text, so many at a time. */
#define RUNS 512u
typedef struct {
    const char *text;
    size_t n, at;        /* all before `at` is done */
    uint64_t open;       /* 1: a run goes on over `at` */
    size_t begun, ended; /* how many are in from, in to */
    uint32_t from[RUNS], to[RUNS];
} Runs;

/* Finds more runs, as long as there is room. Without a branch for each byte,
 * which processors guess wrongly at the end of every word. */
static void find_runs(Runs *r) {
    while (r->at < r->n && r->begun + 32 <= RUNS) {
        char rest[64] = {0};
        const char *p = r->text + r->at;
        if (r->n - r->at < 64)
            p = memcpy(rest, p, r->n - r->at);
        uint64_t in = words_of_sixteen(p) | words_of_sixteen(p + 16) << 16 |
                      words_of_sixteen(p + 32) << 32 | words_of_sixteen(p + 48) << 48;
        uint64_t before = in << 1 | r->open;
        for (uint64_t begins = in & ~before; begins; begins &= begins - 1)
            r->from[r->begun++] = (uint32_t)(r->at + (size_t)__builtin_ctzll(begins));
        for (uint64_t ends = before & ~in; ends; ends &= ends - 1)
            r->to[r->ended++] = (uint32_t)(r->at + (size_t)__builtin_ctzll(ends));
        r->open = in >> 63;
        r->at += 64;
    }
    if (r->at >= r->n && r->ended < r->begun)
        r->to[r->ended++] = (uint32_t)r->n;
}

/* Forgets the first runs. */
static void drop_runs(Runs *r, size_t n) {
    memmove(r->from, r->from + n, (r->begun - n) * sizeof *r->from);
    memmove(r->to, r->to + n, (r->ended - n) * sizeof *r->to);
    r->begun -= n;
    r->ended -= n;
}

/* ---- a text ------------------------------------------------------------------------------ */

/* Runs that may begin a name, in order. */
typedef struct {
    uint16_t at[RUNS];
    uint32_t hash[RUNS];
    size_t n;
} Candidates;

static inline bool ends_plainly(const Runs *r, size_t i) {
    return r->to[i] == r->n || !spell_class[(unsigned char)r->text[r->to[i]]];
}

/* Those of the first n runs that the first filter lets pass, and those that are
 * only a part of their word. No branch that depends on it, for the same reason. */
static void filter_starts(const Scan *s, const Runs *r, size_t n, Candidates *c) {
    const uint8_t *starts = s->l->starts;
    const char *text = r->text;
    uint32_t mask = s->l->start_mask;
    uint8_t unseen[WORDS_SEEN], *seen = s->seen ? s->seen : unseen;
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        /* Those that have ended have begun.
         * NOLINTNEXTLINE(clang-analyzer-core.uninitialized.Assign) */
        size_t from = r->from[i], to = r->to[i];
        uint32_t hash = word_hash(text + from, to - from, r->n - from);
        seen[hash % WORDS_SEEN] = 1;
        c->at[kept] = (uint16_t)i;
        c->hash[kept] = hash;
        bool may = (int)filter_has(starts, mask, hash) | (int)!ends_plainly(r, i);
        if (text[to - 1] <= '9')
            may |= stem_may_match(s, text + from, text + to);
        kept += may;
    }
    c->n = kept;
}

/* Is this whole word a name, or does one go on with the word behind it? */
static inline bool may_go_on(const Scan *s, const Runs *r, size_t i, uint32_t hash) {
    const Lexicon *l = s->l;
    bool whole = filter_has(l->pairs, l->pair_mask, pair_hash(hash, NO_LETTERS));
    if (i + 1 >= r->ended)
        return whole; /* it is the last word */
    const char *next = r->text + r->from[i + 1];
    size_t length = r->to[i + 1] - r->from[i + 1];
    uint64_t letters = word_head(next, MIN(length, 3), r->n - r->from[i + 1]);
    bool goes_on = filter_has(l->pairs, l->pair_mask, pair_hash(hash, letters));
    /* What the filter does not know: single letters, words that begin with '_'. */
    return whole | goes_on | (length < 2) | (next[-1] == '_');
}

/* Those candidates that the second filter lets pass, too, and those that it does
 * not know: words with digits at their end, that may be names without them. */
static void filter_pairs(const Scan *s, const Runs *r, Candidates *c) {
    size_t n = 0;
    for (size_t k = 0; k < c->n; k++) {
        size_t i = c->at[k];
        c->at[n] = c->at[k];
        n += (size_t)may_go_on(s, r, i, c->hash[k]) | (size_t)!ends_plainly(r, i) |
             (size_t)(r->text[r->to[i] - 1] <= '9');
    }
    c->n = n;
}

/* A word at which a name may begin. */
typedef struct {
    const char *at;
    const Slot *slot;
    Word word;
} Start;

/* Looks up the candidates in several steps. In each one the next part of the tables
 * is on its way from memory for all of them. */
static void look_up(Scan *s, const Runs *r, const Candidates *c, const char **read,
                    const char **done, Hits *hits) {
    const Lexicon *l = s->l;
    Start starts[RUNS];
    size_t n = 0;
    for (size_t k = 0; k < c->n; k++) {
        size_t i = c->at[k];
        Start *start = &starts[n];
        start->at = r->text + r->from[i];
        if (start->at < *read)
            continue; /* a part of the word before: foo_bar */
        start->word =
            word_at(s, start->at, ends_plainly(r, i) ? r->text + r->to[i] : NULL, KEY_SEED);
        *read = start->word.end;
        uint32_t key = key_end(start->word.key, start->word.capitals), bit = key & l->bit_mask;
        __builtin_prefetch(&l->bits[bit >> 5]);
        __builtin_prefetch(&l->slots[key & l->slot_mask]);
        n++;
    }
    for (size_t k = 0; k < n; k++) {
        const Slot *slot = starts[k].slot = slot_of(s, &starts[k].word);
        if (slot && (slot->first & ~SLOT_GOES_ON) != NO_NAME)
            __builtin_prefetch(&l->names[slot->first & ~SLOT_GOES_ON]);
    }
    for (size_t k = 0; k < n; k++)
        if (starts[k].at >= *done)
            *done = take(s, starts[k].at, &starts[k].word, starts[k].slot, hits);
}

static void match_ascii(Scan *s, Hits *hits) {
    const char *read = s->text, *done = s->text;
    Runs r; /* not cleared: it is large, and most texts are short */
    r.text = s->text;
    r.n = (size_t)(s->limit - s->text);
    r.at = r.begun = r.ended = 0;
    r.open = 0;
    for (bool last = false; !last;) {
        Candidates c;
        find_runs(&r);
        last = r.at >= r.n;
        size_t n = last ? r.ended : r.ended - 1; /* the second filter asks for the next */
        filter_starts(s, &r, n, &c);
        filter_pairs(s, &r, &c);
        look_up(s, &r, &c, &read, &done, hits);
        if (!last)
            drop_runs(&r, n);
    }
}

static void match_any(Scan *s, Hits *hits) {
    const char *done = s->text;
    note_runs(s);
    for (const char *at = spell_skip(s->text, s->limit, s->text); at < s->limit;) {
        uint8_t stop;
        const char *plain = skip_word(at, s->limit, &stop);
        bool is_all = is_plain(stop) && plain > at;
        bool may = plain > at && may_match(s, at, plain);
        const char *end = plain;
        if (!is_all || may) {
            Word w = word_at(s, at, is_all ? plain : NULL, KEY_SEED);
            end = w.end;
            if (at >= done)
                done = take(s, at, &w, slot_of(s, &w), hits);
        }
        at = spell_skip(end, s->limit, s->text);
    }
}

void match_text(const Lexicon *l, Arena *arena, const char *text, size_t n, Hits *hits,
                uint8_t *seen) {
    Scan s = {l, arena, text, text + n, seen};
    if (text_ascii_prefix(text, n) == n)
        match_ascii(&s, hits);
    else
        match_any(&s, hits);
}
