"""Turns results/*.json into the tables of docs/performance.md, between their markers."""

import json
import re
from statistics import median

from . import bars, peers, profiles, workloads, world
from .figures import at, fit, groups, judged_size, rounds, spread

PAGE = world.ROOT / "docs/performance.md"
BEGIN, END = "<!-- results: written by benchmarks/run report -->", "<!-- end of results -->"

COLUMNS = ("stage", "who", "rows", "µs CPU a row", "slope, µs", "start-up, s CPU", "wall, s", "RSS, MB",
           "heap B a row", "requests ÷ minimum")
RATIO_COLUMNS = ("stage", "who", "rows", "whole ÷ Leat", "slope ÷ Leat")


def load(folder):
    """Every result by the name of its file."""
    return {file.stem: json.loads(file.read_text()) for file in sorted(folder.glob("*.json"))}


def lines(header, rows, texts):
    """A table; the first so many columns are text."""
    marks = ["---" if place < texts else "--:" for place in range(len(header))]
    return "\n".join("| " + " | ".join(each) + " |" for each in (header, marks, *rows))


def row(stage, subject, records):
    """A subject at every size at once: figures of the size that is judged, and the line through all."""
    size = judged_size(records)
    judged = at(records, size)
    through = fit(records)
    allocated = [each["allocated"] / size for each in judged if each["allocated"]]
    asked = [each["requests"] / each["minimum"] for each in judged if each.get("minimum") and each.get("requests")]
    single = size == 1
    return [
        stage, subject, f"{size:,}",
        "" if single else spread([each["cpu_s"] / size * 1e6 for each in judged]),
        f"{through[1] * 1e6:.2f}" if through else "",
        f"{through[0]:.2f}" if through else f"{median(each['cpu_s'] for each in judged):.2f}",
        f"{median(each['wall_s'] for each in judged):.2f}", f"{max(each['rss_mb'] for each in judged):.0f}",
        f"{median(allocated):,.0f}" if allocated and not single else "", f"{median(asked):.3f}" if asked else "",
    ]


def larger(records):
    """The records of each size above the judged one."""
    judged = judged_size(records)
    return [at(records, size) for size in sorted({each["rows"] for each in records if each["rows"] > judged})]


def ratios(records):
    """Each subject against leat, pair by pair: runs of the same round, stage and size."""
    found = []
    by_group = groups(records)
    for (stage, subject), theirs in by_group.items():
        ours = by_group.get((stage, "leat"), [])
        sizes = {each["rows"] for each in theirs} & {each["rows"] for each in ours}
        if subject == "leat" or not sizes:
            continue
        size = max(sizes)
        mine = rounds(at(ours, size))
        whole = [each["cpu_s"] / median(our["cpu_s"] for our in mine[each["round"]])
                 for each in at(theirs, size) if each["round"] in mine]
        if whole:
            found.append([stage, subject, f"{size:,}", spread(whole), slope_ratio(theirs, ours)])
    return found


def slope_ratio(theirs, ours):
    """Slope against slope, round by round; empty where a line falls, which noise can do."""
    found = []
    mine = rounds(ours)
    for round_, records in rounds(theirs).items():
        their, our = fit(records), fit(mine.get(round_, []))
        if their and our and our[1] > 0 and their[1] > 0:
            found.append(their[1] / our[1])
    return spread(found) if found else ""


KINDS = ("leat", "host", "limit", "peer")


def workload_part(name, result):
    stages = list(dict.fromkeys(each["stage"] for each in result["records"]))
    by_group = groups(sorted(
        result["records"], key=lambda each: (stages.index(each["stage"]), KINDS.index(each["kind"]))))
    rows = [row(stage, subject, each) for (stage, subject), records in by_group.items()
            for each in (records, *larger(records))]
    compared = ratios(result["records"])
    text = f"### {name.upper()}\n\n{stamp(result)}\n\n{lines(COLUMNS, rows, 2)}"
    if compared:
        text += ("\n\nCPU of each ÷ Leat's, same round and size: whole process, and slope alone.\n\n"
                 + lines(RATIO_COLUMNS, compared, 2))
    if result.get("failures"):
        text += "\n\n" + "\n".join(
            f"- **Failed**: {each['stage']}, {each['subject']}, {each['rows']:,} rows: {telling_line(each['why'])}"
            for each in result["failures"])
    return text


def telling_line(why):
    """The first line that names an error, else the last."""
    all_lines = why.strip().splitlines()
    named = (line for line in all_lines if re.search(r"\w(Error|Exception|Differs)\b", line))
    return next(named, all_lines[-1]).strip()[:300].replace("|", "\\|")


def stamp(result):
    return f"{result['date']}, commit {result['commit']}, load {result['load_before']} before; {result['machine']}."


def parts_table(result):
    return lines(("part", "µs a row", "± (99.9 %)", "bytes allocated a row"), [
        [each["part"], f"{each['us_a_row']:.3f}", "" if each["error"] is None else f"{each['error']:.3f}", f"{each['bytes_a_row']:,.0f}"]
        for each in result["records"]], 1)


def profile_part(result):
    return (f"<details><summary>{result['case']}</summary>\n\n{stamp(result)}\n\n"
            f"```\n{profiles.text(result)}\n```\n\n</details>")


def tables(loaded, names=workloads.NAMES):
    """What a run that is not final shows: its workloads."""
    return "\n\n".join(workload_part(name, each) for name, each in loaded.items() if name in names)


def bars_table(loaded):
    return bars.table(loaded)


def whole(loaded):
    """Everything between the markers."""
    text = ["### Bars\n\nFrom the tables below; the size that is judged is a million rows. A peer runs at smaller"
            " sizes, and its cost of a million rows is read off the line through them.\n\n" + bars_table(loaded)]
    text += [workload_part(name, loaded[name]) for name in workloads.NAMES if name in loaded]
    if "jmh" in loaded:
        text.append(f"### The parts\n\n{stamp(loaded['jmh'])}\n\n{parts_table(loaded['jmh'])}")
    profiled = [each for name, each in loaded.items() if name.startswith("profile-")]
    if profiled:
        text.append("### Where the time goes\n\nOf the bars that are missed.\n\n"
                    + "\n\n".join(profile_part(each) for each in profiled))
    text.append("### Peers\n\n" + lines(("environment", "from PyPI"), [
        [each, ", ".join(f"{name} {version}" for name, version in peers.pins(each).items())] for each in peers.NAMES], 2))
    return "\n\n".join(text)


def write():
    before, rest = PAGE.read_text().split(BEGIN)
    PAGE.write_text(before + BEGIN + "\n\n" + whole(load(world.RESULTS)) + "\n\n" + END + rest.split(END)[1])
