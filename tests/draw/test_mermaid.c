/* Mermaid: a grammar stricter than its own, and names that mean something to it. */
#include "unit.h"

#include "draw/inside.h"

/* ---- helpers -------------------------------------------------------------------------- */

static char *mermaid(const char *yaml, const UnitPost *posts, size_t n, const char *title) {
    Lexicon *l = unit_lexicon(yaml);
    Graph *g = unit_graph(l, DISTANCE_PARAGRAPH, posts, n);
    View v;
    ViewOptions all = {0};
    assert_true(view_choose(g, &all, &v, NULL));
    GString *out = g_string_new(NULL);
    mermaid_write(g, &v, &(DrawOptions){.title = title}, out);
    view_clear(&v);
    graph_free(g);
    lexicon_free(l);
    return g_string_free(out, FALSE);
}

/* What a line may be. The text between quotes has no sign that means something
 * anywhere in Mermaid, in Markdown or in HTML. */
#define ID "n_[A-Za-z0-9_]+"
#define LABEL "\"(?:[A-Za-z0-9 .,'()/+?=-]|#quot;|#[0-9]+;|[^\\x00-\\x9f])*\""
static const char line_pattern[] =
    "^(?:flowchart LR"
    "|    " ID "(?:\\[" LABEL "\\]:::company"
    "|\\(" LABEL "\\):::product|\\{\\{" LABEL "\\}\\}:::event)"
    "|    " ID " (?:---|-->|-\\.-|-\\.->)(?:\\|" LABEL "\\|)? " ID
    "|    classDef (?:company|product|event) fill:#[0-9a-f]{6},"
    "stroke:#[0-9a-f]{6},color:#[0-9a-f]{6}"
    "|    linkStyle [0-9]+(?:,[0-9]+)* stroke-width:[0-9]px"
    "|    click " ID " href \"https?://[!#-&(-:=?@A-Z_a-z~\\[\\]]+\")$";

static void assert_grammar(const char *text) {
    char **lines = g_strsplit(text, "\n", -1);
    size_t first = 0, n = g_strv_length(lines);
    assert_string_equal(lines[n - 1], "");
    if (strcmp(lines[0], "---") == 0) {
        assert_true(g_str_has_prefix(lines[1], "title: \""));
        assert_string_equal(lines[2], "---");
        first = 3;
    }
    assert_string_equal(lines[first], "flowchart LR");
    for (size_t i = first; i + 1 < n; i++)
        if (!g_regex_match_simple(line_pattern, lines[i], 0, 0))
            fail_msg("this is no line of a flowchart: %s", lines[i]);
    g_strfreev(lines);
}

/* The label of the only company that is not Beta, as it stands. */
static char *label_of(const char *text) {
    GRegex *r = g_regex_new("(n_\\w+)\\[\"(.*)\"\\]:::company", 0, 0, NULL);
    GMatchInfo *m;
    char *label = NULL;
    for (g_regex_match(r, text, 0, &m); g_match_info_matches(m); g_match_info_next(m, NULL)) {
        char *id = g_match_info_fetch(m, 1);
        if (strcmp(id, "n_beta") != 0) {
            g_free(label);
            label = g_match_info_fetch(m, 2);
        }
        g_free(id);
    }
    g_match_info_free(m);
    g_regex_unref(r);
    assert_non_null(label);
    return label;
}

/* Draws a company of this name. */
static char *named(const char *name, const char *more) {
    GString *yaml = g_string_new("companies:\n- Beta\n- ? ");
    json_string(yaml, name, strlen(name));
    g_string_append_printf(yaml, "\n  : {aliases: [Zanzibar]%s}\n", more);
    static const UnitPost posts[] = {{"a.md", "Zanzibar met Beta."}};
    char *text = mermaid(yaml->str, posts, 1, NULL);
    g_string_free(yaml, TRUE);
    assert_grammar(text);
    return text;
}

/* ---- tests ---------------------------------------------------------------------------- */

static void a_flowchart(void **state) {
    (void)state;
    static const UnitPost posts[] = {
        {"a.md", "Alpha met Beta at the Fair.\n\nAlpha has the Wheel."},
    };
    char *text = mermaid("companies: [Alpha: {site: alpha.example}, Beta]\n"
                         "products: [Wheel: {maker: Alpha}]\nevents: [Fair]\n",
                         posts, 1, "Who and whom");
    assert_grammar(text);
    assert_string_equal(text, "---\n"
                              "title: \"Who and whom\"\n"
                              "---\n"
                              "flowchart LR\n"
                              "    n_alpha[\"Alpha\"]:::company\n"
                              "    n_beta[\"Beta\"]:::company\n"
                              "    n_fair{{\"Fair\"}}:::event\n"
                              "    n_wheel(\"Wheel\"):::product\n"
                              "    n_alpha --- n_beta\n"
                              "    n_alpha --- n_fair\n"
                              "    n_alpha -->|\"makes\"| n_wheel\n"
                              "    n_beta --- n_fair\n"
                              "    classDef company fill:#d6e6f5,stroke:#2f5f8f,color:#1f2328\n"
                              "    classDef product fill:#fdf3d8,stroke:#8a6d1d,color:#1f2328\n"
                              "    classDef event fill:#e4f2dc,stroke:#44722a,color:#1f2328\n"
                              "    linkStyle 0,1,3 stroke-width:2px\n"
                              "    linkStyle 2 stroke-width:4px\n"
                              "    click n_alpha href \"https://alpha.example/\"\n");
    g_free(text);
}

static void an_empty_graph(void **state) {
    (void)state;
    char *text = mermaid("companies: [Alpha]\n", NULL, 0, NULL);
    assert_grammar(text);
    assert_true(g_str_has_prefix(text, "flowchart LR\n    classDef"));
    g_free(text);
}

static void labels(void **state) {
    (void)state;
    static const char *const rows[][2] = {
        {"Plain (Name), Inc.", "Plain (Name), Inc."},
        {"Say \"Cheese\"", "Say #quot;Cheese#quot;"},
        {"Hyper-V", "Hyper-V"},
        {"O'Reilly", "O'Reilly"},
        {"A#quot;B", "A#35;quot#59;B"},
        {"Tom &amp; Jerry", "Tom #38;amp#59; Jerry"},
        {"<b>Bold</b>", "#60;b#62;Bold#60;/b#62;"},
        {"Back\\nSlash", "Back#92;nSlash"},
        {"`tick`", "#96;tick#96;"},
        {"**so** _it_ ~~is~~", "#42;#42;so#42;#42; #95;it#95; #126;#126;is#126;#126;"},
        {"1. First", "1#46; First"},
        {"2) Two", "2#41; Two"},
        {"- Dash", "#45; Dash"},
        {"+ Plus", "#43; Plus"},
        {"# Head", "#35; Head"},
        {"a [b] {c} |d|", "a #91;b#93; #123;c#125; #124;d#124;"},
        {"a --> b; c", "a --#62; b#59; c"},
        {"%%{init: 1}%%", "#37;#37;#123;init#58; 1#125;#37;#37;"},
        {"$$x$$", "#36;#36;x#36;#36;"},
        {"http://x.y", "http#58;//x.y"},
        {"www.x.y", "www#46;x.y"},
        {"See WWW.x.y", "See WWW#46;x.y"},
        {"a@b.c", "a#64;b.c"},
        {"fa:fa-car", "fa#58;fa-car"},
        {"\xef\xac\x82\xc2\xb0\xc2\xb0"
         "92\xc2\xb6\xc3\x9f",
         "#64258;\xc2\xb0\xc2\xb0"
         "92\xc2\xb6\xc3\x9f"},
        {"Ünïcödé 中文 \xf0\x9f\x98\x80", "Ünïcödé 中文 \xf0\x9f\x98\x80"},
        {"Line\xe2\x80\xa8"
         "End",
         "Line End"},
        {"3Com", "3Com"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        char *text = named(rows[i][0], ""), *label = label_of(text);
        assert_row(rows[i][0], label, rows[i][1]);
        g_free(label);
        g_free(text);
    }
}

static void long_names_are_cut(void **state) {
    (void)state;
    char *name = g_strnfill(100, 'x'), *text = named(name, ""), *label = label_of(text);
    assert_int_equal(g_utf8_strlen(label, -1), 60);
    assert_true(g_str_has_suffix(label, "x…"));
    g_free(label);
    g_free(text);
    g_free(name);
}

/* Words of the language, and letters that no id may have. */
static void ids(void **state) {
    (void)state;
    static const char *const rows[][2] = {
        {"end", "    n_end[\"end\"]"},
        {"click", "    n_click[\"click\"]"},
        {"o", "    n_o[\"o\"]"},
        {"Site Recovery", "    n_site_recovery["},
        {"中 文", "    n___4e2d____6587_["},
        {"a 中b", "    n_a___4e2d_b["},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        char *text = named(rows[i][0], "");
        if (!strstr(text, rows[i][1]))
            fail_msg("%s is not in: %s", rows[i][1], text);
        g_free(text);
    }
}

static void only_web_addresses_are_linked(void **state) {
    (void)state;
    char *text = named("Alpha", ", url: 'https://x.example/style:#a;{b}|ü'");
    assert_non_null(strstr(text, "    click n_alpha href "
                                 "\"https://x.example/style:#a%3B%7Bb%7D%7C%C3%BC\"\n"));
    g_free(text);
    text = named("Alpha", "");
    assert_null(strstr(text, "click"));
    g_free(text);
}

/* To the post that says most of it, or to nothing. */
static void links_as_chosen(void **state) {
    (void)state;
    static const UnitPost posts[] = {
        {"a.md", "---\nurl: https://blog.example/a\n---\nAlpha met Beta."},
        {"b.md", "---\nurl: https://blog.example/b;1\n---\nAlpha met Gamma. Alpha saw Gamma."},
        {"c.md", "Gamma met Delta. Gamma saw Delta. Gamma left Delta."},
    };
    static const struct {
        Link link;
        const char *want;
    } rows[] = {
        {LINK_SITE, "    click n_alpha href \"https://alpha.example/\"\n"},
        {LINK_POST, "    click n_alpha href \"https://blog.example/b%3B1\"\n"
                    "    click n_beta href \"https://blog.example/a\"\n"
                    "    click n_gamma href \"https://blog.example/b%3B1\"\n"},
        {LINK_NONE, ""},
    };
    Lexicon *l = unit_lexicon("companies: [Alpha: {site: alpha.example}, Beta, Gamma, Delta]\n");
    Graph *g = unit_graph(l, DISTANCE_PARAGRAPH, posts, G_N_ELEMENTS(posts));
    View v;
    ViewOptions all = {0};
    assert_true(view_choose(g, &all, &v, NULL));
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        GString *out = g_string_new(NULL);
        mermaid_write(g, &v, &(DrawOptions){.link = rows[i].link}, out);
        assert_grammar(out->str);
        const char *clicks = strstr(out->str, "    click");
        assert_string_equal(clicks ? clicks : "", rows[i].want);
        g_string_free(out, TRUE);
    }
    view_clear(&v);
    graph_free(g);
    lexicon_free(l);
}

static void a_title_stays_in_the_front_matter(void **state) {
    (void)state;
    static const UnitPost posts[] = {{"a.md", "Alpha met Beta."}};
    char *text = mermaid("companies: [Alpha, Beta]\n", posts, 1, "a: \"b\"\n---\n\\ c");
    assert_grammar(text);
    assert_true(
        g_str_has_prefix(text, "---\ntitle: \"a: \\\"b\\\" --- \\\\ c\"\n---\nflowchart LR\n"));
    g_free(text);
}

/* Each kind and certainty has a line of its own. */
static void lines_by_kind(void **state) {
    (void)state;
    static const struct {
        RelationKind kind;
        Certainty certainty;
        bool back;
        const char *line;
    } rows[] = {
        {KIND_MAKES, CERTAINTY_KNOWN, false, "n_alpha -->|\"makes\"| n_beta\n"},
        {KIND_ACQUIRED, CERTAINTY_STATED, true, "n_beta -->|\"acquired\"| n_alpha\n"},
        {KIND_ACQUIRED, CERTAINTY_RUMOURED, false, "n_alpha -.->|\"acquired\"| n_beta\n"},
        {KIND_WORKS_WITH, CERTAINTY_STATED, false, "n_alpha ---|\"works with\"| n_beta\n"},
        {KIND_COMPETES_WITH, CERTAINTY_RUMOURED, false, "n_alpha -.-|\"competes with\"| n_beta\n"},
    };
    static const UnitPost post = {"a.md", "Alpha met Beta."};
    Lexicon *l = unit_lexicon("companies: [Alpha, Beta]\n");
    Graph *g = unit_graph(l, DISTANCE_PARAGRAPH, &post, 1);
    Edge *e = (Edge *)graph_edge(g, 0);
    View v;
    ViewOptions all = {0};
    assert_true(view_choose(g, &all, &v, NULL));
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        Statement s = {.kind = rows[i].kind, .back = rows[i].back};
        s.posts[rows[i].certainty] = 1;
        e->stated = &s;
        GString *out = g_string_new(NULL);
        mermaid_write(g, &v, &(DrawOptions){0}, out);
        e->stated = NULL;
        assert_grammar(out->str);
        if (!strstr(out->str, rows[i].line))
            fail_msg("%s is not in: %s", rows[i].line, out->str);
        g_string_free(out, TRUE);
    }
    view_clear(&v);
    graph_free(g);
    lexicon_free(l);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_flowchart),
        cmocka_unit_test(an_empty_graph),
        cmocka_unit_test(labels),
        cmocka_unit_test(long_names_are_cut),
        cmocka_unit_test(ids),
        cmocka_unit_test(only_web_addresses_are_linked),
        cmocka_unit_test(links_as_chosen),
        cmocka_unit_test(a_title_stays_in_the_front_matter),
        cmocka_unit_test(lines_by_kind),
    };
    return cmocka_run_group_tests_name("mermaid", tests, NULL, NULL);
}
