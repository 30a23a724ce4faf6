"""What is demanded of the figures: each bar is computed from the results, and says whether it is held."""

from dataclasses import dataclass
from statistics import median
from typing import Callable

from . import together
from .figures import MILLION, Results, at, fit, rounds, spread
from .world import ENDPOINTS


@dataclass
class Bar:
    workload: str
    what: str
    values: Callable[[Results], list]  # one a round or run; empty if it was not measured
    most: float | None = None
    least: float | None = None
    unit: str = ""
    stretch: bool = False
    case: str = ""  # what `profile` takes, if it can show why the bar is missed
    digits: int = 2
    stage: str = ""  # of the product, without which there is no figure

    def holds(self, results):
        """None if it was not measured."""
        values = self.values(results)
        if not values:
            return None
        figure = median(values)
        return figure <= self.most if self.most is not None else figure >= self.least

    def limit(self):
        sign, value = ("≤", self.most) if self.most is not None else ("≥", self.least)
        return f"{sign} {value:g}{self.unit}"

    def row(self, results):
        values = self.values(results)
        absent = "**failed**" if (self.workload, self.stage) in results.failures else "not measured"
        held = {None: absent, True: "held", False: "**missed**"}[self.holds(results)]
        figure = spread(values, self.digits) + self.unit if values else ""
        kind = ("", self.limit()) if self.stretch else (self.limit(), "")
        return f"| {self.workload.upper()} | {self.what} | {figure} | {kind[0]} | {kind[1]} | {held} |"


def cpu(workload, stage, most):
    return Bar(workload, f"{stage}, CPU a row", lambda found: found.per_row(workload, stage), most=most, unit=" µs",
               case=f"{workload}:{stage}", stage=stage)


def times(workload, stage, other, name, least):
    return Bar(workload, f"{stage}, CPU of {name} ÷ ours",
               lambda found: found.ratio(workload, stage, other), least=least, unit=" ×", stretch=True)


def inverse(values):
    return [1 / value for value in values]


def requests(found):
    return [each["requests"] / each["minimum"] for stage in ENDPOINTS
            for each in at(found.of("w2", stage), MILLION)]


def slowest_to_fastest(found):
    by_round = {}
    for stage in ENDPOINTS:
        for round_, records in rounds(at(found.of("w2", stage), MILLION)).items():
            by_round.setdefault(round_, []).append(median(each["cpu_s"] for each in records))
    return [max(each) / min(each) for each in by_round.values() if len(each) == len(ENDPOINTS)]


def flatness(stage):
    """CPU a row at the most rows against that at the judged size."""
    def values(found):
        records = found.of("w3", stage)
        million, most = found.per_row("w3", stage), max((each["rows"] for each in records), default=0)
        if not million or most <= MILLION:
            return []
        base = median(million)
        return [each["cpu_s"] / each["rows"] * 1e6 / base for each in at(records, most)]
    return values


def milliseconds(stage):
    return lambda found: [each["wall_s"] * 1000 for each in found.of("w4", stage)]


def import_to_ours(found):
    theirs, ours = found.of("w4", "import", "import dlt..."), found.of("w4", "read")
    return [their["wall_s"] / our["wall_s"] for their, our in zip(theirs, ours)]


def memory(stage):
    return lambda found: [max(each["rss_mb"] for each in found.of("w6", stage))] if found.of("w6", stage) else []


def growth(stage):
    """Memory at the most rows against that at the size before it: below, a heap is not full yet."""
    def values(found):
        records = sorted(found.of("w6", stage), key=lambda each: each["rows"])
        return [records[-1]["rss_mb"] / records[-2]["rss_mb"]] if len(records) > 1 else []
    return values


def of_ideal(stage):
    """Time is only lost to other work on the machine: the best of several."""
    def values(found):
        return [max(each["ideal_s"] / each["taken_s"] for each in found.of("w8", stage))] if found.of("w8", stage) else []
    return values


def refused(stage):
    return lambda found: [each["refused"] for each in found.of("w8", stage)]


def growth_of_cpu(stage):
    """CPU of the most partitions against that of a tenth of them."""
    def values(found):
        records = found.of("w9", stage)
        most = max((each["rows"] for each in records), default=0)
        few = at(records, most // 10)
        return [each["cpu_s"] / median(one["cpu_s"] for one in few) for each in at(records, most)] if few else []
    return values


def memory_of_many(stage):
    return lambda found: [max(each["rss_mb"] for each in found.of("w9", stage))] if found.of("w9", stage) else []


def begun_again(stage):
    """Partitions that were begun twice though the run before had been there, in percent; of the most partitions."""
    def values(found):
        records = found.of("w9", stage)
        most = max((each["rows"] for each in records), default=0)
        return [each["begun_again"] / most * 100 for each in at(records, most)]
    return values


def wasted(found):
    """Requests beyond those that bring a page, in percent."""
    return [(each["requests"] - each["minimum"]) / each["minimum"] * 100 for each in found.of("w8", "rate limit")]


def head_room(found):
    """Seconds a row of the fastest client against those of a reader of the bare socket, start-up apart."""
    records = [each for each in found.records.get("w2", []) if each["stage"] == "keyset"]
    socket = fit([each for each in records if each["subject"] == "socket, dropped"], "wall_s")
    clients = {each["subject"] for each in records if each["kind"] in ("leat", "peer")}
    slopes = [fit([each for each in records if each["subject"] == client], "wall_s") for client in clients]
    slopes = [each[1] for each in slopes if each and each[1] > 0]
    return [min(slopes) / socket[1]] if slopes and socket and socket[1] > 0 else []


BARS = [
    cpu("w1", "emit", 1.0),
    cpu("w1", "read", 1.5),
    Bar("w1", "emit, CPU of bytes through a pipe ÷ ours", lambda found: found.ratio("w1", "emit", "bytes through a pipe"),
        least=0.5, stretch=True),
    *(cpu("w2", stage, 3.0) for stage in ENDPOINTS),
    Bar("w2", "requests ÷ minimum, all strategies", requests, most=1.01, digits=3),
    Bar("w2", "CPU of the slowest strategy ÷ the fastest", slowest_to_fastest, most=1.2),
    times("w2", "keyset", "Airbyte CDK...", "Airbyte's Python CDK", 10),
    times("w2", "keyset", "Singer SDK tap...tuned", "the Singer SDK tap, tuned", 10),
    times("w2", "keyset", "requests...", "requests + orjson", 3),
    Bar("w2", "server: wall a row of the fastest client ÷ the bare socket's", head_room, least=5, unit=" ×"),
    cpu("w3", "first", 8.0),
    cpu("w3", "all", 10.0),
    Bar("w3", "first, CPU a row at the most rows ÷ at 1 M", flatness("first"), most=1.1),
    Bar("w3", "all, CPU a row at the most rows ÷ at 1 M", flatness("all"), most=1.1),
    *(each for stage in ("first", "all") for each in (
        times("w3", stage, "dlt...default", "dlt, default", 20),
        times("w3", stage, "dlt...tuned", "dlt, tuned", 8),
        Bar("w3", f"{stage}, our CPU ÷ DuckDB's read_json and one merge",
            lambda found, stage=stage: inverse(found.ratio("w3", stage, "DuckDB read_json")), most=2, unit=" ×", stretch=True),
    )),
    Bar("w4", "nothing new, `leat read`, wall", milliseconds("read"), most=300, unit=" ms", case="w4:read", digits=0,
        stage="read"),
    Bar("w4", "nothing new, `leat sync`, wall", milliseconds("sync"), most=800, unit=" ms", case="w4:sync", digits=0,
        stage="sync"),
    Bar("w4", "wall of `import dlt` ÷ ours, `leat read`", import_to_ours, least=1, unit=" ×", stretch=True),
    *(Bar("w6", f"{stage}, memory of the process tree", memory(stage), most=400, unit=" MB", digits=0, stage=stage,
          case=f"w6:{stage}" if stage in ("read", "sync") else "")
      for stage in ("read", "sync", "long string", "large page")),
    *(Bar("w6", f"{stage}, memory at the most rows ÷ at a tenth of them", growth(stage), most=1.1)
      for stage in ("read", "sync")),
    Bar("w8", "100 ms a request: ideal time ÷ ours", of_ideal("latency"), least=0.9, stage="latency",
        case="w8:latency"),
    Bar("w8", "with a rate limit: ideal time ÷ ours", of_ideal("rate limit"), least=0.95, stage="rate limit",
        case="w8:rate limit"),
    Bar("w8", "with a rate limit: requests beyond the minimum", wasted, most=2, unit=" %",
        stage="rate limit"),
    *(Bar("w8", f"{stage}, {together.AT_ONCE} at once: ideal time ÷ ours", of_ideal(stage), least=0.9, stage=stage,
          case=f"w8:{stage}") for stage in together.STAGES),
    *(Bar("w8", f"{stage}, {together.AT_ONCE} at once: refused requests", refused(stage), most=0, digits=0, stage=stage)
      for stage in together.STAGES),
    *(Bar("w9", f"{stage}, CPU at the most partitions ÷ at a tenth of them", growth_of_cpu(stage), most=12, stage=stage,
          case=f"w9:{stage}") for stage in ("read", "sync")),
    *(Bar("w9", f"{stage}, memory of the process tree", memory_of_many(stage), most=400, unit=" MB", digits=0,
          stage=stage) for stage in ("read", "sync")),
    *(Bar("w9", f"{stage}: partitions begun again", begun_again(stage), most=most, unit=" %", stage=stage)
      for stage, most in (("read, killed", 10), ("sync, killed", 50))),
]


def missed(loaded):
    """The cases of `profile` that show why a bar is missed, each once."""
    found = Results(loaded)
    return list(dict.fromkeys(
        bar.case for bar in BARS if bar.case and not bar.stretch and bar.holds(found) is False))


def table(loaded):
    found = Results(loaded)
    return "\n".join([
        "| workload | what is measured | figure | bar | stretch | result |", "| --- | --- | --- | --- | --- | --- |",
        *(bar.row(found) for bar in BARS)])
