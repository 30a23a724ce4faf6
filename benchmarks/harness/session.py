"""Runs workloads: every subject in turn at every size, again and again, and keeps each figure."""

import json
import os
import platform
import subprocess
import sys
from dataclasses import asdict, dataclass, field
from datetime import datetime, timezone
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


@dataclass
class Workload:
    name: str
    stages: dict  # name -> what the server is loaded with, or None
    subjects: list
    sizes: tuple
    rounds: int
    rows: Callable[[str, int], int] = lambda stage, rows: rows
    on_disk: bool = False


def machine():
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    model = next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), "?")
    memory = int(Path("/proc/meminfo").read_text().split()[1]) // 1_000_000
    java = subprocess.run(["java", "-version"], capture_output=True, text=True).stderr.splitlines()[0]
    return f"{os.cpu_count()} cores ({model}), {memory} GB, Linux {platform.release()}, {java}, Python {platform.python_version()}"


def commit():
    found = subprocess.run(
        ["git", "-C", world.ROOT, "rev-parse", "--short", "HEAD"], capture_output=True, text=True)
    return found.stdout.strip()


def run(workload, server):
    """Runs a workload and writes what came of it to results/<name>.json."""
    records = []
    load_before = os.getloadavg()[0]
    all_sizes = sorted({*workload.sizes, *(size for each in workload.subjects for size in each.sizes)})
    for round_ in range(workload.rounds):
        for size in all_sizes:
            with world.Folder(workload.on_disk) as folder:
                for stage, load in workload.stages.items():
                    takers = [each for each in workload.subjects
                              if stage in each.stages and size in (each.sizes or workload.sizes)]
                    if not takers:
                        continue
                    rows = workload.rows(stage, size)
                    if load is not None:
                        server.load(rows, **load)
                    for subject in takers:
                        records.append(record(workload, subject, Job(server, folder, stage, rows, round_)))
    results = world.BENCHMARKS / "results"
    results.mkdir(exist_ok=True)
    (results / f"{workload.name}.json").write_text(json.dumps({
        "workload": workload.name,
        "date": datetime.now(timezone.utc).isoformat(timespec="seconds"),
        "machine": machine(),
        "commit": commit(),
        "load_before": round(load_before, 2),
        "records": records,
    }, indent=1) + "\n")
    return records


def record(workload, subject, job):
    job.server.counts()
    result = subject.act(job)
    cost = asdict(result.cost)
    cost.pop("output")
    entry = {
        "stage": job.stage, "subject": subject.name, "kind": subject.kind, "round": job.round,
        "rows": result.rows, **{name: value if value is None else round(value, 3) for name, value in cost.items()},
        "requests": result.requests, "minimum": result.minimum, **result.more}
    print(f"{workload.name:5} {job.stage:13} {subject.name:22} {result.rows:>10,} rows"
          f" {result.cost.cpu_s / result.rows * 1e6:9.2f} us CPU a row {result.cost.wall_s:8.2f} s"
          f" {result.cost.rss_mb:7.0f} MB", result.more or "", file=sys.stderr, flush=True)
    return entry
