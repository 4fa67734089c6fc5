"""Contact redundancy: how many departures, on either side, would cut the last tie of each partnership.

The definitions are in docs/interfaces.md; several people of ours who all know the same one contact count once.
"""

from __future__ import annotations

from collections.abc import Sequence

from ...snapshot import Snapshot
from ..answers import VERDICTS, PartnerRedundancy, PartnershipRef, PersonRef, Redundancy, Ref, worst
from ..ground import Ground, ground
from ..ground.contacts import HALF_LIFE
from ..ground.partnerships import CORE, Partnership
from ..ground.refs import person, ref
from . import reasons
from .cases import Case, Judged, case_of, judge
from .channels import matchings, severing_set
from .detours import indirect, kappa_any


def redundancy(snapshot: Snapshot, half_life: float = HALF_LIFE, partnership: str | None = None) -> list[Redundancy]:
    """Redundancy of every partnership (or of the one with this id or name), worst verdict first, then by id.

    `half_life` in days is how fast contacts age where no longer cadence was agreed. All matchings are found in one
    pass over one block-diagonal matrix.
    """
    base = ground(snapshot)
    chosen = base.called(partnership)
    cases = [case_of(base, p, partner, half_life) for p in chosen for partner in p.partners]
    matched = matchings([(b.ours, b.theirs) for b in case.bonds] for case in cases)
    judged = judge(base, cases, list(map(len, matched)))
    around, further = kappa_any(base, cases, half_life), indirect(base, cases, half_life)
    answers = {
        (case.partnership.key, case.partner.organisation): _partner(base, case, *numbers, half_life)
        for case, numbers in zip(cases, zip(judged, matched, around, further, strict=True), strict=True)
    }
    rows = [
        _partnership(p, tuple(answers[p.key, partner.organisation] for partner in p.partners), representatives)
        for p, representatives in zip(chosen, _by_representatives(base, chosen, cases), strict=True)
    ]
    return sorted(rows, key=lambda r: (VERDICTS.index(r.verdict), r.partnership.id))


def summary(rows: Sequence[Redundancy]) -> str:
    """The one line that says what was found, and when that is nothing because nothing is known."""
    single = sum(row.kappa == 1 for row in rows)
    noun, verb = (
        ("partnership" if len(rows) == 1 else "partnerships"),
        ("hangs" if 1 in (single, len(rows)) else "hang"),
    )
    unknown = bool(rows) and all(row.verdict == "unknown" for row in rows)
    limit = ", as far as is known: nobody has recorded who knows whom" if unknown else ""
    return f"{single:,} of {len(rows):,} {noun} {verb} on one person{limit}"


def _partner(
    base: Ground,
    case: Case,
    judged: Judged,
    matching: dict[str, str],
    around: int | None,
    further: tuple[int, list[str]] | None,
    half_life: float,
) -> PartnerRedundancy:
    kappa, sure, verdict = judged
    sole, severing = _sole_contacts(base, case), _severing_set(base, case, matching)
    reason = reasons.partner(
        base, case.partnership, case.partner, verdict, case.bonds, case.both, matching, sole, severing, half_life
    )
    return PartnerRedundancy(
        organisation=Ref(case.partner.organisation, base.snapshot.name(case.partner.organisation)),
        participation=case.partner.participation,
        kappa=kappa,
        kappa_confirmed=sure,
        verdict=verdict,
        reason=reason,
        people_ours=len({b.ours for b in case.bonds} | set(case.both)),
        people_theirs=len({b.theirs for b in case.bonds} | set(case.both)),
        ties=len(case.bonds),
        shared=sum(b.shared for b in case.bonds),
        asserted=sum(b.state == "asserted" for b in case.bonds),
        kappa_any=kappa if around is None else around,
        kappa_indirect=kappa if further is None else further[0],
        severing_set=severing,
        sole_contacts=sole,
        sole_contacts_indirect=tuple(
            ref(base.snapshot, key) for key in ([p.id for p in sole] if further is None else further[1])
        ),
    )


def _severing_set(base: Ground, case: Case, matching: dict[str, str]) -> tuple[PersonRef, ...]:
    ours, theirs = severing_set(((b.ours, b.theirs) for b in case.bonds), matching)
    return (
        *(person(base.snapshot, key, "ours") for key in sorted({*ours, *case.both})),
        *(person(base.snapshot, key, "theirs") for key in theirs),
    )


def _sole_contacts(base: Ground, case: Case) -> tuple[PersonRef, ...]:
    """The people through whom every counting tie passes; ours first."""
    if case.both:
        alone = len(case.both) == 1 and not case.bonds
        return (person(base.snapshot, case.both[0], "ours"),) if alone else ()
    ours, theirs = {b.ours for b in case.bonds}, {b.theirs for b in case.bonds}
    found = [person(base.snapshot, key, "ours") for key in ours if len(ours) == 1]
    return (*found, *(person(base.snapshot, key, "theirs") for key in theirs if len(theirs) == 1))


def _by_representatives(base: Ground, chosen: list[Partnership], cases: list[Case]) -> list[int | None]:
    """Redundancy over the people named as representatives; None where either side named none."""
    named = {p.key: {person for person, served in base.serving.represents.items() if p.key in served} for p in chosen}
    core = [c for c in cases if c.partner.participation == CORE]
    found = matchings(
        [[(b.ours, b.theirs) for b in c.bonds if {b.ours, b.theirs} <= named[c.partnership.key]] for c in core]
    )
    result: dict[str, int] = {}
    for case, matching in zip(core, found, strict=True):
        key, people = case.partnership.key, named[case.partnership.key]
        ours, theirs = base.people(case.partnership, case.partner)
        if people & ours and people & theirs:
            kappa = len(people.intersection(case.both)) + len(matching)
            result[key] = min(kappa, result.get(key, kappa))
    return [result.get(p.key) for p in chosen]


def _partnership(
    partnership: Partnership, partners: tuple[PartnerRedundancy, ...], representatives: int | None
) -> Redundancy:
    core = tuple(p for p in partners if p.participation == CORE)
    verdict = worst(tuple(p.verdict for p in core))
    return Redundancy(
        partnership=PartnershipRef(partnership.key, partnership.name, partnership.implied),
        kappa=min((p.kappa for p in core if p.kappa is not None), default=None),
        kappa_confirmed=min((p.kappa_confirmed for p in core if p.kappa_confirmed is not None), default=None),
        kappa_representatives=representatives,
        needed=partnership.needed,
        verdict=verdict,
        reason=reasons.partnership(core, verdict),
        by_partner=tuple(
            sorted(partners, key=lambda p: (p.participation != CORE, VERDICTS.index(p.verdict), p.organisation.id))
        ),
    )
