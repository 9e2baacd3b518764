# Names and texts that mean something to DOT, XML, a terminal or a shell.
load helper

# Names as Graphviz reads them back from the DOT: the label is an escString,
# and fullname is there where the label can't say the name to the letter.
read_back() {
    gvpr 'N {
        string s = hasAttr($, "fullname") && $.fullname != "" ? $.fullname : $.label;
        print(gsub(s, "\\\\\\\\", "\\"));
    }' "$out"
}

# hostile NAME: a company of this name is drawn, and read back from DOT, JSON
# and SVG to the letter.
hostile() {
    printf 'companies:\n- Citrix\n- ? %s\n  : {aliases: [Zanzibar]}\n' "$(jq -n --arg name "$1" '$name')" >catalog.yml
    echo 'Zanzibar met Citrix.' >a.txt
    comention $C -Tjson a.txt
    exits 0
    json '.nodes[].name' >names
    grep -aqxF -e "$1" names || { echo "JSON has: $(cat names)"; return 1; }
    comention $C a.txt
    exits 0
    renders "$out"
    read_back >names
    grep -aqxF -e "$1" names || { echo "DOT has: $(cat names)"; return 1; }
    comention $C -Tsvg a.txt
    exits 0
    xmllint --noout "$out"
    [ ${#1} -gt 60 ] || svg_labels "$out" | grep -aqxF -e "$1" || { echo "SVG has: $(svg_labels "$out")"; return 1; }
    comention mentions $C --format=jsonl a.txt
    exits 0
    is "$(json .name | grep -acxF -e "$1")" 1
}

@test "names with odd signs are found where a post spells them so" {
    for name in 'Say "Cheese" Ltd' 'Back\Slash Corp' 'A <b>Bold Corp' 'Tom; Jerry' 'One | Two' 'Ring (Of) Fire' \
        'Foo [Bar] Baz' 'Rock & Roll' 'Up > Down' 'Star*Dust' 'Sign = Up' 'A @ Home' 'חברה בע״מ'; do
        jq -n --arg name "$name" '{companies: [$name]}' >catalog.yml
        printf 'We met %s.\n' "$name" >a.txt
        comention mentions $C --format=jsonl a.txt
        is "$(json .name)" "$name"
    done
}

@test "quotes" {
    hostile 'Say "Cheese" Ltd'
    hostile "O'Reilly's"
    hostile '"Quoted"'
}

@test "backslashes" {
    hostile 'Back\Slash'
    hostile 'C:\new\thing'
    hostile 'Two\\Of Them'
}

@test "escapes of Graphviz: \\N, \\G, \\L, \\l, \\n" {
    hostile 'New\Name \G \L \l \n \r \E Corp'
}

@test "a backslash before a quote" {
    hostile 'Back\"Quote" Corp'
}

@test "a backslash at the end" {
    hostile 'Ends With Slash\'
    hostile 'Ends With Two\\'
}

@test "tags, and what looks like an HTML label" {
    hostile 'A <b>Bold</b> Corp'
    hostile '<b>Bold</b>'
    hostile '<Table>'
}

@test "ampersands and entities" {
    hostile 'Tom & Jerry'
    hostile 'Tom &amp; Jerry'
    hostile 'Less &lt; More'
    hostile 'Nu &#0; Mber'
}

@test "brackets, semicolons, equal signs, arrows, comments" {
    hostile 'a [shape=none]; b -> c'
    hostile 'A /* comment */ B'
    hostile 'A // B # C'
    hostile '{Record|Field}'
}

@test "keywords of DOT" {
    for word in Graph digraph Node edge subgraph strict; do hostile "$word"; done
}

@test "names of digits" {
    hostile '3Com'
    hostile '1.2.3'
    hostile '37signals 2.0'
}

@test "10,000 characters" {
    hostile "$(printf 'Very Long %.0s' $(seq 999))Name."
    hostile "$(printf 'W%.0s' $(seq 10000))"
    hostile "$(printf 'é%.0s' $(seq 7999))"
}

@test "right-to-left" {
    hostile 'חברה בע״מ'
    hostile 'شركة'
}

@test "emoji and other signs outside of Unicode's first plane" {
    hostile '🚀 Rockets'
    hostile 'Rockets 👩‍🚀'
    hostile '𝔅lackletter'
}

@test "ideographs" {
    hostile '株式会社'
}

@test "a line end and control characters in a name" {
    printf 'companies: ["Line\\nEnd", "Tab\\tStop", "Esc\\e[31mRed", Citrix]\n' >catalog.yml
    echo 'Line End and Tab Stop met Citrix.' >a.txt
    comention $C a.txt
    exits 0
    is "$(json . 2>/dev/null; gvpr 'N {print($.name)}' "$out" | sort | xargs)" 'citrix line-end tab-stop'
    renders "$out" dot neato fdp sfdp
    comention $C -Tsvg a.txt
    xmllint --noout "$out"
    comention $C -Tjson a.txt
    is "$(json '.nodes[] | select(.id == "line-end").name')" "$(printf 'Line\nEnd')"
    comention mentions $C a.txt
    is "$(wc -l <"$out")" 3
    comention mentions $C --format=tsv a.txt
    is "$(wc -l <"$out")" 4
}

@test "characters that XML has not" {
    printf 'companies: ["Odd\\uFFFE One", "Ctl\\x01 Two", Citrix]\n' >catalog.yml
    printf 'Odd\uFFFE One and Ctl Two met Citrix \uFFFF here.\n' >a.txt
    comention $C a.txt
    exits 0
    renders "$out"
    comention $C -Tsvg a.txt
    exits 0
    xmllint --noout "$out"
}

@test "all of them in one graph, by all layouts" {
    python3 - >catalog.yml <<'E'
import json
names = ['Say "Cheese" Ltd', "O'Reilly's", "Back\\Slash", "\\N \\G \\L", 'Back\\"Quote"', "Slash\\", "<b>Bold</b>",
         "Tom &amp; Jerry", "a [shape=none]; b -> c", "{Record|Field}", "Graph", "3Com", "1.2.3", "W" * 10000,
         "é" * 10000, "חברה בע״מ", "🚀 Rockets", "株式会社", "Line\nEnd"]
print("companies:")
for i, name in enumerate(names):
    print("- ? " + json.dumps(name, ensure_ascii=False) + "\n  : {aliases: [Zanzibar %d]}" % i)
E
    for i in $(seq 1 18); do echo "Zanzibar 0 met Zanzibar $i. Zanzibar $i met Zanzibar $((i - 1))."; done >a.txt
    comention $C a.txt
    exits 0
    is "$(gvpr 'BEG_G {print(nNodes($G))}' "$out")" 19
    renders "$out" dot neato fdp sfdp
    comention $C -Tsvg a.txt
    exits 0
    xmllint --noout "$out"
    is "$(svg_count "$out" node)" 19
}

@test "the text of a post: no markup, no link, no escape of a terminal" {
    printf 'VMware <script>alert(1)</script> "met" \\N Citrix ]]> &amp; \033[31mred\033[0m.\n' >a.txt
    comention $C a.txt
    exits 0
    renders "$out" dot neato fdp sfdp
    prints_not "$(printf '\033')"
    comention $C -Tsvg a.txt
    xmllint --noout "$out"
    prints_not '<script'
    for command in relations 'relations --format=jsonl' 'relations --format=tsv' \
        'explain --name=VMware --name=Citrix' mentions; do
        comention $command $C a.txt
        exits 0
        prints_not "$(printf '\033')"
        prints_also VMware
    done
}

@test "a post's quote comes out to the letter" {
    printf 'VMware "met" \\ the <b> & Citrix.\n' >a.txt
    comention relations $C --format=jsonl a.txt
    is "$(json .quote)" 'VMware "met" \ the <b> & Citrix.'
    comention $C a.txt
    gvpr 'E {print($.tooltip)}' "$out" >tooltip
    grep -qF 'VMware "met" \\ the <b> & Citrix.' tooltip
    comention $C -Tsvg a.txt
    xmllint --xpath 'string(//*[local-name()="title"][contains(., "met")])' "$out" >tooltip
    grep -qF 'VMware "met" \ the <b> & Citrix.' tooltip
}

@test "a post's title and path are not markup either" {
    mkdir 'a "b" <c> \N & d'
    post 'a "b" <c> \N & d/x.md' <<'E'
---
title: The "T" <script> \N & so
---
VMware met Citrix.
E
    comention $C 'a "b" <c> \N & d'
    exits 0
    renders "$out"
    comention $C -Tsvg 'a "b" <c> \N & d'
    xmllint --noout "$out"
    prints_not '<script'
    comention $C -Tjson 'a "b" <c> \N & d'
    is "$(json '.edges[0].evidence[0] | "\(.post) \(.title)"')" \
        'a "b" <c> \N & d/x.md The "T" <script> \N & so'
}

@test "a path that is no UTF-8, or has a line end" {
    name=posts/$(printf 'caf\xe9\nx.md')
    mkdir posts
    echo 'VMware met Citrix.' >"$name"
    comention $C posts
    exits 0
    renders "$out"
    comention $C -Tsvg "$name"
    exits 0
    xmllint --noout "$out"
    comention $C -Tjson "$name"
    json .posts
    jq -e . "$out" >/dev/null
    iconv -f UTF-8 -t UTF-8 "$out" >/dev/null
    comention mentions $C "$name"
    is "$(wc -l <"$out")" 2
    printf 'x\0' >"$name"
    comention $C "$name"
    says_lines 1
}

@test "links are addresses of the web" {
    for url in 'javascript:alert(1)' 'JAVASCRIPT:alert(1)' 'data:text/html,x' 'vbscript:x' 'http://a"b/' \
        'http://a/<b>' 'file:///etc/passwd'; do
        printf "companies: [{VMware: {url: '%s'}}]\n" "$url" >catalog.yml
        echo VMware. >a.txt
        comention $C -Tsvg a.txt
        exits 0
        says_also 'expected an address'
        xmllint --noout "$out"
        prints_not 'xlink:href'
    done
    for site in 'javascript:alert(1)' 'a.b/c' 'user@a.b'; do
        printf "companies: [{VMware: {site: '%s'}}]\n" "$site" >catalog.yml
        comention $C -Tsvg a.txt
        prints_not 'xlink:href'
    done
}

@test "an address with what means something to Graphviz" {
    printf 'companies: [{VMware: {url: "https://example.com/%%5C?a=1&b=2#c"}}]\n' >catalog.yml
    echo VMware. >a.txt
    comention $C -Tsvg a.txt
    is "$(xmllint --xpath 'string(//@*[local-name()="href"])' "$out")" 'https://example.com/%5C?a=1&b=2#c'
    printf "companies: [{VMware: {site: 'a\\\\N\".b'}}]\n" >catalog.yml
    comention $C a.txt
    renders "$out"
}

@test "hostile titles of the diagram" {
    echo VMware. >a.txt
    for title in '<b>bold</b>' '</svg><script>' 'a"b' 'back\' '&amp;' '\G \N' ''; do
        comention $C --title="$title" a.txt
        exits 0
        renders "$out"
        comention $C --title="$title" -Tsvg a.txt
        xmllint --noout "$out"
        prints_not '<script'
        comention $C --title="$title" -Tjson a.txt
        is "$(json '.title // ""')" "$title"
    done
}
