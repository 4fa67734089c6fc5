"""XML files before anything else reads them: no document types, no entities, no endless nesting; lines of elements."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from ...errors import InputError
from .tables import check

MOST_DEPTH = 100
MOST_ELEMENTS = 3_000_000

Hear = Callable[[str, Mapping[str, str], int], None]
"""Called for each element with its name (without prefix), its attributes and its line."""


def check_xml(path: Path, hear: Hear | None = None) -> None:
    """Read an XML file once without building anything from it. Raises InputError when it is unsafe or broken."""
    from xml.sax import SAXException

    from defusedxml import DefusedXmlException
    from defusedxml.sax import make_parser

    check(path)
    parser = make_parser()
    parser.forbid_dtd = True
    handler = _handler(path, hear)
    parser.setContentHandler(handler)
    try:
        with path.open("rb") as file:
            parser.parse(file)
    except DefusedXmlException:
        raise InputError(f"{path.name} holds a document type declaration, with which a file can do harm",
                         "Remove the lines from <!DOCTYPE to its end, or save the file in another form.") from None
    except SAXException as error:
        line = getattr(error, "getLineNumber", lambda: 0)() or 1
        message = getattr(error, "getMessage", lambda: "")() or "broken"
        raise InputError(f"{path.name}, line {line}: this is not well-formed XML ({message})",
                         "Save or export the file again.") from None
    except (ValueError, LookupError, OSError) as error:
        raise InputError(f"{path.name} cannot be read as XML ({error})", "Save or export the file again.") from None


def _handler(path: Path, hear: Hear | None) -> Any:
    from xml.sax.handler import ContentHandler

    class Handler(ContentHandler):
        """Counts elements and depth, and tells where each element stands."""

        def __init__(self) -> None:
            super().__init__()
            self.depth = self.count = 0
            self.place: Any = None

        def setDocumentLocator(self, locator: Any) -> None:  # noqa: N802 - the name is that of xml.sax
            self.place = locator

        def startElement(self, name: str, attrs: Any) -> None:  # noqa: N802 - the name is SAX's
            self.depth += 1
            self.count += 1
            if self.depth > MOST_DEPTH or self.count > MOST_ELEMENTS:
                raise InputError(f"{path.name} is nested too deeply or has too many elements",
                                 "Export a smaller part of it.")
            if hear:
                hear(name.rpartition(":")[2], dict(attrs.items()), self.place.getLineNumber() if self.place else 1)

        def endElement(self, name: str) -> None:  # noqa: N802, ARG002 - the name is SAX's
            self.depth -= 1

    return Handler()
