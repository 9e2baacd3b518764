#include "base/base.h"

/* How many results may wait for an earlier one: bounds memory when one post
 * takes long, and is wide enough that the others never wait for it in practice. */
#define WINDOW 32u

typedef struct {
    const PoolJob *job;
    void *data;
    GMutex lock;
    GCond moved;     /* base went on */
    uint64_t taken;  /* items handed out */
    uint64_t base;   /* the first item whose result was not handed on */
    bool ended;      /* next() returned NULL */
    bool handing_on; /* a thread is in done(), without the lock */
    bool ready[WINDOW];
    void *result[WINDOW];
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
    while (p->ready[p->base % WINDOW]) {
        void *result = p->result[p->base % WINDOW];
        p->ready[p->base % WINDOW] = false;
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
        while (!p->ended && p->taken - p->base >= WINDOW)
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
        p->result[at % WINDOW] = result;
        p->ready[at % WINDOW] = true;
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
    Pool pool = {.job = job, .data = data};
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
    g_mutex_clear(&pool.lock);
    g_cond_clear(&pool.moved);
}
