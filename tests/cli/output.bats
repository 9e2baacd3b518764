# Where output goes: whole, or not at all.
load helper

@test "-o writes a file, and nothing to standard output" {
    echo 'VMware met Citrix.' >a.md
    comention $C a.md
    cp "$out" expected.dot
    comention $C -o x.dot a.md
    exits 0
    prints_nothing
    says_nothing
    cmp expected.dot x.dot
    comention $C --output=y.dot a.md
    cmp expected.dot y.dot
}

@test "-o - is standard output" {
    echo 'VMware met Citrix.' >a.md
    comention $C -o - a.md
    exits 0
    prints_also 'digraph'
    [ ! -e - ]
}

@test "-o leaves nothing beside the file" {
    mkdir to
    echo 'VMware met Citrix.' >a.md
    comention $C -o to/x.svg a.md
    comention $C -o to/x.svg a.md
    is "$(ls -A to)" x.svg
}

@test "-o: a new file has the permissions that the umask gives" {
    echo VMware. >a.md
    umask 022
    comention $C -o x.dot a.md
    is "$(stat -c %a x.dot)" 644
    umask 077
    comention $C -o y.dot a.md
    is "$(stat -c %a y.dot)" 600
}

@test "-o: a file that is there keeps its permissions" {
    echo VMware. >a.md
    umask 022
    for mode in 600 640 644 664 666; do
        echo old >x.dot
        chmod $mode x.dot
        comention $C -o x.dot a.md
        exits 0
        is "$(stat -c %a x.dot)" $mode
        grep -q digraph x.dot
    done
}

@test "-o: a symbolic link stays one, and its file is written" {
    mkdir to
    echo old >to/real.dot
    ln -s to/real.dot link.dot
    echo VMware. >a.md
    comention $C -o link.dot a.md
    exits 0
    [ -L link.dot ]
    grep -q digraph to/real.dot
    is "$(ls -A to)" real.dot
}

@test "-o: a symbolic link to a file that is not there yet stays one, too" {
    mkdir to
    ln -s to/real.dot link.dot
    echo VMware. >a.md
    comention $C -o link.dot a.md
    exits 0
    [ -L link.dot ]
    grep -q digraph to/real.dot
}

@test "-o: an error leaves the old file as it was" {
    echo old >x.svg
    echo VMware. >a.md
    comention $C -Knonsense -o x.svg a.md
    exits 2
    is "$(cat x.svg)" old
    comention $C --focus=Nobody -o x.svg a.md
    exits 2
    is "$(cat x.svg)" old
    comention $C -c none.yml -o x.svg a.md
    exits 2
    is "$(cat x.svg)" old
}

@test "-o: a file that can't be written whole is left as it was" {
    mkdir to
    echo old >to/x.dot
    for i in 1 2 3 4 5 6 7 8; do echo "In $i, VMware met Citrix, Microsoft, SRM and VMotion."; done >a.md
    (
        trap '' XFSZ
        ulimit -f 1
        comention $C -o to/x.dot a.md
        exits 2
        says_lines 1
        says_also 'comention: to/x.dot: '
    )
    is "$(cat to/x.dot)" old
    is "$(ls -A to)" x.dot
}

@test "-o: a bad post does not keep the picture from being written" {
    printf 'x\0y' >a.md
    echo 'VMware met Citrix.' >b.md
    comention $C -o x.dot a.md b.md
    exits 1
    grep -q digraph x.dot
}

@test "-o to a folder" {
    mkdir to
    echo VMware. >a.md
    comention $C -o to a.md
    exits 2
    says <<<'comention: to: Is a directory'
    is "$(ls -A to)" ''
    comention $C -Tsvg -o to/ a.md
    exits 2
    says_lines 1
}

@test "-o into a folder that is not there" {
    echo VMware. >a.md
    comention $C -o none/x.dot a.md
    exits 2
    says_lines 1
    says_also 'comention: none/x.dot: '
    says_also 'No such file or directory'
    [ ! -e none ]
}

@test "-o where nothing can be written" {
    echo VMware. >a.md
    [ -d /proc/self ] || skip 'needs /proc'
    comention $C -o /proc/x.dot a.md
    exits 2
    says_lines 1
    says_also 'comention: /proc/x.dot: '
}

@test "-o into a folder without permission" {
    [ "$(id -u)" -ne 0 ] || skip 'root can write everywhere'
    mkdir -m 555 to
    echo VMware. >a.md
    comention $C -o to/x.dot a.md
    exits 2
    says_lines 1
    says_also 'Permission denied'
}

@test "-o /dev/full" {
    echo VMware. >a.md
    for command in -Tdot -Tsvg -Tpng -Tjson mentions relations 'explain --name=VMware'; do
        case $command in relations) echo 'VMware met Citrix.' >a.md ;; esac
        comention $command $C -o /dev/full a.md
        exits 2
        says <<<'comention: /dev/full: No space left on device'
    done
    [ -c /dev/full ]
}

@test "-o /dev/null and /dev/stdout" {
    echo VMware. >a.md
    comention $C -o /dev/null a.md
    exits 0
    [ -c /dev/null ]
    status=0
    "$COMENTION" $C -o /dev/stdout a.md 2>"$err" | cat >"$out" || status=$?
    exits 0
    prints_also digraph
}

# to_full ARGUMENT…: with a full disk as standard output.
to_full() {
    said=$(printf ' %q' "$@")
    : >"$out"
    status=0
    "$COMENTION" "$@" >/dev/full 2>"$err" || status=$?
}

@test "> /dev/full" {
    echo 'VMware met Citrix.' >a.md
    for command in -Tdot -Tsvg -Tpng -Tpdf -Tjson mentions relations 'mentions --format=tsv' \
        'relations --format=jsonl' 'explain --name=VMware' 'explain --name=VMware --name=Citrix'; do
        to_full $command $C a.md
        exits 2
        says <<<'comention: standard output: No space left on device'
    done
}

@test "--help > /dev/full and --version > /dev/full" {
    for option in --help --version; do
        to_full $option
        exits 2
        says <<<'comention: standard output: No space left on device'
    done
    to_full mentions --help
    exits 2
}

@test "a closed standard output" {
    echo VMware. >a.md
    said=closed
    : >"$out"
    status=0
    "$COMENTION" $C a.md >&- 2>"$err" || status=$?
    exits 2
    says_lines 1
    says_also 'standard output: '
}

@test "a reader that goes away early" {
    { echo 'companies:'; for i in $(seq 200); do echo "  - Company N$i"; done; } >catalog.yml
    for i in $(seq 2 200); do printf 'Company N%s and Company N%s.\n\n' $i $((i / 2)); done >a.md
    run timeout 20 bash -c '"$0" --no-builtin -c catalog.yml --nodes=0 --edges=0 a.md | head -n 1' "$COMENTION"
    is "$output" 'digraph comention {'
}

@test "messages go to standard error, never among the output" {
    printf 'x\0y' >a.md
    echo 'VMware met Citrix.' >b.md
    comention $C -v --progress=always -Tjson a.md b.md
    exits 1
    jq -e . "$out" >/dev/null
    [ -s "$err" ]
}

@test "when no post can be read, the picture of yesterday stays" {
    echo 'VMware met Citrix.' >a.md
    comention $C -o who.svg a.md
    exits 0
    cp who.svg before
    comention $C -o who.svg nowhere
    exits 2
    says_also 'nowhere:1:1: '
    says_also 'no post could be read: who.svg is left as it was'
    cmp before who.svg
    # with one post, there is a picture
    comention $C -o who.svg nowhere a.md
    exits 1
    cmp before who.svg
}

@test "an empty picture says why it is empty" {
    echo 'Nothing to see.' >a.md
    comention $C -o who.svg a.md
    exits 0
    says_also 'the picture is empty: the posts name nothing that the catalog has'
    echo 'VMware met Citrix.' >b.md
    comention $C --kind=uses -o who.svg b.md
    exits 0
    says_also 'the picture is empty: no link of the posts is of these kinds and types'
    comention $C -q --kind=uses -o who.svg b.md
    says_nothing
}
