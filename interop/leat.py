"""The leat command of this checkout, and the local source that it serves."""

import json
import re
import subprocess
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LEAT = ROOT / "leat"
ENDPOINTS = {
    "keyset": "/pagination/keyset",
    "offset": "/pagination/offset",
    "timestamp": "/incremental/timestamp",
    "step-size": "/incremental/step",
    "replay": "/incremental/replay",
}


class Server:
    """A leat command that serves until SIGTERM, once a line that it prints has shown where."""

    def __init__(self, *arguments, shows):
        self.process = subprocess.Popen(
            [str(LEAT), *arguments], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.lines = []
        for line in self.process.stdout:
            self.lines.append(line)
            found = re.search(shows, line)
            if found:
                self.found = found.group(1)
                return
        raise SystemExit(f"leat {' '.join(arguments)} has ended with {self.process.wait()}")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    def stop(self):
        """Every line that it has printed."""
        if self.process.poll() is None:
            self.process.terminate()
            self.lines += self.process.stdout.readlines()
            self.process.wait(30)
        return self.lines


class Playground(Server):
    def __init__(self, rows=1000):
        super().__init__(
            "playground", "--port", "0", "--rows", str(rows), "--ties", "3",
            shows=r"(http://127\.0\.0\.1:\d+)")
        self.address = self.found

    def people(self):
        """Every row, as the source has it now."""
        with urllib.request.urlopen(self.address + "/control/people") as answer:
            return [json.loads(line) for line in answer.read().decode().splitlines()]

    def change(self, insert, update):
        """Inserts and updates rows; the ids of the updated ones."""
        request = urllib.request.Request(
            self.address + "/control/changes",
            data=json.dumps({"insert": insert, "update": update}).encode(),
            headers={"Content-Type": "application/json"})
        with urllib.request.urlopen(request) as answer:
            return set(json.load(answer)["updated"])
