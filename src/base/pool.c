#include "base/base.h"

/* A thread takes several items at once, so that the lock is not what it waits
 * for; only one at the beginning, where there may be few. */
#define BATCH 4u
/* How many results a thread may have waiting for an earlier one: bounds memory
 * when one post takes long, and is enough that the others seldom wait for it. */
#define WINDOW_PER_THREAD (2 * BATCH)

typedef struct {
    bool ready;
    void *result;
} Slot;

typedef struct {
    const PoolJob *job;
    void *data;
    GMutex lock;
    GCond moved;      /* base went on */
    uint64_t taken;   /* items handed out */
    uint64_t base;    /* the first item whose result was not handed on */
    unsigned waiting; /* threads that wait for `moved` */
    bool ended;       /* next() returned NULL */
    bool handing_on;  /* a thread is in done(), without the lock */
    Slot *slots;      /* a ring */
    uint64_t window;  /* its length */
} Pool;

typedef struct {
    Pool *pool;
    unsigned worker;
} Seat;

/* Called with the lock held; done() runs without it, so that the others can
 * work on, but only in one thread at a time and in order. */
static void hand_on(Pool *p) {
    if (p->handing_on)
        return;
    p->handing_on = true;
    for (Slot *slot; (slot = &p->slots[p->base % p->window])->ready;) {
        void *result = slot->result;
        slot->ready = false;
        g_mutex_unlock(&p->lock);
        p->job->done(p->data, result);
        g_mutex_lock(&p->lock);
        p->base++;
        if (p->waiting)
            g_cond_broadcast(&p->moved);
    }
    p->handing_on = false;
}

/* Takes the next items, at most BATCH; called with the lock held. Returns how
 * many, and the number of the first. */
static unsigned take(Pool *p, void *items[BATCH], uint64_t *first) {
    unsigned most = (unsigned)MIN(BATCH, 1 + p->taken / 32), n = 0;
    p->waiting++;
    while (!p->ended && p->taken + most - p->base > p->window)
        g_cond_wait(&p->moved, &p->lock);
    p->waiting--;
    *first = p->taken;
    while (n < most && !p->ended) {
        items[n] = p->job->next(p->data);
        p->ended = !items[n];
        n += !p->ended;
    }
    p->taken += n;
    return n;
}

static void *sit(void *arg) {
    const Seat *seat = arg;
    Pool *p = seat->pool;
    void *items[BATCH];
    uint64_t first;
    unsigned n;
    g_mutex_lock(&p->lock);
    while ((n = take(p, items, &first))) {
        g_mutex_unlock(&p->lock);
        for (unsigned i = 0; i < n; i++)
            items[i] = p->job->work(p->data, seat->worker, items[i]);
        g_mutex_lock(&p->lock);
        for (unsigned i = 0; i < n; i++)
            p->slots[(first + i) % p->window] = (Slot){true, items[i]};
        hand_on(p);
    }
    if (p->waiting)
        g_cond_broadcast(&p->moved);
    g_mutex_unlock(&p->lock);
    return NULL;
}

void pool_run(unsigned threads, const PoolJob *job, void *data) {
    if (threads <= 1) {
        for (void *item; (item = job->next(data));)
            job->done(data, job->work(data, 0, item));
        return;
    }
    Pool pool = {.job = job, .data = data, .window = (uint64_t)threads * WINDOW_PER_THREAD};
    pool.slots = g_new0(Slot, pool.window);
    g_mutex_init(&pool.lock);
    g_cond_init(&pool.moved);
    Seat *seats = g_new(Seat, threads);
    GThread **others = g_new0(GThread *, threads);
    for (unsigned i = 0; i < threads; i++)
        seats[i] = (Seat){&pool, i};
    for (unsigned i = 1; i < threads; i++) /* a thread that can't be had is not missed */
        others[i] = g_thread_try_new("comention", sit, &seats[i], NULL);
    sit(&seats[0]);
    for (unsigned i = 1; i < threads; i++)
        if (others[i])
            g_thread_join(others[i]);
    g_free(others);
    g_free(seats);
    g_free(pool.slots);
    g_mutex_clear(&pool.lock);
    g_cond_clear(&pool.moved);
}
