#include "names/inside.h"

#include <string.h>

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
    uint64_t *seen; /* WORD_BITS bits, or NULL */
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

/* The longest name that begins at p. */
static bool longest(Scan *s, const char *p, const Word *first, Hit *hit) {
    bool found = false;
    unsigned capitals = 0;
    Word w = *first;
    for (;;) {
        const Slot *slot = lexicon_slot(s->l, key_end(w.key, capitals + w.capitals));
        if (slot && spelled(s, slot, p, w.end, hit))
            found = true;
        if (!slot || !(slot->first & SLOT_GOES_ON))
            break;
        const char *word = spell_skip(w.end, s->limit, s->text);
        if (word == s->limit || !(slot->next & 1u << (spell_class[(unsigned char)*word] & 31)) ||
            !spell_joins(w.end, word))
            break;
        capitals += w.capitals;
        w = next_word(s, word, w.key);
    }
    if (!found && first->stem_end) {
        const Slot *slot = lexicon_slot(s->l, key_end(first->stem_key, first->capitals));
        found = slot && spelled(s, slot, p, first->stem_end, hit);
    }
    return found;
}

uint32_t word_bit(const char *p, size_t n) {
    uint32_t head = (unsigned char)p[0];
    if (n > 1)
        head |= (uint32_t)(unsigned char)p[1] << 8;
    if (n > 2)
        head |= (uint32_t)(unsigned char)p[2] << 16;
    return start_bit(head, n);
}

static bool is_start(const Lexicon *l, uint32_t bit) {
    return l->starts[bit >> 5] & 1u << (bit & 31);
}

/* Is there a name whose first word could be the one from p to end, or that
 * without the digits at its end (VMworld2007)? Says no to most words. The word is
 * noted as seen. */
static bool may_match(const Scan *s, const char *p, const char *end) {
    uint32_t bit = word_bit(p, (size_t)(end - p));
    if (s->seen)
        s->seen[bit % WORD_BITS / 64] |= (uint64_t)1 << bit % 64;
    if (is_start(s->l, bit))
        return true;
    const char *stem = end;
    while (stem > p && g_ascii_isdigit(stem[-1]))
        stem--;
    return stem < end && stem > p && is_start(s->l, word_bit(p, (size_t)(stem - p)));
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
    return rest < s->limit && longest(s, rest, &w, &other) && other.end > hit->end;
}

/* ---- words, eight bytes at a time ----------------------------------------------------- */

/* Bytes of a text. */
typedef struct {
    uint32_t from, to;
} Span;
typedef VEC_OF(Span) Spans;

#define EACH(byte) (0x0101010101010101u * (byte))

/* Bit i: is byte i of these eight an ASCII letter or digit? All are ASCII. Adding
 * carries into a byte's high bit where it is large enough, and never farther. */
static unsigned words_of_eight(uint64_t bytes) {
    uint64_t small = bytes | EACH(0x20u);
    uint64_t letters = (small + EACH(0x80u - 'a')) & ~(small + EACH(0x7fu - 'z'));
    uint64_t numbers = (bytes + EACH(0x80u - '0')) & ~(bytes + EACH(0x7fu - '9'));
    uint64_t bits = ((letters | numbers) & EACH(0x80u)) >> 7;
    return (unsigned)(bits * 0x0102040810204080u >> 56);
}

/* All runs of letters and digits of an ASCII text. Without a branch for each
 * byte, which processors guess wrongly at the end of every word. */
static void find_words(Arena *arena, const char *text, size_t n, Spans *spans) {
    uint64_t before = 0; /* 1: the byte before is in a word */
    uint32_t from = 0;
    for (size_t at = 0; at < n; at += 64) {
        uint64_t mask = 0;
        for (size_t i = 0; i < 64 && at + i < n; i += 8) {
            char eight[8] = {0};
            uint64_t bytes;
            memcpy(eight, text + at + i, MIN(n - at - i, 8u));
            memcpy(&bytes, eight, 8);
            mask |= (uint64_t)words_of_eight(GUINT64_FROM_LE(bytes)) << i;
        }
        uint64_t edges = mask ^ (mask << 1 | before);
        before = mask >> 63;
        for (; edges; edges &= edges - 1) {
            uint32_t edge = (uint32_t)at + (uint32_t)__builtin_ctzll(edges);
            if (mask >> (edge & 63) & 1)
                from = edge;
            else
                VEC_PUSH(arena, spans, (Span){from, edge});
        }
    }
    if (before && n % 64 == 0)
        VEC_PUSH(arena, spans, (Span){from, (uint32_t)n});
}

/* A word at which a name may begin. */
typedef struct {
    const char *at;
    Word word;
} Start;

/* Words are looked at this many ahead of the lookups, so that the parts of the
 * tables that they need are on their way from memory meanwhile. */
#define AHEAD 16u

static void prefetch(const Lexicon *l, const Start *start) {
    uint32_t key = key_end(start->word.key, start->word.capitals), bit = key & l->bit_mask;
    __builtin_prefetch(&l->bits[bit >> 5]);
    __builtin_prefetch(&l->slots[key & l->slot_mask]);
}

/* Where words are looked for: among the runs of an ASCII text, or (NULL) by
 * reading the text. */
typedef struct {
    const Span *spans;
    size_t n;
    const char *p; /* all before is done */
} Reader;

/* The next word of an ASCII text at which a name may begin; false: none. */
static bool next_of_spans(const Scan *s, Reader *r, Start *start) {
    for (; r->n; r->spans++, r->n--) {
        const char *from = s->text + r->spans->from, *to = s->text + r->spans->to;
        if (from < r->p)
            continue; /* it is a part of the word before: foo_bar */
        bool plain = to == s->limit || !spell_class[(unsigned char)*to];
        bool may = may_match(s, from, to);
        if (plain && !may)
            continue;
        start->at = from;
        start->word = word_at(s, from, plain ? to : NULL, KEY_SEED);
        r->p = start->word.end;
        r->spans++;
        r->n--;
        prefetch(s->l, start);
        return true;
    }
    return false;
}

/* The same for any text. */
static bool next_of_text(const Scan *s, Reader *r, Start *start) {
    const char *at = r->p;
    while (at < s->limit) {
        uint8_t stop;
        const char *plain = skip_word(at, s->limit, &stop);
        bool is_all = is_plain(stop) && plain > at;
        bool may = plain > at && may_match(s, at, plain);
        if (is_all && !may) {
            at = spell_skip(plain, s->limit, s->text);
            continue;
        }
        start->at = at;
        start->word = word_at(s, at, is_all ? plain : NULL, KEY_SEED);
        r->p = spell_skip(start->word.end, s->limit, s->text);
        prefetch(s->l, start);
        return true;
    }
    r->p = s->limit;
    return false;
}

/* What stands at a start: a hit is put, and where it ends is returned. */
static const char *take(Scan *s, const Start *start, Hits *hits) {
    const Lexicon *l = s->l;
    Hit hit = {0};
    if (!longest(s, start->at, &start->word, &hit))
        return start->word.end;
    if (gives_way(s, start->at, &hit)) {
        Scan maker = *s;
        maker.limit = start->at + l->names[hit.names[0]].maker_len;
        if (!longest(&maker, start->at, &start->word, &hit))
            return start->word.end;
    }
    const char *end = s->text + hit.end;
    if (l->entries[l->names[hit.names[0]].entry].flags & ENTRY_EDITIONS)
        hit.edition = take_edition(&end, s->limit);
    hit.end = (uint32_t)(end - s->text);
    if (!is_in_machine_text(s->text, (size_t)(s->limit - s->text), hit.start, hit.end))
        VEC_PUSH(s->arena, hits, hit);
    return MAX(end, start->word.end);
}

void match_text(const Lexicon *l, Arena *arena, const char *text, size_t n, Hits *hits,
                uint64_t *seen) {
    Scan s = {l, arena, text, text + n, seen};
    Spans spans = {0};
    Start ahead[AHEAD];
    bool ascii = text_ascii_prefix(text, n) == n;
    if (ascii)
        find_words(arena, text, n, &spans);
    Reader reader = {spans.at, spans.n, ascii ? text : spell_skip(text, s.limit, text)};
    const char *done = text;
    unsigned first = 0, waiting = 0;
    for (;;) {
        while (waiting < AHEAD) {
            Start *start = &ahead[(first + waiting) % AHEAD];
            if (!(ascii ? next_of_spans(&s, &reader, start) : next_of_text(&s, &reader, start)))
                break;
            waiting++;
        }
        if (!waiting)
            break;
        const Start *start = &ahead[first];
        if (start->at >= done)
            done = take(&s, start, hits);
        first = (first + 1) % AHEAD;
        waiting--;
    }
}
