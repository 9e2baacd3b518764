#include "cli/cli.h"

#include <locale.h>

int main(int argc, char **argv) {
    setlocale(LC_CTYPE, ""); /* for messages of the system; output does not depend on it */
    Options o;
    int status = options_read(&o, argc, argv);
    if (status < 0) {
        static int (*const commands[])(Session *) = {
            [CMD_DRAW] = cmd_draw,           [CMD_MENTIONS] = cmd_mentions,
            [CMD_RELATIONS] = cmd_relations, [CMD_EXPLAIN] = cmd_explain,
            [CMD_CHECK] = cmd_check,
        };
        Session s;
        status = session_open(&s, &o) ? commands[o.command](&s) : EXIT_USAGE;
        session_close(&s);
    }
    options_clear(&o);
    return status;
}
