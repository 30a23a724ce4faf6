"""The same rows in the words of a platform: what its host adds to our own lines."""

import json
import os
import re
import subprocess

from . import leat, world
from .measure import measure
from .session import Result


def arguments(job):
    """The connector that sends rows from memory, and a file of its settings."""
    config = job.folder / "memory.json"
    config.write_text(json.dumps({"rows": job.rows}))
    return f"{world.jar()}#memory", ["--config", config]


def lines(job, command, pointer):
    file = job.folder / "lines of a platform"
    cost, _ = leat.leat(job, command, str(file))
    found = world.check_lines(file, pointer)
    if found["duplicates"] + found["rows"] != job.rows:
        raise world.ContentDiffers(f"{job.rows} rows were to be written, {found} were found")
    job.server.load(leat.ROWS_IN_MEMORY)
    job.server.require_same(found, " ".join(map(str, command[:1])))
    more = {"bytes": file.stat().st_size}
    file.unlink()
    return Result(cost, job.rows, more=more)


def airbyte(job):
    connector, config = arguments(job)
    found = subprocess.run([world.LEAT, "airbyte", connector, "discover", *map(str, config)],
                           check=True, capture_output=True, text=True).stdout
    streams = json.loads(found.splitlines()[-1])["catalog"]["streams"]
    catalog = job.folder / "catalog.json"
    catalog.write_text(json.dumps({"streams": [
        {"stream": each, "sync_mode": "full_refresh", "destination_sync_mode": "overwrite"} for each in streams]}))
    return lines(job, ["airbyte", connector, "read", *config, "--catalog", catalog], "/record/data")


def singer(job):
    connector, config = arguments(job)
    return lines(job, ["singer", connector, *config], "/record")


def fivetran(job):
    """The server, and the tester that plays the platform: two updates and a selection, each of every row."""
    connector, config = arguments(job)
    server = subprocess.Popen(
        [world.LEAT, "fivetran", connector, "--port", "0"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        port = re.search(r"port\D*(\d+)", server.stdout.readline()).group(1)
        cost = measure([[world.LEAT, "fivetran-test", "--port", port, "--kills", "0", *config]])
    finally:
        server.terminate()
        _, _, usage = os.wait4(server.pid, 0)
        server.returncode = 0
    cost.cpu_s += usage.ru_utime + usage.ru_stime
    cost.rss_mb += usage.ru_maxrss / 1000
    upserts = re.findall(r"Upserts +\| (\d+)", cost.output)
    if upserts != [str(job.rows)] * 2:
        raise world.ContentDiffers(f"{job.rows} rows were to be sent twice, {upserts} were")
    return Result(cost, 3 * job.rows)
