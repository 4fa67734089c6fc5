"""How the embedded engine is started: flags of its Java machine, settings, log, and the cache for a fast start."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import platform
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_cache_path

from .place import DATABASE, Layout

HOST = "127.0.0.1"
ADMIN, READER = "root", "reader"
"""The accounts: the engine insists on the name of the first; the second may only read."""

HEAP = "1g"
QUERY_SECONDS = 600
"""Longest time of any statement; a first load of 100,000 facts takes well under a minute."""

MAX_MESSAGE = 256 * 1024**2
HOUR, MONTH = 3600, 30 * 86_400

FLAGS = (
    f"-Xmx{HEAP}",
    "-Xrs",  # signals belong to Python: together with a handler of Java's, SIGTERM crashes the process
    "-XX:+UseSerialGC",
    "-XX:+UseCompactObjectHeaders",
    "-XX:+ExitOnOutOfMemoryError",  # out of memory, an engine would live on and refuse every statement
    "-XX:-UsePerfData",
    "-XX:ErrorFile=log/crash-%p.log",
    "-Xlog:disable",
    "-Djava.awt.headless=true",
    "-Djava.util.logging.config.file=log/logging.properties",
    "-Dfile.encoding=UTF8",
    "-Dpolyglot.engine.WarnInterpreterOnly=false",
    "--enable-native-access=ALL-UNNAMED",
    "--add-opens=java.base/java.util.concurrent.atomic=ALL-UNNAMED",
    "--add-opens=java.base/java.nio.channels.spi=ALL-UNNAMED",
    "--add-opens=java.base/java.lang=ALL-UNNAMED",
)
"""Paths are relative to the store folder, where the process runs: a blank in one would break the start cache."""

SETTINGS = {
    "arcadedb.txWalFlush": "1",  # a commit survives a power cut
    "arcadedb.dateTimeImplementation": "java.time.ZonedDateTime",
    "arcadedb.polyglotEngineEnabled": "false",
    "arcadedb.serverMetrics": "false",
    "arcadedb.support.autoRegister": "false",
    "arcadedb.command.timeout": str(QUERY_SECONDS * 1000),
    "arcadedb.bolt.maxMessageSize": str(MAX_MESSAGE),
    "arcadedb.bolt.packstream.maxValueLength": str(MAX_MESSAGE),
    "arcadedb.bolt.packstream.maxElements": str(16 * 1024**2),
    "arcadedb.opencypher.loadCsv.allowFileUrls": "false",
    "arcadedb.opencypher.loadCsv.allowRemoteUrls": "false",
}
"""Given as -D flags: given to the server object, some of them are ignored without a word."""

LOGGING = """\
handlers=java.util.logging.ConsoleHandler
.level=WARNING
java.util.logging.ConsoleHandler.level=WARNING
java.util.logging.ConsoleHandler.formatter=com.arcadedb.log.LogFormatter
com.arcadedb.bolt.level=OFF
"""
"""Refused statements are told to who sent them; in the log they would leave the values they quote."""


def server_settings(place: Layout, password: str) -> dict[str, str]:
    """What the server object is told: loopback only, on a port that the system chooses."""
    return {
        "arcadedb.server.rootPath": str(place.data),
        "arcadedb.server.rootPassword": password,
        "arcadedb.server.plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
        "arcadedb.bolt.host": HOST,
        "arcadedb.bolt.port": "0",
        "arcadedb.bolt.defaultDatabase": DATABASE,
        "arcadedb.server.httpIncomingHost": HOST,
        "arcadedb.server.httpIncomingPort": "0",
    }


@dataclass(frozen=True)
class Java:
    """The installed Java machine and the jars of the engine."""

    library: Path
    jars: tuple[Path, ...]

    @classmethod
    def installed(cls) -> Java:
        """Those of the package that carries the engine."""
        spec = importlib.util.find_spec("arcadedb_embedded")
        if spec is None or spec.origin is None:
            raise ModuleNotFoundError("arcadedb_embedded")
        home = Path(spec.origin).parent
        libraries = {"win32": "bin/server/jvm.dll", "darwin": "lib/server/libjvm.dylib"}
        library = home / "jre" / libraries.get(sys.platform, "lib/server/libjvm.so")
        return cls(library, tuple(sorted((home / "jars").glob("*.jar"))))

    def options(self, cache: StartCache | None) -> list[str]:
        """Every option to start with."""
        return [*FLAGS, *(f"-D{key}={value}" for key, value in SETTINGS.items()), *([cache.option] if cache else [])]


@dataclass(frozen=True)
class StartCache:
    """A file of loaded classes that halves the time to start.

    The first clean stop without one writes it, which takes some seconds: after the store was closed and let go.
    """

    path: Path
    ready: bool

    @classmethod
    def find(cls, java: Java) -> StartCache | None:
        """The cache for this engine, Python and machine; None where none can be kept."""
        jars = [(str(jar), jar.stat().st_mtime_ns, jar.stat().st_size) for jar in java.jars]
        key = hashlib.sha256(repr((FLAGS, jars, sys.version, platform.uname().machine)).encode()).hexdigest()[:16]
        folder = user_cache_path("stakeholder-map", appauthor=False) / "engine"
        path = folder / f"{key}.aot"
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            remove_stale(folder)
            if path.exists():
                path.touch()
            elif any(folder.glob(f"{key}.*.tmp*")):
                return None  # somebody is writing it just now
        except OSError:
            return None
        return cls(path, path.exists())

    @property
    def recording(self) -> Path:
        """Where this process writes it."""
        return self.path.with_suffix(f".{os.getpid()}.tmp")

    @property
    def option(self) -> str:
        """Use the cache, or record for one."""
        return f"-XX:AOTCache={self.path}" if self.ready else f"-XX:AOTCacheOutput={self.recording}"

    def publish(self) -> None:
        """Make what was recorded the cache; a process that records at the same time writes just the same."""
        if self.recording.exists():
            self.recording.replace(self.path)


def remove_stale(folder: Path) -> None:
    """Remove what killed engines left behind, and caches that nobody used for a month."""
    now = time.time()
    for file in folder.iterdir():
        if now - file.stat().st_mtime > (MONTH if file.suffix == ".aot" else HOUR):
            file.unlink(missing_ok=True)
