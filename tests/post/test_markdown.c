/* Markdown: what of it is visible text, in which blocks, at which line. */
#include "unit.h"

typedef struct {
    const char *name, *in, *out;
} Row;

/* Each text is Markdown because front matter says so; it adds two lines. */
static void check(const Row *rows, size_t n) {
    for (size_t i = 0; i < n; i++) {
        Arena *a = arena_new();
        char *text = g_strconcat("---\nlang: en\n---\n", rows[i].in, NULL);
        Post *post = unit_post(a, text);
        char *got = unit_blocks(a, post);
        assert_row(rows[i].name, got, rows[i].out);
        g_free(got);
        g_free(text);
        arena_free(a);
    }
}

static void blocks(void **state) {
    (void)state;
    static const Row rows[] = {
        {"paragraphs", "One.\n\nTwo.\n", "para@4: One.\npara@6: Two.\n"},
        {"wrapped lines are one text", "Site Recovery\nManager is here.\n",
         "para@4: Site Recovery Manager is here.\n"},
        {"headings", "# Big\n\n### Small ###\n\nText.\n",
         "title@4: Big\nheading3@6: Small\npara@8: Text.\n"},
        {"underlined headings", "Text.\n\nOne\n---\n\nTwo\n===\n",
         "para@4: Text.\nheading2@6: One\nheading1@9: Two\n"},
        {"lists", "- one\n- two\n  - deep\n\n1. first\n",
         "item1@4: one\nitem1@5: two\nitem2@6: deep\nitem1@8: first\n"},
        {"an item of two paragraphs", "- one\n\n  more\n", "item1@4: one\nitem1@6: more\n"},
        {"quotes", "> He said it.\n> Twice.\n\nNo.\n",
         "quote@4: He said it. Twice.\npara@7: No.\n"},
        {"tables", "| A | B |\n|---|---|\n| VMware | ESX |\n",
         "cell@4: A\ncell@4: B\ncell@6: VMware\ncell@6: ESX\n"},
        {"a hard break", "one  \ntwo\\\nthree\n", "para@4: one two three\n"},
        {"a task", "- [x] done\n", "item1@4: done\n"},
        {"CRLF", "One\r\ntwo.\r\n\r\nThree.\r\n", "para@4: One two.\npara@7: Three.\n"},
        {"nothing", "\n \n", ""},
    };
    check(rows, G_N_ELEMENTS(rows));
}

static void spans(void **state) {
    (void)state;
    static const Row rows[] = {
        {"emphasis", "*VMware* and **Citrix** and ~~Sun~~ and VM*ware*\n",
         "para@4: VMware and Citrix and Sun and VMware\n"},
        {"links",
         "See [VMware](http://vmware.com/ \"Title\") and [Citrix][c].\n\n[c]: http://citrix.com\n",
         "para@4: See VMware and Citrix.\n"},
        {"images", "![The ESX box](box.png) here\n", "para@4: The ESX box here\n"},
        {"entities", "AT&amp;T &copy; 2007 &#86;Mware &#x56;M &nosuch; &nbsp;end\n",
         "para@4: AT&T © 2007 VMware VM &nosuch; end\n"},
        {"escapes", "VM\\*ware \\# no\n", "para@4: VM*ware # no\n"},
        {"inline code", "Run `vmware -v` now, VM`x`ware\n", "para@4: Run now, VM ware\n"},
        {"white space", "a\t b\xc2\xa0\xe2\x80\xaf c\n", "para@4: a b c\n"},
        {"invisible characters", "VM\xc2\xadware Ci\xe2\x80\x8btrix S\xe2\x81\xa0un\n",
         "para@4: VMware Citrix Sun\n"},
        {"decomposed accents", "Cafe\xcc\x81\n", "para@4: Café\n"},
    };
    check(rows, G_N_ELEMENTS(rows));
}

static void what_is_no_text(void **state) {
    (void)state;
    static const Row rows[] = {
        {"fenced code", "a\n\n```\nVMware\n```\n\nb\n", "para@4: a\npara@10: b\n"},
        {"tilde fences", "a\n\n~~~ sh\nVMware\n~~~\n\nb\n", "para@4: a\npara@10: b\n"},
        {"indented code", "a\n\n    VMware\n\nb\n", "para@4: a\npara@8: b\n"},
        {"comments", "a <!-- VMware --> b\n\n<!-- x\n\n-->\n\nc\n", "para@4: a b\npara@10: c\n"},
        {"scripts and styles",
         "a\n\n<script>\nvar VMware;\n\nx\n</script>\n\n<style>p { }</style>\n\nb\n",
         "para@4: a\npara@14: b\n"},
        {"pre", "<pre>\nVMware\n\nCitrix</pre>\n\nb\n", "para@9: b\n"},
        {"HTML code", "a <code>VMware</code> b\n", "para@4: a b\n"},
        {"Liquid tags", "a {% include VMware.html %} b {{ page.VMware }} c\n", "para@4: a b c\n"},
        {"Liquid code", "a\n\n{% highlight c %}\nVMware\n\nCitrix\n{% endhighlight %}\n\nb\n",
         "para@4: a\npara@12: b\n"},
        {"Liquid comments", "a {% comment %}VMware{% endcomment %} b\n", "para@4: a b\n"},
        {"Hugo shortcodes", "a {{< figure src=\"VMware.png\" >}} b {{% note %}}kept{{% /note %}}\n",
         "para@4: a b kept\n"},
        {"Hugo code", "a\n\n{{< highlight go >}}\nVMware\n{{< /highlight >}}\n\nb\n",
         "para@4: a\npara@10: b\n"},
        {"kramdown attributes", "a\n{: .VMware}\n\nb\n", "para@4: a\npara@7: b\n"},
        {"a definition that leads to a template",
         "the [old post][1] here\n\n[1]: {% post_url 2007-01-01-a %}\n",
         "para@4: the old post here\n"},
        {"link definitions", "a\n\n[VMware]: http://vmware.com \"Citrix\"\n", "para@4: a\n"},
        {"an address of a template", "[b]({{ site.url }}/VMware) c\n", "para@4: b c\n"},
        {"braces that are none", "a { b } c {% d\n", "para@4: a { b } c {% d\n"},
        {"a comment that never ends is text", "a <!-- b\n", "para@4: a <!-- b\n"},
    };
    check(rows, G_N_ELEMENTS(rows));
}

/* What is cut out must not leave its place as an indent, which makes code. */
static void text_behind_what_is_no_text(void **state) {
    (void)state;
    static const Row rows[] = {
        {"behind a Liquid tag", "{% include note.html %} VMware was there.\n",
         "para@4: VMware was there.\n"},
        {"behind Liquid output", "a\n\n{{ page.date }}: VMware was there.\n",
         "para@4: a\npara@6: : VMware was there.\n"},
        {"behind a shortcode", "{{% note %}}VMware was there.{{% /note %}}\n",
         "para@4: VMware was there.\n"},
        {"behind a comment", "<!-- more --> VMware was there.\n", "para@4: VMware was there.\n"},
        {"behind a comment of several lines", "a <!-- x\n\nthe end --> b\n\nc\n",
         "para@4: a\npara@6: b\npara@8: c\n"},
        {"behind a script", "<script>x()</script> VMware was there.\n",
         "para@4: VMware was there.\n"},
    };
    check(rows, G_N_ELEMENTS(rows));
}

static void html_in_markdown(void **state) {
    (void)state;
    static const Row rows[] = {
        {"inline tags", "<b>VMware</b> <a href=\"http://x.org\">Citrix</a> VM<i>ware</i>\n",
         "para@4: VMware Citrix VMware\n"},
        {"tags that part", "<div>one</div><p>two</p>\n", "para@4: one\npara@4: two\n"},
        {"breaks", "one<br>two<br/>three\n", "para@4: one two three\n"},
        {"attributes are no text", "<img src=\"a.png\" alt=\"b\"> c\n", "para@4: c\n"},
    };
    check(rows, G_N_ELEMENTS(rows));
}

static void lines_within_a_paragraph(void **state) {
    (void)state;
    Arena *a = arena_new();
    Post *post =
        unit_post(a, "---\nx: y\n---\nOne *two*\nthree `four`\n[five](http://x.org)\n&amp; six\n");
    assert_int_equal(post->n_blocks, 1);
    const Block *b = &post->blocks[0];
    assert_slice(b->text, "One two three five & six");
    static const struct {
        const char *word;
        unsigned line;
    } rows[] = {{"One", 4}, {"two", 4}, {"three", 5}, {"five", 6}, {"&", 7}, {"six", 7}};
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        size_t at = (size_t)(strstr(b->text.p, rows[i].word) - b->text.p);
        assert_int_equal(post_line(a, post, b, at), rows[i].line);
    }
    arena_free(a);
}

static void links_tell_their_hosts(void **state) {
    (void)state;
    Arena *a = arena_new();
    Post *post =
        unit_post(a, "# T\n\n[a](http://www.vmware.com/x) [b](/local) <https://citrix.com:80?q> "
                     "[c](mailto:a@b.org) [a](http://www.vmware.com/y)\n");
    assert_int_equal(post->n_hosts, 3);
    assert_slice(post->hosts[0], "www.vmware.com");
    assert_slice(post->hosts[1], "citrix.com");
    assert_slice(post->hosts[2], "www.vmware.com");
    assert_slice(post->link_texts[0], "a");
    assert_ptr_equal(post->link_texts[0].p, post->blocks[1].text.p);
    assert_slice(post->link_texts[1], "https://citrix.com:80?q");
    assert_slice(post->link_texts[2], "a");
    arena_free(a);
}

static void links_tell_their_texts(void **state) {
    (void)state;
    Arena *a = arena_new();
    Post *post = unit_post(a, "# T\n\nSee [ the\n*Virtual*  Iron ](http://a.example/x), "
                              "[`code`](http://b.example) and [![](x.png)](http://c.example) "
                              "[x<p>y](http://d.example)\n\n- [Item](http://e.example)\n");
    static const char *const texts[] = {"the Virtual Iron", "", "", "", "Item"};
    assert_int_equal(post->n_hosts, G_N_ELEMENTS(texts));
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
        assert_slice(post->link_texts[i], texts[i]);
    arena_free(a);
}

static void an_empty_address(void **state) {
    (void)state;
    Arena *a = arena_new();
    const gint *complaints = unit_hear_glib();
    Post *post = unit_post(a, "# T\n\n[VMware]() and <>\n");
    assert_int_equal(post->n_hosts, 0);
    assert_slice(post->blocks[1].text, "VMware and <>");
    assert_int_equal(*complaints, 0);
    arena_free(a);
}

/* post.h: only headings and list items have a level. */
static void a_title_has_no_level(void **state) {
    (void)state;
    Arena *a = arena_new();
    Post *post = unit_post(a, "# Title\n\n## Heading\n\ntext `x`\n");
    assert_int_equal(post->blocks[0].kind, BLOCK_TITLE);
    assert_int_equal(post->blocks[1].level, 2);
    assert_int_equal(post->blocks[2].level, 0);
    assert_int_equal(post->blocks[0].level, 0);
    arena_free(a);
}

/* Markdown that makes bad parsers slow or sick; it must only be read. */
static void pathological(void **state) {
    (void)state;
    static const char *const parts[] = {"[",   "![", "*", "_",  "`", "> ",   "- ",    "<",
                                        "{% ", "{{", "&", "\\", "|", "<!--", "<pre>", "**a "};
    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) {
        Arena *a = arena_new();
        GString *text = g_string_new("---\nx: y\n---\n");
        for (int k = 0; k < 2000; k++)
            g_string_append(text, parts[i]);
        Diags d = {0};
        gint64 before = g_get_monotonic_time();
        assert_non_null(post_parse(a, "p.md", unit_bytes(a, text->str, text->len), &d));
        if (g_get_monotonic_time() - before > 5 * G_USEC_PER_SEC)
            fail_msg("2000 times \"%s\" took %g s", parts[i],
                     (double)(g_get_monotonic_time() - before) / G_USEC_PER_SEC);
        diags_clear(&d);
        g_string_free(text, TRUE);
        arena_free(a);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(blocks),
        cmocka_unit_test(spans),
        cmocka_unit_test(what_is_no_text),
        cmocka_unit_test(text_behind_what_is_no_text),
        cmocka_unit_test(an_empty_address),
        cmocka_unit_test(a_title_has_no_level),
        cmocka_unit_test(html_in_markdown),
        cmocka_unit_test(lines_within_a_paragraph),
        cmocka_unit_test(links_tell_their_hosts),
        cmocka_unit_test(links_tell_their_texts),
        cmocka_unit_test(pathological),
    };
    return cmocka_run_group_tests_name("markdown", tests, NULL, NULL);
}
