/* What the parts of the compiled kernel offer each other. None of it touches Python; all of it runs without the GIL.
 *
 * Every result is bit for bit that of plain.py: sums are added in one order, and only + - * / and sqrt are used on fractions,
 * which all processors round alike (the build forbids the compiler to fuse them).
 */
#ifndef ALLIANCE_KERNEL_H
#define ALLIANCE_KERNEL_H

#include <stdint.h>

/* Wider registers where there are any; without fused operations the results are the same. */
#if defined(__x86_64__) && defined(__gnu_linux__) && defined(__GNUC__) && !defined(__clang__)
#define WIDE __attribute__((target_clones("avx2", "default")))
#else
#define WIDE
#endif

/* Lines are cut off so far outside the picture, in pixels. */
#define MARGIN 40.0

/* raster.c */
typedef struct {
    double x, y, scale;
    int64_t wide, high;
} View;

typedef struct {
    const float *xy;
    const int32_t *pairs;
    const uint16_t *ink, *thick;
    const uint8_t *colour;
    int64_t discs, lines;
    int colours;
} Lines;

typedef struct {
    double *ends; /* x, y to x, y */
    uint16_t *ink, *thick;
    int64_t *starts;
} Segments;

int64_t find_segments(const Lines *lines, View view, int64_t step, Segments out, int32_t *kept, double *length);
void draw_lines(uint32_t *out, int64_t wide, Segments from, int colours, const uint32_t *palette, const float *tone, int64_t top,
                int64_t bottom, uint16_t *planes);

typedef struct {
    const float *xy, *radius, *strength;
    const uint8_t *colour;
    const int32_t *order;
    int64_t count, ordered;
} Discs;

void draw_discs(uint32_t *out, const Discs *discs, const uint32_t *palette, int colours, View view, double least, double gap);

/* forces.c */
int repel(const double *x, const double *y, const double *mass, const int32_t *order, int64_t n, int kind, double theta, double *fx,
          double *fy, double *z);
int attract(const double *x, const double *y, int64_t n, const int32_t *pairs, const double *weight, int64_t count, int kind,
            double *fx, double *fy, double *gx, double *gy);

/* graphs.c */
int steps_from(const int64_t *starts, const int32_t *ends, int64_t n, int64_t source, int32_t *steps, int32_t *queue);
int64_t match(const int64_t *starts, const int32_t *ends, const double *weight, const double *size, const int32_t *order, int64_t n,
              int32_t *group, double *held, int32_t *members);

/* room.c */
int64_t push(double *xy, const double *half, const uint8_t *held, int64_t n, const int64_t *cell, const int32_t *order,
             const int64_t *starts, int64_t cells, int64_t across, double *back, double *forth);
int64_t take_grounds(double *xy, const double *half, const uint8_t *held, const int32_t *order, int64_t n, const double *offsets,
                     int64_t tries, double left, double top, double size, int64_t across, int64_t down);

#endif
