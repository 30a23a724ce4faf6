"""The parts of a row's way by JMH."""

import json
import math
import os
import subprocess
import sys

from . import session, world

PACKAGE = "dev.leat.benchmarks.part"
EXPECTED_S = 90
QUICK = ("-wi", "2", "-i", "3")  # as part of benchmarks/run final


def run(arguments, results):
    """Runs JMH with these arguments, and keeps time and allocated bytes a row; returns its exit code."""
    load = os.getloadavg()[0]
    file = world.TARGET / "jmh.json"
    file.unlink(missing_ok=True)
    ended = subprocess.run(
        ["java", "-cp", world.class_path(), "org.openjdk.jmh.Main", "-prof", "gc", "-rf", "json", "-rff", file,
         "-jvmArgs", "-XX:+UseSerialGC -Xmx1g", *(arguments or [PACKAGE])], stdout=sys.stderr)
    if ended.returncode == 0 and file.exists() and file.stat().st_size:
        session.save(results, "jmh", {**session.heading("jmh", load), "records": [
            summary(each) for each in json.loads(file.read_text())]})
    return ended.returncode


def summary(benchmark):
    score, allocated = benchmark["primaryMetric"], benchmark["secondaryMetrics"]["gc.alloc.rate.norm"]
    return {
        "part": benchmark["benchmark"].rsplit(".", 1)[1],
        "us_a_row": round(score["score"], 4),
        "error": error(score["scoreError"]),
        "bytes_a_row": round(allocated["score"], 1),
        "iterations": benchmark["measurementIterations"] * benchmark["forks"],
    }


def error(value):
    """Half of the 99.9 % interval; None if there is too little to say."""
    return None if math.isnan(float(value)) else round(float(value), 4)
