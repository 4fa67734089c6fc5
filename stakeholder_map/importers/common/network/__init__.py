"""Things and lines of somebody else's map or network, whatever its format, as rows of the plain sheets."""

from .rows import NetworkRows
from .things import Line, Thing, line, thing

__all__ = ["Line", "NetworkRows", "Thing", "line", "thing"]
