/* comention: reads posts and draws who is mentioned with whom.
 *
 * The one public header. A Comention is made, told where names come from and
 * what counts as together, and then reads posts: mention by mention, relation
 * by relation, or all at once into a graph that can be drawn.
 *
 *     Comention *c = comention_new();
 *     const char *paths[] = {"posts"};
 *     ComentionGraph *g = comention_read(c, paths, 1);
 *     GString *svg = g_string_new(NULL);
 *     comention_draw(g, &(ComentionDrawing){.format = COMENTION_SVG, .nodes = 24, .edges = 40},
 *                    svg, NULL, &error);
 *
 * Conventions. Strings are UTF-8 and NUL-terminated. What a callback is given
 * is only valid until it returns. A function that can fail takes GError ** last
 * (NULL: not wanted) and says what it returns then. Errors have the domain
 * COMENTION_ERROR. Nothing is printed; problems of the input go to the problem
 * function.
 *
 * Threads. Functions of one Comention must not be called by two threads at
 * once; two Comentions are independent of each other. Reading uses threads of
 * its own, and calls all callbacks one at a time and in the order of the posts
 * (not always from the calling thread). Drawing is serialised, because Graphviz
 * has global state. */
#ifndef COMENTION_H
#define COMENTION_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif
#pragma GCC visibility push(default)

#define COMENTION_VERSION "0.1.0"

/* The version of the library, which may be another than that of the header. */
const char *comention_version(void);

#define COMENTION_ERROR (comention_error_quark())
GQuark comention_error_quark(void);

typedef enum {
    COMENTION_ERROR_CATALOG, /* a catalog can't be used */
    COMENTION_ERROR_DATE,    /* a date is none */
    COMENTION_ERROR_NAME,    /* nothing has this name */
    COMENTION_ERROR_ADDRESS, /* an address is none of the web */
    COMENTION_ERROR_DRAW,    /* Graphviz could not draw */
    COMENTION_ERROR_WRITE,   /* a file could not be written */
} ComentionError;

typedef struct Comention Comention;
typedef struct ComentionGraph ComentionGraph;

/* ---- set-up ------------------------------------------------------------------- */

/* Never NULL. Free with comention_free. */
Comention *comention_new(void);
/* c may be NULL. Graphs that were read with it must be freed before. */
void comention_free(Comention *c);

typedef enum {
    COMENTION_NOTE,  /* read all the same, but the user should know */
    COMENTION_FAULT, /* something was skipped */
} ComentionLevel;

typedef struct {
    ComentionLevel level;
    const char *file;      /* as it was named; "-" for standard input */
    unsigned line, column; /* from 1 */
    const char *message;   /* what is wrong, what was expected; no line end */
} ComentionProblem;

/* Gets each problem of posts and catalogs. NULL: they are dropped. */
typedef void (*ComentionProblemFunc)(void *data, const ComentionProblem *problem);
void comention_set_problem_func(Comention *c, ComentionProblemFunc func, void *data);

/* Is told after each post how many were read so far. NULL: nobody. */
typedef void (*ComentionProgressFunc)(void *data, size_t posts);
void comention_set_progress_func(Comention *c, ComentionProgressFunc func, void *data);

/* Is told, at the end of each reading and from the thread that asked for it, of
 * all that it looked at: each file (read, skipped or of another period), and
 * each folder before what is in it; not standard input, and no catalogs. A name
 * is spelled as `paths` lead to it. NULL: nobody. */
typedef void (*ComentionInputFunc)(void *data, const char *path);
void comention_set_input_func(Comention *c, ComentionInputFunc func, void *data);

/* Without the built-in catalog only the names of one's own are found. To be
 * said before the first catalog is added. */
void comention_set_builtin(Comention *c, bool use);
/* Adds a catalog file; later files win over earlier ones, all of them over the
 * built-in one. Entries with a mistake are reported as problems (notes) and the
 * others used. False: the file can't be read, or is no YAML. */
bool comention_add_catalog(Comention *c, const char *file, GError **error);

/* Adds a file of phrases that state relations, to the built-in ones. Phrases with a
 * mistake are reported as problems (notes) and the others used. False: the file
 * can't be read, or is no YAML. */
bool comention_add_phrases(Comention *c, const char *file, GError **error);

/* How many threads read posts; 0 (the default): as many as there are
 * processors, at most 16. The result does not depend on it. */
void comention_set_threads(Comention *c, unsigned threads);

typedef enum {
    COMENTION_SENTENCE,
    COMENTION_PARAGRAPH, /* the default */
    COMENTION_POST,
} ComentionDistance;

/* How close two names must stand to be linked. */
void comention_set_together(Comention *c, ComentionDistance distance);
/* Only posts of this period are read; dates are YYYY, YYYY-MM or YYYY-MM-DD,
 * both ends included; NULL: open. Posts without a date are in no period.
 * False: one is no date, and nothing has changed. */
bool comention_set_period(Comention *c, const char *since, const char *until, GError **error);

/* Where the posts can be read: their own addresses (front matter: url, permalink)
 * or else their slugs are put behind `base`, which may have :year, :month, :day and
 * :slug in it. NULL (the default): only addresses of the web count. False: it is
 * no http or https address, and nothing has changed. */
bool comention_set_base_url(Comention *c, const char *base, GError **error);

/* ---- reading --------------------------------------------------------------------- */

typedef struct {
    const char *post;    /* the file, as given */
    unsigned line;       /* in the file, from 1 */
    const char *field;   /* "title", "tag" or "body" */
    const char *surface; /* the words of the post */
    const char *id;      /* "vmworld-2007": stable */
    const char *name;    /* "VMworld 2007" */
    const char *type;    /* "company", "product" or "event" */
    const char *how;     /* which rule decided */
    const char *date;    /* of the post: "2007-09-11", or "" */
    unsigned paragraph;  /* its number in the post, from 1; a title is one */
    unsigned sentence;   /* likewise; only sentences with names are counted */
} ComentionMention;

typedef struct {
    const char *post;
    unsigned line;         /* where the quote begins */
    const char *from, *to; /* ids; where the kind has no direction, the first sorts first */
    const char *from_name, *to_name;
    const char *kind;      /* "together", or what is said of the two: "makes" */
    const char *distance;  /* "sentence", "paragraph" or "post" */
    const char *how;       /* "text", or "catalog" for what is known and not stated */
    const char *certainty; /* "stated", "rumoured", or "known" (to the catalog) */
    const char *phrase;    /* which one stated it, or "" */
    const char *quote;     /* the sentence, or the sentences from one to the other */
    const char *date;      /* of the post, or "" */
    const char *title;     /* of the post, or "" */
    const char *url;       /* of the post, or "" */
} ComentionRelation;

typedef void (*ComentionMentionFunc)(void *data, const ComentionMention *mention);
typedef void (*ComentionRelationFunc)(void *data, const ComentionRelation *relation);

/* Reads files, folders (recursively) and standard input ("-"), and calls
 * `mention` for each mention and `relation` for each relation (either may be
 * NULL), post by post. `names` (n_names may be 0): only mentions of what one of
 * them calls by name, alias or id; with one name, only relations of it, with
 * two, only those between the two. Returns how many posts were read. */
size_t comention_each(Comention *c, const char *const *paths, size_t n_paths,
                      const char *const *names, size_t n_names, ComentionMentionFunc mention,
                      ComentionRelationFunc relation, void *data);
/* Reads posts likewise, and appends to `out` a catalog (YAML, with comments) of
 * what looks like a name in them and is in no catalog, for each type the most
 * frequent first: to be edited, then given to comention_add_catalog. Types are
 * guesses. Where there are hundreds of names, those of a single post are left out,
 * and a comment says how many. Returns how many names it appended; `posts` (may be
 * NULL) is set to the number of posts that were read. */
size_t comention_unknown(Comention *c, const char *const *paths, size_t n_paths, GString *out,
                         size_t *posts);
/* The graph of all posts. Never NULL; free with comention_graph_free. */
ComentionGraph *comention_read(Comention *c, const char *const *paths, size_t n_paths);

typedef enum {
    COMENTION_YEAR,    /* "2007" */
    COMENTION_QUARTER, /* "2007-Q3" */
    COMENTION_MONTH,   /* "2007-09" */
} ComentionBy;
/* The same, and each period is kept apart, too, so that it can be drawn alone. Posts
 * whose date is not known so well are in no period. */
ComentionGraph *comention_read_by(Comention *c, const char *const *paths, size_t n_paths,
                                  ComentionBy by);
/* The periods with posts, in the order of time; NULL-terminated, and the graph's. NULL: it
 * was not read by periods. */
const char *const *comention_graph_periods(const ComentionGraph *g);

/* Adds all of `from`, which is freed. Both must come from one Comention whose
 * catalogs have not changed meanwhile. Periods of comention_read_by are not kept. The same as
 * reading all posts at once: no order of them, and no way of parting them, changes the sum. */
void comention_graph_add(ComentionGraph *to, ComentionGraph *from);
void comention_graph_free(ComentionGraph *g); /* g may be NULL */

/* What is known of a name, an alias or an id. False: nothing has it, and the
 * error says what comes near. The strings belong to the Comention. */
typedef struct {
    const char *id, *name, *type;
    const char *maker;    /* name of the company, or NULL */
    const char *url;      /* or NULL */
    const char *owner;    /* of a company that was bought: name of the company, or NULL */
    unsigned owned_since; /* the year, or 0: not known */
} ComentionEntry;
bool comention_lookup(Comention *c, const char *name, ComentionEntry *entry, GError **error);

/* ---- rows ------------------------------------------------------------------------- */

typedef enum {
    COMENTION_JSONL, /* one JSON object a line */
    COMENTION_TSV,   /* columns parted by tabs; tabs in texts are blanks */
} ComentionRows;

/* Append one line, its end included. */
void comention_mention_row(const ComentionMention *m, ComentionRows rows, GString *out);
void comention_relation_row(const ComentionRelation *r, ComentionRows rows, GString *out);
/* The first line of a TSV. */
void comention_mention_header(GString *out);
void comention_relation_header(GString *out);

/* ---- drawing ------------------------------------------------------------------------ */

typedef enum {
    COMENTION_DOT,
    COMENTION_SVG,
    COMENTION_PNG,
    COMENTION_PDF,
    COMENTION_JSON,
    COMENTION_MERMAID, /* a flowchart for GitHub, GitLab and others that draw it themselves */
    COMENTION_HTML,    /* a page: the picture, a search box, all names and links */
} ComentionFormat;

/* By name ("svg"), or by the ending of a file name. -1: unknown. */
int comention_format(const char *name);
int comention_format_of_file(const char *file);

enum { /* ComentionDrawing.types */
       COMENTION_COMPANIES = 1 << 0,
       COMENTION_PRODUCTS = 1 << 1,
       COMENTION_EVENTS = 1 << 2,
};
/* The bit of a type's name, singular or plural; 0: unknown. */
unsigned comention_type(const char *word);

/* The bit of a kind of relations: "acquired", "competes_with", "together";
 * 0: unknown. */
unsigned comention_kind(const char *word);

typedef struct {
    char target; /* 'G', 'N' or 'E', as dot's options */
    const char *name, *value;
} ComentionAttribute;

/* What names link to. Links between names lead to the post that is the best
 * evidence, unless there are to be none. */
typedef enum {
    COMENTION_LINK_SITE, /* the address in the catalog */
    COMENTION_LINK_POST, /* the post that says most of it with others */
    COMENTION_LINK_NONE, /* nothing, and links to nothing either */
} ComentionLink;

/* All zero is a drawing of everything as DOT. */
typedef struct {
    ComentionFormat format;
    const char *title;  /* NULL: none */
    const char *layout; /* dot, neato, fdp, sfdp, twopi, circo; NULL: comention's own, or by size */
    const char *style;  /* slide, wiki, print, or a file; NULL: slide */
    const char *const *highlight; /* these names are in sight, all others step back */
    size_t n_highlight;
    bool cluster; /* draw a box around a company and its products */
    unsigned dpi; /* of PNG; 0: 144 */
    /* Of a graph that comention_read_by has read: only this period, with every name in
     * the place that it has in the picture of the whole; NULL: the whole. */
    const char *period;
    const ComentionAttribute *attributes;
    size_t n_attributes;
    unsigned types;           /* only these; 0: all */
    unsigned kinds;           /* only links of these kinds; 0: all */
    const char *const *focus; /* only what is within `depth` links of these names */
    size_t n_focus;
    unsigned depth;
    size_t nodes, edges; /* only the strongest so many; 0: all */
    ComentionLink link;
} ComentionDrawing;

/* What a drawing shows. */
typedef struct {
    size_t posts;
    size_t nodes, edges;
    size_t nodes_left, edges_left; /* left out to keep to the limits */
    char *notes;                   /* what Graphviz said and was decided, in lines, or NULL;
                                      free with g_free */
} ComentionDrawn;

/* Appends the drawing to `out`. `drawn` may be NULL. False: `out` and `drawn`
 * are as they were. */
bool comention_draw(const ComentionGraph *g, const ComentionDrawing *drawing, GString *out,
                    ComentionDrawn *drawn, GError **error);
/* Replaces a file by these bytes, wholly or not at all. */
bool comention_save(const char *file, const char *bytes, size_t n, GError **error);

/* ---- checking catalogs --------------------------------------------------------------- */

/* Reports every problem of these files (on top of the built-in catalog, if it
 * is used; with none, of that alone), each with its place. Returns how many
 * there are. `counts`, when not NULL, gets the number of companies, products
 * and events of all of them together. Does not change what is looked for. */
size_t comention_check(Comention *c, const char *const *files, size_t n_files, size_t counts[3]);

#pragma GCC visibility pop
#ifdef __cplusplus
}
#endif
#endif
