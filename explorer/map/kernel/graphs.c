/* Ways through a network, and which companies are taken as one to see it from farther away. */
#include "kernel.h"

/* Write how many steps every row is from `source`, -1 where no way leads; `queue` has room for n rows. False for rows not there. */
int steps_from(const int64_t *starts, const int32_t *ends, int64_t n, int64_t source, int32_t *steps, int32_t *queue)
{
    for (int64_t i = 0; i < n; i++) steps[i] = -1;
    int64_t done = 0, waiting = 1;
    queue[0] = (int32_t)source, steps[source] = 0;
    while (done < waiting) {
        int64_t row = queue[done++];
        for (int64_t i = starts[row]; i < starts[row + 1]; i++) {
            int64_t to = ends[i];
            if (to < 0 || to >= n) return 0;
            if (steps[to] >= 0) continue;
            steps[to] = steps[row] + 1;
            queue[waiting++] = (int32_t)to;
        }
    }
    return 1;
}

/* Write a group for every row and return how many there are: two rows that pull each other most for their sizes, taken in this order;
 * who finds all partners taken joins the smallest of their groups, up to four rows. -1 for rows not there. */
int64_t match(const int64_t *starts, const int32_t *ends, const double *weight, const double *size, const int32_t *order, int64_t n,
              int32_t *group, double *held, int32_t *members)
{
    int64_t groups = 0;
    for (int64_t i = 0; i < n; i++) group[i] = -1;
    for (int64_t i = 0; i < n; i++) {
        int64_t row = order[i], best = -1, joined = -1;
        double pull = 0, least = 0;
        if (row < 0 || row >= n) return -1;
        if (group[row] >= 0) continue;
        for (int64_t j = starts[row]; j < starts[row + 1]; j++) {
            int64_t to = ends[j];
            if (to < 0 || to >= n) return -1;
            if (to == row) continue;
            if (group[to] < 0) {
                double here = weight[j] / (size[row] * size[to]);
                if (here > pull) pull = here, best = to;
            } else if (members[group[to]] < 4 && (joined < 0 || held[group[to]] < least)) {
                joined = group[to], least = held[joined];
            }
        }
        if (best >= 0) {
            members[groups] = 2, held[groups] = size[row] + size[best];
            group[best] = group[row] = (int32_t)groups++;
        } else if (joined >= 0) {
            members[joined]++, held[joined] += size[row];
            group[row] = (int32_t)joined;
        } else {
            members[groups] = 1, held[groups] = size[row];
            group[row] = (int32_t)groups++;
        }
    }
    return groups;
}
