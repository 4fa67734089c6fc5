"""How near the chance of loss comes to what happened: senior people of two departments, scored and seen a year later.

    python bench/calibration.py FOLDER

FOLDER holds tables of half-yearly organograms (dcms.csv, fco.csv of the collection organogram-uk-multidate). A team is
the named senior people of one unit on one date; it stands for a partner all of whose people we know, while nobody of
ours leaves. Contact is lost when none of them is named in that department a year later. Earlier dates give the rates,
later ones the test. Prints counts and scores, and no names.

What this does not show: real partner contacts, two sides, changes of post inside a department (they are no loss here),
or people whose names were withheld later (they look as if they had left).
"""

from __future__ import annotations

import argparse
import csv
import math
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from stakeholder_map.analysis.ground.employment import YEARLY
from stakeholder_map.analysis.risk.copula import Scenario
from stakeholder_map.analysis.risk.loss import losses

HIDDEN = {"", "n/a", "n/d", "nd", "na", "vacant", "vacant post", "not disclosed", "eliminated", "tbc"}
MOST = 4
"""Teams of so many people and more are one class."""


@dataclass(frozen=True)
class Team:
    """The named senior people of a unit on a date, and what became of them within a year."""

    on: date
    people: int
    left: int

    @property
    def lost(self) -> bool:
        return self.left == self.people

    @property
    def size(self) -> int:
        return min(self.people, MOST)


Forecast = Callable[[Team], float]


def teams(path: Path) -> Iterator[Team]:
    """Every team of a department on every date that also has a table a year later."""
    units: defaultdict[date, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    with path.open(encoding="utf-8", errors="replace", newline="") as file:
        for row in csv.DictReader(file):
            name = " ".join(row["Name"].casefold().split())
            if row["Senior/Junior"].strip().casefold() == "senior" and name not in HIDDEN:
                on = datetime.strptime(row["Back to Index"].strip()[:6], "%b-%y").date()
                units[on][row["Unit"].strip().casefold()].add(name)
    for on, found in units.items():
        later = units.get(on.replace(year=on.year + 1))
        if later:
            there = set().union(*later.values())
            yield from (Team(on, len(people), len(people - there)) for people in found.values())


def expected(chance: float, correlation: float) -> Forecast:
    """What the program says for a team: everybody leaves with this chance, going together as much as this."""
    values = {}
    for number in range(1, 200):
        bonds = [("us", f"p{i}") for i in range(number)]
        group = {f"p{i}": "department" for i in range(number)}
        scenario = Scenario({"us": 0.0} | {f"p{i}": chance for i in range(number)}, correlation)
        values[number] = losses(bonds, [scenario], group).values[0]
    return lambda team: values[team.people]


def share(cases: list[Team]) -> float:
    """How many of them were lost; a little above 0 and below 1, so that every forecast can be scored."""
    return (sum(team.lost for team in cases) + 0.5) / (len(cases) + 1)


def by_head_count(earlier: list[Team]) -> Forecast:
    rates = {size: share([team for team in earlier if team.size == size]) for size in range(1, MOST + 1)}
    return lambda team: rates[team.size]


def scores(cases: list[Team], forecast: Forecast) -> tuple[float, float]:
    """Log-loss and Brier score; smaller is better."""
    log = brier = 0.0
    for team in cases:
        chance = min(max(forecast(team), 1e-4), 1 - 1e-4)
        log -= math.log(chance if team.lost else 1 - chance)
        brier += (chance - team.lost) ** 2
    return log / len(cases), brier / len(cases)


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("folder", type=Path)
    found = sorted((t for p in sorted(words.parse_args().folder.glob("*.csv")) for t in teams(p)), key=lambda t: t.on)
    dates = sorted({team.on for team in found})
    middle = dates[len(dates) // 2]
    earlier = [team for team in found if had_passed(team.on, middle)]
    later = [team for team in found if team.on >= middle]
    rate = sum(team.left for team in earlier) / sum(team.people for team in earlier)
    forecasts: dict[str, Forecast] = {
        "base rate of earlier years": lambda _: share(earlier),
        "head count, rates of earlier years": by_head_count(earlier),
        "independent, planning rate": expected(YEARLY, 0.0),
        "together (0.6), planning rate": expected(YEARLY, 0.6),
        "independent, own earlier rate": expected(rate, 0.0),
        "together (0.6), own earlier rate": expected(rate, 0.6),
    }
    report(earlier, later, rate, forecasts)


def had_passed(on: date, day: date) -> bool:
    """Was the year after `on` over by `day`?"""
    return on.replace(year=on.year + 1) <= day


def report(earlier: list[Team], later: list[Team], rate: float, forecasts: dict[str, Forecast]) -> None:
    after = sum(team.left for team in later) / sum(team.people for team in later)
    print(f"{len(earlier)} teams until {max(t.on for t in earlier)}, where {rate:.1%} of the people left within a year")
    print(f"{len(later)} teams from {min(t.on for t in later)} on, where {after:.1%} did; these are the test\n")
    print(f"{'forecast':36} {'log-loss':>9} {'Brier':>7}")
    for name, forecast in forecasts.items():
        log, brier = scores(later, forecast)
        print(f"{name:36} {log:9.4f} {brier:7.4f}")
    print("\nlost of how many, by number of contacts, and how many were expected to be lost")
    print(f"{'':36}" + "".join(f"{name:>12}" for name in ("1", "2", "3", "4 or more")))
    sizes = [[team for team in later if team.size == n] for n in range(1, MOST + 1)]
    print(f"{'observed':36}" + "".join(f"{f'{sum(t.lost for t in s)} of {len(s)}':>12}" for s in sizes))
    for name, forecast in forecasts.items():
        print(f"{name:36}" + "".join(f"{sum(map(forecast, s)):12.1f}" for s in sizes))


if __name__ == "__main__":
    main()
