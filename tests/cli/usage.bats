# Help, version, and what is wrong usage.
load helper

@test "--help" {
    comention --help
    exits 0
    says_nothing
    is "$(head -n 1 "$out")" 'Usage: comention [OPTION]... POST...'
    for word in mentions relations explain check; do prints_also "comention $word"; done
    for option in -T -o -K -G -N -E --catalog --no-builtin --together --type --focus --depth --since \
        --until --nodes --edges --title --depfile --threads --progress -q -v --help --version; do
        grep -qE -e "^ .*$option" "$out" || { echo "--help has no $option"; return 1; }
    done
    prints_also 'Exit status'
}

@test "--help of each command" {
    for command in mentions relations explain check; do
        comention $command --help
        exits 0
        says_nothing
        is "$(head -n 1 "$out" | cut -d ' ' -f 1-3)" "Usage: comention $command"
    done
    comention mentions --help
    prints_also --format=FORMAT
    prints_not --nodes
    comention explain --help
    prints_also --name=NAME
}

@test "no line of the help is wider than a terminal" {
    for command in '' mentions relations explain check; do
        comention $command --help
        prints_also 'Usage: comention'
        is "$command: $(awk 'length > 90' "$out")" "$command: "
    done
}

@test "--version" {
    comention --version
    exits 0
    says_nothing
    grep -qxE 'comention [0-9]+\.[0-9]+\.[0-9]+' "$out"
    comention mentions --version
    exits 0
}

# Options as the help names them, one a line: "-o, --output=FILE".
options() {
    comention "$@" --help
    grep -oE '^ +-[^ ]+(, --[^ ]+)?|^ +--[^ ]+' "$out" | sed 's/^ *//'
}

value_of() {
    case $1 in
    FORMAT) case $2 in '') echo svg ;; *) echo jsonl ;; esac ;;
    FILE) case $3 in *catalog*) echo catalog.yml ;; *phrases*) echo phrases.yml ;; *depfile*) echo x.d ;; *) echo x.dot ;; esac ;;
    LAYOUT) echo dot ;;
    NAME=VALUE) echo comment=x ;;
    TEXT) echo text ;;
    N) case $3 in *dpi*) echo 96 ;; *) echo 3 ;; esac ;;
    LIST) echo company ;;
    WHAT) echo post ;;
    URL) echo https://blog.example ;;
    KINDS) echo acquired,together ;;
    NAME) echo VMware ;;
    HOW) echo post ;;
    DATE) echo 2007 ;;
    WHEN) echo never ;;
    STYLE) echo wiki ;;
    BY) echo maker ;;
    PERIOD) echo year ;;
    esac
}

@test "every option that --help names is accepted, by all its names" {
    printf -- '---\ndate: 2007-01-01\n---\nVMware met Citrix.\n' >2007-01-01-a.md
    for command in '' mentions relations explain check; do
        case $command in check) posts=catalog.yml ;; *) posts=2007-01-01-a.md ;; esac
        case $command in explain) name=--name=Citrix ;; *) name= ;; esac
        options $command >list
        [ "$(wc -l <list)" -ge 6 ]
        while IFS= read -r line; do
            for option in ${line//, / }; do
                short=${line%%,*} long=${line##*, } argument=
                case $long in
                --*=*) argument=${long#*=} ;;
                -[A-Z]?*) argument=${long#-?} ;;
                esac
                case $option in
                --*=*) option=${option%%=*}=$(value_of "$argument" "$command" "$long") ;;
                --*) ;;
                -*) option=${option:0:2}${argument:+$(value_of "$argument" "$command" "$long")} ;;
                esac
                case $option in
                --help | --version | --name=*) alone= ;;
                --by=*) alone=-ox-%Y.dot ;; # what it can't do without
                *) alone=$name ;;
                esac
                case $option in --depfile=*) alone="$alone -o x.dot" ;; esac
                comention $command "$option" $alone $C $posts
                exits 0
                says_not 'option'
            done
        done <list
    done
}

@test "a short option takes its value with or without a blank, a long one with = or a blank" {
    echo 'VMware met Citrix.' >a.md
    comention $C -Tsvg a.md
    exits 0
    [ -s "$out" ]
    cp "$out" one
    comention $C -T svg a.md
    cmp one "$out"
    comention --no-builtin --catalog catalog.yml -Tsvg a.md
    cmp one "$out"
    comention --no-builtin -ccatalog.yml -qTsvg a.md
    cmp one "$out"
}

@test "options may stand behind posts" {
    echo 'VMware met Citrix.' >a.md
    comention a.md $C -Tjson
    exits 0
    is "$(json .posts)" 1
    comention mentions a.md --format=jsonl $C
    is "$(json .id | xargs)" 'vmware citrix'
}

@test "no posts" {
    for command in '' mentions relations 'explain --name=VMware'; do
        comention $command $C
        exits 2
        prints_nothing
        says_also 'no posts given'
        says_also "Try 'comention --help'."
    done
}

@test "an unknown option" {
    echo VMware. >a.md
    comention --nonsense a.md
    exits 2
    prints_nothing
    says <<'E'
comention: unknown option --nonsense
Try 'comention --help'.
E
    comention -Z a.md
    exits 2
    says_also 'unknown option -Z'
    comention mentions --nonsense=3 a.md
    exits 2
    says_also 'unknown option --nonsense'
}

@test "an option without its value" {
    for option in -T -o -K -c --catalog --depfile --nodes --focus --title --since --together; do
        comention a.md $option
        exits 2
        prints_nothing
        says_also "option $option needs a value"
    done
}

@test "a value for an option that has none" {
    echo VMware. >a.md
    for option in --quiet --verbose --no-builtin; do
        comention $option=3 a.md
        exits 2
        says_also $option
    done
}

@test "an option of another command" {
    echo VMware. >a.md
    comention mentions -T svg a.md
    exits 2
    says_also 'option -T '
    comention mentions --nodes 3 a.md
    exits 2
    says_also 'option --nodes '
    comention --format=jsonl a.md
    exits 2
    says_also '--format'
    comention --name=VMware a.md
    exits 2
    comention relations --focus=VMware a.md
    exits 2
    comention check --together=post
    exits 2
    comention explain --name=VMware --title=x a.md
    exits 2
}

@test "values that an option does not know" {
    echo VMware. >a.md
    for option in --together=page --progress=maybe -Tgif --type=people -G=x --threads=1000 \
        --threads=-1 --nodes=many; do
        comention $option a.md
        exits 2
        prints_nothing
        says_also 'expected'
    done
}

@test "--threads" {
    echo VMware. >a.md
    for n in 0 1 2 64 256; do
        comention $C --threads=$n -Tjson a.md
        exits 0
        is "$(json .posts)" 1
    done
}

@test "--progress: always, never, and auto is not for a file" {
    echo VMware. >a.md
    echo Citrix. >b.md
    comention $C --progress=always a.md b.md
    exits 0
    says_also '2 posts'
    for when in --progress=never --progress=auto ''; do
        comention $C $when a.md b.md
        says_nothing
    done
}

@test "-v says more, -q less" {
    echo 'VMware met Citrix.' >a.md
    comention $C -v a.md
    says_also 'drew 2 names and 1 link'
    comention $C a.md
    says_nothing
    comention $C --nodes=1 -q a.md
    says_nothing
}

@test "exit status: 0 all well, 1 something skipped, 2 wrong usage or nothing written" {
    echo VMware. >a.md
    printf 'x\0' >b.md
    comention $C a.md
    exits 0
    comention $C a.md b.md
    exits 1
    comention $C --nonsense a.md b.md
    exits 2
    comention $C -o none/x a.md b.md
    exits 2
}

@test "a file that is called like a command" {
    echo VMware. >check
    comention $C -Tjson ./check
    exits 0
    is "$(json .posts)" 1
}

@test "a command that does not come first" {
    echo 'VMware met Citrix.' >a.md
    comention -q relations a.md
    exits 2
    says_also 'the command relations comes first: comention relations [OPTION]... POST...'
    # unless there is a post of this name
    cp a.md relations
    comention -q $C relations
    exits 0
    prints_also VMware
}
