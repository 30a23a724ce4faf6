"""What a tree of processes cost: CPU, wall, memory, and bytes allocated on a Java heap."""

import os
import re
import signal
import subprocess
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

PAGE = os.sysconf("SC_PAGE_SIZE")
TICKS = os.sysconf("SC_CLK_TCK")
SAMPLE_SECONDS = 0.03


@dataclass
class Cost:
    cpu_s: float  # user and system, of every process that was started and waited for
    wall_s: float
    rss_mb: float  # the highest sum over the tree, sampled, or the highest of one process
    allocated: int | None = None  # bytes on the Java heap; None where it is not known
    output: str = ""  # what the last process wrote, where it was asked for
    threads: dict = field(default_factory=dict)  # CPU seconds by thread name, where they were asked for


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


def thread_times(pid):
    """CPU seconds of each thread of a process that lives now, by its number: (name, seconds)."""
    found = {}
    try:
        tasks = os.listdir(f"/proc/{pid}/task")
    except OSError:
        return found
    for task in tasks:
        try:
            name, rest = Path(f"/proc/{pid}/task/{task}/stat").read_text().split("(", 1)[1].rsplit(")", 1)
        except (OSError, IndexError):
            continue
        used = rest.split()
        found[task] = name, (int(used[11]) + int(used[12])) / TICKS
    return found


class Sampler(threading.Thread):
    def __init__(self, pids, with_threads=False):
        super().__init__(daemon=True)
        self.pids, self.highest, self.done = pids, 0, threading.Event()
        self.with_threads, self.threads = with_threads, {}

    def run(self):
        while not self.done.wait(SAMPLE_SECONDS):
            self.highest = max(self.highest, resident(self.pids))
            if self.with_threads:
                for pid in self.pids:
                    self.threads.update(thread_times(pid))

    def by_name(self):
        sums = {}
        for name, seconds in self.threads.values():
            sums[name] = sums.get(name, 0) + seconds
        return sums


def pour(source, target):
    """Moves a pipe into a file without copying it through this process."""
    while os.splice(source, target, 1 << 20):
        pass


def measure(commands, stdin=None, stdout=None, env=None, cwd=None, timeout_s=600, with_threads=False):
    """Runs a pipeline and returns what it cost.

    stdin: a file that is fed through a pipe; stdout: a file that takes what comes out of one, or
    None to return it as text. A pipeline that takes longer than timeout_s is killed, and fails.
    """
    errors = tempfile.TemporaryFile()
    out_read, out_write = os.pipe()
    feeder = None
    source = subprocess.DEVNULL
    if stdin:
        in_read, in_write = os.pipe()
        source = in_read
        feeder = threading.Thread(target=feed, args=(stdin, in_write), daemon=True)
    processes, late = [], threading.Event()
    clock = threading.Timer(timeout_s, lambda: (late.set(), kill(processes)))
    clock.daemon = True
    started = time.monotonic()
    try:
        for position, command in enumerate(commands):
            last = position == len(commands) - 1
            process = subprocess.Popen(
                [str(each) for each in command], stdin=source, cwd=cwd, stderr=errors, start_new_session=True,
                stdout=out_write if last else subprocess.PIPE, env={**os.environ, **(env or {})})
            if source is not subprocess.DEVNULL:
                source.close() if hasattr(source, "close") else os.close(source)
            source = process.stdout
            processes.append(process)
        os.close(out_write)
        clock.start()
        sampler = Sampler([process.pid for process in processes], with_threads)
        sampler.start()
        if feeder:
            feeder.start()
        output = received(out_read, stdout)
        cpu, highest = 0.0, 0
        for process in processes:
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            cpu += usage.ru_utime + usage.ru_stime
            highest = max(highest, usage.ru_maxrss * 1024)
        wall = time.monotonic() - started
    finally:
        clock.cancel()
        kill(processes)
    sampler.done.set()
    sampler.join()
    for process, command in zip(processes, commands):
        if process.returncode != 0:
            errors.seek(0)
            raise CommandFailed(
                f"{' '.join(map(str, command))}\nended with {process.returncode}"
                + (f", killed after {timeout_s:.0f} s" if late.is_set() else "") + ":\n"
                + errors.read().decode(errors="replace")[-3000:] + output.decode(errors="replace")[-2000:])
    errors.close()
    rss = max(sampler.highest, highest) / 1e6
    return Cost(cpu, wall, rss, output=output.decode(errors="replace"), threads=sampler.by_name())


def received(pipe, file):
    """What comes out of a pipe; goes into a file instead if there is one."""
    if file is None:
        with os.fdopen(pipe, "rb") as out:
            return out.read()
    target = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    pour(pipe, target)
    os.close(pipe)
    os.close(target)
    return b""


def kill(processes):
    """Ends those that have not ended, and all that they started."""
    for process in processes:
        if process.returncode is None:
            try:
                os.killpg(process.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass


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
