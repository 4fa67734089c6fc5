"""Proves at every start that the embedded engine is as closed as it was told to be; a failure ends the start.

By behaviour where that is possible, because a setting can be ignored without a word.
"""

from __future__ import annotations

import socket
from contextlib import suppress

from .. import queries
from ..errors import StoreError
from .flags import ADMIN, HOST, READER, SETTINGS
from .server import Server

HELLO = bytes.fromhex("6060b017 00000404 00000000 00000000 00000000")
"""A client's first words in Bolt: it would like to speak version 4.4."""

ELSEWHERE = ("192.0.2.1", 9)
"""An address of nobody's: asking for the way there tells our own address and sends nothing."""

REFUSED = (
    (ADMIN, "read-file", "allowFileUrls"),
    (ADMIN, "read-address", "allowRemoteUrls"),
    (READER, "create", "reader"),
    (READER, "change-schema", "reader"),
    (READER, "read-file", "reader"),
)
"""Who must not do what, and the word in the refusal that tells it from another one."""


def check(server: Server) -> None:
    """Raise the first failure, by the name of the setting."""
    for key, value in SETTINGS.items():
        if server.setting(key) != value.lower():
            raise _failed(key, f"it is {server.setting(key)}, not {value}")
    if server.reader_can_change_records():
        raise _failed("reader account", "it may change records")
    for user, name, word in REFUSED:
        statement = queries.get(f"selftest/{name}").statements[0]
        if word not in server.refusal(statement, user):
            raise _failed(word, f"'{name}' was not refused to {user}")
    if not _greets(server.port):
        raise _failed("arcadedb.bolt.port", "nobody answers there")
    if _reachable(server.port):
        raise _failed("arcadedb.bolt.host", f"it answers on other addresses than {HOST}")


def _greets(port: int) -> bool:
    """Whether a Bolt server answers at the port."""
    with suppress(OSError), socket.create_connection((HOST, port), timeout=5) as client:
        client.settimeout(5)
        client.sendall(HELLO)
        return client.recv(4)[-1:] == b"\x04"
    return False


def _reachable(port: int) -> bool:
    """Whether the port answers on this computer's address in the network, if it has one."""
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(ELSEWHERE)
        own = probe.getsockname()[0]
        with socket.create_connection((own, port), timeout=1):
            return not own.startswith("127.")
    return False


def _failed(setting: str, how: str) -> StoreError:
    return StoreError(
        f"The embedded engine is not as closed as it must be, so it was stopped: {setting} ({how}).",
        "Reinstall this program: it needs exactly the version of the engine that it was made for.",
    )
