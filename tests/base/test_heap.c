/* Many small things, given back one by one or all at once. */
#include "unit.h"

#define PIECES 500u

typedef struct {
    unsigned char *p;
    size_t n;
    unsigned char fill;
} Piece;

static void assert_untouched(const Piece *piece) {
    for (size_t i = 0; i < piece->n; i++)
        assert_int_equal(piece->p[i], piece->fill);
}

static void take(Heap *h, GRand *random, Piece *piece) {
    piece->n = (size_t)g_rand_int_range(random, 0, g_rand_int_range(random, 0, 20) ? 400 : 3000);
    piece->fill = (unsigned char)g_rand_int(random);
    piece->p = heap_alloc(h, piece->n);
    assert_non_null(piece->p);
    assert_int_equal((uintptr_t)piece->p % 16, 0);
    memset(piece->p, piece->fill, piece->n);
}

/* Takes and gives pieces of all sizes; none lies on another. */
static void play(Heap *h, GRand *random, Piece *pieces, int rounds) {
    while (rounds--) {
        Piece *piece = &pieces[g_rand_int_range(random, 0, PIECES)];
        if (piece->p) {
            assert_untouched(piece);
            heap_give(h, piece->p, piece->n);
            piece->p = NULL;
        } else {
            take(h, random, piece);
        }
    }
}

static void pieces_keep_apart(void **state) {
    (void)state;
    GRand *random = g_rand_new_with_seed(1);
    Piece pieces[PIECES] = {{NULL, 0, 0}};
    Heap *h = heap_new();
    play(h, random, pieces, 20000);
    for (unsigned i = 0; i < PIECES; i++)
        if (pieces[i].p)
            assert_untouched(&pieces[i]);
    heap_free(h);
    g_rand_free(random);
}

static void what_is_given_is_used_again(void **state) {
    (void)state;
    Heap *h = heap_new();
    void *p = heap_alloc(h, 40);
    heap_give(h, p, 40);
    assert_ptr_equal(heap_alloc(h, 48), p);
    assert_ptr_not_equal(heap_alloc(h, 48), p);
    heap_free(h);
    heap_free(NULL);
}

static void heaps_are_joined(void **state) {
    (void)state;
    GRand *random = g_rand_new_with_seed(2);
    static Piece a[PIECES], b[PIECES];
    Heap *to = heap_new(), *from = heap_new();
    play(to, random, a, 5000);
    play(from, random, b, 5000);
    heap_join(to, from);
    play(from, random, (Piece[PIECES]){{NULL, 0, 0}}, 100); /* it is empty, and works */
    heap_free(from);
    play(to, random, a, 5000);
    play(to, random, b, 5000);
    heap_free(to);
    g_rand_free(random);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pieces_keep_apart),
        cmocka_unit_test(what_is_given_is_used_again),
        cmocka_unit_test(heaps_are_joined),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
