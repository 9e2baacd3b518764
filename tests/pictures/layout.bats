# Pictures that people show as they are: no label lies on another, no line goes through a
# foreign one, and the page is used.
load ../cli/helper

root=$BATS_TEST_DIRNAME/../..

# looks BOUND… -- OPTION… POSTS: draws it, and measures.
looks() {
    local bounds=()
    while [ "$1" != -- ]; do
        bounds+=("$1")
        shift
    done
    shift
    "$COMENTION" -q -Tsvg -o it.svg "$@"
    python3 "$root/tests/pictures/layout.py" "${bounds[@]}" it.svg
}
slide='--least fill_x=60 --least fill_y=60 --least text=14'

@test "the gallery" {
    gallery=$root/graphs/gallery/trade-show/posts
    looks $slide --most crossings=16 -- --title='VMworld 2007' "$gallery"
    looks $slide --most crossings=16 -- --highlight=Citrix "$gallery"
    looks $slide -- --cluster=maker "$gallery"
    looks $slide -- --focus=VMware "$gallery"
    looks --least fill_x=60 --least fill_y=60 --most crossings=16 -- --style=wiki "$gallery"
    looks --least fill_x=60 --least fill_y=60 --most crossings=16 -- --style=print "$gallery"
}

@test "the seeds and the weblog, where they are" {
    [ -d "$root/../shared/posts" ] || skip "no posts beside this clone"
    looks $slide --most crossings=10 -- "$root/../shared/posts/seeds"
    looks $slide --most crossings=10 -- "$root/../shared/posts/weblog"
    for year in 2006 2009 2012; do
        looks $slide -- --since=$year --until=$year "$root/../shared/posts/weblog"
    done
    looks $slide --most crossings=24 -- --focus=VMware "$root/../shared/posts/weblog"
    looks --least fill_x=60 -- --style=wiki "$root/../shared/posts/weblog"
}

# Boxes around makers hold what DOT says they hold.
boxes() {
    "$COMENTION" -q --cluster=maker -Tdot -o it.dot "$@"
    gvpr 'BEG_G {
        graph_t g; node_t n; string called;
        for (g = fstsubg($G); g; g = nxtsubg(g))
            for (n = fstnode(g); n; n = nxtnode_sg(g, n)) {
                called = n.tooltip;
                print(g.tooltip, "\t", substr(called, 0, index(called, " (" + n.type + "): ")));
            }
    }' it.dot >members
    looks --members members --least boxes=1 -- --cluster=maker "$@"
}

@test "a box around a maker holds what is its own, and nothing else" {
    gallery=$root/graphs/gallery/trade-show/posts
    boxes "$gallery"
    boxes --focus=VMware "$gallery"
    boxes --style=print "$gallery"
    [ -d "$root/../shared/posts" ] || return 0
    boxes --focus=Microsoft --style=wiki "$root/../shared/posts/weblog"
    boxes --focus=VMware --style=print "$root/../shared/posts/weblog"
    run boxes --nodes=40 --edges=80 "$root/../shared/posts/weblog"
    [[ $output == *' lies=0 boxes='[1-9]* ]] # so dense, a line runs through a name
}

@test "PDF: letters are as wide as they were measured, by a font with the widths of Helvetica" {
    command -v pdffonts fc-match >/dev/null || skip 'no pdffonts or no fc-match'
    "$COMENTION" -q --title='VMworld 2007' -Tpdf -o it.pdf "$root/graphs/gallery/trade-show/posts"
    fonts=$(pdffonts it.pdf | sed -n '3,$s/^[A-Z]*+\([^ ]*\).*/\1/p' | sort)
    expected=$(for style in '' :bold; do
        fc-match -f '%{postscriptname}\n' "Liberation Sans,Arial,Helvetica$style"
    done | sort)
    is "$fonts" "$expected"
}

@test "layouts of Graphviz: no label lies on another" {
    for layout in dot neato; do
        "$COMENTION" -q -K$layout -Tsvg -o it.svg "$root/graphs/gallery/trade-show/posts"
        ! python3 "$root/tests/pictures/layout.py" it.svg | grep 'lies on' || false
    done
}

@test "what is wrong is found" {
    svg() { printf '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 960 540">%s</svg>' "$1" >bad.svg; }
    bad() {
        run python3 "$root/tests/pictures/layout.py" bad.svg
        [ "$status" -eq 1 ]
        [[ $output == *"$1"* ]]
    }
    svg '<text x="10" y="10">VMware</text><text x="20" y="12">Citrix</text>'
    bad 'lies on'
    svg '<g class="x-node"><polygon points="90,90 150,90 150,120 90,120"/><text x="100" y="110">VMware</text></g>
         <g class="x-edge"><path d="M0,100L300,115"/></g>'
    bad 'goes through "VMware"'
    svg '<g class="x-cluster"><title>VMware</title><path d="M-4,80L200,80L200,130L-4,130"/></g>
         <g class="x-cluster"><title>Citrix</title><path d="M190,80L300,80L300,130L190,130"/></g>
         <g class="x-node"><polygon points="180,90 210,90 210,120 180,120"/></g>'
    bad 'the box of "VMware" leaves the page'
    bad 'the box of "VMware" crosses "Citrix"'
    bad 'the box of "VMware" holds ""'
}
