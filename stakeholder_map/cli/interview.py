"""`stakeholder-map interview`: what to ask whom, as cards of one minute, and reading the answers back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from . import lean, options

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ..analysis.answers import Redundancy
    from ..analysis.questions.inquiries import Inquiry
    from ..importers.answers import Answers
    from ..reports.interview import Card
    from ..snapshot import Snapshot
    from ..store import Store


def register(app: typer.Typer) -> None:
    app.command()(interview)


def interview(
    colleague: Annotated[
        str | None, typer.Option("--for", help="Only the card of this colleague: name or id.", metavar="COLLEAGUE")
    ] = None,
    to: Annotated[
        Path | None, typer.Option(help="Write the questions as a sheet to fill in.", metavar="FILE.csv")
    ] = None,
    answers: Annotated[
        Path | None, typer.Option(help="Read a sheet that was filled in, and load what it says.", metavar="FILE")
    ] = None,
    as_of: options.AsOf = None,
    partnership: options.Partnership = None,
    half_life: options.HalfLife = None,
    json: options.Json = False,
) -> None:
    """What to find out next, and from whom: the fewest questions that could change a verdict."""
    with lean.matrices():
        from ..analysis.questions import questions as find

    days = options.settings(half_life=half_life).values.half_life
    if answers is not None:
        _read_back(answers, as_of, days, json=json)
        return
    snapshot = options.snapshot(as_of)
    options.check_partnership(snapshot, partnership)
    inquiries = find(snapshot, days, partnership)
    if json:
        from ..jsonout.form import dumps
        from ..jsonout.partnerships import interview_payload

        typer.echo(dumps(interview_payload(snapshot.date, _of(snapshot, inquiries, colleague))), nl=False)
        return
    if not options.nothing_on(snapshot):
        _show(snapshot, inquiries, colleague, to)


def _of(snapshot: Snapshot, inquiries: Sequence[Inquiry], colleague: str | None) -> list[Inquiry]:
    """The inquiries with only the questions to one colleague, where one is named."""
    from dataclasses import replace

    if colleague is None:
        return list(inquiries)
    key = colleague_key(snapshot, colleague)
    mine = (replace(i, questions=tuple(q for q in i.questions if q.ask.id == key)) for i in inquiries)
    return [inquiry for inquiry in mine if inquiry.questions]


def colleague_key(snapshot: Snapshot, text: str, listing: str = "stakeholder-map interview") -> str:
    """The key of one of ours by name or id; raises InputError with candidates when it is none or several."""
    import difflib

    from ..analysis.ground.sides import OURS, sides
    from ..errors import InputError

    ours = sides(snapshot).present(snapshot, OURS)
    wanted = text.strip().casefold()
    found = [k for k in sorted(ours) if wanted in (k.casefold(), k.partition(":")[2].casefold(),
                                                    snapshot.name(k).casefold())]
    if len(found) == 1:
        return found[0]
    if found:
        raise InputError(f"'{text}' may be {' or '.join(f'{snapshot.name(k)} ({k})' for k in found)}.", "Give the id.")
    names = sorted(snapshot.name(key) for key in ours)
    close = difflib.get_close_matches(text, names, n=3) or [n for n in names if wanted and wanted in n.casefold()][:3]
    hint = f"Did you mean {' or '.join(close)}?" if close else f"List them with: {listing}"
    raise InputError(f"Nobody of ours is called '{text}'.", hint)


def _show(snapshot: Snapshot, inquiries: Sequence[Inquiry], colleague: str | None, to: Path | None) -> None:
    from ..reports.interview import cards, lines
    from . import screen

    made = cards(snapshot, _of(snapshot, inquiries, colleague))
    for card in made:
        for line in lines(card):
            screen.say(line)
        screen.say("")
    for inquiry in inquiries:
        for there in inquiry.unanswerable if colleague is None else ():
            screen.say(f"About {there.name} ({inquiry.partnership.name}) there is nobody to ask: say who co-ordinates "
                       "the partnership, or represents us in it.")
    if not made:
        screen.say("No question is open whose answer could change a verdict.")
    if to is not None and made:
        _write(made, to)


def _write(made: Sequence[Card], to: Path) -> None:
    from ..errors import InputError
    from ..importers.answers import COLUMNS
    from ..reports.interview import sheet
    from ..spreadsheet import BOM, csv_text
    from ..whole import write_file
    from . import screen

    if to.exists():
        raise InputError(f"{to} is there already, and may hold answers.", "Choose another name.")
    if to.suffix.lower() != ".csv":
        raise InputError(f"{to} does not end in .csv.", "The sheet of answers is a CSV file.")
    try:
        write_file(to, (BOM + csv_text(COLUMNS, sheet(made))).encode())
    except OSError as error:
        raise InputError(f"{to} cannot be written: {error.strerror}.", "Choose another place.") from error
    screen.say(f"The sheet is {to}. Fill in “answer” (yes or no) and “last_contact”, then: "
               f"stakeholder-map interview --answers {to}")


def _read_back(path: Path, as_of: str | None, days: float, *, json: bool) -> None:
    """Load the answers, say what each did, and how verdicts changed."""
    from ..analysis.redundancy import redundancy
    from ..identity import Directory
    from ..importers.answers import read_answers
    from ..snapshot import Snapshot

    day = options.day(as_of)
    with options.open_store() as store:
        read = read_answers(path, day, Directory.of(store.facts()))
        before = {row.partnership.id: row for row in redundancy(Snapshot.read(store, day), days)}
        _load(store, read, day)
        after = redundancy(Snapshot.read(store, day), days)
    changed = [(before[row.partnership.id], row) for row in after
               if row.partnership.id in before and row.verdict != before[row.partnership.id].verdict]
    if json:
        from ..jsonout.form import dumps
        from ..jsonout.records import answers_payload

        typer.echo(dumps(answers_payload(day, read, changed)), nl=False)
    else:
        _tell(read, changed)
    if any(batch.rejected for batch in read.batches):
        raise typer.Exit(2)


def _load(store: Store, read: Answers, day: date) -> None:
    from .. import __version__
    from ..plan import apply, plan

    for batch in read.batches:
        apply(store, plan(store, batch, as_of=day, closing="keep"), program=__version__)


def _tell(read: Answers, changed: Sequence[tuple[Redundancy, Redundancy]]) -> None:
    from ..words import count, verdict
    from . import screen

    for answer in read.answers:
        if answer.doing not in ("open", "unclear"):
            screen.say(f"{answer.colleague}: {answer.text}.")
    for batch in read.batches:
        for problem in batch.rejected:
            screen.problem("Rejected", problem)
    for before, after in changed:
        screen.say(f"{after.partnership.name}: {verdict(before.verdict, before.kappa)} → "
                   f"{verdict(after.verdict, after.kappa)}")
    waiting = sum(answer.doing == "open" for answer in read.answers)
    if not changed:
        screen.say("No verdict changed.")
    if waiting:
        screen.say(f"Not answered: {count(waiting, 'row')}.")
