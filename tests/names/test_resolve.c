/* What a surface means here. */
#include "unit.h"

static const char yaml[] =
    "companies:\n"
    "  - VMware: {aliases: ['VMware, Inc.']}\n"
    "  - Microsoft\n"
    "  - Sun Microsystems: {aliases: [Sun], ambiguous: [Sun]}\n"
    "  - Oracle\n"
    "  - Leostream\n"
    "  - SWsoft: {was: [Old Soft]}\n"
    "  - Dell\n"
    "  - EqualLogic: {acquired: {by: Dell, year: 2008}}\n"
    "products:\n"
    "  - Site Recovery Manager: {maker: VMware, aliases: [SRM], ambiguous: [SRM]}\n"
    "  - Storage Resource Manager: {maker: Oracle, aliases: [SRM], ambiguous: [SRM]}\n"
    "  - Virtual Desktop Manager: {maker: VMware, aliases: [VDM]}\n"
    "  - Fusion: {maker: VMware, aliases: [VMware Fusion], ambiguous: [Fusion]}\n"
    "  - VMotion: {maker: VMware}\n"
    "  - Storage VMotion: {maker: VMware}\n"
    "  - Hyper-V: {maker: Microsoft}\n"
    "  - Solaris: {maker: Sun Microsystems}\n"
    "  - Windows Server: {maker: Microsoft, editions: yearly}\n"
    "  - PS Series: {maker: EqualLogic}\n"
    "events:\n"
    "  - VMworld: {maker: VMware, editions: yearly}\n"
    "  - Gathering\n";

static int set_up(void **state) {
    *state = unit_lexicon(yaml);
    return 0;
}

static int tear_down(void **state) {
    lexicon_free(*state);
    return 0;
}

static int by_place(const void *a, const void *b) {
    const Mention *x = a, *y = b;
    if (x->block != y->block)
        return x->block < y->block ? -1 : 1;
    if (x->start != y->start)
        return x->start < y->start ? -1 : 1;
    return x->end > y->end ? -1 : x->end < y->end;
}

/* In which order they are given is another test's. */
static void check(const Lexicon *l, const char *path, const char *text, const char *want) {
    Arena *a = arena_new();
    Post *post = unit_post_at(a, path, text);
    Mentions m = names_find(l, a, post);
    Mention *sorted = g_new(Mention, m.n + 1);
    for (size_t i = 0; i < m.n; i++)
        sorted[i] = m.at[i];
    qsort(sorted, m.n, sizeof *sorted, by_place);
    char *got = unit_mentions(l, post, (Mentions){sorted, m.n});
    assert_row(text, got, want);
    g_free(got);
    g_free(sorted);
    arena_free(a);
}

typedef struct {
    const char *text, *mentions;
} Row;

#define CHECK(rows)                                                                                \
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)                                                \
    check(*state, "post.md", (rows)[i].text, (rows)[i].mentions)

static void plain_names(void **state) {
    static const Row rows[] = {
        {"Nobody was there.", ""},
        {"Leostream met VMware, Inc. there.", "Leostream=leostream, VMware, Inc=vmware"},
        {"VDM and VMware’s VDM.",
         "VDM=virtual-desktop-manager, VMware=vmware, VDM=virtual-desktop-manager"},
        {"We saw Storage VMotion, not VMotion.",
         "Storage VMotion=storage-vmotion, VMotion=vmotion"},
        {"We saw Hyper-V, Hyper V and HyperV.", "Hyper-V=hyper-v, Hyper V=hyper-v, HyperV=hyper-v"},
        {"We saw the thing that they call Site\nRecovery Manager there, and that was it.",
         "Site Recovery Manager=site-recovery-manager"},
        {"---\ntitle: VMworld2007\ntags: [HyperV]\n---\nGathering.",
         "VMworld2007=vmworld-2007, HyperV=hyper-v, Gathering=gathering"},
        {"We went to https://VMware.com/VDM and `VMware` there.", ""},
    };
    CHECK(rows);
}

static void the_maker_in_front(void **state) {
    static const Row rows[] = {
        {"We use VMware Site Recovery Manager here.",
         "VMware Site Recovery Manager=site-recovery-manager, VMware=vmware"},
        {"We use Microsoft Hyper-V here.", "Microsoft Hyper-V=hyper-v, Microsoft=microsoft"},
        {"We use Dell PS Series here.", "Dell PS Series=ps-series, Dell=dell"},
        {"We use VMware Hyper-V here.", "VMware=vmware, Hyper-V=hyper-v"},
        {"We use VMware, VDM and more.", "VMware=vmware, VDM=virtual-desktop-manager"},
        {"We use VMware Fusion here.", "VMware Fusion=fusion, VMware=vmware"},
        {"VMware VMworld was late.", "VMware=vmware, VMworld=vmworld"},
    };
    CHECK(rows);
}

/* names.h: mentions are in the order of block, start, and the longer first. */
static void mentions_are_in_order(void **state) {
    static const char *const texts[] = {
        "We use VMware Site Recovery Manager with Microsoft Hyper-V and VMware Fusion.\n\nAnd Dell "
        "PS Series.",
        "---\ntitle: VMware Fusion\ntags: [VMware VDM, VMware]\n---\n- VMware VMotion\n- VMware "
        "Fusion, VMware VDM",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        Arena *a = arena_new();
        Post *post = unit_post(a, texts[i]);
        Mentions m = names_find(*state, a, post);
        assert_true(m.n >= 6);
        for (size_t k = 1; k < m.n; k++) {
            const Mention *x = &m.at[k - 1], *y = &m.at[k];
            bool ordered = x->block < y->block ||
                           (x->block == y->block &&
                            (x->start < y->start || (x->start == y->start && x->end > y->end)));
            if (!ordered)
                fail_msg("mention %zu (bytes %u to %u) stands before (%u to %u)", k - 1, x->start,
                         x->end, y->start, y->end);
        }
        arena_free(a);
    }
}

static void ambiguous_names(void **state) {
    static const Row rows[] = {
        {"The Sun was out and SRM was in.", ""},
        {"The Sun was out over Microsoft.", "Microsoft=microsoft"},
        /* the full name in the same post */
        {"Sun Microsystems came, and then Sun went.",
         "Sun Microsystems=sun-microsystems, Sun=sun-microsystems"},
        {"We use Fusion.\n\nIt is VMware Fusion.",
         "Fusion=fusion, VMware Fusion=fusion, VMware=vmware"},
        /* the maker, or what it makes */
        {"VMware has SRM.", "VMware=vmware, SRM=site-recovery-manager"},
        {"Oracle has SRM.", "Oracle=oracle, SRM=storage-resource-manager"},
        {"Solaris is by Sun.", "Solaris=solaris, Sun=sun-microsystems"},
        {"VMotion and SRM.", "VMotion=vmotion, SRM=site-recovery-manager"},
    };
    CHECK(rows);
}

/* From where a post defines an acronym on, it is that entity; before, too. */
static void acronyms_of_the_post(void **state) {
    (void)state;
    Lexicon *l = unit_lexicon("companies:\n"
                              "  - VMware\n"
                              "products:\n"
                              "  - Site Recovery Manager: {maker: VMware}\n"
                              "  - Virtual Desktop Manager: {maker: VMware, aliases: [VDM], "
                              "ambiguous: [VDM]}\n"
                              "  - Nested Page Tool: {aliases: [NPT], ambiguous: [NPT], "
                              "maker: VMware}\n"
                              "  - DPDK\n");
    static const struct {
        const char *text, *surface, *id; /* what this surface is; NULL: nothing */
    } rows[] = {
        {"Site Recovery Manager (SRM) came.\n\nWe like SRM.", "SRM", "site-recovery-manager"},
        {"We like SRM.\n\nSite Recovery Manager (SRM) came.", "SRM", "site-recovery-manager"},
        {"SRM (Site Recovery Manager) came.", "SRM", "site-recovery-manager"},
        {"Site Recovery Manager (and SRX) came.", "SRX", NULL},
        {"Site Recovery Manager (DR) came. DR is good.", "DR", NULL},
        {"VMware has nested page tables (NPT). We like NPT.", "NPT", NULL},
        {"VMware told us. We like NPT of VMware.", "NPT", "nested-page-tool"},
        {"The data plane development kit (DPDK) is fast.", "DPDK", "dpdk"},
        {"VDM (Virtual Desktop Manager) is out. So is SRMX.", "VDM", "virtual-desktop-manager"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        Arena *a = arena_new();
        Post *post = unit_post(a, rows[i].text);
        Mentions m = names_find(l, a, post);
        GString *id = g_string_new(NULL);
        for (size_t k = 0; k < m.n; k++) {
            const Block *b = &post->blocks[m.at[k].block];
            Slice surface = slice(b->text.p + m.at[k].start, m.at[k].end - m.at[k].start);
            g_string_truncate(id, slice_is(surface, rows[i].surface) ? 0 : id->len);
            if (slice_is(surface, rows[i].surface))
                entity_id(l, m.at[k].entity, id);
        }
        assert_row(rows[i].text, id->str, rows[i].id ? rows[i].id : "");
        g_string_free(id, TRUE);
        arena_free(a);
    }
    lexicon_free(l);
}

/* What a post has named in full, it may call by less. */
static void short_forms(void **state) {
    (void)state;
    Lexicon *l = unit_lexicon(
        "companies:\n"
        "  - Red Hat\n"
        "  - Globex Storage Systems\n"
        "  - Keel Networks\n"
        "products:\n"
        "  - Red Hat Enterprise Linux: {maker: Red Hat}\n"
        "  - Keel Traffic Director: {maker: Keel Networks, aliases: [Traffic Steerer]}\n"
        "  - Globex ASDF: {maker: Globex Storage Systems, aliases: [Globex Storage Systems ASDF]}\n"
        "  - TST\n"
        "  - Tape Set Tool\n");
    static const struct {
        const char *text, *surface, *id;
    } rows[] = {
        /* its first letters, wherever they stand */
        {"Red Hat Enterprise Linux is out. We run RHEL here.", "RHEL", "red-hat-enterprise-linux"},
        {"RHEL is out.\n\nThat is Red Hat Enterprise Linux.", "RHEL", "red-hat-enterprise-linux"},
        {"Red Hat Enterprise Linux is not RHELX or xRHEL.", "RHEL", ""},
        {"We run RHEL here.", "RHEL", ""},
        {"We use the Tape Set Tool and a TST.", "TST", "tst"}, /* is another's name */
        /* a firm without what firms are called */
        {"We met Keel Networks. Then we saw that Keel was late.", "Keel", "keel-networks"},
        {"We met Keel Networks. Keel announced it.", "Keel", "keel-networks"},
        {"We met Globex Storage Systems. We like Globex.", "Globex", "globex-storage-systems"},
        {"We met Keel Networks. Keel the boat over.", "Keel", ""},
        {"We met Keel Networks. This is the Keel they meant.", "Keel", ""},
        {"We met Keel Networks. We saw Keel Harbour there.", "Keel", ""},
        {"We met Keel Networks. We saw Michael Keel there.", "Keel", ""},
        {"We met Keel Networks. We keel over.", "keel", ""},
        {"We saw that Keel was late.", "Keel", ""},
        {"We saw that Keel was late.\n\nThat is Keel Networks.", "Keel", ""},
        /* a product without its maker */
        {"See Red Hat Enterprise Linux. For us Enterprise Linux is fine.", "Enterprise Linux",
         "red-hat-enterprise-linux"},
        {"We met Globex Storage Systems ASDF. Then ASDF went.", "ASDF", ""}, /* is anybody's */
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        Arena *a = arena_new();
        Post *post = unit_post(a, rows[i].text);
        Mentions m = names_find(l, a, post);
        GString *id = g_string_new(NULL);
        for (size_t k = 0; k < m.n; k++) {
            const Block *b = &post->blocks[m.at[k].block];
            Slice surface = slice(b->text.p + m.at[k].start, m.at[k].end - m.at[k].start);
            if (slice_is(surface, rows[i].surface))
                entity_id(l, m.at[k].entity, id);
        }
        assert_row(rows[i].text, id->str, rows[i].id);
        g_string_free(id, TRUE);
        arena_free(a);
    }
    lexicon_free(l);
}

/* What stands between names of one type is one of that type. */
static void lists_speak(void **state) {
    (void)state;
    Lexicon *l = unit_lexicon("companies:\n"
                              "  - Dell\n"
                              "  - HP\n"
                              "  - Sun Microsystems: {aliases: [Sun], ambiguous: [Sun]}\n"
                              "  - Acme: {ambiguous: true}\n"
                              "products:\n"
                              "  - Thunderbird\n"
                              "  - Evolution: {ambiguous: true}\n"
                              "  - R2: {ambiguous: true}\n"
                              "  - Acme: {maker: Acme, ambiguous: true}\n");
    static const Row rows[] = {
        {"It runs on Dell, Sun, and HP.", "Dell=dell, Sun=sun-microsystems, HP=hp"},
        {"We like Dell and Sun.", "Dell=dell, Sun=sun-microsystems"},
        {"We read Evolution or Thunderbird.", "Evolution=evolution, Thunderbird=thunderbird"},
        {"We saw Dell in the Sun.", "Dell=dell"},
        {"We like Thunderbird and the Sun.", "Thunderbird=thunderbird"},
        {"We like Thunderbird and Sun.", "Thunderbird=thunderbird"}, /* of another type */
        {"We like Thunderbird and R2.", "Thunderbird=thunderbird"},  /* anybody's acronym */
        {"There are Dell, Acme, and HP.", "Dell=dell, Acme=acme, HP=hp"},
        {"There are Thunderbird and Acme.", "Thunderbird=thunderbird, Acme=acme-product"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
        check(l, "post.md", rows[i].text, rows[i].mentions);
    lexicon_free(l);
}

/* How a sentence uses a word, and what else is part of the same whole. */
static void uses_speak(void **state) {
    (void)state;
    Lexicon *l = unit_lexicon("companies:\n"
                              "  - Sourdough\n"
                              "  - Peak: {ambiguous: true}\n"
                              "products:\n"
                              "  - Quick: {ambiguous: true}\n"
                              "  - FST: {ambiguous: true, needs: [silver]}\n"
                              "  - Stack\n"
                              "  - Nova: {part_of: Stack, ambiguous: true}\n"
                              "  - Cinder: {part_of: Stack}\n"
                              "events:\n"
                              "  - Build: {ambiguous: true, editions: yearly}\n"
                              "  - Rise: {ambiguous: true, editions: yearly, maker: Sourdough}\n");
    static const Row rows[] = {
        {"We like Quick.", ""},
        {"We like the Quick interface. Then Quick won.", "Quick=quick, Quick=quick"},
        {"We are using Quick here.", "Quick=quick"},
        {"We live on Quick here.", ""},
        {"Quick files are small.", ""}, /* every sentence begins so */
        {"The Quick Reference files are small.", ""},
        {"We have tools such as Quick, which is fine.", "Quick=quick"},
        {"We have vendors such as Quick.", ""}, /* it is a product */
        {"We have vendors such as Peak.", "Peak=peak"},
        {"We have tools such as these. Then there is Quick.", ""},
        {"We have Quick 2.0 here.", "Quick=quick"},
        {"We have Quick v2 here.", "Quick=quick"},
        {"We have Quick 2 here, and Quick v.", ""},
        {"We have Quick 2. Then it rained, Quick", ""},
        {"We are using FST here.", ""}, /* anybody's acronym */
        {"We like Nova.", ""},
        {"We like Nova and a Cinder.", "Nova=nova, Cinder=cinder"},
        {"A Cinder is near.\n\nWe like Nova.", "Cinder=cinder, Nova=nova"},
        /* an acronym does not make a longer name with what is behind it */
        {"We like the FST Guests of silver.", "FST=fst"},
        {"We like the Quick Guests, using Quick.", "Quick=quick"},
        /* a year behind an event */
        {"We met at Build 2016 there.", "Build 2016=build-2016"},
        {"We met at Build there.", ""},
        {"We met at Rise 2016 there.", "Rise 2016=rise-2016"},
        {"We met at the Great Build 2016 there.", ""},
        /* who acts is a firm */
        {"We heard that Peak announced it.", "Peak=peak"},
        {"It was bought by Peak there.", "Peak=peak"},
        {"We like Peak.", ""},
        {"Peak announced it.", ""}, /* every sentence begins so */
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
        check(l, "post.md", rows[i].text, rows[i].mentions);
    lexicon_free(l);
}

/* One word for a firm and its product: the sentence tells. */
static void firm_or_product(void **state) {
    (void)state;
    Lexicon *l = unit_lexicon("companies:\n"
                              "  - Docker Inc: {aliases: [Docker]}\n"
                              "  - NGINX Inc: {aliases: [NGINX]}\n"
                              "  - EMC\n"
                              "  - Oracle\n"
                              "products:\n"
                              "  - Docker: {maker: Docker Inc}\n"
                              "  - NGINX\n"
                              "  - Oracle Database: {maker: Oracle, aliases: [Oracle], "
                              "ambiguous: [Oracle]}\n"
                              "  - Console: {aliases: [EMC], ambiguous: [EMC]}\n");
    static const struct {
        const char *text, *type;
    } rows[] = {
        {"We run Docker here.", "product"},
        {"Docker announced a thing.", "company"},
        {"Docker's CEO left.", "company"},
        {"It was built by Docker.", "company"},
        {"NGINX is in front of it.", "product"},
        {"NGINX acquired nobody.", "company"},
        {"The NGINX co-founder left.", "company"},
        {"Docker has also acquired it.", "company"},
        {"Docker will not be late.", "product"},
        {"There are companies like Docker.", "company"},
        {"There are many tools, including Docker.", "product"},
        {"They said that Docker 1.12 announced nothing.", "product"},
        {"They moved an Oracle database.", "product"},
        {"It runs on Oracle here.", "product"},
        {"They sued Oracle here.", "company"},
        {"EMC is here.", "company"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        Arena *a = arena_new();
        Mentions m = names_find(l, a, unit_post(a, rows[i].text));
        assert_int_equal(m.n, 1);
        assert_row(rows[i].text, type_name(entity_type(l, m.at[0].entity)), rows[i].type);
        arena_free(a);
    }
    lexicon_free(l);
}

/* A word that an entry needs may stand anywhere in the post, whole and as it is
 * written. */
static void needed_words(void **state) {
    (void)state;
    Lexicon *l = unit_lexicon("products:\n"
                              "  - Fusion: {ambiguous: true, needs: [Mac, virtual machine]}\n");
    static const struct {
        const char *text;
        size_t n;
    } rows[] = {
        {"We tried Fusion.", 0},
        {"We tried Fusion.\n\nIt runs on a Mac.", 1},
        {"We tried Fusion.\n\nIt runs a virtual machine.", 1},
        {"We tried Fusion.\n\nIt runs on a Macintosh.", 0},
        {"We tried Fusion.\n\nIt runs on a mac.", 0},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        Arena *a = arena_new();
        Mentions m = names_find(l, a, unit_post(a, rows[i].text));
        if (m.n != rows[i].n)
            fail_msg("%s: %zu mentions, expected %zu", rows[i].text, m.n, rows[i].n);
        arena_free(a);
    }
    lexicon_free(l);
}

static void editions(void **state) {
    static const struct {
        const char *path, *text, *mentions;
    } rows[] = {
        {"p.md", "We go to VMworld.", "VMworld=vmworld"},
        {"p.md", "We go to VMworld 2008.", "VMworld 2008=vmworld-2008"},
        {"p.md", "We go to VMworld '08.", "VMworld '08=vmworld-2008"},
        {"2007-09-11-p.md", "We go to VMworld.", "VMworld=vmworld-2007"},
        {"2007-09-11-p.md", "We go to VMworld 2008.", "VMworld 2008=vmworld-2008"},
        {"2007-09-11-p.md", "It is better than last year's VMworld.", "VMworld=vmworld-2006"},
        {"2007-09-11-p.md", "We meet at VMworld next year.", "VMworld=vmworld-2008"},
        /* the one that the post speaks of */
        {"2007-09-11-p.md", "Come to VMworld 2008. I like VMworld.",
         "VMworld 2008=vmworld-2008, VMworld=vmworld-2008"},
        {"2009-01-01-p.md", "VMworld 2007, VMworld 2008, and VMworld.",
         "VMworld 2007=vmworld-2007, VMworld 2008=vmworld-2008, VMworld=vmworld-2009"},
        /* only events are of a year of themselves */
        {"2007-09-11-p.md", "We have Windows Server.", "Windows Server=windows-server"},
        {"2007-09-11-p.md", "We have Windows Server 2003 R2.",
         "Windows Server 2003 R2=windows-server-2003-r2"},
        {"2007-09-11-p.md", "We go to the Gathering.", "Gathering=gathering"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
        check(*state, rows[i].path, rows[i].text, rows[i].mentions);
}

/* "The past year" is not last year's event. */
static void the_past_year(void **state) {
    check(*state, "2007-09-11-p.md", "Much changed in the past year: VMworld is huge now.",
          "VMworld=vmworld-2007");
}

static void how(void **state) {
    static const struct {
        const char *text, *how;
    } rows[] = {
        {"Leostream.", "name"},
        {"VDM.", "alias"},
        {"Old Soft.", "former-name"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        Arena *a = arena_new();
        Post *post = unit_post(a, rows[i].text);
        Mentions m = names_find(*state, a, post);
        GString *s = g_string_new(NULL);
        for (size_t k = 0; k < m.n; k++)
            g_string_append_printf(s, "%s%s", k ? " " : "", m.at[k].how);
        assert_row(rows[i].text, s->str, rows[i].how);
        g_string_free(s, TRUE);
        arena_free(a);
    }
}

/* Posts of names and words in all kinds of blocks: each mention is bytes of its
 * block, and its line in the file has the first word of it. */
static void mentions_are_where_they_say(void **state) {
    const Lexicon *l = *state;
    static const char *const parts[] = {"VMware",
                                        "Site Recovery Manager",
                                        "Site\nRecovery Manager",
                                        "Hyper-V",
                                        "Sun",
                                        "VMworld 2007",
                                        "VMworld",
                                        "Solaris",
                                        "SRM",
                                        "Fusion",
                                        "VMware Fusion",
                                        "the",
                                        "we saw",
                                        "é",
                                        "“Oracle”",
                                        "Old Soft"};
    static const char *const joints[] = {" ",    " ",      " ",       "\n",         "\n\n", ". ",
                                         "\n- ", "\n\n> ", "\n\n## ", "\n\n| a | ", "’s "};
    GRand *random = g_rand_new_with_seed(11);
    Arena *a = arena_new();
    size_t mentions = 0;
    for (int round = 0; round < 1500; round++) {
        GString *s = g_string_new(round % 3 == 0 ? "---\ntitle: VMware met Microsoft\ndate: "
                                                   "2007-09-11\ntags: [Hyper-V,\n  VDM]\n---\n"
                                                 : "");
        for (int n = g_rand_int_range(random, 5, 40); n-- > 0;)
            g_string_append_printf(s, "%s%s",
                                   parts[g_rand_int_range(random, 0, G_N_ELEMENTS(parts))],
                                   joints[g_rand_int_range(random, 0, G_N_ELEMENTS(joints))]);
        Post *post = unit_post(a, s->str);
        Mentions m = names_find(l, a, post);
        char **lines = g_strsplit(s->str, "\n", -1);
        for (size_t i = 0; i < m.n; i++, mentions++) {
            assert_true(m.at[i].block < post->n_blocks);
            const Block *b = &post->blocks[m.at[i].block];
            assert_true(m.at[i].start < m.at[i].end && m.at[i].end <= b->text.n);
            const char *p = b->text.p + m.at[i].start;
            assert_true(g_utf8_validate_len(p, m.at[i].end - m.at[i].start, NULL));
            assert_false(*p == ' ' || b->text.p[m.at[i].end - 1] == ' ');
            assert_non_null(m.at[i].how);
            assert_true(*m.at[i].how);
            unsigned line = post_line(a, post, b, m.at[i].start);
            assert_in_range(line, 1, g_strv_length(lines));
            char *word = g_strndup(p, strcspn(p, " .,-\xe2"));
            if (!strstr(lines[line - 1], word))
                fail_msg("\"%s\" is said to be in line %u of\n%s", word, line, s->str);
            g_free(word);
        }
        g_strfreev(lines);
        g_string_free(s, TRUE);
        arena_reset(a);
    }
    assert_true(mentions > 10000);
    arena_free(a);
    g_rand_free(random);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_names),
        cmocka_unit_test(the_maker_in_front),
        cmocka_unit_test(mentions_are_in_order),
        cmocka_unit_test(ambiguous_names),
        cmocka_unit_test(short_forms),
        cmocka_unit_test(lists_speak),
        cmocka_unit_test(uses_speak),
        cmocka_unit_test(firm_or_product),
        cmocka_unit_test(acronyms_of_the_post),
        cmocka_unit_test(needed_words),
        cmocka_unit_test(editions),
        cmocka_unit_test(the_past_year),
        cmocka_unit_test(how),
        cmocka_unit_test(mentions_are_where_they_say),
    };
    return cmocka_run_group_tests_name("resolve", tests, set_up, tear_down);
}
