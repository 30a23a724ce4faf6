"""The command line of benchmarks/run."""

import argparse
import subprocess
import sys

from . import report, session, workloads, world


def parse(arguments):
    parser = argparse.ArgumentParser(
        prog="benchmarks/run",
        description="Measures whole processes: CPU of the process tree, wall, memory, requests. Every figure has"
                    " passed a check of its content. Results go to benchmarks/results/.")
    parser.add_argument(
        "what", nargs="*", default=[],
        help=f"{', '.join(workloads.NAMES)}; final: the sizes of docs/performance.md; report: only write the"
             " table; jmh [ARGUMENTS]: the parts; profile CASE: where the time goes")
    parser.add_argument("--all", action="store_true", help="every workload")
    parser.add_argument("--rows", type=int, default=100_000, help="rows of the largest size (default %(default)s)")
    parser.add_argument("--rounds", type=int, default=1, help="repetitions, subjects interleaved (default %(default)s)")
    parser.add_argument("--peers", action="store_true", help="run the peers beside it; needs benchmarks/peers/setup")
    parser.add_argument("--peer-rows", type=int, default=50_000, help="rows of their largest size (default %(default)s)")
    parser.add_argument("--long", action="store_true", help="with final: W3 and W6 up to 10 million rows")
    return parser.parse_known_args(arguments)


def jmh(arguments):
    return subprocess.run(world.java("part.Parts", *arguments)).returncode


def plan(options):
    """Which workloads, each with its sizes: (name, rows, rounds, with peers, rows of peers)."""
    if "final" in options.what:
        large = 10_000_000 if options.long else 1_000_000
        return [("w1", 1_000_000, 3, False, 0), ("w2", 1_000_000, 2, True, 50_000),
                ("w3", large, 1, True, 50_000), ("w4", 10_000, 1, True, 10_000),
                ("w5", 1_000_000, 1, False, 0), ("w6", large, 1, False, 0), ("w8", 0, 1, False, 0)]
    names = workloads.NAMES if options.all else [each for each in options.what if each in workloads.NAMES]
    return [(name, options.rows, options.rounds, options.peers, options.peer_rows) for name in names]


def main(arguments):
    options, rest = parse(arguments)
    unknown = set(options.what) - {*workloads.NAMES, "final", "report"}
    if options.what[:1] == ["jmh"]:
        world.build()
        return jmh(arguments[arguments.index("jmh") + 1:])
    if unknown or rest or not (options.what or options.all):
        parse(["--help"])
    if options.what != ["report"]:
        world.build()
        with world.Server() as server:
            for each in plan(options):
                session.run(workloads.workload(*each), server)
    report.write()
    return 0
