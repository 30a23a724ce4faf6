"""One sync from Python: a process, and its report as typed values."""

from __future__ import annotations

import contextlib
import json
import logging
import os
import shlex
import signal
import subprocess
import tempfile
import threading
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime, timedelta
from typing import IO, Any, Literal

from leat import _start

Outcome = Literal["complete", "incomplete", "failed", "interrupted"]

_LOG = logging.getLogger("leat")
_LINES_KEPT = 50
_SECONDS_TO_STOP = 60
_STOPPED = 143


@dataclass(frozen=True)
class TableResult:
    """What a sync did to one table. The first four count what the source sent, the others what became of it."""

    upserts: int
    updates: int
    deletes: int
    set_aside: int
    inserted: int
    updated: int
    deleted: int
    unchanged: int
    quarantined: int
    cursor_before: Any = None
    cursor_after: Any = None
    """Where the next sync begins, as the strategy writes it; None if it keeps no place."""


@dataclass(frozen=True)
class Result:
    """What a sync did. Holds no secret, except in :attr:`replaced_settings`, which it does not show."""

    outcome: Outcome
    """``complete``: nothing was missed. ``incomplete``: all that was read is stored, but rows may have been missed.
    ``failed``: it could not go on. ``interrupted``: it was stopped. What was committed is safe in each case."""
    exit_code: int
    """As of the leat command: 0 complete, 3 incomplete, 10 a setting must change, 11 the source is unavailable,
    12 the source broke its promise, 70 a defect, 75 another process runs this pipeline, 143 stopped."""
    message: str | None
    """Why it is not complete, and what to do; None if it is."""
    rows_committed: int = 0
    """Upserts, updates and deletes that this sync has made durable."""
    tables: Mapping[str, TableResult] = field(default_factory=dict)
    """By name, in the order in which they were selected; empty if the sync did not begin."""
    warnings: tuple[str, ...] = ()
    run: str | None = None
    """The id of this run in the destination's history; None if the sync did not begin."""
    pipeline: str | None = None
    started_at: datetime | None = None
    duration: timedelta = timedelta()
    report: Mapping[str, Any] = field(default_factory=dict, repr=False)
    """The whole report, as ``leat sync --json`` prints it; empty if the sync did not begin."""
    replaced_settings: Mapping[str, Any] = field(default_factory=dict, repr=False)
    """Settings that the source has replaced, such as a rotated refresh token. **Keep them: the old ones are void.**
    Empty if ``config`` was a file, which holds them already."""


class SyncFailed(Exception):
    """A sync that is not complete. Its text says why, and what to do."""

    def __init__(self, result: Result) -> None:
        super().__init__(result.message or f"leat ended with exit code {result.exit_code}")
        self.result = result

    def __reduce__(self) -> tuple[type[SyncFailed], tuple[Result]]:
        return (SyncFailed, (self.result,))

    @property
    def retry(self) -> bool:
        """Whether the same sync may succeed later, with nothing changed: the next one resumes where this one stopped."""
        return self.result.exit_code in (11, 75, _STOPPED)


def run(
    connector: str | os.PathLike[str] | None = None,
    *,
    command: str | Sequence[str] | None = None,
    config: Mapping[str, Any] | str | os.PathLike[str] | None = None,
    destination: str | None = None,
    tables: Sequence[str] = (),
    full_refresh: bool = False,
    options: Sequence[str] = (),
    environment: Mapping[str, str] | None = None,
    directory: str | os.PathLike[str] | None = None,
    timeout: float | None = None,
    check: bool = True,
) -> Result:
    """Reads what is new or changed at a source into a destination.

    Rows, state and run record are committed together, so a run that is killed is resumed by the next one, and nothing
    needs to be kept between two runs but the destination. As a task of Airflow::

        @task(retries=3)
        def sync_orders():
            leat.run("orders.jar", config="orders.json", destination="duckdb:/data/orders.duckdb")

    As an asset of Dagster::

        @asset
        def orders() -> MaterializeResult:
            result = leat.run("orders.jar", config="orders.json", destination="duckdb:/data/orders.duckdb")
            return MaterializeResult(metadata={"rows": result.rows_committed, "run": result.run})

    What leat says while it works goes to the logger ``leat``, line by line, with secrets masked. An exception in the
    calling thread, such as a ``KeyboardInterrupt`` or the time-out of a scheduler, stops the sync after its next
    checkpoint. Several threads may run several pipelines at once.

    :param connector: a bundled connector (``leat list`` shows them), or the path of a connector's jar
    :param command: instead of ``connector``: a command that speaks the protocol, e.g. ``["python3", "mine.py"]``
    :param config: the settings, or the path of a JSON file that holds them. Give a file if the source replaces a
        setting (OAuth 2.0 with rotating refresh tokens): the new value is written to it before it is used. By default
        ``configuration.json`` in ``directory``, if it is there
    :param destination: ``duckdb:FILE`` or ``jsonl:FOLDER``. By default ``duckdb:leat.duckdb`` in ``directory``
    :param tables: only these; by default all
    :param full_refresh: forget the state and read everything; the old rows stay until it succeeds
    :param options: more options of ``leat sync``, e.g. ``["--nested", "tables"]``
    :param environment: more variables for the process; ``LEAT_<SETTING>`` overrides a setting and suits secrets
    :param directory: where relative paths start; by default the current one
    :param timeout: seconds after which the sync is stopped, at its next checkpoint, and is ``interrupted``
    :param check: whether a sync that is not complete raises
    :return: what the sync did; with ``check``, always ``complete``
    :raises SyncFailed: with ``check``, if the sync is not complete; its ``result`` says everything, and its ``retry``
        whether to try again
    :raises ValueError: if not exactly one of ``connector`` and ``command`` is given
    """
    if (connector is None) == (command is None):
        raise ValueError("Name either a connector or a command: leat.run('keyset') or leat.run(command=['python3', 'mine.py'])")
    arguments = ["sync", "--json", *options]
    if command is not None:
        arguments += ["--command", command if isinstance(command, str) else shlex.join(command)]
    if destination is not None:
        arguments += ["--destination", destination]
    if tables:
        arguments += ["--tables", ",".join(tables)]
    if full_refresh:
        arguments.append("--full-refresh")
    with _settings(config) as settings:
        if settings.path is not None:
            arguments += ["--config", settings.path]
        if connector is not None:
            arguments.append(os.fspath(connector))
        result = _result(_process(arguments, environment, directory, timeout), settings)
    if check and result.outcome != "complete":
        raise SyncFailed(result)
    return result


class _Settings:
    """The settings as a file, and what has changed in it since."""

    def __init__(self, path: str | None, given: Mapping[str, Any] | None) -> None:
        self.path = path
        self.given = given

    def replaced(self) -> dict[str, Any]:
        if self.given is None or self.path is None:
            return {}
        with open(self.path, encoding="utf-8") as file:
            now = json.load(file)
        before = json.loads(json.dumps(dict(self.given)))
        return {name: value for name, value in now.items() if name not in before or before[name] != value}


@contextlib.contextmanager
def _settings(config: Mapping[str, Any] | str | os.PathLike[str] | None) -> Iterator[_Settings]:
    if config is None:
        yield _Settings(None, None)
    elif isinstance(config, Mapping):
        # A folder that only this user can read: settings hold secrets.
        with tempfile.TemporaryDirectory(prefix="leat-settings.") as folder:
            path = os.path.join(folder, "configuration.json")
            with open(path, "w", encoding="utf-8") as file:
                json.dump(dict(config), file)
            settings = _Settings(path, config)
            try:
                yield settings
            except BaseException:
                lost = settings.replaced()
                if lost:
                    _LOG.warning(
                        "The source has replaced the settings %s, and the new values are lost with this call:"
                        " authorise again, and give the settings as a file",
                        ", ".join(lost),
                    )
                raise
    else:
        yield _Settings(os.fspath(config), None)


@dataclass(frozen=True)
class _Ended:
    exit_code: int
    out: str
    last_lines: str


def _process(
    arguments: list[str],
    environment: Mapping[str, str] | None,
    directory: str | os.PathLike[str] | None,
    timeout: float | None,
) -> _Ended:
    process = subprocess.Popen(
        _start.command(arguments, live=False),
        cwd=directory,
        env={**_start.environment(), **(environment or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",
    )
    assert process.stdout is not None and process.stderr is not None
    out: deque[str] = deque()
    last_lines: deque[str] = deque(maxlen=_LINES_KEPT)
    readers = [_reader(process.stdout, out, None), _reader(process.stderr, last_lines, _LOG)]
    try:
        try:
            process.wait(timeout)
        except subprocess.TimeoutExpired:
            _stop(process)
    except BaseException:
        _stop(process)
        raise
    finally:
        for reader in readers:
            # A grandchild may hold the pipes open longer than the process lives.
            reader.join(_SECONDS_TO_STOP)
    # Java ends with this number by itself, once it has started.
    code = _STOPPED if process.returncode == -signal.SIGTERM else process.returncode
    return _Ended(code, "".join(out), "".join(last_lines).strip())


def _reader(pipe: IO[str], lines: deque[str], log: logging.Logger | None) -> threading.Thread:
    def read() -> None:
        with pipe:
            for line in pipe:
                lines.append(line)
                if log is not None:
                    log.info("%s", line.rstrip("\n"))

    thread = threading.Thread(target=read, name="leat-output", daemon=True)
    thread.start()
    return thread


def _stop(process: subprocess.Popen[str]) -> None:
    """Stops at the next checkpoint; what takes too long is killed, which loses nothing that was committed."""
    process.terminate()
    try:
        process.wait(_SECONDS_TO_STOP)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _result(ended: _Ended, settings: _Settings) -> Result:
    try:
        report = json.loads(ended.out)
    except ValueError:
        return Result(
            outcome="interrupted" if ended.exit_code == _STOPPED else "failed",
            exit_code=ended.exit_code,
            message=ended.last_lines.removeprefix("leat: ") or f"leat ended with exit code {ended.exit_code}",
            replaced_settings=settings.replaced(),
        )
    return Result(
        outcome=report["outcome"],
        exit_code=ended.exit_code,
        message=report.get("message"),
        rows_committed=report["rows_committed"],
        tables={name: _table(counts) for name, counts in report["tables"].items()},
        warnings=tuple(report["warnings"]),
        run=report["run"],
        pipeline=report["pipeline"],
        started_at=datetime.fromisoformat(report["started_at"].split(".")[0].rstrip("Z") + "+00:00"),
        duration=timedelta(milliseconds=report["duration_ms"]),
        report=report,
        replaced_settings=settings.replaced(),
    )


def _table(counts: Mapping[str, Any]) -> TableResult:
    return TableResult(**{each.name: counts[each.name] for each in fields(TableResult) if each.name in counts})
