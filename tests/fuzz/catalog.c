/* Any bytes make a catalog or a diagnostic, and what is a catalog compiles. */
#include "names/names.h"

#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    char path[] = "/tmp/comention-fuzz-XXXXXX";
    int fd = g_mkstemp(path);
    if (fd < 0 || write(fd, data, size) != (ssize_t)size)
        return 0;
    close(fd);
    Catalog *c = catalog_new();
    Diags diags = {0};
    catalog_add_file(c, path, false, &diags);
    catalog_check(c, 0, &diags);
    Lexicon *l = catalog_compile(c);
    lexicon_free(l);
    catalog_free(c);
    diags_clear(&diags);
    unlink(path);
    return 0;
}
