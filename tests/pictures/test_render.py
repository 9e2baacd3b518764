"""The SVG in a browser (as an image, as an object, inline) and in librsvg: the
same everywhere, and the same as a picture that somebody has looked at.
tests/pictures/run --update draws those anew; look at them before you commit."""

import io
import os
import subprocess
import unittest

from PIL import Image, ImageChops, ImageStat

from browser import Browser
from fixture import Drawn

REFERENCES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "references")
# Of 255: how much of it all, and of a piece of 8 x 8 pixels, may differ. One
# engine draws the same each time; a newer one may round the edges of letters in
# another way; librsvg may take another font.
SAME, NEWER, OTHER = (0.7, 25), (1, 40), (2.5, 100)

WRAPPERS = {
    "img": '<img id="it" src="it.svg">',
    "object": '<object id="it" type="image/svg+xml" data="it.svg"></object>',
    "inline": None,  # the SVG itself
}


def difference(a, b):
    """Mean and largest difference, piece by piece."""
    size = (max(1, a.width // 8), max(1, a.height // 8))
    small = [p.convert("RGB").resize(size, Image.BOX) for p in (a, b.resize(a.size))]
    diff = ImageChops.difference(*small).convert("L")
    return ImageStat.Stat(diff).mean[0], diff.getextrema()[1]


class Render(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.drawn = Drawn()
        cls.browser = Browser(2600, 1400)

    @classmethod
    def tearDownClass(cls):
        cls.browser.close()
        cls.drawn.close()

    def same(self, what, a, b, most):
        mean, piece = difference(a, b)
        if mean > most[0] or piece > most[1]:
            folder = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../build/pictures")
            os.makedirs(folder, exist_ok=True)
            for name, picture in (("got", a), ("expected", b)):
                picture.save(os.path.join(folder, f"{what.replace(' ', '-')}-{name}.png"))
        self.assertLessEqual(mean, most[0], what)
        self.assertLessEqual(piece, most[1], what)

    def shot(self, how, svg, scheme, background="white"):
        """The picture as a page shows it that has it so."""
        b = self.browser
        with open(svg, encoding="utf-8") as f:
            text = f.read()
        inside = WRAPPERS[how]
        if inside is None:
            inside = '<div id="it" style="display: inline-flex">' + text[text.index("<svg"):] + "</div>"
        with open(self.drawn.path("wrapper.html"), "w", encoding="utf-8") as f:
            f.write(f'<!DOCTYPE html><meta charset="utf-8"><body style="margin: 0; background: {background}">'
                    + inside.replace("it.svg", os.path.basename(svg)))
        b.scheme(scheme)
        b.open(self.drawn.path("wrapper.html"))
        b.wait("const done = arguments[0]; document.readyState === 'complete' ? done() : "
               "addEventListener('load', () => done())")
        x, y, w, h = b.run("const r = document.querySelector('#it').getBoundingClientRect(); "
                           "return [r.x, r.y, r.width, r.height]")
        self.assertGreater(w, 300)
        picture = Image.open(io.BytesIO(b.picture())).convert("RGB")
        self.assertEqual(b.log(), [])
        return picture.crop((round(x), round(y), round(x + w), round(y + h)))

    def reference(self, name, picture):
        path = os.path.join(REFERENCES, name + ".png")
        if os.environ.get("UPDATE_REFERENCES"):
            os.makedirs(REFERENCES, exist_ok=True)
            picture.quantize(64).save(path, optimize=True)
        return Image.open(path).convert("RGB")

    def test_the_same_in_every_way_of_showing_it(self):
        svg = self.drawn.draw("it.svg")
        first = self.shot("img", svg, "light")
        reference = self.reference("light", first)
        self.assertLessEqual(abs(first.width - reference.width), 2)
        self.same("img", first, reference, NEWER)
        for how in ("object", "inline"):
            self.same(how, self.shot(how, svg, "light"), first, SAME)

    def test_in_the_dark(self):
        svg = self.drawn.draw("it.svg")
        first = self.shot("img", svg, "dark", "black")
        self.same("img dark", first, self.reference("dark", first), NEWER)
        for how in ("object", "inline"):
            self.same(how + " dark", self.shot(how, svg, "dark", "black"), first, SAME)
        # Its own paper and ink, whatever the page is.
        self.assertLess(max(first.getpixel((3, 3))), 40)
        self.assertGreater(max(first.getextrema(), key=lambda e: e[1])[1], 220)

    def test_print_is_black_on_white_in_the_dark(self):
        svg = self.drawn.draw("it.svg", "--style=print")
        first = self.shot("img", svg, "dark", "black")
        self.assertEqual(first.getpixel((3, 3)), (255, 255, 255))

    def test_in_librsvg(self):
        svg = self.drawn.draw("it.svg")
        png = subprocess.run(["rsvg-convert", "--background-color=white", svg], check=True,
                             capture_output=True).stdout
        picture = Image.open(io.BytesIO(png)).convert("RGB")
        browser = self.shot("img", svg, "light")
        self.assertLessEqual(abs(picture.width - browser.width), 2)
        self.same("librsvg", picture, browser, OTHER)

    def test_hostile_names_are_drawn(self):
        drawn = Drawn(hostile=True)
        try:
            svg = drawn.draw("it.svg", "--nodes=0", "--edges=0")
            subprocess.run(["rsvg-convert", svg], check=True, stdout=subprocess.DEVNULL)
            self.browser.open(svg)
            self.assertEqual(self.browser.log(), [])
            self.assertEqual(self.browser.run("return document.querySelectorAll('script').length"), 0)
        finally:
            drawn.close()


if __name__ == "__main__":
    unittest.main()
