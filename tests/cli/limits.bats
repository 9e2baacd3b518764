# What to draw: --nodes --edges --type --focus --depth --since --until.
load helper

# A chain: VMware – Citrix – Microsoft – Hyper-V – XenServer, and SRM alone.
chain() {
    cat >catalog.yml <<'E'
companies: [VMware, Citrix, Microsoft]
products: [Hyper-V, XenServer, SRM]
events: [VMworld]
E
    printf 'VMware, Citrix.\n\nCitrix, Microsoft.\n\nMicrosoft, Hyper-V.\n\nHyper-V, XenServer.\n\nSRM.\n' >a.md
}

many() {
    { echo 'companies:'; for i in $(seq 60); do echo "  - Company N$i"; done; } >catalog.yml
    for i in $(seq 2 60); do
        printf 'Company N%s and Company N%s.\n\n' $i $((i / 2))
        printf 'Company N%s and Company N%s.\n\n' $i $((i / 3 + 1))
    done >a.md
}

@test "24 names and 40 links by default; what was left out is said in one line" {
    many
    comention $C -Tjson a.md
    exits 0
    is "$(json '.nodes | length')" 24
    is "$(json '(.edges | length) <= 40')" true
    is "$(json .nodes_left_out)" 36
    says_lines 1
    says_also '24 strongest of 60 names'
    says_also "and $(json '.edges | length') of $(json '.edges_left_out + (.edges | length)') links"
}

@test "-q leaves that line out" {
    many
    comention $C -q -Tjson a.md
    exits 0
    is "$(json .nodes_left_out)" 36
    says_nothing
}

@test "--nodes and --edges" {
    many
    comention $C --nodes=5 -Tjson a.md
    is "$(json '.nodes | length')" 5
    comention $C --edges=3 -Tjson a.md
    is "$(json '.edges | length')" 3
    comention $C --edges=50 --nodes=60 -Tjson a.md
    is "$(json '.edges | length')" 50
    comention $C --nodes=0 --edges=0 -Tjson a.md
    is "$(json '.nodes | length')" 60
    is "$(json '"\(.nodes_left_out) \(.edges_left_out)"')" '0 0'
    says_nothing
}

@test "--edges=0 draws all links, those that only the catalog knows as well" {
    printf 'VMware.\n\nSRM and Citrix.\n\nVMotion.\n\nXenServer.\n' >a.md
    links --nodes=0 --edges=0 a.md <<'E'
citrix together site-recovery-manager
citrix makes xenserver
vmware makes site-recovery-manager
vmware makes vmotion
E
    says_nothing
}

@test "nothing is left out as long as there is room" {
    printf 'VMware.\n\nSRM and Citrix.\n\nVMotion.\n\nXenServer.\n' >a.md
    comention $C -Tjson a.md
    is "$(json '.edges | length')" 4
    is "$(json '.nodes | length')" 5
    says_nothing
}

@test "an edge is only drawn with both its ends" {
    many
    comention $C --nodes=10 --edges=0 -Tjson a.md
    is "$(json '[.nodes[].id] as $n | [.edges[] | select(([.from, .to] - $n) != [])] | length')" 0
}

@test "the strongest are kept: links" {
    printf 'VMware, Citrix.\n\n%.0s' 1 2 3 4 5 >a.md
    printf 'Microsoft, SRM.\n\nXenServer.\n\nHyper-V.\n' >>a.md
    links --edges=1 a.md <<<'citrix together vmware'
}

@test "the strongest are kept: names" {
    printf 'Citrix.\n' >a.md
    for i in 1 2 3; do echo 'VMware.' >"b$i.md"; done
    is "$(names --nodes=1 a.md b1.md b2.md b3.md)" vmware
}

@test "everyday names do not crowd out the telling ones" {
    for i in $(seq 20); do
        printf 'VMware and Microsoft.\n\nVMware.\n\nMicrosoft.\n\nVMware.\n\nMicrosoft.\n\n'
    done >a.md
    printf 'Citrix and XenServer.\n\n%.0s' $(seq 10) >>a.md
    links --edges=1 a.md <<<'citrix makes xenserver'
}

@test "--type: only these" {
    printf 'VMware, Citrix, VMotion, Hyper-V and VMworld 2007.\n' >a.md
    is "$(names --type=company a.md)" 'citrix vmware'
    is "$(names --type=product a.md)" 'hyper-v vmotion'
    is "$(names --type=event a.md)" 'vmworld-2007'
    is "$(names --type=event,company a.md)" 'citrix vmware vmworld-2007'
    is "$(names --type=products,events a.md)" 'hyper-v vmotion vmworld-2007'
    comention $C --type=people a.md
    exits 2
    says_also people
    comention $C --type= a.md
    exits 2
}

@test "--focus: what is linked to a name" {
    chain
    is "$(names --focus=Citrix a.md)" 'citrix microsoft vmware'
    links --focus=VMware a.md <<<'citrix together vmware'
}

@test "--focus: by alias, by id, in any case, by edition" {
    echo 'Citrix looked at SRM. At VMworld 2007.' >a.md
    for name in SRM srm site-recovery-manager 'Site Recovery Manager'; do
        is "$(names --together=sentence --focus="$name" a.md)" 'citrix site-recovery-manager'
    done
    for name in 'VMworld 2007' vmworld-2007 VMworld; do
        is "$(names --together=sentence --nodes=1 --focus="$name" a.md)" 'vmworld-2007'
    done
}

@test "--focus may be repeated" {
    chain
    is "$(names --focus=VMware --focus=XenServer a.md)" 'citrix hyper-v vmware xenserver'
}

@test "--depth: how many links away" {
    chain
    is "$(names --focus=VMware --depth=0 a.md)" 'vmware'
    is "$(names --focus=VMware --depth=1 a.md)" 'citrix vmware'
    is "$(names --focus=VMware --depth=2 a.md)" 'citrix microsoft vmware'
    is "$(names --focus=VMware --depth=4 a.md)" 'citrix hyper-v microsoft vmware xenserver'
    is "$(names --focus=VMware --depth=1000 a.md)" 'citrix hyper-v microsoft vmware xenserver'
}

@test "--focus keeps its name whatever the limits" {
    many
    comention $C --focus='Company N60' --nodes=2 -Tjson a.md
    is "$(json '[.nodes[].id] | index("company-n60") != null')" true
    is "$(json '.nodes | length')" 2
}

@test "--focus with --type" {
    chain
    is "$(names --focus=Microsoft --type=product a.md)" 'hyper-v microsoft'
}

@test "--focus: a name that no post mentions" {
    chain
    comention $C --focus=VMworld a.md
    exits 2
    prints_nothing
    says_also 'VMworld'
    says_not 'did you mean "VMworld"'
    comention $C --focus=VMwara a.md
    exits 2
    says_also 'did you mean "VMware"?'
}

@test "--since and --until: a year, a month, a day, both ends included" {
    for date in 2006-12-31 2007-01-01 2007-06-15 2007-06-30 2007-12-31 2008-01-01; do
        printf -- '---\ndate: %s\n---\nVMware.\n' $date >$date.md
    done
    posts() {
        comention $C -Tjson "$@" 200*.md
        json .posts
    }
    is "$(posts --since=2007)" 5
    is "$(posts --until=2007)" 5
    is "$(posts --since=2007 --until=2007)" 4
    is "$(posts --since=2007-06 --until=2007-06)" 2
    is "$(posts --since=2007-06-30)" 3
    is "$(posts --until=2007-06-15)" 3
    is "$(posts --since=2007-06-15 --until=2007-06-15)" 1
    is "$(posts --since=2009)" 0
}

@test "--since and --until: the dates of nodes and edges are those of the period" {
    printf -- '---\ndate: 2007-05-01\n---\nVMware and Citrix.\n' >a.md
    printf -- '---\ndate: 2008-05-01\n---\nVMware and Citrix.\n' >b.md
    comention $C -Tjson --since=2008 a.md b.md
    is "$(json '"\(.first) \(.nodes[0].first) \(.edges[0].first) \(.edges[0].posts)"')" \
        '2008-05-01 2008-05-01 2008-05-01 1'
}

@test "--since leaves out posts without a date, and says so" {
    echo 'VMware.' >a.md
    printf -- '---\ndate: 2007-05-01\n---\nCitrix.\n' >b.md
    is "$(names --since=2007 a.md b.md)" citrix
    comention $C -Tjson --since=2007 a.md b.md
    exits 0
    says_also 'without a date'
    says_lines 1
}

@test "--since and --until: what is no date is wrong usage" {
    echo VMware. >a.md
    for date in yesterday 2007-13 2007-02-30 07 2007-1-1 2007-09-11x '' 11/09/2007; do
        comention $C --since="$date" a.md
        exits 2
        prints_nothing
        says_also 'YYYY, YYYY-MM or YYYY-MM-DD'
        comention $C --until="$date" a.md
        exits 2
    done
}

@test "numbers that are none are wrong usage" {
    echo VMware. >a.md
    for option in --nodes --edges --depth --threads; do
        for value in x -1 1.5 '' 99999999999999999999 '1 '; do
            comention $C "$option=$value" a.md
            exits 2
            prints_nothing
            says_also "$option"
        done
    done
}
