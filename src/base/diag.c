#include "base/base.h"

GQuark room_error_quark(void) {
    return g_quark_from_static_string("comention-room");
}

static void diag_free(void *p) {
    Diag *d = p;
    g_free(d->file);
    g_free(d->message);
    g_free(d);
}

void diags_say(Diags *d, DiagLevel level, const char *file, unsigned line, unsigned column,
               const char *format, ...) {
    Diag *one = g_new(Diag, 1);
    va_list args;
    va_start(args, format);
    *one = (Diag){level, g_strdup(file), line, column, g_strdup_vprintf(format, args)};
    va_end(args);
    if (!d->list)
        d->list = g_ptr_array_new_with_free_func(diag_free);
    g_ptr_array_add(d->list, one);
}

size_t diags_count(const Diags *d, DiagLevel level) {
    size_t n = 0;
    for (guint i = 0; d->list && i < d->list->len; i++)
        n += ((const Diag *)d->list->pdata[i])->level == level;
    return n;
}

void diags_move(Diags *to, Diags *from) {
    if (!from->list)
        return;
    if (to->list) {
        g_ptr_array_extend_and_steal(to->list, from->list);
    } else {
        to->list = from->list;
    }
    from->list = NULL;
}

void diags_clear(Diags *d) {
    if (d->list)
        g_ptr_array_unref(d->list);
    d->list = NULL;
}
