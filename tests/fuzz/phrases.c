/* Fuzzes phrases: the YAML, the language, and what they find in a sentence. */
#include "relate/relate.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const char text[] = "VMware announced that it acquired Propero (whom Citrix, Microsoft "
                               "and others wanted) and ESX 3i runs on Linux at VMworld 2007.";
    Diags diags = {0};
    Arena *arena = arena_new();
    PhraseBook *book = phrase_book_new();
    phrase_book_is(slice((const char *)data, size));
    phrase_book_add(book, "fuzz.yml", slice((const char *)data, size), &diags);
    Phrases *p = phrase_book_compile(book);
    char *copy = arena_copy(arena, text, strlen(text));
    Post *post = post_parse(arena, "post.md", slice(copy, strlen(text)), &diags);
    if (post) {
        const uint32_t *sentence_of;
        relate_post(&lexicon_builtin, p, arena, post, names_find(&lexicon_builtin, arena, post),
                    DISTANCE_POST, &sentence_of);
    }
    phrases_free(p);
    phrase_book_free(book);
    diags_clear(&diags);
    arena_free(arena);
    return 0;
}
