# The same posts give the same bytes.
load helper

# keep FILE: the output, to be compared with.
keep() {
    [ -s "$out" ]
    cp "$out" "$1"
}

blog() {
    mkdir -p posts/2007 posts/2008
    for i in $(seq 60); do
        y=$((2007 + i % 2))
        set -- VMware Citrix Microsoft SRM VMotion Hyper-V XenServer VMworld
        shift $((i % 7))
        {
            printf -- '---\ntitle: Post %s\ndate: %s-0%s-11\n---\n' $i $y $((i % 9 + 1))
            printf 'Then %s met %s. So did %s.\n' "$1" "${2:-VMware}" "${3:-Citrix}"
            [ $((i % 10)) -ne 0 ] || printf '\0'
        } >posts/$y/$i.md
    done
}

@test "the same bytes for any number of threads" {
    blog
    for command in '-Tdot' '-Tsvg' '-Tjson' 'mentions --format=jsonl' 'relations --format=jsonl --together=post' \
        'explain --name=VMware' 'explain --name=VMware --name=Citrix'; do
        comention $command $C --threads=1 posts
        exits 1
        keep one
        cp "$err" one.err
        for n in 2 3 16; do
            comention $command $C --threads=$n posts
            exits 1
            cmp one "$out"
            cmp one.err "$err"
        done
    done
}

@test "the same graph for reversed arguments" {
    blog
    for format in dot svg json; do
        comention -T$format $C -q posts/2007 posts/2008
        keep one
        comention -T$format $C -q posts/2008 posts/2007
        cmp one "$out"
        comention -T$format $C -q $(ls posts/*/*.md | sort -r)
        cmp one "$out"
    done
}

@test "the same graph with files among the folders, in any order" {
    blog
    comention -Tjson $C -q posts
    keep one
    for order in 'posts posts/2007/2.md' 'posts/2008/1.md posts' 'posts/2008/11.md posts/2007 posts/2008' \
        'posts/2008 posts posts/2007/2.md'; do
        comention -Tjson $C -q $order
        cmp one "$out"
    done
}

@test "the same bytes, whatever the order of the files on disk" {
    blog
    comention -Tjson $C -q posts
    keep one
    comention mentions $C -q --format=jsonl posts
    keep two
    mkdir new new/2008 new/2007
    for file in $(cd posts && ls */*.md | sort -r); do cp posts/$file new/$file; done
    rm -r posts
    mv new posts
    comention -Tjson $C -q posts
    cmp one "$out"
    comention mentions $C -q --format=jsonl posts
    cmp two "$out"
}

@test "the same bytes in any locale" {
    blog
    for command in -Tdot -Tsvg -Tjson 'mentions'; do
        LC_ALL=C comention $command $C -q posts
        keep one
        for locale in $(locale -a | grep -iE '^(C.utf8|de_DE|tr_TR|fr_FR)'); do
            LC_ALL=$locale comention $command $C -q posts
            cmp one "$out"
        done
    done
}

@test "a folder's posts come in the order of their paths" {
    for file in b/1.md a.md a/1.md a-b.md B.md c.md; do post posts/$file <<<'VMware.'; done
    comention mentions $C --format=jsonl posts
    is "$(json .post)" "$(json .post | LC_ALL=C sort)"
    is "$(json .post | wc -l)" 6
}

@test "the same post in two folders is counted twice, its sentence is quoted once" {
    post a/x.md <<<'VMware met Citrix.'
    post b/x.md <<<'VMware met Citrix.'
    comention -Tjson $C a b
    is "$(json '.edges[0] | "\(.posts) \(.evidence | length) \(.evidence[0].post)"')" '2 1 a/x.md'
    comention -Tjson $C b a
    is "$(json '.edges[0].evidence[0].post')" a/x.md
}

@test "standard input does not depend on threads either" {
    blog
    comention mentions $C --threads=1 --format=jsonl posts/2008 - <posts/2007/2.md
    keep one
    comention mentions $C --threads=8 --format=jsonl posts/2008 - <posts/2007/2.md
    cmp one "$out"
}

@test "the same bytes each time, boxes around makers included" {
    gallery=$BATS_TEST_DIRNAME/../../graphs/gallery/trade-show/posts
    for format in dot svg; do
        for i in $(seq 12); do
            "$COMENTION" -q --cluster=maker -T$format "$gallery" | cksum
        done | sort -u >sums
        is "$(wc -l <sums)" 1
    done
}
