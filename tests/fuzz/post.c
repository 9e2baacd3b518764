/* Any bytes make a post or a diagnostic, and blocks of valid UTF-8 whose names
 * stand where they are said to stand. */
#include "post/post.h"
#include "graph/graph.h"
#include "names/names.h"
#include "relate/relate.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Arena *arena = arena_new();
    Diags diags = {0};
    const char *bytes = arena_copy(arena, (const char *)data, size);
    Post *post = post_parse(arena, "fuzz.md", slice(bytes, size), &diags);
    if (!post && !diags_count(&diags, DIAG_ERROR))
        abort();
    for (size_t i = 0; post && i < post->n_blocks; i++)
        if (!g_utf8_validate(post->blocks[i].text.p, (gssize)post->blocks[i].text.n, NULL))
            abort();
    if (post) {
        const uint32_t *sentence_of;
        Mentions m = names_find(&lexicon_builtin, arena, post);
        for (size_t i = 0; i < m.n; i++)
            if (m.at[i].start >= m.at[i].end || m.at[i].end > post->blocks[m.at[i].block].text.n ||
                !post_line(arena, post, &post->blocks[m.at[i].block], m.at[i].start))
                abort();
        Relations r = relate_post(&lexicon_builtin, &phrases_builtin, arena, post, m, DISTANCE_POST,
                                  &sentence_of);
        Graph *g = graph_new(&lexicon_builtin, DISTANCE_POST);
        graph_add_post(g, arena, post, m, r, sentence_of);
        graph_free(g);
    }
    diags_clear(&diags);
    arena_free(arena);
    return 0;
}
