# What posts state of two names: relations, in the graph, and in DOT.
load helper

said() {
    post a.md <<'E'
---
title: "Who bought whom"
date: 2007-09-11
slug: who
---
VMware acquired Citrix. Microsoft may acquire Citrix.

VMware competes with Microsoft. XenServer was there, too.
E
}

@test "each piece of evidence: kind, certainty, the phrase, the sentence" {
    said
    comention relations $C --format=jsonl a.md
    exits 0
    is "$(jq -c 'select(.kind == "acquired") | [.from, .to, .how, .certainty, .distance, .line, .quote]' "$out")" \
        '["vmware","citrix","text","stated","sentence",6,"VMware acquired Citrix."]
["microsoft","citrix","text","rumoured","sentence",6,"Microsoft may acquire Citrix."]'
    is "$(jq -r 'select(.kind == "acquired" and .certainty == "stated") | .phrase' "$out")" \
        'A [@have] [@lately] @buy .. B'
    is "$(jq -r 'select(.how == "catalog") | "\(.from) \(.kind) \(.to) \(.certainty)"' "$out")" \
        'citrix makes xenserver known'
    is "$(jq -r 'select(.kind == "together") | .certainty' "$out" | sort -u)" stated
}

@test "in JSON: what is drawn of an edge, and all that is said of it" {
    said
    comention $C -Tjson a.md
    exits 0
    is "$(json '.edges[] | "\(.from) \(.kind) \(.to) \(.certainty)"')" 'microsoft acquired citrix rumoured
vmware acquired citrix stated
citrix makes xenserver known
microsoft competes_with vmware stated
microsoft together xenserver null
vmware together xenserver null'
    is "$(json '.edges[] | select(.to == "citrix" and .from == "vmware") | .statements[0] | [.stated, .rumoured, .known, .first, .evidence[0].quote]' | tr -d ' \n')" \
        '[1,0,0,"2007-09-11","VMwareacquiredCitrix."]'
}

@test "in DOT: label, direction, a dashed line for a rumour, the data as attributes" {
    said
    comention $C a.md
    exits 0
    cp "$out" x.dot
    edge() {
        gvpr "E[tail.name == \"$1\" && head.name == \"$2\"] { print($3); }" x.dot 2>/dev/null || true
    }
    is "$(edge vmware citrix '$.label')" acquired
    is "$(edge vmware citrix '$.type')" acquired
    is "$(edge vmware citrix '$.certainty')" stated
    is "$(edge vmware citrix '$.stated')" 1
    is "$(edge vmware citrix '$.dir')" ''
    is "$(edge microsoft citrix '$.style')" dashed
    is "$(edge microsoft citrix '$.certainty')" rumoured
    is "$(edge microsoft vmware '$.label')" 'competes with'
    is "$(edge microsoft vmware '$.dir')" both # its ends look the same
    is "$(edge microsoft xenserver '$.label')" ''
    edge vmware citrix '$.tooltip' | grep -qF 'VMware acquired Citrix (1 post)'
    edge vmware citrix '$.evidence1' | grep -qF '“VMware acquired Citrix.” (Who bought whom, 2007-09-11, a.md:6)'
    edge citrix xenserver '$.tooltip' | grep -qF 'Citrix makes XenServer (by the catalog)'
}

@test "several kinds between two are one edge, with all in its tooltip" {
    printf 'VMware acquired Citrix.\n\nVMware acquired Citrix, they say. VMware competes with Citrix.\n' >a.md
    printf 'VMware acquired Citrix.\n' >b.md
    comention $C a.md b.md
    is "$(grep -c -- '->' "$out")" 1
    grep -q 'tooltip="VMware acquired Citrix (2 posts); Citrix competes with VMware (1 post)' "$out"
    grep -q 'kinds="competes_with acquired"' "$out"
}

@test "--kind chooses, and draws what was chosen" {
    said
    comention $C --kind=acquired -Tjson a.md
    exits 0
    is "$(json '.edges[] | "\(.from) \(.kind) \(.to)"')" 'microsoft acquired citrix
vmware acquired citrix'
    is "$(json '.nodes[].id' | tr '\n' ' ')" 'citrix microsoft vmware '
    comention $C --kind=competes-with,makes -Tjson a.md
    is "$(json '.edges[].kind' | tr '\n' ' ')" 'makes competes_with '
    comention $C --kind=together -Tjson a.md
    is "$(json '.edges[] | "\(.from) \(.to)"' | tr '\n' ' ')" 'microsoft xenserver vmware xenserver '
    comention $C --kind=uses -Tjson a.md
    exits 0
    is "$(json '.nodes | length')" 0
    comention $C --kind=acquird a.md
    exits 2
    says_also 'acquird'
    says_also 'competes_with'
}

@test "--no-together leaves bare co-mentions out" {
    said
    comention $C --no-together -Tjson a.md
    exits 0
    is "$(json '.edges[].kind' | sort | tr '\n' ' ')" 'acquired acquired competes_with makes '
    comention $C --no-together --kind=together,makes -Tjson a.md
    is "$(json '.edges[].kind')" makes
}

@test "--phrases adds one's own, in one line" {
    echo 'VMware gobbled Citrix.' >a.md
    comention relations $C --format=jsonl a.md
    is "$(json .kind)" together
    comention relations $C --phrases=phrases.yml --format=jsonl a.md
    exits 0
    says_nothing
    is "$(jq -r 'select(.kind == "acquired") | .phrase' "$out")" 'A gobbled B'
    # beside the built-in ones
    echo 'VMware acquired Citrix.' >b.md
    comention relations $C --phrases=phrases.yml --format=jsonl b.md
    is "$(json .kind | sort | tr '\n' ' ')" 'acquired together '
}

@test "a mistake in phrases costs that phrase, and is said" {
    printf 'phrases:\n  acquird:\n    - A ate B\n  acquired:\n    - A gobbled B\n    - A ate\n' >mine.yml
    echo 'VMware gobbled Citrix.' >a.md
    comention relations $C --phrases=mine.yml --format=jsonl a.md
    exits 0
    says_also 'mine.yml:2:3: unknown kind "acquird", did you mean "acquired"?'
    says_also 'mine.yml:6:7: expected A and B in it once each, or A+B, at most 40 words and 4 gaps'
    is "$(json .kind | sort | tr '\n' ' ')" 'acquired together '
    comention check --no-builtin mine.yml
    exits 1
    says_lines 2
    comention check --no-builtin phrases.yml
    exits 0
    says_nothing
    comention relations $C --phrases=none.yml a.md
    exits 2
    says_also 'none.yml:1:1: '
    says_lines 1
}

@test "an edge leads to the post that states it: --base-url" {
    said
    comention $C a.md
    is "$(grep -c 'URL="https\?://blog' "$out" || true)" 0
    comention $C --base-url=https://blog.example/:year/:slug/ a.md
    exits 0
    grep -q 'URL="https://blog.example/2007/who/"' "$out"
    is "$(grep -c 'URL="https://blog.example/2007/who/"' "$out")" 6
    comention relations $C --base-url=https://blog.example --format=jsonl a.md
    is "$(json .url | sort -u)" https://blog.example/who
    comention $C --base-url=blog.example a.md
    exits 2
    says_also '"blog.example" is no address, expected http://... or https://...'
}

@test "--link: names lead to their site, to the best post, or nowhere" {
    said
    address() { gvpr 'N[name == "vmware"] { print($.URL); }' "$out" 2>/dev/null; }
    comention $C --base-url=https://blog.example a.md
    is "$(address)" https://vmware.com/
    comention $C --base-url=https://blog.example --link=site a.md
    is "$(address)" https://vmware.com/
    comention $C --base-url=https://blog.example --link=post a.md
    is "$(address)" https://blog.example/who
    comention $C --base-url=https://blog.example --link=none a.md
    is "$(grep -c URL "$out" || true)" 0
    # a post without an address is nowhere to be led to
    comention $C --link=post a.md
    is "$(grep -c 'URL=' "$out" || true)" 0
}

@test "an address in SVG is escaped once, and only http and https are links" {
    post a.md <<'E'
---
url: https://blog.example/?a=1&b=2
---
VMware acquired Citrix.
E
    post b.md <<'E'
---
url: javascript:alert(1)
---
Microsoft acquired XenServer.
E
    comention $C -Tsvg a.md b.md
    exits 0
    xmllint --noout "$out"
    grep -qF 'https://blog.example/?a=1&amp;b=2' "$out"
    is "$(grep -c 'javascript:' "$out" || true)" 0
}
