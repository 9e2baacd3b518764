#include "cli/cli.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#define SECOND ((gint64)1000000)

static void clear_progress(Session *s) {
    if (s->shown)
        fprintf(stderr, "\r\033[K");
    s->shown = 0;
}

char *printable(const char *text) {
    char *copy = g_strdup(text);
    for (char *p = copy; *p; p++)
        if ((unsigned char)*p < 0x20 || *p == 0x7f)
            *p = ' ';
    return copy;
}

/* The same for what is said of a file: a bad character is shown as one. */
static void put_safely(FILE *f, const char *text) {
    for (const char *p = text; *p; p++)
        fputc((unsigned char)*p < 0x20 || *p == 0x7f ? '?' : *p, f);
}

static void on_problem(void *data, const ComentionProblem *p) {
    Session *s = data;
    s->skipped += p->level == COMENTION_FAULT;
    if (p->level == COMENTION_NOTE && s->options->quiet)
        return;
    clear_progress(s);
    put_safely(stderr, p->file);
    fprintf(stderr, ":%u:%u: ", p->line, p->column);
    put_safely(stderr, p->message);
    fputc('\n', stderr);
}

static void on_progress(void *data, size_t posts) {
    Session *s = data;
    gint64 now = g_get_monotonic_time();
    gboolean always = s->options->progress == PROGRESS_ALWAYS;
    if (!always && (now - s->started < SECOND || now - s->shown < SECOND / 10))
        return;
    fprintf(stderr, "\r%zu posts", posts);
    s->shown = now;
}

static void on_input(void *data, const char *path) {
    g_ptr_array_add(((Session *)data)->inputs, g_strdup(path));
}

gboolean session_open(Session *s, const Options *o) {
    *s = (Session){.options = o, .lib = comention_new(), .started = g_get_monotonic_time()};
    comention_set_problem_func(s->lib, on_problem, s);
    gboolean tty = isatty(STDERR_FILENO) && !o->quiet;
    if (o->progress == PROGRESS_ALWAYS || (o->progress == PROGRESS_AUTO && tty))
        comention_set_progress_func(s->lib, on_progress, s);
    if (o->depfile) {
        s->inputs = g_ptr_array_new_with_free_func(g_free);
        comention_set_input_func(s->lib, on_input, s);
    }
    comention_set_builtin(s->lib, !o->no_builtin);
    comention_set_threads(s->lib, o->threads);
    comention_set_together(s->lib, o->together);
    GError *error = NULL;
    gboolean ok = comention_set_period(s->lib, o->since, o->until, &error);
    ok = ok && comention_set_base_url(s->lib, o->base_url, &error);
    for (guint i = 0; ok && o->command != CMD_CHECK && i < o->catalogs->len; i++)
        ok = comention_add_catalog(s->lib, o->catalogs->pdata[i], &error);
    for (guint i = 0; ok && o->command != CMD_CHECK && i < o->phrases->len; i++)
        ok = comention_add_phrases(s->lib, o->phrases->pdata[i], &error);
    if (!ok) {
        fprintf(stderr, "comention: %s\n", error->message);
        g_clear_error(&error);
    }
    return ok;
}

void session_close(Session *s) {
    comention_free(s->lib);
    if (s->inputs)
        g_ptr_array_unref(s->inputs);
}

void session_say(const Session *s, const char *format, ...) {
    if (s->options->quiet)
        return;
    va_list args;
    va_start(args, format);
    char *text = g_strdup_vprintf(format, args);
    va_end(args);
    fprintf(stderr, "comention: %s\n", text);
    g_free(text);
}

static gboolean write_stdout(const GString *out) {
    return fwrite(out->str, 1, out->len, stdout) == out->len && fflush(stdout) == 0;
}

int session_finish(Session *s, const GString *out) {
    return session_write(s, s->options->output, out);
}

int session_write(Session *s, const char *file, const GString *out) {
    clear_progress(s);
    GError *error = NULL;
    /* Before the output, so that this is never newer than what it is about. */
    if (s->options->depfile && !depfile_write(s, &error)) {
        fprintf(stderr, "comention: %s: %s\n", s->options->depfile, error->message);
        g_clear_error(&error);
        return EXIT_USAGE;
    }
    if (file && strcmp(file, "-") != 0) {
        if (!comention_save(file, out->str, out->len, &error)) {
            fprintf(stderr, "comention: %s: %s\n", file, error->message);
            g_clear_error(&error);
            return EXIT_USAGE;
        }
    } else if (!write_stdout(out)) {
        fprintf(stderr, "comention: standard output: %s\n", g_strerror(errno));
        return EXIT_USAGE;
    }
    return s->skipped ? EXIT_SKIPPED : EXIT_WELL;
}
