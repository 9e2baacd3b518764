# Catalogs: what can be said of a name, and how later files win.
load helper

# seen TEXT: the mentions of this text, as "id type".
seen() {
    echo "$1" >seen.md
    shift
    comention mentions --no-builtin --format=jsonl "$@" seen.md
    json '"\(.id) \(.type)"'
}

@test "an entry is a name, or a name with details" {
    cat >catalog.yml <<'E'
companies:
  - Leostream
  - VMware: {aliases: ["VMware, Inc."], site: vmware.com}
products:
  - Site Recovery Manager: {maker: VMware, aliases: [SRM]}
  - Virtual Desktop Manager:
      maker: VMware
      aliases:
        - VDM
events:
  - VMworld: {maker: VMware, editions: yearly}
E
    is "$(seen 'Leostream, VMware, SRM, VDM; VMworld 2007.' -c catalog.yml)" 'leostream company
vmware company
site-recovery-manager product
virtual-desktop-manager product
vmworld-2007 event'
    comention check --no-builtin catalog.yml
    exits 0
}

@test "an alias alone needs no list" {
    echo 'products: [{Site Recovery Manager: {aliases: SRM}}]' >catalog.yml
    is "$(seen SRM. -c catalog.yml)" 'site-recovery-manager product'
}

@test "a maker may be called by an alias, and stand in a later file" {
    echo 'products: [{Widget: {maker: Zanz}}]' >one.yml
    echo 'companies: [{Zanzibar: {aliases: [Zanz]}}]' >two.yml
    echo 'Zanzibar has a Widget.' >a.md
    comention -Tjson --no-builtin -c one.yml -c two.yml a.md
    is "$(json '.edges[].kind')" makes
    comention check --no-builtin one.yml two.yml
    exits 0
}

@test "a later file adds names to an entry" {
    echo 'companies: [{VMware: {aliases: [VMW]}}]' >one.yml
    echo 'companies: [{VMware: {aliases: [EMC baby]}}]' >two.yml
    is "$(seen 'VMware, VMW, EMC baby.' -c one.yml -c two.yml)" 'vmware company
vmware company
vmware company'
    comention check --no-builtin one.yml two.yml
    exits 0
}

@test "a later file corrects an entry" {
    cat >one.yml <<'E'
companies: [VMware, EMC]
products:
  - Thing: {maker: EMC, url: "https://example.com/old"}
E
    cat >two.yml <<'E'
products:
  - Thing: {maker: VMware, url: "https://example.com/new", anycase: true}
E
    echo 'VMware, EMC and the thing.' >a.md
    comention -Tjson --no-builtin -c one.yml -c two.yml a.md
    is "$(json '.edges[] | select(.kind == "makes").from')" vmware
    is "$(json '.nodes[] | select(.id == "thing").url')" https://example.com/new
    comention -Tjson --no-builtin -c two.yml -c one.yml a.md
    is "$(json '.edges[] | select(.kind == "makes").from')" emc
}

@test "a later file wins a name: of another entry, of another type" {
    echo 'products: [{Desktop Thing: {aliases: [DT]}}, Fusion]' >one.yml
    echo 'products: [{Data Thing: {aliases: [DT]}}]' >two.yml
    echo 'companies: [Fusion]' >three.yml
    is "$(seen DT. -c one.yml -c two.yml)" 'data-thing product'
    is "$(seen DT. -c two.yml -c one.yml)" 'desktop-thing product'
    is "$(seen Fusion. -c one.yml -c three.yml | cut -d ' ' -f 2)" company
    is "$(seen Fusion. -c three.yml -c one.yml | cut -d ' ' -f 2)" product
}

@test "a file of one's own wins over the built-in catalog" {
    echo 'companies: [{VMware: {url: "https://example.com/vm"}}]' >mine.yml
    echo 'VMware.' >a.md
    comention -Tjson -c mine.yml a.md
    is "$(json '.nodes[] | "\(.id) \(.url)"')" 'vmware https://example.com/vm'
    echo 'products: [VMware]' >mine.yml
    comention -Tjson -c mine.yml a.md
    is "$(json '.nodes[] | .type')" product
}

@test "--catalog is -c" {
    echo 'companies: [Zanzibar]' >mine.yml
    is "$(seen Zanzibar. --catalog=mine.yml)" 'zanzibar company'
}

@test "an empty catalog, and empty sections" {
    for text in '' '# nothing' 'companies:' 'companies: []' '{}'; do
        echo "$text" >mine.yml
        echo 'VMware.' >a.md
        comention -Tjson --no-builtin -c mine.yml a.md
        exits 0
        says_nothing
        is "$(json '.nodes | length')" 0
        comention check --no-builtin mine.yml
        exits 0
    done
}

@test "a catalog that is no YAML can't be used: nothing is drawn" {
    printf 'companies:\n  - "VMware\n' >mine.yml
    echo VMware. >a.md
    comention -c mine.yml -o x.dot a.md
    exits 2
    says_also 'mine.yml:'
    [ ! -e x.dot ]
}

@test "a catalog that is not there can't be used" {
    echo VMware. >a.md
    comention -c none.yml a.md
    exits 2
    prints_nothing
    says_also 'none.yml'
    says_also 'No such file or directory'
    mkdir folder.yml
    comention -c folder.yml a.md
    exits 2
    says_also 'folder.yml'
}

@test "an entry with a mistake is said, the others are used" {
    cat >mine.yml <<'E'
companies:
  - Citrix
  - [a, b]
  - VMware: {makr: x}
E
    echo 'Citrix and VMware.' >a.md
    comention mentions --no-builtin -c mine.yml --format=jsonl a.md
    exits 0
    is "$(json .id | xargs)" 'citrix vmware'
    says_also 'mine.yml:3:5: '
    says_also 'mine.yml:4:14: unknown key "makr"'
}

@test "a hundred thousand names" {
    { echo 'products:'; seq -f '  - Widget Number %.0f' 100000; } >mine.yml
    is "$(seen 'The Widget Number 77777.' -c mine.yml)" 'widget-number-77777 product'
}

@test "docs/catalogs.md: what --unknown makes of its post" {
    awk '/^    ---$/ { on = 1 } on { sub(/^    /, ""); print } on && /evening\.$/ { exit }' \
        "$BATS_TEST_DIRNAME/../../docs/catalogs.md" >notes.md
    comention mentions --no-builtin --unknown notes.md
    exits 0
    is "$(cat "$out")" "$(sed -n '/cat synths.yml/,/^$/s/^    //p' \
        "$BATS_TEST_DIRNAME/../../docs/catalogs.md" | sed 1d)"
}
