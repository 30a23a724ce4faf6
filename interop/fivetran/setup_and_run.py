"""Makes a virtual environment and the stubs, builds the server, then runs client.py in it."""

import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
WORK = HERE / "target"
MODULE = ROOT / "hosts/fivetran"
PROTO = MODULE / "src/main/protobuf"


def run(command, **more):
    return subprocess.run([str(each) for each in command], check=True, stdout=sys.stderr, **more)


def environment():
    """The virtual environment with requirements.txt, made once; none if PyPI cannot be reached."""
    venv = WORK / "venv"
    requirements = HERE / "requirements.txt"
    stamp = venv / "requirements.txt"
    if stamp.exists() and stamp.read_text() == requirements.read_text():
        return venv / "bin/python"
    run([sys.executable, "-m", "venv", "--clear", venv])
    installed = subprocess.run(
        [venv / "bin/pip", "install", "--quiet", "--disable-pip-version-check", "-r", requirements],
        stdout=sys.stderr,
    )
    if installed.returncode != 0:
        return None
    stamp.write_text(requirements.read_text())
    return venv / "bin/python"


def main():
    WORK.mkdir(exist_ok=True)
    python = environment()
    if python is None:
        print("fivetran: skipped, for PyPI cannot be reached (grpcio-tools is needed)")
        return
    stubs = WORK / "stubs"
    stubs.mkdir(exist_ok=True)
    run([python, "-m", "grpc_tools.protoc", f"-I{PROTO}", f"--python_out={stubs}",
         f"--grpc_python_out={stubs}", PROTO / "source_connector.proto"])
    run(["mvn", "-q", "-B", "-DskipTests", "-pl", "hosts/fivetran", "-am", "package",
         "dependency:build-classpath", "-Dmdep.outputFile=target/classpath.txt"], cwd=ROOT)
    classpath = (MODULE / "target/classpath.txt").read_text().strip()
    variables = {
        "PYTHONPATH": str(stubs),
        "CLASSPATH": f"{MODULE / 'target/test-classes'}:{MODULE / 'target/classes'}:{classpath}",
    }
    os.execve(python, [str(python), str(HERE / "client.py"), *sys.argv[1:]], {**os.environ, **variables})


main()
