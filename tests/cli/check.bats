# comention check: every problem of a catalog, with its place.
load helper

# problem PLACE TEXT <<E: a catalog has this one problem, there.
problem() {
    cat >x.yml
    comention check --no-builtin x.yml
    exits 1
    says_lines 1
    is "$(cut -d ' ' -f 1 "$err")" "x.yml:$1:"
    shift
    for text in "$@"; do says_also "$text"; done
}

@test "a good catalog: what it holds" {
    comention check --no-builtin catalog.yml
    exits 0
    says_nothing
    prints <<'E'
3 companies, 5 products, 1 events: 0 problems
E
    comention check --no-builtin -q catalog.yml
    exits 0
    prints_nothing
}

@test "the built-in catalog has no problem" {
    comention check
    says_nothing
    exits 0
    prints_also ': 0 problems'
}

@test "catalogs by -c, and several at once" {
    echo 'companies: [A1, B1]' >a.yml
    echo 'companies: [C1]' >b.yml
    comention check --no-builtin -c a.yml b.yml
    exits 0
    prints_also '3 companies'
}

@test "all problems are reported, each in one line, in all files" {
    printf 'companies: [VMware, VMware]\nproduct: []\n' >a.yml
    printf 'products:\n  - Thing: {maker: Nobody At All, editions: never}\n' >b.yml
    comention check --no-builtin a.yml b.yml
    exits 1
    says_lines 4
    prints_also ': 4 problems'
    is "$(cut -d ' ' -f 1 "$err" | sort)" 'a.yml:1:21:
a.yml:2:1:
b.yml:2:20:
b.yml:2:45:'
}

@test "a name that stands twice" {
    problem 4:5 VMware 'line 2' <<'E'
companies:
  - VMware
  - Citrix
  - VMware
E
}

@test "an alias that stands twice in one entry" {
    problem 2:32 SRM <<'E'
products:
  - SRM Thing: {aliases: [SRM, SRM]}
E
}

@test "an alias that is another's name or alias" {
    problem 3:25 SRM 'Site Recovery Manager' x.yml:2 <<'E'
products:
  - Site Recovery Manager: {aliases: [SRM]}
  - Storage: {aliases: [SRM]}
E
    problem 3:25 Fusion <<'E'
products:
  - Fusion
  - Storage: {aliases: [Fusion]}
E
}

@test "an alias of two is fine where both say that it is ambiguous" {
    cat >x.yml <<'E'
products:
  - Site Recovery Manager: {aliases: [SRM], ambiguous: [SRM]}
  - Storage Manager: {aliases: [SRM], ambiguous: [SRM]}
E
    comention check --no-builtin x.yml
    exits 0
    says_nothing
    prints_also ': 0 problems'
}

@test "an unknown maker, with the nearest company" {
    problem 4:20 'unknown maker "VMwar"' 'did you mean "VMware"?' <<'E'
companies:
  - VMware
products:
  - SRM: {  maker: VMwar}
E
    problem 2:18 'unknown maker "Nobody At All"' <<'E'
products:
  - SRM: {maker: Nobody At All}
E
    problem 3:18 'unknown maker "Fusion"' <<'E'
products:
  - Fusion
  - SRM: {maker: Fusion}
E
}

@test "an unknown key, with the nearest known one" {
    problem 2:14 'unknown key "aliasses" in "VMware"' 'did you mean "aliases"?' <<'E'
companies:
  - VMware: {aliasses: [VMW]}
E
    problem 2:14 'unknown key "telephone"' <<'E'
companies:
  - VMware: {telephone: 1}
E
}

@test "an unknown section, with the nearest known one" {
    problem 1:1 'unknown section "company"' 'did you mean "companies"?' <<'E'
company: [VMware]
E
    problem 1:1 'unknown section "people"' 'companies, products or events' <<'E'
people: [Jo]
E
}

@test "a wrong type: of the file, a section, an entry, details" {
    problem 1:1 'expected a map' <<<'[VMware]'
    problem 1:1 'expected a map' <<<'VMware'
    problem 1:12 'expected a list' <<<'companies: VMware'
    problem 2:3 'expected a list' <<'E'
companies:
  VMware: {}
E
    problem 2:5 'expected a name' <<'E'
companies:
  - [VMware]
E
    problem 2:13 'expected a map' <<'E'
companies:
  - VMware: Citrix
E
    problem 2:5 'expected one' <<'E'
companies:
  - VMware: {}
    Citrix: {}
E
}

@test "details that are not indented enough" {
    problem 2:5 'indented' <<'E'
products:
  - VMware:
    aliases: [VMW]
E
}

@test "a wrong type: of a key's value" {
    problem 2:23 'expected a list of names' <<'E'
companies:
  - VMware: {aliases: {a: b}}
E
    problem 2:24 'expected a name' <<'E'
companies:
  - VMware: {aliases: [[a]]}
E
    problem 2:23 'true or false' <<'E'
companies:
  - VMware: {anycase: maybe}
E
    problem 2:25 'expected yearly' <<'E'
events:
  - VMworld: {editions: monthly}
E
    problem 2:22 'expected a name' <<'E'
products:
  - Fusion: {maker:  [VMware]}
E
    problem 2:21 'a company has no maker' <<'E'
companies:
  - VMware: {maker: x}
E
}

@test "a wrong site or url" {
    problem 2:20 'expected a host' <<'E'
companies:
  - VMware: {site: https://vmware.com/}
E
    for url in vmware.com 'javascript:alert(1)' 'data:text/html,x' 'https://a b/' 'http://'; do
        problem 2:19 'expected an address with http:// or https://' <<E
companies:
  - VMware: {url: '$url'}
E
    done
}

@test "names that are none" {
    problem 2:5 'expected a name' <<'E'
companies:
  - ""
E
    problem 2:5 'no letter or digit' <<'E'
companies:
  - "!!!"
E
    problem 2:24 'no letter or digit' <<'E'
companies:
  - VMware: {aliases: ["..."]}
E
}

@test "an ambiguous name that the entry does not have" {
    problem 2:41 'did you mean "SRM"?' <<'E'
products:
  - X: {aliases: [SRM], ambiguous:     [SRN]}
E
}

@test "no YAML: the place of the syntax error" {
    problem 2:25 'not YAML' <<'E'
companies:
  - VMware: {aliases: [a}
E
    problem 2:1 'not YAML' <<<"$(printf 'companies:\n\t- VMware')"
}

@test "no UTF-8, no file, a folder" {
    problem 1:1 'UTF-8' <<<"$(printf 'companies: [Caf\xe9]')"
    comention check --no-builtin none.yml
    exits 1
    says <<<'none.yml:1:1: No such file or directory'
    mkdir folder
    comention check --no-builtin folder
    exits 1
    says_also 'folder:1:1: '
}

@test "a catalog that refers to itself, and a bomb of aliases" {
    cat >x.yml <<'E'
companies: &c
  - VMware: &d {aliases: *d}
  - *c
E
    comention check --no-builtin x.yml
    exits 1
    says_also 'x.yml:'
    { echo 'a: &a [x, x, x, x, x, x, x, x, x]'
      p=a
      for n in b c d e f g h i j k; do echo "$n: &$n [*$p, *$p, *$p, *$p, *$p, *$p, *$p, *$p, *$p]"; p=$n; done
      echo 'companies: *k'; } >y.yml
    comention check --no-builtin y.yml
    exits 1
    says_also 'y.yml:'
}

@test "problems of a file that extends another: only its own are its own" {
    echo 'companies: [VMware]' >a.yml
    echo 'companies: [VMware]' >b.yml
    comention check --no-builtin a.yml b.yml
    exits 0
    says_nothing
    prints_also '1 companies'
}

@test "check > /dev/full" {
    comention check --no-builtin catalog.yml
    status=0
    "$COMENTION" check --no-builtin catalog.yml 2>"$err" >/dev/full || status=$?
    exits 2
    says_also 'No space left on device'
}
