"""Reads the five example connectors twice on each real platform and compares rows with the source.

Between the two reads rows are inserted and updated at the source. Servers and packages are those of
the leat command. Every platform has a virtual environment of its own, for their requirements
contradict each other. See ./run.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from leat import ENDPOINTS, LEAT, ROOT, Playground

sys.path.append(str(ROOT / "dist"))

import pypi
from pypi import Failed, Unreachable, run, tail

HERE = Path(__file__).resolve().parent
WORK = HERE / "target"
COLUMNS = ["name", "email", "address", "company", "job", "updatedAt", "createdAt"]


def environment(name):
    """The virtual environment with the packages of requirements-<name>.txt; made once."""
    return pypi.environment(WORK / f"venv-{name}", HERE / f"requirements-{name}.txt")


def package(name, platform):
    """The package's launcher, written by leat package; once a run."""
    prefix = {"airbyte": "source", "singer": "tap"}[platform]
    folder = WORK / "packages" / platform / name
    launcher = folder / f"{prefix}-{name}"
    if launcher not in packaged:
        run([LEAT, "package", name, "--as", platform, "--to", folder], stdout=subprocess.DEVNULL)
        packaged.add(launcher)
    return launcher


packaged = set()


def shown(row):
    return [instant(row[each]) if each.endswith("At") else row[each] for each in COLUMNS]


def instant(value):
    """An instant to the second, as text: platforms spell them in different ways."""
    return str(value).replace("T", " ").replace("Z", "").split("+")[0].split(".")[0]


class Airbyte:
    """Every line through Airbyte's own models, then PyAirbyte into its DuckDB cache."""

    def __init__(self, name, base_url, folder):
        self.python = environment("airbyte") / "python"
        self.arguments = [package(name, "airbyte"), base_url, folder]

    def read(self):
        variables = {"AIRBYTE_OFFLINE_MODE": "1", "DO_NOT_TRACK": "1", "AIRBYTE_LOCAL_REGISTRY": "0"}
        done = subprocess.run(
            [str(each) for each in [self.python, HERE / "pyairbyte_read.py", *self.arguments]],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, **variables})
        if done.returncode != 0:
            raise Failed(tail(done.stdout) + tail(done.stderr))
        result = json.loads(done.stdout.splitlines()[-1])
        return {row["id"]: shown(row) for row in result["rows"]}, result["note"]


class Pipe:
    """A tap piped into a target; the target's last line is the next state."""

    def __init__(self, name, base_url, folder):
        self.tap = package(name, "singer")
        self.folder = Path(folder)
        (self.folder / "config.json").write_text(json.dumps({"base_url": base_url}))
        catalog = run([self.tap, "--config", self.folder / "config.json", "--discover"],
                      stdout=subprocess.PIPE).stdout
        (self.folder / "catalog.json").write_bytes(catalog)

    def read(self):
        state = self.folder / "state.json"
        arguments = ["--config", self.folder / "config.json", "--catalog", self.folder / "catalog.json"]
        if state.exists():
            arguments += ["--state", state]
        (self.folder / "target.json").write_text(json.dumps(self.target_settings()))
        log = (self.folder / "log.txt").open("a")
        tap = subprocess.Popen([str(a) for a in [self.tap, *arguments]], stdout=subprocess.PIPE, stderr=log)
        target = run([*self.target_command(), "--config", self.folder / "target.json"],
                     stdin=tap.stdout, stdout=subprocess.PIPE, stderr=log)
        tap.stdout.close()
        if tap.wait() != 0:
            raise Failed(f"tap ended with {tap.returncode}: {tail((self.folder / 'log.txt').read_text())}")
        state.write_bytes(target.stdout.strip().splitlines()[-1])
        return self.stored()


class Jsonl(Pipe):
    """Every line through the singer library, then target-jsonl, which appends: a key's last counts."""

    def __init__(self, name, base_url, folder):
        super().__init__(name, base_url, folder)
        self.validate()

    def validate(self):
        lines = run([self.tap, "--config", self.folder / "config.json"],
                    stdout=subprocess.PIPE, stderr=subprocess.PIPE).stdout
        done = run([environment("jsonl") / "python", HERE / "singer_lines.py"],
                   input=lines, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.validated = done.stdout.decode().strip()

    def target_settings(self):
        return {"destination_path": str(self.folder), "do_timestamp_file": False}

    def target_command(self):
        return [environment("jsonl") / "target-jsonl"]

    def stored(self):
        lines = [json.loads(line) for line in (self.folder / "user.jsonl").read_text().splitlines()]
        return {row["id"]: shown(row) for row in lines}, f"{len(lines)} lines stored, {self.validated}"


class Duckdb(Pipe):
    """target-duckdb: merges by key."""

    def target_settings(self):
        return {"path": str(self.folder / "target.duckdb"), "default_target_schema": "main"}

    def target_command(self):
        return [environment("duckdb") / "target-duckdb"]

    def stored(self):
        script = (
            "import duckdb, json, sys\n"
            "table = duckdb.connect(sys.argv[1]).sql('select * from main.\"user\"')\n"
            "print(json.dumps([dict(zip(table.columns, row)) for row in table.fetchall()], default=str))\n"
        )
        out = run([environment("duckdb") / "python", "-c", script, self.folder / "target.duckdb"],
                  stdout=subprocess.PIPE, text=True).stdout
        rows = json.loads(out)
        by_lower = [{key.lower(): value for key, value in row.items()} for row in rows]
        named = [{each: row[each.lower()] for each in ["id", *COLUMNS]} for row in by_lower]
        if len(named) != len({row["id"] for row in named}):
            raise Failed("target-duckdb holds a key twice")
        return {row["id"]: shown(row) for row in named}, f"{len(rows)} rows"


class Meltano(Jsonl):
    """meltano run tap target, its state kept by Meltano."""

    def __init__(self, name, base_url, folder):
        self.name = name
        self.folder = Path(folder)
        self.validated = "through meltano run"
        snippet = (package(name, "singer").parent / "meltano.yml").read_text()
        (self.folder / "meltano.yml").write_text(
            "version: 1\n"
            "default_environment: dev\n"
            "send_anonymous_usage_stats: false\n"
            "environments:\n- name: dev\n"
            f"{snippet}"
            "    config:\n"
            f"      base_url: {base_url}\n"
            "  loaders:\n"
            "  - name: target-jsonl\n"
            "    namespace: target_jsonl\n"
            f"    executable: {environment('jsonl') / 'target-jsonl'}\n"
            "    settings:\n"
            "    - name: destination_path\n"
            "    - name: do_timestamp_file\n"
            "      kind: boolean\n"
            "    config:\n"
            f"      destination_path: {self.folder}\n"
            "      do_timestamp_file: false\n")

    def read(self):
        done = subprocess.run(
            [str(environment("meltano") / "meltano"), "run", f"tap-{self.name}", "target-jsonl"],
            cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if done.returncode != 0:
            raise Failed(tail(done.stdout))
        return self.stored()


PLATFORMS = {"airbyte": Airbyte, "jsonl": Jsonl, "duckdb": Duckdb, "meltano": Meltano}


def compare(stored, source, passed_over):
    """Every row of the source, and no other. A table without a cursor on change misses updates."""
    if stored.keys() != source.keys():
        raise Failed(f"{len(stored)} rows, the source has {len(source)}")
    for key in source:
        if key not in passed_over and stored[key] != source[key]:
            raise Failed(f"row {key} is {stored[key]}, the source has {source[key]}")


def read_twice(platform, name):
    """What each of the two reads stored, one text a read."""
    if platform == "fivetran":
        environment("fivetran")
        done = run([environment("fivetran") / "python", HERE / "fivetran/client.py", name],
                   stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                   env={**os.environ, "PYTHONPATH": f"{HERE}:{fivetran_stubs()}"})
        return done.stdout.strip().splitlines()
    notes = []
    with Playground() as playground, tempfile.TemporaryDirectory() as folder:
        reader = PLATFORMS[platform](name, playground.address + ENDPOINTS[name], folder)
        for number in (1, 2):
            updated = playground.change(insert=20, update=10) if number == 2 else set()
            stored, note = reader.read()
            source = {row["id"]: shown(row) for row in playground.people()}
            compare(stored, source, updated if name == "step-size" else frozenset())
            notes.append(f"{len(stored)} rows equal to the source; {note}")
    return notes


def fivetran_stubs():
    """A folder of what Google's generator makes of our .proto."""
    stubs, proto = WORK / "stubs", ROOT / "hosts/fivetran/src/main/protobuf"
    stubs.mkdir(exist_ok=True)
    run([environment("fivetran") / "python", "-m", "grpc_tools.protoc", f"-I{proto}",
         f"--python_out={stubs}", f"--grpc_python_out={stubs}", proto / "source_connector.proto"])
    return stubs


def main(names):
    known = [*PLATFORMS, "fivetran"]
    unknown = [each for each in names if each not in known]
    if unknown:
        raise SystemExit(f"There is no platform {unknown[0]}: name any of {', '.join(known)}")
    if not pypi.is_reachable():
        raise Unreachable()
    WORK.mkdir(exist_ok=True)
    began = time.monotonic()
    run([LEAT, "list"], stdout=subprocess.DEVNULL)
    table = [["platform", "connector", "read", "result", "seconds"]]
    failures = 0
    for platform in names or known:
        started = time.monotonic()
        environment(platform if platform != "meltano" else "jsonl")
        environment(platform)
        print(f"{platform}: installed, {time.monotonic() - started:.0f} s", flush=True)
        for name in ENDPOINTS:
            started = time.monotonic()
            try:
                notes = read_twice(platform, name)
            except Failed as failure:
                notes = [f"FAILED: {failure}"]
                failures += 1
            for number, note in enumerate(notes, 1):
                seconds = f"{time.monotonic() - started:.1f}" if number == len(notes) else ""
                table.append([platform, name, str(number), note, seconds])
            print(f"{platform} {name}: {notes[-1]}", flush=True)
    print()
    widths = [max(len(row[column]) for row in table) for column in range(4)]
    for row in table:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, [*widths, 0])).rstrip())
    print(f"\n{len(table) - 1} reads, {failures} failures, {time.monotonic() - began:.0f} s")
    if failures:
        raise SystemExit(1)


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except Unreachable:
        print("interop: PyPI cannot be reached, so no real platform can be installed: skipped")
