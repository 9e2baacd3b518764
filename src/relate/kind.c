/* What kinds of relations there are. */
#include "relate/inside.h"

static const char *const distance_names[] = {"sentence", "paragraph", "post"};
static const struct {
    const char *name, *label;
    bool directed;
} kinds[N_KINDS] = {
    [KIND_TOGETHER] = {"together", "together", false},
    [KIND_WORKS_WITH] = {"works_with", "works with", false},
    [KIND_PARTNERS_WITH] = {"partners_with", "partners with", false},
    [KIND_USES] = {"uses", "uses", true},
    [KIND_PART_OF] = {"part_of", "part of", true},
    [KIND_MAKES] = {"makes", "makes", true},
    [KIND_PRESENTED_AT] = {"presented_at", "presented at", true},
    [KIND_COMPETES_WITH] = {"competes_with", "competes with", false},
    [KIND_SUCCEEDS] = {"succeeds", "succeeds", true},
    [KIND_ACQUIRED] = {"acquired", "acquired", true},
};
static const char *const certainty_names[] = {"known", "rumoured", "stated"};

const char *distance_name(Distance d) {
    return distance_names[d];
}

const char *kind_name(RelationKind k) {
    return kinds[k].name;
}

const char *kind_label(RelationKind k) {
    return kinds[k].label;
}

unsigned kind_parse(const char *word) {
    for (unsigned k = 0; k < N_KINDS; k++) {
        const char *a = word, *b = kinds[k].name;
        while (*a && *b && (*a == *b || (*b == '_' && (*a == '-' || *a == ' ')))) {
            a++;
            b++;
        }
        if (!*a && !*b)
            return k;
    }
    return N_KINDS;
}

bool kind_is_directed(RelationKind k) {
    return kinds[k].directed;
}

const char *certainty_name(Certainty c) {
    return certainty_names[c];
}

bool kind_takes(RelationKind kind, EntityType from, EntityType to) {
    switch (kind) {
    case KIND_TOGETHER: return true;
    case KIND_WORKS_WITH:
    case KIND_PART_OF:
    case KIND_SUCCEEDS: return from == TYPE_PRODUCT && to == TYPE_PRODUCT;
    case KIND_PARTNERS_WITH: return from == TYPE_COMPANY && to == TYPE_COMPANY;
    case KIND_USES:
    case KIND_MAKES: return from == TYPE_COMPANY && to == TYPE_PRODUCT;
    case KIND_PRESENTED_AT: return from != TYPE_EVENT && to == TYPE_EVENT;
    case KIND_COMPETES_WITH: return from == to && from != TYPE_EVENT;
    case KIND_ACQUIRED: return from == TYPE_COMPANY && to != TYPE_EVENT;
    }
    return false;
}
