# comention relations: links with their evidence, and how close is together.
load helper

two_posts() {
    post a.md <<'E'
---
title: News
date: 2007-09-11
url: https://blog.example/news
---
VMware talked. Citrix listened to Microsoft, and VMware left.

The end, says XenServer.
E
}

@test "a table for people" {
    printf 'Before. VMware met Citrix. After.\n' >a.md
    comention relations $C a.md
    exits 0
    says_nothing
    prints <<'E'
a.md:1  Citrix  together  VMware  sentence  VMware met Citrix.
E
}

@test "JSON Lines" {
    two_posts
    comention relations $C --together=sentence --format=jsonl a.md
    exits 0
    is "$(jq -c 'select(.to == "microsoft") | {post, line, from, to, from_name, to_name, kind, distance, quote}' "$out")" \
        '{"post":"a.md","line":6,"from":"citrix","to":"microsoft","from_name":"Citrix","to_name":"Microsoft","kind":"together","distance":"sentence","quote":"Citrix listened to Microsoft, and VMware left."}'
    is "$(json '"\(.from) \(.kind) \(.to)"' | sort)" 'citrix makes xenserver
citrix together microsoft
citrix together vmware
microsoft together vmware'
}

@test "TSV" {
    printf 'VMware met\tCitrix.\n' >a.md
    comention relations $C --format=tsv a.md
    exits 0
    is "$(head -n 1 "$out" | tr '\t' '\n' | grep -cxE 'post|line|from|to|from_name|to_name|kind|distance|quote')" 9
    is "$(wc -l <"$out")" 2
    is "$(awk -F '\t' '{print NF}' "$out" | sort -u | wc -l)" 1
    is "$(sed -n 2p "$out" | cut -f 1-4)" 'a.md	1	citrix	vmware'
}

@test "--together: sentence, paragraph (the default), post" {
    printf 'VMware. Citrix.\n\nMicrosoft met VMware.\n' >a.md
    comention relations $C --together=sentence --format=jsonl a.md
    is "$(json '"\(.from) \(.to) \(.distance)"')" 'microsoft vmware sentence'
    comention relations $C --together=paragraph --format=jsonl a.md
    cp "$out" paragraph
    is "$(json '"\(.from) \(.to) \(.distance)"')" 'citrix vmware paragraph
microsoft vmware sentence'
    comention relations $C --format=jsonl a.md
    cmp paragraph "$out"
    comention relations $C --together=post --format=jsonl a.md
    is "$(json '"\(.from) \(.to) \(.distance)"' | sort)" 'citrix microsoft post
citrix vmware paragraph
microsoft vmware sentence'
}

@test "the maker of a product that is mentioned, too: at any distance" {
    printf 'VMware is here.\n\nVMotion is there. Hyper-V is alone.\n' >a.md
    comention relations $C --format=jsonl a.md
    is "$(json 'select(.kind == "makes") | "\(.from) \(.to) \(.distance)"')" 'vmware vmotion post'
    is "$(json 'select(.kind == "makes") | .quote')" 'VMotion is there.'
    is "$(json 'select(.kind == "makes") | .line')" 3
}

@test "nobody is linked with itself" {
    printf 'VMware, VMware and VMware, Inc. again, and Citrix. VMware!\n\nVMware?\n' >a.md
    comention relations $C --together=post --format=jsonl a.md
    exits 0
    is "$(json '"\(.from) \(.to)"' | sort -u)" 'citrix vmware'
}

@test "the quote is the sentence: abbreviations, numbers and names with points do not end one" {
    printf 'Before it. Dr. Smith of VMware, e.g. in version 3.5 of it, met VMware, Inc. and Citrix. After it.\n' >a.md
    comention relations $C --format=jsonl a.md
    is "$(json .quote)" 'Dr. Smith of VMware, e.g. in version 3.5 of it, met VMware, Inc. and Citrix.'
}

@test "a sentence may go over lines; its line is where it begins" {
    post a.md <<'E'
---
title: x
---
First. We saw that VMware
has met Citrix
in the end. Last.
E
    comention relations $C --format=jsonl a.md
    is "$(json '"\(.line) \(.quote)"')" '4 We saw that VMware has met Citrix in the end.'
}

@test "tags stand together only in the post" {
    printf -- '---\ntitle: x\ntags: [VMware, Citrix]\n---\nNothing.\n' >a.md
    comention relations $C --format=jsonl a.md
    prints_nothing
    comention relations $C --together=post --format=jsonl a.md
    is "$(json '"\(.from) \(.to) \(.distance)"')" 'citrix vmware post'
}

@test "all places of a link, from all posts" {
    for i in 1 2 3 4 5; do echo "In $i, VMware met Citrix." >"$i.md"; done
    comention relations $C --format=jsonl 1.md 2.md 3.md 4.md 5.md
    is "$(json '"\(.post) \(.quote)"')" '1.md In 1, VMware met Citrix.
2.md In 2, VMware met Citrix.
3.md In 3, VMware met Citrix.
4.md In 4, VMware met Citrix.
5.md In 5, VMware met Citrix.'
}

@test "relations of a period only, and to a file" {
    printf -- '---\ndate: 2007-05-01\n---\nVMware and Citrix.\n' >a.md
    printf -- '---\ndate: 2008-05-01\n---\nVMware and Microsoft.\n' >b.md
    comention relations $C --format=jsonl --since=2008-05-01 --until=2008 -o r.jsonl a.md b.md
    exits 0
    is "$(jq -r .from r.jsonl)" microsoft
}
