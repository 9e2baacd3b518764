"""What a sanitizer leaves of the SVG."""

import os
import unittest

from browser import Browser
from fixture import Drawn

STYLES = ("slide", "wiki", "print")
PURIFY = ("/usr/share/nodejs/dompurify/dist/purify.min.js", "/usr/share/javascript/dompurify/purify.min.js")


class Sanitized(unittest.TestCase):
    """DOMPurify, as wikis and forges use it, leaves all but role and target."""

    @classmethod
    def setUpClass(cls):
        cls.browser = Browser()
        cls.drawn = [Drawn(hostile) for hostile in (False, True)]
        with open(next(p for p in PURIFY if os.path.exists(p)), encoding="utf-8") as f:
            cls.purify = f.read()

    @classmethod
    def tearDownClass(cls):
        cls.browser.close()
        for drawn in cls.drawn:
            drawn.close()

    def test_it_takes_nothing_away(self):
        b = self.browser
        b.open("about:blank")
        # Debian 12's 2.4.1 reads a variable that a patch has left behind.
        b.run("window.shadowNode = {};" + self.purify + "; window.DOMPurify = window.DOMPurify || this.DOMPurify")
        self.assertNotIn("onload", b.run("return DOMPurify.sanitize('<svg onload=x><title>a</title></svg>')"))
        for drawn in self.drawn:
            for style in STYLES:
                with open(drawn.draw("it.svg", "--style=" + style, "--nodes=0", "--edges=0"), encoding="utf-8") as f:
                    svg = f.read()
                lost = b.run("""
                    const list = text => { const out = [];
                        for (const e of new DOMParser().parseFromString(text, 'text/html').querySelectorAll('svg, svg *')) {
                            out.push(e.tagName + ' ' + (e.children.length ? '' : e.textContent));
                            for (const a of e.attributes)
                                if (!['role', 'target'].includes(a.name)) out.push(e.tagName + ' ' + a.name + '=' + a.value);
                        } return out; };
                    const clean = DOMPurify.sanitize(arguments[0], {USE_PROFILES: {svg: true, svgFilters: true}});
                    const after = list(clean);
                    return list(arguments[0]).filter(line => {
                        const at = after.indexOf(line);
                        if (at >= 0) after.splice(at, 1);
                        return at < 0; });""", svg)
                self.assertEqual(lost, [], style)
                xml = b.run("return DOMPurify.sanitize(arguments[0], {PARSER_MEDIA_TYPE: 'application/xhtml+xml', "
                            "USE_PROFILES: {svg: true}}).length", svg)
                self.assertGreater(xml, len(svg) // 2, style)


if __name__ == "__main__":
    unittest.main()
