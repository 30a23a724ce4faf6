"""What a tree of processes cost: CPU, wall, memory, and bytes allocated on a Java heap."""

import os
import re
import subprocess
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

PAGE = os.sysconf("SC_PAGE_SIZE")
SAMPLE_SECONDS = 0.03


@dataclass
class Cost:
    cpu_s: float  # user and system, of every process that was started and waited for
    wall_s: float
    rss_mb: float  # the highest sum over the tree, sampled, or the highest of one process
    allocated: int | None = None  # bytes on the Java heap; None where it is not known
    output: str = ""  # what the last process wrote, where it was asked for


class CommandFailed(Exception):
    pass


def children_of(pid):
    try:
        tasks = os.listdir(f"/proc/{pid}/task")
    except OSError:
        return []
    found = []
    for task in tasks:
        try:
            found += Path(f"/proc/{pid}/task/{task}/children").read_text().split()
        except OSError:
            pass
    return [int(child) for child in found]


def resident(pids):
    """Bytes that the trees below these processes hold; shared pages count in each."""
    total = 0
    waiting = list(pids)
    while waiting:
        pid = waiting.pop()
        try:
            total += int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE
        except (OSError, IndexError):
            continue
        waiting += children_of(pid)
    return total


class Sampler(threading.Thread):
    def __init__(self, pids):
        super().__init__(daemon=True)
        self.pids, self.highest, self.done = pids, 0, threading.Event()

    def run(self):
        while not self.done.wait(SAMPLE_SECONDS):
            self.highest = max(self.highest, resident(self.pids))


def pour(source, target):
    """Moves a pipe into a file without copying it through this process."""
    while os.splice(source, target, 1 << 20):
        pass


def measure(commands, stdin=None, stdout=None, env=None, cwd=None, accept=(0,)):
    """Runs a pipeline and returns what it cost.

    stdin: a file that is fed through a pipe; stdout: a file that takes what comes out of one, a
    process's input, or None to return it as text.
    """
    errors = tempfile.TemporaryFile()
    out_read, out_write = os.pipe()
    feeder = None
    started = time.monotonic()
    processes = []
    source = subprocess.DEVNULL
    if stdin:
        in_read, in_write = os.pipe()
        source = in_read
        feeder = threading.Thread(target=feed, args=(stdin, in_write), daemon=True)
    for position, command in enumerate(commands):
        last = position == len(commands) - 1
        process = subprocess.Popen(
            [str(each) for each in command], stdin=source, cwd=cwd, stderr=errors,
            stdout=out_write if last else subprocess.PIPE, env={**os.environ, **(env or {})})
        if source is not subprocess.DEVNULL:
            source.close() if hasattr(source, "close") else os.close(source)
        source = process.stdout
        processes.append(process)
    os.close(out_write)
    sampler = Sampler([process.pid for process in processes])
    sampler.start()
    if feeder:
        feeder.start()
    output = b""
    if stdout is None:
        with os.fdopen(out_read, "rb") as out:
            output = out.read()
    else:
        target = stdout if isinstance(stdout, int) else os.open(
            stdout, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        pour(out_read, target)
        os.close(out_read)
        os.close(target)
    cpu, highest = 0.0, 0
    for process, command in zip(processes, commands):
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        cpu += usage.ru_utime + usage.ru_stime
        highest = max(highest, usage.ru_maxrss * 1024)
    wall = time.monotonic() - started
    sampler.done.set()
    sampler.join()
    for process, command in zip(processes, commands):
        if process.returncode not in accept:
            errors.seek(0)
            raise CommandFailed(
                f"{' '.join(map(str, command))}\nended with {process.returncode}:\n"
                + errors.read().decode(errors="replace")[-3000:] + output.decode(errors="replace")[-2000:])
    errors.close()
    rss = max(sampler.highest, highest) / 1e6
    return Cost(cpu, wall, rss, output=output.decode(errors="replace"))


def feed(file, pipe):
    with open(file, "rb") as source:
        try:
            while os.splice(source.fileno(), pipe, 1 << 20):
                pass
        except BrokenPipeError:
            pass  # Its reader failed, and says so itself.
    os.close(pipe)


class HeapLog:
    """Java options that log every collection, and what was allocated according to them."""

    def __init__(self, folder):
        self.file = Path(folder) / "gc.log"
        self.options = f"-Xlog:gc+heap=debug,gc+heap+exit=info:file={self.file}:none:filecount=0"

    def allocated(self):
        """Bytes: all growth between two collections, the first and the exit included."""
        if not self.file.exists():
            return None
        held, total, kind, used = 0, 0, None, 0

        def settle():
            nonlocal held, total
            if kind in ("before", "exit"):
                total += used - held
            if kind is not None:
                held = used

        for line in self.file.read_text().splitlines():
            heading = re.search(r"Heap (before|after) GC|^\s*Heap\s*$", line)
            if heading:
                settle()
                kind, used = heading.group(1) or "exit", 0
            elif kind and (sizes := re.search(r"(?:new generation|tenured generation).*used (\d+)K", line)):
                used += int(sizes.group(1)) * 1024
        settle()
        return total
