# Pictures that people show as they are: no label lies on another.
load helper

root=$BATS_TEST_DIRNAME/../..

no_overlaps() { # no_overlaps POSTS OPTION…
    "$COMENTION" -q -Tsvg -o it.svg "$@"
    python3 "$root/tests/draw/overlaps.py" it.svg
}

@test "labels of the gallery" {
    no_overlaps "$root/graphs/gallery/trade-show/posts" --title='VMworld 2007'
}

@test "labels that do lie on one another are found" {
    cat >bad.svg <<'E2'
<svg xmlns="http://www.w3.org/2000/svg"><text x="10" y="10">VMware</text><text x="20" y="12">Citrix</text></svg>
E2
    run python3 "$root/tests/draw/overlaps.py" bad.svg
    [ "$status" -eq 1 ]
}

@test "labels of the seeds and the weblog, where they are" {
    [ -d "$root/../shared/posts" ] || skip "no posts beside this clone"
    no_overlaps "$root/../shared/posts/seeds"
    no_overlaps "$root/../shared/posts/weblog"
    no_overlaps --since=2009 --until=2009 "$root/../shared/posts/weblog"
    no_overlaps --focus=VMware "$root/../shared/posts/weblog"
}
