"""Runs workloads: every subject in turn at every size, again and again, and keeps each figure."""

import json
import os
import platform
import subprocess
import sys
import time
from dataclasses import asdict, dataclass, field
from datetime import datetime, timezone
from itertools import groupby
from pathlib import Path
from typing import Callable

from . import world
from .measure import Cost


@dataclass
class Job:
    """One run of one subject."""

    server: world.Server
    folder: Path  # shared by all stages and subjects of one repetition and size
    stage: str
    rows: int
    round: int
    recording: Path | None = None  # where the flight recorder's file goes, if there is to be one

    @property
    def timeout_s(self):
        return 300 + self.rows / 10_000


@dataclass
class Result:
    cost: Cost
    rows: int  # by which the cost is divided
    requests: int | None = None
    minimum: int | None = None
    more: dict = field(default_factory=dict)


@dataclass
class Subject:
    name: str
    stages: tuple
    act: Callable[[Job], Result]  # raises if the content is not the source's
    kind: str = "leat"  # or "limit" or "peer"
    sizes: tuple = ()  # instead of the workload's
    once: bool = False  # in the first round only
    seconds: tuple = (2, 6)  # expected: at the start, and a million rows; its check included


@dataclass
class Workload:
    name: str
    stages: dict  # name -> what the server is loaded with, or None
    subjects: list
    sizes: tuple
    rounds: int
    rows: Callable[[str, int], int] = lambda stage, rows: rows
    on_disk: bool = False


@dataclass
class Step:
    """One run that will be."""

    workload: Workload
    round: int
    size: int
    stage: str
    rows: int
    subject: Subject

    @property
    def expected_s(self):
        start, million = self.subject.seconds
        return start + million * self.rows / 1e6

    def __str__(self):
        return f"{self.workload.name} {self.stage}, {self.subject.name}, {self.rows:,} rows, round {self.round + 1}"


def steps(workload):
    """All runs in their order."""
    sizes = sorted({*workload.sizes, *(size for each in workload.subjects for size in each.sizes)})
    return [
        Step(workload, round_, size, stage, workload.rows(stage, size), subject)
        for round_ in range(workload.rounds) for size in sizes for stage in workload.stages
        for subject in workload.subjects
        if stage in subject.stages and size in (subject.sizes or workload.sizes) and not (subject.once and round_)]


class Progress:
    """How far a session is, by what its steps were expected to take and what they took."""

    def __init__(self, all_steps):
        self.expected_s = sum(step.expected_s for step in all_steps)
        self.of, self.done, self.done_s, self.started = len(all_steps), 0, 0.0, time.monotonic()

    def begin(self, step):
        passed = time.monotonic() - self.started
        # What is expected counts for a minute: one slow start says little about the rest.
        pace = (passed + 60) / (self.done_s + 60)
        left = (self.expected_s - self.done_s) * pace
        print(f"[{self.done + 1}/{self.of}, {passed / 60:.0f} min, about {left / 60:.0f} min left] {step}",
              file=sys.stderr, flush=True)

    def end(self, step):
        self.done += 1
        self.done_s += step.expected_s


def machine():
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    model = next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), "?")
    memory = int(Path("/proc/meminfo").read_text().split()[1]) // 1_000_000
    java = subprocess.run(["java", "-version"], capture_output=True, text=True).stderr.splitlines()[0]
    return f"{os.cpu_count()} cores ({model}), {memory} GB, Linux {platform.release()}, {java}, Python {platform.python_version()}"


def commit():
    """What is measured; says so if it is no commit. The results themselves do not count."""
    def git(*arguments):
        return subprocess.run(["git", "-C", world.ROOT, *arguments], capture_output=True, text=True).stdout.strip()

    changed = git("status", "--porcelain", "--", ":!benchmarks/results", ":!docs/performance.md")
    return git("rev-parse", "--short", "HEAD") + (", changed" if changed else "")


def heading(name, load):
    """What stands above every result."""
    return {"workload": name, "date": datetime.now(timezone.utc).isoformat(timespec="seconds"),
            "machine": machine(), "commit": commit(), "load_before": round(load, 2)}


def save(folder, name, result):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.json").write_text(json.dumps(result, indent=1) + "\n")


def run(workload, server, progress, results):
    """Runs a workload; one failing run does not end it. Writes what came of it to results/<name>.json.

    Returns what has failed.
    """
    kept = {**heading(workload.name, os.getloadavg()[0]), "records": [], "failures": []}
    for (round_, _), same_size in groupby(steps(workload), lambda step: (step.round, step.size)):
        with world.Folder(workload.on_disk) as folder:
            for step in same_size:
                progress.begin(step)
                try:
                    load = workload.stages[step.stage]
                    if load is not None:
                        server.load(step.rows, **load)
                    kept["records"].append(record(step, Job(server, folder, step.stage, step.rows, round_)))
                except Exception as failure:  # Whatever it is: the other subjects can still be measured.
                    kept["failures"].append(failed(step, failure))
                progress.end(step)
        save(results, workload.name, kept)
    return kept["failures"]


def failed(step, failure):
    why = f"{type(failure).__name__}: {failure}".replace(str(world.ROOT), ".").replace(str(Path.home()), "~")
    print(f"FAILED {step}\n{why}", file=sys.stderr, flush=True)
    return {"stage": step.stage, "subject": step.subject.name, "round": step.round, "rows": step.rows,
            "why": why if len(why) < 1500 else why[:500] + " ... " + why[-1000:]}


def record(step, job):
    subject = step.subject
    job.server.counts()
    result = subject.act(job)
    cost = asdict(result.cost)
    cost.pop("output")
    cost.pop("threads")
    entry = {
        "stage": job.stage, "subject": subject.name, "kind": subject.kind, "round": job.round,
        "rows": result.rows, **{name: value if value is None else round(value, 3) for name, value in cost.items()},
        "requests": result.requests, "minimum": result.minimum, **result.more}
    print(f"  {result.cost.cpu_s / result.rows * 1e6:.2f} us CPU a row, {result.cost.cpu_s:.2f} s CPU,"
          f" {result.cost.wall_s:.2f} s, {result.cost.rss_mb:.0f} MB", result.more or "", file=sys.stderr, flush=True)
    return entry
