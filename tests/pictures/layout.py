#!/usr/bin/env python3
"""Measures a picture as a reader sees it.

usage: layout.py [--most KEY=N]… [--least KEY=N]… [--members FILE] FILE.svg…

Prints a line of KEY=N for each file: overlaps (labels that lie on one another),
through (lines through foreign labels), lies (boxes around makers that a
name or another box crosses, that leave the page, or that hold what --members, lines of
"tooltip of the box, tab, name", does not say), boxes (around makers), crossings, fill_x and fill_y (how much of the page
names span, in per cent), text (the smallest label of a name) and edge_text (of a
link), in points of a page that is 960 wide. Exit status 1 if a bound does not hold; overlaps,
through and lies are always bound to be 0.

A label is as wide as Helvetica makes it on the average, and as high as its font; that is
what a reader sees, whatever font the viewer has."""
import re
import sys
import xml.etree.ElementTree as ET

SVG = '{http://www.w3.org/2000/svg}'


def text_box(e):
    size = float(e.get('font-size', '14'))
    words = ''.join(e.itertext())
    width = sum(0.28 if c in "iljt.,:;'!| " else 0.78 if c in 'mwMW' else 0.54 for c in words) * size
    x, y, anchor = float(e.get('x')), float(e.get('y')), e.get('text-anchor', 'start')
    left = x - width / 2 if anchor == 'middle' else x - width if anchor == 'end' else x
    return words, (left, y - 0.72 * size, left + width, y + 0.1 * size), size


def numbers(text):
    return [float(n) for n in re.findall(r'-?\d+(?:\.\d+)?', text)]


def points(e):
    """The line that an element draws, as points."""
    tag = e.tag.replace(SVG, '')
    if tag in ('polygon', 'polyline'):
        n = numbers(e.get('points'))
        return list(zip(n[::2], n[1::2]))
    if tag == 'ellipse':
        x, y, rx, ry = (float(e.get(k)) for k in ('cx', 'cy', 'rx', 'ry'))
        return [(x - rx, y - ry), (x + rx, y + ry)]
    n = numbers(e.get('d'))
    p = list(zip(n[::2], n[1::2]))
    if 'L' in e.get('d'):
        return p
    out = [p[0]]
    for i in range(1, len(p) - 2, 3):
        a, b, c, d = p[i - 1], p[i], p[i + 1], p[i + 2]
        for k in range(1, 13):
            t = k / 12
            out.append(tuple((1 - t) ** 3 * a[j] + 3 * (1 - t) ** 2 * t * b[j] + 3 * (1 - t) * t * t * c[j] +
                             t ** 3 * d[j] for j in (0, 1)))
    return out


def box_of(some):
    xs, ys = [p[0] for p in some], [p[1] for p in some]
    return min(xs), min(ys), max(xs), max(ys)


def lie_on(a, b):
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def meets(p, q, box):
    """Does the line from p to q meet the box?"""
    cx, cy, w, h = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2, (box[2] - box[0]) / 2, (box[3] - box[1]) / 2
    mx, my, dx, dy = (p[0] + q[0]) / 2 - cx, (p[1] + q[1]) / 2 - cy, (q[0] - p[0]) / 2, (q[1] - p[1]) / 2
    return abs(mx) <= w + abs(dx) and abs(my) <= h + abs(dy) and \
        abs(dx * my - dy * mx) <= w * abs(dy) + h * abs(dx)


def crosses(a, b, c, d):
    def side(p, q, r):
        return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])
    return side(a, b, c) * side(a, b, d) < 0 and side(c, d, a) * side(c, d, b) < 0


def near(p, box, by):
    return box[0] - by <= p[0] <= box[2] + by and box[1] - by <= p[1] <= box[3] + by


def within(a, b):
    return b[0] <= a[0] and b[1] <= a[1] and a[2] <= b[2] and a[3] <= b[3]


def title_of(g):
    return g.findtext(SVG + 'title', '')


def measure(path, members):
    root = ET.parse(path).getroot()
    page = [float(n) for n in root.get('viewBox').split()]
    unit = 960 / page[2]
    texts = [text_box(e) for e in root.iter(SVG + 'text')]
    nodes, edges, sizes, edge_sizes, frames, names = [], [], [], [], [], []
    for g in root.iter(SVG + 'g'):
        kind = g.get('class', '').split('-')[-1]
        shapes = [e for e in g.iter() if e.tag.replace(SVG, '') in ('polygon', 'path', 'ellipse', 'polyline')
                  and e.get('stroke-opacity') != '0']
        labels = [text_box(e) for e in g.iter(SVG + 'text')]
        if kind == 'node':
            nodes.append((box_of([p for e in shapes for p in points(e)]), labels))
            names.append(re.sub(r' \((company|product|event)\): .*', '', title_of(g), flags=re.S))
            sizes += [size for _, _, size in labels]
        elif kind == 'cluster':
            frames.append((title_of(g), box_of([p for e in shapes for p in points(e)])))
        elif kind == 'edge':
            lines = [points(e) for e in shapes if e.tag == SVG + 'path']
            ends = [p for e in shapes for p in points(e)]
            edges.append((lines, ends, labels))
            edge_sizes += [size for _, _, size in labels]
    overlaps = through = crossings = 0
    for i, (a, abox, _) in enumerate(texts):
        for b, bbox, _ in texts[i + 1:]:
            if lie_on(abox, bbox):
                print('%s: "%s" lies on "%s"' % (path, a, b))
                overlaps += 1
    for lines, ends, own in edges:
        foreign = [(w, b) for box, labels in nodes
                   if not any(near(p, box, 3) for line in lines for p in (line[0], line[-1])) and
                   not any(near(p, box, 1) for p in ends) for w, b, _ in labels]
        foreign += [(w, b) for _, _, labels in edges if labels is not own for w, b, _ in labels]
        for words, box in foreign + [(w, b) for w, b, _ in own]:
            if any(meets(p, q, box) for line in lines for p, q in zip(line, line[1:])):
                print('%s: a line goes through "%s"' % (path, words))
                through += 1
    flat = [[(p, q) for p, q in zip(lines[0], lines[0][1:])] for lines, _, _ in edges if lines]
    for i, one in enumerate(flat):
        for other in flat[i + 1:]:
            crossings += any(crosses(*s, *t) for s in one for t in other)
    lies = []
    for i, (maker, frame) in enumerate(frames):
        if not within(frame, (0, 0, page[2], page[3])):
            lies.append('"%s" leaves the page' % maker)
        lies += ['"%s" crosses "%s"' % (maker, other) for other, box in frames[i + 1:] if lie_on(frame, box)]
        for name, (box, _) in zip(names, nodes):
            if lie_on(frame, box) and not (within(box, frame) and (not members or (maker, name) in members)):
                lies.append('"%s" holds "%s"' % (maker, name))
    for lie in lies:
        print('%s: the box of %s' % (path, lie))
    result = {'overlaps': overlaps, 'through': through, 'lies': len(lies), 'boxes': len(frames), 'crossings': crossings}
    if nodes:
        whole = box_of([(b[0], b[1]) for b, _ in nodes] + [(b[2], b[3]) for b, _ in nodes])
        result['fill_x'] = round(100 * (whole[2] - whole[0]) / page[2])
        result['fill_y'] = round(100 * (whole[3] - whole[1]) / page[3])
        result['text'] = round(min(sizes, default=0) * unit, 1)
    if edge_sizes:
        result['edge_text'] = round(min(edge_sizes) * unit, 1)
    return result


def main():
    bounds, files, args = [('most', key, 0) for key in ('overlaps', 'through', 'lies')], [], sys.argv[1:]
    members = set()
    while args:
        arg = args.pop(0)
        if arg in ('--most', '--least'):
            key, value = args.pop(0).split('=')
            bounds.append((arg[2:], key, float(value)))
        elif arg == '--members':
            members = {tuple(line.rstrip('\n').split('\t')) for line in open(args.pop(0), encoding='utf-8')}
        else:
            files.append(arg)
    bad = not files
    for path in files:
        result = measure(path, members)
        print(path, ' '.join('%s=%s' % one for one in result.items()))
        for which, key, bound in bounds:
            if key not in result or (result[key] > bound if which == 'most' else result[key] < bound):
                print('%s: %s is %s, expected at %s %g' % (path, key, result.get(key), which, bound))
                bad = True
    sys.exit(1 if bad else 0)


main()
