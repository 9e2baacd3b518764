# The large programs that pictures are put into: LibreOffice, TeX, pandoc, MediaWiki.
# make check-embeds installs them; the recipes are those of docs/*.md.
load ../cli/helper
load recipes

setup() {
    DOCS=$BATS_TEST_DIRNAME/../../docs
    HERE=$BATS_TEST_DIRNAME
    recipes_folder "$BATS_TEST_TMPDIR"
    cd "$BATS_TEST_TMPDIR"
    # A profile of its own, or it would talk to an office that is open.
    cat >bin/soffice <<E
#!/bin/sh
exec $(command -v soffice) "-env:UserInstallation=file://$PWD/profile" "\$@"
E
    chmod +x bin/soffice
    PATH=$PWD/bin:$PATH
    said=none
    recipe_files "$DOCS/slides.md"
    recipe_commands "$DOCS/slides.md" | grep -v make | run_recipe
}

names_are_in() {
    local name
    tr -s ' \n' ' ' <"$1" >words # a long name has two lines
    for name in 'Harbour Systems' 'Kite Labs' Quay Sailcloth 'Tidewater 2011'; do
        grep -qF "$name" words || { echo "$1 has no $name:"; cat "$1"; return 1; }
    done
}

@test "slides.md: Impress links the picture in the odp, and has it as vectors in the pdf" {
    recipe_commands "$DOCS/slides.md" impress | run_recipe
    pdftotext slides.pdf text
    names_are_in text
    is "$(pdfimages -list slides.pdf | wc -l)" 2
    python3 -m zipfile -e slides.odp odp
    grep -q '"../who.svg"' odp/content.xml
}

@test "LibreOffice draws the SVG as librsvg does" {
    soffice --headless --convert-to png who.svg
    python=python3
    "$python" -c 'import PIL' 2>/dev/null || python=/usr/bin/python3
    rsvg-convert --background-color=white -o rsvg.png who.svg
    PYTHONPATH=$HERE/../pictures "$python" -B -c '
import sys
from PIL import Image
from test_render import difference
office, rsvg = (Image.open(f).convert("RGB") for f in ("who.png", "rsvg.png"))
mean, piece = difference(rsvg, office)
print("mean", mean, "piece", piece)
sys.exit(mean > 6)'
}

@test "slides.md: Beamer, with the names as text in embedded fonts" {
    recipe_commands "$DOCS/slides.md" beamer | run_recipe
    pdftotext talk.pdf text
    names_are_in text
    is "$(pdffonts talk.pdf | awk 'NR > 2 { print $(NF - 4) }' | sort -u)" yes
}

@test "slides.md: pandoc's reveal.js" {
    recipe_commands "$DOCS/slides.md" pandoc | run_recipe
    grep -q '<img[^>]*src="who.svg" class="r-stretch"' reveal.html
}

@test "MediaWiki takes the SVG, and what wikis.md puts into its settings" {
    recipe_files "$DOCS/wikis.md"
    wiki=/usr/share/mediawiki
    php $wiki/maintenance/install.php --dbtype sqlite --dbpath "$PWD/db" --confpath "$PWD" --server http://localhost \
        --scriptpath '' --pass 'harbour-and-kite' Wiki Admin >install.log 2>&1 || { cat install.log; return 1; }
    sed 1d svg.php >>LocalSettings.php
    bin/comention -q -o wiki.svg --title='A & B <c>' posts
    echo '<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>' >bad.svg
    MW_INSTALL_PATH=$wiki php "$HERE/mediawiki.php" --conf "$PWD/LocalSettings.php" who.svg wiki.svg bad.svg >log
    is "$(cat log)" 'ok
ok
{"status":10,"details":["uploadscripted"]}'
}
