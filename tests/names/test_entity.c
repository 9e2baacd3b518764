/* Entities: ids, names, addresses, makers, and what they answer to. */
#include "unit.h"

#include "names/inside.h"

static const char yaml[] = "companies:\n"
                           "  - VMware: {aliases: ['VMware, Inc.'], site: vmware.com}\n"
                           "  - Citrix: {url: 'http://citrix.example/', site: citrix.com}\n"
                           "products:\n"
                           "  - Site Recovery Manager: {maker: VMware, aliases: [SRM]}\n"
                           "  - Windows Server: {editions: yearly}\n"
                           "events:\n"
                           "  - VMworld: {maker: VMware, editions: yearly}\n";

static int set_up(void **state) {
    *state = unit_lexicon(yaml);
    return 0;
}

static int tear_down(void **state) {
    lexicon_free(*state);
    return 0;
}

static void types(void **state) {
    const Lexicon *l = *state;
    assert_string_equal(type_name(TYPE_COMPANY), "company");
    assert_string_equal(type_name(TYPE_PRODUCT), "product");
    assert_string_equal(type_name(TYPE_EVENT), "event");
    static const struct {
        const char *word;
        unsigned type;
    } rows[] = {{"company", TYPE_COMPANY},
                {"companies", TYPE_COMPANY},
                {"Product", TYPE_PRODUCT},
                {"PRODUCTS", TYPE_PRODUCT},
                {"event", TYPE_EVENT},
                {"events", TYPE_EVENT},
                {"", N_TYPES},
                {"person", N_TYPES},
                {"compan", N_TYPES},
                {"eventss", N_TYPES}};
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
        assert_int_equal(type_parse(rows[i].word), rows[i].type);
    assert_int_equal(entity_type(l, unit_entity(l, "VMware")), TYPE_COMPANY);
    assert_int_equal(entity_type(l, unit_entity(l, "SRM")), TYPE_PRODUCT);
    assert_int_equal(entity_type(l, unit_entity(l, "VMworld")), TYPE_EVENT);
}

static Entity edition(const Lexicon *l, const char *name, unsigned year, bool r2) {
    return entity_of((uint32_t)(unit_entity(l, name) >> 16), EDITION(year, r2));
}

static void ids_and_names(void **state) {
    const Lexicon *l = *state;
    const struct {
        Entity e;
        const char *id, *name, *url;
    } rows[] = {
        {unit_entity(l, "SRM"), "site-recovery-manager", "Site Recovery Manager", ""},
        {unit_entity(l, "VMware"), "vmware", "VMware", "https://vmware.com/"},
        {unit_entity(l, "Citrix"), "citrix", "Citrix", "http://citrix.example/"},
        {unit_entity(l, "VMworld"), "vmworld", "VMworld", ""},
        {edition(l, "VMworld", 2007, false), "vmworld-2007", "VMworld 2007", ""},
        {edition(l, "Windows Server", 2008, true), "windows-server-2008-r2",
         "Windows Server 2008 R2", ""},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        GString *s = g_string_new("+");
        entity_id(l, rows[i].e, s);
        assert_row(rows[i].id, s->str + 1, rows[i].id);
        g_string_assign(s, "+");
        entity_name(l, rows[i].e, s);
        assert_row(rows[i].name, s->str + 1, rows[i].name);
        g_string_assign(s, "+");
        entity_url(l, rows[i].e, s);
        assert_row(rows[i].name, s->str + 1, rows[i].url);
        assert_int_equal(s->str[0], '+');
        g_string_free(s, TRUE);
    }
}

static void makers(void **state) {
    const Lexicon *l = *state;
    Entity maker = 0;
    assert_true(entity_maker(l, unit_entity(l, "SRM"), &maker));
    assert_true(maker == unit_entity(l, "VMware"));
    assert_true(entity_maker(l, edition(l, "VMworld", 2007, false), &maker));
    assert_true(maker == unit_entity(l, "VMware"));
    assert_false(entity_maker(l, unit_entity(l, "VMware"), &maker));
    assert_false(entity_maker(l, unit_entity(l, "Windows Server"), &maker));
}

static void owners(void **state) {
    (void)state;
    Lexicon *l = unit_lexicon("companies:\n  - A\n  - B: {acquired: {by: A, year: 2007}}\n"
                              "  - C: {acquired: {by: B}}\n");
    Entity owner = 0;
    assert_true(entity_link(l, unit_entity(l, "B"), LINK_ACQUIRER, 0, &owner));
    assert_true(owner == unit_entity(l, "A"));
    assert_int_equal(entity_owned_since(l, unit_entity(l, "B")), 2007);
    assert_true(entity_link(l, unit_entity(l, "C"), LINK_ACQUIRER, 0, &owner));
    assert_int_equal(entity_owned_since(l, unit_entity(l, "C")), 0);
    assert_false(entity_link(l, unit_entity(l, "A"), LINK_ACQUIRER, 0, &owner));
    assert_int_equal(entity_owned_since(l, unit_entity(l, "A")), 0);
    lexicon_free(l);
}

static void what_they_answer_to(void **state) {
    const Lexicon *l = *state;
    Entity srm = unit_entity(l, "SRM"), world = edition(l, "VMworld", 2007, false);
    static const char *const yes[] = {"SRM",
                                      "srm",
                                      "Site Recovery Manager",
                                      "SITE recovery manager",
                                      "site-recovery-manager",
                                      "SiteRecovery Manager",
                                      "VMware SRM",
                                      "vmware, inc. site recovery manager"};
    static const char *const no[] = {
        "",        " ",          "Site",      "Recovery Manager",       "VMware",
        "VMware ", "Citrix SRM", "VMwareSRM", "site recovery-manager x"};
    for (size_t i = 0; i < G_N_ELEMENTS(yes); i++)
        assert_true(entity_answers_to(l, srm, yes[i]));
    for (size_t i = 0; i < G_N_ELEMENTS(no); i++)
        assert_false(entity_answers_to(l, srm, no[i]));
    /* an edition answers to its own name and to that of all of them */
    static const char *const editions[] = {"VMworld", "vmworld", "VMworld 2007", "vmworld-2007"};
    for (size_t i = 0; i < G_N_ELEMENTS(editions); i++)
        assert_true(entity_answers_to(l, world, editions[i]));
    assert_false(entity_answers_to(l, world, "VMworld 2008"));
    assert_false(entity_answers_to(l, unit_entity(l, "VMworld"), "VMworld 2007"));
}

static void looked_up(void **state) {
    const Lexicon *l = *state;
    Entity e = 7;
    assert_false(lexicon_lookup(l, "Nobody", &e));
    assert_true(e == 7);
    assert_true(lexicon_lookup(l, "vmware, inc.", &e));
    assert_true(e == unit_entity(l, "VMware"));
    assert_true(lexicon_lookup(l, "VMware Site-Recovery Manager", &e));
    assert_true(e == unit_entity(l, "SRM"));
    assert_false(lexicon_lookup(l, "Citrix SRM", &e));
    assert_string_equal(lexicon_nearest(l, "VMwear"), "VMware");
    assert_string_equal(lexicon_nearest(l, "Site Recovry Manager"), "Site Recovery Manager");
    assert_null(lexicon_nearest(l, "Something else altogether"));
}

static void ordered_by_id(void **state) {
    const Lexicon *l = *state;
    const Entity all[] = {unit_entity(l, "Citrix"),           unit_entity(l, "SRM"),
                          unit_entity(l, "VMware"),           unit_entity(l, "VMworld"),
                          edition(l, "VMworld", 2007, false), edition(l, "VMworld", 2008, false)};
    for (size_t i = 0; i < G_N_ELEMENTS(all); i++)
        for (size_t k = 0; k < G_N_ELEMENTS(all); k++) {
            int order = entity_compare(l, all[i], all[k]);
            assert_int_equal((order > 0) - (order < 0), (i > k) - (i < k));
        }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(types),         cmocka_unit_test(ids_and_names),
        cmocka_unit_test(makers),        cmocka_unit_test(what_they_answer_to),
        cmocka_unit_test(owners),        cmocka_unit_test(looked_up),
        cmocka_unit_test(ordered_by_id),
    };
    return cmocka_run_group_tests_name("entity", tests, set_up, tear_down);
}
