#!/usr/bin/env python3
"""Counts co-mentions again, from nothing but what `mentions` says of each mention,
and compares them with the graph: recount.py MENTIONS.jsonl GRAPH.json"""
import collections, itertools, json, sys

MOST = 150  # RELATE_MAX_NAMES: more names in one place are an index
nodes, edges = collections.defaultdict(collections.Counter), collections.defaultdict(collections.Counter)
posts = collections.defaultdict(list)
for line in open(sys.argv[1], encoding='utf-8'):
    m = json.loads(line)
    posts[m['post']].append(m)
for mentions in posts.values():
    for m in mentions:
        nodes[m['id']]['mentions'] += 1
    for i in {m['id'] for m in mentions}:
        nodes[i]['posts'] += 1
    places = {'sentence': collections.defaultdict(set), 'paragraph': collections.defaultdict(set)}
    for m in mentions:
        if m['field'] != 'tag':  # a tag is said of the whole post
            places['sentence'][m['paragraph'], m['sentence']].add(m['id'])
            places['paragraph'][m['paragraph'],].add(m['id'])
    near = collections.defaultdict(set)  # the paragraphs of a pair
    for kind, where in places.items():
        for place, ids in where.items():
            for pair in itertools.combinations(sorted(ids), 2) if len(ids) <= MOST else ():
                edges[pair]['sentences'] += kind == 'sentence'
                near[pair].add(place[0])
    for pair, paragraphs in near.items():
        edges[pair]['paragraphs'] += len(paragraphs)
        edges[pair]['posts'] += 1
graph = json.load(open(sys.argv[2], encoding='utf-8'))
wrong = 0
for n in graph['nodes']:
    wrong += (n['mentions'], n['posts']) != (nodes[n['id']]['mentions'], nodes[n['id']]['posts'])
wrong += len(nodes) != len(graph['nodes'])
drawn = {}
for e in graph['edges']:
    drawn[tuple(sorted((e['from'], e['to'])))] = e
for pair, e in drawn.items():
    wrong += (e['sentences'], e['paragraphs']) != (edges[pair]['sentences'], edges[pair]['paragraphs'])
    # what is said or known of two names links them in other posts, too
    wrong += e['posts'] < edges[pair]['posts'] or (not e['statements'] and e['posts'] != edges[pair]['posts'])
wrong += sum(1 for pair, c in edges.items() if c['posts'] and pair not in drawn)
print(len(nodes), 'nodes,', sum(1 for c in edges.values() if c['posts']), 'pairs,', wrong, 'wrong')
sys.exit(wrong != 0)
