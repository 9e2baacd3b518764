#include "base/base.h"

/* How many results a thread may have waiting for an earlier one: bounds memory
 * when one post takes long, and is enough that the others seldom wait for it. */
#define WINDOW_PER_THREAD 4u

typedef struct {
    bool ready;
    void *result;
} Slot;

typedef struct {
    const PoolJob *job;
    void *data;
    GMutex lock;
    GCond moved;     /* base went on */
    uint64_t taken;  /* items handed out */
    uint64_t base;   /* the first item whose result was not handed on */
    bool ended;      /* next() returned NULL */
    bool handing_on; /* a thread is in done(), without the lock */
    Slot *slots;     /* a ring */
    uint64_t window; /* its length */
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
        g_cond_broadcast(&p->moved);
    }
    p->handing_on = false;
}

static void *sit(void *arg) {
    const Seat *seat = arg;
    Pool *p = seat->pool;
    g_mutex_lock(&p->lock);
    for (;;) {
        while (!p->ended && p->taken - p->base >= p->window)
            g_cond_wait(&p->moved, &p->lock);
        void *item = p->ended ? NULL : p->job->next(p->data);
        if (!item) {
            p->ended = true;
            break;
        }
        uint64_t at = p->taken++;
        g_mutex_unlock(&p->lock);
        void *result = p->job->work(p->data, seat->worker, item);
        g_mutex_lock(&p->lock);
        p->slots[at % p->window] = (Slot){true, result};
        hand_on(p);
    }
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
