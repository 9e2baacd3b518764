/* What looks like a name in a post and is no mention: runs of capitalised words,
 * tags, and what links to a site of its own name stand on. */
#include "names/phrase.h"

#include "names/inside.h"
#include "names/short.h"
#include "names/words.h"

#include <string.h>

/* ---- words ------------------------------------------------------------------- */

typedef enum {
    WORD_SMALL,
    WORD_CAPITAL,
    WORD_NUMBER,  /* "2.0", "v3", "2008" */
    WORD_MACHINE, /* an address, a path: no prose */
} WordKind;

typedef struct {
    Slice text; /* without signs around it and without 's */
    WordKind kind;
    bool starts;      /* a sentence or clause begins with it */
    bool joined;      /* nothing but a blank is between it and the one before */
    bool owns;        /* 's was behind it */
    uint32_t mention; /* the mention that it is in, or NONE */
} PhraseWord;

typedef struct {
    const Lexicon *l;
    Arena *arena;
    const Post *post;
    Mentions m;
    size_t next_mention;
    uint32_t block;
    VEC_OF(PhraseWord) words; /* of the block */
    VEC_OF(Guess) guesses;
    VEC_OF(uint32_t) small;
    VEC_OF(Slice) surnames;
} Phraser;

static bool is_number(Slice s) {
    size_t i = s.n > 1 && (*s.p == 'v' || *s.p == 'V');
    if (i == s.n || !g_ascii_isdigit(s.p[i]))
        return false;
    for (; i < s.n; i++)
        if (!g_ascii_isdigit(s.p[i]) && s.p[i] != '.' && s.p[i] != 'x')
            return false;
    return true;
}

/* "2008", where it can be a year. */
static bool is_year(Slice s) {
    return s.n == 4 && (slice_starts(s, "19") || slice_starts(s, "20")) && is_number(s);
}

static bool is_version(Slice s) {
    return is_number(s) && (memchr(s.p, '.', s.n) || *s.p == 'v' || s.n == 1);
}

/* "10GbE", "2TB". */
static bool is_measure(Slice s) {
    static const char *const units[] = {"Gb", "GB",  "GHz", "Hz", "KB", "Kb",
                                        "MB", "MHz", "Mb",  "TB", "Tb", "U"};
    size_t digits = 0;
    while (digits < s.n && g_ascii_isdigit(s.p[digits]))
        digits++;
    for (size_t i = 0; digits && i < G_N_ELEMENTS(units); i++)
        if (slice_starts(slice(s.p + digits, s.n - digits), units[i]))
            return true;
    return false;
}

static WordKind kind_of(Slice s) {
    size_t capitals = 0, small = 0;
    if (is_number(s))
        return WORD_NUMBER;
    if (is_measure(s) || memchr(s.p, '\'', s.n) || memmem(s.p, s.n, "’", 3))
        return WORD_SMALL;               /* "10GbE", "Aren't" */
    for (size_t i = 1; i + 1 < s.n; i++) /* "XML-based", "VM-to-VM" */
        if (s.p[i] == '-' && g_ascii_islower(s.p[i + 1]))
            return WORD_SMALL;
    for (size_t i = 0; i < s.n; i++) {
        if (strchr("/\\@_=<>{}$~^|`", s.p[i]))
            return WORD_MACHINE;
        if (s.p[i] == '.' && i && !g_ascii_isdigit(s.p[i + 1]) &&
            !(g_ascii_isupper(*s.p) && slice_is(slice(s.p + i, s.n - i), ".js")))
            return WORD_MACHINE;
        capitals += g_ascii_isupper(s.p[i]) != 0;
        small += g_ascii_islower(s.p[i]) != 0;
    }
    bool other = s.n && (unsigned char)*s.p >= 0x80 && g_unichar_isupper(g_utf8_get_char(s.p));
    if (other)
        return WORD_CAPITAL;
    if (!capitals)
        return WORD_SMALL;
    /* Small letters in front are part of the look: vFoo, eBar. */
    bool capital =
        g_ascii_isupper(*s.p) || (s.n > 3 && (g_ascii_isupper(s.p[1]) || g_ascii_isupper(s.p[2])));
    return capital && s.n > 1 && (small || capitals > 1) ? WORD_CAPITAL : WORD_SMALL;
}

static size_t sign_bytes(const char *p, const char *end, const char *const *signs, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (slice_starts(slice(p, (size_t)(end - p)), signs[i]))
            return strlen(signs[i]);
    return 0;
}

/* Cuts a block into words. */
static void read_words(Phraser *f, Slice text) {
    static const char *const openers[] = {"(", "[", "\"", "'", "“", "‘", "*", "–", "—"};
    static const char *const closers[] = {"”", "’", "…", "–", "—"};
    const char *end = text.p + text.n;
    bool starts = true, joined = false;
    f->words.n = 0;
    for (const char *p = text.p; p < end;) {
        const char *q = p, *next;
        while (q < end && *q != ' ')
            q++;
        next = q;
        PhraseWord w = {.starts = starts, .joined = joined, .mention = NONE};
        for (size_t n; p < q && (n = sign_bytes(p, q, openers, G_N_ELEMENTS(openers))); p += n) {
            w.joined = false;
            w.starts |= strchr("\"[*", *p) || (unsigned char)*p >= 0x80;
        }
        const char *bare = q;
        starts = false;
        for (bool more = true; more && bare > p;) {
            more = false;
            if (strchr(".,;:!?)]\"'*-", bare[-1])) {
                starts |= strchr(".:!?", bare[-1]) != NULL;
                bare--;
                more = true;
            }
            for (size_t i = 0; i < G_N_ELEMENTS(closers); i++) {
                size_t n = strlen(closers[i]);
                if ((size_t)(bare - p) >= n && memcmp(bare - n, closers[i], n) == 0) {
                    bare -= n;
                    more = true;
                }
            }
        }
        joined = bare == q;
        w.text = slice(p, (size_t)(bare - p));
        if (w.text.n > 2 && memcmp(bare - 2, "'s", 2) == 0) {
            w.text.n -= 2;
            w.owns = true;
        } else if (w.text.n > 4 && memcmp(bare - 4, "’s", 4) == 0) {
            w.text.n -= 4;
            w.owns = true;
        }
        joined &= !w.owns;
        w.kind = w.text.n ? kind_of(w.text) : WORD_SMALL;
        uint32_t at = (uint32_t)(p - text.p);
        while (f->next_mention < f->m.n &&
               (f->m.at[f->next_mention].block < f->block ||
                (f->m.at[f->next_mention].block == f->block && f->m.at[f->next_mention].end <= at)))
            f->next_mention++;
        const Mention *m = f->next_mention < f->m.n ? &f->m.at[f->next_mention] : NULL;
        if (m && m->block == f->block && m->start < at + w.text.n && at < m->end)
            w.mention = (uint32_t)f->next_mention;
        if (w.text.n)
            VEC_PUSH(f->arena, &f->words, w);
        p = next < end ? next + 1 : end;
    }
}

static const PhraseWord *word_of(const Phraser *f, size_t i) {
    return i < f->words.n ? &f->words.at[i] : NULL;
}

/* ---- what words say ------------------------------------------------------------ */

static const char *const event_words[] = {
    "Barcamp", "Bootcamp",  "Camp", "Con",      "Conference", "Congress", "Day",
    "Days",    "Expo",      "Fest", "Forum",    "Hackathon",  "Meetup",   "Roadshow",
    "Summit",  "Symposium", "Week", "Workshop", "World",
};
static const char *const event_endings[] = {"Con",  "Conf",   "Camp",  "Fest",
                                            "Expo", "Meetup", "Summit"};
static const char *const organisations[] = {"Alliance",   "Association", "Bank",    "Consortium",
                                            "Foundation", "Institute",   "Society", "University"};
static const char *const legal_forms[] = {"AG",           "Corp", "Corporation", "GmbH", "Inc",
                                          "Incorporated", "LLC",  "Ltd",         "plc"};
static const char *const bosses[] = {"CEO", "CFO", "CIO", "COO", "CTO", "Chairman", "President"};
static const char *const roles[] = {
    "Administrator", "Analyst",    "Architect", "Blog",       "CEO",          "CFO",
    "CIO",           "COO",        "CTO",       "Certified",  "Chairman",     "Chapter",
    "Chief",         "Consultant", "Director",  "Engineer",   "Evangelist",   "Executive",
    "Expert",        "Fellow",     "Founder",   "President",  "Professional", "Professor",
    "SVP",           "Senior",     "Session",   "Specialist", "Sr",           "VP",
    "Vice",
};
/* What follows the name of a person; of a firm, too, where it has one word. */
static const char *const says[] = {"and",  "from",  "has",      "is",   "of",  "recently",
                                   "said", "shows", "suggests", "told", "was", "with"};
static const char *const writes[] = {
    "article", "asked",    "blog",    "blogged", "describes", "discusses", "excellent", "explains",
    "great",   "mentions", "pointed", "points",  "post",      "posted",    "posts",     "series",
    "session", "shares",   "talks",   "tweeted", "who",       "writes",    "wrote",
};
/* What stands before it. */
static const char *const particles[] = {"Van", "Von", "de", "del", "den", "der", "van", "von"};
static const char *const thanks[] = {
    "Thanks", "and",       "author",     "authors", "blogger", "buddy",
    "by",     "colleague", "colleagues", "fellow",  "friend",  "from",
    "meet",   "met",       "thank",      "thanks",  "to",      "with",
};
static const char *const of_products[] = {
    "app",     "application", "appliance", "client",  "extension", "feature",
    "library", "module",      "plug-in",   "plugin",  "project",   "protocol",
    "script",  "software",    "tool",      "utility",
};

#define IS_ONE_OF(list, word) is_one_of((list), G_N_ELEMENTS(list), (word))
static bool is_one_of(const char *const *list, size_t n, Slice word) {
    for (size_t i = 0; i < n; i++)
        if (slice_is(word, list[i]))
            return true;
    return false;
}

static bool ends_as_event(Slice word) {
    for (size_t i = 0; i < G_N_ELEMENTS(event_endings); i++) {
        size_t n = strlen(event_endings[i]);
        if (word.n > n + 2 && memcmp(word.p + word.n - n, event_endings[i], n) == 0 &&
            g_ascii_islower(word.p[word.n - n - 1]))
            return true;
    }
    return false;
}

/* Letters, and only the first a capital: "Duncan"; or "McCarty", "Saidel-Keesing". */
static bool is_title_case(Slice s) {
    for (size_t i = 1; i < s.n; i++)
        if (g_ascii_isdigit(s.p[i]) ||
            (g_ascii_isupper(s.p[i]) && s.p[i - 1] != '-' && !(i == 2 && slice_starts(s, "Mc"))))
            return false;
    return s.n > 1 && g_ascii_isupper(*s.p);
}

/* "NIC", "NICs". */
static bool is_capitals(Slice s) {
    s.n -= s.n > 2 && s.p[s.n - 1] == 's';
    for (size_t i = 0; i < s.n; i++)
        if (g_ascii_islower(s.p[i]))
            return false;
    return true;
}

/* Signs of a type in the words around those from a to b. */
static void judge(const Phraser *f, size_t a, size_t b, Guess *g) {
    const PhraseWord *first = word_of(f, a), *last = word_of(f, b - 1), *behind = word_of(f, b);
    const PhraseWord *before = a ? word_of(f, a - 1) : NULL;
    bool joined = behind && behind->joined, one = b - a == 1;
    bool year = joined && is_year(behind->text);
    g->type = N_TYPES;
    if (behind && !behind->starts && IS_ONE_OF(legal_forms, behind->text)) {
        g->type = TYPE_COMPANY; /* a comma may stand between: Foo, Inc. */
        g->sure = true;
    } else if ((!one && IS_ONE_OF(legal_forms, last->text)) ||
               (!one && IS_ONE_OF(organisations, last->text))) {
        g->type = TYPE_COMPANY;
        g->sure = true;
    } else if ((!one && IS_ONE_OF(event_words, last->text)) || ends_as_event(last->text)) {
        g->type = TYPE_EVENT;
        g->sure = year;
    } else if (!one && short_is_firm_word(last->text) && !is_capitals(last->text)) {
        g->type = TYPE_COMPANY;
    } else if (joined && behind->kind == WORD_NUMBER && is_version(behind->text)) {
        g->type = TYPE_PRODUCT;
    } else if (joined && IS_ONE_OF(of_products, behind->text)) {
        g->type = TYPE_PRODUCT;
    } else if ((behind && (joined || last->owns) &&
                words_is_deed(behind->text.p, behind->text.n)) ||
               (before && first->joined &&
                words_is_agent_preposition(before->text.p, before->text.n))) {
        g->type = TYPE_COMPANY;
    } else if (before && first->joined && words_is_use(before->text.p, before->text.n)) {
        g->type = TYPE_PRODUCT;
    }
    /* "Systems", "Summit": somebody's name ends otherwise. */
    bool plain =
        b - a <= 3 && !g->sure && g->type != TYPE_EVENT && (one || !short_is_firm_word(last->text));
    for (size_t i = a; i < b; i++)
        plain &= is_title_case(word_of(f, i)->text);
    bool goes_on = joined || (last->owns && behind), led = before && first->joined;
    bool wrote =
        goes_on && (IS_ONE_OF(writes, behind->text) || (!one && IS_ONE_OF(says, behind->text)));
    bool thanked =
        led && (IS_ONE_OF(particles, before->text) || (!one && IS_ONE_OF(thanks, before->text)));
    g->person = plain && (wrote || thanked);
}

/* ---- runs of words --------------------------------------------------------------- */

/* Everyday words that names begin or end with all the same. */
static const char *const name_words[] = {
    "Best", "Better", "Big",  "Connect", "Day",  "Days",   "Edit",      "First", "Go",  "Great",
    "Help", "New",    "Next", "One",     "Open", "Point",  "Questions", "Right", "Run", "Start",
    "Take", "Three",  "Time", "Top",     "Two",  "Update", "Web",       "Week",
};
/* A phrase that ends so is the name of a kind of thing. */
static const char *const kinds[] = {"Address",    "Components", "Encapsulation", "Format",
                                    "Identifier", "Name",       "Names",         "Protocol",
                                    "Protocols",  "Results",    "Standard"};

static bool is_everyday(const PhraseWord *w) {
    return words_is_start(w->text.p, w->text.n);
}

/* Does a name hardly begin, or end, with this word? */
static bool is_outside(const PhraseWord *w, bool by_place) {
    return words_is_place(w->text.p, w->text.n) ||
           (is_everyday(w) && (by_place || !IS_ONE_OF(name_words, w->text)));
}

/* A phrase of words a to b of the block. */
static void guess(Phraser *f, size_t a, size_t b, bool titled) {
    while (a < b && is_outside(word_of(f, a), titled || word_of(f, a)->starts))
        a++;
    while (b > a && is_outside(word_of(f, b - 1), false))
        b--;
    if (b - a == 1 && is_everyday(word_of(f, a)))
        return;
    /* "Globex CEO": who has one is a firm. */
    bool has_boss = b - a > 1 && IS_ONE_OF(bosses, word_of(f, b - 1)->text);
    b -= has_boss;
    if (a == b || b - a > 6)
        return;
    const PhraseWord *first = word_of(f, a), *last = word_of(f, b - 1);
    for (size_t i = a; i < b; i++)
        if (IS_ONE_OF(roles, word_of(f, i)->text))
            return;
    if (b - a == 1 && IS_ONE_OF(legal_forms, first->text))
        return;
    if (words_is_first_name(first->text.p, first->text.n)) {
        if (b - a >= 2)
            VEC_PUSH(f->arena, &f->surnames, last->text);
        return;
    }
    Slice text = slice(first->text.p, (size_t)(last->text.p + last->text.n - first->text.p));
    if (text.n > 60 || words_is_standard(text.p, text.n))
        return;
    /* "Mastering VMware vSphere": a word in front of a name is rarely one. */
    const PhraseWord *behind = word_of(f, b);
    if (b - a == 1 && behind && behind->joined && behind->mention != NONE)
        return;
    Guess g = {.text = text,
               .block = f->block,
               .start = (uint32_t)(text.p - f->post->blocks[f->block].text.p)};
    judge(f, a, b, &g);
    if (has_boss)
        g.type = TYPE_COMPANY;
    if (IS_ONE_OF(kinds, last->text) && !g.sure)
        return;
    bool capitals = true, inner = false;
    for (size_t i = a; i < b; i++) {
        capitals &= is_capitals(word_of(f, i)->text) ||
                    words_is_standard(word_of(f, i)->text.p, word_of(f, i)->text.n);
        inner |= !is_title_case(word_of(f, i)->text) && !is_capitals(word_of(f, i)->text);
    }
    g.by_place = (first->starts || titled) && !inner;
    /* Acronyms are mostly anybody's. */
    if (capitals && !g.sure)
        return;
    const PhraseWord *before = a ? word_of(f, a - 1) : NULL;
    if (before && first->joined && before->mention != NONE) {
        const Mention *m = &f->m.at[before->mention];
        if (entity_type(f->l, m->entity) != TYPE_COMPANY)
            return; /* "Kubernetes Pod": a part of what is known */
        g.behind_maker = true;
        g.maker = m->entity;
    }
    VEC_PUSH(f->arena, &f->guesses, g);
}

/* In a title or heading most words have a capital letter. */
static bool is_titled(const Phraser *f, BlockKind kind) {
    if (kind != BLOCK_TITLE && kind != BLOCK_HEADING)
        return false;
    size_t small = 0;
    for (size_t i = 0; i < f->words.n; i++)
        small += f->words.at[i].kind == WORD_SMALL && f->words.at[i].text.n > 4;
    return small == 0;
}

static void read_block(Phraser *f, uint32_t b) {
    const Block *block = &f->post->blocks[b];
    f->block = b;
    read_words(f, block->text);
    bool titled = is_titled(f, block->kind);
    uint32_t hash = 0;
    for (size_t i = 0; i < f->words.n;) {
        const PhraseWord *w = &f->words.at[i];
        if (w->kind == WORD_SMALL) {
            VEC_PUSH(f->arena, &f->small, phrase_small_hash(0, w->text));
            if (hash && w->joined)
                VEC_PUSH(f->arena, &f->small, phrase_small_hash(hash, w->text));
        }
        hash = w->kind == WORD_SMALL ? phrase_small_hash(0, w->text) : 0;
        size_t end = i;
        while (end < f->words.n && f->words.at[end].kind == WORD_CAPITAL &&
               f->words.at[end].mention == NONE && (end == i || f->words.at[end].joined) &&
               (end == i || !f->words.at[end - 1].owns))
            end++;
        if (end > i)
            guess(f, i, end, titled);
        i = MAX(end, i + 1);
    }
}

/* ---- links and tags ---------------------------------------------------------------- */

/* "cynapse" of "www.cynapse.com": what a site is called. */
static Slice label_of(Slice host) {
    const char *end = host.p + host.n, *dot = memrchr(host.p, '.', host.n);
    if (!dot)
        return SLICE_NONE;
    /* co.uk, com.au */
    const char *before = memrchr(host.p, '.', (size_t)(dot - host.p));
    if (before && end - dot == 3 && dot - before <= 4)
        dot = before;
    const char *start = memrchr(host.p, '.', (size_t)(dot - host.p));
    start = start ? start + 1 : host.p;
    return slice(start, (size_t)(dot - start));
}

static size_t letters_of(Slice s, char *out, size_t most) {
    size_t n = 0;
    for (size_t i = 0; i < s.n && n < most; i++)
        if (g_ascii_isalnum(s.p[i]))
            out[n++] = g_ascii_tolower(s.p[i]);
    return n;
}

/* Is a site called as what links to it: foo.com, foosystems.com and "Foo Systems"?
 * A longer site of one word is somebody's who writes: "Foo" at foos-blog.com. */
static bool is_called_so(Slice label, Slice text) {
    char site[64], name[64], first[64];
    const char *blank = memchr(text.p, ' ', text.n);
    size_t n = letters_of(label, site, sizeof site), m = letters_of(text, name, sizeof name);
    size_t k =
        letters_of(slice(text.p, blank ? (size_t)(blank - text.p) : text.n), first, sizeof first);
    if (n < 3 || m < 3)
        return false;
    return (n == m && memcmp(site, name, n) == 0) || (n == k && memcmp(site, first, n) == 0) ||
           (blank && n > m && memcmp(site, name, m) == 0);
}

static bool is_host(Slice s) {
    for (size_t i = 0; i < s.n; i++)
        if (!g_ascii_isalnum(s.p[i]) && s.p[i] != '.' && s.p[i] != '-')
            return false;
    return true;
}

/* Is this piece a part of a longer text with capitals everywhere, as titles of
 * articles have them? */
static bool is_in_title(Slice piece, Slice link) {
    size_t words = 1, capitals = g_ascii_isupper(*link.p) != 0;
    for (size_t i = 1; i < link.n; i++)
        if (link.p[i - 1] == ' ') {
            words++;
            capitals += !g_ascii_islower(link.p[i]);
        }
    return piece.n < link.n && words > 3 && capitals * 3 >= words * 2;
}

static void add_sites(Phraser *f) {
    for (size_t i = 0; i < f->post->n_hosts; i++) {
        Slice text = f->post->link_texts[i], host = f->post->hosts[i];
        for (size_t k = 0; text.n && k < f->guesses.n; k++) {
            Guess *g = &f->guesses.at[k];
            bool inside = g->text.p >= text.p && g->text.p + g->text.n <= text.p + text.n;
            Slice label = label_of(host);
            g->by_place |= inside && is_in_title(g->text, text);
            if (inside && is_host(host) && is_called_so(label, g->text))
                g->host = slice(label.p, (size_t)(host.p + host.n - label.p));
        }
    }
}

uint32_t phrase_small_hash(uint32_t hash, Slice word) {
    hash = hash * 31 + 2166136261u;
    for (size_t i = 0; i < word.n; i++)
        hash = (hash ^ (unsigned char)g_ascii_tolower(word.p[i])) * 16777619u;
    return hash ? hash : 1;
}

Guesses names_guess(const Lexicon *l, Arena *arena, Post *post, Mentions mentions) {
    Phraser f = {.l = l, .arena = arena, .post = post, .m = mentions};
    for (size_t b = 0; b < post->n_blocks; b++)
        read_block(&f, (uint32_t)b);
    add_sites(&f);
    for (size_t i = 0; i < f.guesses.n; i++)
        f.guesses.at[i].line =
            post_line(arena, post, &post->blocks[f.guesses.at[i].block], f.guesses.at[i].start);
    return (Guesses){f.guesses.at, f.guesses.n, f.small.at, f.small.n, f.surnames.at, f.surnames.n};
}
