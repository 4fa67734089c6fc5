"""Loss of a link as it is now, and as it would be with other relationships or without some people."""

from __future__ import annotations

from collections.abc import Iterable

from ..ground import Ground
from ..ground.sides import OURS
from ..redundancy.channels import Ends
from ..redundancy.links import Link
from .departure import MONTHS, departures
from .exposure import Exposure, chances, employers, values
from .loss import CORRELATION, loss


class Prospects:
    """Chance that within the horizon nobody is left on one side who knows somebody on the other.

    The chances of leaving are those of docs/interfaces.md; departures of people with one employer go together.
    """

    def __init__(self, base: Ground, months: float = MONTHS, stated: float | None = None) -> None:
        self.stated = departures(base, months, stated)

    def kind(self, person: str, link: Link, ours: bool) -> tuple[float, str]:
        """Chance and employer: people of one kind are interchangeable."""
        found = self.stated.of(person, OURS if ours else link.partner.organisation, link.partnership.key)
        return found.value, found.employer

    def loss(self, link: Link, ends: Iterable[Ends] | None = None, both: Iterable[str] | None = None) -> float:
        """Correlated loss of `link`, with other pairs (ours, theirs) or other people on both sides where given.

        Certain where there is nobody. Raises InputError where a chance is outside 0 to 1.
        """
        pairs = [*(link.ends if ends is None else ends), *((p, p) for p in (link.both if both is None else both))]
        found = chances(self.stated, Exposure(link.partnership, link.partner, tuple(pairs), ()))
        return loss(pairs, values(found), employers(found), CORRELATION).correlated
