# comention POST…: the graph as DOT, what a user sets, and pictures of it.
load helper

shop() {
    post a.md <<'E'
---
title: A day at the fair
date: 2007-09-11
url: https://blog.example/a
---
VMware met Citrix.

VMware showed VMotion.
E
    post b.md <<'E'
---
date: 2008-03-01
---
Citrix again, with VMware.
E
}

# Attributes as Graphviz reads them: node NAME ATTRIBUTE, edge A B ATTRIBUTE.
node() {
    gvpr "N[\$.name == \"$1\"] {print(\$.$2)}" "$out"
}
edge() {
    gvpr "E[\$.tail.name == \"$1\" && \$.head.name == \"$2\"] {print(\$.$3)}" "$out"
}

@test "DOT is what comes out, with names as people write them" {
    shop
    comention $C a.md b.md
    exits 0
    says_nothing
    is "$(head -n 1 "$out")" 'digraph comention {'
    is "$(gvpr 'N {print($.name)}' "$out" | sort | xargs)" 'citrix vmotion vmware'
    is "$(node vmware label)" VMware
    renders "$out" dot neato fdp sfdp
}

@test "nodes carry their data" {
    shop
    comention $C a.md b.md
    is "$(node vmware type)" company
    is "$(node vmotion type)" product
    is "$(node vmware posts)" 2
    is "$(node vmware mentions)" 3
    is "$(node vmware first)" 2007-09-11
    is "$(node vmware last)" 2008-03-01
    is "$(node vmware URL)" https://vmware.com/
    is "$(node citrix URL)" ''
    is "$(node vmware tooltip)" 'VMware (company): 3 mentions in 2 posts, 2007-09-11 to 2008-03-01. “VMware met Citrix.” (A day at the fair, 2007-09-11, a.md:6)'
}

@test "edges carry their data, and their evidence as a tooltip" {
    shop
    comention $C a.md b.md
    is "$(edge citrix vmware type)" together
    is "$(edge citrix vmware posts)" 2
    is "$(edge citrix vmware sentences)" 2
    is "$(edge citrix vmware paragraphs)" 2
    is "$(edge citrix vmware first)" 2007-09-11
    is "$(edge citrix vmware last)" 2008-03-01
    edge citrix vmware tooltip | grep -qF '“VMware met Citrix.”'
    edge citrix vmware tooltip | grep -qF 'a.md:6'
}

@test "an edge has a direction where the relation has one" {
    shop
    comention $C a.md b.md
    is "$(edge citrix vmware dir)" none
    is "$(edge vmware vmotion type)" makes
    is "$(edge vmware vmotion label 2>/dev/null)" '' # its arrow says it
    case $(edge vmware vmotion dir) in '' | forward) ;; *) false ;; esac
}

@test "a url: of the catalog wins over its site:" {
    echo 'companies: [{VMware: {site: vmware.com, url: "https://example.com/vm?a=1#b"}}]' >catalog.yml
    echo VMware. >a.md
    comention $C a.md
    is "$(node vmware URL)" 'https://example.com/vm?a=1#b'
}

@test "types are told apart by shape as well as by colour" {
    echo 'Citrix showed VMotion at VMworld.' >a.md
    comention $C a.md
    is "$(gvpr 'N {print($.shape, $.style)}' "$out" | sort -u | wc -l)" 3
    is "$(gvpr 'N {print($.fillcolor)}' "$out" | sort -u | wc -l)" 3
}

@test "the weight: 1 for a sentence, 0.585 for a paragraph, 0.263 for a post; posts add up" {
    echo 'VMware met Citrix.' >sentence.md
    echo 'VMware came. Citrix left.' >paragraph.md
    printf 'VMware came.\n\nCitrix left.\n' >post.md
    weight() {
        comention $C -Tjson --together=post "$@"
        json '.edges[0].weight'
    }
    is "$(weight sentence.md)" 1
    is "$(weight paragraph.md)" 0.585
    is "$(weight post.md)" 0.263
    is "$(weight sentence.md paragraph.md post.md)" 1.848
}

@test "many posts count more than one that repeats itself" {
    for i in 1 2 3 4; do echo "In $i, VMware met Citrix." >"$i.md"; done
    for i in 1 2 3 4; do printf 'In %s, VMware met Microsoft.\n\n' "$i"; done >5.md
    comention $C -Tjson 1.md 2.md 3.md 4.md 5.md
    is "$(json '.edges[] | select(.from == "citrix").weight > 3.9')" true
    is "$(json '.edges[] | select(.from == "microsoft").weight < 3')" true
}

@test "the edge is wider where the weight is larger" {
    shop
    comention $C a.md b.md
    gvpr 'E {print($.weight, " ", $.penwidth)}' "$out" | sort -n >widths
    is "$(awk '{print $2}' widths)" "$(awk '{print $2}' widths | sort -n)"
    is "$(awk '{print $2}' widths | sort -u | wc -l)" 2
}

@test "--title is the label of the graph" {
    shop
    comention $C --title='Who & "whom" <b> \N' a.md
    is "$(gvpr 'BEG_G {print($G.label)}' "$out")" 'Who & "whom" <b> \\N'
    renders "$out"
    comention $C --title='Who & "whom" <b> \N' -Tsvg a.md
    is "$(xmllint --xpath 'string(//*[local-name()="text"][contains(., "whom")])' "$out")" 'Who & "whom" <b> \N'
}

@test "-K: the layout" {
    shop
    for layout in dot neato fdp sfdp twopi circo; do
        comention $C -K $layout a.md b.md
        exits 0
        is "$(gvpr 'BEG_G {print($G.layout)}' "$out")" $layout
        comention $C -K$layout -Tsvg a.md b.md
        exits 0
        says_nothing
        xmllint --noout "$out"
    done
    comention $C -Kdot -Tsvg a.md b.md
    cp "$out" dot.svg
    comention $C -Kcirco -Tsvg a.md b.md
    ! cmp -s dot.svg "$out" || false
}

@test "-K: an unknown layout is wrong usage, whatever the format" {
    shop
    for format in svg png dot json; do
        comention $C -K nonsense -T$format a.md
        exits 2
        prints_nothing
        says_also nonsense
    done
}

@test "-G, -N and -E set attributes, and win over the style" {
    shop
    comention $C -Grankdir=TB -Gbgcolor=gray90 -Nshape=ellipse -Nfillcolor=white -Ecolor=red \
        -E penwidth=1 -G concentrate a.md b.md
    exits 0
    is "$(gvpr 'BEG_G {print($G.rankdir, $G.bgcolor, $G.concentrate)}' "$out")" TBgray90true
    is "$(gvpr 'N {print($.shape, $.fillcolor)}' "$out" | sort -u)" ellipsewhite
    is "$(gvpr 'E {print($.color, $.penwidth)}' "$out" | sort -u)" red1
    renders "$out"
}

@test "-G, -N and -E: hostile values are values" {
    shop
    comention $C -G 'label=a "quoted" <b> value' -N 'comment=}; evil [x=1' a.md
    exits 0
    is "$(gvpr 'BEG_G {print($G.label)}' "$out")" 'a "quoted" <b> value'
    is "$(gvpr 'N {print($.comment)}' "$out" | sort -u)" '}; evil [x=1'
}

@test "SVG: well-formed, with links, without scripts, one node a name" {
    shop
    comention $C -Tsvg a.md b.md
    exits 0
    says_nothing
    xmllint --noout "$out"
    is "$(svg_count "$out" node)" 3
    is "$(svg_count "$out" edge)" 2
    prints_also 'xlink:href="https://vmware.com/"'
    prints_not '<script'
}

@test "names of three kinds of layout do not overlap" {
    for a in VMware Citrix Microsoft; do
        for b in VMotion SRM Hyper-V XenServer 'VMworld 2007' 'VMworld 2008'; do
            printf '%s and %s.\n\n' "$a" "$b"
        done
    done >a.md
    for layout in dot neato sfdp; do
        comention $C -K$layout a.md
        dot -K$layout -Tjson0 "$out" >"$BATS_TEST_TMPDIR.json"
        is "$layout $(jq '[.objects[] | select(.pos) | (.pos | split(",") | map(tonumber)) as $p |
            {x: $p[0], y: $p[1], w: (.width | tonumber * 36), h: (.height | tonumber * 36)}] as $n |
            [range($n | length) as $i | range($i) as $j | $n[$i] as $a | $n[$j] as $b |
             select((($a.x - $b.x) | fabs) < $a.w + $b.w - 1 and
                    (($a.y - $b.y) | fabs) < $a.h + $b.h - 1)] | length' "$BATS_TEST_TMPDIR.json")" "$layout 0"
    done
}

@test "-G of a layout engine is for the layout engine" {
    shop
    comention $C -v -Tsvg -Grankdir=TB a.md b.md
    says_also 'layout dot'
    comention $C -v -Tsvg -Glayout=neato a.md b.md
    says_also 'layout neato'
}

@test "--style: slide, wiki, print" {
    shop
    comention $C --title=Fair -Tsvg a.md b.md
    cp "$out" slide.svg
    comention $C --title=Fair --style=slide -Tsvg a.md b.md
    cmp slide.svg "$out"
    grep -q 'width="1280" height="720"' slide.svg
    is "$(xmllint --xpath 'count(//*[local-name()="text"][.="Fair"])' slide.svg)" 1
    grep -q '2 posts, 2007-09-11 to 2008-03-01: 3 names and 2 links' slide.svg
    grep -q '>mentioned together<' slide.svg
    comention $C --title=Fair --style=wiki -Tsvg a.md b.md
    prints_also 'width="960" '
    is "$(xmllint --xpath 'count(//*[local-name()="text"][.="Fair"])' "$out")" 0
    is "$(xmllint --xpath 'count(//*[local-name()="title"][.="Fair"])' "$out")" 1
    comention $C --style=print -Tsvg a.md b.md
    prints_not '<style>'
    is "$(grep -oE '(fill|stroke)="#[0-9a-f]*"' "$out" | sort -u | grep -vcE '#(000000|ffffff|e6e6e6)')" 0
}

@test "--style=FILE: one's own, over slide or what it is like" {
    shop
    echo 'text: {color: "#123456"}' >mine.yml
    comention $C --style=mine.yml -Tsvg a.md b.md
    exits 0
    prints_also 'fill="#123456"'
    prints_also 'width="1280"'
    echo 'like: wiki' >mine.yml
    comention $C --style=./mine.yml -Tsvg a.md b.md
    prints_also 'width="960"'
}

@test "--style: mistakes, each with its place" {
    shop
    printf 'page:\n  widht: 7\n  height: tall\nnames: {company: {shape: boxx}}\ntext: {color: red}\n' >mine.yml
    comention $C --style=mine.yml -Tsvg a.md
    exits 2
    prints_nothing
    says_also 'mine.yml:2:3: unknown key "widht", did you mean "width"?'
    says_also 'mine.yml:3:11: page.height is "tall", expected a number'
    says_also 'mine.yml:4:26: names.company.shape is "boxx", did you mean "box"?'
    says_also 'mine.yml:5:15: text.color is no color'
    comention $C --style=sldie -Tsvg a.md
    exits 2
    says_also 'unknown style "sldie", did you mean "slide"?'
    comention $C --style=none.yml a.md
    exits 2
    says_also none.yml
    printf 'a: [' >mine.yml
    comention $C --style=mine.yml a.md
    exits 2
    says_also 'mine.yml:'
}

@test "--highlight: all others step back, and nothing moves" {
    shop
    places() { grep -oE '<text x="[0-9.]*" y="[0-9.]*"' "$1"; }
    comention $C -Tsvg a.md b.md
    cp "$out" plain.svg
    comention $C --highlight=VMotion -Tsvg a.md b.md
    exits 0
    is "$(places "$out")" "$(places plain.svg)"
    comention $C --highlight=vmotion a.md b.md
    is "$(node citrix fillcolor)" "#ffffff"
    ! [ "$(node vmotion fillcolor)" = "#ffffff" ] || false
    ! [ "$(node vmware fillcolor)" = "#ffffff" ] || false
    comention $C --highlight=Microsoft a.md b.md
    exits 2
    says_also 'nothing in the picture is called "Microsoft"'
}

@test "--focus: it stands in the middle" {
    shop
    comention $C --focus=VMware -Tsvg a.md b.md
    is "$(xmllint --xpath 'string(//*[local-name()="text"][.="VMware"]/@x)' "$out")" 480
}

@test "--cluster=maker: a box around a company and its products" {
    shop
    comention $C --cluster=maker a.md b.md
    is "$(gvpr 'BEG_G {graph_t g; for (g = fstsubg($G); g; g = nxtsubg(g)) print(g.name, " ", nNodes(g))}' "$out")" \
        'cluster-vmware 2'
    comention $C --cluster=maker -Tsvg a.md b.md
    is "$(svg_count "$out" cluster)" 1
    # no box rather than one that holds what is not its own
    comention $C -v --cluster=maker -Nwidth=12 -Nheight=6 -Tsvg a.md b.md
    is "$(svg_count "$out" cluster)" 0
    says_also 'no room for 1 box of makers'
    comention $C --cluster=size a.md
    exits 2
    says_also 'expected maker'
}

@test "--by: a file for each period, with every name in its place" {
    place() { xmllint --xpath "string(//*[local-name()='text'][.='$2']/@x)" "$1"; }
    shop
    post c.md <<'E'
---
date: 2008-06-01
---
Citrix met VMware and Microsoft.
E
    comention $C --by=year --title='Fair %Y, 100%%' -o 'fair-%Y.svg' a.md b.md c.md
    exits 0
    prints_nothing
    is "$(ls fair-*)" "$(printf 'fair-2007.svg\nfair-2008.svg')"
    is "$(svg_labels fair-2007.svg | sort | xargs)" 'Citrix VMotion VMware'
    is "$(svg_labels fair-2008.svg | sort | xargs)" 'Citrix Microsoft VMware'
    for name in Citrix VMware; do
        is "$(place fair-2007.svg $name)" "$(place fair-2008.svg $name)"
    done
    grep -q '>Fair 2007, 100%</text>' fair-2007.svg
    grep -q '>2 posts, 2008-03-01 to 2008-06-01: 3 names and 3 links<' fair-2008.svg
    comention $C --by=quarter -o '%Y-q%q.json' a.md b.md c.md
    is "$(ls *.json)" "$(printf '2007-q3.json\n2008-q1.json\n2008-q2.json')"
    is "$(jq -r '[.nodes[].id] | join(" ")' 2008-q1.json)" 'citrix vmware'
    comention $C --by=month -o 'm-%Y-%m.dot' a.md b.md c.md
    is "$(ls m-*)" "$(printf 'm-2007-09.dot\nm-2008-03.dot\nm-2008-06.dot')"
    renders m-2008-06.dot
}

@test "--by: the legend of a period lists what is in its picture" {
    legend() { # what is not in the middle of something, but for the caption
        xmllint --xpath '//*[local-name()="text"][not(@text-anchor)]/text()' "$1" | grep -v post
    }
    post a.md <<'E'
---
date: 2007-09-12
---
VMware acquired Citrix.
E
    post b.md <<'E'
---
date: 2008-03-01
---
Citrix competes with VMware. Citrix competes with VMware, and Microsoft met VMware.
E
    comention $C --by=year -o 'fair-%Y.svg' a.md b.md
    exits 0
    is "$(legend fair-2007.svg)" "$(printf 'company\nacquired')"
    is "$(legend fair-2008.svg)" "$(printf 'company\nmentioned together\ncompetes with')"
}

@test "--by: names keep their place in the layouts of Graphviz, too" {
    place() { xmllint --xpath "string(//*[local-name()='text'][.='$2']/@x)" "$1"; }
    shop
    for layout in dot neato; do
        comention $C --by=year -K$layout -o 'fair-%Y.svg' a.md b.md
        exits 0
        for name in Citrix VMware; do
            is "$(place fair-2007.svg $name)" "$(place fair-2008.svg $name)"
        done
    done
}

@test "--by needs a file for each period, and dates" {
    shop
    for file in x.svg 'x-%Y.svg' '%m.svg'; do
        comention $C --by=month -o "$file" a.md
        exits 2
        says_also 'expected -o with %Y and %m'
    done
    comention $C --by=year a.md
    exits 2
    says_also 'expected -o with %Y'
    echo 'VMware met Citrix.' >undated.md
    comention $C --by=year -o '%Y.svg' undated.md
    exits 2
    says_also 'no post has a date'
}

@test "--dpi: dots an inch of PNG" {
    shop
    width() { od -An -j16 -N4 -tx1 "$1" | tr -d ' ' | sed 's/^/0x/' | xargs printf '%d\n'; }
    comention $C -o a.png a.md
    is "$(width a.png)" 1920
    comention $C --dpi=96 -o a.png a.md
    is "$(width a.png)" 1280
}

@test "a name is short where its maker stands beside it, and in two lines where it is long" {
    cat >catalog.yml <<'E'
companies: [VMware]
products:
- VMware Site Recovery Manager: {maker: VMware, aliases: [Site Recovery Manager]}
- VMware Server: {maker: VMware}
E
    echo 'VMware has VMware Site Recovery Manager and VMware Server.' >a.md
    comention $C -Tsvg a.md
    is "$(svg_labels "$out" | sort | tr '\n' ,)" 'Site Recovery Manager,VMware,VMware Server,'
    is "$(xmllint --xpath 'count(//*[local-name()="text"][contains(., "Manager")])' "$out")" 1
    prints_not '>Site Recovery Manager<'
    comention $C a.md
    is "$(node vmware-site-recovery-manager fullname)" 'VMware Site Recovery Manager'
    comention $C --type=product -Tsvg a.md
    is "$(svg_labels "$out" | sort | tr '\n' ,)" 'VMware Server,VMware Site Recovery Manager,'
}

@test "-v says which layout was chosen, and how much was drawn" {
    shop
    comention $C -v -Tsvg a.md b.md
    says_also 'layout place'
    says_also 'drew 3 names and 2 links'
    comention $C -Tsvg a.md b.md
    says_nothing
}

@test "a large graph is drawn, by another layout" {
    { echo 'companies:'; for i in $(seq 400); do echo "  - Company N$i"; done; } >catalog.yml
    for i in $(seq 3 400); do
        printf 'Company N%s, Company N%s and Company N%s.\n\n' $i $((i / 2)) $((i / 3))
    done >a.md
    COMENTION_TIMEOUT=${COMENTION_TIMEOUT:-5} comention $C -v --nodes=0 --edges=0 -Tsvg a.md
    exits 0
    says_also 'layout sfdp'
    xmllint --noout --huge "$out"
    is "$(svg_count "$out" node)" 400
}

@test "an empty graph is a graph" {
    echo 'Nothing.' >a.md
    comention $C a.md
    exits 0
    is "$(gvpr 'BEG_G {print(nNodes($G))}' "$out")" 0
    renders "$out" dot neato fdp sfdp
    for format in svg png pdf json; do
        comention $C -T$format a.md
        exits 0
        [ -s "$out" ]
    done
}

@test "a graph of one node is a graph" {
    echo 'VMware.' >a.md
    comention $C a.md
    exits 0
    is "$(gvpr 'N {print($.name)}' "$out")" vmware
    renders "$out" dot neato fdp sfdp
    for format in svg png pdf json; do
        comention $C -T$format a.md
        exits 0
        [ -s "$out" ]
    done
}

@test "an empty folder is an empty graph" {
    mkdir posts
    comention $C -Tjson posts
    exits 0
    is "$(json '.nodes | length')" 0
}

@test "the built-in catalog draws VMware, Microsoft and Citrix" {
    echo 'VMware and Microsoft met Citrix.' >a.md
    comention a.md
    exits 0
    is "$(gvpr 'N {print($.name)}' "$out" | sort | xargs)" 'citrix microsoft vmware'
    renders "$out"
}
