/* Lines and discs to pixels. */
#include "kernel.h"

#include <math.h>
#include <string.h>

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

static void add(uint16_t *pixel, uint32_t ink)
{
    uint32_t sum = *pixel + ink;
    *pixel = (uint16_t)(sum | (0 - (sum >> 16))); /* no more than full */
}

/* Walk along one line, a pixel at a time, and lay its ink on the pixels that it covers across its way; a hair, of no thickness, covers one. */
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
    int64_t over = is_steep ? 1 : wide, on = is_steep ? wide : 1; /* from one pixel to the next, across and along */
    /* The pixel at the line's foot across its way; that may lie outside of the plane, nothing is written there. */
    int64_t row = first * on - top * wide;
    at += step * (first - begin);
    if (!thick) {
        for (int64_t along = first; along < last; along++, at += step, row += on) {
            int64_t across = at >> 32;
            if (across >= least && across < most) add(plane + (row + across * over), ink);
        }
        return;
    }
    for (int64_t along = first; along < last; along++, at += step, row += on) {
        int64_t low = (at >> 24) - half, far = (at >> 24) + half;
        int64_t across = low >> 8, final = (far + 255) >> 8;
        if (final - across <= 3 && across >= least && across + 3 <= most) { /* most are thin, and in the middle of the picture */
            uint16_t *pixel = plane + (row + across * over);
            uint32_t full = (uint32_t)(far - low), one = 256 - (uint32_t)(low & 255);
            if (one > full) one = full;
            uint32_t two = full - one < 256 ? full - one : 256, three = full - one - two;
            add(pixel, (one * ink + 128) >> 8);
            add(pixel + over, (two * ink + 128) >> 8);
            add(pixel + 2 * over, (three * ink + 128) >> 8);
            continue;
        }
        if (across < least) across = least;
        if (final > most) final = most;
        for (; across < final; across++) {
            int64_t from = across << 8, to = from + 256;
            uint32_t cover = (uint32_t)((far < to ? far : to) - (low > from ? low : from));
            add(plane + (row + across * over), (cover * ink + 128) >> 8);
        }
    }
}

#define BLOCK 64

/* Mix the inks of a block of pixels, whose planes are `apart` apart; say whether there are any, and leave the planes empty. */
WIDE static int mix(uint16_t *planes, int64_t apart, int64_t count, const uint32_t *colours, int used, uint32_t *mixed)
{
    int is_any = 0;
    for (int plane = 0; plane < used; plane++) {
        uint16_t *inks = planes + plane * apart, any = 0;
        for (int64_t i = 0; i < count; i++) any |= inks[i];
        if (!any) continue;
        if (!is_any) memset(mixed, 0, sizeof(uint32_t) * 4 * BLOCK);
        is_any = 1;
        uint32_t red = colours[plane] >> 16 & 255, green = colours[plane] >> 8 & 255, blue = colours[plane] & 255;
        for (int64_t i = 0; i < count; i++) {
            uint32_t ink = inks[i];
            mixed[i] += ink, mixed[BLOCK + i] += ink * red, mixed[2 * BLOCK + i] += ink * green, mixed[3 * BLOCK + i] += ink * blue;
        }
        memset(inks, 0, sizeof(uint16_t) * count);
    }
    return is_any;
}

/* `planes` have room for a band in each of the colours that are used; they are empty when it begins and when it ends. */
void draw_lines(uint32_t *out, int64_t wide, Segments from, int colours, const uint32_t *palette, const float *tone, int64_t top,
                int64_t bottom, uint16_t *planes)
{
    int64_t pixels = (bottom - top) * wide;
    uint32_t shown[256], mixed[4 * BLOCK];
    int used = 0;
    for (int colour = 0; colour < colours; colour++) {
        if (from.starts[colour] == from.starts[colour + 1]) continue;
        shown[used] = palette[colour];
        uint16_t *plane = planes + pixels * used++;
        for (int64_t i = from.starts[colour]; i < from.starts[colour + 1]; i++) {
            const double *ends = from.ends + 4 * i;
            double least = ends[1] < ends[3] ? ends[1] : ends[3], most = ends[1] < ends[3] ? ends[3] : ends[1];
            if (!(most + 64 >= top && least - 64 < bottom)) continue;
            if (!(fabs(ends[0]) < 1e6 && fabs(ends[1]) < 1e6 && fabs(ends[2]) < 1e6 && fabs(ends[3]) < 1e6)) continue;
            add_line(plane, wide, top, bottom, ends, from.ink[i], from.thick[i]);
        }
    }
    for (int64_t block = 0; block < pixels; block += BLOCK) {
        int64_t count = pixels - block < BLOCK ? pixels - block : BLOCK;
        if (!mix(planes + block, pixels, count, shown, used, mixed)) continue;
        for (int64_t i = 0; i < count; i++) {
            uint32_t lies = mixed[i];
            if (!lies) continue;
            float cover = tone[lies < 65535 ? lies : 65535], share = cover / (float)lies;
            uint32_t pixel = (uint32_t)(cover * 255.0f + 0.5f) << 24;
            for (int channel = 1; channel < 4; channel++) {
                float part = (float)mixed[channel * BLOCK + i] * share + 0.5f;
                pixel |= (uint32_t)part << (24 - 8 * channel);
            }
            out[top * wide + block + i] = pixel;
        }
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
