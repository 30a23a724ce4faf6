"""Reads the five example connectors twice on each real platform and compares rows with the source.

Between the two reads rows are inserted and updated at the source. Every platform has a virtual
environment of its own, for their requirements contradict each other. See ./run.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
WORK = HERE / "target"
ROWS = 1000
ENDPOINTS = {
    "keyset": "/pagination/keyset",
    "offset": "/pagination/offset",
    "timestamp": "/incremental/timestamp",
    "step-size": "/incremental/step",
    "replay": "/incremental/replay",
}
COLUMNS = ["name", "email", "address", "company", "job", "updatedAt", "createdAt"]


def run(command, **more):
    return subprocess.run([str(each) for each in command], check=True, **more)


def environment(name):
    """The virtual environment with the packages of requirements-<name>.txt; made once."""
    venv = WORK / f"venv-{name}"
    requirements = HERE / f"requirements-{name}.txt"
    stamp = venv / "requirements.txt"
    if not stamp.exists() or stamp.read_text() != requirements.read_text():
        run([sys.executable, "-m", "venv", "--clear", venv])
        run([venv / "bin/pip", "install", "--quiet", "--disable-pip-version-check", "-r", requirements])
        stamp.write_text(requirements.read_text())
    return venv / "bin"


def pypi_is_reachable():
    return (
        subprocess.run(
            [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-cache-dir",
             "-d", tempfile.mkdtemp(), "target-jsonl==0.1.4"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ).returncode
        == 0
    )


class Java:
    """The build's classes: packages of the connectors, and a playground."""

    def __init__(self):
        module = ROOT / "hosts/contract-tests"
        run(["mvn", "-q", "-B", "-DskipTests", "-pl", "hosts/contract-tests", "-am", "package",
             "dependency:build-classpath", "-Dmdep.outputFile=target/classpath.txt"],
            cwd=ROOT, stdout=sys.stderr)
        classpath = (module / "target/classpath.txt").read_text().strip()
        self.command = ["java", "-cp", f"{module / 'target/test-classes'}:{classpath}"]
        run([*self.command, "dev.leat.host.contract.InteropPackages", WORK / "packages"])

    def playground(self):
        return Playground([*self.command, "dev.leat.host.contract.InteropPlayground", str(ROWS)])


class Playground:
    def __init__(self, command):
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.address = self.process.stdout.readline().strip()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait(30)

    def rows(self):
        """By id, each row's other columns as text."""
        with urllib.request.urlopen(self.address + "/control/people") as answer:
            rows = [json.loads(line) for line in answer.read().decode().splitlines()]
        return {row["id"]: shown(row) for row in rows}

    def change(self):
        """Inserts and updates rows; the ids of the updated ones."""
        request = urllib.request.Request(
            self.address + "/control/changes",
            data=json.dumps({"insert": 20, "update": 10}).encode(),
            headers={"Content-Type": "application/json"})
        with urllib.request.urlopen(request) as answer:
            return set(json.load(answer)["updated"])


def shown(row):
    return [instant(row[each]) if each.endswith("At") else row[each] for each in COLUMNS]


def instant(value):
    """An instant to the second, as text: platforms spell them in different ways."""
    return str(value).replace("T", " ").replace("Z", "").split("+")[0].split(".")[0]


class Airbyte:
    """Every line through Airbyte's own models, then PyAirbyte into its DuckDB cache."""

    def __init__(self, name, base_url, folder):
        self.python = environment("airbyte") / "python"
        self.arguments = [WORK / f"packages/airbyte/{name}/source-{name}", base_url, folder]

    def read(self):
        variables = {"AIRBYTE_OFFLINE_MODE": "1", "DO_NOT_TRACK": "1", "AIRBYTE_LOCAL_REGISTRY": "0"}
        done = subprocess.run(
            [str(each) for each in [self.python, HERE / "pyairbyte_read.py", *self.arguments]],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, **variables})
        if done.returncode != 0:
            raise SystemExit(done.stdout[-3000:] + done.stderr[-3000:])
        result = json.loads(done.stdout.splitlines()[-1])
        return {row["id"]: shown(row) for row in result["rows"]}, result["note"]


class Pipe:
    """A tap piped into a target; the target's last line is the next state."""

    def __init__(self, name, base_url, folder):
        self.tap = WORK / f"packages/singer/{name}/tap-{name}"
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
            raise SystemExit(f"tap ended with {tap.returncode}: {(self.folder / 'log.txt').read_text()[-3000:]}")
        state.write_bytes(target.stdout.strip().splitlines()[-1])
        return self.stored()


class Jsonl(Pipe):
    """target-jsonl: appends, so the last line of a key counts."""

    def target_settings(self):
        return {"destination_path": str(self.folder), "do_timestamp_file": False}

    def target_command(self):
        return [environment("jsonl") / "target-jsonl"]

    def stored(self):
        lines = [json.loads(line) for line in (self.folder / "user.jsonl").read_text().splitlines()]
        return {row["id"]: shown(row) for row in lines}, f"{len(lines)} lines"


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
            raise SystemExit("target-duckdb holds a key twice")
        return {row["id"]: shown(row) for row in named}, f"{len(rows)} rows"


class Meltano(Jsonl):
    """meltano run tap target, its state kept by Meltano."""

    def __init__(self, name, base_url, folder):
        self.name = name
        self.folder = Path(folder)
        snippet = (WORK / f"packages/singer/{name}/meltano.yml").read_text()
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
            raise SystemExit(done.stdout[-4000:])
        return self.stored()


PLATFORMS = {"airbyte": Airbyte, "jsonl": Jsonl, "duckdb": Duckdb, "meltano": Meltano}


def compare(what, stored, source, passed_over=frozenset()):
    """Every row of the source, and no other. A table without a cursor on change misses updates."""
    if stored.keys() != source.keys():
        raise SystemExit(f"{what}: {len(stored)} rows, the source has {len(source)}")
    wrong = [key for key in source if key not in passed_over and stored[key] != source[key]]
    if wrong:
        raise SystemExit(f"{what}: row {wrong[0]} is {stored[wrong[0]]}, the source has {source[wrong[0]]}")


def main(names):
    if not pypi_is_reachable():
        print("interop: PyPI cannot be reached, so no real platform can be installed: skipped")
        return
    WORK.mkdir(exist_ok=True)
    java = Java()
    for platform in names:
        environment(platform)
        with java.playground() as playground, tempfile.TemporaryDirectory() as folder:
            readers = {}
            for name, path in ENDPOINTS.items():
                (Path(folder) / name).mkdir()
                readers[name] = PLATFORMS[platform](name, playground.address + path, f"{folder}/{name}")
            for number in (1, 2):
                updated = playground.change() if number == 2 else set()
                for name, reader in readers.items():
                    started = time.monotonic()
                    stored, note = reader.read()
                    compare(f"{platform} {name} read {number}", stored, playground.rows(),
                            updated if name == "step-size" else frozenset())
                    print(f"{platform:8} {name:10} read {number}: {len(stored)} rows equal, {note},"
                          f" {time.monotonic() - started:.1f} s", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:] or list(PLATFORMS))
