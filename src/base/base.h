/* base: what every room stands on and GLib does not have. The door of src/base.
 *
 * Nothing here prints, exits or keeps global state. */
#ifndef COMENTION_BASE_H
#define COMENTION_BASE_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

/* ---- slices ---------------------------------------------------------- */

/* A piece of somebody else's bytes: never NUL-terminated by promise. p may be
 * NULL only when n is 0. */
typedef struct {
    const char *p;
    size_t n;
} Slice;

#define SLICE_NONE ((Slice){NULL, 0})

static inline Slice slice(const char *p, size_t n) {
    return (Slice){p, n};
}
Slice slice_str(const char *s); /* s may be NULL */
Slice slice_trim(Slice s);      /* without ASCII white space at both ends */
/* Inline, so that the length of a literal is known when they are compiled. */
static inline bool slice_is(Slice s, const char *literal) {
    size_t n = strlen(literal);
    return s.n == n && memcmp(s.p, literal, n) == 0;
}
static inline bool slice_starts(Slice s, const char *literal) {
    size_t n = strlen(literal);
    return s.n >= n && memcmp(s.p, literal, n) == 0;
}
/* The same, ASCII case folded. */
static inline bool slice_starts_nocase(Slice s, const char *literal) {
    size_t n = strlen(literal);
    return s.n >= n && g_ascii_strncasecmp(s.p, literal, n) == 0;
}

/* ---- arena ------------------------------------------------------------ */

/* Memory that is given back all at once: one per worker, reset per post.
 * Not thread-safe. Never returns NULL (out of memory ends the program, as
 * everywhere in GLib). */
typedef struct Arena Arena;

Arena *arena_new(void);
void arena_free(Arena *a); /* a may be NULL */
/* Forgets everything allocated; keeps one chunk for the next post. */
void arena_reset(Arena *a);
void *arena_alloc(Arena *a, size_t bytes); /* 16-byte aligned, not cleared */
void *arena_zero(Arena *a, size_t bytes);
char *arena_copy(Arena *a, const char *p, size_t n); /* NUL-terminated copy */
#define ARENA_NEW(a, T) ((T *)arena_zero((a), sizeof(T)))
#define ARENA_ARRAY(a, T, n) ((T *)arena_alloc((a), sizeof(T) * (size_t)(n)))

/* A growing array in an arena: `DECLARE_VEC(Block)` makes BlockVec and
 * blockvec_push is `VEC_PUSH(arena, vec, item)`. Growth copies inside the
 * arena; what is left behind is freed at the next reset. */
#define VEC_OF(T)                                                                                  \
    struct {                                                                                       \
        T *at;                                                                                     \
        size_t n, cap;                                                                             \
    }
#define VEC_PUSH(a, v, ...)                                                                        \
    do {                                                                                           \
        if ((v)->n == (v)->cap)                                                                    \
            (v)->at = vec_grow((a), (v)->at, (v)->n, &(v)->cap, sizeof *(v)->at);                  \
        (v)->at[(v)->n++] = (__VA_ARGS__);                                                         \
    } while (0)
void *vec_grow(Arena *a, const void *at, size_t n, size_t *cap, size_t item);

/* ---- heap ------------------------------------------------------------- */

/* Memory of many small things that are given back one by one, or all at once:
 * quicker than malloc for both. Not thread-safe. Never returns NULL. */
typedef struct Heap Heap;

Heap *heap_new(void);
void heap_free(Heap *h);                        /* with all that lies in it; h may be NULL */
void *heap_alloc(Heap *h, size_t bytes);        /* 16-byte aligned, not cleared */
void heap_give(Heap *h, void *p, size_t bytes); /* as many as were asked for */
/* What lies in `from` lies in `to` afterwards. */
void heap_join(Heap *to, Heap *from);

/* ---- diagnostics ------------------------------------------------------ */

typedef enum {
    DIAG_NOTE,  /* read all the same, but the user should know */
    DIAG_ERROR, /* something was skipped */
} DiagLevel;

typedef struct {
    DiagLevel level;
    char *file;            /* as the user named it; owned */
    unsigned line, column; /* from 1; 0: no place in the file */
    char *message;         /* what is wrong, what was expected; owned */
} Diag;

/* A list of Diag in the order they were found. */
typedef struct {
    GPtrArray *list; /* NULL while empty */
} Diags;

void diags_say(Diags *d, DiagLevel level, const char *file, unsigned line, unsigned column,
               const char *format, ...) G_GNUC_PRINTF(6, 7);
size_t diags_count(const Diags *d, DiagLevel level);
/* Moves all of `from` behind what `to` has. */
void diags_move(Diags *to, Diags *from);
void diags_clear(Diags *d);

/* ---- errors ----------------------------------------------------------- */

/* What the rooms fail with; the code says nothing. */
#define ROOM_ERROR (room_error_quark())
GQuark room_error_quark(void);

/* ---- files ------------------------------------------------------------ */

/* Reads a whole regular file (or, where `any` is set, a pipe) of at most
 * `limit` bytes into `arena`. The bytes are followed by a NUL that is not
 * counted. False: `error` is set (a G_FILE_ERROR, or ROOM_ERROR for what
 * is not a regular file or is too large) and `out` is untouched. Never blocks
 * on a FIFO unless `any`. */
bool file_read(Arena *arena, const char *path, size_t limit, bool any, Slice *out, GError **error);
/* The same from an open stream, to its end. */
bool stream_read(Arena *arena, FILE *f, const char *name, size_t limit, Slice *out, GError **error);
/* Replaces `path` as a whole: written beside and renamed; a symbolic
 * link is followed and permissions are kept. What is not a regular file (a
 * device, a pipe) is written to. False: `error` is set, and a regular file is
 * as it was. */
bool file_write(const char *path, const char *bytes, size_t n, GError **error);

/* ---- text ------------------------------------------------------------- */

/* Brings bytes of a file to UTF-8 without BOM: UTF-8 and UTF-16 with BOM by
 * their marks, UTF-8 by validity, everything else as Windows-1252 (`*guessed`
 * is set). False: these are not text (NUL bytes, control characters). The
 * result lies in `arena` or is `in` itself; it is valid UTF-8 and followed by
 * a NUL. */
bool text_to_utf8(Arena *arena, Slice in, Slice *out, bool *guessed);
/* How many bytes come before the first that is not ASCII. */
size_t text_ascii_prefix(const char *p, size_t n);
/* Is it a letter, digit or mark of any script? */
bool text_is_word(gunichar c);
/* Does YAML open more brackets than this, one in the other? libyaml takes the
 * square of their number. */
#define YAML_MAX_DEPTH 100u
bool yaml_is_deep(Slice yaml);
/* Reads the YAML of a file that a person wrote into a libyaml document (to be
 * freed with yaml_document_delete; without a root node where it is empty).
 * False: it is none, `diags` says why, and there is nothing to free. */
struct yaml_document_s;
bool yaml_load(Slice bytes, const char *path, struct yaml_document_s *doc, Diags *diags);
/* Appends s as a JSON string, quotes included; invalid UTF-8 becomes U+FFFD. */
void json_string(GString *out, const char *s, size_t n);
/* The nearest of `n` words to `word` by edit distance, or NULL when none is
 * near enough to be meant. The result is one of `words`. */
const char *nearest_word(const char *word, const char *const *words, size_t n);
/* Small letters and digits with single hyphens between: "Site Recovery
 * Manager" is site-recovery-manager. Letters of other scripts stay. Never
 * empty ("x" and a checksum for names without a letter). Free with g_free. */
char *slug(const char *name);

/* A date as yyyymmdd; month and day are 0 where only the year or month is
 * known; 0 is no date. */
typedef uint32_t Day;
/* Reads YYYY, YYYY-MM, YYYY-MM-DD and what may follow that (a time, a zone).
 * `strict`: nothing may follow. 0 when it is none. A zone does not move the
 * day: it is the one the author wrote. */
Day day_parse(Slice s, bool strict);
/* "2007-09-11", "2007-09", "2007" or "" into buffer. */
const char *day_format(Day d, char buffer[16]);

/* ---- worker pool ------------------------------------------------------ */

/* Items are taken in order, worked on by several threads and handed on in
 * order. `next` and `done` are never called by two threads at once; `work` is,
 * with a different `worker` (0 … threads-1) each. */
typedef struct {
    void *(*next)(void *data); /* NULL: no more */
    void *(*work)(void *data, unsigned worker, void *item);
    void (*done)(void *data, void *result);
} PoolJob;

void pool_run(unsigned threads, const PoolJob *job, void *data);

#endif
