# docs/catalog.schema.json: it accepts what is right, and rejects what is wrong. A
# JSON Schema validator and a YAML reader of others judge, so that no mistake of ours
# agrees with itself.
load helper

SCHEMA=$BATS_TEST_DIRNAME/../../docs/catalog.schema.json

validate() {
    # It does not run our program: once is enough.
    [ -z "${COMENTION_UNDER:-}" ] || skip "the program has no part in it"
    status=0
    said=" (schema)"
    python3 "$BATS_TEST_DIRNAME/schema.py" "$SCHEMA" "$@" >"$out" 2>"$err" || status=$?
    [ "$status" -ne 3 ] || skip "$(cat "$out"), expected python3-jsonschema and python3-yaml"
}

@test "the schema accepts every built-in catalog" {
    validate "$BATS_TEST_DIRNAME"/../../graphs/catalog/*.yml
    prints_nothing
    exits 0
}

@test "the schema accepts what check accepts" {
    cat >right.yml <<'E'
companies:
  - VMware
  - 2600
  - Box: {aliases: Box.net, ambiguous: true, site: box.com}
  - XenSource: {acquired: {by: VMware, year: 2007}, was: [Xen Company], url: "https://x.example/"}
products:
  - Fusion: {maker: VMware, ambiguous: [Fusion], needs: [Mac], unless: [jazz, nuclear]}
  - Frob:
      anycase: yes
      part_of: Fusion
      for: [Fusion]
      succeeds: Fusion
events:
  - VMworld: {maker: VMware, editions: yearly}
  - "C++ Con":
E
    comention check --no-builtin right.yml
    exits 0
    validate right.yml
    prints_nothing
    exits 0
    printf '# nothing yet\n' >empty.yml
    printf 'companies:\nproducts:\n' >bare.yml
    comention check --no-builtin empty.yml bare.yml
    exits 0
    validate empty.yml bare.yml
    prints_nothing
    exits 0
}

@test "the schema rejects what check rejects" {
    mkdir wrong
    while IFS='|' read -r name yaml; do
        printf "$yaml" >"wrong/$name.yml"
    done <<'E'
section|product:\n  - Frob\n
list|products: Frob\n
map|products:\n  Frob: {}\n
nested|products:\n  - [Frob]\n
nameless|products:\n  - "!"\n
two names|products:\n  - Frob: {}\n    Plugh: {}\n
unindented|products:\n  - Frob:\n    maker: Plugh\n
key|products:\n  - Frob: {alias: Plugh}\n
maker of a firm|companies:\n  - Frob: {maker: Frob}\n
aliases|products:\n  - Frob: {aliases: {a: b}}\n
flag|products:\n  - Frob: {anycase: perhaps}\n
ambiguous|products:\n  - Frob: {ambiguous: {a: b}}\n
editions|events:\n  - Frob: {editions: monthly}\n
site|products:\n  - Frob: {site: "https://frob.com/x"}\n
url|products:\n  - Frob: {url: "javascript:alert(1)"}\n
year|companies:\n  - Frob\n  - Plugh: {acquired: {by: Frob, year: soon}}\n
acquired|companies:\n  - Frob\n  - Plugh: {acquired: Frob}\n
acquired key|companies:\n  - Frob\n  - Plugh: {acquired: {from: Frob}}\n
E
    [ "$(ls wrong | wc -l)" -eq 18 ]
    for file in wrong/*.yml; do
        comention check --no-builtin "$file"
        [ "$status" -eq 1 ] || { echo "check accepts $file:"; cat "$file"; return 1; }
        validate "$file"
        [ "$status" -eq 1 ] || { echo "the schema accepts $file:"; cat "$file"; return 1; }
    done
}

@test "the schema and check name the same keys" {
    [ "$(jq -r '."$defs".other.properties | keys[]' "$SCHEMA" | wc -l)" -ge 13 ]
    for key in $(jq -r '."$defs".other.properties | keys[]' "$SCHEMA"); do
        printf 'products:\n  - Frob: {%s: [[]]}\n' "$key" >one.yml
        comention check --no-builtin one.yml
        says_not 'unknown key'
    done
    # and the manual has no other
    for key in $(sed -n 's/^\.It Cm \([a-z_]*\) .*/\1/p' "$BATS_TEST_DIRNAME/../../docs/comention-catalog.5"); do
        jq -e --arg k "$key" '."$defs".other.properties[$k]' "$SCHEMA" >/dev/null ||
            { echo "the schema has no $key"; return 1; }
    done
}
