"""`stakeholder-map risk`: how likely each partnership is to lose its contact, and what that rests on."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from . import options

if TYPE_CHECKING:
    from ..analysis.risk.answers import Assumptions, PartnerRisk, Risk, Total
    from ..snapshot import Snapshot

Departure = Annotated[
    float | None,
    typer.Option(
        help="Chance (0 to 1) of leaving within the horizon for people about whom nothing more is known;"
        " by default what is known of their organisation, else 0.18 a year.",
        metavar="Q",
    ),
]
Correlation = Annotated[
    float | None,
    typer.Option(help="How strongly departures from one employer go together (0.6); 0 for not at all.", metavar="RHO"),
]
Chances = Annotated[
    list[str] | None,
    typer.Option(
        "--chance",
        help="Chance (0 to 1) of leaving within the horizon for one person, for this question only; nothing stores it.",
        metavar="NAME=Q",
    ),
]
Lapse = Annotated[
    bool, typer.Option("--lapse", help="Relationships may also lapse, at the pace of contact so far; else they do not.")
]
Restructured = Annotated[
    list[str] | None,
    typer.Option(
        "--restructure",
        help="A team or organisation is restructured with chance R, and each of its people then leaves with chance Q.",
        metavar="NAME=R:Q",
    ),
]
Horizon = Annotated[float | None, typer.Option(help="How far to look ahead (12).", metavar="MONTHS")]


WIDE = 100
"""Columns of a screen on which verdicts stand in words."""


def register(app: typer.Typer) -> None:
    app.command()(risk)


def risk(
    departure: Departure = None,
    correlation: Correlation = None,
    horizon: Horizon = None,
    chance: Chances = None,
    lapse: Lapse = False,
    restructure: Restructured = None,
    as_of: options.AsOf = None,
    partnership: options.Partnership = None,
    half_life: options.HalfLife = None,
    json: options.Json = False,
) -> None:
    """How likely it is that nobody is left who knows the other side, for each partnership, and why."""
    from ..jsonout.form import dumps
    from ..jsonout.partnerships import risk_payload
    from . import lean

    with lean.matrices():
        from ..analysis.risk import risk as find
        from ..analysis.risk import total

    chosen = options.settings(half_life=half_life).values
    asked = _asked(departure, correlation, horizon, lapse)
    stated = [_named(text, 1, "--chance 'NAME=0.4'") for text in chance or ()]
    events = [_named(text, 2, "--restructure 'NAME=0.3:0.5'") for text in restructure or ()]
    snapshot = options.snapshot(as_of)
    options.check_partnership(snapshot, partnership)
    asked = _with_names(snapshot, asked, stated, events)
    rows = find(snapshot, asked, chosen.half_life, partnership)
    if json:
        typer.echo(dumps(risk_payload(snapshot.date, rows, total(rows), asked)), nl=False)
        return
    if options.nothing_on(snapshot):
        return
    _table(rows)
    if partnership:
        for member in (m for row in rows for m in row.by_partner):
            _explain(member)
    _closing(rows, total(rows), asked)


def _asked(departure: float | None, correlation: float | None, horizon: float | None, lapse: bool) -> Assumptions:
    """What was asked for, checked before the store is opened."""
    from ..analysis.risk.answers import Assumptions

    given: dict[str, Any] = {"departure": departure, "correlation": correlation, "months": horizon, "lapse": lapse}
    return Assumptions(**{name: value for name, value in given.items() if value is not None})


def _named(text: str, numbers: int, example: str) -> tuple[str, list[float]]:
    """`Ana Silva=0.4` as a name and its numbers, which colons separate."""
    from ..errors import InputError

    name, _, rest = text.rpartition("=")
    with suppress(ValueError):
        values = [float(part) for part in rest.split(":")]
        if name.strip() and len(values) == numbers:
            return name.strip(), values
    raise InputError(f"'{text}' does not say whose chance that is.", f"Write it as {example}.")


def _with_names(
    snapshot: Snapshot, asked: Assumptions, stated: list[tuple[str, list[float]]],
    events: list[tuple[str, list[float]]],
) -> Assumptions:
    """What was asked for, with the people and places that are meant."""
    from ..analysis.ground.finding import Finding
    from ..analysis.ground.refs import ref
    from ..analysis.risk.restructure import Restructure

    finding = Finding(snapshot)
    places = tuple(Restructure(ref(snapshot, finding.place(name)), *values) for name, values in events)
    chances = {finding.person(name): value for name, (value,) in stated}
    return replace(asked, chances=chances, restructures=places)


def _table(rows: list[Risk]) -> None:
    """One line for each partnership; on a narrow screen only the sign of the verdict, explained below."""
    from ..words import VERDICTS, share, verdict
    from . import screen

    narrow = screen.out.width < WIDE

    def line(row: Risk) -> tuple[str, ...]:
        found = row.figures
        word = verdict(row.verdict, row.kappa)
        start = (word.sign if narrow else str(word), row.partnership.name)
        figures = (found.loss_correlated, found.low, found.high, found.loss_independent, found.loss_confirmed)
        if None in figures:
            return (*start, "not known", "", "", "", str(found.importance))
        lost, low, high, apart, sure = (share(value or 0.0) for value in figures)
        near = f" ±{found.error:.1%}" if found.error else ""
        return (*start, lost + near, f"{low}–{high}", apart, sure, str(found.importance))

    headings = ("" if narrow else "Verdict", "Partnership", "Lost", "Range", "Apart", "Sure", "Imp.")
    screen.table(headings, (line(row) for row in rows), fixed=frozenset(headings[2:]))
    if narrow:
        signs = dict.fromkeys(VERDICTS[row.verdict] for row in rows)
        screen.say("\n" + "   ".join(map(str, signs)))


def _explain(member: PartnerRisk) -> None:
    """Why, what was assumed, and how much hangs on whom."""
    from ..words import share
    from . import screen

    screen.say(f"\n{member.organisation.name}: {member.reason}")
    for sentence in member.assumed:
        screen.say(f"  {sentence}")
    for carrier in member.carriers:
        side = "our side" if carrier.person.side == "ours" else member.organisation.name
        gone, stays = share(carrier.if_gone), share(carrier.if_staying)
        screen.say(f"  Contact lost if {carrier.person.name} ({side}) goes: {gone}; if they stay: {stays}.")


def _closing(rows: list[Risk], whole: Total, asked: Assumptions) -> None:
    """What the figures are, what they are not, and what the range assumes."""
    from ..analysis.risk import HIGH, LOW
    from ..words import count
    from . import screen

    screen.say(
        f"\nLost: the chance that within {asked.months:g} months, with no hand-over, nobody is left on one side"
        " who knows somebody on the other. It is a figure for planning: no prediction about any person, and not the"
        " chance of losing the partnership."
    )
    (few, little), (many, much) = LOW, HIGH
    screen.say(
        f"Range: from {few * 100:.0f} in 100 people leaving a year, with few going together ({little}), to"
        f" {many * 100:.0f} in 100, with many ({much}); the figure itself assumes {asked.correlation:g}. Apart: as"
        " if nobody's leaving had anything to do with another's. Sure: over confirmed relationships alone. Imp.:"
        " importance."
    )
    if outside := sum(row.figures.outside for row in rows):
        screen.say(
            f"What is assumed here lies outside that range for {count(outside, 'partnership')}: your own figures, or"
            " what is known of the people and organisations there."
        )
    if whole.partnerships > 1:
        left = f" {count(whole.left_out, 'partnership')} not known and left out." if whole.left_out else ""
        screen.say(
            f"Importance × chance over {count(whole.partnerships, 'partnership')}: {whole.expected_loss:.1f}"
            f" (range {whole.low:.1f} to {whole.high:.1f}; {whole.expected_loss_independent:.1f} apart).{left}"
        )
    if any(row.verdict == "unknown" and row.figures.method for row in rows):
        screen.say("Where one member of a partnership is not known, the figure is that of the others.")
    if any(row.figures.method == "simulated" for row in rows):
        screen.say("Figures with ± were simulated: the true value lies that near in 95 of 100 cases.")
