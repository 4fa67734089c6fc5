"""The database server inside the embedded engine's process: its Java machine, accounts and connections."""

from __future__ import annotations

import json
import secrets
from typing import Any

import jpype

from ..errors import StoreError
from . import place as places
from .flags import ADMIN, LOGGING, READER, Java, StartCache, server_settings
from .place import DATABASE, Layout

READER_RIGHTS = {"access": [], "resultSetLimit": -1, "readTimeout": -1, "types": {"*": {"access": ["readRecord"]}}}
DEAF_SECONDS = 2.0
"""So long after it was told to end a question may go on."""


def start_java(place: Layout) -> StartCache | None:
    """Start the Java machine of this process; the cache to publish at the end, if this start records one."""
    java = Java.installed()
    cache = StartCache.find(java)
    (place.log / "logging.properties").write_text(LOGGING, encoding="ascii")
    jars = [str(jar) for jar in java.jars]
    jpype.startJVM(str(java.library), *java.options(cache), classpath=jars, interrupt=False)
    jpype.JClass("java.lang.System").setProperty("arcadedb.server.logsDirectory", str(place.log))
    return None if cache is None or cache.ready else cache


class Server:
    """The running server of one store, with its one database and two accounts."""

    def __init__(self, place: Layout, *, new: bool) -> None:
        self.place = place
        self.passwords, fresh = _passwords(place)
        self._server = self._start()
        try:
            self._open(new)
            self._set_accounts(fresh)
        except BaseException:
            self.close()
            raise
        plugin = next(plugin for plugin in self._server.getPlugins() if str(plugin.getName()) == "Neo4j-Bolt")
        self.port = int(plugin.getPort())
        self._connections = _field(_field(plugin, "listener"), "activeConnections")
        self._running = self._server.getRunningQueries()

    def _start(self) -> Any:
        configuration = jpype.JClass("com.arcadedb.ContextConfiguration")()
        for key, value in server_settings(self.place, self.passwords[ADMIN]).items():
            configuration.setValue(key, value)
        server = jpype.JClass("com.arcadedb.server.ArcadeDBServer")(configuration)
        try:
            server.start()
        except jpype.JException as error:
            server.stop()
            raise self._cannot_open(error) from None
        server.getHttpServer().stopService()  # the engine cannot start without it; nobody needs it
        return server

    def _open(self, new: bool) -> None:
        """The database must be there already, unless the store is new."""
        try:
            if new:
                mode = jpype.JClass("com.arcadedb.engine.ComponentFile").MODE.READ_WRITE
                self._server.createDatabase(DATABASE, mode)
            self.database = self._server.getDatabase(DATABASE)
        except jpype.JException as error:
            raise self._cannot_open(error) from None

    def _cannot_open(self, error: Any) -> StoreError:
        cause = error
        while cause.getCause() is not None:
            cause = cause.getCause()
        if str(cause.getClass().getSimpleName()) == "LockException":
            return StoreError(
                f"Another program has the database of {self.place.root} open.", "Close that program, then try again.")
        return StoreError(
            f"The engine cannot open the store {self.place.root} ({cause.getClass().getSimpleName()}).",
            f"Its log is {self.place.engine_log}. If the disk is sound, restore a backup into an empty folder.",
        )

    def _set_accounts(self, fresh: bool) -> None:
        """The reader may only read. Fresh passwords replace those that the database knows."""
        as_json = jpype.JClass("com.arcadedb.serializer.json.JSONObject")
        security = self._server.getSecurity()
        security.saveGroup(DATABASE, READER, as_json(json.dumps(READER_RIGHTS)))
        if fresh and security.existsUser(READER):
            security.dropUser(READER)
        if not security.existsUser(READER):
            password = str(security.encodePassword(self.passwords[READER]))
            user = {"name": READER, "password": password, "databases": {DATABASE: [READER]}}
            security.createUser(as_json(json.dumps(user)))
        if fresh:
            security.setUserPassword(ADMIN, self.passwords[ADMIN])

    def connections(self) -> int:
        """How many clients are connected."""
        return int(self._connections.size())

    def stop_slow_questions(self, seconds: float) -> bool:
        """End statements of the reader that have run for longer than this; False when one does not end.

        The engine looks at the wish to end between rows, and never inside a single long calculation.
        """
        longest = 0.0
        for query in self._running.getRunning():
            if str(query.getUser()) == READER and query.getElapsedMillis() > seconds * 1000:
                longest = max(longest, query.getElapsedMillis() / 1000)
                query.terminate("time limit")
        return longest < seconds + DEAF_SECONDS

    def setting(self, key: str) -> str:
        """The value that the database really uses."""
        setting = jpype.JClass("com.arcadedb.GlobalConfiguration").findByKey(key)
        return str(self.database.getConfiguration().getValue(setting)).removeprefix("class ").lower()

    def refusal(self, statement: str, user: str) -> str:
        """The words with which the engine refuses a statement to a user; '' when it does not."""
        context = jpype.JClass("com.arcadedb.database.DatabaseContext").INSTANCE
        session = context.init(self.database.getWrappedDatabaseInstance())
        session.setCurrentUser(self._server.getSecurity().getUser(user).getDatabaseUser(self.database))
        try:
            rows = self.database.command("opencypher", statement)
            while rows.hasNext():
                rows.next()
        except jpype.JClass("java.lang.SecurityException") as refused:
            return str(refused.getMessage())
        except jpype.JException:
            return ""
        finally:
            session.setCurrentUser(None)
        return ""

    def reader_can_change_records(self) -> bool:
        """Whether the reader's rights reach further than reading, in the files of any kind of record."""
        user = self._server.getSecurity().getUser(READER).getDatabaseUser(self.database)
        rights = jpype.JClass("com.arcadedb.security.SecurityDatabaseUser$ACCESS")
        writes = (rights.CREATE_RECORD, rights.UPDATE_RECORD, rights.DELETE_RECORD)
        kinds = self.database.getSchema().getTypes()  # a file of no kind, left by a crash, is nobody's
        files = [bucket.getFileId() for kind in kinds for bucket in kind.getBuckets(False)]
        return any(user.requestAccessOnFile(file, right) for file in files for right in writes)

    def close(self) -> None:
        """Close the store, with everything on disk."""
        self._server.stop()


def _passwords(place: Layout) -> tuple[dict[str, str], bool]:
    """The passwords of this store, and whether they are new: made at its first start, or when their file was lost."""
    found = places.read_json(place.accounts) or {}
    passwords = {name: str(found.get(name) or secrets.token_urlsafe(24)) for name in (ADMIN, READER)}
    if passwords != found:
        places.write_json(place.accounts, passwords)
    return passwords, passwords != found


def _field(owner: Any, name: str) -> Any:
    """A private field: the engine does not tell otherwise how many clients are connected."""
    field = owner.getClass().getDeclaredField(name)
    field.setAccessible(True)
    return field.get(owner)
