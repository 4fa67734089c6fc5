"""Starts a real Neo4j Community server for the tests: its published jars, a home of its own, a free loopback port."""

from __future__ import annotations

import re
import secrets
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock
from platformdirs import user_cache_path

from .java import Jdk, find_jdk

HERE = Path(__file__).parent
START_SECONDS = 120
MAVEN_SECONDS = 600
FLAGS = (
    # quick to start rather than fast when warm: three quarters of the work of a test run is loading classes
    "-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:+UnlockDiagnosticVMOptions",
    "-XX:-BytecodeVerificationRemote",
    "--add-opens=java.base/java.nio=ALL-UNNAMED", "--add-opens=java.base/java.lang=ALL-UNNAMED",
)


class UnavailableError(Exception):
    """This Neo4j cannot be had on this machine; the message is a reason that fits into a sentence."""


@dataclass(frozen=True)
class Release:
    """A release of Neo4j and the oldest Java that runs it."""

    version: str
    java: int


@dataclass(frozen=True)
class Address:
    """Where a server listens, and the account to use there."""

    uri: str
    user: str
    password: str
    database: str = "neo4j"


LONG_TERM = Release("5.26.30", java=17)
NEWEST = Release("2026.08.1", java=21)


@contextmanager
def running(release: Release) -> Iterator[Address]:
    """A server of `release` for as long as the block lasts. It is killed at the end: nothing in it is worth keeping."""
    server = Server(release)
    try:
        yield server.start()
    finally:
        server.remove()


class Server:
    """A server with a home of its own, which may be killed and started again; its port and password stay."""

    def __init__(self, release: Release) -> None:
        """Raises UnavailableError when this release cannot be had here."""
        jdk = find_jdk(release.java)
        if jdk is None:
            raise UnavailableError(f"no development kit of Java {release.java} or newer found")
        self._java, self._jars = jdk.java, _jars(release, jdk)
        self._home = Path(tempfile.mkdtemp(prefix="stakeholder-map-neo4j-"))
        self._password = secrets.token_urlsafe(24)
        self._settings, self._output = self._home / "neo4j.conf", self._home / "output.txt"
        shutil.copy(HERE / "neo4j.conf", self._settings)
        self._process: subprocess.Popen[str] | None = None

    def start(self) -> Address:
        """Start the server and wait until it listens."""
        with self._output.open("w") as errors:
            self._process = subprocess.Popen(
                [self._java, *FLAGS, "-cp", f"{self._jars}/*", HERE / "Neo4jServer.java", self._home, self._settings],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, text=True)
        port = _port(self._process, self._password, self._output)
        self._settings.write_text(self._settings.read_text().replace("127.0.0.1:0\n", f"127.0.0.1:{port}\n"))
        return Address(f"bolt://127.0.0.1:{port}", "neo4j", self._password)

    def kill(self) -> None:
        """End the server as hard as the system can, and wait until it is gone."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()

    def remove(self) -> None:
        """End the server and delete what it held."""
        self.kill()
        shutil.rmtree(self._home, ignore_errors=True)


def _port(process: subprocess.Popen[str], password: str, output: Path) -> int:
    """Hand over the password and wait until the server says on which port it listens."""
    assert process.stdin
    assert process.stdout
    process.stdin.write(f"{password}\n")
    process.stdin.flush()
    watchdog = threading.Timer(START_SECONDS, process.kill)
    watchdog.start()
    first = process.stdout.readline()
    watchdog.cancel()
    if found := re.match(r"ready (\d+)", first):
        return int(found[1])
    last = output.read_text().strip().splitlines()[-3:]
    raise UnavailableError(f"Neo4j did not start: {' '.join(last) or 'no answer in time'}")


def _jars(release: Release, jdk: Jdk) -> Path:
    """The folder with the jars of `release`, fetched by Maven once for this user."""
    cache = user_cache_path("stakeholder-map") / "tests"
    cache.mkdir(parents=True, exist_ok=True)
    jars = cache / f"neo4j-{release.version}"
    with FileLock(cache / "jars.lock"):
        if not jars.is_dir():
            _fetch(release, jdk, jars)
    return jars


def _fetch(release: Release, jdk: Jdk, jars: Path) -> None:
    maven = shutil.which("mvn")
    if maven is None:
        raise UnavailableError("no Maven found to fetch Neo4j with")
    part = jars.with_suffix(".part")
    shutil.rmtree(part, ignore_errors=True)
    command = [maven, "--quiet", "--batch-mode", "--strict-checksums", f"--file={HERE / 'pom.xml'}",
               f"-Dneo4j.version={release.version}", f"-DoutputDirectory={part}", "-DincludeScope=runtime",
               "dependency:copy-dependencies"]
    try:
        subprocess.run(command, check=True, capture_output=True, text=True, timeout=MAVEN_SECONDS, env=jdk.environment)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        raise UnavailableError(f"Maven could not fetch Neo4j {release.version}") from None
    part.rename(jars)
