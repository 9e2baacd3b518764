#!/usr/bin/env python3
"""Checks that wikis, slide programs and sanitizers take an SVG as it is.

usage: rules.py FILE.svg…     says what breaks which rule; exit status 1 if anything does

Each rule is there because something rejects, changes or misdraws a picture that
breaks it: MediaWiki's and DokuWiki's upload checks, DOMPurify, svgo, librsvg,
LibreOffice, browsers in the dark."""
import re
import sys
import xml.etree.ElementTree as ET

SVG = '{http://www.w3.org/2000/svg}'
XLINK = '{http://www.w3.org/1999/xlink}'
ELEMENTS = {'svg', 'title', 'desc', 'style', 'g', 'a', 'path', 'polygon', 'polyline', 'ellipse', 'text'}
SHAPES = {'path', 'polygon', 'polyline', 'ellipse'}
COLOR = re.compile(r'#[0-9a-f]{6}$')


def bytes_rules(raw):
    try:
        text = raw.decode('utf-8')
    except UnicodeDecodeError:
        yield 'it is no UTF-8'
        return
    if not text.startswith('<svg '):
        yield 'it does not begin with <svg (a declaration, DOCTYPE or comment)'
    for what in ('<?', '<!', '<![CDATA[', '<!ENTITY'):
        if what in text:
            yield 'it has %s' % what
    for entity in set(re.findall(r'&[^;\s]{0,12};?', text)):
        if entity not in ('&amp;', '&lt;', '&gt;', '&quot;'):
            yield 'it has %r, expected &amp; &lt; &gt; or &quot;' % entity
    head = raw[:1024].lower()
    for tag in (b'<a', b'<script', b'<img', b'<html', b'<body', b'<iframe', b'<pre', b'<table', b'<head'):
        if tag in head[:256]:
            yield 'it has %s in its first 256 bytes' % tag.decode()
    if re.search(rb'type\s*=\s*["\']?java', head):
        yield 'it has type=java in its first 1024 bytes'


def root_rules(root):
    if root.tag != SVG + 'svg':
        yield 'it is no <svg>'
    if root.get('role') != 'img':
        yield 'it has no role="img"'
    for side in ('width', 'height'):
        if not re.match(r'\d+(\.\d+)?$', root.get(side, '')):
            yield '%s is %r, expected a plain number' % (side, root.get(side))
    box = root.get('viewBox', '').split()
    if len(box) != 4:
        yield 'viewBox is %r' % root.get('viewBox')
    else:
        shape = float(box[2]) / float(box[3])
        if abs(shape / (float(root.get('width')) / float(root.get('height'))) - 1) > 0.02:
            yield 'viewBox has another shape than width and height'
    first = [child.tag.replace(SVG, '') for child in root][:3]
    wanted = ['title', 'desc', 'style'] if root.find(SVG + 'style') is not None else ['title', 'desc']
    if first[:len(wanted)] != wanted:
        yield 'it begins with %s, expected %s' % (first, wanted)
    ids = [root.find(SVG + name).get('id') for name in ('title', 'desc')]
    if root.get('aria-labelledby', '').split() != ids or None in ids:
        yield 'aria-labelledby is %r, but title and desc are %s' % (root.get('aria-labelledby'), ids)
    for name in ('title', 'desc'):
        if not (root.find(SVG + name).text or '').strip():
            yield 'its %s is empty' % name


def element_rules(root):
    ids, prefix = set(), root.find(SVG + 'title').get('id', '-').split('-')[0] + '-'
    for e in root.iter():
        name = e.tag.replace(SVG, '')
        if name not in ELEMENTS:
            yield 'it has an element <%s>' % name
        for key, value in e.attrib.items():
            local = key.split('}')[-1]
            if local.lower().startswith('on'):
                yield 'it has an attribute %s' % local
            if 'url(' in value or 'javascript:' in value.lower() and local not in ('id',):
                yield '%s is %r' % (local, value)
            if 'expression' in value and local in ('class', 'style', 'id'):
                yield '%s has "expression"' % local
            if local in ('target', 'src') or key.startswith('{') and key != XLINK + 'href':
                yield 'it has an attribute %s' % key
            if local == 'style' and (e is not root or value != 'color-scheme:light dark'):
                yield 'style is %r' % value
            if local in ('fill', 'stroke') and value != 'none' and not COLOR.match(value):
                yield '%s is %r' % (local, value)
        if name == 'a' and not re.match(r'https?://|#', e.get(XLINK + 'href', '')):
            yield 'a link leads to %r' % e.get(XLINK + 'href')
        for one in [e.get('id')] * ('id' in e.attrib) + e.get('class', '').split():
            if not one.startswith(prefix):
                yield 'id or class %r has no prefix %r' % (one, prefix)
        if e.get('id') in ids and e.get('id'):
            yield 'two elements have the id %r' % e.get('id')
        ids.add(e.get('id'))
        if (name in SHAPES or name == 'text') and 'fill' not in e.attrib:
            yield '<%s> has no fill' % name
        if name in SHAPES and 'stroke' not in e.attrib:
            yield '<%s> has no stroke' % name


def style_rules(root):
    sheets = list(root.iter(SVG + 'style'))
    if not sheets:
        if root.get('style'):
            yield 'it says light dark and has no dark side'
        return
    if len(sheets) > 1:
        yield 'it has %d style sheets' % len(sheets)
    css = sheets[0].text
    whole = re.match(r'@media \(prefers-color-scheme: dark\) \{\n(.*)\}$', css, re.S)
    if not whole:
        yield 'its style is more than one @media block for dark'
        return
    for word in ('expression', '@import', 'url', 'javascript', '\\', 'behavior', '<'):
        if word in css.lower():
            yield 'its style has %r' % word
    dark = {}
    for line in whole.group(1).splitlines():
        rule = re.match(r'\.([\w-]+) \{ (fill|stroke): var\(--[\w-]+-none, (#[0-9a-f]{6})\) \}$', line)
        if not rule:
            yield 'its style has %r, expected one class and one var() with a fallback' % line
        else:
            dark[rule.group(1)] = rule.group(2)
    if root.get('style') != 'color-scheme:light dark':
        yield 'it has a dark side, but no color-scheme'
    used = {c for e in root.iter() for c in e.get('class', '').split()}
    for name in dark:
        if name not in used:
            yield 'nothing has the class %s' % name
    # What is coloured must change in the dark, or it stands out.
    for e in root.iter():
        for what in ('fill', 'stroke'):
            if e.get(what, 'none') != 'none' and e.get('stroke-opacity') != '0' and \
                    not any(dark.get(c) == what for c in e.get('class', '').split()):
                yield '%s="%s" has no dark side' % (what, e.get(what))
    ground = next((e for e in root.iter() if e.tag.replace(SVG, '') in SHAPES), None)
    box = [float(x) for x in root.get('viewBox').split()]
    corners = {tuple(float(n) for n in p.split(',')) for p in (ground.get('points') or '').split()} \
        if ground is not None else set()
    if not {(0, 0), (box[2], box[3])} <= {(round(x), round(y)) for x, y in corners} | corners and \
            not any(abs(x - box[2]) < 0.1 and abs(y - box[3]) < 0.1 for x, y in corners):
        yield 'it has no background as large as the page'


def problems(path):
    raw = open(path, 'rb').read()
    yield from bytes_rules(raw)
    root = ET.fromstring(raw)
    yield from root_rules(root)
    yield from element_rules(root)
    yield from style_rules(root)


def main():
    found = 0
    for path in sys.argv[1:]:
        for problem in problems(path):
            print('%s: %s' % (path, problem))
            found += 1
    sys.exit(1 if found else 0)


main()
