"""The product under measurement, as its user runs it."""

import json
import math
import re

from . import world
from .measure import HeapLog, measure
from .session import Result

PAGE = 1000
ROWS_IN_MEMORY = 10_000


def read(job, connector, stdout, more_arguments=(), heap="", source=None, rows=None):
    """Runs `leat read`; returns the cost and what the server counted."""
    config = world.configuration(job.folder, job.server, connector, rows or job.rows)
    return leat(job, ["read", source or connector, "--config", config, *more_arguments], stdout, heap)


def sync(job, connector, destination, heap=""):
    config = world.configuration(job.folder, job.server, connector, job.rows)
    return leat(job, ["sync", connector, "--config", config, "--destination", destination], None, heap)


def leat(job, arguments, stdout, heap=""):
    log = HeapLog(job.folder)
    recorder = f"-XX:StartFlightRecording=filename={job.recording},settings=profile" if job.recording else ""
    job.server.counts()
    cost = measure([[world.LEAT, *arguments]], stdout=stdout, timeout_s=job.timeout_s,
                   env={"LEAT_JAVA_OPTIONS": " ".join(filter(None, [log.options, heap, recorder]))},
                   with_threads=job.recording is not None)
    cost.allocated = log.allocated()
    return cost, job.server.counts()


# W1

def emit(job):
    config = job.folder / "memory.json"
    config.write_text(json.dumps({"rows": job.rows}))
    lines = job.folder / "lines"
    cost, _ = leat(job, ["read", f"{world.jar()}#memory", "--config", config], str(lines))
    found = world.check_lines(lines, "/row")
    if found["duplicates"] + found["rows"] != job.rows:
        raise world.ContentDiffers(f"{job.rows} rows were to be written, {found} were found")
    job.server.load(ROWS_IN_MEMORY)
    job.server.require_same(found, "leat read of rows in memory")
    return Result(cost, job.rows, more={"bytes": lines.stat().st_size})


def compiler_options():
    """As the launcher starts a sync, which is what reads lines."""
    return re.findall(r"-XX:Tier4\w+=\d+", (world.ROOT / "cli/src/main/launcher/java.options").read_text())


def read_lines(job):
    recorder = [f"-XX:StartFlightRecording=filename={job.recording},settings=profile"] if job.recording else []
    options = ["-Xlog:disable", "-Xlog:all=error:stderr", *compiler_options(), *recorder]
    cost = measure([world.java("connector.ReadLines", options=options)],
                   stdin=job.folder / "lines", timeout_s=job.timeout_s, with_threads=bool(recorder))
    found = json.loads(cost.output)
    if found["rows"] != job.rows:
        raise world.ContentDiffers(f"{job.rows} lines were to be read, {found} were")
    return Result(cost, job.rows, more={"bytes": (job.folder / "lines").stat().st_size})


# W2

def extract(job):
    lines = job.folder / "lines"
    cost, counts = read(job, job.stage, str(lines))
    found = world.check_lines(lines, "/row")
    job.server.require_same(found, f"leat read {job.stage}")
    return Result(cost, job.rows, counts["requests"], math.ceil(job.rows / PAGE),
                  {"repeated": found["duplicates"]})


# W3

def load(job):
    """First load, then what has changed, into the same file."""
    file = job.folder / "leat.duckdb"
    cost, counts = sync(job, "keyset", f"duckdb:{file}")
    job.server.require_same(world.check_duckdb(file, 'keyset."user"'), f"leat sync ({job.stage})")
    rows = job.rows // 10 if job.stage == "tenth" else job.rows
    return Result(cost, rows, counts["requests"], math.ceil(rows / PAGE))


# W4

def nothing_new_read(job):
    state = job.folder / "state.json"
    if not state.exists():
        read(job, "keyset", str(job.folder / "lines"))
        last = [line for line in (job.folder / "lines").open() if line.startswith('{"type":"checkpoint"')][-1]
        state.write_text(json.dumps(json.loads(last)["state"]))
    cost, counts = read(job, "keyset", str(job.folder / "again"), ["--state", state])
    sent = sum('"upsert"' in line for line in (job.folder / "again").open())
    if sent:
        raise world.ContentDiffers(f"Nothing has changed, and {sent} rows were sent")
    return Result(cost, 1, counts["requests"], 1)


def nothing_new_sync(job):
    file = job.folder / "leat.duckdb"
    if not file.exists():
        sync(job, "keyset", f"duckdb:{file}")
    cost, counts = sync(job, "keyset", f"duckdb:{file}")
    job.server.require_same(world.check_duckdb(file, 'keyset."user"'), "leat sync, nothing new")
    return Result(cost, 1, counts["requests"], 1)


# W5

def shaped_load(job):
    file = job.folder / f"{job.stage}.duckdb"
    cost, counts = sync(job, "keyset", f"duckdb:{file}")
    job.server.require_same(world.check_duckdb(file, 'keyset."user"', job.stage), f"leat sync of {job.stage} rows")
    return Result(cost, job.rows, counts["requests"], math.ceil(job.rows / PAGE), {"bytes": counts["bytes"]})


# W6

SMALL_HEAP = "-Xmx256m"
# The page is one array of 200 MB, which must fit into the old generation, and beside it its rows' cursors.
LARGE_PAGE_HEAP = "-Xmx304m -Xmn8m"


def small_heap_read(job):
    lines = job.folder / "lines"
    large = job.stage == "large page"
    source = f"{world.jar()}#large-page" if large else None
    cost, counts = read(job, "keyset", str(lines), heap=LARGE_PAGE_HEAP if large else SMALL_HEAP, source=source)
    job.server.require_same(world.check_lines(lines, "/row"), f"leat read, {job.stage}")
    lines.unlink()
    return Result(cost, job.rows, counts["requests"], more={"bytes": counts["bytes"]})


def small_heap_sync(job):
    file = job.folder / f"{job.stage}.duckdb"
    cost, counts = sync(job, "keyset", f"duckdb:{file}", heap=SMALL_HEAP)
    job.server.require_same(world.check_duckdb(file, 'keyset."user"'), f"leat sync, {job.stage}")
    return Result(cost, job.rows, counts["requests"])


# W8

def slow_source(job):
    lines = job.folder / "lines"
    cost, counts = read(job, "keyset", str(lines))
    job.server.require_same(world.check_lines(lines, "/row"), f"leat read, {job.stage}")
    pages = math.ceil(job.rows / PAGE)
    limit, window = (LIMIT, WINDOW) if job.stage == "rate limit" else (10**9, WINDOW)
    first = counts["first_ms"] / 1000
    ideal = ideal_seconds(first, pages, limit, window)
    taken = cost.wall_s if job.stage == "latency" else counts["last_ms"] / 1000 - first + LATENCY
    return Result(cost, job.rows, counts["requests"], pages,
                  {"ideal_s": round(ideal, 2), "taken_s": round(taken, 2), "refused": counts["refused"]})


LATENCY, LIMIT, WINDOW = 0.1, 30, 5


def ideal_seconds(start, pages, limit, window):
    """How long one request after the other takes that never waits without need."""
    now, current, used = start, None, 0
    for _ in range(pages):
        if int(now / window) != current:
            current, used = int(now / window), 0
        if used == limit:
            now = (current + 1) * window
            current, used = current + 1, 0
        used += 1
        now += LATENCY
    return now - start
