"""Servers that misbehave as networks do: one that says nothing, one that loses the answer to a commit."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

COMMIT = b"\x00\x02\xb0\x12\x00\x00"
"""The message COMMIT as it stands on the wire: one chunk of two bytes, a structure without fields."""


@contextmanager
def silent() -> Iterator[int]:
    """A port that takes connections and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


@dataclass
class Proxy:
    """Passes everything on to a server; when armed, the next commit gets through and its answer does not."""

    target: tuple[str, int]
    server: socket.socket = field(default_factory=lambda: socket.create_server(("127.0.0.1", 0)))
    armed: bool = False
    lost: int = 0

    @property
    def port(self) -> int:
        return int(self.server.getsockname()[1])

    def serve(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self.server.accept()
                upstream = socket.create_connection(self.target)
                deaf = threading.Event()
                for work in (self._up, self._down):
                    threading.Thread(target=work, args=(client, upstream, deaf), daemon=True).start()

    def _up(self, client: socket.socket, upstream: socket.socket, deaf: threading.Event) -> None:
        with suppress(OSError):
            while data := client.recv(65536):
                if self.armed and COMMIT in data:
                    self.armed = False
                    self.lost += 1
                    deaf.set()
                upstream.sendall(data)
        _end(client, upstream)

    def _down(self, client: socket.socket, upstream: socket.socket, deaf: threading.Event) -> None:
        with suppress(OSError):
            while data := upstream.recv(65536):
                if deaf.is_set():
                    break
                client.sendall(data)
        _end(client, upstream)


def _end(*ends: socket.socket) -> None:
    for end in ends:
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
        end.close()


@contextmanager
def losing(target: tuple[str, int]) -> Iterator[Proxy]:
    """A proxy in front of `target`; arm it to lose the answer to the next commit."""
    proxy = Proxy(target)
    threading.Thread(target=proxy.serve, daemon=True).start()
    try:
        yield proxy
    finally:
        proxy.server.close()
