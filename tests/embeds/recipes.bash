# What runs the recipes of docs/*.md: for bats, and for tests/embeds/run.

# recipes_folder FOLDER: posts, and a "comention" that knows their names.
recipes_folder() {
    mkdir -p "$1/posts" "$1/bin"
    cat >"$1/names.yml" <<'E'
companies:
  - Harbour Systems: {site: harbour.example}
  - Kite Labs: {site: kite.example}
products:
  - Quay: {maker: Harbour Systems}
  - Sailcloth: {maker: Kite Labs}
events:
  - Tidewater: {editions: yearly}
E
    cat >"$1/posts/2011-03-02-quay.md" <<'E'
---
title: Quay 2
url: https://blog.example/quay
---
Harbour Systems showed Quay at Tidewater 2011. Kite Labs answered with Sailcloth.
E
    cat >"$1/posts/2012-02-11-later.txt" <<'E'
Kite Labs and Harbour Systems met again.
E
    cat >"$1/bin/comention" <<E
#!/bin/sh
exec ${COMENTION_UNDER:-} "$COMENTION" --no-builtin -c "$1/names.yml" "\$@"
E
    chmod +x "$1/bin/comention"
}

# recipe_files FILE.md: writes the blocks that have a file name into the folder.
recipe_files() {
    awk '!name && match($0, /^```+[a-z]+ file=[^ ]+$/) { split($0, part, "file="); name = part[2]; printf "" >name; next }
         name && /^```+$/ { close(name); name = ""; next }
         name { print >name }' "$1"
}

# recipe_commands FILE.md [WORD]: the blocks of the language sh, or those with that word.
recipe_commands() {
    awk -v want="sh${2:+ $2}" '
        !on && /^```/ { fence = $0; sub(/[^`].*/, "", fence); info = substr($0, length(fence) + 1); on = 1; next }
        on && $0 == fence { on = 0; next }
        on && info == want' "$1"
}

# Runs commands from standard input, until one fails; what they say is in recipe.log.
run_recipe() {
    timeout 300 bash -eu >recipe.log 2>&1 || { cat recipe.log; return 1; }
}
