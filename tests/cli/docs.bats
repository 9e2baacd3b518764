# The commands of docs/*.md, run as they stand there. A fenced block of the language
# sh is run; with file=NAME a block is written to that file before. Blocks that
# need a large program (sh impress, sh beamer ...) are run by tests/embeds.
load helper
load ../embeds/recipes

setup() {
    DOCS=$BATS_TEST_DIRNAME/../../docs
    recipes_folder "$BATS_TEST_TMPDIR"
    cd "$BATS_TEST_TMPDIR"
    PATH=$PWD/bin:$PATH
    said=none
}

@test "slides.md" {
    recipe_files "$DOCS/slides.md"
    is "$(recipe_commands "$DOCS/slides.md" | grep -c comention)" 6
    recipe_commands "$DOCS/slides.md" | run_recipe
    xmllint --noout who.svg slides.fodp
    xmllint --noout 1.svg 2.svg who-2011.svg who-2012.svg
    ! cmp -s 1.svg 2.svg || false
    is "$(head -c 4 who.pdf)" %PDF
    grep -q '^who.svg:' .who.svg.d
    # make -B has drawn, make had nothing to do.
    is "$(tail -n 1 recipe.log)" "make: Nothing to be done for 'all'."
    # What the slides show is what was drawn.
    for file in $(grep -ohE '\]\([^)]+\)|\{who[^}]*\}|xlink:href="[^"]+"' marp.md reveal.md talk.tex slides.fodp |
        sed -E 's/.*[({"]([^)}"]+).*/\1/'); do
        [ -s "$file" ] || { echo "no $file"; return 1; }
    done
    touch posts/2011-03-02-quay.md
    make >log
    grep -q 'comention -q -o who.svg' log
}

@test "slides.md: a skipped post does not stop make, an error does" {
    recipe_files "$DOCS/slides.md"
    printf 'x\0' >posts/bad.md
    make who.svg
    [ -s who.svg ]
    rm -r posts who.svg .who.svg.d
    cat >bin/comention <<'E'
#!/bin/sh
exit 2
E
    ! make who.svg
}

@test "wikis.md" {
    recipe_files "$DOCS/wikis.md"
    recipe_commands "$DOCS/wikis.md" | run_recipe
    xmllint --noout Who.svg who.svg
    is "$(sed -n '1p;$p' who.wiki | xargs)" '<graphviz> </graphviz>'
    sed '1d;$d' who.wiki >who.dot
    renders who.dot
    is "$(sed -n '1p;2p;$p' who.md | xargs -d '\n')" '```mermaid flowchart LR ```'
    grep -q 'id="e-harbour-systems--quay"' who.html
}

@test "the manual's Makefile" {
    man=$BATS_TEST_DIRNAME/../../docs/comention.1
    sed -n '/^who.svg:$/,/^\.Ed/p' "$man" | sed '/^\.Ed/d' >Makefile
    is "$(wc -l <Makefile)" 3
    make who.svg
    is "$(make who.svg)" "make: 'who.svg' is up to date."
}

@test "links between the documents lead somewhere" {
    cd "$DOCS"
    for link in $(grep -ohE '\]\([a-z][^):]*\)' slides.md wikis.md | tr -d '])('); do
        [ -e "${link%%#*}" ] || case $link in who.svg) ;; *) echo "$link"; return 1 ;; esac
    done
    for link in $(grep -ohE '\(([a-z]+\.md)?#[^)]+' wikis.md | tr -d '('); do
        file=${link%%#*} place=${link#*#}
        grep -E '^#' "${file:-wikis.md}" | tr 'A-Z ' 'a-z-' | tr -d "'" | grep -qE "^#+-$place\$" || { echo "$link"; return 1; }
    done
}
