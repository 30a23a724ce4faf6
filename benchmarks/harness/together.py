"""Tables and partitions that are read at once, and a table of very many partitions."""

import heapq
import json
import math
import os
import signal
import subprocess
import time

from . import world
from .leat import LATENCY, LIMIT, PAGE, WINDOW, leat
from .session import Result

AT_ONCE = 8
LISTED = 1000  # partitions in a page of their listing
CONNECTORS = {"partitions": "parts", "tables": "tables"}
ROWS = 100_000
PAGE_CAP = 50
SLOW = {"latency_ms": round(LATENCY * 1000), "at_once": AT_ONCE}
STAGES = {
    "partitions": {**SLOW, "page_cap": PAGE_CAP, "rows_a_part": ROWS // 80},
    "tables": {**SLOW, "page_cap": PAGE_CAP, "rows_a_part": ROWS // AT_ONCE},
    "partitions, rate limit": {**SLOW, "rows_a_part": ROWS // 50, "limit": LIMIT, "window": WINDOW},
}


def arguments(job, name, **settings):
    """The connector of that name, and a file of its settings."""
    config = job.folder / f"{name}.json"
    config.write_text(json.dumps({"base_url": f"http://127.0.0.1:{job.server.port}", **settings}))
    return [f"{world.jar()}#{name}", "--config", config]


# W8

def slow_source(job):
    """How long it takes, against as many requests at once as the source takes, one after the other."""
    lines, load = job.folder / "lines", STAGES[job.stage]
    connector = CONNECTORS[job.stage.split(",")[0]]
    cost, counts = leat(job, ["read", *arguments(job, connector, together=AT_ONCE)], str(lines))
    job.server.require_same(world.check_lines(lines, "/row"), f"leat read, {job.stage}")
    parts = job.rows // load["rows_a_part"]
    pages = parts * math.ceil(load["rows_a_part"] / load.get("page_cap", PAGE))
    listing = math.ceil(parts / LISTED) if connector == "parts" else 0
    first = counts["first_ms"] / 1000
    ideal = ideal_seconds(first, listing, pages, load.get("limit", 10**9))
    taken = counts["last_ms"] / 1000 - first + LATENCY if "limit" in load else cost.wall_s
    return Result(cost, job.rows, counts["requests"], listing + pages,
                  {"ideal_s": round(ideal, 2), "taken_s": round(taken, 2), "refused": counts["refused"],
                   "most_at_once": counts["most_at_once"]})


def ideal_seconds(start, listing, pages, limit, window=WINDOW, at_once=AT_ONCE):
    """How long it takes if nobody ever waits without need: the listing page by page, then all that can be at once."""
    used = {}

    def ended(at):
        while used.get(int(at / window), 0) == limit:
            at = (int(at / window) + 1) * window
        used[int(at / window)] = used.get(int(at / window), 0) + 1
        return at + LATENCY

    listed = start
    for _ in range(listing):
        listed = ended(listed)
    free = [listed] * at_once
    for _ in range(pages):
        heapq.heapreplace(free, ended(free[0]))
    return max(free) - start


# W9

def requests_of(job):
    """As few as there can be: the listing, and each partition once."""
    return job.rows + math.ceil(job.rows / LISTED)


def many_read(job):
    lines = job.folder / "lines"
    cost, counts = leat(job, ["read", *arguments(job, "parts")], str(lines))
    job.server.require_same(world.check_lines(lines, "/row"), "leat read of many partitions")
    return Result(cost, job.rows, counts["requests"], requests_of(job), {"bytes": lines.stat().st_size})


def many_sync(job):
    file = job.folder / "many.duckdb"
    cost, counts = leat(job, ["sync", *arguments(job, "parts"), "--destination", f"duckdb:{file}"], None)
    job.server.require_same(world.check_duckdb(file, 'parts."user"'), "leat sync of many partitions")
    return Result(cost, job.rows, counts["requests"], requests_of(job), {"bytes": file.stat().st_size})


def killed_read(job):
    """Killed when half of the partitions were asked for, and begun again at the last state that was written."""
    lines, state = job.folder / "lines of both", job.folder / "state.json"
    begun = kill_at_half(job, ["read", *arguments(job, "parts")], lines)
    written = lines.read_bytes()
    whole = written[:written.rfind(b"\n") + 1]
    last = [line for line in whole.splitlines() if line.startswith(b'{"type":"checkpoint"')][-1]
    state.write_text(json.dumps(json.loads(last)["state"]))
    cost, counts = leat(job, ["read", *arguments(job, "parts"), "--state", state], str(job.folder / "lines"))
    lines.write_bytes(whole + (job.folder / "lines").read_bytes())
    found = world.check_lines(lines, "/row")
    job.server.require_same(found, "leat read, killed and begun again")
    return Result(cost, job.rows, counts["requests"], requests_of(job), again(job, begun, counts))


def killed_sync(job):
    file = job.folder / "killed.duckdb"
    command = ["sync", *arguments(job, "parts"), "--destination", f"duckdb:{file}"]
    begun = kill_at_half(job, command, job.folder / "output")
    cost, counts = leat(job, command, None)
    job.server.require_same(world.check_duckdb(file, 'parts."user"'), "leat sync, killed and begun again")
    return Result(cost, job.rows, counts["requests"], requests_of(job), again(job, begun, counts))


def again(job, begun, counts):
    """Partitions that the second run began at their first row, though the first run had been there."""
    return {"begun_again": counts["beginnings"] - (job.rows - begun)}


def kill_at_half(job, arguments_, output):
    """Runs a command until half of the partitions were begun; returns how many that were."""
    job.server.counts()
    with open(output, "wb") as out:
        process = subprocess.Popen([str(each) for each in (world.LEAT, *arguments_)], stdin=subprocess.DEVNULL,
                                   stdout=out, stderr=subprocess.DEVNULL, start_new_session=True)
        while job.server.get("/control/peek")["beginnings"] < job.rows / 2:
            if process.poll() is not None:
                raise world.ContentDiffers(f"It ended with {process.returncode} before it could be killed")
            time.sleep(0.01)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    return job.server.counts()["beginnings"]
