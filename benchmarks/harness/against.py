"""One checkout against another, run in turn: of a shared machine only the ratio within a pair means something."""

import statistics
import subprocess
from pathlib import Path

from . import leat, world
from .session import Job

CASES = {
    **{f"w2:{strategy}": leat.extract for strategy in world.ENDPOINTS},
    "w3:first": leat.load,
}


def run(other, cases, rows, pairs, server):
    """Runs each case so often by this checkout and by the other one; yields a line of a table for each case."""
    ours, theirs = world.LEAT, Path(other).resolve() / "leat"
    for command in (ours, theirs):
        # What is not built is built now, and the archive of classes is made.
        subprocess.run([command, "spec", "keyset"], check=True, stdout=subprocess.DEVNULL)
    server.load(rows)
    yield "| case | pairs | CPU, this one ÷ the other | µs a row, median | bytes of heap a row |"
    yield "| --- | --: | --: | --: | --: |"
    for case in cases:
        costs = {ours: [], theirs: []}
        for pair in range(pairs):
            for command in (ours, theirs) if pair % 2 else (theirs, ours):
                costs[command].append(cost(command, case, rows, pair, server))
        yield line(case, rows, costs[ours], costs[theirs])


def cost(command, case, rows, pair, server):
    before, world.LEAT = world.LEAT, command
    try:
        with world.Folder() as folder:
            job = Job(server=server, folder=folder, stage=case.split(":")[1], rows=rows, round=pair)
            return CASES[case](job).cost
    finally:
        world.LEAT = before


def line(case, rows, ours, theirs):
    ratios = [one.cpu_s / other.cpu_s for one, other in zip(ours, theirs)]
    micros = [f"{statistics.median(each.cpu_s for each in costs) / rows * 1e6:.2f}" for costs in (ours, theirs)]
    heap = [f"{costs[0].allocated / rows:,.0f}" for costs in (ours, theirs)]
    return (f"| {case} | {len(ratios)} | {statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f}) "
            f"| {micros[0]}, {micros[1]} | {heap[0]}, {heap[1]} |")
