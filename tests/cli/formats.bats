# -T FORMAT, and the ending of -o FILE.
load helper

# What a file is, told by how it begins.
kind() {
    case $(head -c 5 "$1" | tr -d '\000') in
    digra) echo dot ;;
    '<svg ') echo svg ;;
    ?PNG*) echo png ;;
    %PDF-) echo pdf ;;
    '{"pos') echo json ;;
    '<!DOC') echo html ;;
    flowc) echo mermaid ;;
    *) echo "unknown: $(head -c 20 "$1")" ;;
    esac
}

setup_file() { export LC_ALL=C; }

@test "-T dot, svg, png, pdf, html, mermaid, json; dot is the default" {
    echo 'VMware and Citrix.' >a.md
    for format in dot svg png pdf html mermaid json; do
        comention $C -T $format a.md
        exits 0
        says_nothing
        is "$(kind "$out")" $format
    done
    comention $C a.md
    is "$(kind "$out")" dot
}

@test "without -T the format follows the file's ending" {
    echo 'VMware and Citrix.' >a.md
    for format in dot svg png pdf html json; do
        comention $C -o "x.y.$format" a.md
        exits 0
        prints_nothing
        is "$(kind "x.y.$format")" $format
    done
    comention $C -o x.gv a.md
    is "$(kind x.gv)" dot
    comention $C -o x.mmd a.md
    is "$(kind x.mmd)" mermaid
    comention $C -o x.htm a.md
    is "$(kind x.htm)" html
    comention $C -o x.SVG a.md
    is "$(kind x.SVG)" svg
}

@test "-T wins over the file's ending" {
    echo 'VMware and Citrix.' >a.md
    comention $C -Tjson -o x.svg a.md
    is "$(kind x.svg)" json
}

@test "an unknown format is wrong usage" {
    echo VMware. >a.md
    comention $C -Tgif a.md
    exits 2
    prints_nothing
    says_also gif
    says_also 'dot, svg, png, pdf, html, mermaid or json'
    comention mentions $C --format=xml a.md
    exits 2
    says_also 'table, jsonl or tsv'
}

@test "JSON: nodes and edges with all their data" {
    post a.md <<'E'
---
title: A "title"
date: 2007-09-11
url: https://blog.example/a
---
VMware met Citrix.
E
    comention $C --title='Who and whom' -Tjson a.md
    exits 0
    is "$(jq -cS . "$out")" "$(jq -cS . <<'E'
{
  "posts": 1, "title": "Who and whom", "first": "2007-09-11", "last": "2007-09-11",
  "nodes_left_out": 0, "edges_left_out": 0,
  "nodes": [
    {"id": "citrix", "name": "Citrix", "type": "company", "posts": 1, "mentions": 1,
     "first": "2007-09-11", "last": "2007-09-11"},
    {"id": "vmware", "name": "VMware", "type": "company", "url": "https://vmware.com/",
     "posts": 1, "mentions": 1, "first": "2007-09-11", "last": "2007-09-11"}
  ],
  "edges": [
    {"from": "citrix", "to": "vmware", "kind": "together", "weight": 1.000, "sentences": 1,
     "paragraphs": 1, "posts": 1, "first": "2007-09-11", "last": "2007-09-11",
     "evidence": [
       {"post": "a.md", "line": 6, "title": "A \"title\"", "url": "https://blog.example/a",
        "date": "2007-09-11", "distance": "sentence", "quote": "VMware met Citrix."}],
     "statements": []}
  ]
}
E
)"
}

@test "DOT says the same as JSON" {
    printf 'VMware met Citrix.\n\nMicrosoft showed Hyper-V and VMotion at VMworld.\n' >a.md
    comention $C -Tjson a.md
    json '.edges[] | "\(.from) \(.to) \(.kind) \(.weight * 1000 | round)"' | sort >json
    is "$(wc -l <json)" 8
    comention $C a.md
    gvpr 'E {printf("%s %s %s %.0f\n", $.tail.name, $.head.name, $.type, 1000 * (float)$.weight)}' "$out" |
        sort | diff -u json -
}

@test "SVG is what dot makes of the DOT: the same nodes and edges" {
    printf 'VMware met Citrix.\n\nMicrosoft showed Hyper-V and VMotion at VMworld.\n' >a.md
    comention $C -o ours.svg a.md
    comention $C a.md
    dot -Tsvg -o theirs.svg "$out"
    count() { xmllint --xpath "count(//*[contains(concat(@class, ' '), '$2 ')])" "$1"; }
    for what in node edge; do
        is "$(count ours.svg $what)" "$(count theirs.svg $what)"
    done
    is "$(svg_labels ours.svg | sort)" "$(svg_labels theirs.svg | sort)"
    is "$(svg_labels ours.svg | wc -l)" 6
}
