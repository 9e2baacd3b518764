"""What the picture tests draw: a catalog and posts written for them, one set of
ordinary names, one of names that mean something to HTML, XML and CSS."""

import json
import os
import subprocess
import tempfile

PROGRAM = os.path.abspath(os.environ.get(
    "COMENTION", os.path.join(os.path.dirname(__file__), "../../build/release/comention")))

CATALOG = """
companies:
  - Harbour Systems: {site: harbour.example}
  - Kite Labs: {site: kite.example}
  - Nordlys AS
products:
  - Quay: {maker: Harbour Systems, url: 'https://harbour.example/quay?lang=en&v=2'}
  - Bollard: {maker: Harbour Systems}
  - Sailcloth: {maker: Kite Labs}
  - Große Ölmühle: {maker: Nordlys AS}
events:
  - Tidewater: {editions: yearly, maker: Harbour Systems}
"""

POSTS = {
    "2011-03-02-quay.md": """---
title: "Quay 2, and what it is for"
url: https://blog.example/2011/quay?from=feed&page=1
---
Harbour Systems showed Quay at Tidewater 2011. Kite Labs answered with Sailcloth.

Quay and Sailcloth do the same thing, and Bollard does a part of it.
""",
    "2011-05-20-nordlys.md": """---
title: Nordlys comes to the show
---
Nordlys AS told us at Tidewater 2011 that its Große Ölmühle runs on Quay.

Harbour Systems and Nordlys AS share a booth.
""",
    "2012-02-11-later.txt": """Later

Kite Labs and Harbour Systems met again. Bollard is a piece of Quay now.
""",
}

HOSTILE = [
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "</style></svg><b>x",
    "' onload='alert(1)", "<!-- x --> ]]>", "&amp; &#45; &lt;", "javascript:alert(1)",
    "\\N \\G \\\" %s ${x}", "onclick=x", "expression(1)", "url(http://x.example/)", "</title><a href=x>",
    "a --> b; end", "`code` **b** #quot;", "中文 עברית Ünï", "x" * 90,
]


class Drawn:
    """A folder with posts; draw() returns the path of what is drawn of them."""

    def __init__(self, hostile=False):
        self.folder = tempfile.TemporaryDirectory(prefix="comention-pictures-")
        posts = os.path.join(self.folder.name, "posts")
        os.mkdir(posts)
        catalog, files = CATALOG, POSTS
        if hostile:
            catalog = "companies:\n" + "".join(
                f"- ? {json.dumps(name, ensure_ascii=False)}\n  : {{aliases: [Zanzi{i}bar]}}\n"
                for i, name in enumerate(HOSTILE)) + "- Middle\n"
            files = {f"{i}.md": f"---\ntitle: {json.dumps(name, ensure_ascii=False)}\n"
                                f"url: https://blog.example/{i}\n---\nZanzi{i}bar met Middle.\n"
                     for i, name in enumerate(HOSTILE)}
        for name, text in files.items():
            with open(os.path.join(posts, name), "w", encoding="utf-8") as f:
                f.write(text)
        with open(self.path("catalog.yml"), "w", encoding="utf-8") as f:
            f.write(catalog)

    def path(self, name):
        return os.path.join(self.folder.name, name)

    def draw(self, name, *arguments):
        # By relative paths: the folder is another one each time, and stands in the page.
        subprocess.run([PROGRAM, "-q", "--no-builtin", "-c", "catalog.yml", "-o", name, *arguments,
                        "posts"], cwd=self.folder.name, check=True)
        return self.path(name)

    def close(self):
        self.folder.cleanup()
