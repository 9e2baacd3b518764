/* One table of options feeds the parser, the help and (by a test) the manual. */
#include "cli/cli.h"

#include <errno.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#define ON(command) (1u << (command))
#define DRAW ON(CMD_DRAW)
#define ROWS (ON(CMD_MENTIONS) | ON(CMD_RELATIONS))
#define READ (DRAW | ROWS | ON(CMD_EXPLAIN))
#define ALL (READ | ON(CMD_CHECK))

typedef struct {
    int id; /* the short option, or a number above 255 */
    const char *name, *argument;
    unsigned commands;
    const char *help;
} Option;

enum {
    OPT_NO_BUILTIN = 256,
    OPT_PHRASES,
    OPT_BASE_URL,
    OPT_TOGETHER,
    OPT_TYPE,
    OPT_KIND,
    OPT_NO_TOGETHER,
    OPT_LINK,
    OPT_FOCUS,
    OPT_DEPTH,
    OPT_DEPFILE,
    OPT_SINCE,
    OPT_UNTIL,
    OPT_NODES,
    OPT_EDGES,
    OPT_TITLE,
    OPT_STYLE,
    OPT_HIGHLIGHT,
    OPT_CLUSTER,
    OPT_DPI,
    OPT_BY,
    OPT_THREADS,
    OPT_PROGRESS,
    OPT_FORMAT,
    OPT_NAME,
    OPT_UNKNOWN,
    OPT_HELP,
    OPT_VERSION,
};

static const Option table[] = {
    {'T', NULL, "FORMAT", DRAW, "dot (default), svg, png, pdf, html, mermaid or json"},
    {'o', "output", "FILE", READ, "write there; without -T the format follows its ending"},
    {OPT_DEPFILE, "depfile", "FILE", READ, "write there, as a rule for make, what -o depends on"},
    {'K', NULL, "LAYOUT", DRAW, "dot, neato, fdp, sfdp, twopi or circo, instead of its own"},
    {'G', NULL, "NAME=VALUE", DRAW, "set a graph attribute, as in dot"},
    {'N', NULL, "NAME=VALUE", DRAW, "set an attribute of all nodes"},
    {'E', NULL, "NAME=VALUE", DRAW, "set an attribute of all edges"},
    {OPT_TITLE, "title", "TEXT", DRAW, "the diagram's title"},
    {OPT_STYLE, "style", "STYLE", DRAW, "slide (default), wiki, print, or a file of one's own"},
    {OPT_DPI, "dpi", "N", DRAW, "dots an inch of PNG (default 144)"},
    {OPT_HIGHLIGHT, "highlight", "NAME", DRAW, "let all but NAME step back; may be repeated"},
    {OPT_CLUSTER, "cluster", "BY", DRAW, "maker: draw a box around a company and its products"},
    {OPT_NODES, "nodes", "N", DRAW, "keep the N strongest names (default 24; 0: all)"},
    {OPT_EDGES, "edges", "N", DRAW, "keep the N strongest links (default 40; 0: all)"},
    {OPT_TYPE, "type", "LIST", DRAW, "only these, by commas: company, product, event"},
    {OPT_KIND, "kind", "KINDS", DRAW, "only links of these kinds, by commas: acquired, makes ..."},
    {OPT_NO_TOGETHER, "no-together", NULL, DRAW, "leave out links of which nothing more is said"},
    {OPT_LINK, "link", "WHAT", DRAW,
     "names lead to their site (default), to the best post or none"},
    {OPT_FOCUS, "focus", "NAME", DRAW, "only what is linked to NAME; may be repeated"},
    {OPT_DEPTH, "depth", "N", DRAW, "how many links away from a focus (default 1)"},
    {OPT_BY, "by", "PERIOD", DRAW, "a file for each year, quarter or month: -o x-%Y-%m.svg"},
    {OPT_FORMAT, "format", "FORMAT", ROWS, "table (default), jsonl or tsv"},
    {OPT_UNKNOWN, "unknown", NULL, ON(CMD_MENTIONS),
     "list what may be names and no catalog has, as a catalog"},
    {OPT_NAME, "name", "NAME", ON(CMD_EXPLAIN), "the name to explain; twice: the link of two"},
    {'c', "catalog", "FILE", ALL, "names to look for, over the built-in ones; may be repeated"},
    {OPT_NO_BUILTIN, "no-builtin", NULL, ALL, "look for no built-in names"},
    {OPT_PHRASES, "phrases", "FILE", ALL, "phrases that state relations, beside the built-in ones"},
    {OPT_BASE_URL, "base-url", "URL", READ,
     "where the posts are: what their own addresses begin with"},
    {OPT_TOGETHER, "together", "HOW", READ,
     "link names in one sentence, paragraph (default) or post"},
    {OPT_SINCE, "since", "DATE", READ, "only posts from then on: YYYY, YYYY-MM or YYYY-MM-DD"},
    {OPT_UNTIL, "until", "DATE", READ, "only posts up to then"},
    {OPT_THREADS, "threads", "N", READ, "read with N threads (default: one a processor)"},
    {OPT_PROGRESS, "progress", "WHEN", READ, "auto (default), always or never"},
    {'q', "quiet", NULL, ALL, "say only what went wrong"},
    {'v', "verbose", NULL, ALL, "say more"},
    {OPT_HELP, "help", NULL, ALL, "show this help"},
    {OPT_VERSION, "version", NULL, ALL, "show the version"},
};

static const struct {
    const char *name, *usage, *what;
} commands[] = {
    [CMD_DRAW] = {NULL, "comention [OPTION]... POST...",
                  "Draw who is mentioned with whom in posts."},
    [CMD_MENTIONS] = {"mentions", "comention mentions [OPTION]... POST...",
                      "List the companies, products and events that posts mention."},
    [CMD_RELATIONS] = {"relations", "comention relations [OPTION]... POST...",
                       "List the links between them, each with its sentence."},
    [CMD_EXPLAIN] = {"explain", "comention explain --name=NAME [--name=NAME] [OPTION]... POST...",
                     "Say why a name, or a link of two names, is in the picture."},
    [CMD_CHECK] = {"check", "comention check [OPTION]... [FILE]...",
                   "Check catalogs; without FILE, the built-in one."},
};

/* ---- help ------------------------------------------------------------------------- */

static void print_option(const Option *o) {
    GString *s = g_string_new("  ");
    if (o->id < 256)
        g_string_append_printf(s, "-%c%s", o->id, o->name ? ", " : "");
    else
        g_string_append(s, "    ");
    if (o->name)
        g_string_append_printf(s, "--%s", o->name);
    if (o->argument)
        g_string_append_printf(s, "%s%s", o->name ? "=" : "", o->argument);
    printf("%-27s %s\n", s->str, o->help);
    g_string_free(s, TRUE);
}

static int flush(void) {
    if (fflush(stdout) == 0 && !ferror(stdout))
        return EXIT_WELL;
    fprintf(stderr, "comention: standard output: %s\n", g_strerror(errno));
    return EXIT_USAGE;
}

static int print_help(Command command) {
    printf("Usage: %s\n", commands[command].usage);
    for (unsigned c = CMD_MENTIONS; command == CMD_DRAW && c < G_N_ELEMENTS(commands); c++)
        printf("   or: %s\n", commands[c].usage);
    printf("\n%s\n", commands[command].what);
    if (command != CMD_CHECK)
        printf("A POST is a file, a folder (searched recursively), or - for standard input.\n");
    printf("\n");
    for (size_t i = 0; i < G_N_ELEMENTS(table); i++)
        if (table[i].commands & ON(command))
            print_option(&table[i]);
    if (command == CMD_DRAW)
        printf("\nExamples:\n"
               "  comention posts/ -Tsvg -o who.svg      a picture for a slide\n"
               "  comention posts/ | dot -Tsvg           the same by way of Graphviz\n"
               "  comention explain --name=VMware --name=Citrix posts/\n"
               "\nExit status: 0 all well, 1 something was skipped, 2 wrong usage or nothing "
               "written.\n");
    return flush();
}

int usage_error(const char *format, ...) {
    va_list args;
    va_start(args, format);
    char *s = g_strdup_vprintf(format, args);
    va_end(args);
    fprintf(stderr, "comention: %s\nTry 'comention --help'.\n", s);
    g_free(s);
    return EXIT_USAGE;
}

/* ---- values ------------------------------------------------------------------------- */

static gboolean read_number(const char *text, guint64 most, guint64 *out) {
    return *text && g_ascii_string_to_unsigned(text, 10, 0, most, out, NULL);
}

/* Which of the words it is; -1: none. */
static int which(const char *word, const char *const *words) {
    for (int i = 0; words[i]; i++)
        if (strcmp(word, words[i]) == 0)
            return i;
    return -1;
}

/* A list by commas of words that stand for a bit; 0: one stands for none. */
static unsigned read_bits(const char *list, unsigned (*bit_of)(const char *word)) {
    char **words = g_strsplit(list, ",", -1);
    unsigned bits = 0;
    for (char **w = words; *w; w++) {
        unsigned bit = bit_of(g_strstrip(*w));
        if (!bit) {
            bits = 0;
            break;
        }
        bits |= bit;
    }
    g_strfreev(words);
    return bits;
}

/* -Gname=value; without a value it is "true", as in dot. */
static gboolean add_attribute(Options *o, char target, const char *text) {
    const char *equals = strchr(text, '=');
    char *name = equals ? g_strndup(text, (gsize)(equals - text)) : g_strdup(text);
    g_ptr_array_add(o->owned, name);
    ComentionAttribute a = {target, name, equals ? equals + 1 : "true"};
    g_array_append_val(o->attributes, a);
    return *name != '\0';
}

static const char *option_name(const Option *o, char buffer[32]) {
    if (o->name)
        g_snprintf(buffer, 32, "--%s", o->name);
    else
        g_snprintf(buffer, 32, "-%c", o->id);
    return buffer;
}

/* -1: fine; else the exit status, and it is said. */
static int take(Options *o, const Option *option, const char *value) {
    static const char *const distances[] = {"sentence", "paragraph", "post", NULL};
    static const char *const links[] = {"site", "post", "none", NULL};
    static const char *const periods[] = {"year", "quarter", "month", NULL};
    static const char *const whens[] = {"auto", "always", "never", NULL};
    static const char *const layouts[] = {"dot",   "neato", "fdp",       "sfdp", "twopi",
                                          "circo", "osage", "patchwork", NULL};
    static const char *const rows[] = {"table", "jsonl", "tsv", NULL};
    guint64 n = 0;
    int at = 0;
    gboolean ok = TRUE;
    const char *expected = "a number";
    switch (option->id) {
    case 'T':
        o->format = comention_format(value);
        ok = o->format >= 0;
        expected = "dot, svg, png, pdf, html, mermaid or json";
        break;
    case 'o': o->output = value; break;
    case OPT_DEPFILE: o->depfile = value; break;
    case 'K':
        o->layout = value;
        at = which(value, layouts);
        expected = "dot, neato, fdp, sfdp, twopi, circo, osage or patchwork";
        break;
    case 'G':
    case 'N':
    case 'E':
        ok = add_attribute(o, (char)option->id, value);
        expected = "name=value";
        break;
    case 'c': g_ptr_array_add(o->catalogs, (char *)value); break;
    case 'q': o->quiet++; break;
    case 'v': o->verbose++; break;
    case OPT_PHRASES: g_ptr_array_add(o->phrases, (char *)value); break;
    case OPT_BASE_URL: o->base_url = value; break;
    case OPT_LINK:
        at = which(value, links);
        o->link = (ComentionLink)MAX(at, 0);
        expected = "site, post or none";
        break;
    case OPT_NO_BUILTIN: o->no_builtin = TRUE; break;
    case OPT_TOGETHER:
        at = which(value, distances);
        o->together = (ComentionDistance)MAX(at, 0);
        expected = "sentence, paragraph or post";
        break;
    case OPT_TYPE:
        o->types = read_bits(value, comention_type);
        ok = o->types != 0;
        expected = "company, product, event, by commas";
        break;
    case OPT_KIND:
        o->kinds = read_bits(value, comention_kind);
        ok = o->kinds != 0;
        expected = "makes, acquired, part_of, works_with, uses, partners_with, competes_with, "
                   "presented_at, succeeds or together, by commas";
        break;
    case OPT_UNKNOWN: o->unknown = TRUE; break;
    case OPT_NO_TOGETHER: o->no_together = TRUE; break;
    case OPT_FOCUS: g_ptr_array_add(o->focus, (char *)value); break;
    case OPT_NAME: g_ptr_array_add(o->names, (char *)value); break;
    case OPT_DEPTH:
        expected = "a number up to 1000";
        ok = read_number(value, 1000, &n);
        o->depth = (unsigned)n;
        break;
    case OPT_SINCE: o->since = value; break;
    case OPT_UNTIL: o->until = value; break;
    case OPT_NODES:
        ok = read_number(value, G_MAXINT32, &n);
        o->nodes = n;
        break;
    case OPT_EDGES:
        ok = read_number(value, G_MAXINT32, &n);
        o->edges = n;
        break;
    case OPT_TITLE: o->title = value; break;
    case OPT_STYLE: o->style = value; break;
    case OPT_HIGHLIGHT: g_ptr_array_add(o->highlight, (char *)value); break;
    case OPT_CLUSTER:
        o->cluster = ok = strcmp(value, "maker") == 0;
        expected = "maker";
        break;
    case OPT_BY:
        at = which(value, periods);
        o->by = (ComentionBy)MAX(at, 0);
        o->by_period = TRUE;
        expected = "year, quarter or month";
        break;
    case OPT_DPI:
        ok = read_number(value, 1200, &n) && n >= 10;
        expected = "a number from 10 to 1200";
        o->dpi = (unsigned)n;
        break;
    case OPT_THREADS:
        ok = read_number(value, 256, &n);
        expected = "a number up to 256";
        o->threads = (unsigned)n;
        break;
    case OPT_PROGRESS:
        at = which(value, whens);
        o->progress = (ProgressWhen)MAX(at, 0);
        expected = "auto, always or never";
        break;
    case OPT_FORMAT:
        at = which(value, rows);
        o->rows = (RowFormat)MAX(at, 0);
        expected = "table, jsonl or tsv";
        break;
    case OPT_HELP: return print_help(o->command);
    case OPT_VERSION: printf("comention %s\n", comention_version()); return flush();
    default: break;
    }
    char name[32];
    if (!ok || at < 0)
        return usage_error("%s is \"%s\", expected %s", option_name(option, name), value, expected);
    return -1;
}

/* ---- the command line ------------------------------------------------------------------ */

static const Option *find(int id) {
    for (size_t i = 0; i < G_N_ELEMENTS(table); i++)
        if (table[i].id == id)
            return &table[i];
    return NULL;
}

static int parse(Options *o, int argc, char **argv) {
    struct option longs[G_N_ELEMENTS(table) + 1] = {0};
    char shorts[2 * G_N_ELEMENTS(table) + 2] = ":";
    size_t n = 0, m = 1;
    for (size_t i = 0; i < G_N_ELEMENTS(table); i++) {
        if (table[i].name)
            longs[n++] =
                (struct option){table[i].name, table[i].argument ? required_argument : no_argument,
                                NULL, table[i].id};
        if (table[i].id < 256) {
            shorts[m++] = (char)table[i].id;
            if (table[i].argument)
                shorts[m++] = ':';
        }
    }
    opterr = 0;
    for (int id; (id = getopt_long(argc, argv, shorts, longs, NULL)) != -1;) {
        const Option *option = find(id == '?' || id == ':' ? optopt : id);
        char said[32] = "";
        if (option && (id == '?' || id == ':') && !g_str_has_prefix(argv[optind - 1], "--"))
            g_snprintf(said, sizeof said, "-%c", option->id);
        else if (option)
            option_name(option, said);
        if (id == ':')
            return usage_error("option %s needs a value", said);
        if (id == '?' && option)
            return usage_error("option %s takes no value", said);
        if (!option)
            return optopt ? usage_error("unknown option -%c", optopt)
                          : usage_error("unknown option %s", argv[optind - 1]);
        if (!(option->commands & ON(o->command)))
            return usage_error("option %s is not for 'comention%s%s'", said,
                               commands[o->command].name ? " " : "",
                               commands[o->command].name ? commands[o->command].name : "");
        int status = take(o, option, optarg);
        if (status >= 0)
            return status;
    }
    for (int i = optind; i < argc; i++)
        g_ptr_array_add(o->paths, argv[i]);
    return -1;
}

/* A command that stands behind an option, and is no post. */
static const char *misplaced_command(const Options *o) {
    for (guint i = 0; o->command == CMD_DRAW && i < o->paths->len; i++)
        for (unsigned c = CMD_MENTIONS; c < G_N_ELEMENTS(commands); c++)
            if (strcmp(o->paths->pdata[i], commands[c].name) == 0 &&
                !g_file_test(commands[c].name, G_FILE_TEST_EXISTS))
                return commands[c].name;
    return NULL;
}

static int check_usage(const Options *o) {
    const char *command = misplaced_command(o);
    if (command)
        return usage_error("the command %s comes first: comention %s [OPTION]... POST...", command,
                           command);
    if (o->command != CMD_CHECK && !o->paths->len)
        return usage_error("no posts given, expected files, folders or - for standard input");
    const char *ending = o->output ? strrchr(o->output, '.') : NULL;
    if (o->command == CMD_DRAW && o->format < 0 && ending && ending > o->output &&
        ending[-1] != '/' && !strchr(ending, '/') && comention_format_of_file(o->output) < 0)
        return usage_error("no format has the ending \"%s\", expected .dot, .svg, .png, .pdf, "
                           ".html, .mmd or .json, or -T",
                           ending);
    if (o->depfile && (!o->output || strcmp(o->output, "-") == 0))
        return usage_error("--depfile needs -o FILE: a rule for make has a file as its target");
    if (o->depfile && strcmp(o->output, o->depfile) == 0)
        return usage_error("--depfile and -o are one file, \"%s\"", o->depfile);
    if (o->depfile && o->by_period)
        return usage_error("--depfile is for one file, and --by draws several");
    if (o->by_period) {
        static const char *const parts[] = {NULL, "%q", "%m"};
        const char *part = parts[o->by];
        if (!o->output || !strstr(o->output, "%Y") || (part && !strstr(o->output, part)))
            return usage_error("--by needs a file for each period, expected -o with %%Y%s%s",
                               part ? " and " : "", part ? part : "");
    }
    if (o->command == CMD_EXPLAIN && (o->names->len < 1 || o->names->len > 2))
        return usage_error("explain needs one --name=NAME, or two");
    return -1;
}

int options_read(Options *o, int argc, char **argv) {
    *o = (Options){
        .format = -1, .together = COMENTION_PARAGRAPH, .depth = 1, .nodes = 24, .edges = 40};
    o->paths = g_ptr_array_new();
    o->attributes = g_array_new(FALSE, FALSE, sizeof(ComentionAttribute));
    o->owned = g_ptr_array_new_with_free_func(g_free);
    o->catalogs = g_ptr_array_new();
    o->phrases = g_ptr_array_new();
    o->focus = g_ptr_array_new();
    o->highlight = g_ptr_array_new();
    o->names = g_ptr_array_new();
    for (unsigned c = CMD_MENTIONS; argc > 1 && c < G_N_ELEMENTS(commands); c++)
        if (strcmp(argv[1], commands[c].name) == 0) {
            o->command = (Command)c;
            argv[1] = argv[0];
            argc--;
            argv++;
            break;
        }
    int status = parse(o, argc, argv);
    return status >= 0 ? status : check_usage(o);
}

void options_clear(Options *o) {
    g_ptr_array_unref(o->paths);
    g_array_unref(o->attributes);
    g_ptr_array_unref(o->owned);
    g_ptr_array_unref(o->catalogs);
    g_ptr_array_unref(o->phrases);
    g_ptr_array_unref(o->focus);
    g_ptr_array_unref(o->highlight);
    g_ptr_array_unref(o->names);
}
