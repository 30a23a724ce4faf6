"""W1 to W9: which stages, which subjects, which sizes."""

from . import hosts, leat, limits, peers, together
from .leat import LATENCY, LIMIT, WINDOW
from .session import Subject, Workload
from .world import ENDPOINTS

NAMES = ("w1", "w2", "w3", "w4", "w5", "w6", "w8", "w9")
VARIANTS = {"first": {"variant": "first"}, "tenth": {"variant": "tenth"}, "all": {"variant": "all"}}
LARGE_PAGE_ROWS = 690_000  # 200 MB
REPEATED = 5  # starts are short and scatter


def three(rows):
    """Three sizes for a straight line; multiples of what the connector in memory holds."""
    step = 10_000
    return tuple(sorted({max(step, rows // part // step * step) for part in (10, 3, 1)}))


def three_of_peers(rows):
    """Three sizes for a straight line, in whole pages."""
    return tuple(sorted({max(1000, rows * tenths // 10 // 1000 * 1000) for tenths in (1, 4, 10)}))


def workload(name, rows, rounds, peer_rows=0, once=0):
    """peer_rows: the largest size of the peers, 0 for none; once: a size for W3 and W6 above all others."""
    beside = three_of_peers(peer_rows) if peer_rows else ()
    more = (once,) if once else ()
    return MADE[name](three(rows), beside, more, peers.subjects(name, beside) if peer_rows else [], rounds)


def w1(sizes, beside, more, others, rounds):
    return Workload(
        "w1", {"emit": None, "read": None}, [
            Subject("leat", ("emit",), leat.emit, seconds=(2, 5)),
            Subject("bytes through a pipe", ("emit",), limits.pipe, "limit", seconds=(0.5, 1)),
            Subject("leat airbyte", ("emit",), hosts.airbyte, "host", once=True, seconds=(2.5, 6)),
            Subject("leat singer", ("emit",), hosts.singer, "host", once=True, seconds=(2, 6)),
            Subject("leat fivetran, both sides", ("emit",), hosts.fivetran, "host", once=True, seconds=(6, 30)),
            Subject("leat", ("read",), leat.read_lines, seconds=(1, 3)),
        ], sizes, rounds)


def w2(sizes, beside, more, others, rounds):
    own = tuple(sorted({*sizes, *beside[-1:]}))
    return Workload(
        "w2", {each: {} for each in ENDPOINTS}, [
            Subject("leat", tuple(ENDPOINTS), leat.extract, sizes=sizes, seconds=(1.5, 6)),
            *([Subject("leat", ("keyset",), leat.extract, sizes=beside[-1:], seconds=(1.5, 6))] if own != sizes else []),
            Subject("socket, dropped", ("keyset",), limits.fetch("socket"), "limit", sizes, seconds=(1, 1)),
            Subject("OkHttp, dropped", ("keyset",), limits.fetch("drop"), "limit", sizes, seconds=(1, 2)),
            Subject("OkHttp, tokens", ("keyset",), limits.fetch("tokens"), "limit", sizes, seconds=(1, 2)),
            *others,
        ], own, rounds)


def w3(sizes, beside, more, others, rounds):
    own = tuple(sorted({*sizes, *beside[-1:]}))
    return Workload(
        "w3", VARIANTS, [
            Subject("leat", tuple(VARIANTS), leat.load, sizes=own, seconds=(2.5, 11)),
            *([Subject("leat", ("first", "all"), leat.load, sizes=more, once=True, seconds=(2.5, 11))] if more else []),
            Subject("DuckDB read_json", tuple(VARIANTS), limits.duckdb, "limit", sizes, seconds=(2, 6)),
            *others,
        ], own, rounds, on_disk=True)


def w4(sizes, beside, more, others, rounds):
    return Workload(
        "w4", {"read": {}, "sync": {}, "import": None}, [
            *[Subject("leat", ("read",), leat.nothing_new_read, seconds=(1, 0))] * REPEATED,
            *[Subject("leat", ("sync",), leat.nothing_new_sync, seconds=(2, 0))] * REPEATED,
            *others,
        ], (10_000,), rounds)


def w5(sizes, beside, more, others, rounds):
    return Workload(
        "w5", {"wide": {"shape": "wide"}, "nested": {"shape": "nested"}}, [
            Subject("leat", ("wide",), leat.shaped_load, seconds=(4, 400)),
            Subject("leat", ("nested",), leat.shaped_load, seconds=(4, 25)),
        ], sizes, rounds, lambda stage, size: size // (50 if stage == "wide" else 5), on_disk=True)


def w6(sizes, beside, more, others, rounds):
    own = (*sizes[-2:], *more)
    return Workload(
        "w6", {"read": {}, "sync": {}, "long string": {"shape": "long_string"},
               "large page": {"page_cap": LARGE_PAGE_ROWS}}, [
            Subject("leat", ("read",), leat.small_heap_read, sizes=own, seconds=(2, 7)),
            Subject("leat", ("sync",), leat.small_heap_sync, sizes=own, seconds=(2.5, 11)),
            Subject("leat", ("long string",), leat.small_heap_read, sizes=sizes[-1:], seconds=(8, 0)),
            Subject("leat", ("large page",), leat.small_heap_read, sizes=sizes[-1:], seconds=(5, 7)),
        ], own, 1, lambda stage, size: {"long string": 10, "large page": LARGE_PAGE_ROWS}.get(stage, size),
        on_disk=True)


def w8(sizes, beside, more, others, rounds):
    slow = {"latency_ms": round(LATENCY * 1000)}
    return Workload(
        "w8", {"latency": slow, "rate limit": {**slow, "limit": LIMIT, "window": WINDOW}, **together.STAGES}, [
            Subject("leat", ("latency",), leat.slow_source, seconds=(13, 0)),
            Subject("leat", ("rate limit",), leat.slow_source, seconds=(20, 0)),
            Subject("leat", tuple(together.STAGES), together.slow_source, seconds=(28, 0)),
        ], (together.ROWS,), rounds)


def w9(sizes, beside, more, others, rounds):
    each = {"rows_a_part": 1}
    return Workload(
        "w9", {"read": each, "sync": each, "read, killed": each, "sync, killed": each}, [
            Subject("leat", ("read",), together.many_read, seconds=(2, 400)),
            Subject("leat", ("sync",), together.many_sync, seconds=(3, 600)),
            Subject("leat", ("read, killed",), together.killed_read, seconds=(3, 600)),
            Subject("leat", ("sync, killed",), together.killed_sync, seconds=(4, 900)),
        ], (max(1, sizes[-1] // 10), sizes[-1]), rounds, on_disk=True)


MADE = {"w1": w1, "w2": w2, "w3": w3, "w4": w4, "w5": w5, "w6": w6, "w8": w8, "w9": w9}
