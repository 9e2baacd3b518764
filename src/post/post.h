/* post: where posts come from, and what a post is. The door of src/post.
 *
 * A post is metadata and blocks of visible text. Everything in it lies in the
 * arena that it was read into, and dies with it. */
#ifndef COMENTION_POST_H
#define COMENTION_POST_H

#include "base/base.h"

typedef enum {
    BLOCK_TITLE,
    BLOCK_TAG, /* one tag or category of the front matter */
    BLOCK_HEADING,
    BLOCK_PARAGRAPH,
    BLOCK_ITEM,  /* of a list */
    BLOCK_CELL,  /* of a table */
    BLOCK_QUOTE, /* a paragraph that the author quotes */
} BlockKind;

/* From byte `at` of a block's text on, the text comes from byte `source` of
 * the file (the next mark begins where another piece does). */
typedef struct {
    uint32_t at, source;
} Mark;

/* A run of visible text: UTF-8, composed (NFC), white space as single spaces,
 * without soft hyphens and other invisible characters. NUL-terminated. */
typedef struct {
    BlockKind kind;
    unsigned level; /* of a heading 1 … 6, of a list item its depth; else 0 */
    Slice text;
    const Mark *marks; /* at least one, ascending in `at` */
    size_t n_marks;
} Block;

typedef struct {
    const char *path; /* as the user would name it; "-" for standard input */
    Slice source;     /* the whole file as UTF-8 */
    Slice title;      /* SLICE_NONE: it has none */
    Day date;         /* of the front matter or the file's name; 0: unknown */
    Slice url, slug;  /* of the front matter (url or permalink; slug), or SLICE_NONE */
    const Block *blocks;
    size_t n_blocks;
    const Slice *hosts;      /* the hosts its links lead to, with repetitions */
    const Slice *link_texts; /* what each of these links stands on: a piece of a
                                block's text (which may have been dropped), or empty */
    size_t n_hosts;
    const uint32_t *lines; /* where each line of source begins; made on demand */
    size_t n_lines;
} Post;

/* More than this in one file is not a post: it bounds the memory a worker
 * needs, and a year of daily notes is far below it. */
#define POST_MAX_BYTES ((size_t)8 << 20)

/* Makes a post of a file's bytes, which must lie in `arena` (they are changed
 * in place). NULL: it can't be read; `diags` says why. Thread-safe for
 * different arenas. */
Post *post_parse(Arena *arena, const char *path, Slice bytes, Diags *diags);

/* The line in the file, from 1, of byte `at` of a block's text. */
unsigned post_line(Arena *arena, Post *post, const Block *block, size_t at);

/* Where the post can be read: the address in its front matter; where that is none
 * of the web, put behind `base`, which may have :year, :month, :day and :slug in
 * it; with neither address nor slug, the file's name counts. NULL as a base: what
 * the front matter has, or SLICE_NONE. The result is the post's or lies in
 * `arena`. */
Slice post_address(Arena *arena, const Post *post, const char *base);

/* ---- where posts come from --------------------------------------------- */

typedef struct PostSource PostSource;

typedef struct {
    char *path;
    bool named; /* the user named this file itself, not a folder that has it */
} PostFile;

/* Goes through files, folders (recursively, names in byte order, hidden ones
 * passed over) and "-". A file is given once, however often it is named or
 * linked to by symbolic links (hard links are files of their own).
 * Does not copy `paths`. Never NULL. */
PostSource *post_source_new(const char *const *paths, size_t n, Diags *diags);
/* From here on each folder that is entered, or that can't be, is added to
 * `folders` by name, to be freed with g_free, before what is in it. A file that
 * is named but not there is added, too. */
void post_source_note(PostSource *source, GPtrArray *folders);
/* The next file, to be freed with post_file_free; NULL at the end. What can't
 * be entered is said in `diags`. Not thread-safe. */
PostFile *post_source_next(PostSource *source);
void post_source_free(PostSource *source);
void post_file_free(PostFile *file);

/* Reads and parses one file (standard input for "-"). NULL as in post_parse. */
Post *post_read(Arena *arena, const PostFile *file, Diags *diags);

#endif
