"""What the machine and the libraries allow, measured in the same session."""

import math

from . import world
from .measure import measure
from .session import Result


def pipe(job):
    """As many bytes as the lines have, without making them."""
    size = round((job.folder / "lines").stat().st_size / job.rows)
    cost = measure([world.java("limit.PipeLimit", job.rows, size)], stdout=str(job.folder / "bytes"))
    written = (job.folder / "bytes").stat().st_size
    if written != size * job.rows:
        raise world.ContentDiffers(f"{written} bytes went through a pipe that was given {size * job.rows}")
    return Result(cost, job.rows, more={"bytes": written})


def fetch(way):
    def act(job):
        before = job.server.cpu_s()
        cost = measure([world.java("limit.FetchLimit", way, job.server.port, job.rows, 1000)])
        used = job.server.cpu_s() - before
        counts = job.server.counts()
        expected = job.rows if way == "tokens" else counts["bytes"]
        if int(cost.output) != expected:
            raise world.ContentDiffers(f"{cost.output} were fetched, {expected} were served")
        return Result(cost, job.rows, counts["requests"], math.ceil(job.rows / 1000),
                      {"server_cpu_s": round(used, 3)})
    return act


def duckdb(job):
    """read_json into a staging table, one DELETE and INSERT: of the rows that have changed."""
    rows, file = job.folder / "rows.json", job.folder / "limit.duckdb"
    measure([world.java("limit.RowFile", rows, job.stage, job.rows)])
    cost = measure([world.java("limit.DuckDbLimit", file, rows)])
    job.server.require_same(world.check_duckdb(file, "user_rows"), "DuckDB's read_json")
    return Result(cost, job.rows // 10 if job.stage == "tenth" else job.rows)
