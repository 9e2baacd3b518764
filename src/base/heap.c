#include "base/base.h"

#include <string.h>

/* Sizes are rounded up to a multiple of STEP. What is larger than LARGE is
 * malloc's. */
#define STEP 16u
#define LARGE 1024u
#define CHUNK_BYTES (64u << 10)

/* A free piece, and a chunk, begin with the next one. */
typedef struct Link Link;
struct Link {
    Link *next;
};

typedef struct Big Big;
struct Big {
    Big *next, *before;
};

struct Heap {
    Link *chunks;
    char *at, *end; /* what is left of the newest */
    Link *given[LARGE / STEP + 1];
    Big *big;
};

/* So that what lies behind is aligned for anything. */
#define HEAD(T) ((sizeof(T) + STEP - 1) / STEP * STEP)

Heap *heap_new(void) {
    return g_new0(Heap, 1);
}

void heap_free(Heap *h) {
    if (!h)
        return;
    for (Link *c = h->chunks, *next; c; c = next) {
        next = c->next;
        g_free(c);
    }
    for (Big *b = h->big, *next; b; b = next) {
        next = b->next;
        g_free(b);
    }
    g_free(h);
}

static void *alloc_big(Heap *h, size_t bytes) {
    Big *b = g_malloc(HEAD(Big) + bytes);
    *b = (Big){h->big, NULL};
    if (h->big)
        h->big->before = b;
    h->big = b;
    return (char *)b + HEAD(Big);
}

void *heap_alloc(Heap *h, size_t bytes) {
    if (bytes > LARGE)
        return alloc_big(h, bytes);
    size_t steps = MAX((bytes + STEP - 1) / STEP, 1u);
    Link *again = h->given[steps];
    if (again) {
        h->given[steps] = again->next;
        return again;
    }
    if ((size_t)(h->end - h->at) < steps * STEP) {
        Link *c = g_malloc(CHUNK_BYTES);
        c->next = h->chunks;
        h->chunks = c;
        h->at = (char *)c + HEAD(Link);
        h->end = (char *)c + CHUNK_BYTES;
    }
    void *p = h->at;
    h->at += steps * STEP;
    return p;
}

void heap_give(Heap *h, void *p, size_t bytes) {
    if (bytes > LARGE) {
        Big *b = (Big *)(void *)((char *)p - HEAD(Big));
        *(b->before ? &b->before->next : &h->big) = b->next;
        if (b->next)
            b->next->before = b->before;
        g_free(b);
        return;
    }
    Link **list = &h->given[MAX((bytes + STEP - 1) / STEP, 1u)], *piece = p;
    piece->next = *list;
    *list = piece;
}

void heap_join(Heap *to, Heap *from) {
    Link **chunk = &to->chunks;
    while (*chunk)
        chunk = &(*chunk)->next;
    *chunk = from->chunks;
    for (size_t i = 0; i < G_N_ELEMENTS(to->given); i++) {
        Link **list = &to->given[i];
        while (*list)
            list = &(*list)->next;
        *list = from->given[i];
    }
    Big **big = &to->big, *before = NULL;
    for (; *big; big = &(*big)->next)
        before = *big;
    *big = from->big;
    if (from->big)
        from->big->before = before;
    *from = (Heap){0};
}
