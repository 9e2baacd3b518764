# --depfile: make redraws when posts, folders or catalogs change, and only then.
load helper

# A Makefile that draws with these arguments.
makefile() {
    cat >Makefile <<E
out.json:
	@echo drawn
	@$COMENTION $C -q -o \$@ --depfile=.out.d $*
-include .out.d
E
}

# redraws, does_nothing: what make makes of what has changed since.
make_says() {
    timeout 60 make --no-print-directory out.json >make.log 2>&1 || { cat make.log; return 1; }
    [ "$(head -n 1 make.log)" = "$1" ] || { echo "make said:"; cat make.log .out.d; return 1; }
}
redraws() {
    make_says drawn
    [ "$(wc -l <make.log)" -eq 1 ] || { cat make.log; return 1; }
    settle
    does_nothing
}
does_nothing() { make_says "make: 'out.json' is up to date."; }
# Everything lies in the past, the output last, so that a test need not wait for
# the clock.
settle() {
    find . -not -name out.json -exec touch -h -d '2001-01-01 00:00' {} +
    touch -d '2001-01-02 00:00' out.json
}

@test "--depfile: a rule as compilers write it" {
    mkdir -p posts/sub
    echo VMware. >posts/a.md
    echo Citrix. >posts/sub/b.md
    echo Hyper-V. >c.md
    comention $C -o out.json --depfile=out.d posts c.md
    exits 0
    says_nothing
    is "$(cat out.d)" 'out.json: \
  catalog.yml \
  posts \
  posts/a.md \
  posts/sub \
  posts/sub/b.md \
  c.md

catalog.yml:

posts:

posts/a.md:

posts/sub:

posts/sub/b.md:

c.md:'
}

@test "the lists know it, too" {
    echo VMware. >a.md
    for command in mentions relations 'explain --name=VMware'; do
        comention $command $C -o list --depfile=list.d a.md
        exits 0
        is "$(head -n 1 list.d)" 'list: \'
    done
    comention check --depfile=x.d
    exits 2
}

@test "standard input is nothing to wait for" {
    echo VMware. | comention $C -o out.json --depfile=out.d -
    is "$(cat out.d)" 'out.json: \
  catalog.yml

catalog.yml:'
}

@test "it needs -o, and a file of its own" {
    echo VMware. >a.md
    for o in '' '-o -'; do
        comention $C $o --depfile=out.d a.md
        exits 2
        says_also '--depfile needs -o FILE'
        [ ! -e out.d ]
    done
    comention $C -o x.json --depfile=x.json a.md
    exits 2
    [ ! -e x.json ]
}

@test "it is written whole or not at all, and without it nothing else" {
    echo VMware. >a.md
    comention $C -o out.json --depfile=none/out.d a.md
    exits 2
    says_also 'none/out.d: No such file'
    [ ! -e out.json ]
    echo old >out.d
    comention $C -o out.json --depfile=out.d --focus=Nobody a.md
    exits 2
    is "$(cat out.d)" old
}

@test "make: a post that changes" {
    mkdir posts
    echo VMware. >posts/a.md
    makefile posts
    redraws
    touch posts/a.md
    redraws
}

@test "make: a post that is added, deep in a folder" {
    mkdir -p posts/2007/09
    echo VMware. >posts/2007/09/a.md
    makefile posts
    redraws
    echo Citrix. >posts/2007/09/b.md
    redraws
    is "$(jq .posts out.json)" 2
    mkdir posts/2008
    redraws
}

@test "make: a post, or a folder, that is gone" {
    mkdir -p posts/old
    echo VMware. >posts/a.md
    echo Citrix. >posts/b.md
    echo Citrix. >posts/old/c.md
    makefile posts
    redraws
    rm posts/b.md
    redraws
    rm -r posts/old
    redraws
    is "$(jq .posts out.json)" 1
}

@test "make: a catalog that changes" {
    echo VMware. >a.md
    makefile a.md
    redraws
    touch catalog.yml
    redraws
}

@test "make: phrases that change" {
    echo VMware. >a.md
    printf 'acquired:\n  - "[A] swallowed [B]"\n' >phrases.yml
    makefile --phrases=phrases.yml a.md
    redraws
    touch phrases.yml
    redraws
}

@test "make: a post outside the period is waited for, too" {
    mkdir posts
    printf -- '---\ndate: 2007-01-01\n---\nVMware.\n' >posts/a.md
    printf -- '---\ndate: 2005-01-01\n---\nCitrix.\n' >posts/b.md
    makefile --since=2006 posts
    redraws
    printf -- '---\ndate: 2006-01-01\n---\nCitrix.\n' >posts/b.md
    redraws
    is "$(jq .posts out.json)" 2
}

@test "make: a folder with a slash" {
    mkdir posts
    echo VMware. >posts/a.md
    makefile posts/
    redraws
    echo VMware. >posts/b.md
    redraws
}

# Is there something to do? 0: no, 1: yes, 2: make can't read the rule.
needs() {
    local status=0
    make -q out.json >make.log 2>&1 || status=$?
    [ "$status" -eq "$1" ] || { echo "make -q: $status, expected $1, for: $name"; cat make.log; return 1; }
}

# Drawn with these files among the posts, each of them counts.
each_counts() {
    rm -f out.json .out.d
    makefile posts
    redraws
    for name in posts/*; do
        touch "$name"
        needs 1
        mv "$name" gone
        touch -d '2001-01-01 00:00' posts
        needs 1
        mv gone "$name"
        touch -d '2001-01-01 00:00' "$name" posts
    done
    needs 0
}

# Each sign in the middle, in front and at the end of a name.
@test "make: names with every sign" {
    local i=0
    mkdir posts
    for sign in ' ' '!' '"' '#' '$' % '&' "'" '(' ')' '*' + , - : ';' '<' = '>' '?' @ '[' \\ ] ^ _ '`' \
        '{' '|' '}' '~' $'\t' $'\n' é 中 '[b]' '$(x)' '(x)y' '%%' '\ ' '$$' '  '; do
        i=$((i + 1)) # or the wildcard that stands for one sign would find the others
        echo VMware. >"posts/a${sign}b$i"
        echo VMware. >"posts/${sign}ab$i"
        case $sign in '$(x)') ;; *) echo VMware. >"posts/a${i}b$sign" ;; esac
    done
    each_counts
    # As the last of a line, where make reads some of them in another way.
    for sign in ' ' \\ ';' = '&' '#' '$' $'\n'; do
        rm -r posts
        mkdir posts
        echo VMware. >"posts/ab$sign"
        each_counts
    done
}

@test "make: a name that is a member of an archive to it" {
    mkdir -p 'posts/old (2005)'
    echo VMware. >'posts/a(b)'
    echo VMware. >'posts/old (2005)/((c))'
    makefile posts
    redraws
    echo Citrix. >'posts/old (2005)/d.md'
    redraws
    touch 'posts/old (2005)/d.md'
    redraws
    rm 'posts/a(b)'
    redraws
}

@test "make: a name on the command line, and a target, with signs" {
    for name in 'a b' 'a#b' 'a$b' 'a%b' 'a:b' 'a|b' '~ab' 'a[b]'; do
        echo VMware. >"$name.md"
        comention $C -o "$name.json" --depfile=x.d "$name.md"
        exits 0
        touch -d '2001-01-01' "$name.md" catalog.yml
        touch -d '2001-01-02' "$name.json"
        # The rule gets something to do.
        sed '0,/^$/s/^$/\t@echo drawn/' x.d >Makefile
        make "$name.json" >log 2>&1 || cat log
        grep -q 'is up to date' log || { echo "$name: $(cat log Makefile)"; return 1; }
        touch "$name.md"
        is "$name: $(make "$name.json" 2>&1)" "$name: drawn"
    done
}
