/* The door of the compiled kernel: buffers come in, their lengths are checked, the GIL is let go.
 *
 * Written against Python's stable ABI (3.11), so that one build serves every later Python. fast.py is its only caller.
 */
#define PY_SSIZE_T_CLEAN
#include "kernel.h"

#include <Python.h>
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

/* out, wide, high, ends, ink, thick, starts, palette, tone, top, bottom, plane, mixed */
static PyObject *py_draw_lines(PyObject *self, PyObject *args)
{
    Buffers b = {.count = 0};
    PyObject *result = NULL;
    Segments from = {0};
    const uint32_t *palette;
    const float *tone;
    uint16_t *plane;
    uint32_t *out, *mixed;
    int64_t wide = whole(args, 1), high = whole(args, 2), top = whole(args, 9), bottom = whole(args, 10);
    if (is_refused(is_size(wide, high) && top >= 0 && top < bottom && bottom <= high, "no such band")) goto end;
    if (!(out = take(&b, args, 0, wide * high * 4, 1)) || !(from.ends = take(&b, args, 3, -1, 0))) goto end;
    int64_t count = bytes_of(&b) / 32;
    if (!(from.ink = take(&b, args, 4, count * 2, 0)) || !(from.thick = take(&b, args, 5, count * 2, 0))) goto end;
    if (!(palette = take(&b, args, 7, -1, 0))) goto end;
    int64_t colours = bytes_of(&b) / 4;
    if (!(from.starts = take(&b, args, 6, (colours + 1) * 8, 0)) || !(tone = take(&b, args, 8, 65536 * 4, 0))) goto end;
    if (!(plane = take(&b, args, 11, (bottom - top) * wide * 2, 1)) || !(mixed = take(&b, args, 12, (bottom - top) * wide * 16, 1))) goto end;
    int is_sound = from.starts[0] >= 0 && from.starts[colours] <= count;
    for (int64_t i = 0; i < colours; i++) is_sound &= from.starts[i] <= from.starts[i + 1];
    if (is_refused(is_sound, "segments out of range")) goto end;
    Py_BEGIN_ALLOW_THREADS
    draw_lines(out, wide, from, (int)colours, palette, tone, top, bottom, plane, mixed);
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

static PyMethodDef methods[] = {
    {"segments", py_segments, METH_VARARGS, NULL},
    {"draw_lines", py_draw_lines, METH_VARARGS, NULL},
    {"draw_discs", py_draw_discs, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "_compiled", NULL, 0, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit__compiled(void)
{
    return PyModule_Create(&definition);
}
