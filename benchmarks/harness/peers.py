"""What others do for the same work, each from its PyPI package in an environment of its own."""

import json
import math
import subprocess
import sys

from . import world
from .measure import measure
from .session import Result, Subject

SCRIPTS = world.BENCHMARKS / "peers"
NAMES = ("airbyte", "dlt", "floor", "singer", "target-duckdb")
PAGE = 1000


def set_up():
    """Makes the environments that are not there; one that cannot be made fails where it is used."""
    ended = subprocess.run([SCRIPTS / "setup"], stdout=sys.stderr)
    if ended.returncode != 0:
        print("benchmarks/peers/setup has failed for some peers; the others run", file=sys.stderr)


def binary(peer, name="python"):
    return world.TARGET / f"venv-{peer}/bin/{name}"


def pins(peer):
    """What its requirements name, with versions."""
    lines = (SCRIPTS / f"requirements-{peer}.txt").read_text().split()
    return {name.split("[")[0]: version for name, version in (line.split("==") for line in lines)}


def packages(peer):
    """Everything that was installed for it, with versions."""
    found = subprocess.run(
        [binary(peer), "-m", "pip", "list", "--format=json", "--disable-pip-version-check"],
        check=True, capture_output=True, text=True)
    return {each["name"]: each["version"] for each in json.loads(found.stdout)}


def subjects(workload, sizes):
    """The peers of a workload; they are run at these sizes."""
    floor = f"requests {pins('floor')['requests']} + orjson {pins('floor')['orjson']}"
    airbyte, dlt = f"Airbyte CDK {pins('airbyte')['airbyte-cdk']}", f"dlt {pins('dlt')['dlt']}"
    singer = f"Singer SDK tap {pins('singer')['singer-sdk']}"
    target = f"target-duckdb {pins('target-duckdb')['target-duckdb']}"
    changed = ("first", "all")
    return {
        "w2": [
            Subject(floor, ("keyset",), extract("floor", "/row"), "peer", sizes, seconds=(1, 6)),
            Subject(airbyte, ("keyset",), extract("airbyte", "/record/data"), "peer", sizes, seconds=(2.5, 70)),
            Subject(singer, ("keyset",), extract("singer", "/record"), "peer", sizes, seconds=(1.5, 65)),
            Subject(singer + ", tuned", ("keyset",), extract("singer", "/record", "msgspec"), "peer", sizes,
                    seconds=(1.5, 45)),
        ],
        "w3": [
            Subject(dlt + ", default", changed, dlt_load("default"), "peer", sizes, seconds=(4, 270)),
            Subject(dlt + ", tuned", changed, dlt_load("tuned"), "peer", sizes, seconds=(4, 70)),
            Subject(f"{singer} + {target}", changed, singer_load("default"), "peer", sizes, seconds=(3, 100)),
            Subject(f"{singer} + {target}, tuned", changed, singer_load("tuned"), "peer", sizes, seconds=(3, 90)),
        ],
        "w4": [Subject(f"import {dlt}", ("import",), import_dlt, "peer", seconds=(1.5, 0))] * 5,
    }.get(workload, [])


SCRIPT = {"floor": "floor.py", "airbyte": "airbyte_source.py", "singer": "singer_tap.py"}


def extract(peer, pointer, *arguments):
    """Its lines through a pipe."""
    def act(job):
        lines = job.folder / "peer-lines"
        cost = measure([[binary(peer), SCRIPTS / SCRIPT[peer], job.server.address("keyset"), *arguments]],
                       stdout=str(lines), timeout_s=job.timeout_s)
        counts = job.server.counts()
        job.server.require_same(world.check_lines(lines, pointer), peer)
        return Result(cost, job.rows, counts["requests"], math.ceil(job.rows / PAGE))
    return act


def dlt_load(manner):
    """Into a DuckDB file, merged by key; later stages begin at the stored cursor."""
    def act(job):
        file = job.folder / f"dlt-{manner}.duckdb"
        cost = measure([[binary("dlt"), SCRIPTS / "dlt_pipeline.py", job.server.address("keyset"), file, manner]],
                       timeout_s=job.timeout_s)
        counts = job.server.counts()
        job.server.require_same(world.check_duckdb(file, "benchmark.user_rows"), f"dlt, {manner}")
        return Result(cost, job.rows, counts["requests"], math.ceil(job.rows / PAGE))
    return act


def singer_load(manner):
    """A tap into a target, both processes counted; every stage reads the whole table."""
    tap = ["msgspec"] if manner == "tuned" else []

    def act(job):
        file, config = job.folder / f"singer-{manner}.duckdb", job.folder / f"singer-{manner}.json"
        config.write_text(json.dumps({"filepath": str(file), "default_target_schema": "benchmark"}))
        cost = measure([[binary("singer"), SCRIPTS / "singer_tap.py", job.server.address("keyset"), *tap],
                        [binary("target-duckdb", "target-duckdb"), "--config", config]], timeout_s=job.timeout_s)
        counts = job.server.counts()
        found = world.check_duckdb(file, 'benchmark."user"', times=("updatedat", "createdat"))
        job.server.require_same(found, f"Singer tap and target, {manner}")
        return Result(cost, job.rows, counts["requests"], math.ceil(job.rows / PAGE))
    return act


def import_dlt(job):
    """What its command takes before it begins."""
    return Result(measure([[binary("dlt"), "-c", "import dlt"]]), 1)
