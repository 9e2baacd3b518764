/* Places boxes on a page, joined by straight lines, so that a person can follow
 * them: no line through a foreign box, few crossings, short lines, boxes spread
 * over the page.
 *
 * R. Davidson and D. Harel, "Drawing graphs nicely using simulated annealing", ACM
 * Transactions on Graphics 15 (1996) 301-331: what makes a drawing good is a sum,
 * and boxes are moved at random as long as that makes it smaller, at first also
 * where it makes it a little larger. Here boxes have a size, which a page of names
 * needs, and what is accepted is a threshold (no exponential, so the same bits
 * everywhere). The random numbers are the same in each run. */
#include "draw/inside.h"

#include <math.h>
#include <string.h>

/* What the sum is of; in lengths of PlaceSpace.unit, the side of a box's share of
 * the page. */
#define W_OVERLAP 20.0f /* boxes that lie on one another */
#define W_CLOSE 0.3f    /* boxes nearer than GAP, for each point */
#define W_SPREAD 0.5f   /* divided by the distance of two boxes */
#define W_SHORT 0.08f   /* a line that is too short for its label, for each point */
#define W_CROSS 4.0f    /* two lines that cross */
#define W_THROUGH 12    /* a line through a foreign box; */
#define W_AT_LAST 60    /* the same at the end, when nothing else may be in the way */
#define W_NEAR 3        /* a line that nearly touches one */
#define W_INSIDE 6.0f   /* a box among the boxes of a foreign group */
#define W_GROUP 0.012f  /* the size of a group, for each point */
#define GAP 16.0f
#define TOUCH 3.0f
#define NEAR 8.0f
/* A step up or down the page counts for more than one across: names are wide. */
#define ASPECT 2.0f

typedef struct {
    float left, low, right, high;
} Frame;

typedef struct {
    Place *p;
    uint32_t random;
    float unit;
    float *half_w, *half_h, *x, *y;     /* of boxes */
    float *terms;                       /* room for room_cost */
    float *x1, *y1, *x2, *y2;           /* of lines */
    uint32_t *a, *b;                    /* likewise: the boxes at their ends */
    const uint32_t **lines_of, *degree; /* of boxes */
    int through;                        /* W_THROUGH or W_AT_LAST */
    bool grouped;
    Frame *frames; /* of groups */
} Space;

/* Xorshift (G. Marsaglia, "Xorshift RNGs", 2003). */
static uint32_t next_random(Space *s) {
    s->random ^= s->random << 13;
    s->random ^= s->random >> 17;
    s->random ^= s->random << 5;
    return s->random;
}

static float random_share(Space *s) {
    return (float)(next_random(s) >> 8) * (1.0f / 16777216);
}

/* ---- geometry, without a branch, so that the compiler can take several at once ------ */

/* How near a line comes to a box (its middle and half its size), as what it costs. By
 * separating axes. */
static inline int nearness(float x1, float y1, float x2, float y2, float cx, float cy, float w,
                           float h, int through) {
    float mx = (x1 + x2) * 0.5f - cx, my = (y1 + y2) * 0.5f - cy;
    float dx = (x2 - x1) * 0.5f, dy = (y2 - y1) * 0.5f, ax = fabsf(dx), ay = fabsf(dy);
    float gap_x = fabsf(mx) - ax - w, gap_y = fabsf(my) - ay - h;
    float off = fabsf(dx * my - dy * mx) - w * ay - h * ax, wide = ax + ay;
    int touch = (gap_x <= TOUCH) & (gap_y <= TOUCH) & (off <= TOUCH * wide);
    int near = (gap_x <= NEAR) & (gap_y <= NEAR) & (off <= NEAR * wide);
    return through * touch + W_NEAR * near;
}

static int crossings_of(const Space *s, size_t line) {
    float ax = s->x1[line], ay = s->y1[line], dx = s->x2[line] - ax, dy = s->y2[line] - ay;
    int n = 0;
    for (size_t i = 0; i < s->p->n_lines; i++) {
        float p = dx * (s->y1[i] - ay) - dy * (s->x1[i] - ax);
        float q = dx * (s->y2[i] - ay) - dy * (s->x2[i] - ax);
        float fx = s->x2[i] - s->x1[i], fy = s->y2[i] - s->y1[i];
        float t = fx * (ay - s->y1[i]) - fy * (ax - s->x1[i]);
        float u = fx * (ay + dy - s->y1[i]) - fy * (ax + dx - s->x1[i]);
        n += (p * q < 0) & (t * u < 0);
    }
    return n;
}

static int lines_at(const Space *s, uint32_t box) {
    float x = s->x[box], y = s->y[box], w = s->half_w[box], h = s->half_h[box];
    int sum = 0;
    for (size_t i = 0; i < s->p->n_lines; i++) {
        int foreign = (s->a[i] != box) & (s->b[i] != box);
        sum += nearness(s->x1[i], s->y1[i], s->x2[i], s->y2[i], x, y, w, h, s->through) * foreign;
    }
    return sum;
}

static int boxes_at(const Space *s, size_t line) {
    float x1 = s->x1[line], y1 = s->y1[line], x2 = s->x2[line], y2 = s->y2[line];
    uint32_t a = s->a[line], b = s->b[line];
    int sum = 0;
    for (uint32_t i = 0; i < s->p->n_boxes; i++) {
        int foreign = (i != a) & (i != b);
        sum += nearness(x1, y1, x2, y2, s->x[i], s->y[i], s->half_w[i], s->half_h[i], s->through) *
               foreign;
    }
    return sum;
}

/* What the box itself adds is always the same. In two loops, because the compiler takes
 * several boxes at once only where nothing is summed up. */
static float room_cost(const Space *s, uint32_t box) {
    float x = s->x[box], y = s->y[box], w = s->half_w[box], h = s->half_h[box], sum = 0;
    for (size_t k = 0; k < s->p->n_boxes; k++) {
        float dx = fabsf(s->x[k] - x), dy = fabsf(s->y[k] - y);
        float gap_x = dx - s->half_w[k] - w, gap_y = dy - s->half_h[k] - h;
        float gap = gap_x > gap_y ? gap_x : gap_y, close = gap < GAP ? GAP - gap : 0;
        s->terms[k] = close * W_CLOSE + (gap < 0 ? W_OVERLAP : 0) +
                      W_SPREAD * s->unit / (sqrtf(dx * dx + ASPECT * dy * dy) + 1);
    }
    for (size_t k = 0; k < s->p->n_boxes; k++)
        sum += s->terms[k];
    return sum;
}

/* What the boxes of each group span. */
static void find_frames(const Space *s) {
    for (uint32_t g = 0; g <= s->p->n_groups; g++)
        s->frames[g] = (Frame){1e9f, 1e9f, -1e9f, -1e9f};
    for (uint32_t i = 0; i < s->p->n_boxes; i++) {
        Frame *f = &s->frames[s->p->boxes[i].group];
        f->left = MIN(f->left, s->x[i] - s->half_w[i]);
        f->right = MAX(f->right, s->x[i] + s->half_w[i]);
        f->low = MIN(f->low, s->y[i] - s->half_h[i]);
        f->high = MAX(f->high, s->y[i] + s->half_h[i]);
    }
}

/* How far one reaches into the other; negative: so far are they apart. */
static float reach(const Frame *a, const Frame *b) {
    return MIN(MIN(a->right - b->left, b->right - a->left),
               MIN(a->high - b->low, b->high - a->low));
}

static Frame frame_of(const Space *s, uint32_t box) {
    return (Frame){s->x[box] - s->half_w[box], s->y[box] - s->half_h[box],
                   s->x[box] + s->half_w[box], s->y[box] + s->half_h[box]};
}

/* Groups stand in boxes of their own, so others must keep out. */
static float group_cost(const Space *s, uint32_t moved) {
    const PlaceBox *boxes = s->p->boxes;
    uint32_t own = boxes[moved].group;
    float sum = 0, near = s->p->margin + GAP + 4;
    find_frames(s);
    for (uint32_t g = 1; g <= s->p->n_groups; g++) {
        const Frame *f = &s->frames[g];
        if (own == g)
            sum += W_GROUP * (f->right - f->left + ASPECT * (f->high - f->low));
        for (uint32_t i = 0; i < s->p->n_boxes; i++) {
            if (boxes[i].group == g || (own != g && i != moved))
                continue;
            Frame box = frame_of(s, i);
            float in = reach(f, &box);
            if (in + near > 0)
                sum += W_INSIDE + (in + near) * 0.1f;
            if (in + s->p->margin > 0)
                sum += (float)s->through;
        }
        if (own && own != g && reach(f, &s->frames[own]) + 2 * s->p->margin > 0)
            sum += (float)s->through;
    }
    return sum;
}

/* All of the sum that changes when this box moves. What is dear to find out is left
 * out when the rest is above the limit already. */
static float cost_of(const Space *s, uint32_t box, float limit) {
    float sum = room_cost(s, box);
    for (uint32_t k = 0; k < s->degree[box]; k++) {
        uint32_t line = s->lines_of[box][k];
        float dx = s->x1[line] - s->x2[line], dy = s->y1[line] - s->y2[line];
        float length = sqrtf(dx * dx + ASPECT * dy * dy), room = s->p->lines[line].room;
        sum += s->p->lines[line].pull * length / s->unit;
        sum += length < room ? (room - length) * W_SHORT : 0;
    }
    if (s->grouped)
        sum += group_cost(s, box);
    if (sum > limit)
        return sum;
    sum += (float)lines_at(s, box);
    for (uint32_t k = 0; k < s->degree[box] && sum <= limit; k++) {
        uint32_t line = s->lines_of[box][k];
        sum += W_CROSS * (float)crossings_of(s, line) + (float)boxes_at(s, line);
    }
    return sum;
}
#define NO_LIMIT 1e30f

/* ---- moving -------------------------------------------------------------------------- */

/* Clamped to the page. */
static void put(Space *s, uint32_t box, float x, float y) {
    float frame = s->p->boxes[box].group ? s->p->margin : 0;
    float w = s->half_w[box] + frame, h = s->half_h[box] + frame;
    s->x[box] = x = MAX(w, MIN(x, s->p->width - w));
    s->y[box] = y = MAX(h, MIN(y, s->p->height - h));
    for (uint32_t k = 0; k < s->degree[box]; k++) {
        uint32_t line = s->lines_of[box][k];
        if (s->p->lines[line].a == box) {
            s->x1[line] = x;
            s->y1[line] = y;
        } else {
            s->x2[line] = x;
            s->y2[line] = y;
        }
    }
}

static void try_swap(Space *s, uint32_t a, uint32_t b, float heat) {
    if (a == b || s->p->boxes[b].fixed)
        return;
    float ax = s->x[a], ay = s->y[a], bx = s->x[b], by = s->y[b];
    float limit = cost_of(s, a, NO_LIMIT) + cost_of(s, b, NO_LIMIT) + heat * random_share(s);
    put(s, a, bx, by);
    put(s, b, ax, ay);
    float first = cost_of(s, a, limit);
    if (first > limit || first + cost_of(s, b, limit - first) > limit) {
        put(s, a, ax, ay);
        put(s, b, bx, by);
    }
}

static void try_place(Space *s, uint32_t box, float x, float y, float heat) {
    float old_x = s->x[box], old_y = s->y[box];
    float limit = cost_of(s, box, NO_LIMIT) + heat * random_share(s);
    put(s, box, x, y);
    if (cost_of(s, box, limit) > limit)
        put(s, box, old_x, old_y);
}

/* A random place not farther than `reach` pages from another. */
static void try_near(Space *s, uint32_t box, float x, float y, float reach, float heat) {
    x += s->p->width * reach * (random_share(s) * 2 - 1);
    y += s->p->height * reach * (random_share(s) * 2 - 1);
    try_place(s, box, x, y, heat);
}

/* How many of the moves are of which kind; the others are steps. */
#define SWAPS 0.2f
#define VISITS 0.45f

static void anneal(Space *s, unsigned moves) {
    uint32_t n = (uint32_t)s->p->n_boxes;
    for (unsigned i = 0; i < moves; i++) {
        float left = 1 - (float)i / (float)moves, heat = 10 * left * left;
        uint32_t box = next_random(s) % n;
        if (left < 0.25f)
            s->through = W_AT_LAST;
        if (s->p->boxes[box].fixed)
            continue;
        float what = random_share(s);
        if (what < SWAPS && left > 0.1f) {
            try_swap(s, box, next_random(s) % n, heat);
        } else if (what < SWAPS + VISITS && s->degree[box]) { /* to somebody it is linked to */
            uint32_t line = s->lines_of[box][next_random(s) % s->degree[box]];
            uint32_t other = s->a[line] == box ? s->b[line] : s->a[line];
            try_near(s, box, s->x[other], s->y[other], 0.35f, heat);
        } else {
            try_near(s, box, s->x[box], s->y[box], 0.03f + 0.6f * left * left, heat);
        }
    }
}

/* Boxes in rows and columns, each second column half a row lower, in an order
 * that means nothing. */
static void scatter(Space *s) {
    uint32_t n = (uint32_t)s->p->n_boxes, *order = g_new(uint32_t, n);
    uint32_t columns = (uint32_t)ceilf(sqrtf((float)n * s->p->width / s->p->height / 2));
    columns = MAX(columns, 1);
    uint32_t rows = (n + columns - 1) / columns;
    for (uint32_t i = 0; i < n; i++)
        order[i] = i;
    for (uint32_t i = n; i > 1; i--) {
        uint32_t k = next_random(s) % i, t = order[i - 1];
        order[i - 1] = order[k];
        order[k] = t;
    }
    for (uint32_t i = 0; i < n; i++) {
        const PlaceBox *b = &s->p->boxes[i];
        uint32_t above = order[i] / columns;
        float column = (float)(order[i] % columns), row = (float)above;
        float shift = order[i] % columns % 2 ? 0.7f : 0.3f;
        if (b->fixed)
            put(s, i, b->x, b->y);
        else
            put(s, i, s->p->width * (column + 0.5f) / (float)columns,
                s->p->height * (row + shift) / (float)rows);
    }
    g_free(order);
}

/* ---- to the edges of the page -------------------------------------------------------- */

/* Moves middles apart, along one axis, until the outermost boxes are at the edge
 * of the page, at most by `most`; in the middle of the page if that is not all. */
static void stretch(float *at, const float *half, size_t n, float page, float most) {
    float low = 1e9f, high = -1e9f;
    for (int pass = 0; pass < 4; pass++) { /* another box may be outermost then */
        size_t first = 0, last = 0;
        for (size_t i = 1; i < n; i++) {
            if (at[i] - half[i] < at[first] - half[first])
                first = i;
            if (at[i] + half[i] > at[last] + half[last])
                last = i;
        }
        float span = at[last] - at[first], room = page - half[first] - half[last];
        float by = span > 1 ? MIN(room / span, most) : 1;
        float middle = (at[first] + at[last]) / 2;
        for (size_t i = 0; i < n && by > 1; i++)
            at[i] = middle + (at[i] - middle) * by;
        most = MAX(most / MAX(by, 1), 1);
    }
    for (size_t i = 0; i < n; i++) {
        low = MIN(low, at[i] - half[i]);
        high = MAX(high, at[i] + half[i]);
    }
    for (size_t i = 0; i < n; i++)
        at[i] += (page - low - high) / 2;
}

/* ---- the whole ------------------------------------------------------------------------ */

static void space_open(Space *s, Place *p, Arena *a, uint32_t seed) {
    uint32_t *degree = arena_zero(a, sizeof *degree * (p->n_boxes + 1));
    *s = (Space){
        .p = p, .random = seed, .through = W_THROUGH, .degree = degree, .grouped = p->n_groups > 0};
    s->unit = sqrtf(p->width * p->height / (float)MAX(p->n_boxes, 1));
    s->half_w = ARENA_ARRAY(a, float, p->n_boxes + 1);
    s->half_h = ARENA_ARRAY(a, float, p->n_boxes + 1);
    s->terms = ARENA_ARRAY(a, float, p->n_boxes + 1);
    s->frames = ARENA_ARRAY(a, Frame, p->n_groups + 1);
    s->x = ARENA_ARRAY(a, float, p->n_boxes + 1);
    s->y = ARENA_ARRAY(a, float, p->n_boxes + 1);
    s->x1 = arena_zero(a, sizeof(float) * (p->n_lines + 1));
    s->y1 = arena_zero(a, sizeof(float) * (p->n_lines + 1));
    s->x2 = arena_zero(a, sizeof(float) * (p->n_lines + 1));
    s->y2 = arena_zero(a, sizeof(float) * (p->n_lines + 1));
    s->a = ARENA_ARRAY(a, uint32_t, p->n_lines + 1);
    s->b = ARENA_ARRAY(a, uint32_t, p->n_lines + 1);
    for (size_t i = 0; i < p->n_lines; i++) {
        degree[s->a[i] = p->lines[i].a]++;
        degree[s->b[i] = p->lines[i].b]++;
    }
    uint32_t **lines_of = ARENA_ARRAY(a, uint32_t *, p->n_boxes + 1);
    for (size_t i = 0; i < p->n_boxes; i++) {
        lines_of[i] = ARENA_ARRAY(a, uint32_t, degree[i] + 1);
        degree[i] = 0;
        s->half_w[i] = p->boxes[i].w / 2;
        s->half_h[i] = p->boxes[i].h / 2;
        s->x[i] = p->boxes[i].x;
        s->y[i] = p->boxes[i].y;
    }
    s->lines_of = (const uint32_t **)lines_of;
    for (size_t i = 0; i < p->n_lines; i++) {
        uint32_t from = p->lines[i].a, to = p->lines[i].b;
        lines_of[from][degree[from]++] = (uint32_t)i;
        lines_of[to][degree[to]++] = (uint32_t)i;
        s->x1[i] = s->x[from];
        s->y1[i] = s->y[from];
        s->x2[i] = s->x[to];
        s->y2[i] = s->y[to];
    }
}

static PlaceMeasure measure(const Space *s) {
    PlaceMeasure m = {0};
    const Place *p = s->p;
    float left = p->width, right = 0, low = p->height, high = 0;
    for (size_t i = 0; i < p->n_boxes; i++) {
        for (size_t k = 0; k < i; k++)
            m.overlaps += fabsf(s->x[i] - s->x[k]) < s->half_w[i] + s->half_w[k] &&
                          fabsf(s->y[i] - s->y[k]) < s->half_h[i] + s->half_h[k];
        left = MIN(left, s->x[i] - s->half_w[i]);
        right = MAX(right, s->x[i] + s->half_w[i]);
        low = MIN(low, s->y[i] - s->half_h[i]);
        high = MAX(high, s->y[i] + s->half_h[i]);
    }
    for (size_t i = 0; i < p->n_lines; i++) {
        m.crossings += (unsigned)crossings_of(s, i);
        m.length += sqrtf((s->x1[i] - s->x2[i]) * (s->x1[i] - s->x2[i]) +
                          (s->y1[i] - s->y2[i]) * (s->y1[i] - s->y2[i]));
        for (uint32_t k = 0; k < p->n_boxes; k++)
            m.through += k != s->a[i] && k != s->b[i] &&
                         nearness(s->x1[i], s->y1[i], s->x2[i], s->y2[i], s->x[k], s->y[k],
                                  s->half_w[k] - TOUCH + 1, s->half_h[k] - TOUCH + 1,
                                  W_THROUGH) >= W_THROUGH;
    }
    m.crossings /= 2;
    find_frames(s);
    for (uint32_t g = 1; g <= p->n_groups; g++) {
        for (uint32_t i = 0; i < p->n_boxes; i++) {
            Frame box = frame_of(s, i);
            m.intrusions += p->boxes[i].group != g && reach(&s->frames[g], &box) + p->margin > 0;
        }
        for (uint32_t k = 1; k < g; k++)
            m.intrusions += reach(&s->frames[g], &s->frames[k]) + 2 * p->margin > 0;
    }
    m.fill_x = p->n_boxes ? (right - left) / p->width : 0;
    m.fill_y = p->n_boxes ? (high - low) / p->height : 0;
    return m;
}

/* Twice as many moves for each box make pictures of forty links a little better, half
 * as many visibly worse. */
#define MOVES_PER_BOX 400u
/* The best of so many tries is taken: a single one has bad luck now and then. They run
 * beside one another. */
#define TRIES 2u
/* Where none is without a fault, so many rounds are tried; of what is so dense that there is
 * always one, a single round. */
#define ROUNDS 4u
#define DENSE_LINES 80u
/* Few boxes are not pulled apart over the whole page. */
#define STRETCH_MOST 1.5f

typedef struct {
    Arena *arena;
    Space s;
    float worth; /* the smaller, the better */
    bool clean;  /* no line runs through a name, no name lies on another or in a foreign group */
} Try;

static gpointer run_try(gpointer data) {
    Try *t = data;
    Space *s = &t->s;
    Place *p = s->p;
    scatter(s);
    anneal(s, MOVES_PER_BOX * (unsigned)p->n_boxes);
    if (!p->pinned) {
        stretch(s->x, s->half_w, p->n_boxes, p->width, STRETCH_MOST);
        stretch(s->y, s->half_h, p->n_boxes, p->height, STRETCH_MOST);
        for (uint32_t i = 0; i < p->n_boxes; i++)
            put(s, i, s->x[i], s->y[i]);
    }
    PlaceMeasure m = measure(s);
    t->clean = !m.overlaps && !m.through && !m.intrusions;
    t->worth = (float)(100 * m.overlaps + 60 * (m.through + m.intrusions)) +
               W_CROSS * (float)m.crossings + m.length / s->unit;
    return NULL;
}

/* Some tries beside one another; the best of them is kept, if it is better than `worth`. */
static float run_tries(Place *p, uint32_t round, float worth, bool *clean, float *x, float *y) {
    Try tries[TRIES];
    GThread *threads[TRIES] = {NULL};
    for (uint32_t i = 0; i < TRIES; i++) {
        tries[i].arena = arena_new();
        space_open(&tries[i].s, p, tries[i].arena, 0x2545f491u + (round * TRIES + i) * 0x9e3779b9u);
        threads[i] = i ? g_thread_try_new("place", run_try, &tries[i], NULL) : NULL;
    }
    for (unsigned i = 0; i < TRIES; i++) {
        if (threads[i])
            g_thread_join(threads[i]);
        else
            run_try(&tries[i]);
        if (tries[i].worth < worth) {
            worth = tries[i].worth;
            *clean = tries[i].clean;
            memcpy(x, tries[i].s.x, sizeof *x * p->n_boxes);
            memcpy(y, tries[i].s.y, sizeof *y * p->n_boxes);
        }
    }
    for (unsigned i = 0; i < TRIES; i++)
        arena_free(tries[i].arena);
    return worth;
}

void place(Place *p) {
    if (!p->n_boxes)
        return;
    Arena *arena = arena_new();
    float *x = ARENA_ARRAY(arena, float, p->n_boxes), *y = ARENA_ARRAY(arena, float, p->n_boxes);
    float worth = INFINITY;
    bool clean = false;
    uint32_t rounds = p->n_lines > DENSE_LINES ? 1 : ROUNDS;
    for (uint32_t round = 0; round < rounds && !clean; round++)
        worth = run_tries(p, round, worth, &clean, x, y);
    for (size_t i = 0; i < p->n_boxes; i++) {
        p->boxes[i].x = x[i];
        p->boxes[i].y = y[i];
    }
    arena_free(arena);
}

PlaceMeasure place_measure(Place *p) {
    Arena *a = arena_new();
    Space s;
    space_open(&s, p, a, 1);
    PlaceMeasure m = measure(&s);
    arena_free(a);
    return m;
}
