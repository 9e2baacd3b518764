#include "base/base.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool fail_errno(GError **error, int code) {
    g_set_error_literal(error, G_FILE_ERROR, g_file_error_from_errno(code), g_strerror(code));
    return false;
}

static bool too_large(GError **error, const char *size, size_t limit) {
    g_set_error(error, ROOM_ERROR, 0, "%s is more than one post can have, at most %zu MiB", size,
                limit >> 20);
    return false;
}

static const char *kind_of(mode_t mode) {
    if (S_ISDIR(mode))
        return "a folder";
    if (S_ISFIFO(mode))
        return "a pipe (FIFO)";
    if (S_ISSOCK(mode))
        return "a socket";
    return "a device";
}

/* read(2), begun again where a signal came between. */
static ssize_t read_some(int fd, char *p, size_t n) {
    ssize_t got;
    do {
        got = read(fd, p, n);
    } while (got < 0 && errno == EINTR);
    return got;
}

/* Reads to the end of what has no size to be known beforehand. */
static bool read_rest(Arena *arena, int fd, size_t limit, Slice *out, GError **error) {
    size_t cap = 64u << 10, n = 0;
    char *bytes = arena_alloc(arena, cap + 1);
    for (;;) {
        ssize_t got = read_some(fd, bytes + n, cap - n);
        if (got < 0)
            return fail_errno(error, errno);
        if (got == 0)
            break;
        n += (size_t)got;
        if (n > limit)
            return too_large(error, "what was read", limit);
        if (n == cap) {
            char *bigger = arena_alloc(arena, cap * 2 + 1);
            memcpy(bigger, bytes, n);
            bytes = bigger;
            cap *= 2;
        }
    }
    bytes[n] = '\0';
    *out = slice(bytes, n);
    return true;
}

static bool read_regular(Arena *arena, int fd, size_t size, Slice *out, GError **error) {
    char *bytes = arena_alloc(arena, size + 1);
    size_t n = 0;
    while (n < size) { /* a file that shrinks meanwhile simply ends earlier */
        ssize_t got = read_some(fd, bytes + n, size - n);
        if (got < 0)
            return fail_errno(error, errno);
        if (got == 0)
            break;
        n += (size_t)got;
    }
    bytes[n] = '\0';
    *out = slice(bytes, n);
    return true;
}

bool file_read(Arena *arena, const char *path, size_t limit, bool any, Slice *out, GError **error) {
    /* O_NONBLOCK: opening a FIFO that nobody writes to would wait for ever. */
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | (any ? 0 : O_NONBLOCK));
    if (fd < 0)
        return fail_errno(error, errno);
    struct stat st;
    bool ok;
    if (fstat(fd, &st) != 0) {
        ok = fail_errno(error, errno);
    } else if (S_ISREG(st.st_mode) && (uintmax_t)st.st_size > limit) {
        char *size = g_format_size_full((guint64)st.st_size, G_FORMAT_SIZE_IEC_UNITS);
        ok = too_large(error, size, limit);
        g_free(size);
    } else if (S_ISREG(st.st_mode) && st.st_size > 0) {
        ok = read_regular(arena, fd, (size_t)st.st_size, out, error);
    } else if (S_ISREG(st.st_mode) || (any && !S_ISDIR(st.st_mode))) {
        ok = read_rest(arena, fd, limit, out, error); /* /proc files say that they are empty */
    } else {
        g_set_error(error, ROOM_ERROR, 0, "%s, expected a file", kind_of(st.st_mode));
        ok = false;
    }
    close(fd);
    return ok;
}

bool stream_read(Arena *arena, FILE *f, const char *name, size_t limit, Slice *out,
                 GError **error) {
    if (read_rest(arena, fileno(f), limit, out, error))
        return true;
    g_prefix_error(error, "%s: ", name);
    return false;
}

static bool write_all(int fd, const char *bytes, size_t n) {
    while (n) {
        ssize_t put = write(fd, bytes, n);
        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            return false;
        bytes += put;
        n -= (size_t)put;
    }
    return true;
}

static bool write_through(const char *path, const char *bytes, size_t n, GError **error) {
    int fd = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
    if (fd < 0)
        return fail_errno(error, errno);
    int code = write_all(fd, bytes, n) ? 0 : errno;
    if (close(fd) != 0 && !code)
        code = errno;
    return !code || fail_errno(error, code);
}

/* Where a path leads through symbolic links, the last of which may lead to
 * nothing yet. To be freed. */
static char *follow(const char *path) {
    char *at = g_strdup(path);
    for (unsigned hops = 0; hops < 40; hops++) {
        char *to = g_file_read_link(at, NULL);
        if (!to)
            break;
        if (!g_path_is_absolute(to)) {
            char *folder = g_path_get_dirname(at);
            char *joined = g_build_filename(folder, to, NULL);
            g_free(folder);
            g_free(to);
            to = joined;
        }
        g_free(at);
        at = to;
    }
    return at;
}

/* Not synced to disk: after a crash of this program a file is whole, old or
 * new, and a picture that a failing power supply takes can be drawn again; a
 * sync would take longer than all posts of ten years. */
bool file_write(const char *path, const char *bytes, size_t n, GError **error) {
    struct stat st;
    bool exists = stat(path, &st) == 0;
    if (exists && S_ISDIR(st.st_mode))
        return fail_errno(error, EISDIR);
    if (exists && !S_ISREG(st.st_mode))
        return write_through(path, bytes, n, error);
    char *target = follow(path);
    char *beside = g_strconcat(target, ".XXXXXX", NULL);
    int fd = g_mkstemp_full(beside, O_WRONLY | O_CLOEXEC, 0666), code = 0;
    if (fd < 0) {
        code = errno;
    } else {
        if (!write_all(fd, bytes, n) || (exists && fchmod(fd, st.st_mode & 07777) != 0))
            code = errno;
        if (close(fd) != 0 && !code)
            code = errno;
        if (!code && rename(beside, target) != 0)
            code = errno;
        if (code)
            unlink(beside);
    }
    g_free(beside);
    g_free(target);
    return !code || fail_errno(error, code);
}
