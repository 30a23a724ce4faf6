"""What a process tree cost, and that a failing one does not go unseen."""

import json
import sys
import tempfile
import unittest
from pathlib import Path
from types import SimpleNamespace
from unittest import mock

from harness import leat, session, together, workloads, world
from harness.measure import CommandFailed, HeapLog, measure

PYTHON = sys.executable


class MeasureTest(unittest.TestCase):

    def test_the_cpu_of_a_child_counts(self):
        burn = "sum(i * i for i in range(400_000))"
        child = f"import subprocess, sys; subprocess.run([sys.executable, '-c', '{burn}'], check=True)"

        alone = measure([[PYTHON, "-c", burn]])
        below = measure([[PYTHON, "-c", child]])

        self.assertGreater(alone.cpu_s, 0)
        self.assertGreater(below.cpu_s, alone.cpu_s * 0.7)

    def test_both_ends_of_a_pipe_count_and_the_last_one_s_output_is_returned(self):
        cost = measure([[PYTHON, "-c", "print('a')"], [PYTHON, "-c", "print(input() * 2)"]])

        self.assertEqual(cost.output, "aa\n")
        self.assertGreater(cost.rss_mb, 5)

    def test_a_command_that_fails_says_why(self):
        with self.assertRaisesRegex(CommandFailed, "ended with 3(.|\n)*no water"):
            measure([[PYTHON, "-c", "import sys; print('no water', file=sys.stderr); sys.exit(3)"]])

    def test_a_command_that_hangs_is_killed(self):
        with self.assertRaisesRegex(CommandFailed, "killed after 1 s"):
            measure([[PYTHON, "-c", "import time; time.sleep(60)"]], timeout_s=1)

    def test_allocated_bytes_are_what_grew_between_collections(self):
        with tempfile.TemporaryDirectory() as folder:
            log = HeapLog(folder)
            log.file.write_text(
                "Heap before GC invocations=0\n def new generation total 9K, used 100K\n tenured generation total 9K, used 0K\n"
                "Heap after GC invocations=1\n def new generation total 9K, used 0K\n tenured generation total 9K, used 30K\n"
                "Heap\n def new generation total 9K, used 50K\n tenured generation total 9K, used 30K\n")

            self.assertEqual(log.allocated(), (100 + 50) * 1024)


class SessionTest(unittest.TestCase):

    def test_a_failing_subject_is_recorded_and_the_others_go_on(self):
        def fails(job):
            raise world.ContentDiffers("a row is missing")

        def works(job):
            return session.Result(measure([[PYTHON, "-c", ""]]), job.rows)

        subjects = [session.Subject("one", ("s",), fails), session.Subject("two", ("s",), works)]
        workload = session.Workload("w0", {"s": None}, subjects, (10, 20), 2)
        server = SimpleNamespace(counts=lambda: {}, load=lambda rows, **what: None)
        with tempfile.TemporaryDirectory() as folder:
            failures = session.run(workload, server, session.Progress(session.steps(workload)), Path(folder))
            kept = json.loads((Path(folder) / "w0.json").read_text())

        self.assertEqual(len(failures), 4)
        self.assertEqual({each["why"] for each in kept["failures"]}, {"ContentDiffers: a row is missing"})
        self.assertEqual([(each["subject"], each["rows"]) for each in kept["records"]],
                         [("two", 10), ("two", 20)] * 2)

    def test_subjects_take_turns_in_every_round(self):
        workload = workloads.w1((10, 30), (), (), [], 2)

        order = [(step.round, step.size, step.stage, step.subject.name) for step in session.steps(workload)]

        names = ["leat", "bytes through a pipe", "leat airbyte", "leat singer", "leat fivetran, both sides"]
        self.assertEqual(order[:6], [*((0, 10, "emit", name) for name in names), (0, 10, "read", "leat")])
        self.assertEqual(len(order), 24 - 2 * 3)  # platforms only in the first round

    def test_no_subject_runs_twice_in_one_round_but_those_that_repeat(self):
        from harness import command

        for workload in command.final([]):
            runs = [(step.round, step.size, step.stage, step.subject.name) for step in session.steps(workload)]
            if workload.name != "w4":
                self.assertEqual(len(runs), len(set(runs)), workload.name)

    def test_the_server_must_hold_what_was_delivered(self):
        server = SimpleNamespace(rows=2, digest="ab")

        world.Server.require_same(server, {"rows": 2, "digest": "ab"}, "it")
        for found in ({"rows": 1, "digest": "ab"}, {"rows": 2, "digest": "ac"}):
            with self.assertRaises(world.ContentDiffers):
                world.Server.require_same(server, found, "it")


class IdealTest(unittest.TestCase):

    def test_without_a_limit_it_is_one_latency_a_page(self):
        self.assertAlmostEqual(leat.ideal_seconds(3.0, 100, 10**9, 5), 10.0)

    def test_a_used_up_window_is_waited_for(self):
        # 30 pages from 1.0 to 4.0, the next window begins at 5.0: 30 pages to 8.0, then 10.0, 10 pages.
        self.assertAlmostEqual(leat.ideal_seconds(1.0, 70, 30, 5), 10.0)

    def test_a_window_that_was_begun_late_ends_as_soon(self):
        # 10 pages from 4.0 to 5.0, 10 more in the next window.
        self.assertAlmostEqual(leat.ideal_seconds(4.0, 20, 30, 5), 2.0)


class IdealTogetherTest(unittest.TestCase):

    def test_eight_at_once_take_an_eighth_after_the_listing(self):
        self.assertAlmostEqual(together.ideal_seconds(3.0, 2, 80, 10**9), 0.2 + 1.0)

    def test_a_window_that_is_used_up_at_once_is_waited_for(self):
        # The listing at 1.0, 29 pages from 1.1 on; 30 pages at 5.0, and the last one at 10.0.
        self.assertAlmostEqual(together.ideal_seconds(1.0, 1, 60, 30, window=5), 9.1)

    def test_partitions_that_both_runs_began_were_begun_again(self):
        job = session.Job(None, None, "sync, killed", 100, 0)

        self.assertEqual(together.again(job, 50, {"beginnings": 53}), {"begun_again": 3})
        self.assertEqual(together.again(job, 50, {"beginnings": 100}), {"begun_again": 50})


class BuildTest(unittest.TestCase):

    def test_a_server_that_has_died_is_started_again(self):
        class Dead(world.Server):
            def start(self):
                self.process = SimpleNamespace(poll=lambda: None)
                self.loaded, self.starts = None, getattr(self, "starts", 0) + 1

            def get(self, path):
                return {"digest": "ab"}

        server = Dead()
        server.process = SimpleNamespace(poll=lambda: 137)
        with mock.patch.object(world, "java", lambda *arguments, **options: []):
            server.load(5)

        self.assertEqual((server.starts, server.rows, server.digest), (2, 5, "ab"))


if __name__ == "__main__":
    unittest.main()
