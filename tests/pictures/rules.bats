# What wikis, slide programs and sanitizers demand of an SVG, on ordinary and hostile
# pictures. rules.py says what each rule is.
load ../cli/helper

root=$BATS_TEST_DIRNAME/../..
gallery=$root/graphs/gallery/trade-show/posts

keeps_the_rules() {
    "$COMENTION" -q -Tsvg -o it.svg "$@"
    xmllint --noout --huge it.svg
    python3 "$root/tests/pictures/rules.py" it.svg
}

@test "every style" {
    for style in slide wiki print; do
        keeps_the_rules --style=$style --title='VMworld 2007' "$gallery"
    done
}

@test "every option that draws otherwise" {
    keeps_the_rules --highlight=Citrix "$gallery"
    keeps_the_rules --cluster=maker "$gallery"
    keeps_the_rules --focus=VMware "$gallery"
    keeps_the_rules -Nshape=ellipse "$gallery"
    for layout in dot neato sfdp circo; do keeps_the_rules -K$layout "$gallery"; done
}

@test "a color of one's own: the picture has no dark side" {
    keeps_the_rules -Gbgcolor=lightyellow "$gallery"
    ! grep -q '<style>' it.svg || false
}

@test "no names, one, two" {
    echo 'Nothing.' >0.md
    echo 'VMware.' >1.md
    echo 'VMware met Citrix.' >2.md
    for n in 0 1 2; do keeps_the_rules $n.md; done
}

@test "hostile names, addresses, titles, posts" {
    python3 - >catalog.yml <<'E'
import json
names = ['Say "Cheese" Ltd', "O'Reilly's", "Back\\Slash", "\\N \\G \\L", "<b>Bold</b>", "</svg><script>alert(1)</script>",
         "Tom &amp; Jerry", "Nu &#0; Mber", "onload=alert(1)", "expression(1)", "W" * 10000, "é" * 10000, "חברה בע״מ",
         "🚀 Rockets", "株式会社", "Line\nEnd", "]]>x", "<!-- x", "<?php", "url(#x)", "javascript:alert(1)"]
print("companies:")
for i, name in enumerate(names):
    print("- ? " + json.dumps(name, ensure_ascii=False) +
          "\n  : {aliases: [Zanzibar %d], url: 'https://x.example/?a=%d&b=c'}" % (i, i))
E
    for i in $(seq 1 20); do
        echo "Zanzibar 0 met Zanzibar $i <script>. Zanzibar $i \"met\" Zanzibar $((i - 1)) ]]>."
    done >a.txt
    for style in slide wiki print; do
        keeps_the_rules --style=$style $C --title='</svg><script>x</script> & "q" \N ]]>' a.txt
        ! grep -q '<script' it.svg || false
        is "$(svg_count it.svg node)" 21
    done
    keeps_the_rules $C -Kdot a.txt
}

@test "links of one's own: only those of the web" {
    echo 'VMware met Citrix.' >a.md
    for url in 'javascript:alert(1)' '//x.example' 'mailto:a@b.c' 'data:text/html,x' '/wiki/x'; do
        keeps_the_rules -NURL="$url" -EURL="$url" a.md
        ! grep -q 'href' it.svg || false
    done
    keeps_the_rules -NURL='https://x.example/?a=1&b=2' -EURL='#edge' -Elabel=met a.md
    grep -q 'xlink:href="https://x.example/?a=1&amp;b=2"' it.svg
    grep -q 'xlink:href="#edge"' it.svg
}

@test "two pictures on one page do not meet" {
    echo 'VMware met Citrix.' >a.md
    echo 'VMware met Microsoft.' >b.md
    keeps_the_rules a.md
    mv it.svg a.svg
    keeps_the_rules b.md
    ids() { grep -oE '(id|class)="[^"]*"' "$1" | grep -oE 'cm[0-9a-f]+' | sort -u; }
    is "$(ids a.svg | wc -l)" 1
    ! [ "$(ids a.svg)" = "$(ids it.svg)" ] || false
}

@test "each rule is checked: a picture that breaks it is found" {
    keeps_the_rules --title=T "$gallery"
    cp it.svg good.svg
    breaks() { # breaks SED-EXPRESSION
        sed -E "$1" good.svg >bad.svg
        ! cmp -s good.svg bad.svg || { echo "changes nothing: $1"; return 1; }
        run python3 "$root/tests/pictures/rules.py" bad.svg
        [ "$status" -eq 1 ] || { echo "not found: $1"; return 1; }
    }
    breaks '1s/^/<?xml version="1.0"?>/'
    breaks '2s/^/<!-- x -->/'
    breaks '0,/>T</s//>\&#84;</'
    breaks 's/ role="img"//'
    breaks 's/width="1280"/width="1280pt"/'
    breaks 's/ viewBox="[^"]*"/ viewBox="0 0 9 9"/'
    breaks 's/<desc id/<title id/; s/<\/desc>/<\/title>/'
    breaks 's/xlink:href="http/xlink:href="ftp/'
    breaks 's/<a xlink/<a target="_top" xlink/'
    breaks '0,/<text /s//<text onclick="x" /'
    breaks '0,/<text /s//<text style="fill:red" /'
    breaks '0,/ fill="#[0-9a-f]*"/s///'
    breaks '0,/fill="#ffffff"/s//fill="transparent"/'
    breaks 's/ class="cm[0-9a-f]*-node"/ class="node"/'
    breaks 's/var\(--[a-z0-9-]*, (#[0-9a-f]*)\)/\1/'
    breaks 's/@media \(prefers-color-scheme: dark\)/@media print/'
    breaks 's/ style="color-scheme:light dark"//'
    breaks 's/<style>/<style>text { fill: red }/'
    breaks 's/<\/svg>/<use\/><\/svg>/'
    breaks '0,/stroke="#1f5a94"([^>]*) class="[^"]*"/s//stroke="#1f5a94"\1/'
}
