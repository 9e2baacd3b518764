# comention explain: why a node, or an edge, is there.
load helper

posts() {
    post a.md <<'E'
---
title: News
date: 2008-03-01
---
Later, VMware met Citrix again.
E
    post b.md <<'E'
---
title: Old news
date: 2007-09-11
---
VMware, Inc. was here. Citrix came, too.

VMware met Citrix with SRM.
E
}

@test "why a node is there" {
    posts
    comention explain $C --name=VMware a.md b.md
    exits 0
    says_nothing
    prints_also 'VMware (company)'
    prints_also 'id: vmware'
    prints_also 'https://vmware.com/'
    prints_also 'mentioned: 3 times in 2 posts, 2007-09-11 to 2008-03-01'
    prints_also 'as: VMware (2), VMware, Inc (1)'
    prints_also 'Citrix (3)'
    prints_also 'Site Recovery Manager'
}

@test "who bought a company" {
    posts
    printf 'companies:\n  - Citrix: {acquired: {by: VMware, year: 2022}}\n' >more.yml
    comention explain $C -c more.yml --name=Citrix a.md b.md
    exits 0
    prints_also 'bought by: VMware, in 2022'
    printf 'companies:\n  - Citrix: {acquired: {by: VMware}}\n' >more.yml
    comention explain $C -c more.yml --name=Citrix a.md b.md
    is "$(grep bought "$out")" 'bought by: VMware'
    comention explain $C --name=Citrix a.md b.md
    prints_not bought
}

@test "a name is known with its maker before it, and whatever the blanks" {
    posts
    comention explain $C --name='vmware Site-Recovery Manager' a.md b.md
    exits 0
    prints_also 'Site Recovery Manager (product, by VMware)'
}

@test "why an edge is there: every place, the oldest first" {
    posts
    comention explain $C --name=VMware --name=Citrix a.md b.md
    exits 0
    prints <<'E'
VMware and Citrix: 3 places in 2 posts, 2 of them in one sentence, 2007-09-11 to 2008-03-01

2007-09-11  b.md:5 (paragraph)
    *VMware, Inc*. was here. *Citrix* came, too.

2007-09-11  b.md:7 (sentence)
    *VMware* met *Citrix* with SRM.

2008-03-01  a.md:5 (sentence)
    Later, *VMware* met *Citrix* again.
E
}

@test "what is said of two names, and by which phrase" {
    post a.md <<'E'
---
date: 2007-09-11
---
VMware may acquire Citrix. It is said that XenServer is for sale.
E
    post b.md <<'E'
---
date: 2008-03-01
---
VMware acquired Citrix last week, and with it XenServer.
E
    comention explain $C --name=VMware --name=Citrix a.md b.md
    exits 0
    prints <<'E'
VMware and Citrix: 2 places in 2 posts, 2 of them in one sentence, 2007-09-11 to 2008-03-01
said: VMware acquired Citrix (stated in 1 post, rumoured in 1 post)

2007-09-11  a.md:4 (sentence)
    *VMware* may acquire *Citrix*.
    -> VMware acquired Citrix, as a rumour, by the phrase "A (may|might|could) [be] [@lately] @buy .. B"

2008-03-01  b.md:4 (sentence)
    *VMware* acquired *Citrix* last week, and with it XenServer.
    -> VMware acquired Citrix, by the phrase "A [@have] [@lately] @buy .. B"
E
    comention explain $C --name=XenServer a.md b.md
    exits 0
    prints_also 'said: Citrix makes XenServer (known to the catalog)'
}

@test "by alias, by id, in any case" {
    posts
    for name in 'Site Recovery Manager' SRM site-recovery-manager srm; do
        comention explain $C --name="$name" b.md
        exits 0
        is "$(head -n 1 "$out")" 'Site Recovery Manager (product, by VMware)'
    done
}

@test "an edition of an event is a node, too" {
    printf -- '---\ndate: 2007-09-11\n---\nVMware went to VMworld. So did Citrix, after VMworld 2006.\n' >a.md
    for name in 'VMworld 2007' vmworld-2007; do
        comention explain $C --name="$name" a.md
        exits 0
        prints_also 'VMworld 2007 (event'
        prints_also 'mentioned: 1 time in 1 post'
    done
    comention explain $C --name='VMworld 2007' --name=VMware a.md
    exits 0
    prints_also '*VMware* went to *VMworld*.'
}

@test "who a name stands with, though one id begins like the other" {
    cat >catalog.yml <<'E'
companies: [Foggy]
products:
  - Fog: {maker: Foggy}
E
    echo 'Foggy has made Fog.' >a.md
    comention explain $C --name=Fog a.md
    exits 0
    prints_also 'together with: Foggy ('
    prints_not 'Fog (2)'
    comention explain $C --name=Foggy a.md
    is "$(grep '^together with: ' "$out" | grep -c 'Fog (')" 1
}

@test "posts are counted right, though a path has a colon" {
    echo 'VMware.' >'news: one.md'
    echo 'VMware.' >'news: two.md'
    comention explain $C --name=VMware 'news: one.md' 'news: two.md'
    prints_also 'mentioned: 2 times in 2 posts'
}

@test "two names that never stand together" {
    printf 'VMware.\n\nCitrix.\n' >a.md
    comention explain $C --name=VMware --name=Citrix a.md
    exits 0
    prints_also 'VMware and Citrix: 0 places in 0 posts'
    comention explain $C --together=post --name=VMware --name=Citrix a.md
    prints_also 'VMware and Citrix: 1 place in 1 post'
}

@test "a name that no catalog has" {
    echo VMware. >a.md
    comention explain $C --name=VMwara a.md
    exits 2
    prints_nothing
    says_also 'VMwara'
    says_also 'VMware'
    says_lines 1
}

@test "explain wants one name or two" {
    echo VMware. >a.md
    comention explain $C a.md
    exits 2
    says_also '--name'
    comention explain $C --name=VMware --name=Citrix --name=Microsoft a.md
    exits 2
    says_also '--name'
}

@test "of a period, and to a file" {
    posts
    comention explain $C --name=VMware --since=2008 -o why.txt a.md b.md
    exits 0
    prints_nothing
    grep -q 'mentioned: 1 time in 1 post' why.txt
}
