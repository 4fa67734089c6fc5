"""Sets up a fresh clone and runs it, with nothing but Python: `run.py demo` or `run.py test` (see README.md)."""

import hashlib
import os
import platform
import subprocess
import sys
import venv

HERE = os.path.dirname(os.path.abspath(__file__))
HOME = os.path.join(HERE, ".venv-{}.{}".format(*sys.version_info[:2]))
BIN = os.path.join(HOME, "Scripts" if os.name == "nt" else "bin")
PYTHON = os.path.join(BIN, "python.exe" if os.name == "nt" else "python")
LOCKS = {"demo": "requirements.lock", "test": "requirements-test.lock"}
USAGE = "Say what to run: run.py demo [options of the demo], or run.py test [options of pytest]."


def main():
    words = sys.argv[1:]
    if not words or words[0] not in LOCKS:
        return USAGE
    if not (3, 11) <= sys.version_info[:2] <= (3, 13):
        return "Python 3.11, 3.12 or 3.13 is needed; this is {}.{}. Call run.py with it.".format(*sys.version_info[:2])
    libc, version = platform.libc_ver()
    if sys.platform == "linux" and (libc != "glibc" or tuple(map(int, version.split(".")[:2])) < (2, 34)):
        return ("The embedded engine needs Linux with glibc 2.34 or newer; this is {} {}. Install the package by hand "
                "and use a Neo4j (docs/operations.md).".format(libc or "another C library", version))
    install(LOCKS[words[0]])
    command = [PYTHON, "-m", "stakeholder_map", *words] if words[0] == "demo" else [
        PYTHON, "-m", "pytest", "--rootdir", HERE, "-c", os.path.join(HERE, "pyproject.toml"), *spread(),
        os.path.join(HERE, "tests"), *words[1:]]
    try:
        return subprocess.call(command)
    except KeyboardInterrupt:
        return 130


def spread():
    """Tests run in two processes with engines of their own, but not on a Neo4j of yours, which both would empty."""
    if os.environ.get("STAKEHOLDER_MAP_TEST_URI"):
        return []
    return ["-n", "2", "--dist", "loadfile", "--no-loadscope-reorder"]


def install(lock):
    """Installs what `lock` names and this clone, unless exactly that stands there already."""
    with open(os.path.join(HERE, lock), "rb") as locked, open(os.path.join(HERE, "pyproject.toml"), "rb") as project:
        wanted = hashlib.sha256(locked.read() + project.read() + sys.version.encode()).hexdigest()
    stamp = os.path.join(HOME, lock + ".done")
    if os.path.exists(stamp):
        with open(stamp) as done:
            if done.read() == wanted:
                return
    print("Installing what is needed into", HOME, "(once; a minute or two) ...", flush=True)
    if not os.path.exists(PYTHON):
        try:
            venv.create(HOME, with_pip=True)
        except subprocess.CalledProcessError:
            sys.exit("Python's venv is incomplete here. Install it (Debian, Ubuntu: the package python3-venv) and call "
                     "run.py again.")
    pip = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    for step in (["--require-hashes", "-r", lock], ["--no-deps", "--no-build-isolation", "--editable", "."]):
        if subprocess.call(pip + step, cwd=HERE):
            sys.exit("The installation stopped; the lines above say why. Check the network and call run.py again.")
    with open(stamp, "w") as done:
        done.write(wanted)


if __name__ == "__main__":
    sys.exit(main())
