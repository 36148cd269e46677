/* Lines and discs to pixels. */
#include "kernel.h"

#include <math.h>
#include <stddef.h>

static void clip(double begin, double along, double least, double most, double *start, double *stop)
{
    if (along != 0) {
        double low = (least - begin) / along, top = (most - begin) / along;
        double near = low < top ? low : top, far = low < top ? top : low;
        if (near > *start) *start = near;
        if (far < *stop) *stop = far;
    }
}

/* Write the ends of one line in the picture; say whether any of it is seen. */
static int ends_of(const Lines *lines, View view, int64_t row, double *ends)
{
    int64_t one = lines->pairs[2 * row], two = lines->pairs[2 * row + 1];
    if (one < 0 || two < 0 || one >= lines->discs || two >= lines->discs || !lines->ink[row] || lines->colour[row] >= lines->colours)
        return 0;
    double half_wide = view.wide * 0.5, half_high = view.high * 0.5;
    double ax = ((double)lines->xy[2 * one] - view.x) * view.scale + half_wide;
    double ay = ((double)lines->xy[2 * one + 1] - view.y) * view.scale + half_high;
    double bx = ((double)lines->xy[2 * two] - view.x) * view.scale + half_wide;
    double by = ((double)lines->xy[2 * two + 1] - view.y) * view.scale + half_high;
    int seen = (ax >= 0 && ax < view.wide && ay >= 0 && ay < view.high) || (bx >= 0 && bx < view.wide && by >= 0 && by < view.high);
    if (!seen || !isfinite(ax - bx) || !isfinite(ay - by)) return 0;
    double dx = bx - ax, dy = by - ay, start = 0.0, stop = 1.0;
    clip(ax, dx, -MARGIN, view.wide + MARGIN, &start, &stop);
    clip(ay, dy, -MARGIN, view.high + MARGIN, &start, &stop);
    if (!(start < stop)) return 0;
    ends[0] = ax + start * dx;
    ends[1] = ay + start * dy;
    ends[2] = ax + stop * dx;
    ends[3] = ay + stop * dy;
    return 1;
}

/* `kept` has room for as many rows as there may be segments; they come out sorted by colour. */
int64_t find_segments(const Lines *lines, View view, int64_t step, Segments out, int32_t *kept, double *length)
{
    int64_t at[257] = {0}, found = 0;
    double ends[4];
    for (int64_t row = 0; row < lines->lines; row += step)
        if (ends_of(lines, view, row, ends)) {
            kept[found++] = (int32_t)row;
            at[lines->colour[row] + 1]++;
        }
    for (int colour = 0; colour < lines->colours; colour++) at[colour + 1] += at[colour];
    for (int colour = 0; colour <= lines->colours; colour++) out.starts[colour] = at[colour];
    for (int64_t i = 0; i < found; i++) {
        int64_t row = kept[i], to = at[lines->colour[row]]++;
        ends_of(lines, view, row, out.ends + 4 * to);
        out.ink[to] = lines->ink[row];
        out.thick[to] = lines->thick[row];
    }
    *length = 0;
    for (int64_t i = 0; i < found; i++) {
        double across = out.ends[4 * i + 2] - out.ends[4 * i], down = out.ends[4 * i + 3] - out.ends[4 * i + 1];
        *length += sqrt(across * across + down * down) * out.ink[i] * (out.thick[i] / 256.0);
    }
    return found;
}

/* Walk along one line, a pixel at a time, and lay its ink on the pixels that it covers across its way. */
static void add_line(uint16_t *plane, int64_t wide, int64_t top, int64_t bottom, const double *ends, uint32_t ink, int64_t thick)
{
    int is_steep = fabs(ends[3] - ends[1]) > fabs(ends[2] - ends[0]);
    double x0 = ends[is_steep], y0 = ends[!is_steep], x1 = ends[2 + is_steep], y1 = ends[2 + !is_steep];
    if (x0 > x1) {
        double x = x0, y = y0;
        x0 = x1, y0 = y1, x1 = x, y1 = y;
    }
    double slope = x1 > x0 ? (y1 - y0) / (x1 - x0) : 0.0;
    int64_t begin = (int64_t)ceil(x0 - 0.5), end = (int64_t)ceil(x1 - 0.5);
    /* Fixed point, 32 bits behind the dot: exact steps, whichever band they are taken in. */
    int64_t at = (int64_t)floor((y0 + (begin + 0.5 - x0) * slope) * 4294967296.0);
    int64_t step = (int64_t)floor(slope * 4294967296.0);
    int64_t half = (int64_t)floor(thick * sqrt(1.0 + slope * slope) * 0.5);
    int64_t least = is_steep ? 0 : top, most = is_steep ? wide : bottom; /* across the line's way */
    int64_t first = is_steep ? top : 0, last = is_steep ? bottom : wide; /* along it */
    if (first < begin) first = begin;
    if (last > end) last = end;
    int64_t over = is_steep ? 1 : wide; /* from one pixel to the next across */
    at += step * (first - begin);
    for (int64_t along = first; along < last; along++, at += step) {
        int64_t low = (at >> 24) - half, far = (at >> 24) + half;
        int64_t across = low >> 8, final = (far + 255) >> 8;
        if (across < least) across = least;
        if (final > most) final = most;
        uint16_t *pixel = plane + (is_steep ? (along - top) * wide + across : (across - top) * wide + along);
        for (; across < final; across++, pixel += over) {
            int64_t from = across << 8, to = from + 256;
            uint32_t cover = (uint32_t)((far < to ? far : to) - (low > from ? low : from));
            uint32_t sum = *pixel + ((cover * ink + 128) >> 8);
            *pixel = (uint16_t)(sum < 65535 ? sum : 65535);
        }
    }
}

/* Move the ink of one colour from its plane into the mixture, and leave the plane empty. */
static void mix(uint16_t *plane, uint32_t *mixed, int64_t pixels, uint32_t colour)
{
    uint32_t red = colour >> 16 & 255, green = colour >> 8 & 255, blue = colour & 255;
    for (int64_t i = 0; i < pixels; i++) {
        uint32_t ink = plane[i];
        if (!ink) continue;
        uint32_t *to = mixed + 4 * i;
        to[0] += ink, to[1] += ink * red, to[2] += ink * green, to[3] += ink * blue;
        plane[i] = 0;
    }
}

/* `plane` and `mixed` have room for a band, 1 and 4 numbers a pixel; they are empty when it begins and when it ends. */
void draw_lines(uint32_t *out, int64_t wide, Segments from, int colours, const uint32_t *palette, const float *tone, int64_t top,
                int64_t bottom, uint16_t *plane, uint32_t *mixed)
{
    int64_t pixels = (bottom - top) * wide;
    for (int colour = 0; colour < colours; colour++) {
        int is_any = 0;
        for (int64_t i = from.starts[colour]; i < from.starts[colour + 1]; i++) {
            const double *ends = from.ends + 4 * i;
            double least = ends[1] < ends[3] ? ends[1] : ends[3], most = ends[1] < ends[3] ? ends[3] : ends[1];
            if (!(most + 64 >= top && least - 64 < bottom)) continue;
            if (!(fabs(ends[0]) < 1e6 && fabs(ends[1]) < 1e6 && fabs(ends[2]) < 1e6 && fabs(ends[3]) < 1e6)) continue;
            add_line(plane, wide, top, bottom, ends, from.ink[i], from.thick[i]);
            is_any = 1;
        }
        if (is_any) mix(plane, mixed, pixels, palette[colour]);
    }
    for (int64_t i = 0; i < pixels; i++) {
        uint32_t *lies = mixed + 4 * i;
        if (!lies[0]) continue;
        float cover = tone[lies[0] < 65535 ? lies[0] : 65535], share = cover / (float)lies[0];
        uint32_t pixel = (uint32_t)(cover * 255.0f + 0.5f) << 24;
        for (int channel = 1; channel < 4; channel++) {
            float part = (float)lies[channel] * share + 0.5f;
            pixel |= (uint32_t)part << (24 - 8 * channel);
        }
        out[top * wide + i] = pixel;
        lies[0] = lies[1] = lies[2] = lies[3] = 0;
    }
}

static float within(float value)
{
    return value < 0.0f ? 0.0f : value > 1.0f ? 1.0f : value;
}

static int64_t bound(double edge, int64_t limit)
{
    return edge < 0 ? 0 : edge > limit ? limit : (int64_t)edge;
}

static uint32_t laid_over(uint32_t old, uint32_t colour, float cover, float clear)
{
    float left = 1.0f - clear;
    uint32_t pixel = 0;
    for (int shift = 24; shift >= 0; shift -= 8) {
        float was = (float)(old >> shift & 255), laid = shift < 24 ? (float)(colour >> shift & 255) : 255.0f;
        float part = was * left;
        part = part + laid * cover;
        pixel |= (uint32_t)(part + 0.5f) << shift;
    }
    return pixel;
}

void draw_discs(uint32_t *out, const Discs *discs, const uint32_t *palette, int colours, View view, double least, double gap)
{
    float ring = (float)gap, beyond = (float)(gap + 1);
    for (int64_t i = 0; i < discs->ordered; i++) {
        int64_t row = discs->order[i];
        if (row < 0 || row >= discs->count || !(discs->strength[row] > 0) || discs->colour[row] >= colours) continue;
        float x = (float)(((double)discs->xy[2 * row] - view.x) * view.scale + view.wide * 0.5);
        float y = (float)(((double)discs->xy[2 * row + 1] - view.y) * view.scale + view.high * 0.5);
        double wanted = (double)discs->radius[row] * view.scale;
        wanted = wanted < least ? least : wanted > 4.0e4 ? 4.0e4 : wanted;
        float size = (float)wanted, reach = size + beyond;
        if (!(x + reach > 0 && x - reach < view.wide && y + reach > 0 && y - reach < view.high)) continue;
        int64_t left = bound(floorf(x - reach), view.wide), right = bound(floorf(x + reach) + 1, view.wide);
        int64_t top = bound(floorf(y - reach), view.high), bottom = bound(floorf(y + reach) + 1, view.high);
        float solid = discs->strength[row] < 1.0f ? discs->strength[row] : 1.0f;
        uint32_t colour = palette[discs->colour[row]];
        for (int64_t py = top; py < bottom; py++) {
            float dy = ((float)py + 0.5f) - y, square = dy * dy;
            for (int64_t px = left; px < right; px++) {
                float dx = ((float)px + 0.5f) - x, away = sqrtf(dx * dx + square);
                float clear = within(((size + ring) + 0.5f) - away) * solid;
                if (!(clear > 0)) continue;
                uint32_t *pixel = out + py * view.wide + px;
                *pixel = laid_over(*pixel, colour, within((size + 0.5f) - away) * solid, clear);
            }
        }
    }
}
