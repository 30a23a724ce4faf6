"""The command line of benchmarks/run."""

import argparse
import sys

from . import against, bars, parts, peers, profiles, report, session, workloads, world

PROFILED_ROWS = 1_000_000
PROFILE_EXPECTED_S = 25


def parser():
    made = argparse.ArgumentParser(
        prog="benchmarks/run",
        description="Measures whole processes: CPU of the process tree, wall, memory, requests. Every figure has"
                    " passed a check of its content. Ends with 1 if a subject failed.")
    made.add_argument(
        "what", nargs="+",
        help=f"{', '.join(workloads.NAMES)}, or all of them: all. final [WORKLOAD ...]: the sizes of"
             " docs/performance.md, with peers, parts, and a profile of each bar that is missed. report: only write"
             " the tables. jmh [ARGUMENTS]: the parts. profile CASE: where the time goes, e.g. w3:first. against"
             " CHECKOUT [CASE ...]: this one and another in turn, as often as there are rounds")
    made.add_argument("--rows", type=int, default=100_000, help="rows of the largest size (default %(default)s)")
    made.add_argument("--rounds", type=int, default=1, help="repetitions, subjects interleaved (default %(default)s)")
    made.add_argument("--peers", action="store_true", help="run the peers beside it; installs them at the first time")
    made.add_argument("--peer-rows", type=int, default=50_000, help="rows of their largest size (default %(default)s)")
    made.add_argument("--plan", action="store_true", help="only say what would run, and for how long")
    return made


def final(names):
    """The workloads of docs/performance.md at their sizes."""
    made = {
        "w1": lambda: workloads.workload("w1", 1_000_000, 3),
        "w2": lambda: workloads.workload("w2", 1_000_000, 3, 50_000),
        "w3": lambda: workloads.workload("w3", 1_000_000, 2, 30_000, 10_000_000),
        "w4": lambda: workloads.workload("w4", 10_000, 1, 50_000),
        "w5": lambda: workloads.workload("w5", 1_000_000, 1),
        "w6": lambda: workloads.workload("w6", 1_000_000, 1, 0, 10_000_000),
        "w8": lambda: workloads.workload("w8", 100_000, 3),
        "w9": lambda: workloads.workload("w9", 100_000, 1),
    }
    return [made[name]() for name in workloads.NAMES if name in (names or workloads.NAMES)]


def planned(options):
    names = [each for each in options.what if each in workloads.NAMES]
    if options.what[0] == "final":
        return final(names)
    if options.what == ["all"]:
        names = workloads.NAMES
    return [workloads.workload(name, options.rows, options.rounds, options.peer_rows if options.peers else 0)
            for name in names]


def show(chosen, is_final):
    steps = [step for each in chosen for step in session.steps(each)]
    for step in steps:
        print(f"{step.expected_s:6.0f} s  {step}")
    seconds = sum(step.expected_s for step in steps) + (parts.EXPECTED_S if is_final else 0)
    print(f"{len(steps)} runs{' and the parts' if is_final else ''}, about {seconds / 60:.0f} minutes"
          " on two idle cores")


def main(arguments):
    if arguments[:1] == ["jmh"]:
        plan, rest = "--plan" in arguments, [each for each in arguments[1:] if each != "--plan"]
        return show_jmh(rest) if plan else jmh(rest, world.TRIED)
    options = parser().parse_args(arguments)
    if options.what[0] == "profile":
        return profile(options)
    if options.what[0] == "against":
        return compare(options)
    if options.what == ["report"]:
        if not options.plan:
            report.write()
        return 0
    unknown = set(options.what) - {*workloads.NAMES, "all", "final"}
    if unknown or ("final" in options.what[1:]) or ("all" in options.what and len(options.what) > 1):
        parser().error(f"not understood: {' '.join(options.what)}")
    is_final = options.what[0] == "final"
    chosen = planned(options)
    if options.plan:
        show(chosen, is_final and options.what == ["final"])
        return 0
    return measure(chosen, is_final, is_final and options.what == ["final"], options.peers or is_final)


def measure(chosen, is_final, with_parts, with_peers):
    """Runs workloads; a failure of one subject is recorded, and the others go on."""
    results = world.RESULTS if is_final else world.TRIED
    world.build()
    if with_peers:
        peers.set_up()
    progress = session.Progress([step for each in chosen for step in session.steps(each)])
    failures = []
    with world.Server() as server:
        for each in chosen:
            failures += [(each.name, failure) for failure in session.run(each, server, progress, results)]
        if is_final:
            failures += profile_missed({each.name for each in chosen}, server, results)
    if with_parts and parts.run(parts.QUICK, results) != 0:
        failures.append(("jmh", {"stage": "parts", "subject": "jmh", "why": "see above"}))
    if is_final:
        report.write()
        print(report.bars_table(report.load(results)))
    else:
        print(report.tables(report.load(results), {each.name for each in chosen}))
    for name, failure in failures:
        print(f"FAILED {name} {failure['stage']}, {failure['subject']}: {failure['why'][:300]}", file=sys.stderr)
    return 1 if failures else 0


def profile_missed(names, server, results):
    """A bar that is not reached is shown with where its time goes; older profiles are removed."""
    failures = []
    for old in results.glob("profile-*.json"):
        if old.stem.split("-")[1] in names:
            old.unlink()
    for case in bars.missed(report.load(results)):
        if case.split(":")[0] not in names:
            continue
        print(f"profile of {case}", file=sys.stderr)
        try:
            profiles.run(case, PROFILED_ROWS, server, results)
        except Exception as failure:  # The figures stand without it.
            failures.append(("profile", {"stage": case, "subject": "leat", "why": str(failure)}))
    return failures


def profile(options):
    case = options.what[1] if len(options.what) == 2 else ""
    if case not in profiles.cases():
        parser().error(f"profile takes one of {', '.join(profiles.cases())}")
    if options.plan:
        return 0
    world.build()
    with world.Server() as server:
        print(profiles.text(profiles.run(case, options.rows, server, world.TRIED)))
    return 0


def compare(options):
    checkout, cases = options.what[1:2], options.what[2:] or list(against.CASES)
    if not checkout or set(cases) - set(against.CASES):
        parser().error(f"against takes a checkout, and any of {', '.join(against.CASES)}")
    if options.plan:
        return 0
    world.build()
    with world.Server() as server:
        for line in against.run(checkout[0], cases, options.rows, options.rounds, server):
            print(line, flush=True)
    return 0


def show_jmh(arguments):
    print("org.openjdk.jmh.Main", *(arguments or [parts.PACKAGE]))
    return 0


def jmh(arguments, results):
    world.build()
    code = parts.run(arguments, results)
    found = report.load(results)
    if "jmh" in found:
        print(report.parts_table(found["jmh"]))
    return code
