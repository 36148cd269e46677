/* Forces between companies: all of them push each other apart, summed over a tree (Barnes and Hut 1986); partners pull.
 *
 * Points are taken in the order of a curve that fills the plane, eight to a bucket; four buckets, or what is made of four, make one of the
 * next level. A bucket looks at the tree level by level: what is far for its size acts from its middle, the rest is opened.
 */
#include "kernel.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define BUCKET 8
#define BRANCH 4
#define LEVELS 32

/* What lies together: its mass, its middle, its bounds. One line of a processor's memory, since all of it is looked at at once. */
typedef struct {
    double mass, x, y, left, right, top, bottom, spare;
} Node;

typedef struct {
    int64_t count;
    Node *nodes;
} Level;

static double least(double a, double b) { return a < b ? a : b; }
static double most(double a, double b) { return a > b ? a : b; }

/* Sum up nodes `first` to `last` as one. */
static Node gathered(const Node *from, int64_t first, int64_t last)
{
    Node sum = from[first];
    sum.mass = sum.x = sum.y = 0;
    for (int64_t j = first; j < last; j++) {
        sum.mass += from[j].mass;
        sum.x += from[j].mass * from[j].x;
        sum.y += from[j].mass * from[j].y;
        sum.left = least(sum.left, from[j].left), sum.right = most(sum.right, from[j].right);
        sum.top = least(sum.top, from[j].top), sum.bottom = most(sum.bottom, from[j].bottom);
    }
    sum.x = sum.x / sum.mass, sum.y = sum.y / sum.mass;
    return sum;
}

typedef struct {
    double x[BUCKET], y[BUCKET], fx[BUCKET], fy[BUCKET], z[BUCKET];
} Target;

/* What acts on a bucket: places and masses, each in a row of its own. */
typedef struct {
    double *x, *y, *mass;
} Acting;

/* Fractions that are reckoned with at once, some `TIMES` a bucket. */
#ifdef __GNUC__
#define TIMES 2
typedef double Some __attribute__((vector_size(8 * BUCKET / TIMES)));
#else
#define TIMES BUCKET
typedef double Some;
#endif

WIDE static void act_by_degree(Target *t, const double *sx, const double *sy, const double *mass, int64_t count)
{
    Some x[TIMES], y[TIMES], fx[TIMES], fy[TIMES];
    memcpy(x, t->x, sizeof x), memcpy(y, t->y, sizeof y);
    memset(fx, 0, sizeof fx), memset(fy, 0, sizeof fy);
    for (int64_t i = 0; i < count; i++)
        for (int k = 0; k < TIMES; k++) {
            Some dx = x[k] - sx[i], dy = y[k] - sy[i];
            Some w = mass[i] / (dx * dx + dy * dy + 1e-3);
            fx[k] += w * dx;
            fy[k] += w * dy;
        }
    for (int k = 0; k < BUCKET; k++) t->fx[k] += ((double *)fx)[k], t->fy[k] += ((double *)fy)[k];
}

WIDE static void act_by_nearness(Target *t, const double *sx, const double *sy, const double *mass, int64_t count)
{
    Some x[TIMES], y[TIMES], fx[TIMES], fy[TIMES], z[TIMES];
    memcpy(x, t->x, sizeof x), memcpy(y, t->y, sizeof y);
    memset(fx, 0, sizeof fx), memset(fy, 0, sizeof fy), memset(z, 0, sizeof z);
    for (int64_t i = 0; i < count; i++)
        for (int k = 0; k < TIMES; k++) {
            Some dx = x[k] - sx[i], dy = y[k] - sy[i];
            Some u = 1.0 / (1.0 + (dx * dx + dy * dy));
            Some mu = mass[i] * u, w = mu * u;
            z[k] += mu;
            fx[k] += w * dx;
            fy[k] += w * dy;
        }
    for (int k = 0; k < BUCKET; k++)
        t->fx[k] += ((double *)fx)[k], t->fy[k] += ((double *)fy)[k], t->z[k] += ((double *)z)[k];
}

static void act(int kind, Target *t, Acting from, int64_t count)
{
    if (!count) return;
    if (kind) act_by_nearness(t, from.x, from.y, from.mass, count);
    else act_by_degree(t, from.x, from.y, from.mass, count);
}

/* Write the push on each of n points; -1 where there is no memory. `order` names every point once, along the curve. */
int repel(const double *x, const double *y, const double *mass, const int32_t *order, int64_t n, int kind, double theta, double *fx,
          double *fy, double *z)
{
    int64_t counts[LEVELS], total = 0, padded = (n + BUCKET - 1) / BUCKET * BUCKET;
    int depth = 0;
    for (int64_t count = padded / BUCKET;; count = (count + BRANCH - 1) / BRANCH) {
        counts[depth++] = count;
        total += count;
        if (count <= BRANCH) break;
    }
    Node *points = malloc(sizeof(Node) * (padded + total));
    int64_t room = counts[0] + BRANCH;
    int32_t *lists = malloc(sizeof(int32_t) * 2 * room);
    double *columns = malloc(sizeof(double) * 3 * room);
    if (!points || !lists || !columns) {
        free(points), free(lists), free(columns);
        return -1;
    }
    int32_t *frontier = lists, *next = lists + room;
    Acting from = {columns, columns + room, columns + 2 * room};
    for (int64_t i = 0; i < padded; i++) {
        int64_t j = order[i < n ? i : n - 1];
        Node point = {i < n ? mass[j] : 0.0, x[j], y[j], x[j], x[j], y[j], y[j], 0.0};
        points[i] = point;
    }
    Level levels[LEVELS];
    Node *at = points + padded;
    for (int level = 0; level < depth; level++) {
        const Node *below = level ? levels[level - 1].nodes : points;
        int64_t width = level ? BRANCH : BUCKET, there = level ? counts[level - 1] : padded;
        levels[level].count = counts[level], levels[level].nodes = at;
        for (int64_t i = 0; i < counts[level]; i++)
            at[i] = gathered(below, i * width, (i + 1) * width < there ? (i + 1) * width : there);
        at += counts[level];
    }
    double wide = theta * theta;
    for (int64_t bucket = 0; bucket < counts[0]; bucket++) {
        Target t;
        memset(&t, 0, sizeof t);
        for (int k = 0; k < BUCKET; k++) t.x[k] = points[bucket * BUCKET + k].x, t.y[k] = points[bucket * BUCKET + k].y;
        Node here = levels[0].nodes[bucket];
        int64_t waiting = counts[depth - 1];
        for (int64_t i = 0; i < waiting; i++) frontier[i] = (int32_t)i;
        for (int level = depth - 1; level >= 0; level--) {
            const Node *nodes = levels[level].nodes;
            int64_t acting = 0, opened = 0, below = level ? counts[level - 1] : 0;
            for (int64_t i = 0; i < waiting; i++) {
                int32_t j = frontier[i];
                const Node *node = nodes + j;
                double dx = most(most(here.left - node->x, node->x - here.right), 0.0);
                double dy = most(most(here.top - node->y, node->y - here.bottom), 0.0);
                double across = most(node->right - node->left, node->bottom - node->top);
                int is_far = across * across < wide * (dx * dx + dy * dy);
                /* Written in any case and kept by counting on: a branch here would be guessed wrong every other time. */
                from.x[acting] = node->x, from.y[acting] = node->y, from.mass[acting] = node->mass;
                acting += is_far;
                if (level) {
                    int32_t child = j * BRANCH;
                    int64_t children = below - child < BRANCH ? below - child : BRANCH;
                    for (int k = 0; k < BRANCH; k++) next[opened + k] = child + k;
                    opened += is_far ? 0 : children;
                } else {
                    next[opened] = j;
                    opened += !is_far;
                }
            }
            act(kind, &t, from, acting);
            int32_t *spare = frontier;
            frontier = next, next = spare, waiting = opened;
        }
        for (int j = 0; j < BUCKET; j++) {
            for (int64_t i = 0; i < waiting; i++) {
                const Node *node = points + frontier[i] * BUCKET + j;
                from.x[i] = node->x, from.y[i] = node->y, from.mass[i] = node->mass;
            }
            act(kind, &t, from, waiting);
        }
        for (int k = 0; k < BUCKET && bucket * BUCKET + k < n; k++) {
            int64_t row = order[bucket * BUCKET + k];
            fx[row] = t.fx[k], fy[row] = t.fy[k], z[row] = t.z[k];
        }
    }
    free(points), free(lists), free(columns);
    return 0;
}

/* Add the pull of each pair to what its first end feels, `fx` and `fy`, and to what its second feels, `gx` and `gy`; false for rows not there. */
int attract(const double *x, const double *y, int64_t n, const int32_t *pairs, const double *weight, int64_t count, int kind,
            double *fx, double *fy, double *gx, double *gy)
{
    for (int64_t i = 0; i < count; i++) {
        int64_t a = pairs[2 * i], b = pairs[2 * i + 1];
        if (a < 0 || b < 0 || a >= n || b >= n) return 0;
        double dx = x[b] - x[a], dy = y[b] - y[a], square = dx * dx + dy * dy;
        double pull = kind ? weight[i] / (1.0 + square) : weight[i] / sqrt(square + 1e-3);
        fx[a] += pull * dx, fy[a] += pull * dy;
        gx[b] += pull * dx, gy[b] += pull * dy;
    }
    return 1;
}
