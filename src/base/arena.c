#include "base/base.h"

#include <string.h>

typedef struct Chunk Chunk;
struct Chunk {
    Chunk *next;
    size_t size, used;
};

struct Arena {
    Chunk *first; /* the one in use; older ones behind it */
};

/* Room for a usual post and what is made of it, so that most posts cost no
 * malloc at all. */
#define CHUNK_BYTES (256u << 10)
#define HEAD ((sizeof(Chunk) + 15u) & ~(size_t)15u)

static Chunk *chunk_new(size_t bytes, Chunk *next) {
    Chunk *c = g_malloc(HEAD + bytes);
    *c = (Chunk){.next = next, .size = bytes};
    return c;
}

Arena *arena_new(void) {
    Arena *a = g_new(Arena, 1);
    a->first = chunk_new(CHUNK_BYTES, NULL);
    return a;
}

static void free_chunks(Chunk *c) {
    while (c) {
        Chunk *next = c->next;
        g_free(c);
        c = next;
    }
}

void arena_free(Arena *a) {
    if (!a)
        return;
    free_chunks(a->first);
    g_free(a);
}

void arena_reset(Arena *a) {
    if (a->first->size == CHUNK_BYTES) {
        free_chunks(a->first->next);
        a->first->next = NULL;
        a->first->used = 0;
    } else { /* a huge post must not keep its memory for the rest of the run */
        free_chunks(a->first);
        a->first = chunk_new(CHUNK_BYTES, NULL);
    }
}

void *arena_alloc(Arena *a, size_t bytes) {
    bytes = (bytes + 15u) & ~(size_t)15u;
    if (a->first->size - a->first->used < bytes)
        a->first = chunk_new(MAX(CHUNK_BYTES, bytes), a->first);
    void *p = (char *)a->first + HEAD + a->first->used;
    a->first->used += bytes;
    return p;
}

void *arena_zero(Arena *a, size_t bytes) {
    return memset(arena_alloc(a, bytes), 0, bytes);
}

char *arena_copy(Arena *a, const char *p, size_t n) {
    char *copy = arena_alloc(a, n + 1);
    if (n)
        memcpy(copy, p, n);
    copy[n] = '\0';
    return copy;
}

void *vec_grow(Arena *a, const void *at, size_t n, size_t *cap, size_t item) {
    size_t more = *cap ? *cap * 2 : 16;
    void *bigger = arena_alloc(a, more * item);
    if (n)
        memcpy(bigger, at, n * item);
    *cap = more;
    return bigger;
}
