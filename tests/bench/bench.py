#!/usr/bin/env python3
"""Measures comention beside what people would use instead, in one run.

usage: bench.py COMENTION

On ../shared/posts/weblog where it is, otherwise on posts that it generates. Each
command is run several times in turn, so that whatever else the machine does
meets all of them; the median counts. A line that misses its bound ends with
MISSED, and the exit status is 1."""
import os, random, resource, shutil, statistics, subprocess, sys, tempfile, time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SHARED = os.path.join(os.path.dirname(ROOT), 'shared')
PROGRAM = os.path.abspath(sys.argv[1])
# Debian's modules are Debian's Python's, whatever else is first in PATH.
PYTHON = '/usr/bin/python3' if os.path.exists('/usr/bin/python3') else sys.executable
RUNS = int(os.environ.get('BENCH_RUNS', '11'))
missed = 0


def generate(folder, posts):
    """Posts of the usual size, made of a few hundred words and names."""
    rng = random.Random(2007)
    names = ('VMware Microsoft Citrix Cisco Docker Kubernetes Linux OpenStack Ubuntu '
             'PostgreSQL Terraform Jenkins NetApp EMC').split()
    words = ['w' + ''.join(rng.choice('aeioulnrst') for _ in range(rng.randint(1, 8)))
             for _ in range(800)]
    for i in range(posts):
        with open(os.path.join(folder, '20%02d-%02d-%02d-post-%d.md'
                               % (5 + i % 13, 1 + i % 12, 1 + i % 28, i)), 'w') as f:
            f.write('---\ntitle: Post %d\ndate: 2010-01-%02d\ntags:\n- Linux\n---\n\n' % (i, 1 + i % 28))
            for _ in range(rng.randint(4, 12)):
                text = [rng.choice(names) if rng.random() < .03 else rng.choice(words)
                        for _ in range(rng.randint(30, 90))]
                f.write(' '.join(text).capitalize() + '.\n\n')


def run(command):
    """Seconds and peak memory (KiB) of a command."""
    start = time.perf_counter()
    p = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(p.pid, 0)
    took = time.perf_counter() - start
    if status and command[0] != 'rg':
        sys.exit('bench: %s failed' % ' '.join(command[:3]))
    return took, usage.ru_maxrss


def measure(commands, runs=RUNS):
    """The median seconds of each command, run in turn."""
    times = {name: [] for name in commands}
    for command in commands.values():
        run(command)
    for _ in range(runs):
        for name, command in commands.items():
            times[name].append(run(command)[0])
    return {name: statistics.median(t) for name, t in times.items()}


def peak(command):
    return statistics.median(run(command)[1] for _ in range(3)) / 1024


def line(what, value, unit, bound=None, least=False):
    global missed
    bad = bound is not None and (value < bound if least else value > bound)
    missed += bool(bad)
    goal = '' if bound is None else '   (%s %g)' % ('at least' if least else 'at most', bound)
    print('%-58s %8.2f %s%s%s' % (what, value, unit, goal, '   MISSED' if bad else ''), flush=True)


def main():
    work = tempfile.mkdtemp()
    posts = os.path.join(SHARED, 'posts', 'weblog')
    if not os.path.isdir(posts):
        print('bench: no weblog beside this clone, on generated posts')
        posts = os.path.join(work, 'posts')
        os.mkdir(posts)
        generate(posts, 1849)
    svg = os.path.join(work, 'out.svg')
    files = sorted(os.path.join(posts, f) for f in os.listdir(posts))
    draw = [PROGRAM, '-q', '-Tsvg', '-o', svg, posts]
    commands = {'comention': draw, 'cat': ['cat'] + files}
    names = os.path.join(SHARED, 'peers', 'names.txt')
    if shutil.which('rg') and os.path.exists(names):
        commands['rg'] = ['rg', '-ow', '-F', '-f', names, posts]
    t = measure(commands)
    for name, seconds in t.items():
        line('%s, %d posts' % (name, len(files)), seconds * 1000, 'ms')
    line('comention / cat', t['comention'] / t['cat'], 'x', 3)
    if 'rg' in t:
        line('comention / ripgrep with 169 names', t['comention'] / t['rg'], 'x', .5)
    else:
        print('ripgrep: skipped, not here')

    peer = [PYTHON, os.path.join(SHARED, 'peers', 'cooc_python.py'), names, svg, posts]
    have = os.path.exists(peer[1]) and subprocess.run(
        [PYTHON, '-c', 'import ahocorasick, networkx, yaml'], capture_output=True).returncode == 0
    if have:
        t = measure({'python': peer, 'comention': draw}, 3)
        line('python pipeline / comention', t['python'] / t['comention'], 'x', 15, least=True)
    else:
        print('python pipeline: skipped, it or its modules are not here')

    once = peak(draw)
    line('peak memory', once, 'MiB', 32)
    many = os.path.join(work, 'many')
    for i in range(20):
        shutil.copytree(posts, os.path.join(many, str(i)))
    line('peak memory, the same posts 20 times / once',
         peak([PROGRAM, '-q', '-Tsvg', '-o', svg, many]) / once, 'x', 1.1)

    ten = os.path.join(work, 'ten')
    for i in range(10):
        os.makedirs(ten, exist_ok=True)
        os.rename(os.path.join(many, str(i)), os.path.join(ten, str(i)))
    t = measure({'one': draw, 'ten': [PROGRAM, '-q', '-Tsvg', '-o', svg, ten]}, 5)
    line('10 times the posts / once', t['ten'] / t['one'], 'x', 10.5)

    small = min(files, key=lambda f: abs(os.path.getsize(f) - 3072))
    t = measure({'comention': [PROGRAM, '-q', '-Tsvg', '-o', svg, small], 'true': ['true']}, 31)
    line('one post of %d bytes, more than true' % os.path.getsize(small),
         (t['comention'] - t['true']) * 1000, 'ms', 10)

    extra = os.path.join(work, 'extra.yml')
    rng = random.Random(1)
    with open(extra, 'w') as f:
        f.write('products:\n')
        for i in range(100000):
            f.write('  - %s%s %d\n' % (rng.choice('BCDFGHKLMNPRSTVWZ'), ''.join(
                rng.choice('aeioulnrst') for _ in range(6)), i))
    nothing = os.path.join(work, 'empty.md')
    with open(nothing, 'w') as f:
        f.write('Nothing.\n')
    base = [PROGRAM, '-q', '-Tsvg', '-o', svg]
    t = measure({'plain': base + [posts], 'extra': base + ['-c', extra, posts],
                 'plain load': base + [nothing], 'extra load': base + ['-c', extra, nothing]}, 5)
    line('with 100,000 names more, without their loading',
         (t['extra'] - t['extra load']) / (t['plain'] - t['plain load']), 'x', 1.5)
    shutil.rmtree(work)
    sys.exit(1 if missed else 0)


main()
