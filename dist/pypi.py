"""Virtual environments with packages from PyPI, which may not be there."""

import subprocess
import sys
import tempfile
from pathlib import Path


class Failed(Exception):
    """A command did not do its work."""


class Unreachable(Exception):
    """PyPI does not answer, so nothing can be installed."""


def run(command, **more):
    """Runs a command to its end; raises Failed with the end of what it said, if that was captured."""
    command = [str(each) for each in command]
    done = subprocess.run(command, **more)
    if done.returncode != 0:
        raise Failed(f"{Path(command[0]).name} ended with {done.returncode}: {tail(done.stderr)}")
    return done


def tail(output):
    text = output.decode(errors="replace") if isinstance(output, bytes) else output or ""
    return text[-3000:].strip()


def environment(venv, requirements):
    """The commands of the environment with these packages (a requirements file); made once."""
    stamp = venv / "requirements.txt"
    if not stamp.exists() or stamp.read_text() != requirements.read_text():
        bin = fresh(venv)
        install([bin / "pip", "install", "--quiet", "--disable-pip-version-check", "-r", requirements])
        stamp.write_text(requirements.read_text())
    return venv / "bin"


def fresh(venv):
    """The commands of a new, empty environment."""
    run([sys.executable, "-m", "venv", "--clear", venv])
    return venv / "bin"


def install(command, **more):
    """Runs a command that needs PyPI; raises Unreachable if it failed for the lack of it."""
    try:
        run(command, **more)
    except Failed as failure:
        raise failure if is_reachable() else Unreachable()


def is_reachable():
    """Whether PyPI answers: it is asked for one small package."""
    with tempfile.TemporaryDirectory() as folder:
        download = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-cache-dir", "-d", folder, "target-jsonl==0.1.4"]
        return subprocess.run(download, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0
