/* What the parts of the compiled kernel offer each other. None of it touches Python; all of it runs without the GIL.
 *
 * Every result is bit for bit that of plain.py: sums are added in one order, and only + - * / and sqrt are used on fractions,
 * which all processors round alike (the build forbids the compiler to fuse them).
 */
#ifndef ALLIANCE_KERNEL_H
#define ALLIANCE_KERNEL_H

#include <stdint.h>

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
                int64_t bottom, uint16_t *plane, uint32_t *mixed);

typedef struct {
    const float *xy, *radius, *strength;
    const uint8_t *colour;
    const int32_t *order;
    int64_t count, ordered;
} Discs;

void draw_discs(uint32_t *out, const Discs *discs, const uint32_t *palette, int colours, View view, double least, double gap);

#endif
