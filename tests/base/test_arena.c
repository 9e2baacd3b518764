/* arena: memory that is given back all at once. */
#include "unit.h"

static void memory_is_aligned_and_its_own(void **state) {
    (void)state;
    Arena *a = arena_new();
    GRand *random = g_rand_new_with_seed(1);
    struct {
        unsigned char *p;
        size_t n;
    } got[500];
    for (int i = 0; i < 500; i++) {
        got[i].n = (size_t)g_rand_int_range(random, 0, i % 50 ? 200 : 20000);
        got[i].p = arena_alloc(a, got[i].n);
        assert_non_null(got[i].p);
        assert_int_equal((uintptr_t)got[i].p % 16, 0);
        memset(got[i].p, i & 0xff, got[i].n);
    }
    for (int i = 0; i < 500; i++) /* nobody wrote into somebody else's */
        for (size_t k = 0; k < got[i].n; k++)
            assert_int_equal(got[i].p[k], i & 0xff);
    g_rand_free(random);
    arena_free(a);
}

static void more_than_a_chunk(void **state) {
    (void)state;
    Arena *a = arena_new();
    char *big = arena_alloc(a, 3u << 20);
    memset(big, 'x', 3u << 20);
    char *behind = arena_copy(a, "small", 5);
    assert_string_equal(behind, "small");
    assert_int_equal(big[(3u << 20) - 1], 'x');
    arena_reset(a); /* what was large is not kept; the arena is as new */
    assert_string_equal(arena_copy(a, "again", 5), "again");
    arena_free(a);
}

static void reset_uses_the_same_memory_again(void **state) {
    (void)state;
    Arena *a = arena_new();
    void *first = arena_alloc(a, 100);
    arena_alloc(a, 100);
    arena_reset(a);
    assert_ptr_equal(arena_alloc(a, 100), first);
    arena_free(a);
}

static void zero_is_zero_after_use(void **state) {
    (void)state;
    Arena *a = arena_new();
    memset(arena_alloc(a, 1000), 0xff, 1000);
    arena_reset(a);
    const unsigned char *p = arena_zero(a, 1000);
    for (int i = 0; i < 1000; i++)
        assert_int_equal(p[i], 0);
    arena_free(a);
}

static void copy_is_terminated(void **state) {
    (void)state;
    Arena *a = arena_new();
    memset(arena_alloc(a, 64), 0xff, 64);
    arena_reset(a);
    assert_string_equal(arena_copy(a, "VMware, Inc.", 6), "VMware");
    assert_string_equal(arena_copy(a, NULL, 0), "");
    arena_free(a);
}

static void vectors_grow(void **state) {
    (void)state;
    Arena *a = arena_new();
    VEC_OF(int) v = {0};
    for (int i = 0; i < 10000; i++)
        VEC_PUSH(a, &v, i * 3);
    assert_int_equal(v.n, 10000);
    assert_true(v.cap >= v.n);
    for (int i = 0; i < 10000; i++)
        assert_int_equal(v.at[i], i * 3);
    arena_free(a);
}

static void free_of_nothing(void **state) {
    (void)state;
    arena_free(NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_is_aligned_and_its_own),
        cmocka_unit_test(more_than_a_chunk),
        cmocka_unit_test(reset_uses_the_same_memory_again),
        cmocka_unit_test(zero_is_zero_after_use),
        cmocka_unit_test(copy_is_terminated),
        cmocka_unit_test(vectors_grow),
        cmocka_unit_test(free_of_nothing),
    };
    return cmocka_run_group_tests_name("arena", tests, NULL, NULL);
}
