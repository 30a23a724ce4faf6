"""Turns results/*.json into the tables of docs/performance.md, between their markers."""

import json
from statistics import mean, median

from . import world

PAGE = world.ROOT / "docs/performance.md"
BEGIN, END = "<!-- results: written by benchmarks/run report -->", "<!-- end of results -->"

# Bars on CPU in us a row, start-up included, at the largest size.
BARS = {
    ("w1", "emit"): 1.0, ("w1", "read"): 1.5,
    **{("w2", each): 3.0 for each in world.ENDPOINTS},
    ("w3", "first"): 8.0, ("w3", "all"): 10.0,
}
WALL_MS = {("w4", "read"): 300, ("w4", "sync"): 800}
RSS_MB = {("w6", each): 400 for each in ("read", "sync", "long string", "large page")}


def line(points):
    """Least squares of cost = a + b * rows; None of fewer than two sizes."""
    if len({rows for rows, _ in points}) < 2:
        return None
    x, y = mean(rows for rows, _ in points), mean(cost for _, cost in points)
    slope = sum((rows - x) * (cost - y) for rows, cost in points) / sum((rows - x) ** 2 for rows, _ in points)
    return y - slope * x, slope


def groups(records):
    found = {}
    for each in records:
        found.setdefault((each["stage"], each["subject"]), []).append(each)
    return found


def verdict(workload, stage, largest):
    key = (workload, stage)
    per_row = median(each["cpu_s"] / each["rows"] * 1e6 for each in largest)
    for bars, value, unit in ((BARS, per_row, "µs"), (WALL_MS, median(each["wall_s"] for each in largest) * 1000, "ms"),
                              (RSS_MB, max(each["rss_mb"] for each in largest), "MB")):
        if key in bars:
            return f"{'reached' if value <= bars[key] else '**not reached**'} (≤ {bars[key]:g} {unit})"
    if workload == "w8":
        share = median(each["ideal_s"] / each["taken_s"] for each in largest)
        bar = 0.90 if stage == "latency" else 0.95
        return f"{share:.2f} of the ideal: {'reached' if share >= bar else '**not reached**'} (≥ {bar:.2f})"
    return ""


def spread(values):
    return f"{median(values):.2f}" + (f" ({min(values):.2f} to {max(values):.2f})" if len(values) > 1 else "")


def row(workload, stage, subject, records):
    size = max(each["rows"] for each in records)
    largest = [each for each in records if each["rows"] == size]
    fit = line([(each["rows"], each["cpu_s"]) for each in records])
    allocated = [each["allocated"] / size for each in largest if each["allocated"]]
    asked = [each["requests"] / each["minimum"] for each in largest if each.get("minimum") and each.get("requests")]
    cells = [
        stage, subject, f"{size:,}",
        spread([each["cpu_s"] / size * 1e6 for each in largest]) if size > 1 else "",
        f"{fit[1] * 1e6:.2f}" if fit else "", f"{fit[0]:.2f}" if fit else f"{median(each['cpu_s'] for each in largest):.2f}",
        f"{median(each['wall_s'] for each in largest):.2f}", f"{max(each['rss_mb'] for each in largest):.0f}",
        f"{median(allocated):,.0f}" if allocated and size > 1 else "", f"{median(asked):.3f}" if asked else "",
        verdict(workload, stage, largest) if subject == "leat" else "",
    ]
    return "| " + " | ".join(cells) + " |"


def ratios(records):
    """Each subject against leat, pair by pair: runs of the same round, stage and size."""
    ours = {(each["round"], each["stage"], each["rows"]): each for each in records if each["subject"] == "leat"}
    lines = []
    for (stage, subject), theirs in groups(records).items():
        pairs = [(each, ours[each["round"], stage, each["rows"]]) for each in theirs
                 if subject != "leat" and (each["round"], stage, each["rows"]) in ours]
        if not pairs:
            continue
        size = max(each["rows"] for each, _ in pairs)
        whole = [each["cpu_s"] / our["cpu_s"] for each, our in pairs if each["rows"] == size]
        fit = line([(each["rows"], each["cpu_s"]) for each in theirs])
        ours_fit = line([(each["rows"], each["cpu_s"]) for each in groups(records)[stage, "leat"]])
        slope = f"{fit[1] / ours_fit[1]:.2f}" if fit and ours_fit and ours_fit[1] > 0 else ""
        lines.append(f"| {stage} | {subject} | {size:,} | {spread(whole)} | {slope} |")
    return lines


def write():
    files = sorted((world.BENCHMARKS / "results").glob("*.json"))
    parts = []
    for file in files:
        result = json.loads(file.read_text())
        name = result["workload"]
        parts.append(
            f"### {name.upper()}\n\n{result['date']}, commit {result['commit']}, load {result['load_before']} before;"
            f" {result['machine']}.\n\n"
            "| stage | who | rows | µs CPU a row | slope, µs | start-up, s CPU | wall, s | RSS, MB | heap B a row |"
            " requests / minimum | bar |\n| --- | --- | --: | --: | --: | --: | --: | --: | --: | --: | --- |\n"
            + "\n".join(row(name, stage, subject, records)
                        for (stage, subject), records in groups(result["records"]).items()))
        compared = ratios(result["records"])
        if compared:
            parts.append("CPU of each against Leat's, same round and size: whole process, and slope alone.\n\n"
                         "| stage | who | rows | whole / Leat | slope / Leat |\n| --- | --- | --: | --: | --: |\n"
                         + "\n".join(compared))
    before, rest = PAGE.read_text().split(BEGIN)
    PAGE.write_text(before + BEGIN + "\n\n" + "\n\n".join(parts) + "\n\n" + END + rest.split(END)[1])
