"""What is read off records."""

import unittest

from harness import bars, figures, report
from harness.figures import Results


def run(stage, subject, rows, cpu_s, round_=0, **more):
    kind = "leat" if subject == "leat" else "peer"
    return {"stage": stage, "subject": subject, "kind": kind, "round": round_, "rows": rows, "cpu_s": cpu_s,
            "wall_s": cpu_s, "rss_mb": 100, "allocated": None, "requests": None, "minimum": None, **more}


def results(**records):
    return {name: {"workload": name, "date": "today", "commit": "c0ffee", "load_before": 0.1, "machine": "a machine",
                   "records": each, "failures": []} for name, each in records.items()}


def bar(loaded, workload, words):
    found = [each for each in bars.BARS if each.workload == workload and words in each.what]
    assert len(found) == 1, found
    return found[0].values(Results(loaded)), found[0].holds(Results(loaded))


class FiguresTest(unittest.TestCase):

    def test_a_line_keeps_start_up_and_slope_apart(self):
        start, slope = figures.line([(1000, 1.5), (2000, 2.0), (4000, 3.0)])

        self.assertAlmostEqual(start, 1.0)
        self.assertAlmostEqual(slope, 0.0005)

    def test_one_size_makes_no_line(self):
        self.assertIsNone(figures.line([(1000, 1.5), (1000, 1.7)]))

    def test_a_peer_that_ran_at_smaller_sizes_is_compared_by_its_line_round_by_round(self):
        loaded = results(w2=[
            run("keyset", "leat", 1_000_000, 3.0), run("keyset", "leat", 1_000_000, 4.0, 1),
            run("keyset", "Airbyte CDK 7", 10_000, 3.0), run("keyset", "Airbyte CDK 7", 50_000, 7.0),
            run("keyset", "Airbyte CDK 7", 10_000, 4.0, 1), run("keyset", "Airbyte CDK 7", 50_000, 8.0, 1)])

        values, held = bar(loaded, "w2", "Airbyte")

        self.assertEqual([round(each, 2) for each in values], [34.0, 25.75])  # 102 / 3 and 103 / 4
        self.assertTrue(held)

    def test_a_variant_of_a_peer_is_told_apart_by_its_end(self):
        loaded = results(w3=[
            run("first", "leat", 1_000_000, 8.0),
            *(run("first", f"dlt 1, {manner}", rows, rows * cost)
              for manner, cost in (("default", 3e-4), ("tuned", 4e-5)) for rows in (1000, 2000))])

        self.assertAlmostEqual(bar(loaded, "w3", "first, CPU of dlt, default")[0][0], 37.5)
        self.assertAlmostEqual(bar(loaded, "w3", "first, CPU of dlt, tuned")[0][0], 5.0)
        self.assertFalse(bar(loaded, "w3", "first, CPU of dlt, tuned")[1])


class BarsTest(unittest.TestCase):

    def test_a_bar_is_held_by_the_median_of_a_million_rows(self):
        loaded = results(w1=[run("emit", "leat", 10_000, 1.0),
                             *(run("emit", "leat", 1_000_000, cost, place)
                               for place, cost in enumerate((0.8, 0.9, 2.0)))])

        self.assertEqual(bar(loaded, "w1", "emit, CPU a row"), ([0.8, 0.9, 2.0], True))

    def test_a_bar_that_is_missed_says_what_to_profile(self):
        loaded = results(w1=[run("emit", "leat", 1_000_000, 1.2), run("read", "leat", 1_000_000, 1.2)])

        self.assertEqual(bars.missed(loaded), ["w1:emit"])
        self.assertIn("| W1 | emit, CPU a row | 1.20 µs | ≤ 1 µs |  | **missed** |", bars.table(loaded))

    def test_what_was_not_measured_is_neither_held_nor_missed(self):
        loaded = results(w1=[run("emit", "leat", 10_000, 1.0)])

        self.assertEqual(bar(loaded, "w1", "emit, CPU a row"), ([], None))
        self.assertIn("| not measured |", bars.table(loaded))

    def test_a_load_that_failed_is_not_passed_over(self):
        loaded = results(w6=[run("read", "leat", 1000, 1.0)])
        loaded["w6"]["failures"] = [{"stage": "large page", "subject": "leat", "round": 0, "rows": 7, "why": "it was killed"}]

        self.assertIn("| W6 | large page, memory of the process tree |  | ≤ 400 MB |  | **failed** |", bars.table(loaded))

    def test_the_slowest_strategy_is_held_against_the_fastest_of_its_round(self):
        costs = {"keyset": 2.0, "offset": 2.2, "timestamp": 2.1, "step-size": 2.0, "replay": 2.6}
        loaded = results(w2=[run(stage, "leat", 1_000_000, cost) for stage, cost in costs.items()])

        self.assertEqual(bar(loaded, "w2", "slowest"), ([1.3], False))

    def test_flat_means_as_much_a_row_at_ten_million_as_at_one(self):
        loaded = results(w3=[run("first", "leat", 1_000_000, 8.0), run("first", "leat", 10_000_000, 84.0)])

        values, held = bar(loaded, "w3", "first, CPU a row at the most")

        self.assertAlmostEqual(values[0], 1.05)
        self.assertTrue(held)

    def test_memory_is_judged_by_its_worst(self):
        loaded = results(w6=[{**run("read", "leat", 1000, 1.0), "rss_mb": 300},
                             {**run("read", "leat", 9000, 1.0), "rss_mb": 450}])

        self.assertEqual(bar(loaded, "w6", "read, memory of the process tree"), ([450], False))
        self.assertEqual(bar(loaded, "w6", "read, memory at the most rows"), ([1.5], False))

    def test_every_case_of_a_bar_can_be_profiled(self):
        from harness import profiles

        cases = {each.case for each in bars.BARS if each.case}

        self.assertGreater(len(cases), 8)
        self.assertEqual(cases - set(profiles.cases()), set())


class ReportTest(unittest.TestCase):

    def test_ratios_are_taken_pair_by_pair_at_the_same_size(self):
        loaded = results(w2=[
            run("keyset", "leat", 1000, 1.0), run("keyset", "leat", 1000, 2.0, 1), run("keyset", "leat", 9000, 9.0),
            run("keyset", "a peer", 1000, 3.0), run("keyset", "a peer", 1000, 8.0, 1)])

        self.assertEqual(report.ratios(loaded["w2"]["records"]),
                         [["keyset", "a peer", "1,000", "3.50 (3.00 to 4.00)", ""]])

    def test_a_failure_is_in_the_table(self):
        loaded = results(w1=[run("emit", "leat", 1000, 1.0)])
        loaded["w1"]["failures"] = [
            {"stage": "read", "subject": "leat", "round": 0, "rows": 1000, "why": "CommandFailed: x\nit was killed"}]

        self.assertIn("- **Failed**: read, leat, 1,000 rows: it was killed", report.tables(loaded))

    def test_the_whole_page_can_be_written_of_any_result(self):
        loaded = results(w1=[run("emit", "leat", 1000, 1.0)])
        loaded["jmh"] = {**loaded["w1"], "records": [
            {"part": "digest", "us_a_row": 0.1, "error": None, "bytes_a_row": 0, "iterations": 1}]}
        loaded["profile-w1-emit"] = {**loaded["w1"], "case": "w1:emit", "rows": 1000, "cpu_s": 1.0, "samples": 10,
                                     "threads": {"main": 0.9}, "methods": {"a.B.c": 0.5}, "own": {}}

        page = report.whole(loaded)

        for words in ("### Bars", "### W1", "| digest | 0.100 |", "w1:emit: 1,000 rows", "dlt 1."):
            self.assertIn(words, page)


if __name__ == "__main__":
    unittest.main()
