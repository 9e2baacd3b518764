# comention mentions: its formats, and which names are found.
load helper

@test "a table for people" {
    post a.md <<'E'
---
title: News from VMworld
date: 2007-09-11
---
VMware shows SRM.
E
    comention mentions $C a.md
    exits 0
    says_nothing
    prints <<'E'
a.md:2  event    VMworld 2007           VMworld  edition
a.md:5  company  VMware                 VMware   name
a.md:5  product  Site Recovery Manager  SRM      alias
E
}

@test "JSON Lines" {
    post a.md <<'E'
---
title: VMware
date: 2007-09-11
tags: [Citrix]
---
See SRM, and a "Hyper-V".
E
    comention mentions $C --format=jsonl a.md
    exits 0
    is "$(jq -c '{post, line, field, surface, id, name, type, how}' "$out")" \
        '{"post":"a.md","line":2,"field":"title","surface":"VMware","id":"vmware","name":"VMware","type":"company","how":"name"}
{"post":"a.md","line":4,"field":"tag","surface":"Citrix","id":"citrix","name":"Citrix","type":"company","how":"name"}
{"post":"a.md","line":6,"field":"body","surface":"SRM","id":"site-recovery-manager","name":"Site Recovery Manager","type":"product","how":"alias"}
{"post":"a.md","line":6,"field":"body","surface":"Hyper-V","id":"hyper-v","name":"Hyper-V","type":"product","how":"name"}'
}

@test "TSV" {
    printf 'See SRM, and\nthe XenServer.\n' >a.md
    comention mentions $C --format=tsv a.md
    exits 0
    is "$(cut -f 1-8 "$out")" 'post	line	field	surface	id	name	type	how
a.md	1	body	SRM	site-recovery-manager	Site Recovery Manager	product	alias
a.md	2	body	XenServer	xenserver	XenServer	product	name'
    is "$(awk -F '\t' '{print NF}' "$out" | sort -u | wc -l)" 1
}

@test "a post that mentions nobody" {
    echo 'Nothing here.' >a.md
    comention mentions $C a.md
    exits 0
    prints_nothing
    comention mentions $C --format=jsonl a.md
    prints_nothing
    comention mentions $C --format=tsv a.md
    is "$(wc -l <"$out")" 1
}

@test "-o writes the mentions to a file" {
    echo VMware. >a.md
    comention mentions $C --format=jsonl -o m.jsonl a.md
    exits 0
    prints_nothing
    is "$(jq -r .id m.jsonl)" vmware
}

@test "mentions of a period only" {
    printf -- '---\ndate: 2007-05-01\n---\nVMware.\n' >a.md
    printf -- '---\ndate: 2008-05-01\n---\nCitrix.\n' >b.md
    comention mentions $C --format=jsonl --since=2008 a.md b.md
    is "$(json .id)" citrix
    comention mentions $C --format=jsonl --until=2007 a.md b.md
    is "$(json .id)" vmware
}

@test "the longest name wins" {
    echo 'Storage VMotion, VMotion, Storage, and VMware, Inc. again.' >a.md
    finds a.md <<'E'
1 storage-vmotion Storage VMotion
1 vmotion VMotion
1 vmware VMware, Inc
E
}

@test "whole words only" {
    echo 'VMwares, MyVMware, Citrixy, SRMs? unSRM; VMware_tools. (Citrix)' >a.md
    finds a.md <<<'1 citrix Citrix'
}

@test "names beside hyphens and slashes" {
    echo 'VMware-based, non-VMware, Citrix/Microsoft.' >a.md
    finds a.md <<'E'
1 vmware VMware
1 vmware VMware
1 citrix Citrix
1 microsoft Microsoft
E
}

@test "possessives, straight and curly" {
    echo "VMware's and VMware’s, Hyper-V's and SRM’s." >a.md
    finds a.md <<'E'
1 vmware VMware
1 vmware VMware
1 hyper-v Hyper-V
1 site-recovery-manager SRM
E
}

@test "a name with its maker in front is the same entity" {
    post a.md <<'E'
We tried VMware Site Recovery Manager, Microsoft Hyper-V and VMware SRM.
E
    comention mentions $C --format=jsonl a.md
    is "$(json 'select(.type == "product") | .id' | xargs)" \
        'site-recovery-manager hyper-v site-recovery-manager'
    is "$(json .id | sort -u | xargs)" 'hyper-v microsoft site-recovery-manager vmware'
}

@test "another company in front of a name is no maker" {
    echo 'Citrix VMotion' >a.md
    finds a.md <<'E'
1 citrix Citrix
1 vmotion VMotion
E
}

@test "Hyper-V, Hyper V and HyperV are one" {
    echo 'Hyper-V, Hyper V and HyperV.' >a.md
    finds a.md <<'E'
1 hyper-v Hyper-V
1 hyper-v Hyper V
1 hyper-v HyperV
E
    echo 'StorageVMotion, Storage-VMotion and SiteRecoveryManager.' >b.md
    comention mentions $C --format=jsonl b.md
    is "$(json .id | xargs)" 'storage-vmotion storage-vmotion site-recovery-manager'
}

@test "the year with an event is its edition: in text and in a tag" {
    post a.md <<'E'
---
title: x
tags: [VMworld2007, VMworld-2007]
---
VMworld 2007, VMworld2007, VMworld '07 and VMworld ’07.

VMworld 2008.
E
    comention mentions $C --format=jsonl a.md
    is "$(json '"\(.line) \(.id) \(.name)"')" '3 vmworld-2007 VMworld 2007
3 vmworld-2007 VMworld 2007
5 vmworld-2007 VMworld 2007
5 vmworld-2007 VMworld 2007
5 vmworld-2007 VMworld 2007
5 vmworld-2007 VMworld 2007
7 vmworld-2008 VMworld 2008'
    is "$(json .type | sort -u)" event
}

@test "an event without a year is that of the post's year" {
    printf -- '---\ndate: 2007-09-11\n---\nVMworld is near, last year’s VMworld is over.\n' >a.md
    comention mentions $C --format=jsonl a.md
    is "$(json .id | xargs)" 'vmworld-2007 vmworld-2006'
    echo 'VMworld is near.' >b.md
    comention mentions $C --format=jsonl b.md
    is "$(json .id)" vmworld
}

@test "an event without editions has none" {
    echo 'events: [VMworld]' >catalog.yml
    printf -- '---\ndate: 2007-09-11\n---\nVMworld and VMworld 2007.\n' >a.md
    comention mentions $C --format=jsonl a.md
    is "$(json .id | xargs)" 'vmworld vmworld'
}

@test "case counts, unless the entry says anycase" {
    cat >catalog.yml <<'E'
companies:
  - VMware
  - Citrix: {anycase: true, aliases: [Citrix Systems]}
E
    echo 'VMware, vmware, VMWare, VMWARE; Citrix, citrix, CITRIX, cItRiX, citrix systems.' >a.md
    finds a.md <<'E'
1 vmware VMware
1 citrix Citrix
1 citrix citrix
1 citrix CITRIX
1 citrix cItRiX
1 citrix citrix systems
E
}

@test "ids are slugs, and two of one slug are told apart" {
    cat >catalog.yml <<'E'
companies:
  - Fusion
products:
  - Fusion Box
  - C++
  - C#
  - Fusion!
E
    echo 'A Fusion Box in C++ and C#.' >a.md
    comention mentions $C --format=jsonl a.md
    is "$(json .id | xargs)" 'fusion-box c-plus-plus c-sharp'
    comention check catalog.yml --no-builtin
    exits 0
}

@test "the built-in catalog knows VMware, Microsoft and Citrix" {
    echo 'VMware, Microsoft and Citrix.' >a.md
    comention mentions --format=jsonl a.md
    exits 0
    is "$(json '"\(.id) \(.type)"')" 'vmware company
microsoft company
citrix company'
}

@test "a catalog comes on top of the built-in one, --no-builtin leaves that out" {
    echo 'companies: [Zanzibar Widgets]' >mine.yml
    echo 'VMware met Zanzibar Widgets.' >a.md
    comention mentions --format=jsonl -c mine.yml a.md
    is "$(json .id | xargs)" 'vmware zanzibar-widgets'
    comention mentions --format=jsonl --catalog=mine.yml --no-builtin a.md
    is "$(json .id | xargs)" 'zanzibar-widgets'
    comention mentions --format=jsonl --no-builtin a.md
    prints_nothing
    exits 0
}

@test "a maker is in a name only where its name is there" {
    cat >catalog.yml <<'X'
companies: [VMware]
products:
  - VMware Consolidated Backup: {maker: VMware}
X
    echo 'VMware Consolidated Backup (VCB) is new. I like VCB.' >a.md
    comention mentions $C --format=jsonl a.md
    exits 0
    is "$(json '"\(.name): \(.surface)"' | sort)" 'VMware Consolidated Backup: VCB
VMware Consolidated Backup: VCB
VMware Consolidated Backup: VMware Consolidated Backup
VMware: VMware'
}
