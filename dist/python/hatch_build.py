"""Puts the program into the wheel: for the platform that LEAT_PLATFORM names, by default this machine's."""

import os
import sys
import tempfile
from pathlib import Path

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from hatchling.metadata.plugin.interface import MetadataHookInterface

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
import program

PLATFORM = os.environ.get("LEAT_PLATFORM") or program.here()
ON_WINDOWS = PLATFORM.startswith("windows")


class CommandHook(MetadataHookInterface):
    """Windows needs the program that an installer makes of this; elsewhere the script below starts faster."""

    def update(self, metadata):
        metadata["scripts"] = {"leat": "leat._start:main"} if ON_WINDOWS else {}


class ProgramHook(BuildHookInterface):
    """One wheel for each platform: its native code is what most of the size is."""

    def initialize(self, version, build_data):
        self.work = tempfile.TemporaryDirectory(prefix="leat-wheel.")
        folder = Path(self.work.name) / PLATFORM
        program.stage(PLATFORM, folder)
        # A wheel starts Java by its own Python.
        (folder / "start.sh").unlink()
        build_data["force_include"][str(folder)] = "leat/lib"
        if not ON_WINDOWS:
            build_data["shared_scripts"][str(Path(self.root) / "leat")] = "leat"
        build_data["tag"] = f"py3-none-{program.PLATFORMS[PLATFORM].wheel}"
        build_data["pure_python"] = False

    def finalize(self, version, build_data, artifact_path):
        self.work.cleanup()
