# comention mentions --unknown: what no catalog has, as a catalog.
load helper

@test "what looks like a name, by type, with an example" {
    post a.md <<'E'
---
title: The week
date: 2009-05-01
---
VMware met [Globex Systems](http://www.globexsystems.com), and OpenFrob 2.0 is out.
E
    post b.md <<'E'
---
date: 2010-05-01
---
At the Widget Summit we saw OpenFrob and the XenServer.
E
    comention mentions $C --unknown a.md b.md
    exits 0
    says_nothing
    prints <<'E'
# Names that no catalog has, from 2 posts, the most frequent first.
# Delete what is no name, move what has another type, add makers.
companies:
  - Globex Systems: {site: globexsystems.com} # 1 post, a.md:5
products:
  - OpenFrob # 2 posts, a.md:5
events:
  - Widget Summit # 1 post, b.md:4
E
}

@test "it is a catalog: check accepts it, and -c finds what it lists" {
    printf 'We like [OpenFrob](http://openfrob.org) and the VMware Yes! 3Frob and "Frob: Ünd" here.\n' >a.md
    comention mentions $C --unknown -o new.yml a.md
    exits 0
    prints_nothing
    comention check -c catalog.yml --no-builtin new.yml
    exits 0
    comention mentions $C -c new.yml --format=jsonl a.md
    is "$(json .surface | paste -sd ' ')" 'OpenFrob VMware 3Frob Ünd'
    comention mentions $C -c new.yml --unknown a.md
    is "$(grep -c '^  - ' "$out")" 0
}

@test "a post without a new name gives an empty catalog" {
    echo 'VMware met Citrix.' >a.md
    comention mentions $C --unknown -o new.yml a.md
    exits 0
    is "$(grep -vc '^#' new.yml)" 0
    comention check --no-builtin new.yml
    exits 0
}

@test "--unknown: posts outside of the period are not looked at" {
    printf -- '---\ndate: 2009-05-01\n---\nWe like OpenFrob.\n' >a.md
    printf -- '---\ndate: 2010-05-01\n---\nWe like OpenPlugh.\n' >b.md
    comention mentions $C --unknown --since=2010 a.md b.md
    exits 0
    prints_also 'from 1 post,'
    prints_also '  - OpenPlugh # 1 post, b.md:4'
    prints_not OpenFrob
}

@test "--unknown: a post that can't be read is said, and the others are listed" {
    printf 'We like OpenFrob.\n' >a.md
    comention mentions $C --unknown a.md gone.md
    exits 1
    says_also gone.md
    prints_also '  - OpenFrob # 1 post, a.md:1'
}

@test "hundreds of names: those of a single post are counted only" {
    for i in $(seq 301); do printf 'We like OpenFrob%sx here.\n\n' "$i"; done >a.md
    comention mentions $C --unknown a.md
    is "$(tail -n 1 "$out")" '# 301 more stand in one post only.'
    printf 'We like OpenFrob7x here.\n' >b.md
    comention mentions $C --unknown a.md b.md
    is "$(grep '^  - ' "$out")" '  - OpenFrob7x # 2 posts, a.md:13'
    is "$(tail -n 1 "$out")" '# 300 more stand in one post only.'
}

@test "--unknown: the same bytes for any number of threads" {
    mkdir posts
    for i in $(seq 60); do
        echo "Here OpenFrob$((i % 7))x met Globex$((i % 5)) Systems, and Frob$((i % 3))Bar too." >posts/$i.md
    done
    comention mentions $C --unknown --threads=1 posts
    exits 0
    cp "$out" one
    [ "$(grep -c '^  - ' one)" -ge 15 ]
    comention mentions $C --unknown --threads=8 posts
    prints <one
}

@test "only mentions knows --unknown" {
    echo 'VMware' >a.md
    comention relations $C --unknown a.md
    exits 2
}
