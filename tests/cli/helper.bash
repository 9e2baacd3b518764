# What all command-line tests share. Each test runs in a fresh folder of its
# own, which holds nothing but catalog.yml and phrases.yml (below).
#
#   COMENTION          the program (default: build/release/comention)
#   COMENTION_UNDER    what runs it, such as "valgrind -q --error-exitcode=99"
#   COMENTION_TIMEOUT  seconds that one call may take (default 20)

if [ -z "${COMENTION:-}" ]; then
    COMENTION=$BATS_TEST_DIRNAME/../../build/release/comention
fi
COMENTION=$(realpath -e "$COMENTION") || exit 1
# Tests that run make must not be a part of the make that runs the tests.
unset MAKEFLAGS MFLAGS MAKELEVEL MAKEOVERRIDES MAKE_TERMOUT MAKE_TERMERR
# A sanitizer's exit status must not look like one of ours.
export ASAN_OPTIONS=exitcode=99:${ASAN_OPTIONS:-} UBSAN_OPTIONS=exitcode=99:${UBSAN_OPTIONS:-}

C='--no-builtin -c catalog.yml'

setup() {
    out=$BATS_TEST_TMPDIR.out
    err=$BATS_TEST_TMPDIR.err
    said=none
    cd "$BATS_TEST_TMPDIR"
    cat >catalog.yml <<'E'
companies:
  - VMware: {aliases: ["VMware, Inc."], site: vmware.com}
  - Citrix
  - Microsoft
products:
  - Site Recovery Manager: {maker: VMware, aliases: [SRM]}
  - VMotion: {maker: VMware}
  - Storage VMotion: {maker: VMware}
  - Hyper-V: {maker: Microsoft}
  - XenServer: {maker: Citrix}
events:
  - VMworld: {maker: VMware, editions: yearly}
E
    printf 'phrases:\n  acquired:\n    - A gobbled B\n' >phrases.yml
}

teardown() {
    if [ -z "${BATS_TEST_COMPLETED:-}" ] && [ "$said" != none ]; then
        printf '$ comention%s\nexit status: %s\n' "$said" "$status"
        printf -- '--- stdout\n'
        head -c 2000 "$out" | tr -d '\000'
        printf -- '--- stderr\n'
        head -c 2000 "$err" | tr -d '\000'
    fi
    rm -f "$out" "$err"
    chmod -R u+rwX . # or bats can't remove what a test made unreadable
}

# Runs the program: its exit status is in $status, its streams are in the
# files $out and $err.
comention() {
    said=$(printf ' %q' "$@")
    status=0
    timeout "${COMENTION_TIMEOUT:-20}" ${COMENTION_UNDER:-} "$COMENTION" "$@" >"$out" 2>"$err" ||
        status=$?
}

# post FILE <<E: writes a post, and the folder it is in.
post() {
    case $1 in */*) mkdir -p "${1%/*}" ;; esac
    cat >"$1"
}

exits() {
    [ "$status" -eq "$1" ] || { echo "exit status $status, expected $1"; return 1; }
}

# is GOT EXPECTED
is() {
    [ "$1" = "$2" ] || { diff -u --label expected --label got <(printf '%s\n' "$2") <(printf '%s\n' "$1"); return 1; }
}

# prints <<E, says <<E: exactly this on standard output, on standard error.
prints() {
    diff -u --label expected - --label got "$out"
}
says() {
    diff -u --label expected - --label got "$err"
}
prints_nothing() {
    [ ! -s "$out" ] || { echo "standard output is not empty"; return 1; }
}
says_nothing() {
    [ ! -s "$err" ] || { echo "standard error is not empty"; return 1; }
}

# This text, somewhere on standard output; on standard error.
prints_also() {
    grep -qF -e "$1" "$out" || { echo "not on standard output: $1"; return 1; }
}
says_also() {
    grep -qF -e "$1" "$err" || { echo "not on standard error: $1"; return 1; }
}
prints_not() {
    ! grep -qF -e "$1" "$out" || { echo "on standard output: $1"; return 1; }
}
says_not() {
    ! grep -qF -e "$1" "$err" || { echo "on standard error: $1"; return 1; }
}
says_lines() {
    [ "$(wc -l <"$err")" -eq "$1" ] || { echo "not $1 lines on standard error"; return 1; }
}

# json FILTER: what jq finds in the output.
json() {
    jq -r "$1" "$out"
}

# finds POST… <<E: the mentions, one a line, as "line id surface".
finds() {
    local expected
    expected=$(cat)
    comention mentions $C --format=jsonl "$@"
    exits 0
    is "$(json '"\(.line) \(.id) \(.surface)"')" "$expected"
}

# links ARGUMENT… <<E: the edges of the graph, as "from kind to".
links() {
    local expected
    expected=$(cat)
    comention $C -Tjson "$@"
    is "$(json '.edges[] | "\(.from) \(.kind) \(.to)"')" "$expected"
}

# names ARGUMENT…: the nodes of the graph, in one line.
names() {
    comention $C -Tjson "$@"
    json '[.nodes[].id] | join(" ")'
}

# renders FILE [ENGINE…]: Graphviz draws this DOT without a word.
renders() {
    local file=$1 engine
    shift
    for engine in "${@:-dot}"; do
        if ! timeout 30 dot -K"$engine" -Tsvg -o "$BATS_TEST_TMPDIR.svg" "$file" 2>"$BATS_TEST_TMPDIR.log" ||
            [ -s "$BATS_TEST_TMPDIR.log" ] || ! xmllint --noout --huge "$BATS_TEST_TMPDIR.svg"; then
            echo "$engine does not render $file:"
            cat "$BATS_TEST_TMPDIR.log"
            return 1
        fi
    done
}

# svg_labels FILE: the label of each node, its lines joined by blanks.
svg_labels() {
    python3 - "$1" <<'E'
import sys
import xml.etree.ElementTree as ET
SVG = '{http://www.w3.org/2000/svg}'
for g in ET.parse(sys.argv[1]).iter(SVG + 'g'):
    if g.get('class', '').endswith('node'):
        print(' '.join(t.text.replace('\xa0', ' ') for t in g.iter(SVG + 'text')))
E
}

# svg_count FILE node|edge: how many it has.
svg_count() {
    xmllint --huge --xpath "count(//*[local-name()='g'][contains(@class, '-$2')])" "$1"
}
