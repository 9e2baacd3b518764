# Bad input is an ordinary case: it is said in one line as file:line:column,
# and the other posts are drawn.
load helper

# skipped FILE PLACE TEXT: among two good posts, this one is skipped and said.
skipped() {
    mkdir -p posts
    echo 'VMware met Citrix.' >posts/a-good.md
    echo 'Microsoft and Citrix.' >posts/z-good.md
    [ "$1" = "posts/$(basename "$1")" ] || mv "$1" "posts/$1"
    local file="posts/$(basename "$1")"
    comention $C -Tjson posts
    exits 1
    is "$(json '.posts')" 2
    is "$(json '.edges | length')" 2
    says_lines 1
    says_also "$file:$2: "
    says_also "$3"
    # Named by itself, too.
    comention $C -Tjson "$file"
    exits 1
    is "$(json '.posts')" 0
    says_lines 1
    says_also "$file:$2: "
}

@test "a file that is not there" {
    echo 'VMware.' >a.md
    comention mentions $C --format=jsonl none.md a.md
    exits 1
    says <<<'none.md:1:1: No such file or directory'
    is "$(json .id)" vmware
}

@test "an empty file" {
    : >x.md
    skipped x.md 1:1 empty
}

@test "an empty standard input" {
    echo 'VMware.' >a.md
    comention mentions $C --format=jsonl - a.md </dev/null
    exits 1
    is "$(json .id)" vmware
    says_lines 1
    says_also '-:1:1: empty'
}

@test "a file of blanks is a post that says nothing" {
    printf '  \n\n \t\n' >a.md
    comention $C -Tjson a.md
    exits 0
    says_nothing
    is "$(json '"\(.posts) \(.nodes | length)"')" '1 0'
}

@test "a binary file" {
    printf '\x7fELF\x02\x01\x01\0\0\0VMware\0\0' >x.md
    skipped x.md 1:1 binary
}

@test "a picture" {
    echo 'graph {a}' | dot -Tpng -o x.png
    skipped x.png 1:1 binary
}

@test "NUL bytes" {
    printf 'VMware met\0Citrix.\n' >x.md
    skipped x.md 1:1 'binary, expected text'
}

@test "UTF-16 without a BOM" {
    printf 'VMware met Citrix.\n' | iconv -t UTF-16LE >x.md
    skipped x.md 1:1 'binary, expected text'
}

@test "UTF-16 that is broken" {
    printf '\xff\xfeV\0M\0\0\xd8\0\xd8x\0' >x.md
    skipped x.md 1:1 ''
}

@test "a loop of symbolic links" {
    mkdir posts
    ln -s b.md posts/a.md
    ln -s a.md posts/b.md
    echo 'VMware met Citrix.' >posts/c.md
    comention $C -Tjson posts
    exits 1
    is "$(json .posts)" 1
    says <<'E'
posts/a.md:1:1: Too many levels of symbolic links
posts/b.md:1:1: Too many levels of symbolic links
E
    comention $C -Tjson posts/a.md
    exits 1
    says_lines 1
}

@test "a link that leads back to a folder above" {
    post posts/2007/a.md <<<'VMware met Citrix.'
    ln -s .. posts/2007/up
    ln -s . posts/here
    comention $C -Tjson posts
    is "$(json .posts)" 1
    is "$(json '.nodes[0].mentions')" 1
    says_also 'posts/2007/up:1:1: '
    says_also 'posts/here:1:1: '
    says_lines 2
}

@test "a link to nothing" {
    ln -s none x.md
    skipped x.md 1:1 'No such file or directory'
}

@test "a FIFO" {
    mkfifo x.md
    skipped x.md 1:1 FIFO
}

@test "a socket" {
    python3 -c 'import socket; socket.socket(socket.AF_UNIX).bind("x.md")'
    skipped x.md 1:1 ''
}

@test "an unreadable file" {
    [ "$(id -u)" -ne 0 ] || skip 'root can read everything'
    echo VMware. >x.md
    chmod 0 x.md
    skipped x.md 1:1 'Permission denied'
}

@test "an unreadable folder" {
    [ "$(id -u)" -ne 0 ] || skip 'root can read everything'
    post posts/x/a.md <<<'VMware.'
    chmod 0 posts/x
    skipped posts/x 1:1 'Permission denied'
    chmod 755 posts/x
}

@test "a file that can be opened and not read" {
    [ -e /proc/self/mem ] || skip 'needs /proc'
    echo 'VMware.' >a.md
    comention mentions $C --format=jsonl /proc/self/mem a.md
    exits 1
    is "$(json .id)" vmware
    says_lines 1
    says_also '/proc/self/mem:1:1: '
}

@test "a file of 200 MB" {
    truncate -s 200M x.md
    skipped x.md 1:1 '200'
}

@test "standard input of 200 MB" {
    status=0
    head -c 200M /dev/zero | tr '\0' 'a' | "$COMENTION" $C -Tjson - >"$out" 2>"$err" || status=$?
    exits 1
    says_lines 1
    says_also '-:1:1: '
    is "$(json .posts)" 0
}

@test "a file with one line of 50 MB" {
    head -c 50M /dev/zero | tr '\0' a >x.md
    skipped x.md 1:1 '50'
}

@test "a large post that is none too large" {
    { head -c 4M /dev/zero | tr '\0' a; echo; echo; echo 'VMware met Citrix.'; } >a.md
    comention $C -Tjson a.md
    exits 0
    is "$(json '.edges | length')" 1
}

@test "a post that is deep in quotes, lists and brackets" {
    { printf -- '---\ntitle: x\n---\n'
      head -c 100000 /dev/zero | tr '\0' '>'; echo
      head -c 100000 /dev/zero | tr '\0' '['; echo
      head -c 100000 /dev/zero | tr '\0' '*'; echo
      head -c 100000 /dev/zero | tr '\0' '`'; echo
      printf '{%%%.0s' $(seq 20000); echo
      printf '<!--%.0s' $(seq 20000); echo; } >a.md
    echo 'VMware met Citrix.' >b.md
    comention $C -Tjson a.md b.md
    exits 0
    is "$(json '.edges | length')" 1
}

@test "front matter that is broken: the place where it is" {
    printf -- '---\ntitle: "x\ndate: 2007-01-01\n---\nVMware.\n' >x.md
    skipped x.md 4:1 'front matter is broken'
    printf -- '---\ntitle: x\ntags: [a, b\n---\nVMware.\n' >posts/x.md
    skipped posts/x.md 4:1 'front matter is broken'
    printf -- '---\ntitle: x\n\ttags: y\n---\nVMware.\n' >posts/x.md
    skipped posts/x.md 3:1 'front matter is broken'
    printf -- '---\ntitle: a: b\n---\nVMware.\n' >posts/x.md
    skipped posts/x.md 2:9 'front matter is broken'
    printf -- '---\ntitle: x\ntags: *nobody\n---\nVMware.\n' >posts/x.md
    skipped posts/x.md 3:7 'front matter is broken'
    printf -- '\xef\xbb\xbf---\r\ntitle: a: b\r\n---\r\nVMware.\r\n' >posts/x.md
    skipped posts/x.md 2:9 'front matter is broken'
}

@test "front matter that is no map" {
    printf -- '---\n- a\n- b\n---\nVMware.\n' >x.md
    skipped x.md 2:1 'expected lines like "title: …"'
}

@test "front matter that is not closed" {
    printf -- '---\ntitle: VMware\n\nCitrix.\n' >x.md
    skipped x.md 1:1 'front matter is not closed, expected a line "---" after it'
}

@test "front matter with a bomb of aliases" {
    { echo '---'
      echo 'a: &a [x, x, x, x, x, x, x, x, x]'
      p=a
      for n in b c d e f g h i j k; do echo "$n: &$n [*$p, *$p, *$p, *$p, *$p, *$p, *$p, *$p, *$p]"; p=$n; done
      echo 'tags: *k'
      echo '---'
      echo 'VMware.'; } >x.md
    skipped x.md 1:1 'aliases'
}

@test "front matter that holds itself" {
    printf -- '---\ntags: &a [x, *a]\n---\nVMware.\n' >x.md
    skipped x.md 1:1 'aliases'
}

@test "front matter that is deep" {
    { printf -- '---\ntags: '; head -c 100000 /dev/zero | tr '\0' '['; printf '\n---\nVMware.\n'; } >a.md
    echo 'VMware met Citrix.' >b.md
    COMENTION_TIMEOUT=${COMENTION_TIMEOUT:-5} comention $C -Tjson a.md b.md
    exits 1
    is "$(json .posts)" 1
    says_lines 1
    says_also 'a.md:'
}

@test "an honest use of aliases is no bomb" {
    printf -- '---\na: &a [VMware, Citrix]\ntags: *a\n---\nx\n' >a.md
    comention mentions $C --format=jsonl a.md
    exits 0
    is "$(json .id | xargs)" 'vmware citrix'
}

@test "front matter of odd types is read as far as it goes" {
    cat >a.md <<'E'
---
title: [VMware, x]
date: {a: b}
tags: {VMware: 1}
categories: ~
url: 12
slug:
---
Citrix.
E
    comention mentions $C --format=jsonl a.md
    exits 0
    is "$(json '"\(.id) \(.date)"')" 'citrix '
}

@test "a date that is none is no date" {
    for date in 2007-13-01 2007-02-30 0000-00-00 99999-01-01 soon; do
        printf -- '---\ndate: %s\n---\nVMware.\n' "$date" >a.md
        comention mentions $C --format=jsonl a.md
        exits 0
        is "$date $(json '"\(.id) \(.date)"')" "$date vmware "
    done
}

@test "many bad posts among good ones" {
    mkdir posts
    for i in $(seq 20); do
        echo 'VMware met Citrix.' >posts/$i-good.md
        printf 'x\0y' >posts/$i-bad.md
    done
    comention $C -Tjson posts
    exits 1
    is "$(json .posts)" 20
    says_lines 20
}

@test "all of it at once" {
    mkdir posts
    printf 'x\0y' >posts/nul.md
    : >posts/empty.md
    mkfifo posts/fifo.md
    ln -s loop.md posts/loop.md
    truncate -s 200M posts/large.md
    printf -- '---\ntitle: "x\n---\n' >posts/broken.md
    printf -- '---\ntitle: x\n' >posts/unclosed.md
    echo 'VMware met Citrix.' >posts/good.md
    comention $C -o x.svg posts
    exits 1
    says_lines 7
    is "$(grep -cE '^posts/[a-z]+\.md:[0-9]+:[0-9]+: .' "$err")" 7
    is "$(svg_count x.svg edge)" 1
}

@test "-q says what went wrong all the same" {
    printf 'x\0y' >a.md
    comention $C -q -Tjson a.md
    exits 1
    says_lines 1
}

@test "mentions, relations and explain skip and say as well" {
    printf 'x\0y' >a.md
    echo 'VMware met Citrix.' >b.md
    for command in mentions relations 'explain --name=VMware'; do
        comention $command $C a.md b.md
        exits 1
        says <<<'a.md:1:1: binary, expected text'
        prints_also VMware
    done
}
