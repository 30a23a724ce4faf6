"""Where the CPU time of one workload goes: threads from the kernel, frames from the flight recorder."""

import json
import os
import re
import subprocess
from collections import Counter

from . import session, workloads, world

SAMPLES = "jdk.ExecutionSample,jdk.NativeMethodSample"
DEPTH = 12
FRAMES = 10


def cases():
    """What can be profiled: workload:stage."""
    return [f"{name}:{stage}" for name in workloads.NAMES
            for stage, subject in stages(workloads.workload(name, 10_000, 1)).items() if subject]


def stages(workload):
    """The product's subject of each stage."""
    return {stage: next((each for each in workload.subjects if each.kind == "leat" and stage in each.stages), None)
            for stage in workload.stages}


def run(case, rows, server, results):
    """Runs the stages before it as they are, and the case with a recording; returns the profile."""
    name, wanted = case.split(":")
    workload = workloads.workload(name, rows, 1)
    size = max(workload.sizes)
    load = os.getloadavg()[0]
    with world.Folder(workload.on_disk) as folder:
        for stage, subject in stages(workload).items():
            is_it = stage == wanted
            if not is_it and not needs(name, stage):
                continue
            stage_rows = workload.rows(stage, size)
            if workload.stages[stage] is not None:
                server.load(stage_rows, **workload.stages[stage])
            job = session.Job(server, folder, stage, stage_rows, 0, folder / "profile.jfr" if is_it else None)
            result = subject.act(job)
            if is_it:
                break
        profile = {**session.heading(name, load), "case": case, "rows": result.rows,
                   "cpu_s": round(result.cost.cpu_s, 3), "threads": named(result.cost.threads),
                   **frames(job.recording)}
    session.save(results, f"profile-{case.replace(':', '-').replace(', ', '-').replace(' ', '-')}", profile)
    return profile


def needs(name, stage):
    """Whether the stage must have been before later ones: W3 goes on in one file, W1 reads what it wrote."""
    return name in ("w1", "w3")


def named(threads):
    """CPU seconds by kind of thread, the largest first; numbers in names are left out."""
    sums = Counter()
    for name, seconds in threads.items():
        sums[re.sub(r"[-#\s]*\d+$", "", name)] += seconds
    return {name: round(seconds, 2) for name, seconds in sums.most_common() if seconds >= 0.01}


def frames(recording):
    """Where the samples of Java threads were taken: methods, and lines of Leat's own that they came from."""
    text = subprocess.run(
        ["jfr", "print", "--json", "--stack-depth", str(DEPTH), "--events", SAMPLES, recording],
        check=True, capture_output=True, text=True).stdout
    top, own = Counter(), Counter()
    events = json.loads(text)["recording"]["events"]
    for event in events:
        stack = (event["values"].get("stackTrace") or {}).get("frames") or []
        if not stack or waits(stack[0]):
            continue
        top[method(stack[0])] += 1
        ours = next((each for each in stack if "dev/leat" in each["method"]["type"]["name"].replace(".", "/")), None)
        own[method(ours) if ours else "(none of Leat's in the first frames)"] += 1
    total = sum(top.values())
    return {"samples": total, "methods": shares(top, total), "own": shares(own, total)}


def waits(frame):
    """Native calls in which a thread only waits: the recorder samples them too."""
    return frame["method"]["name"] in (
        "accept", "accept0", "poll", "poll0", "epollWait", "socketRead0", "read0", "waitForProcessExit0", "park", "wait")


def method(frame):
    return f"{frame['method']['type']['name'].replace('/', '.')}.{frame['method']['name']}"


def shares(counter, total):
    return {name: round(count / total, 3) for name, count in counter.most_common(FRAMES)}


def text(profile):
    """The profile as a person reads it."""
    lines = [f"{profile['case']}: {profile['rows']:,} rows, {profile['cpu_s']:.2f} s CPU with the recorder on", "",
             "CPU seconds by thread:"]
    lines += [f"  {seconds:8.2f}  {name}" for name, seconds in profile["threads"].items()]
    for title, key in (("Java threads, by method", "methods"), ("The same, by the nearest method of Leat's", "own")):
        lines += ["", f"{title} ({profile['samples']} samples):"]
        lines += [f"  {share:8.1%}  {name}" for name, share in profile[key].items()]
    return "\n".join(lines)
