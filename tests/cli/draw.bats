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
    is "$(node vmware tooltip)" 'VMware (company): 3 mentions in 2 posts, 2007-09-11 to 2008-03-01'
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
    is "$(edge vmware vmotion label)" makes
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
    is "$(xmllint --xpath 'count(//*[@class="node"])' "$out")" 3
    is "$(xmllint --xpath 'count(//*[@class="edge"])' "$out")" 2
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

@test "-v says which layout was chosen, and how much was drawn" {
    shop
    comention $C -v -Tsvg a.md b.md
    says_also 'layout dot'
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
    is "$(grep -c 'class="node"' "$out")" 400
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
