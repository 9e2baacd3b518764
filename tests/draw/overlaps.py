#!/usr/bin/env python3
"""Lists the labels of an SVG (as Graphviz writes it) that lie on one another.

usage: overlaps.py FILE.svg…     exit status 1 if there are any

A label is as wide as Helvetica makes it on the average, and as high as its
font; that is what a reader sees, whatever font the viewer has."""
import re
import sys
import xml.etree.ElementTree as ET

SVG = '{http://www.w3.org/2000/svg}'


def boxes(path):
    for text in ET.parse(path).iter(SVG + 'text'):
        size = float(text.get('font-size', '14'))
        words = ''.join(text.itertext())
        width = sum(0.28 if c in "iljt.,:;'!| " else 0.78 if c in 'mwMW' else 0.54 for c in words) * size
        x, y = float(text.get('x')), float(text.get('y'))
        anchor = text.get('text-anchor', 'start')
        left = x - width / 2 if anchor == 'middle' else x - width if anchor == 'end' else x
        yield words, left, y - 0.72 * size, left + width, y + 0.1 * size


def main():
    found = 0
    for path in sys.argv[1:]:
        labels = list(boxes(path))
        for i, (a, ax, ay, bx, by) in enumerate(labels):
            for b, cx, cy, dx, dy in labels[i + 1:]:
                if ax < dx and cx < bx and ay < dy and cy < by:
                    print('%s: "%s" lies on "%s"' % (path, a, b))
                    found += 1
        if not labels:
            print('%s: no labels' % path)
            found += 1
    sys.exit(1 if found else 0)


main()
