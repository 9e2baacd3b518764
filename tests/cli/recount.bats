# Totals are right, not plausible: another program counts them again.
load helper

recount() { # recount POSTS OPTION...
    local posts=$1
    shift
    comention mentions -q --format=jsonl "$@" "$posts"
    cp "$out" mentions.jsonl
    comention -q -Tjson --nodes=0 --edges=0 "$@" "$posts"
    python3 "$BATS_TEST_DIRNAME/../relate/recount.py" mentions.jsonl "$out"
}

@test "the graph's totals, counted again" {
    mkdir blog
    words=(VMware Citrix Microsoft SRM VMotion Hyper-V XenServer VMworld and . , was with)
    for i in $(seq 40); do
        {
            printf -- '---\ntitle: %s\ntags: [%s, %s]\ndate: 2007-09-%02d\n---\n' "${words[i % 8]}" \
                "${words[(i * 3) % 8]}" "${words[(i * 5) % 8]}" $((i % 28 + 1))
            for k in $(seq $((i % 17 + 3))); do
                printf '%s ' "${words[(i * k * 7 + k) % 13]}"
                [ $((k * i % 11)) -ne 1 ] || printf '\n\n'
            done
        } >blog/$i.md
    done
    recount blog $C >said || { cat said; false; }
    grep -qE '^[1-9][0-9]* nodes, [1-9][0-9]* pairs, 0 wrong$' said
    # and the counting is not blind
    sed -i '0,/"sentences":/s/"sentences":\([0-9]*\)/"sentences":9\1/' "$out"
    run python3 "$BATS_TEST_DIRNAME/../relate/recount.py" mentions.jsonl "$out"
    is "$status" 1
}

@test "and those of years of posts" {
    posts=$BATS_TEST_DIRNAME/../../../shared/posts/weblog
    [ -d "$posts" ] || skip "there are no posts beside this clone"
    recount "$posts" >said || { cat said; false; }
    grep -qE '^[0-9]{4} nodes, [0-9]{5} pairs, 0 wrong$' said
}

@test "in any order, in any number of threads: the same bytes" {
    posts=$BATS_TEST_DIRNAME/../../../shared/posts/weblog
    [ -d "$posts" ] || skip "there are no posts beside this clone"
    comention -q -Tjson --nodes=0 --edges=0 --threads=1 "$posts"
    cp "$out" one
    comention -q -Tjson --nodes=0 --edges=0 --threads=5 "$posts"
    cmp one "$out"
    mapfile -d '' -t files < <(find "$posts" -type f -print0 | sort -rz)
    comention -q -Tjson --nodes=0 --edges=0 "${files[@]}"
    cmp one "$out"
}
