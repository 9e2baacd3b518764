"""The HTML page, used in a browser."""

import io
import unittest
import urllib.parse

from PIL import Image

from browser import Browser
from fixture import Drawn, HOSTILE

TITLE = "Harbours and kites"
OPEN = "return [...document.querySelectorAll('details[open] .body')].map(e => e.id)"
SHOWN = "return [...document.querySelectorAll('.entry')].filter(e => !e.hidden).map(e => e.querySelector('.body').id)"
FOCUS = "const a = document.activeElement; return a.id || a.getAttribute('aria-label') || a.textContent"


class Page(unittest.TestCase):
    javascript = True

    @classmethod
    def setUpClass(cls):
        cls.drawn = Drawn()
        cls.path = cls.drawn.draw("page.html", "--title=" + TITLE)
        cls.browser = Browser(1280, 900, cls.javascript)

    @classmethod
    def tearDownClass(cls):
        cls.browser.close()
        cls.drawn.close()

    def setUp(self):
        b = self.browser
        b.size(1280, 900)
        b.scheme("light")
        b.open("about:blank")  # or what differs by a fragment would not be loaded again
        b.log(), b.requests()
        b.open(self.path)

    def middle_of(self, place):
        """Where on the screen the line, or the shape, is that leads to a place."""
        return self.browser.run("""
            const a = [...document.querySelectorAll('figure a')]
                .find(a => (a.getAttribute('xlink:href') || a.getAttribute('href')) === '#' + arguments[0]);
            a.scrollIntoView({block: 'center'});
            const path = a.querySelector('path.hit');
            if (!path) { const r = a.getBoundingClientRect(); return [r.x + r.width / 2, r.y + r.height / 2]; }
            const m = path.getScreenCTM();
            for (let i = 1; i < 40; i++) {  // a piece that nothing else lies on
                const p = path.getPointAtLength(path.getTotalLength() * i / 40).matrixTransform(m);
                if (document.elementFromPoint(p.x, p.y)?.closest('a') === a) return [p.x, p.y];
            }""", place)

    def seen(self, css):
        """The text of what is inside the window."""
        return self.browser.run("""
            const e = document.querySelector(arguments[0]), r = e.getBoundingClientRect();
            return r.height > 0 && r.top >= 0 && r.top < innerHeight ? e.innerText : '';""", css)


class WithScript(Page):
    def test_it_is_whole_and_complains_of_nothing(self):
        b = self.browser
        self.assertEqual(b.run("return document.title"), TITLE)
        self.assertEqual(b.run("return document.querySelector('h1').textContent"), TITLE)
        self.assertEqual(b.log(), [])
        self.assertEqual(b.requests(), ["file://" + self.path])

    def test_what_it_does_not_have_can_t_be_fetched(self):
        violated = self.browser.wait("""
            const done = arguments[0], seen = [];
            document.addEventListener('securitypolicyviolation', e => seen.push(e.effectiveDirective));
            for (const html of ['<img src="http://127.0.0.1:9/x">', '<iframe src="http://127.0.0.1:9/x"></iframe>',
                                '<style>body { color: red }</style>', '<p style="color: red">x</p>',
                                '<img src="data:," onerror="x()">'])
                document.body.insertAdjacentHTML('beforeend', html);
            const s = document.createElement('script');
            s.textContent = 'window.hurt = true';
            document.body.append(s);
            fetch('http://127.0.0.1:9/x').catch(() => setTimeout(() =>
                done([window.hurt === undefined, [...new Set(seen)].sort()]), 100));""")
        self.assertEqual(violated, [True, ["connect-src", "frame-src", "img-src", "script-src-attr",
                                           "script-src-elem", "style-src-attr", "style-src-elem"]])

    def test_searching(self):
        b = self.browser
        everything = b.run(SHOWN)
        b.click("#q")
        b.type("bollard")
        shown = b.run(SHOWN)
        self.assertIn("n-bollard", shown)
        self.assertIn("e-bollard--quay", shown)
        self.assertNotIn("n-nordlys-as", shown)
        links = sum(place.startswith("e-") for place in shown)
        self.assertEqual(b.run("return document.querySelector('output').textContent"),
                         f"{links} link{'s' * (links != 1)}, {len(shown) - links} name{'s' * (len(shown) - links != 1)}")
        # The picture shows it, too.
        self.assertTrue(b.run("return [...document.querySelectorAll('figure a')].every(a => "
                              "a.classList.contains('dim') === !arguments[0].includes("
                              "decodeURIComponent(a.getAttribute('xlink:href').slice(1))))", shown))
        b.type("Escape")
        self.assertEqual(b.run(SHOWN), everything)
        self.assertEqual(b.run("return document.querySelectorAll('.dim').length"), 0)
        self.assertEqual(b.run("return document.querySelector('output').textContent"), "")

    def test_searching_without_accents_and_for_several_words(self):
        b = self.browser
        b.click("#q")
        b.type("OLMUHLE  nordlys")
        self.assertIn("e-gro%C3%9Fe-%C3%B6lm%C3%BChle--nordlys-as",
                      [urllib.parse.quote(place) for place in b.run(SHOWN)])
        b.type("Escape", "a share of nothing")
        self.assertEqual(b.run(SHOWN), [])
        self.assertEqual(b.run("return document.querySelector('output').textContent"), "0 links, 0 names")

    def test_searching_for_words_of_a_sentence(self):
        b = self.browser
        b.click("#q")
        b.type("share a booth")
        self.assertEqual(b.run(SHOWN)[0], "e-harbour-systems--nordlys-as")

    def test_clicking_a_link_and_reading_its_sentence(self):
        b = self.browser
        b.click_at(*self.middle_of("e-harbour-systems--nordlys-as"))
        self.assertEqual(b.run(OPEN), ["e-harbour-systems--nordlys-as"])
        self.assertEqual(b.run("return location.hash"), "#e-harbour-systems--nordlys-as")
        self.assertEqual(b.run("return document.activeElement.querySelector('h3').textContent"),
                         "Harbour Systems and Nordlys AS")
        self.assertEqual(self.seen("#e-harbour-systems--nordlys-as blockquote p"),
                         "Harbour Systems and Nordlys AS share a booth.")
        self.assertEqual(self.seen("#e-harbour-systems--nordlys-as blockquote footer"),
                         "Nordlys comes to the show, 2011-05-20 posts/2011-05-20-nordlys.md:6")
        # Once more, after it was closed: the address stays the same.
        b.type("Enter")
        self.assertEqual(b.run(OPEN), [])
        b.click_at(*self.middle_of("e-harbour-systems--nordlys-as"))
        self.assertEqual(b.run(OPEN), ["e-harbour-systems--nordlys-as"])

    def test_clicking_a_name_and_following_its_links(self):
        b = self.browser
        b.click_at(*self.middle_of("n-quay"))
        self.assertEqual(b.run(OPEN), ["n-quay"])
        b.click("#n-quay a[href='#e-quay--sailcloth']")
        self.assertEqual(b.run(OPEN), ["e-quay--sailcloth", "n-quay"])
        self.assertTrue(self.seen("#e-quay--sailcloth blockquote p").startswith("Quay and Sailcloth do"))
        self.assertEqual(b.run("return document.querySelector('#e-quay--sailcloth blockquote a').href"),
                         "https://blog.example/2011/quay?from=feed&page=1")

    def test_a_click_shows_what_the_search_had_hidden(self):
        b = self.browser
        b.click("#q")
        b.type("nordlys")
        b.click_at(*self.middle_of("n-sailcloth"))
        self.assertEqual(b.run("return document.querySelector('#q').value"), "")
        self.assertEqual(b.run(OPEN), ["n-sailcloth"])

    def test_an_address_with_a_place(self):
        b = self.browser
        b.open("about:blank")
        b.open("file://" + self.path + "#e-gro%C3%9Fe-%C3%B6lm%C3%BChle--quay")
        self.assertEqual(b.run(OPEN), ["e-große-ölmühle--quay"])
        self.assertIn("runs on Quay", self.seen("[id='e-große-ölmühle--quay'] blockquote"))
        b.open("about:blank")
        b.open("file://" + self.path + "#e-%zz")
        self.assertEqual(b.log(), [])

    def test_the_keyboard_alone(self):
        b = self.browser
        b.type("Tab")
        self.assertEqual(b.run(FOCUS), "Skip the picture")
        self.assertEqual(self.seen(".skip"), "Skip the picture")
        b.type("Enter", "Tab")
        self.assertEqual(b.run("return document.activeElement.tagName"), "SUMMARY")
        b.type("Shift+Tab")
        self.assertEqual(b.run(FOCUS), "q")
        b.type("sailcloth", "Enter")
        first = b.run(SHOWN)[0]
        self.assertEqual(b.run(OPEN), [first])
        self.assertEqual(b.run("return document.activeElement.nextElementSibling.id"), first)
        b.type("Tab")
        self.assertEqual(b.run("return document.activeElement.closest('.body').id"), first)
        b.type("Shift+Tab", "Space")
        self.assertEqual(b.run(OPEN), [])

    def test_the_keyboard_in_the_picture(self):
        b = self.browser
        stops = []
        b.type("Tab")
        for _ in range(60):
            b.type("Tab")
            if b.run("return document.activeElement.id") == "q":
                break
            stops.append(b.run("return document.activeElement.getAttribute('aria-label')"))
            self.assertTrue(b.run("return document.activeElement.matches(':focus-visible')"))
        # Each name and each link once.
        entries = b.run("return document.querySelectorAll('.entry').length")
        self.assertEqual(len(stops), entries)
        self.assertEqual(len(set(stops)), entries)
        self.assertIn("Harbour Systems makes Quay", stops)
        b.open("about:blank")
        b.open(self.path)
        b.type(*["Tab"] * (2 + stops.index("Harbour Systems makes Quay")), "Enter")
        self.assertEqual(b.run(OPEN), ["e-harbour-systems--quay"])

    def test_the_focus_is_seen(self):
        b = self.browser
        before = Image.open(io.BytesIO(b.picture())).convert("RGB")
        for what in ("figure a[aria-label='Quay']", "figure a[aria-label='Harbour Systems makes Quay']",
                     "#q", "summary"):
            b.open("about:blank")
            b.open(self.path)
            b.type("Tab")  # so that the browser knows of the keyboard
            b.run("document.querySelector(arguments[0]).focus({preventScroll: true})", what)
            after = Image.open(io.BytesIO(b.picture())).convert("RGB")
            changed = sum(x != y for x, y in zip(before.getdata(), after.getdata()))
            self.assertGreater(changed, 100, what)

    def test_contrast_in_light_and_dark(self):
        for scheme in ("light", "dark"):
            self.browser.scheme(scheme)
            found = self.browser.run("""
                const parse = c => c.match(/[\\d.]+/g).map(Number);
                const shine = c => { const [r, g, b] = parse(c).map(v => (v /= 255) <= 0.04045 ? v / 12.92
                    : ((v + 0.055) / 1.055) ** 2.4); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
                document.querySelectorAll('details').forEach(d => d.open = true);
                const page = shine(getComputedStyle(document.body).backgroundColor);
                const least = {};
                for (const css of ['h1', 'header p', 'label', 'summary h3', '.kind', '.count', '.facts', 'blockquote p',
                                   'blockquote footer', '.body a', '.end', 'output'])
                    for (const e of document.querySelectorAll(css)) {
                        const ink = shine(getComputedStyle(e).color);
                        least[css] = (Math.max(ink, page) + 0.05) / (Math.min(ink, page) + 0.05);
                    }
                return [page, least];""")
            self.assertEqual(found[0] < 0.5, scheme == "dark")
            for css, contrast in found[1].items():
                self.assertGreaterEqual(contrast, 7, (scheme, css))

    def test_a_phone(self):
        b = self.browser
        b.size(360, 740, mobile=True)
        b.open("about:blank")
        b.open(self.path)
        b.run("document.querySelectorAll('details').forEach(d => d.open = true)")
        self.assertLessEqual(b.run("return document.documentElement.scrollWidth"), 360)
        self.assertGreaterEqual(b.run("return Math.min(...[...document.querySelectorAll('summary')]"
                                      ".map(e => e.getBoundingClientRect().height))"), 24)
        # The picture is moved by itself, and its text can still be read.
        self.assertGreater(b.run("const f = document.querySelector('figure'); return f.scrollWidth - f.clientWidth"), 0)

    def test_what_a_screen_reader_gets(self):
        b = self.browser
        b.cdp("Accessibility.enable")
        tree = b.cdp("Accessibility.getFullAXTree")["nodes"]
        roles = [(n["role"]["value"], n.get("name", {}).get("value", "")) for n in tree if not n["ignored"]]
        self.assertIn(("heading", TITLE), roles)
        self.assertIn(("search", ""), roles)
        self.assertIn(("searchbox", "Find"), roles)
        self.assertIn(("heading", "Links"), roles)
        self.assertIn(("region", "Links"), roles)
        self.assertIn(("region", "Names"), roles)
        self.assertIn(("heading", "Harbour Systems makes Quay"), roles)
        self.assertIn(("link", "Harbour Systems makes Quay"), roles)
        self.assertIn(("link", "Quay"), roles)
        self.assertEqual([name for role, name in roles if role == "link" and not name], [])
        self.assertTrue(any(n["role"]["value"] == "status" for n in tree))
        levels = b.run("return [...document.querySelectorAll('h1, h2, h3')].map(h => +h.tagName[1])")
        self.assertEqual(levels[:3], [1, 2, 3])
        self.assertEqual(levels.count(1), 1)

    def test_hostile_names(self):
        b = self.browser
        drawn = Drawn(hostile=True)
        try:
            path = drawn.draw("page.html", "--nodes=0", "--edges=0", "--title=" + HOSTILE[0])
            b.open(path)
            self.assertEqual(b.run("return document.title"), HOSTILE[0])
            self.assertEqual(b.log(), [])
            self.assertEqual([u for u in b.requests() if u.startswith("http")], [])
            names = b.run("return [...document.querySelectorAll('section:last-of-type h3')].map(h => h.firstChild.data.trim())")
            self.assertEqual(sorted(names), sorted([n.strip() for n in HOSTILE] + ["Middle"]))
            self.assertEqual(b.run("return document.querySelectorAll('script, style, img, [onerror], [onload]').length"), 3)  # the picture has a style
            self.assertEqual(b.run("return document.querySelectorAll('figure a[tabindex]').length"), 0)
        finally:
            drawn.close()


class WithoutScript(Page):
    javascript = False

    def test_the_picture_and_the_lists_are_there(self):
        b = self.browser
        self.assertEqual(b.run("return getComputedStyle(document.querySelector('form')).display"), "none")
        self.assertGreater(b.run("return document.querySelector('figure svg').getBoundingClientRect().height"), 100)
        b.click("section summary")
        self.assertEqual(len(b.run(OPEN)), 1)

    def test_clicking_a_link_opens_its_entry(self):
        b = self.browser
        b.click_at(*self.middle_of("e-harbour-systems--nordlys-as"))
        self.assertEqual(b.run(OPEN), ["e-harbour-systems--nordlys-as"])
        self.assertEqual(self.seen("#e-harbour-systems--nordlys-as blockquote p"),
                         "Harbour Systems and Nordlys AS share a booth.")
        self.assertTrue(b.run("const r = document.querySelector('#e-harbour-systems--nordlys-as')"
                              ".parentElement.getBoundingClientRect(); return r.top >= 0"))


del Page
if __name__ == "__main__":
    unittest.main()
