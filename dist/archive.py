"""The archive that brings its own Java runtime: dist/target/leat-VERSION-linux-ARCHITECTURE.tar.gz.

    dist/archive.py [JAVA_HOME]

Needs a built cli/target/leat and a JDK with its jmods, by default the one that runs. Equal sources and
an equal JDK give an equal archive.
"""

import gzip
import os
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

import program

TARGET = program.ROOT / "dist/target"
# The whole of Java SE, because a connector of a jar may use any of it; and what else Leat uses.
MODULES = ("java.se", "jdk.crypto.ec", "jdk.httpserver", "jdk.jfr", "jdk.management", "jdk.net", "jdk.unsupported", "jdk.zipfs")
# 2026-01-01: one time for all files makes two builds equal.
TIME = 1767225600


def java_home():
    """Of the JDK that runs when somebody says java."""
    if os.environ.get("JAVA_HOME"):
        return Path(os.environ["JAVA_HOME"])
    return Path(os.path.realpath(shutil.which("javac") or sys.exit("no JDK found: point JAVA_HOME at one"))).parent.parent


def folder(jdk):
    """Writes the unpacked archive; returns its folder."""
    name = f"leat-{program.version()}-{program.here()}"
    root = TARGET / name
    shutil.rmtree(root, ignore_errors=True)
    program.stage(program.here(), root / "lib")
    (root / "bin").mkdir()
    shutil.copy(program.ROOT / "dist/leat", root / "bin/leat")
    shutil.copy(program.ROOT / "LICENSE", root / "LICENSE")
    subprocess.run(
        [jdk / "bin/jlink", "--add-modules", ",".join(MODULES), "--compress=2", "--no-header-files", "--no-man-pages",
         "--output", root / "runtime"],
        check=True)
    return root


def pack(root):
    """Packs the folder; returns the archive's file."""
    file = root.with_name(root.name + ".tar.gz")
    with file.open("wb") as out, gzip.GzipFile("", "wb", mtime=TIME, fileobj=out) as packed:
        with tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as tar:
            for path in sorted([root, *root.rglob("*")]):
                tar.add(path, path.relative_to(root.parent), recursive=False, filter=plain)
    return file


def plain(entry):
    """Without what a build's machine adds: owner, time, and the finer permissions."""
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = "root"
    entry.mtime = TIME
    entry.mode = 0o755 if entry.isdir() or entry.mode & 0o100 else 0o644
    return entry


if __name__ == "__main__":
    file = pack(folder(Path(sys.argv[1]) if len(sys.argv) > 1 else java_home()))
    print(f"{file}: {file.stat().st_size / 1e6:.1f} MB")
