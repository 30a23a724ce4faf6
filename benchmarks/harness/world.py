"""What the workloads need around them: the build, the server, the check of contents."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BENCHMARKS = ROOT / "benchmarks"
TARGET = BENCHMARKS / "target"
CLASSPATH = TARGET / "classpath.txt"
RESULTS = BENCHMARKS / "results"  # of benchmarks/run final: what docs/performance.md shows
TRIED = TARGET / "results"  # of any other run
LEAT = ROOT / "leat"
ENDPOINTS = {
    "keyset": "/pagination/keyset",
    "offset": "/pagination/offset",
    "timestamp": "/incremental/timestamp",
    "step-size": "/incremental/step",
    "replay": "/incremental/replay",
}


class ContentDiffers(Exception):
    pass


def build():
    """Builds the product and the benchmarks, if a source is newer than the last build."""
    stamp = CLASSPATH
    newest = max(
        each.stat().st_mtime for pattern in ("*/src/main/**/*", "*/*/src/main/**/*", "**/pom.xml")
        for each in ROOT.glob(pattern) if each.is_file() and "target" not in each.parts)
    if stamp.exists() and (ROOT / "cli/target/leat/leat.jar").exists() and stamp.stat().st_mtime > newest:
        return
    print("building", file=sys.stderr)
    subprocess.run(
        ["mvn", "-q", "-B", "-Pquick", "-Dmaven.test.skip", "-pl", "cli,benchmarks", "-am", "package",
         "dependency:build-classpath", "-Dmdep.outputFile=target/classpath.txt", "-DincludeScope=runtime"],
        cwd=ROOT, check=True, stdout=sys.stderr)
    stamp.touch()
    # The class-data archive is made at the first start, which is not what is measured.
    subprocess.run([LEAT, "spec", "keyset"], check=True, stdout=subprocess.DEVNULL)


def jar():
    return next(TARGET.glob("leat-benchmarks-*.jar"))


def class_path():
    return f"{jar()}:{CLASSPATH.read_text().strip()}"


def java(name, *arguments, options=()):
    """The command that runs a class of the benchmarks."""
    return ["java", "-XX:+UseSerialGC", "-Xshare:auto", *options, "-cp", class_path(),
            f"dev.leat.benchmarks.{name}", *map(str, arguments)]


class Server:
    """The source, in a process of its own; its CPU and memory are nobody's cost."""

    def __init__(self):
        self.start()

    def start(self):
        command = java("server.BenchmarkServer", options=["-Xmx1g", "-XX:MaxDirectMemorySize=7g"])
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.port = int(self.process.stdout.readline())
        self.loaded = None
        self.rows = 0
        self.digest = ""

    def __enter__(self):
        return self

    def __exit__(self, *failure):
        self.process.stdin.close()
        self.process.wait()

    def get(self, path):
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=600) as answer:
            return json.load(answer)

    def load(self, rows, **what):
        """Fills the table, unless it is filled just so; starts anew if the server has died."""
        if self.process.poll() is not None:
            self.start()
        wanted = "&".join(f"{name}={value}" for name, value in {"rows": rows, "variant": "first", **what}.items())
        if wanted != self.loaded:
            answer = self.get("/control/load?" + wanted)
            self.loaded, self.rows, self.digest = wanted, rows, answer["digest"]
        self.get("/control/counts")

    def counts(self):
        return self.get("/control/counts")

    def address(self, connector):
        return f"http://127.0.0.1:{self.port}{ENDPOINTS[connector]}"

    def cpu_s(self):
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def require_same(self, found, what):
        if (found["rows"], found["digest"]) != (self.rows, self.digest):
            raise ContentDiffers(
                f"{what} delivered {found}, the source holds {self.rows} rows of digest {self.digest}")


class Folder:
    """A place for files, in memory where there is room for them."""

    def __init__(self, on_disk=False):
        shared = Path("/dev/shm")
        in_memory = not on_disk and shared.is_dir() and shutil.disk_usage(shared).free > 4e9
        TARGET.mkdir(exist_ok=True)
        self.path = Path(tempfile.mkdtemp(prefix="leat-bench-", dir=shared if in_memory else TARGET))

    def __enter__(self):
        return self.path

    def __exit__(self, *failure):
        shutil.rmtree(self.path, ignore_errors=True)


def configuration(folder, server, connector, rows):
    """Writes the settings that the bundled connector of that name needs; returns the file."""
    settings = {"base_url": server.address(connector)}
    if connector == "offset":
        settings["page_size"] = 1000
    if connector == "step-size":
        settings["max_id"] = rows
    file = Path(folder) / f"{connector}.json"
    file.write_text(json.dumps(settings))
    return file


def check_lines(file, pointer):
    return checked(java("check.LineCheck", pointer, file))


def check_duckdb(file, table, shape="user", times=("updated_at", "created_at")):
    return checked(java("check.DuckDbCheck", file, table, shape, *times))


def checked(command):
    """What a check found; one that fails says why."""
    ended = subprocess.run(command, capture_output=True, text=True)
    if ended.returncode != 0:
        raise ContentDiffers(f"The content could not be checked: {ended.stderr[-2000:]}")
    return json.loads(ended.stdout)
