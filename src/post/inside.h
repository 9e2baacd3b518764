/* What the files of this room share and nobody else sees. */
#ifndef COMENTION_POST_INSIDE_H
#define COMENTION_POST_INSIDE_H

#include "post/post.h"

/* The text of a link: bytes of a block. */
typedef struct {
    size_t block;
    uint32_t start, end;
} LinkAt;

/* Collects blocks: text goes in piece by piece and comes out as blocks. */
typedef struct {
    Arena *arena;
    const char *source; /* the file's first byte: marks count from here */
    VEC_OF(Block) blocks;
    VEC_OF(Slice) hosts;
    VEC_OF(LinkAt) links; /* where the text of each of hosts stands */
    bool in_link;
    VEC_OF(Mark) marks; /* of the block at work */
    char *text;         /* the block at work */
    size_t n, cap;
    bool gap; /* white space came, to be written before the next letter */
    BlockKind kind;
    unsigned level;
} Writer;

void writer_init(Writer *w, Arena *arena, const char *source, size_t size);
/* Ends the block at work, if it has any text; the next is of this kind. */
void writer_block(Writer *w, BlockKind kind, unsigned level);
/* Text that stands in the file at `from` (NULL: right behind the last). */
void writer_text(Writer *w, const char *p, size_t n, const char *from);
void writer_gap(Writer *w);
/* A link begins: the host of its address is kept, and what is written up to its
 * end. */
void writer_link(Writer *w, Slice address);
void writer_link_end(Writer *w);
/* What the links stand on, as pieces of the blocks; as many as there are hosts. */
const Slice *writer_link_texts(const Writer *w);

/* What the front matter said, and how much of the file it took. */
typedef struct {
    Slice title, url, slug;
    unsigned title_line;
    Day date;
    VEC_OF(struct TagAt {
        Slice text;
        unsigned line;
    })
    tags;
} FrontMatter;

/* Reads YAML front matter, if `text` begins with one. `rest` is what follows
 * it. False: it is broken, and `diags` says where. */
bool front_matter_read(Arena *arena, const char *path, Slice text, FrontMatter *fm, Slice *rest,
                       Diags *diags);

/* The rooms of the formats: each writes the blocks of `body`. */
void markdown_read(Writer *w, char *body, size_t n);
void plain_read(Writer *w, const char *body, size_t n);

/* Drops what belongs to the site and not to the post. Returns how many blocks
 * are left. */
size_t furniture_drop(Block *blocks, size_t n);

#endif
