"""The embedded engine's own process: `python -m stakeholder_map.embedded.engine FOLDER`.

Nobody calls this by hand: `embedded.ensure` starts it, detached, and it stops by itself when nobody has been
connected for a while. It holds `server.lock` as long as it has the store open.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
import time
import traceback
from contextlib import suppress
from dataclasses import asdict
from datetime import UTC, datetime
from types import FrameType

from filelock import FileLock, Timeout

from .. import __version__
from ..errors import StoreError
from . import checks, engine_version
from . import place as places
from .flags import ADMIN, HOST, READER
from .limits import QUESTION_SECONDS, seconds
from .place import DATABASE, Layout, Rendezvous

IDLE_SECONDS = seconds("STAKEHOLDER_MAP_IDLE", 600)
"""The engine stops when nobody was connected for this long."""

TICK_SECONDS = 0.2
RC_OWNED, RC_FAILED, RC_DEAF = 3, 4, 5


class Signals:
    """Remembers that the process was asked to end; made before the Java machine starts."""

    def __init__(self) -> None:
        self.received = False
        for name in ("SIGTERM", "SIGINT", "SIGHUP", "SIGBREAK"):
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), self._receive)

    def _receive(self, _number: int, _frame: FrameType | None) -> None:
        self.received = True


def main(folder: str) -> int:
    """Run the engine of one store until it is to stop; the exit code of the process."""
    os.umask(0o077)
    signals = Signals()
    place = places.layout(folder)
    os.chdir(place.root)
    lock = FileLock(place.server_lock, mode=0o600, fallback_to_soft=False)
    try:
        lock.acquire(timeout=2)  # somebody may be looking just now whether it is held
    except Timeout:
        return RC_OWNED
    place.bolt.unlink(missing_ok=True)
    try:
        engine = Engine(place)
    except Exception as error:
        _tell(place, error)
        return RC_FAILED
    engine.run(signals)
    lock.release()
    engine.write_cache()
    return 0


class Engine:
    """An engine that is ready to answer."""

    def __init__(self, place: Layout) -> None:
        self.place = place
        known = checks.initialised(place, engine_version())
        if not known:
            self._begin()
        sys.modules.setdefault("numpy", None)  # type: ignore[arg-type]  # the bridge to Java would load it, for nothing
        from . import selftest as embedded_selftest
        from . import server as embedded_server

        self.cache = embedded_server.start_java(place)
        self.server = embedded_server.Server(place, new=not known)
        try:
            embedded_selftest.check(self.server)
        except BaseException:
            self.server.close()
            raise
        self._mark(ready=True)

    def _begin(self) -> None:
        """Start a store. What a first start that never answered anybody left behind is no loss."""
        self._mark(ready=False)
        if self.place.data.exists():
            shutil.rmtree(self.place.data)

    def _mark(self, *, ready: bool, files: dict[str, int] | None = None) -> None:
        checks.Marker(ready, __version__, engine_version(), files).write(self.place)

    def _publish(self) -> None:
        rendezvous = Rendezvous(
            pid=os.getpid(),
            port=self.server.port,
            uri=f"bolt://{HOST}:{self.server.port}",
            user=ADMIN,
            password=self.server.passwords[ADMIN],
            database=DATABASE,
            program=__version__,
            engine=engine_version(),
            reader_user=READER,
            reader_password=self.server.passwords[READER],
            started=datetime.now(UTC).isoformat(timespec="seconds"),
        )
        places.write_json(self.place.bolt, asdict(rendezvous))

    def run(self, signals: Signals) -> None:
        """Answer until it is time to stop; then close the store."""
        self._publish()
        self._wait(signals)
        self.place.bolt.unlink(missing_ok=True)
        self.server.close()
        self._mark(ready=True, files=checks.data_files(self.place))
        self.place.stop.unlink(missing_ok=True)

    def _wait(self, signals: Signals) -> None:
        used = time.monotonic()
        while not signals.received and time.monotonic() - used < IDLE_SECONDS:
            time.sleep(TICK_SECONDS)
            busy = self.server.connections() > 0
            if busy:
                used = time.monotonic()
                if not self.server.stop_slow_questions(QUESTION_SECONDS):
                    os._exit(RC_DEAF)  # as when memory runs out: what was confirmed is on disk, the next command starts
            if self._told_to_stop(busy):
                return

    def _told_to_stop(self, busy: bool) -> bool:
        wish = places.read_json(self.place.stop)
        if wish and wish.get("idle") and busy:
            self.place.stop.unlink(missing_ok=True)  # which tells who asked that we go on
            return False
        return wish is not None

    def write_cache(self) -> None:
        """Write the cache for fast starts. This takes seconds, but the store is closed and free by now."""
        if self.cache is None:
            return
        import jpype

        jpype.shutdownJVM()
        self.cache.publish()


def _tell(place: Layout, error: Exception) -> None:
    """Leave word, for who asked for the engine, why it did not start."""
    if not isinstance(error, StoreError):
        traceback.print_exception(error)
        reason = getattr(error, "strerror", None) or type(error).__name__
        error = StoreError(f"The engine of {place.root} did not start: {reason}.", f"Its log is {place.engine_log}.")
    with suppress(OSError):
        places.write_json(place.failure, {"message": error.message, "hint": error.hint})


if __name__ == "__main__":
    code = main(sys.argv[1])
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)
