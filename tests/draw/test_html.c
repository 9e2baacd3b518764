/* HTML: a page that is well-formed, whole, and hostile to nobody. */
#include "unit.h"

#include "draw/inside.h"

#include <libxml/HTMLparser.h>
#include <libxml/xpath.h>

static const char yaml[] = "companies:\n"
                           "  - Alpha: {site: alpha.example}\n"
                           "  - Beta\n"
                           "products:\n"
                           "  - Wheel: {maker: Alpha}\n";

static const UnitPost posts[] = {
    {"2007-09-11-a.md", "---\ntitle: The <first>\nurl: https://blog.example/a?b=1&c=2\n---\n"
                        "Alpha met \"Beta\" & 2 < 3.\n\nAlpha has the Wheel."},
    {"b.md", "---\nurl: javascript:alert(1)\n---\nAlpha met Beta again."},
};

/* ---- helpers -------------------------------------------------------------------------- */

typedef struct {
    GString *text;
    htmlDocPtr doc;
    xmlXPathContext *at;
} Parsed;

static void draw_linked(Parsed *p, const char *catalog, const UnitPost *of, size_t n,
                        const char *title, Link link) {
    Lexicon *l = unit_lexicon(catalog);
    Graph *g = unit_graph(l, DISTANCE_PARAGRAPH, of, n);
    View v;
    ViewOptions all = {0};
    assert_true(view_choose(g, &all, &v, NULL));
    p->text = g_string_new(NULL);
    GError *error = NULL;
    if (!draw(g, &v, FORMAT_HTML, &(DrawOptions){.title = title, .link = link}, p->text, NULL,
              &error))
        fail_msg("%s", error->message);
    view_clear(&v);
    graph_free(g);
    lexicon_free(l);
    p->doc = htmlReadMemory(p->text->str, (int)p->text->len, "page.html", "UTF-8",
                            HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET);
    assert_non_null(p->doc);
    p->at = xmlXPathNewContext(p->doc);
}

static void draw_page(Parsed *p, const char *catalog, const UnitPost *of, size_t n,
                      const char *title) {
    draw_linked(p, catalog, of, n, title, LINK_SITE);
}

static void clear(Parsed *p) {
    xmlXPathFreeContext(p->at);
    xmlFreeDoc(p->doc);
    g_string_free(p->text, TRUE);
}

/* The string value of an XPath; free with xmlFree. */
static char *value(const Parsed *p, const char *path) {
    xmlXPathObject *o = xmlXPathEval((const xmlChar *)path, p->at);
    assert_non_null(o);
    xmlChar *s = xmlXPathCastToString(o);
    xmlXPathFreeObject(o);
    return (char *)s;
}

static double number(const Parsed *p, const char *path) {
    xmlXPathObject *o = xmlXPathEval((const xmlChar *)path, p->at);
    assert_non_null(o);
    double n = xmlXPathCastToNumber(o);
    xmlXPathFreeObject(o);
    return n;
}

static void assert_value(const Parsed *p, const char *path, const char *want) {
    char *got = value(p, path);
    assert_row(path, got, want);
    xmlFree(got);
}

static void assert_number(const Parsed *p, const char *path, double want) {
    char got[32], expected[32];
    g_snprintf(got, sizeof got, "%g", number(p, path));
    g_snprintf(expected, sizeof expected, "%g", want);
    assert_row(path, got, expected);
}

/* ---- tests ---------------------------------------------------------------------------- */

static void entries(void **state) {
    (void)state;
    Parsed p;
    draw_page(&p, yaml, posts, 2, "Who & whom");
    assert_value(&p, "/html/head/title", "Who & whom");
    assert_value(&p, "//h1", "Who & whom");
    assert_value(&p, "//header/p", "3 names and 2 links from 2 posts, 2007-09-11.");
    assert_number(&p, "count(//section)", 2);
    assert_number(&p, "count(//section[@aria-labelledby='links']//details)", 2);
    assert_number(&p, "count(//section[@aria-labelledby='names']//details)", 3);
    assert_value(&p, "//*[@id='e-alpha--beta']/../summary/h3", "Alpha and Beta");
    assert_value(&p, "//*[@id='e-alpha--wheel']/../summary/h3", "Alpha makes Wheel");
    assert_value(&p, "//*[@id='n-wheel']/../summary/h3", "Wheel product");
    assert_value(&p, "//*[@id='n-alpha']/p/a/@href", "https://alpha.example/");
    assert_value(&p, "//*[@id='n-alpha']/ul/li[2]/a/@href", "#e-alpha--wheel");
    assert_value(&p, "//*[@id='e-alpha--beta']/p/a[2]/@href", "#n-beta");
    clear(&p);
}

/* A sentence leads to its post, or says where it stands. */
static void sentences(void **state) {
    (void)state;
    Parsed p;
    draw_page(&p, yaml, posts, 2, NULL);
    assert_number(&p, "count(//*[@id='e-alpha--beta']/blockquote)", 2);
    assert_value(&p, "//*[@id='e-alpha--beta']/blockquote[1]/p", "Alpha met \"Beta\" & 2 < 3.");
    assert_value(&p, "//*[@id='e-alpha--beta']/blockquote[1]/footer", "The <first>, 2007-09-11");
    assert_value(&p, "//*[@id='e-alpha--beta']/blockquote[1]//a/@href",
                 "https://blog.example/a?b=1&c=2");
    assert_value(&p, "//*[@id='e-alpha--beta']/blockquote[2]/footer", "b.md b.md:4");
    assert_number(&p, "count(//*[@id='e-alpha--beta']/blockquote[2]//a)", 0);
    assert_null(strstr(p.text->str, "javascript:"));
    clear(&p);
}

/* Each name and each link of the picture leads to its entry, and says what it is;
 * the keyboard stops at it once. */
static void the_picture(void **state) {
    (void)state;
    Parsed p;
    draw_page(&p, yaml, posts, 2, "Title");
    assert_number(&p, "count(//figure//a[@*='#n-alpha'])", 1);
    assert_value(&p, "//figure//a[@*='#n-alpha']/@aria-label", "Alpha");
    assert_value(&p, "//figure//a[@*='#e-alpha--wheel'][1]/@aria-label", "Alpha makes Wheel");
    assert_number(&p, "count(//figure//a[@*='#e-alpha--wheel'][not(@tabindex)])", 1);
    assert_number(&p,
                  "count(//figure//a[not(starts-with(@href, '#'))]"
                  "[not(starts-with(@*[name()='xlink:href'], '#'))])",
                  0);
    /* The page has the title. */
    assert_number(&p, "count(//figure//text[. = 'Title'])", 0);
    assert_number(&p, "count(//figure//*[@style])", 0);
    clear(&p);
}

/* With LINK_NONE nothing leads out of the page. */
static void no_links(void **state) {
    (void)state;
    Parsed p;
    draw_linked(&p, yaml, posts, 2, NULL, LINK_NONE);
    assert_number(&p, "count(//a[not(starts-with(@*[contains(name(), 'href')], '#'))])", 0);
    assert_number(&p, "count(//figure//a) > 3", 1);
    assert_value(&p, "//*[@id='e-alpha--beta']/blockquote[1]/footer",
                 "The <first>, 2007-09-11 2007-09-11-a.md:5");
    clear(&p);
}

static void it_fetches_nothing(void **state) {
    (void)state;
    Parsed p;
    draw_page(&p, yaml, posts, 2, NULL);
    char *policy = value(&p, "//meta[@http-equiv='Content-Security-Policy']/@content");
    assert_true(
        g_regex_match_simple("^default-src 'none'; style-src( 'sha256-[A-Za-z0-9+/=]{44}')+; "
                             "script-src 'sha256-[A-Za-z0-9+/=]{44}'; base-uri 'none'; "
                             "form-action 'none'$",
                             policy, 0, 0));
    xmlFree(policy);
    assert_number(&p, "count(//link | //img | //image | //iframe | //*[@src])", 0);
    assert_number(&p, "count(//script)", 1);
    assert_null(strstr(p.text->str, "url("));
    assert_null(strstr(p.text->str, "@import"));
    assert_null(strstr(p.text->str, "<?xml"));
    assert_null(strstr(strstr(p.text->str, "<html"), "<!"));
    clear(&p);
}

static void hostile_names(void **state) {
    (void)state;
    static const char *const names[] = {
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "' onclick='alert(1)",
        "</style></script></svg>",
        "<!-- x",
        "]]> &amp; &#60;",
        "${x} \\N \\G %s",
        "javascript:alert(1)",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        GString *catalog = g_string_new("companies:\n- Beta\n- ? ");
        json_string(catalog, names[i], strlen(names[i]));
        g_string_append(catalog, "\n  : {aliases: [Zanzibar]}\n");
        GString *post = g_string_new("---\ntitle: ");
        json_string(post, names[i], strlen(names[i]));
        g_string_append(post, "\n---\nZanzibar met Beta.");
        UnitPost one = {names[i], post->str};
        Parsed p;
        draw_page(&p, catalog->str, &one, 1, names[i]);
        assert_value(&p, "/html/head/title", names[i]);
        assert_value(&p, "//h1", names[i]);
        assert_value(&p, "//blockquote//cite", names[i]);
        assert_number(&p, "count(//script)", 1);
        assert_number(&p, "count(//img | //@onerror | //@onclick)", 0);
        char *place = g_strdup_printf("%s:4", names[i]);
        assert_value(&p, "//span[@class='place']", place);
        g_free(place);
        clear(&p);
        g_string_free(catalog, TRUE);
        g_string_free(post, TRUE);
    }
}

static void places_of_other_scripts(void **state) {
    (void)state;
    static const UnitPost one = {"a.md", "Zanzibar met Beta."};
    Parsed p;
    draw_page(&p, "companies: [Beta, 中文: {aliases: [Zanzibar]}]\n", &one, 1, NULL);
    assert_value(&p, "//*[@class='body'][starts-with(@id, 'n-')][2]/@id", "");
    assert_number(&p, "count(//*[@id='n-中文'])", 1);
    assert_number(&p, "count(//figure//a[@*='#n-%E4%B8%AD%E6%96%87'])", 1);
    assert_number(&p, "count(//*[@id='e-beta--中文']//a[@href='#n-%E4%B8%AD%E6%96%87'])", 1);
    clear(&p);
}

static void nothing_to_show(void **state) {
    (void)state;
    Parsed p;
    draw_page(&p, yaml, NULL, 0, NULL);
    assert_value(&p, "//h1", "Who is mentioned with whom");
    assert_value(&p, "//header/p", "0 names and 0 links from 0 posts.");
    clear(&p);
    static const UnitPost one = {"a.md", "Alpha."};
    draw_page(&p, yaml, &one, 1, "");
    assert_value(&p, "//h1", "Who is mentioned with whom");
    assert_value(&p, "//header/p", "1 name and 0 links from 1 post.");
    assert_value(&p, "//*[@id='n-alpha']/p[2]", "Nothing in the picture is linked to it.");
    clear(&p);
}

/* What is stated comes first, and a sentence comes once. */
static void statements(void **state) {
    (void)state;
    static const UnitPost one = {"a.md", "Alpha bought Beta. Alpha met Beta."};
    Lexicon *l = unit_lexicon("companies: [Alpha, Beta]\n");
    Graph *g = unit_graph(l, DISTANCE_PARAGRAPH, &one, 1);
    Edge *e = (Edge *)graph_edge(g, 0);
    Statement uses = {.kind = KIND_USES},
              bought = {.kind = KIND_ACQUIRED, .next = NULL, .back = true};
    uses.next = &bought;
    uses.posts[CERTAINTY_STATED] = 1;
    bought.posts[CERTAINTY_STATED] = 2;
    bought.posts[CERTAINTY_RUMOURED] = 1;
    bought.best = e->best->next ? e->best->next : e->best;
    Evidence *rest = bought.best->next;
    e->stated = &uses;
    View v;
    ViewOptions all = {0};
    assert_true(view_choose(g, &all, &v, NULL));
    Parsed p = {.text = g_string_new(NULL)};
    assert_true(draw(g, &v, FORMAT_HTML, &(DrawOptions){0}, p.text, NULL, NULL));
    bought.best->next = rest;
    e->stated = NULL;
    p.doc = htmlReadMemory(p.text->str, (int)p.text->len, "page.html", "UTF-8",
                           HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET);
    p.at = xmlXPathNewContext(p.doc);
    assert_value(&p, "//*[@id='e-alpha--beta']/../summary/h3", "Beta acquired Alpha");
    assert_value(&p, "//*[@id='e-alpha--beta']/ul/li[1]", "Alpha uses Beta: stated in 1 post");
    assert_value(&p, "//*[@id='e-alpha--beta']/ul/li[2]",
                 "Beta acquired Alpha: stated in 2 posts, a rumour in 1 post");
    assert_number(&p, "count(//*[@id='e-alpha--beta']/blockquote)", 2);
    clear(&p);
    view_clear(&v);
    graph_free(g);
    lexicon_free(l);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(entries),
        cmocka_unit_test(sentences),
        cmocka_unit_test(the_picture),
        cmocka_unit_test(no_links),
        cmocka_unit_test(it_fetches_nothing),
        cmocka_unit_test(hostile_names),
        cmocka_unit_test(places_of_other_scripts),
        cmocka_unit_test(nothing_to_show),
        cmocka_unit_test(statements),
    };
    return cmocka_run_group_tests_name("html", tests, NULL, NULL);
}
