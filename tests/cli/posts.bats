# What of a post is text, and in which line it stands.
load helper

@test "a mention knows its line: front matter, headings, paragraphs, lists, tables, quotes" {
    post a.md <<'E'
---
title: Notes on VMware
date: 2007-09-11
tags:
  - Citrix
  - storage
---

# Microsoft at the fair

Two lines here,
and VMotion in the second.

* XenServer in an item
* and Hyper-V in the next

| what    | who    |
|---------|--------|
| VMotion | VMware |

> They said that SRM
> was ready.
E
    finds a.md <<'E'
2 vmware VMware
5 citrix Citrix
9 microsoft Microsoft
12 vmotion VMotion
14 xenserver XenServer
15 hyper-v Hyper-V
19 vmotion VMotion
19 vmware VMware
21 site-recovery-manager SRM
E
    is "$(json .field | uniq | xargs)" "title tag body"
}

@test "headings, list items, table cells and quotes are blocks of their own: they link nobody" {
    post a.md <<'E'
---
title: x
---
# VMware
Citrix is here.

* Microsoft
* XenServer

| Hyper-V | VMotion |
|---------|---------|
| SRM     | x       |

> VMworld
E
    comention $C --nodes=0 -Tjson a.md
    is "$(json '[.edges[] | select(.kind == "together")] | length')" 0
    is "$(json '.nodes | length')" 8
}

@test "front matter: flow and block lists, nested maps, multi-line titles, comments" {
    post a.txt <<'E'
---
# a comment about Microsoft
layout: post
title: >
  How VMware
  met Citrix
author: {name: Jo, works: {at: Hyper-V}}
tags: [XenServer, "VMotion"]
categories:
- SRM
---
Nothing.
E
    finds a.txt <<'E'
5 vmware VMware
6 citrix Citrix
8 xenserver XenServer
8 vmotion VMotion
10 site-recovery-manager SRM
E
}

@test "front matter: dates with and without time zone" {
    for date in 2007-09-11 '2007-09-11 23:30:00' '2007-09-11 23:30:00 -0700' \
        2007-09-11T23:30:00Z 2007-09-11T23:30:00+02:00 '"2007-09-11"'; do
        printf -- '---\ntitle: VMware\ndate: %s\n---\n' "$date" >a.md
        comention mentions $C --format=jsonl a.md
        is "$(json .date)" 2007-09-11
    done
}

@test "a date from a Jekyll file name" {
    echo 'VMware.' >2007-09-11-news.md
    comention mentions $C --format=jsonl 2007-09-11-news.md
    is "$(json .date)" 2007-09-11
}

@test "what is front matter is told by content, not by the file's ending" {
    for file in a.txt a.md a.markdown a; do
        printf -- '---\ntitle: VMware\n---\nCitrix.\n' >"$file"
        finds "$file" <<'E'
2 vmware VMware
4 citrix Citrix
E
    done
}

@test "front matter that ends with ..., and a post that ends with its front matter" {
    printf -- '---\ntitle: VMware\n...\nCitrix.\n' >a.md
    finds a.md <<'E'
2 vmware VMware
4 citrix Citrix
E
    printf -- '---\ntitle: VMware\n---' >b.md
    finds b.md <<<'2 vmware VMware'
    exits 0
}

@test "a thematic break at the beginning is no front matter" {
    printf -- '---\n\nVMware here.\n\nCitrix there.\n' >a.md
    finds a.md <<'E'
3 vmware VMware
5 citrix Citrix
E
    exits 0
}

@test "plain text: underlined titles, bullets, hard-wrapped lines" {
    post a.txt <<'E'
The VMware show
===============

This is a paragraph that was wrapped by hand at some
sixty characters, and its third line says that Citrix
was there as well, with XenServer.

Booths
------

• Microsoft, with
  Hyper-V
• SRM
E
    finds a.txt <<'E'
1 vmware VMware
5 citrix Citrix
6 xenserver XenServer
11 microsoft Microsoft
12 hyper-v Hyper-V
13 site-recovery-manager SRM
E
    links a.txt <<'E'
citrix makes xenserver
microsoft makes hyper-v
vmware makes site-recovery-manager
E
    comention mentions $C --format=jsonl a.txt
    is "$(json 'select(.id == "vmware").field')" title
}

@test "code is no text: fenced, indented and inline" {
    post a.md <<'E'
---
title: x
---
The `VMware` of ``Citrix `` here.

```sh
echo Microsoft
```

~~~
XenServer
~~~

    Hyper-V

<pre>
VMotion

SRM
</pre>

And <code>VMworld 2007</code>. VMware!
E
    finds a.md <<<'22 vmware VMware'
}

@test "addresses are no text" {
    post a.md <<'E'
---
title: x
---
See http://example.com/VMware/Citrix?a=Microsoft, <https://example.com/XenServer>,
www.VMware.com, VMware.com or mail to info@VMware.com or Citrix@example.com.
[the site](http://example.com/Hyper-V "SRM") is [VMotion](http://example.com/).
E
    finds a.md <<<'6 vmotion VMotion'
    post b.txt <<'E'
See http://example.com/VMware/Citrix and ftp://VMware/Citrix
or Microsoft.
E
    finds b.txt <<<'2 microsoft Microsoft'
}

@test "HTML tags and comments are no text, what stands between tags is" {
    post a.md <<'E'
---
title: x
---
<div class="VMware" title="Citrix">
<b>Microsoft</b> <!-- XenServer --> and <a href="/Hyper-V">VMotion</a>
</div>

<!--
SRM

Citrix
-->

<script>var x = "Citrix";</script>
<style>.Citrix {}</style>
E
    finds a.md <<'E'
5 microsoft Microsoft
5 vmotion VMotion
E
}

@test "an HTML comment in a post without front matter is no text either" {
    printf 'VMware here.\n\n<!-- Citrix -->\n' >a.md
    finds a.md <<<'1 vmware VMware'
}

@test "a line that begins with Liquid or a shortcode is no code" {
    post a.md <<'E'
---
title: x
---
{% include figure.html %} VMware is here.

{{< figure >}} Citrix is here.

{{ page.greeting }} Microsoft is here.
E
    finds a.md <<'E'
4 vmware VMware
6 citrix Citrix
8 microsoft Microsoft
E
}

@test "Liquid is no text" {
    post a.md <<'E'
---
title: x
---
See {% include VMware.html who="Citrix" %} and {{ page.VMware | append: "Citrix" }} Microsoft

{% highlight c %}
XenServer

Hyper-V
{% endhighlight %}
{% comment %}SRM{% endcomment %}
So {% if VMotion %}VMotion{% endif %}

[x]({{ site.url }}/VMware)
E
    finds a.md <<'E'
4 microsoft Microsoft
12 vmotion VMotion
E
}

@test "Liquid in a post without front matter is no text either" {
    printf 'VMware here, {{ page.Citrix }} there.\n' >a.md
    finds a.md <<<'1 vmware VMware'
}

@test "Hugo shortcodes are no text, what stands between them is" {
    post a.md <<'E'
---
title: x
---
{{< figure src="VMware.png" title="Citrix" >}}
A {{% notice Citrix %}}Microsoft{{% /notice %}}

{{< highlight go >}}
XenServer
{{< /highlight >}}
E
    finds a.md <<<'5 microsoft Microsoft'
}

@test "link definitions are no text" {
    post a.md <<'E'
---
title: x
---
See [VMware][v].

[v]: http://example.com/Citrix "Microsoft"
[XenServer]: <http://example.com/> 'Hyper-V'
E
    finds a.md <<<'4 vmware VMware'
}

@test "link texts and image alternatives are text" {
    post a.md <<'E'
---
title: x
---
[VMware](http://example.com/) and ![a Citrix box](box.png "Microsoft")
and [![XenServer](x.png)](/Hyper-V)
E
    finds a.md <<'E'
4 vmware VMware
4 citrix Citrix
5 xenserver XenServer
E
}

@test "comment forms and sign-in lines are no text" {
    cat >catalog.yml <<'E'
companies: [VMware, Citrix, Twitter, Facebook, WordPress.com, Google]
E
    post a.txt <<'E'
VMware news

VMware has met Citrix at a fair, and they have talked.

Share this:

Share on Twitter

Share on Facebook

Leave a Reply

Fill in your details below or click an icon to log in:

You are commenting using your WordPress.com account. ( Log Out / Change )

You are commenting using your Twitter account, or your Facebook account. ( Log Out / Change )

Google
E
    links a.txt <<<'citrix together vmware'
    is "$(names --nodes=0 --edges=0 a.txt)" 'citrix vmware'
}

@test "UTF-8 with a BOM" {
    printf '\xef\xbb\xbf---\ntitle: VMware\n---\nCitrix.\n' >a.md
    finds a.md <<'E'
2 vmware VMware
4 citrix Citrix
E
    says_nothing
    printf '\xef\xbb\xbfVMware.\n' >b.txt
    finds b.txt <<<'1 vmware VMware'
}

@test "UTF-16 with a BOM, either way round" {
    printf -- '---\ntitle: VMware\n---\nCafé Citrix.\n' >utf8
    (printf '\xff\xfe' && iconv -f UTF-8 -t UTF-16LE utf8) >le.md
    (printf '\xfe\xff' && iconv -f UTF-8 -t UTF-16BE utf8) >be.md
    for file in le.md be.md; do
        finds "$file" <<'E'
2 vmware VMware
4 citrix Citrix
E
        exits 0
        says_nothing
    done
}

@test "what is neither is read as Windows-1252, with a note" {
    printf 'Caf\xe9 VMware\x92s \x93Citrix\x94 \x96 Microsoft\n' >a.txt
    finds a.txt <<'E'
1 vmware VMware
1 citrix Citrix
1 microsoft Microsoft
E
    exits 0
    says <<<'a.txt:1:1: neither UTF-8 nor UTF-16, read as Windows-1252'
    comention relations $C --format=jsonl a.txt
    is "$(json .quote | head -n 1)" 'Café VMware’s “Citrix” – Microsoft'
    comention mentions $C -q a.txt
    says_nothing
}

@test "soft hyphens, zero-width characters and no-break spaces do not hide a name" {
    printf 'VM\u00adware, VM\u200bware, \u2060Citrix\ufeff, Site\u00a0Recovery\u202fManager\n' >a.txt
    comention mentions $C --format=jsonl a.txt
    is "$(json .id | xargs)" 'vmware vmware citrix site-recovery-manager'
    post b.md <<'E'
---
title: x
---
Site&nbsp;Recovery&#160;Manager and VM&shy;ware
E
    comention mentions $C --format=jsonl b.md
    is "$(json .id | xargs)" 'site-recovery-manager vmware'
}

@test "a decomposed accent does not hide a name" {
    echo 'companies: [Café Noir]' >catalog.yml
    printf 'Cafe\u0301 Noir is open.\n' >a.txt
    comention mentions $C --format=jsonl a.txt
    is "$(json .id)" café-noir
}

@test "a decomposed accent in a catalog does not hide a name either" {
    printf 'companies: ["Cafe\u0301 Noir"]\n' >catalog.yml
    printf 'Café Noir and Cafe\u0301 Noir.\n' >a.txt
    comention mentions $C --format=jsonl a.txt
    is "$(json .id | xargs)" 'café-noir café-noir'
}

@test "curly quotes and dashes around and in names" {
    post a.txt <<'E'
“VMware” – Citrix’s—and ‘Microsoft’s’ Hyper–V, Hyper‑V (XenServer).
E
    finds a.txt <<'E'
1 vmware VMware
1 citrix Citrix
1 microsoft Microsoft
1 hyper-v Hyper–V
1 hyper-v Hyper‑V
1 xenserver XenServer
E
}

@test "names wrapped over two lines are found" {
    post a.md <<'E'
---
title: x
---
We have seen Site
Recovery Manager.

* an item with Site
  Recovery Manager

> a quote with Site
> Recovery Manager
E
    finds a.md <<'E'
4 site-recovery-manager Site Recovery Manager
7 site-recovery-manager Site Recovery Manager
10 site-recovery-manager Site Recovery Manager
E
    post b.txt <<'E'
This line of plain text ends with the words Site
Recovery Manager, and that is all there is to it.
E
    finds b.txt <<<'1 site-recovery-manager Site Recovery Manager'
}

@test "a name is not found across two paragraphs, items or cells" {
    post a.md <<'E'
---
title: x
---
Site

Recovery Manager

* Site Recovery
* Manager

| Site | Recovery Manager |
|------|------------------|

Site Recovery Manager
E
    finds a.md <<<'14 site-recovery-manager Site Recovery Manager'
}

@test "CRLF" {
    printf -- '---\r\ntitle: VMware\r\ntags: [Citrix]\r\n---\r\n\r\nSite\r\nRecovery Manager\r\n\r\n    code of Citrix\r\n\r\n* Hyper-V\r\n' >a.md
    finds a.md <<'E'
2 vmware VMware
3 citrix Citrix
6 site-recovery-manager Site Recovery Manager
11 hyper-v Hyper-V
E
    printf 'VMware\r\n======\r\n\r\nCitrix.\r\n' >b.txt
    finds b.txt <<'E'
1 vmware VMware
4 citrix Citrix
E
}

@test "emphasis and entities do not hide a name" {
    printf 'companies: [VMware, AT&T]\n' >catalog.yml
    post a.md <<'E'
---
title: x
---
**VM**ware, *VMware*, AT&amp;T and AT&T
E
    finds a.md <<'E'
4 vmware VMware
4 vmware VMware
4 at-t AT&T
4 at-t AT&T
E
}

@test "a folder is searched recursively, hidden files are not posts" {
    post posts/2007/a.md <<<'VMware.'
    post posts/2008/deep/b.txt <<<'Citrix.'
    post posts/.git/c.md <<<'Microsoft.'
    post posts/.hidden.md <<<'Microsoft.'
    comention mentions $C --format=jsonl posts
    is "$(json '"\(.post) \(.id)"')" 'posts/2007/a.md vmware
posts/2008/deep/b.txt citrix'
    exits 0
}

@test "- is standard input" {
    comention mentions $C --format=jsonl - <<<'VMware.'
    is "$(json '"\(.post) \(.line) \(.id)"')" '- 1 vmware'
    exits 0
    echo Citrix. >a.md
    comention mentions $C --format=jsonl a.md - <<<'VMware.'
    is "$(json '"\(.post) \(.id)"')" 'a.md citrix
- vmware'
}

@test "a file behind --, and a pipe of the shell" {
    echo VMware. >-a.md
    comention mentions $C --format=jsonl -- -a.md
    is "$(json .post)" -a.md
    comention mentions $C --format=jsonl <(echo Citrix.)
    is "$(json .id)" citrix
    exits 0
}

@test "a folder or a file is read once, though it is named twice" {
    post posts/a.md <<<'VMware.'
    for twice in 'posts posts' 'posts posts/' 'posts ./posts/../posts' 'posts posts/a.md' \
        'posts/a.md posts' 'posts/a.md posts/a.md' 'posts/a.md ./posts/a.md'; do
        comention -Tjson $C $twice
        is "$twice: $(json '"\(.posts) \(.nodes[0].mentions)"')" "$twice: 1 1"
        exits 0
    done
}

@test "a file is read once, though links lead to it" {
    post posts/a.md <<<'VMware.'
    ln -s a.md posts/b.md
    comention -Tjson $C posts
    is "$(json .posts)" 1
}
