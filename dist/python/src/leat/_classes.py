"""Makes the archive of classes from which commands start; once for each program and runtime."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile

from leat._start import NATIVE_ACCESS

_FAILED = "failed"
_OF = "of"


def make(line: list[str], jar: str, folder: str, archive: str) -> bool:
    """Runs what people run most, and archives the classes of it.

    :param line: how Java is started, up to the program
    :param folder: where the archive and its marks are kept; made if it is not there
    :return: whether the archive is there now; after a failure it is not tried again
    :raises OSError: if the folder cannot be written
    """
    os.makedirs(folder, mode=0o700, exist_ok=True)
    if os.path.exists(os.path.join(folder, _FAILED)):
        return False
    with open(os.path.join(folder, _OF), "w", encoding="utf-8") as mark:
        mark.write(jar)
    if os.isatty(2):
        print("leat: first use: getting ready to start faster from now on (some seconds)", file=sys.stderr)
    _forget_others(folder, jar)
    with tempfile.TemporaryDirectory(prefix="leat-class-data.", ignore_cleanup_errors=True) as work:
        # Two that start at once each make one: the name is taken in one step.
        fresh = os.path.join(folder, f"{os.getpid()}.jsa")
        if _dump(line, jar, work, fresh):
            os.replace(fresh, archive)
            return True
    with open(os.path.join(folder, _FAILED), "w", encoding="utf-8"):
        return False


def _dump(line: list[str], jar: str, work: str, archive: str) -> bool:
    classes, run = os.path.join(work, "classes"), os.path.join(work, "run")
    os.mkdir(run)
    first = [*line, f"-XX:DumpLoadedClassList={classes}", "-jar", jar, "class-data", run]
    second = [line[0], NATIVE_ACCESS, "-Xshare:dump", f"-XX:SharedClassListFile={classes}"]
    second += [f"-XX:SharedArchiveFile={archive}", "-cp", jar]
    return all(
        subprocess.call(each, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0
        for each in (first, second)
    )


def _forget_others(folder: str, jar: str) -> None:
    """Removes the archives of programs that are gone, or were replaced in their place."""
    cache = os.path.dirname(folder)
    for name in os.listdir(cache):
        other = os.path.join(cache, name)
        try:
            with open(os.path.join(other, _OF), encoding="utf-8") as mark:
                its = mark.read()
        except OSError:
            continue
        if other != folder and (its == jar or not os.path.exists(its)):
            shutil.rmtree(other, ignore_errors=True)
