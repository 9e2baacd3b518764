#include "base/base.h"

#include <yaml.h>

bool yaml_load(Slice bytes, const char *path, struct yaml_document_s *doc, Diags *diags) {
    Arena *arena = arena_new();
    Slice text;
    bool guessed, ok = false;
    if (yaml_is_deep(bytes)) {
        diags_say(diags, DIAG_ERROR, path, 1, 1, "more than %u open brackets, expected a few",
                  YAML_MAX_DEPTH);
    } else if (!text_to_utf8(arena, bytes, &text, &guessed) || guessed) {
        diags_say(diags, DIAG_ERROR, path, 0, 0, "not UTF-8, expected YAML in UTF-8");
    } else {
        yaml_parser_t parser;
        if (!yaml_parser_initialize(&parser))
            g_error("out of memory"); /* as g_malloc does */
        yaml_parser_set_input_string(&parser, (const unsigned char *)text.p, text.n);
        ok = yaml_parser_load(&parser, doc);
        if (!ok)
            diags_say(diags, DIAG_ERROR, path, (unsigned)parser.problem_mark.line + 1,
                      (unsigned)parser.problem_mark.column + 1, "not YAML: %s%s%s",
                      parser.problem ? parser.problem : "", parser.context ? " " : "",
                      parser.context ? parser.context : "");
        yaml_parser_delete(&parser);
    }
    arena_free(arena);
    return ok;
}
