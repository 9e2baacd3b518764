/* pool: taken in order, worked on by several, handed on in order. */
#include "unit.h"

typedef struct {
    unsigned threads;
    size_t items, taken, handed;
    gint in_next, in_done, in_work, most_work;
    gint by_worker[64];
    bool slow;
} Load;

static void *next(void *data) {
    Load *l = data;
    if (g_atomic_int_add(&l->in_next, 1) != 0)
        return NULL; /* told by the counts at the end */
    void *item = l->taken == l->items ? NULL : GSIZE_TO_POINTER(++l->taken);
    g_atomic_int_add(&l->in_next, -1);
    return item;
}

static void *work(void *data, unsigned worker, void *item) {
    Load *l = data;
    gint now = g_atomic_int_add(&l->in_work, 1) + 1, most;
    while ((most = g_atomic_int_get(&l->most_work)) < now &&
           !g_atomic_int_compare_and_exchange(&l->most_work, most, now))
        ;
    if (worker < l->threads) {
        if (g_atomic_int_add(&l->by_worker[worker], 1) < 0)
            g_atomic_int_set(&l->in_next, 1000);
    } else {
        g_atomic_int_set(&l->in_next, 1000); /* a worker that there is not */
    }
    size_t i = GPOINTER_TO_SIZE(item);
    if (l->slow && i % 7 == 0) /* later ones are ready before this one */
        g_usleep(300);
    if (l->slow && i == 1) /* so long that the others fill the window */
        g_usleep(20000);
    g_atomic_int_add(&l->in_work, -1);
    return GSIZE_TO_POINTER(i * 2);
}

static void done(void *data, void *result) {
    Load *l = data;
    if (g_atomic_int_add(&l->in_done, 1) == 0 && GPOINTER_TO_SIZE(result) == (l->handed + 1) * 2)
        l->handed++;
    g_atomic_int_add(&l->in_done, -1);
}

static const PoolJob job = {next, work, done};

static void all_in_order(void **state) {
    (void)state;
    static const unsigned threads[] = {0, 1, 2, 3, 8, 16};
    static const size_t items[] = {0, 1, 2, 255, 256, 257, 3000};
    for (size_t t = 0; t < G_N_ELEMENTS(threads); t++)
        for (size_t i = 0; i < G_N_ELEMENTS(items); i++)
            for (int slow = 0; slow < 2; slow++) {
                Load l = {.threads = MAX(threads[t], 1), .items = items[i], .slow = slow};
                pool_run(threads[t], &job, &l);
                if (l.taken != items[i] || l.handed != items[i] || l.in_next)
                    fail_msg("%u threads, %zu items: %zu taken, %zu handed on in order", threads[t],
                             items[i], l.taken, l.handed);
                gint sum = 0;
                for (unsigned w = 0; w < 64; w++)
                    sum += l.by_worker[w];
                assert_int_equal(sum, items[i]);
            }
}

static void several_work_at_once(void **state) {
    (void)state;
    Load l = {.threads = 4, .items = 400, .slow = true};
    pool_run(4, &job, &l);
    assert_true(l.most_work >= 2);
    assert_true(l.most_work <= 4);
}

/* A result may be NULL. */
static void *nothing(void *data, unsigned worker, void *item) {
    (void)data, (void)worker, (void)item;
    return NULL;
}

static void count_it(void *data, void *result) {
    Load *l = data;
    l->handed += result == NULL;
}

static void results_that_are_nothing(void **state) {
    (void)state;
    const PoolJob empty = {next, nothing, count_it};
    Load l = {.threads = 4, .items = 1000};
    pool_run(4, &empty, &l);
    assert_int_equal(l.handed, 1000);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_in_order),
        cmocka_unit_test(several_work_at_once),
        cmocka_unit_test(results_that_are_nothing),
    };
    return cmocka_run_group_tests_name("pool", tests, NULL, NULL);
}
