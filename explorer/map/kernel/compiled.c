/* The door of the compiled kernel: buffers come in, their lengths are checked, the GIL is let go.
 *
 * Written against Python's stable ABI (3.11), so that one build serves every later Python. fast.py is its only caller.
 */
#define PY_SSIZE_T_CLEAN
#include "kernel.h"

#include <Python.h>
#include <stdlib.h>
#include <string.h>

#define MOST 24 /* buffers of one call */

typedef struct {
    Py_buffer views[MOST];
    int count;
} Buffers;

static void release(Buffers *buffers)
{
    while (buffers->count) PyBuffer_Release(&buffers->views[--buffers->count]);
}

/* Take the next argument as a buffer of exactly `bytes` bytes, or of any length where that is negative; NULL with an exception set otherwise. */
static void *take(Buffers *buffers, PyObject *args, Py_ssize_t place, int64_t bytes, int is_written)
{
    PyObject *from = PyTuple_GetItem(args, place);
    Py_buffer *view = &buffers->views[buffers->count];
    if (!from || PyObject_GetBuffer(from, view, is_written ? PyBUF_CONTIG : PyBUF_CONTIG_RO)) return NULL;
    buffers->count++;
    if (bytes >= 0 && view->len != bytes) {
        PyErr_Format(PyExc_ValueError, "argument %zd has %zd bytes, not %lld", place, view->len, (long long)bytes);
        return NULL;
    }
    static char nothing[16];
    return view->buf ? view->buf : nothing;
}

static int64_t whole(PyObject *args, Py_ssize_t place)
{
    PyObject *from = PyTuple_GetItem(args, place);
    return from ? PyLong_AsLongLong(from) : -1;
}

static double fraction(PyObject *args, Py_ssize_t place)
{
    PyObject *from = PyTuple_GetItem(args, place);
    return from ? PyFloat_AsDouble(from) : -1.0;
}

static int64_t bytes_of(Buffers *buffers)
{
    return buffers->views[buffers->count - 1].len;
}

static int is_refused(int is_fine, const char *sentence)
{
    if (!is_fine && !PyErr_Occurred()) PyErr_SetString(PyExc_ValueError, sentence);
    return !is_fine || PyErr_Occurred() != NULL;
}

static View view_from(PyObject *args, Py_ssize_t place)
{
    View view = {fraction(args, place), fraction(args, place + 1), fraction(args, place + 2), whole(args, place + 3), whole(args, place + 4)};
    return view;
}

static int is_size(int64_t wide, int64_t high)
{
    return wide > 0 && high > 0 && wide < 65536 && high < 65536;
}

/* xy, pairs, ink, thick, colour, colours, view (5), step; out: ends, ink, thick, starts, kept -> count, length */
static PyObject *py_segments(PyObject *self, PyObject *args)
{
    Buffers b = {.count = 0};
    PyObject *result = NULL;
    Lines lines = {0};
    Segments out = {0};
    int32_t *kept = NULL;
    if (!(lines.xy = take(&b, args, 0, -1, 0))) goto end;
    lines.discs = bytes_of(&b) / 8;
    if (!(lines.pairs = take(&b, args, 1, -1, 0))) goto end;
    lines.lines = bytes_of(&b) / 8;
    if (!(lines.ink = take(&b, args, 2, lines.lines * 2, 0)) || !(lines.thick = take(&b, args, 3, lines.lines * 2, 0))) goto end;
    if (!(lines.colour = take(&b, args, 4, lines.lines, 0))) goto end;
    lines.colours = (int)whole(args, 5);
    View view = view_from(args, 6);
    int64_t step = whole(args, 11);
    if (is_refused(lines.colours > 0 && lines.colours <= 256 && step > 0 && is_size(view.wide, view.high), "no such picture")) goto end;
    int64_t room = (lines.lines + step - 1) / step;
    if (!(out.ends = take(&b, args, 12, room * 32, 1)) || !(out.ink = take(&b, args, 13, room * 2, 1))) goto end;
    if (!(out.thick = take(&b, args, 14, room * 2, 1)) || !(out.starts = take(&b, args, 15, (lines.colours + 1) * 8, 1))) goto end;
    if (!(kept = take(&b, args, 16, room * 4, 1))) goto end;
    double length = 0;
    int64_t count;
    Py_BEGIN_ALLOW_THREADS
    count = find_segments(&lines, view, step, out, kept, &length);
    Py_END_ALLOW_THREADS
    result = Py_BuildValue("Ld", (long long)count, length);
end:
    release(&b);
    return result;
}

/* out, wide, high, ends, ink, thick, starts, palette, tone, top, bottom, planes */
static PyObject *py_draw_lines(PyObject *self, PyObject *args)
{
    Buffers b = {.count = 0};
    PyObject *result = NULL;
    Segments from = {0};
    const uint32_t *palette;
    const float *tone;
    uint16_t *planes;
    uint32_t *out;
    int64_t wide = whole(args, 1), high = whole(args, 2), top = whole(args, 9), bottom = whole(args, 10);
    if (is_refused(is_size(wide, high) && top >= 0 && top < bottom && bottom <= high, "no such band")) goto end;
    if (!(out = take(&b, args, 0, wide * high * 4, 1)) || !(from.ends = take(&b, args, 3, -1, 0))) goto end;
    int64_t count = bytes_of(&b) / 32;
    if (!(from.ink = take(&b, args, 4, count * 2, 0)) || !(from.thick = take(&b, args, 5, count * 2, 0))) goto end;
    if (!(palette = take(&b, args, 7, -1, 0))) goto end;
    int64_t colours = bytes_of(&b) / 4;
    if (!(from.starts = take(&b, args, 6, (colours + 1) * 8, 0)) || !(tone = take(&b, args, 8, 65536 * 4, 0))) goto end;
    int is_sound = colours <= 256 && from.starts[0] >= 0 && from.starts[colours] <= count, used = 0;
    for (int64_t i = 0; is_sound && i < colours; i++) {
        is_sound &= from.starts[i] <= from.starts[i + 1];
        used += from.starts[i] < from.starts[i + 1];
    }
    if (is_refused(is_sound, "segments out of range")) goto end;
    if (!(planes = take(&b, args, 11, (bottom - top) * wide * 2 * used, 1))) goto end;
    Py_BEGIN_ALLOW_THREADS
    draw_lines(out, wide, from, (int)colours, palette, tone, top, bottom, planes);
    Py_END_ALLOW_THREADS
    result = Py_NewRef(Py_None);
end:
    release(&b);
    return result;
}

/* out, xy, radius, colour, strength, palette, order, view (5), least, gap */
static PyObject *py_draw_discs(PyObject *self, PyObject *args)
{
    Buffers b = {.count = 0};
    PyObject *result = NULL;
    Discs discs = {0};
    const uint32_t *palette;
    uint32_t *out;
    View view = view_from(args, 7);
    double least = fraction(args, 12), gap = fraction(args, 13);
    if (is_refused(is_size(view.wide, view.high) && least >= 0 && least < 1e4 && gap >= 0 && gap < 1e4, "no such picture")) goto end;
    if (!(out = take(&b, args, 0, view.wide * view.high * 4, 1)) || !(discs.xy = take(&b, args, 1, -1, 0))) goto end;
    discs.count = bytes_of(&b) / 8;
    if (!(discs.radius = take(&b, args, 2, discs.count * 4, 0)) || !(discs.colour = take(&b, args, 3, discs.count, 0))) goto end;
    if (!(discs.strength = take(&b, args, 4, discs.count * 4, 0)) || !(palette = take(&b, args, 5, -1, 0))) goto end;
    int colours = (int)(bytes_of(&b) / 4);
    if (!(discs.order = take(&b, args, 6, -1, 0))) goto end;
    discs.ordered = bytes_of(&b) / 4;
    Py_BEGIN_ALLOW_THREADS
    draw_discs(out, &discs, palette, colours, view, least, gap);
    Py_END_ALLOW_THREADS
    result = Py_NewRef(Py_None);
end:
    release(&b);
    return result;
}

/* Say whether `starts` cuts `count` ends into n parts. */
static int is_cut(const int64_t *starts, int64_t n, int64_t count)
{
    int is_sound = starts[0] == 0 && starts[n] == count;
    for (int64_t i = 0; i < n; i++) is_sound &= starts[i] <= starts[i + 1];
    return is_sound;
}

/* x, y, mass, order, kind, theta; out: fx, fy, z */
static PyObject *py_repel(PyObject *self, PyObject *args)
{
    Buffers b = {.count = 0};
    PyObject *result = NULL;
    const double *x, *y, *mass;
    const int32_t *order;
    double *fx, *fy, *z;
    int kind = (int)whole(args, 4);
    double theta = fraction(args, 5);
    if (!(x = take(&b, args, 0, -1, 0))) goto end;
    int64_t bytes = bytes_of(&b), n = bytes / 8;
    if (!(y = take(&b, args, 1, bytes, 0)) || !(mass = take(&b, args, 2, bytes, 0)) || !(order = take(&b, args, 3, n * 4, 0))) goto end;
    if (!(fx = take(&b, args, 6, bytes, 1)) || !(fy = take(&b, args, 7, bytes, 1)) || !(z = take(&b, args, 8, bytes, 1))) goto end;
    int is_sound = n > 0;
    for (int64_t i = 0; is_sound && i < n; i++) is_sound &= order[i] >= 0 && order[i] < n;
    if (is_refused(is_sound, "an order of other rows")) goto end;
    int failed;
    Py_BEGIN_ALLOW_THREADS
    failed = repel(x, y, mass, order, n, kind, theta, fx, fy, z);
    Py_END_ALLOW_THREADS
    result = failed ? PyErr_NoMemory() : Py_NewRef(Py_None);
end:
    release(&b);
    return result;
}

/* x, y, pairs, weight, kind; out: fx, fy, gx, gy */
static PyObject *py_attract(PyObject *self, PyObject *args)
{
    Buffers b = {.count = 0};
    PyObject *result = NULL;
    const double *x, *y, *weight;
    const int32_t *pairs;
    double *out[4];
    int kind = (int)whole(args, 4);
    if (!(x = take(&b, args, 0, -1, 0))) goto end;
    int64_t bytes = bytes_of(&b);
    if (!(y = take(&b, args, 1, bytes, 0)) || !(pairs = take(&b, args, 2, -1, 0))) goto end;
    int64_t count = bytes_of(&b) / 8;
    if (!(weight = take(&b, args, 3, count * 8, 0))) goto end;
    for (int i = 0; i < 4; i++)
        if (!(out[i] = take(&b, args, 5 + i, bytes, 1))) goto end;
    int is_sound;
    Py_BEGIN_ALLOW_THREADS
    is_sound = attract(x, y, bytes / 8, pairs, weight, count, kind, out[0], out[1], out[2], out[3]);
    Py_END_ALLOW_THREADS
    if (!is_refused(is_sound, "pairs of rows that are not there")) result = Py_NewRef(Py_None);
end:
    release(&b);
    return result;
}

/* starts, ends, source; out: steps, queue */
static PyObject *py_steps_from(PyObject *self, PyObject *args)
{
    Buffers b = {.count = 0};
    PyObject *result = NULL;
    const int64_t *starts;
    const int32_t *ends;
    int32_t *steps, *queue;
    int64_t source = whole(args, 2);
    if (!(starts = take(&b, args, 0, -1, 0))) goto end;
    int64_t n = bytes_of(&b) / 8 - 1;
    if (!(ends = take(&b, args, 1, -1, 0))) goto end;
    int64_t count = bytes_of(&b) / 4;
    if (is_refused(n > 0 && source >= 0 && source < n && is_cut(starts, n, count), "no such network")) goto end;
    if (!(steps = take(&b, args, 3, n * 4, 1)) || !(queue = take(&b, args, 4, n * 4, 1))) goto end;
    int is_sound;
    Py_BEGIN_ALLOW_THREADS
    is_sound = steps_from(starts, ends, n, source, steps, queue);
    Py_END_ALLOW_THREADS
    if (!is_refused(is_sound, "ends that are not there")) result = Py_NewRef(Py_None);
end:
    release(&b);
    return result;
}

/* starts, ends, weight, size, order; out: group, held, members -> groups */
static PyObject *py_match(PyObject *self, PyObject *args)
{
    Buffers b = {.count = 0};
    PyObject *result = NULL;
    const int64_t *starts;
    const int32_t *ends, *order;
    const double *weight, *size;
    int32_t *group, *members;
    double *held;
    if (!(starts = take(&b, args, 0, -1, 0))) goto end;
    int64_t n = bytes_of(&b) / 8 - 1;
    if (!(ends = take(&b, args, 1, -1, 0))) goto end;
    int64_t count = bytes_of(&b) / 4;
    if (is_refused(n > 0 && is_cut(starts, n, count), "no such network")) goto end;
    if (!(weight = take(&b, args, 2, count * 8, 0)) || !(size = take(&b, args, 3, n * 8, 0))) goto end;
    if (!(order = take(&b, args, 4, n * 4, 0)) || !(group = take(&b, args, 5, n * 4, 1))) goto end;
    if (!(held = take(&b, args, 6, n * 8, 1)) || !(members = take(&b, args, 7, n * 4, 1))) goto end;
    int64_t groups;
    Py_BEGIN_ALLOW_THREADS
    groups = match(starts, ends, weight, size, order, n, group, held, members);
    Py_END_ALLOW_THREADS
    if (!is_refused(groups >= 0, "rows that are not there")) result = PyLong_FromLongLong(groups);
end:
    release(&b);
    return result;
}

/* xy, half, held, cell, order, starts, across; out: back, forth -> overlaps */
static PyObject *py_push(PyObject *self, PyObject *args)
{
    Buffers b = {.count = 0};
    PyObject *result = NULL;
    double *xy, *back, *forth;
    const double *half;
    const uint8_t *held;
    const int64_t *cell, *starts;
    const int32_t *order;
    int64_t across = whole(args, 6);
    if (!(xy = take(&b, args, 0, -1, 1))) goto end;
    int64_t n = bytes_of(&b) / 16;
    if (!(half = take(&b, args, 1, n * 16, 0)) || !(held = take(&b, args, 2, n, 0)) || !(cell = take(&b, args, 3, n * 8, 0))) goto end;
    if (!(order = take(&b, args, 4, n * 4, 0)) || !(starts = take(&b, args, 5, -1, 0))) goto end;
    int64_t cells = bytes_of(&b) / 8;
    if (!(back = take(&b, args, 7, n * 16, 1)) || !(forth = take(&b, args, 8, n * 16, 1))) goto end;
    int is_sound = across > 0 && cells > 0 && is_cut(starts, cells - 1, n);
    for (int64_t i = 0; is_sound && i < n; i++) is_sound &= order[i] >= 0 && order[i] < n && cell[i] >= 0;
    if (is_refused(is_sound, "an order of other rows")) goto end;
    int64_t overlaps;
    Py_BEGIN_ALLOW_THREADS
    overlaps = push(xy, half, held, n, cell, order, starts, cells, across, back, forth);
    Py_END_ALLOW_THREADS
    if (!is_refused(overlaps >= 0, "cells out of range")) result = PyLong_FromLongLong(overlaps);
end:
    release(&b);
    return result;
}

/* xy, half, held, order, offsets, left, top, size, across, down -> how many moved */
static PyObject *py_take_grounds(PyObject *self, PyObject *args)
{
    Buffers b = {.count = 0};
    PyObject *result = NULL;
    double *xy;
    const double *half, *offsets;
    const uint8_t *held;
    const int32_t *order;
    double left = fraction(args, 5), top = fraction(args, 6), size = fraction(args, 7);
    int64_t across = whole(args, 8), down = whole(args, 9);
    if (is_refused(across > 0 && down > 0 && across < 65536 && down < 65536 && size > 0, "no such grid")) goto end;
    if (!(xy = take(&b, args, 0, -1, 1))) goto end;
    int64_t n = bytes_of(&b) / 16;
    if (!(half = take(&b, args, 1, n * 16, 0)) || !(held = take(&b, args, 2, n, 0)) || !(order = take(&b, args, 3, n * 4, 0))) goto end;
    if (!(offsets = take(&b, args, 4, -1, 0))) goto end;
    int64_t tries = bytes_of(&b) / 16, moved;
    /* Each box once: twice on one list, it would go round in circles. */
    uint8_t *seen = calloc(n ? n : 1, 1);
    int is_sound = seen != NULL;
    for (int64_t i = 0; is_sound && i < n; i++) is_sound = order[i] >= 0 && order[i] < n && !seen[order[i]]++;
    free(seen);
    if (is_refused(is_sound, "an order of other rows")) goto end;
    Py_BEGIN_ALLOW_THREADS
    moved = take_grounds(xy, half, held, order, n, offsets, tries, left, top, size, across, down);
    Py_END_ALLOW_THREADS
    result = moved < 0 ? PyErr_NoMemory() : PyLong_FromLongLong(moved);
end:
    release(&b);
    return result;
}

static PyMethodDef methods[] = {
    {"segments", py_segments, METH_VARARGS, NULL},
    {"draw_lines", py_draw_lines, METH_VARARGS, NULL},
    {"draw_discs", py_draw_discs, METH_VARARGS, NULL},
    {"repel", py_repel, METH_VARARGS, NULL},
    {"attract", py_attract, METH_VARARGS, NULL},
    {"steps_from", py_steps_from, METH_VARARGS, NULL},
    {"match", py_match, METH_VARARGS, NULL},
    {"push", py_push, METH_VARARGS, NULL},
    {"take_grounds", py_take_grounds, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "_compiled", NULL, 0, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit__compiled(void)
{
    return PyModule_Create(&definition);
}
