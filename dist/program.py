"""The program as it is given to people: the jars, with the native code of one platform only.

    dist/program.py PLATFORM FOLDER

takes cli/target/leat, which the build (or a first ./leat) has made. DuckDB's library is laid beside
its jar, where the driver looks last: nothing is unpacked at each start.
"""

import platform
import re
import shutil
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILT = ROOT / "cli/target/leat"


@dataclass(frozen=True)
class Platform:
    """What others call the same platform."""

    duckdb: str
    netty: str
    wheel: str


# DuckDB's own builds decide: on Linux they need glibc 2.25, and there is none for a Mac with an Intel processor.
PLATFORMS = {
    "linux-x86_64": Platform("linux_amd64", "linux_x86_64|epoll_x86_64", "manylinux_2_28_x86_64"),
    "linux-aarch64": Platform("linux_arm64", "linux_aarch_64|epoll_aarch_64", "manylinux_2_28_aarch64"),
    "macos-arm64": Platform("macos_arm64", "osx_aarch_64", "macosx_11_0_arm64"),
    "windows-x86_64": Platform("windows_amd64", "windows_x86_64", "win_amd64"),
}

def here():
    """The platform of this machine, as a key of PLATFORMS."""
    system = {"Linux": "linux", "Darwin": "macos", "Windows": "windows"}[platform.system()]
    machine = platform.machine().lower().replace("amd64", "x86_64")
    return f"{system}-{machine}"


DUCKDB = re.compile(r"libduckdb_java\.so_(\w+)")
NETTY = re.compile(r"META-INF/native/.*\.(so|jnilib|dll)")
# A build leaves these in its folder. They name the time at which they were written, and an installed program does not use them.
LEFT_OUT = ("*.jsa", "*.jsa.*", "_remote.repositories", "maven-metadata-local.xml")


def version():
    """The version of the whole, as the parent POM states it."""
    pom = (ROOT / "pom.xml").read_text()
    return re.search(r"<artifactId>leat</artifactId>\s*<version>([^<]+)<", pom).group(1)


def stage(target, folder):
    """Writes the program for this platform (a key of PLATFORMS) into a folder, which is replaced."""
    if not (BUILT / "leat.jar").exists():
        raise SystemExit(f"{BUILT}/leat.jar is not there: build first, e.g. mvn -B -ntp -Pquick -DskipTests package")
    folder = Path(folder)
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(BUILT, folder, ignore=shutil.ignore_patterns(*LEFT_OUT))
    names = PLATFORMS[target]
    found = list(folder.glob("duckdb_jdbc-*.jar"))
    if len(found) != 1:
        raise SystemExit(f"{folder} holds {len(found)} drivers of DuckDB, not one: clean cli/target and build again")
    with_native(found[0], DUCKDB, names.duckdb, beside=folder)
    for jar in folder.glob("grpc-netty-shaded-*.jar"):
        with_native(jar, NETTY, names.netty, beside=None)


def with_native(jar, library, wanted, beside):
    """Takes the libraries of other platforms out of a jar. The wanted one moves to the folder ``beside``, or stays if there is none."""
    full = jar.with_suffix(".full")
    jar.rename(full)
    kept = 0
    with zipfile.ZipFile(full) as old, zipfile.ZipFile(jar, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            if library.fullmatch(entry.filename):
                if not re.search(wanted, entry.filename):
                    continue
                kept += 1
                if beside is not None:
                    old.extract(entry, beside)
                    continue
            new.writestr(entry, old.read(entry), zipfile.ZIP_DEFLATED)
    full.unlink()
    if kept == 0:
        raise SystemExit(f"{jar.name} holds no native library for {wanted}")


if __name__ == "__main__":
    if len(sys.argv) != 3 or sys.argv[1] not in PLATFORMS:
        sys.exit(f"usage: dist/program.py {'|'.join(PLATFORMS)} FOLDER")
    stage(sys.argv[1], sys.argv[2])
