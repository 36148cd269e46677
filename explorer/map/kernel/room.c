/* Room for everything: boxes that overlap are moved apart. */
#include "kernel.h"

#include <math.h>
#include <stdlib.h>

/* Move overlapping boxes one step apart, each pair along its shorter way, and return how many overlap; -1 for cells out of range.
 *
 * Boxes are named cell by cell of a grid: `cell` is that of each box, `starts` where each begins among `order`, of `across` cells in a row.
 * No box is wider or higher than a cell, so that one meets those of its own and the eight around. What is held stays, and whoever stands in its way moves
 * twice as far. `back` and `forth`, n times 2 numbers that are zero, take up the moves.
 */
int64_t push(double *xy, const double *half, const uint8_t *held, int64_t n, const int64_t *cell, const int32_t *order,
             const int64_t *starts, int64_t cells, int64_t across, double *back, double *forth)
{
    int64_t overlaps = 0;
    for (int64_t i = 0; i < n; i++) {
        int64_t one = order[i], here = cell[one];
        if (here < 0 || here + across + 2 >= cells) return -1;
        int64_t from[2] = {i + 1, starts[here + across - 1]}, to[2] = {starts[here + 2], starts[here + across + 2]};
        for (int part = 0; part < 2; part++)
            for (int64_t j = from[part]; j < to[part]; j++) {
                int64_t two = order[j];
                double dx = xy[2 * two] - xy[2 * one], over_x = half[2 * one] + half[2 * two] - fabs(dx);
                if (!(over_x > 0.01)) continue;
                double dy = xy[2 * two + 1] - xy[2 * one + 1], over_y = half[2 * one + 1] + half[2 * two + 1] - fabs(dy);
                if (!(over_y > 0.01)) continue;
                overlaps++;
                int axis = !(over_x < over_y);
                double over = axis ? over_y : over_x, delta = axis ? dy : dx, move = (delta >= 0 ? over : -over) * 0.45;
                if (!held[one]) back[2 * one + axis] += held[two] ? move * 2.0 : move;
                if (!held[two]) forth[2 * two + axis] += held[one] ? move * 2.0 : move;
            }
    }
    for (int64_t i = 0; i < 2 * n; i++) xy[i] = (xy[i] - back[i]) + forth[i];
    return overlaps;
}

/* Boxes by the cells of a grid; what lies beyond the grid is kept in the cells at its edge. */
typedef struct {
    const double *xy, *half;
    double left, top, size;
    int64_t across, down;
    int32_t *first, *next;
} Ground;

static int64_t cell_at(double value, double low, double size, int64_t count)
{
    double cell = (value - low) / size;
    return cell > 0 ? (cell < (double)(count - 1) ? (int64_t)cell : count - 1) : 0;
}

static void take_ground(Ground *ground, int64_t box)
{
    int64_t cell = cell_at(ground->xy[2 * box + 1], ground->top, ground->size, ground->down) * ground->across +
                   cell_at(ground->xy[2 * box], ground->left, ground->size, ground->across);
    ground->next[box] = ground->first[cell];
    ground->first[cell] = (int32_t)box;
}

static int is_free(const Ground *ground, int64_t box, double x, double y)
{
    int64_t column = cell_at(x, ground->left, ground->size, ground->across), row = cell_at(y, ground->top, ground->size, ground->down);
    double wide = ground->half[2 * box], high = ground->half[2 * box + 1];
    for (int64_t r = row ? row - 1 : 0; r <= row + 1 && r < ground->down; r++)
        for (int64_t c = column ? column - 1 : 0; c <= column + 1 && c < ground->across; c++)
            for (int32_t other = ground->first[r * ground->across + c]; other >= 0; other = ground->next[other])
                if (wide + ground->half[2 * other] - fabs(ground->xy[2 * other] - x) > 0.01 &&
                    high + ground->half[2 * other + 1] - fabs(ground->xy[2 * other + 1] - y) > 0.01)
                    return 0;
    return 1;
}

/* Give every box ground of its own and return how many had to move; -1 where there is no memory.
 *
 * In this order boxes take the ground they stand on; who finds it taken goes to the nearest free place among `offsets`, or twice,
 * four times as far, and so on. What is held takes its ground in any case. `size` is at least the width and the height of the largest box.
 */
int64_t take_grounds(double *xy, const double *half, const uint8_t *held, const int32_t *order, int64_t n, const double *offsets,
                     int64_t tries, double left, double top, double size, int64_t across, int64_t down)
{
    Ground ground = {xy, half, left, top, size, across, down, malloc(sizeof(int32_t) * across * down), malloc(sizeof(int32_t) * n)};
    int32_t *waiting = malloc(sizeof(int32_t) * n);
    int64_t count = 0;
    if (!ground.first || !ground.next || !waiting) {
        free(ground.first), free(ground.next), free(waiting);
        return -1;
    }
    for (int64_t i = 0; i < across * down; i++) ground.first[i] = -1;
    for (int64_t i = 0; i < n; i++) {
        int64_t box = order[i];
        if (held[box] || is_free(&ground, box, xy[2 * box], xy[2 * box + 1])) take_ground(&ground, box);
        else waiting[count++] = (int32_t)box;
    }
    for (int64_t i = 0; i < count; i++) {
        int64_t box = waiting[i];
        double x = xy[2 * box], y = xy[2 * box + 1], far = 1.0;
        int is_found = 0;
        for (int times = 0; times < 24 && !is_found; times++, far *= 2.0)
            for (int64_t j = 0; j < tries && !is_found; j++) {
                double here_x = x + offsets[2 * j] * far, here_y = y + offsets[2 * j + 1] * far;
                if (!is_free(&ground, box, here_x, here_y)) continue;
                xy[2 * box] = here_x, xy[2 * box + 1] = here_y;
                is_found = 1;
            }
        take_ground(&ground, box);
    }
    free(ground.first), free(ground.next), free(waiting);
    return count;
}
