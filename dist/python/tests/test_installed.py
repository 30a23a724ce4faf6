"""What an installed Leat does for people who have no JDK, no Maven and no checkout.

Run by dist/python/wheel try, in a fresh environment whose commands are the only ones on the path.
"""

import json
import logging
import os
import pickle
import re
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import unittest
import urllib.request
from pathlib import Path

import leat

PYTHON_CONNECTOR = Path(__file__).resolve().parents[3] / "docs/examples/connector.py"
WAITS = [sys.executable, str(Path(__file__).parent / "waits.py")]
REPLACES = [sys.executable, str(Path(__file__).parent / "replaces.py")]


class Source:
    """leat playground, with what tests change in it."""

    def __enter__(self):
        self.process = subprocess.Popen(["leat", "playground", "--port", "0", "--rows", "120"], stdout=subprocess.PIPE, text=True)
        self.address = re.search(r"http://\S+", self.process.stdout.readline()).group()
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.communicate()

    def at(self, path):
        return {"base_url": self.address + path}

    def insert(self, people):
        body = json.dumps({"insert": people}).encode()
        urllib.request.urlopen(urllib.request.Request(self.address + "/control/changes", body, {"Content-Type": "application/json"}))


class Stopped(Exception):
    """What a scheduler raises in a task that takes too long: by a signal, as here."""


class InstalledTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def leat(self, *arguments, **variables):
        return subprocess.run(["leat", *arguments], cwd=self.folder, env={**os.environ, **variables}, capture_output=True, text=True)

    def test_there_is_no_other_java_and_no_maven(self):
        self.assertIsNone(shutil.which("java"))
        self.assertIsNone(shutil.which("mvn"))

    def test_a_command_says_nothing_but_its_result_and_starts_from_an_archive_of_classes(self):
        listed = self.leat("list")

        self.assertEqual((0, ""), (listed.returncode, listed.stderr))
        self.assertIn("keyset", listed.stdout)
        self.assertEqual(1, len(list(Path(os.environ["XDG_CACHE_HOME"]).glob("leat/classes-*/classes.jsa"))))

    def test_a_cache_that_cannot_be_written_stops_no_command(self):
        (self.folder / "file").write_text("")

        listed = self.leat("list", XDG_CACHE_HOME=str(self.folder / "file"))

        self.assertEqual((0, ""), (listed.returncode, listed.stderr))

    def test_the_module_is_the_command(self):
        version = subprocess.run([sys.executable, "-m", "leat", "--version"], capture_output=True, text=True)

        self.assertEqual(self.leat("--version").stdout, version.stdout)
        self.assertRegex(version.stdout, r"^leat \d+\.\d+\.\d+\n$")

    def test_the_demo_finds_every_table_equal_to_its_source(self):
        demo = self.leat("demo", "--rows", "200")

        self.assertEqual(0, demo.returncode, demo.stderr)
        self.assertEqual(7, demo.stdout.count("all equal"), demo.stdout)

    def test_a_new_project_has_all_that_it_compiles_against(self):
        made = self.leat("new", "orders", "--strategy", "keyset")

        self.assertEqual(0, made.returncode, made.stderr)
        version = self.leat("--version").stdout.split()[1]
        for name in ["leat-sdk", "leat-testkit", "leat-playground"]:
            artifact = self.folder / f"orders/.leat/repository/dev/leat/{name}/{version}/{name}-{version}"
            for end in [".jar", ".pom", "-sources.jar"]:
                self.assertTrue(Path(f"{artifact}{end}").exists(), f"{artifact}{end}")

    def test_a_sync_goes_on_where_the_last_one_stopped(self):
        with Source() as source:
            (self.folder / "keyset.json").write_text(json.dumps(source.at("/pagination/keyset")))

            first = self.leat("sync", "keyset", "--config", "keyset.json", "--json")
            source.insert(3)
            second = leat.run("keyset", config="keyset.json", directory=self.folder)

        self.assertEqual(0, first.returncode, first.stderr)
        self.assertEqual(120, json.loads(first.stdout)["tables"]["user"]["inserted"])
        self.assertEqual(("complete", 0, None), (second.outcome, second.exit_code, second.message))
        self.assertEqual(3, second.tables["user"].inserted)
        self.assertIsNotNone(second.tables["user"].cursor_after)
        self.assertEqual("keyset", second.pipeline)
        self.assertGreater(second.started_at.timestamp(), 0)

    def test_a_connector_in_python_syncs_into_files(self):
        with Source() as source:
            result = leat.run(
                command=[sys.executable, str(PYTHON_CONNECTOR)],
                config=source.at("/pagination/keyset"),
                destination=f"jsonl:{self.folder / 'out'}",
                tables=["user"],
            )

        self.assertEqual(120, result.rows_committed)
        lines = [json.loads(line) for file in (self.folder / "out").rglob("*.jsonl") for line in file.read_text().splitlines()]
        self.assertEqual(120, len({line["row"]["id"] for line in lines if line.get("type") == "upsert"}), lines[:3])

    def test_a_wrong_setting_raises_with_what_to_do(self):
        with self.assertRaises(leat.SyncFailed) as failed:
            leat.run("keyset", config={"base_url": "no address"}, directory=self.folder)

        self.assertIn("base_url", str(failed.exception))
        self.assertEqual(("failed", 10), (failed.exception.result.outcome, failed.exception.result.exit_code))
        self.assertFalse(failed.exception.retry)
        self.assertEqual(str(failed.exception), str(pickle.loads(pickle.dumps(failed.exception))))

    def test_what_leat_says_goes_to_the_log(self):
        with self.assertLogs("leat", logging.INFO) as logs:
            result = leat.run("no-such-connector", directory=self.folder, check=False)

        self.assertEqual(10, result.exit_code)
        self.assertIn("no-such-connector", "".join(logs.output))

    def test_a_timeout_interrupts_the_sync(self):
        stopped = leat.run(command=WAITS, directory=self.folder, timeout=0.5, check=False)

        self.assertEqual(("interrupted", 143), (stopped.outcome, stopped.exit_code), stopped)
        self.assertTrue(leat.SyncFailed(stopped).retry)

    def test_an_interrupted_call_keeps_what_was_committed(self):
        def stop(*_):
            raise Stopped

        def interrupt():
            while not (self.folder / "waits").exists():
                time.sleep(0.1)
            os.kill(os.getpid(), signal.SIGALRM)

        before = signal.signal(signal.SIGALRM, stop)
        self.addCleanup(signal.signal, signal.SIGALRM, before)
        threading.Thread(target=interrupt, daemon=True).start()
        with self.assertRaises(Stopped):
            leat.run(command=WAITS, directory=self.folder)

        state = self.leat("state", "show", "--command", shlex.join(WAITS))
        self.assertIn('"id":1', state.stdout.replace(" ", ""), state.stderr)

    def test_a_setting_that_the_source_replaced_is_handed_back_and_never_shown(self):
        result = leat.run(command=REPLACES, config={"token": "the-old-one"}, directory=self.folder)

        self.assertEqual({"token": "the-new-one"}, dict(result.replaced_settings))
        self.assertNotIn("the-new-one", repr(result))

    def test_either_a_connector_or_a_command_is_named(self):
        for names in [{}, {"connector": "keyset", "command": "true"}]:
            with self.assertRaises(ValueError):
                leat.run(**names)


if __name__ == "__main__":
    unittest.main()
