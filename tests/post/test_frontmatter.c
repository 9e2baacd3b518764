/* Front matter: any valid YAML map, and what is said where it is none. */
#include "unit.h"

#include "post/inside.h"

static char *summary(const FrontMatter *fm, Slice rest) {
    char day[16];
    GString *s = g_string_new(NULL);
    g_string_append_printf(s, "title=%.*s@%u date=%s url=%.*s slug=%.*s tags=", (int)fm->title.n,
                           fm->title.p ? fm->title.p : "", fm->title.n ? fm->title_line : 0,
                           day_format(fm->date, day), (int)fm->url.n, fm->url.p ? fm->url.p : "",
                           (int)fm->slug.n, fm->slug.p ? fm->slug.p : "");
    for (size_t i = 0; i < fm->tags.n; i++)
        g_string_append_printf(s, "%s%.*s@%u", i ? "," : "", (int)fm->tags.at[i].text.n,
                               fm->tags.at[i].text.p, fm->tags.at[i].line);
    g_string_append_printf(s, " rest=%.*s", (int)rest.n, rest.p);
    return g_string_free(s, FALSE);
}

static void front_matter_is_read(void **state) {
    (void)state;
    static const struct {
        const char *name, *in, *out;
    } rows[] = {
        {"none", "Just text.", "title=@0 date= url= slug= tags= rest=Just text."},
        {"a map",
         "---\ntitle: Hello VMware\ndate: 2007-09-11\nurl: http://x.org/a\nslug: a\n---\nBody",
         "title=Hello VMware@2 date=2007-09-11 url=http://x.org/a slug=a tags= rest=Body"},
        {"quotes", "---\ntitle: \"Hello: \\\"VMware\\\"\"\npermalink: '/a b/'\n---\n",
         "title=Hello: \"VMware\"@2 date= url=/a b/ slug= tags= rest="},
        {"tags in a list",
         "---\ntags:\n  - VMware\n  - \"Hyper-V, too\"\ncategories: [a, b c]\n---\n",
         "title=@0 date= url= slug= tags=VMware@3,Hyper-V, too@4,a@5,b c@5 rest="},
        {"tags in one scalar", "---\ntags: VMware, Site Recovery Manager,,ESX\n---\n",
         "title=@0 date= url= slug= tags=VMware@2,Site Recovery Manager@2,ESX@2 rest="},
        {"one category", "---\ncategory: Virtualization\n---\n",
         "title=@0 date= url= slug= tags=Virtualization@2 rest="},
        {"a date with a time", "---\ndate: 2007-09-11 10:30:00 -0700\n---\n",
         "title=@0 date=2007-09-11 url= slug= tags= rest="},
        {"a date with a zone", "---\nDate: 2007-09-11T23:30:00+09:00\n---\n",
         "title=@0 date=2007-09-11 url= slug= tags= rest="},
        {"a quoted date", "---\ndate: '2007-09-11'\n---\n",
         "title=@0 date=2007-09-11 url= slug= tags= rest="},
        {"a date that is none", "---\ndate: yesterday\n---\n",
         "title=@0 date= url= slug= tags= rest="},
        {"nested maps", "---\nauthor:\n  title: Boss\n  date: 1999-01-01\ntitle: Mine\n---\n",
         "title=Mine@5 date= url= slug= tags= rest="},
        {"a folded title", "---\ntitle: >\n  One\n  two\n---\n",
         "title=One two@2 date= url= slug= tags= rest="},
        {"no title", "---\ntitle: null\n---\n", "title=@0 date= url= slug= tags= rest="},
        {"a title called null", "---\ntitle: \"null\"\n---\n",
         "title=null@2 date= url= slug= tags= rest="},
        {"a number as title", "---\ntitle: 2007\n---\n",
         "title=2007@2 date= url= slug= tags= rest="},
        {"a list as title", "---\ntitle: [a]\n---\nB", "title=@0 date= url= slug= tags= rest=B"},
        {"flow style", "---\n{title: Flow, tags: [a]}\n---\nB",
         "title=Flow@2 date= url= slug= tags=a@2 rest=B"},
        {"an alias", "---\nx: &t VMware\ntitle: *t\n---\n", NULL},
        {"ended by points", "---\ntitle: A\n...\nB", "title=A@2 date= url= slug= tags= rest=B"},
        {"CRLF", "---\r\ntitle: A\r\ntags: [b]\r\n---\r\nB",
         "title=A@2 date= url= slug= tags=b@3 rest=B"},
        {"blanks behind the marks", "---  \ntitle: A\n--- \nB",
         "title=A@2 date= url= slug= tags= rest=B"},
        {"a thematic break", "---\nThen we went.\n",
         "title=@0 date= url= slug= tags= rest=---\nThen we went.\n"},
        {"four dashes", "----\ntitle: A\n---\n",
         "title=@0 date= url= slug= tags= rest=----\ntitle: A\n---\n"},
        {"comments", "---\n# a comment\ntitle: A # more\n---\nB",
         "title=A@3 date= url= slug= tags= rest=B"},
        {"dashes in a block", "---\ntitle: A\ntext: |\n  ---\n  x\n---\nB",
         "title=A@2 date= url= slug= tags= rest=B"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        Arena *a = arena_new();
        Diags d = {0};
        FrontMatter fm;
        Slice rest;
        bool ok = front_matter_read(a, "p.md", unit_bytes(a, rows[i].in, strlen(rows[i].in)), &fm,
                                    &rest, &d);
        char *said = unit_diags(&d);
        assert_row(rows[i].name, said, "");
        assert_true(ok);
        char *got = summary(&fm, rest);
        if (rows[i].out)
            assert_row(rows[i].name, got, rows[i].out);
        else
            assert_slice(fm.title, "VMware");
        g_free(got);
        g_free(said);
        diags_clear(&d);
        arena_free(a);
    }
}

/* Jekyll asks for front matter in every file, so that it is often empty. */
/* Simple lines are read without libyaml. With a nested map at their end, libyaml
 * reads them: to the same effect. */
static void simple_lines_are_what_libyaml_makes_of_them(void **state) {
    (void)state;
    static const char *const rows[] = {
        "title: VMware and Citrix",
        "title:   much white space   ",
        "title: 'Technology Short Take #22'",
        "title: \"Quoted: twice\"",
        "title: it's not quoted",
        "title: C# and F#",
        "title: a:b and c",
        "title: ~",
        "title: null",
        "title: 'null'",
        "title: ''",
        "title:",
        "title: Müller – “VMworld”",
        "title: one\ntitle: two",
        "title: x\r\ndate: 2007-09-11\r",
        "date: 2007-09-11 10:30:00 -0700",
        "date: 2007-09-11T19:09:48Z",
        "tags:\n- VMware\n- 'Hyper-V, too'\n-  ESX",
        "tags:\n  - VMware\n\n  - Xen\ntitle: after",
        "tags: VMware, Xen",
        "tags:\n- null\n- ~\n- ''",
        "categories: News\ntags:\n- a\nslug: x\nurl: /2007/09/10/x/",
        "comments: true\nlayout: post\nwordpress_id: 530",
        "author: slowe\n- stray",
        "title: a\n  folded",
        "title: a # comment",
        "title: [a, b]",
        "tags:\n- a: b",
        "tags:\n- a\n  - b",
        "\ttitle: tab",
        "title: \"a\\tb\"",
        "? title\n: odd",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        char *two[2];
        for (int by_libyaml = 0; by_libyaml < 2; by_libyaml++) {
            Arena *a = arena_new();
            Diags diags = {0};
            FrontMatter fm;
            Slice rest;
            char *text = g_strdup_printf("---\n%s\n%s---\nBody", rows[i],
                                         by_libyaml ? "zzz: {nested: map}\n" : "");
            bool ok = front_matter_read(a, "x.md", slice_str(text), &fm, &rest, &diags);
            two[by_libyaml] = ok ? summary(&fm, rest) : g_strdup("broken");
            g_free(text);
            diags_clear(&diags);
            arena_free(a);
        }
        assert_row(rows[i], two[0], two[1]);
        g_free(two[0]);
        g_free(two[1]);
    }
}

static void empty_front_matter(void **state) {
    (void)state;
    static const char *const rows[] = {"---\n---\nBody", "---\n\n---\nBody",
                                       "---\n# nothing\n---\nBody"};
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        Arena *a = arena_new();
        Diags d = {0};
        FrontMatter fm;
        Slice rest;
        bool ok =
            front_matter_read(a, "p.md", unit_bytes(a, rows[i], strlen(rows[i])), &fm, &rest, &d);
        char *said = unit_diags(&d);
        assert_row(rows[i], said, "");
        assert_true(ok);
        assert_slice(rest, "Body");
        g_free(said);
        diags_clear(&d);
        arena_free(a);
    }
}

/* "A file that begins with a thematic break goes on with prose", also where
 * another one follows. */
static void two_thematic_breaks(void **state) {
    (void)state;
    Arena *a = arena_new();
    Post *post = unit_post(a, "---\n\nVMware was there.\n\n---\n\nCitrix was not.\n");
    char *got = unit_blocks(a, post);
    assert_string_equal(got, "para@3: VMware was there.\npara@7: Citrix was not.\n");
    g_free(got);
    arena_free(a);
}

static void broken_front_matter(void **state) {
    (void)state;
    static const struct {
        const char *name, *in, *said; /* how the one diagnostic begins */
    } rows[] = {
        {"not closed", "---\ntitle: A\nBody\n", "error 1:1: front matter is not closed"},
        {"not YAML", "---\ntitle: A\nx: [1, 2\n---\n", "error 4:1: front matter is broken"},
        {"a colon too many", "---\ntitle: A: B\n---\n", "error 2:9: front matter is broken"},
        {"a tab", "---\na:\n\t- b\n---\n", "error 3:1: front matter is broken"},
        {"an unknown alias", "---\ntitle: *nobody\n---\n", "error 2:8: front matter is broken"},
        {"a list", "---\n- a\n- b\n---\n", "error 2:1: front matter is not a map"},
        {"contains itself", "---\na: &x [*x]\n---\n", "error "},
        {"a bomb",
         "---\na: &a [x,x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\n"
         "c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]\n"
         "e: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d,*d]\ntags: *e\n---\n",
         "error 1:1: front matter grows past"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        Arena *a = arena_new();
        Diags d = {0};
        Post *post = post_parse(a, "p.md", unit_bytes(a, rows[i].in, strlen(rows[i].in)), &d);
        char *said = unit_diags(&d);
        if (!g_str_has_prefix(said, rows[i].said))
            fail_msg("%s: expected \"%s…\", got \"%s\"", rows[i].name, rows[i].said, said);
        assert_null(post);
        assert_int_equal(d.list->len, 1); /* said in one line */
        assert_null(strchr(((Diag *)d.list->pdata[0])->message, '\n'));
        assert_string_equal(((Diag *)d.list->pdata[0])->file, "p.md");
        g_free(said);
        diags_clear(&d);
        arena_free(a);
    }
}

static void the_post_has_it(void **state) {
    (void)state;
    Arena *a = arena_new();
    Post *post =
        unit_post(a, "---\ntitle: A *B*\ntags: [VMware]\ndate: 2007-09-11\nurl: http://x.org/\n"
                     "slug: s\n---\n# Heading\n\nText.\n");
    char *got = unit_blocks(a, post);
    assert_string_equal(got,
                        "title@2: A *B*\ntag@3: VMware\nheading1@8: Heading\npara@10: Text.\n");
    assert_slice(post->title, "A *B*");
    assert_slice(post->url, "http://x.org/");
    assert_slice(post->slug, "s");
    assert_int_equal(post->date, 20070911);
    g_free(got);
    arena_free(a);
}

static void a_name_in_the_second_line_of_a_title_knows_its_line(void **state) {
    (void)state;
    Arena *a = arena_new();
    Post *post = unit_post(a, "---\ntitle: >\n  A year with\n  VMware\n---\nText.\n");
    const Block *b = &post->blocks[0];
    assert_slice(b->text, "A year with VMware");
    assert_int_equal(post_line(a, post, b, 12), 4);
    arena_free(a);
}

static void the_date_of_the_file_name(void **state) {
    (void)state;
    static const struct {
        const char *path, *text;
        Day date;
    } rows[] = {
        {"posts/2007-09-11-vmworld.md", "Text here.", 20070911},
        {"2007-09-11.md", "Text here.", 20070911},
        {"2007-09-11_vmworld.txt", "Text here.", 20070911},
        {"2007-13-11-vmworld.md", "Text here.", 0},
        {"2007-09-11vmworld.md", "Text here.", 0},
        {"vmworld-2007-09-11.md", "Text here.", 0},
        {"2007-09-11-a.md", "---\ndate: 2008-01-02\n---\nText.",
         20080102}, /* the author's word wins */
        {"2007-09-11-a.md", "---\ntitle: A\n---\nText.", 20070911},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        Arena *a = arena_new();
        assert_int_equal(unit_post_at(a, rows[i].path, rows[i].text)->date, rows[i].date);
        arena_free(a);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(front_matter_is_read),
        cmocka_unit_test(simple_lines_are_what_libyaml_makes_of_them),
        cmocka_unit_test(empty_front_matter),
        cmocka_unit_test(two_thematic_breaks),
        cmocka_unit_test(broken_front_matter),
        cmocka_unit_test(the_post_has_it),
        cmocka_unit_test(a_name_in_the_second_line_of_a_title_knows_its_line),
        cmocka_unit_test(the_date_of_the_file_name),
    };
    return cmocka_run_group_tests_name("frontmatter", tests, NULL, NULL);
}
