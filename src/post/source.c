#include "post/post.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

typedef struct {
    uint64_t dev, ino;
} FileId;

/* A folder that is being gone through. */
typedef struct {
    char *path;
    GPtrArray *names; /* sorted; a folder's name ends in '/' */
    guint at;
} Folder;

struct PostSource {
    const char *const *paths;
    size_t n, at;
    Diags *diags;
    GPtrArray *open;     /* of Folder, the innermost last */
    GHashTable *entered; /* FileId of the folders that were entered */
    GPtrArray *noted;    /* of char *; not ours; NULL: nobody asks */
    GHashTable *named;   /* FileId of the files among paths; were they given? */
};

static guint id_hash(gconstpointer p) {
    const FileId *id = p;
    return (guint)(id->ino * 2654435761u ^ id->dev);
}

static gboolean id_equal(gconstpointer a, gconstpointer b) {
    const FileId *x = a, *y = b;
    return x->dev == y->dev && x->ino == y->ino;
}

static FileId *id_of(const struct stat *st) {
    FileId *id = g_new(FileId, 1);
    *id = (FileId){(uint64_t)st->st_dev, (uint64_t)st->st_ino};
    return id;
}

static void folder_free(void *p) {
    Folder *f = p;
    g_free(f->path);
    g_ptr_array_unref(f->names);
    g_free(f);
}

PostSource *post_source_new(const char *const *paths, size_t n, Diags *diags) {
    PostSource *s = g_new0(PostSource, 1);
    s->paths = paths;
    s->n = n;
    s->diags = diags;
    s->open = g_ptr_array_new_with_free_func(folder_free);
    s->entered = g_hash_table_new_full(id_hash, id_equal, g_free, NULL);
    s->named = g_hash_table_new_full(id_hash, id_equal, g_free, g_free);
    for (size_t i = 0; i < n; i++) {
        struct stat st;
        if (stat(paths[i], &st) == 0 && S_ISREG(st.st_mode))
            g_hash_table_insert(s->named, id_of(&st), g_new0(bool, 1));
    }
    return s;
}

void post_source_note(PostSource *s, GPtrArray *folders) {
    s->noted = folders;
}

static void note(const PostSource *s, const char *path) {
    if (s->noted)
        g_ptr_array_add(s->noted, g_strdup(path));
}

void post_source_free(PostSource *s) {
    if (!s)
        return;
    g_ptr_array_unref(s->open);
    g_hash_table_unref(s->entered);
    g_hash_table_unref(s->named);
    g_free(s);
}

void post_file_free(PostFile *file) {
    if (!file)
        return;
    g_free(file->path);
    g_free(file);
}

static int by_bytes(gconstpointer a, gconstpointer b) {
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool cannot(PostSource *s, const char *path, int code) {
    diags_say(s->diags, DIAG_ERROR, path, 0, 0, "%s", g_strerror(code));
    return false;
}

/* A symbolic link to a file that one of the folders brings by itself. */
static bool is_alias(const PostSource *s, const char *path) {
    char *target = realpath(path, NULL);
    bool alias = false;
    for (size_t i = 0; target && i < s->n && !alias; i++) {
        char *root = realpath(s->paths[i], NULL);
        size_t n = root ? strlen(root) : 0;
        alias = n && strncmp(target, root, n) == 0 && target[n] == '/' && !strstr(target + n, "/.");
        free(root);
    }
    free(target);
    return alias;
}

/* Goes into a folder, unless we are or were in it (a loop of links). */
static void enter(PostSource *s, const char *path, const struct stat *st) {
    FileId *id = id_of(st);
    if (!g_hash_table_add(s->entered, id)) {
        diags_say(s->diags, DIAG_NOTE, path, 0, 0,
                  "this folder was read already by another name, not read again");
        return;
    }
    note(s, path);
    DIR *dir = opendir(path);
    if (!dir) {
        cannot(s, path, errno);
        return;
    }
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    for (struct dirent *e; (e = readdir(dir));) {
        if (e->d_name[0] == '.')
            continue;
        bool folder = e->d_type == DT_DIR, alias = false;
        if (e->d_type == DT_LNK || e->d_type == DT_UNKNOWN) {
            struct stat at;
            char *child = g_build_filename(path, e->d_name, NULL);
            folder = stat(child, &at) == 0 && S_ISDIR(at.st_mode);
            alias = !folder && e->d_type == DT_LNK && is_alias(s, child);
            g_free(child);
        }
        if (alias)
            continue;
        /* The ending slash sorts a folder as its path sorts among all paths. */
        g_ptr_array_add(names, folder ? g_strconcat(e->d_name, "/", NULL) : g_strdup(e->d_name));
    }
    closedir(dir);
    g_ptr_array_sort(names, by_bytes);
    Folder *f = g_new(Folder, 1);
    *f = (Folder){g_strdup(path), names, 0};
    g_ptr_array_add(s->open, f);
}

/* A file that the command line names is given there, once; a folder that has
 * it as well passes it over. */
static bool is_repeated(PostSource *s, const char *path, bool named) {
    struct stat st;
    if (!g_hash_table_size(s->named) || stat(path, &st) != 0 || !S_ISREG(st.st_mode))
        return false;
    FileId id = {(uint64_t)st.st_dev, (uint64_t)st.st_ino};
    bool *given = g_hash_table_lookup(s->named, &id);
    if (!given)
        return false;
    if (!named)
        return true; /* it is given where it is named */
    bool repeated = *given;
    *given = true;
    return repeated;
}

static PostFile *give(PostSource *s, char *path, bool named) {
    if (is_repeated(s, path, named)) {
        g_free(path);
        return NULL;
    }
    PostFile *file = g_new(PostFile, 1);
    *file = (PostFile){path, named};
    return file;
}

/* The next entry of the innermost folder. */
static PostFile *from_folder(PostSource *s) {
    Folder *f = s->open->pdata[s->open->len - 1];
    if (f->at == f->names->len) {
        g_ptr_array_remove_index(s->open, s->open->len - 1);
        return NULL;
    }
    char *name = f->names->pdata[f->at++];
    size_t n = strlen(name);
    bool folder = n && name[n - 1] == '/';
    if (folder)
        name[n - 1] = '\0';
    char *path = g_build_filename(f->path, name, NULL);
    if (!folder)
        return give(s, path, false);
    struct stat st;
    if (stat(path, &st) == 0)
        enter(s, path, &st);
    else
        cannot(s, path, errno);
    g_free(path);
    return NULL;
}

static PostFile *from_arguments(PostSource *s) {
    const char *path = s->paths[s->at++];
    struct stat st;
    if (strcmp(path, "-") == 0) {
        PostFile *file = g_new(PostFile, 1);
        *file = (PostFile){g_strdup(path), true};
        return file;
    }
    if (stat(path, &st) != 0) {
        cannot(s, path, errno);
        note(s, path);
        return NULL;
    }
    if (S_ISDIR(st.st_mode)) {
        enter(s, path, &st);
        return NULL;
    }
    return give(s, g_strdup(path), true);
}

PostFile *post_source_next(PostSource *s) {
    for (;;) {
        PostFile *file;
        if (s->open->len)
            file = from_folder(s);
        else if (s->at < s->n)
            file = from_arguments(s);
        else
            return NULL;
        if (file)
            return file;
    }
}
