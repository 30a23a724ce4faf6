"""What can be read off the records of a result: fits, costs at a size, ratios pair by pair."""

from statistics import mean, median

MILLION = 1_000_000


def line(points):
    """Least squares of cost = a + b * rows as (a, b); None of fewer than two sizes."""
    if len({rows for rows, _ in points}) < 2:
        return None
    x, y = mean(rows for rows, _ in points), mean(cost for _, cost in points)
    slope = sum((rows - x) * (cost - y) for rows, cost in points) / sum((rows - x) ** 2 for rows, _ in points)
    return y - slope * x, slope


def fit(records, figure="cpu_s"):
    return line([(each["rows"], each[figure]) for each in records])


def groups(records):
    """Records by (stage, subject), in their order."""
    found = {}
    for each in records:
        found.setdefault((each["stage"], each["subject"]), []).append(each)
    return found


def rounds(records):
    found = {}
    for each in records:
        found.setdefault(each["round"], []).append(each)
    return found


def judged_size(records):
    """A million rows where they were run, else the most there are: what the tables show."""
    sizes = {each["rows"] for each in records}
    return MILLION if MILLION in sizes else max(sizes)


def at(records, size):
    return [each for each in records if each["rows"] == size]


def spread(values, digits=2):
    shown = f"{median(values):,.{digits}f}"
    return shown + (f" ({min(values):,.{digits}f} to {max(values):,.{digits}f})" if len(values) > 1 else "")


class Results:
    """The records of all workloads."""

    def __init__(self, loaded):
        self.failures = {(name, each["stage"]) for name, result in loaded.items()
                         for each in result.get("failures", []) if each["subject"] == "leat"}
        self.records = {name: each["records"] for name, each in loaded.items()
                        if name in ("w1", "w2", "w3", "w4", "w5", "w6", "w8", "w9")}

    def of(self, workload, stage, subject="leat"):
        """subject: a name, or how it begins and ends: "dlt...default"."""
        start, dots, end = subject.partition("...")
        return [each for each in self.records.get(workload, []) if each["stage"] == stage and (
            each["subject"].startswith(start) and each["subject"].endswith(end) if dots else each["subject"] == subject)]

    def per_row(self, workload, stage):
        """CPU in us a row of a million rows, start-up included, one value a run."""
        return [each["cpu_s"] / each["rows"] * 1e6 for each in at(self.of(workload, stage), MILLION)]

    def ratio(self, workload, stage, other):
        """Theirs against ours, round by round: CPU of a million rows.

        Where the other was run at smaller sizes only, its cost is read off the line through them.
        """
        theirs = rounds(self.of(workload, stage, other))
        found = []
        for round_, mine in rounds(at(self.of(workload, stage), MILLION)).items():
            their = theirs.get(round_, [])
            run = at(their, MILLION)
            through = fit(their)
            if run:
                cost = median(each["cpu_s"] for each in run)
            elif through:
                cost = through[0] + through[1] * MILLION
            else:
                continue
            found.append(cost / median(each["cpu_s"] for each in mine))
        return found
