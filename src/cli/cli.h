/* cli: the program. A client of the library: it knows comention.h and nothing
 * below it. */
#ifndef COMENTION_CLI_H
#define COMENTION_CLI_H

#include "comention.h"

#include <stdio.h>

enum { /* exit status */
       EXIT_WELL = 0,
       EXIT_SKIPPED = 1, /* something could not be read, or a catalog is wrong */
       EXIT_USAGE = 2,   /* wrong usage, or nothing could be written */
};

typedef enum { PROGRESS_AUTO, PROGRESS_ALWAYS, PROGRESS_NEVER } ProgressWhen;
typedef enum { ROWS_TABLE, ROWS_JSONL, ROWS_TSV } RowFormat;

typedef enum { CMD_DRAW, CMD_MENTIONS, CMD_RELATIONS, CMD_EXPLAIN, CMD_CHECK } Command;

/* What the command line says. */
typedef struct {
    Command command;
    GPtrArray *paths; /* of char *; NULL-terminated */
    int format;       /* a ComentionFormat; -1: not said */
    const char *output, *depfile;
    const char *layout, *title, *style;
    GArray *attributes; /* of ComentionAttribute; names are owned by `owned` */
    GPtrArray *owned;
    GPtrArray *catalogs, *phrases, *focus, *highlight, *names;
    gboolean no_builtin, no_together, unknown, cluster, by_period;
    ComentionDistance together;
    ComentionBy by;
    unsigned types, kinds, depth, threads, dpi;
    const char *since, *until, *base_url;
    ComentionLink link;
    size_t nodes, edges;
    RowFormat rows;
    ProgressWhen progress;
    int quiet, verbose;
} Options;

/* Reads the command line. Returns -1, or the exit status when there is nothing
 * more to do (help, version, wrong usage: said). */
int options_read(Options *o, int argc, char **argv);
void options_clear(Options *o);
/* "See 'comention --help'." and the status for wrong usage. */
int usage_error(const char *format, ...) G_GNUC_PRINTF(1, 2);

/* What all commands share: the library, and what it had to say. */
typedef struct {
    const Options *options;
    Comention *lib;
    size_t skipped;        /* problems that cost a post */
    gint64 started, shown; /* microseconds, for progress */
    gboolean progress_on;
    GPtrArray *inputs; /* of char *: what was read, for a depfile; NULL: nobody asks */
} Session;

/* False: a catalog or date was wrong, which is said. */
gboolean session_open(Session *s, const Options *o);
void session_close(Session *s);
/* A copy without control characters, to be freed: text of posts must not steer
 * a terminal. */
char *printable(const char *text);
/* To standard error, unless -q. */
void session_say(const Session *s, const char *format, ...) G_GNUC_PRINTF(2, 3);
/* Writes to -o or standard output; the exit status of the whole. */
int session_finish(Session *s, const GString *out);
/* The same, to a file of this name, or to standard output (NULL). */
int session_write(Session *s, const char *file, const GString *out);

/* Writes what the output depends on: catalogs, phrases, and all that was read. */
gboolean depfile_write(const Session *s, GError **error);

int cmd_draw(Session *s);
int cmd_mentions(Session *s);
int cmd_relations(Session *s);
int cmd_explain(Session *s);
int cmd_check(Session *s);

#endif
