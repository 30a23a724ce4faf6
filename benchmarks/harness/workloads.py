"""W1 to W8: which stages, which subjects, which sizes."""

from . import hosts, leat, limits, peers
from .leat import LATENCY, LIMIT, WINDOW
from .session import Subject, Workload
from .world import ENDPOINTS

NAMES = ("w1", "w2", "w3", "w4", "w5", "w6", "w8")
VARIANTS = {"first": {"variant": "first"}, "tenth": {"variant": "tenth"}, "all": {"variant": "all"}}


def three(rows):
    """Three sizes for a straight line; multiples of what the connector in memory holds."""
    step = 10_000
    return tuple(sorted({max(step, rows // part // step * step) for part in (10, 3, 1)}))


def workload(name, rows, rounds, with_peers, peer_rows):
    own = three(rows)
    beside = three(peer_rows) if with_peers else ()
    if with_peers:
        own = tuple(sorted({*own, peer_rows}))
    installed = peers.subjects(name, beside) if with_peers else []
    if name == "w1":
        return Workload(
            name, {"emit": None, "read": None}, [
                Subject("leat", ("emit",), leat.emit),
                Subject("bytes through a pipe", ("emit",), limits.pipe, "limit"),
                Subject("leat airbyte", ("emit",), hosts.airbyte, "host"),
                Subject("leat singer", ("emit",), hosts.singer, "host"),
                Subject("leat fivetran, both sides", ("emit",), hosts.fivetran, "host"),
                Subject("leat", ("read",), leat.read_lines),
            ], own, rounds)
    if name == "w2":
        return Workload(
            name, {each: {} for each in ENDPOINTS}, [
                Subject("leat", tuple(ENDPOINTS), leat.extract),
                Subject("socket, dropped", ("keyset",), limits.fetch("socket"), "limit"),
                Subject("OkHttp, dropped", ("keyset",), limits.fetch("drop"), "limit"),
                Subject("OkHttp, tokens", ("keyset",), limits.fetch("tokens"), "limit"),
                *installed,
            ], own, rounds)
    if name == "w3":
        return Workload(
            name, VARIANTS, [
                Subject("leat", tuple(VARIANTS), leat.load),
                Subject("DuckDB read_json", tuple(VARIANTS), limits.duckdb, "limit"),
                *installed,
            ], own, rounds, on_disk=True)
    if name == "w4":
        return Workload(
            name, {"read": {}, "sync": {}, "import": None}, [
                *(Subject("leat", ("read",), leat.nothing_new_read) for _ in range(5)),
                *(Subject("leat", ("sync",), leat.nothing_new_sync) for _ in range(5)),
                *installed,
            ], (10_000,), rounds)
    if name == "w5":
        return Workload(
            name, {"wide": {"shape": "wide"}, "nested": {"shape": "nested"}},
            [Subject("leat", ("wide", "nested"), leat.shaped_load)],
            own, rounds, lambda stage, size: size // (50 if stage == "wide" else 5), on_disk=True)
    if name == "w6":
        return Workload(
            name, {"read": {}, "sync": {}, "long string": {"shape": "long_string"},
                   "large page": {"page_cap": 700_000}}, [
                Subject("leat", ("read",), leat.small_heap_read),
                Subject("leat", ("sync",), leat.small_heap_sync),
                Subject("leat", ("long string", "large page"), leat.small_heap_read, sizes=(rows,)),
            ], (max(10_000, rows // 10), rows), 1,
            lambda stage, size: {"long string": 10, "large page": 700_000}.get(stage, size), on_disk=True)
    slow = {"latency_ms": round(LATENCY * 1000)}
    return Workload(
        "w8", {"latency": slow, "rate limit": {**slow, "limit": LIMIT, "window": WINDOW}},
        [Subject("leat", ("latency", "rate limit"), leat.slow_source)], (100_000,), 1)
