"""Writes a big plain folder for benchmarks: python bench/generate.py FOLDER --people 10000 --ties 30000.

The shape is that of a real portfolio grown large: eight in a hundred people are ours, partner organisations have
about nine people (a few have many), every partner stands in a partnership, four ties in ten cross from our side to
a partner, and a few well-connected people hold many of them. The same options give the same bytes.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate, count
from pathlib import Path
from random import Random

from faker import Faker

OURS_SHARE = 0.08
CROSS_SHARE = 0.4
LEVELS = ("executive", "senior", "operational", "operational", "frontline", "frontline", "frontline")
TITLES = ("Director", "Head of Service", "Manager", "Co-ordinator", "Adviser", "Officer", "Caseworker", "Assistant")
DEGREES = ("networking", "cooperation", "coordination", "coalition", "collaboration")
CHANNELS = ("meeting", "meeting", "call", "video", "email", "event")

Row = tuple[object, ...]


@dataclass(frozen=True)
class Options:
    """How much of everything, and the day on which it is told."""

    people: int
    ties: int
    interactions: int
    charts: bool
    seed: int
    today: date


@dataclass(frozen=True)
class Staff:
    """People by organisation; the first organisation is ours. `weights` say how well connected each of ours is."""

    organisations: list[list[str]]
    weights: list[float]

    @property
    def ours(self) -> list[str]:
        return self.organisations[0]

    @property
    def partners(self) -> list[list[str]]:
        return self.organisations[1:]


def generate(folder: Path, options: Options) -> None:
    """Writes all files into `folder`."""
    random = Random(options.seed)
    folder.mkdir(parents=True, exist_ok=True)
    staff = _staff(random, options.people)
    _save(folder, "organisations", "id,name,kind,ours", _organisations(staff))
    columns = "id,name,email,organisation,title,level,since,until"
    _save(folder, "people", columns, _people(random, staff, options))
    if options.charts:
        _save(folder, "posts", "id,title,organisation,level,reports_to,holder,since", _posts(random, staff, options))
    _save(folder, "partnerships", "id,name,organisations,degree,importance,coordinator", _partnerships(random, staff))
    _save(folder, "ties", "from,to,strength,since,last_contact,asserted_by", _ties(random, staff, options))
    if options.interactions:
        _save(folder, "interactions", "id,on,channel,people", _interactions(random, staff, options))


def _staff(random: Random, people: int) -> Staff:
    numbers = count(1)
    sizes = [max(1, round(people * OURS_SHARE))]
    left = people - sizes[0]
    while left > 0:
        sizes.append(min(left, max(1, round(random.lognormvariate(1.9, 0.8)))))
        left -= sizes[-1]
    organisations = [[f"p-{next(numbers):06d}" for _ in range(size)] for size in sizes]
    return Staff(organisations, [1 / rank for rank in range(1, sizes[0] + 1)])


def _organisations(staff: Staff) -> Iterator[Row]:
    yield "o-00000", "Our Benchmark Trust", "charity", "yes"
    for number in range(1, len(staff.organisations)):
        yield f"o-{number:05d}", f"Partner {number:05d}", "charity" if number % 3 else "company", ""


def _people(random: Random, staff: Staff, options: Options) -> Iterator[Row]:
    names = Faker("en_GB")
    names.seed_instance(options.seed)
    first = [names.first_name() for _ in range(400)]
    last = [names.last_name() for _ in range(400)]
    for number, members in enumerate(staff.organisations):
        for person in members:
            name = f"{random.choice(first)} {random.choice(last)}"
            since = options.today - timedelta(days=random.randint(30, 4000))
            gone = max(since, options.today - timedelta(days=random.randint(1, 400)))
            until = gone if random.random() < 0.08 else ""
            post: Row = ("", "", "", "") if options.charts else (
                random.choice(TITLES), random.choice(LEVELS), since, until)
            yield person, name, f"{person}@o{number:05d}.example.org", f"o-{number:05d}", *post


def _posts(random: Random, staff: Staff, options: Options) -> Iterator[Row]:
    """One post per person; everybody but the first of an organisation reports to somebody before them."""
    for number, members in enumerate(staff.organisations):
        for place, person in enumerate(members):
            boss = f"t{members[random.randrange(place)][1:]}" if place else ""
            since = options.today - timedelta(days=random.randint(30, 4000))
            yield (f"t{person[1:]}", random.choice(TITLES), f"o-{number:05d}", random.choice(LEVELS), boss, person,
                   since)


def _partnerships(random: Random, staff: Staff) -> Iterator[Row]:
    """One for every partner organisation; one in ten has a second organisation at the table."""
    total = len(staff.partners)
    for number in range(1, total + 1):
        members = {f"o-{number:05d}"}
        if random.random() < 0.1:
            members.add(f"o-{random.randint(1, total):05d}")
        yield (f"ps-{number:05d}", f"Partnership {number:05d}", ";".join(sorted(members)), random.choice(DEGREES),
               random.randint(1, 5), random.choice(staff.ours))


def _ties(random: Random, staff: Staff, options: Options) -> Iterator[Row]:
    """Pairs, each once; the share that crosses is drawn by weight on our side, by chance on the other."""
    pairs: dict[tuple[str, str], None] = {}
    theirs = [person for members in staff.partners for person in members]
    cumulative = list(accumulate(staff.weights))
    for _ in range(options.ties * 20):
        if len(pairs) >= options.ties:
            break
        if random.random() < CROSS_SHARE:
            one = random.choices(staff.ours, cum_weights=cumulative)[0]
            other = random.choice(random.choice(staff.partners))
        else:
            side = staff.ours if random.random() < OURS_SHARE else theirs
            one, other = random.choice(side), random.choice(side)
        if one != other and (other, one) not in pairs:
            pairs[one, other] = None
    for one, other in pairs:
        chance, since = random.random(), options.today - timedelta(days=random.randint(30, 2000))
        last = options.today - timedelta(days=random.randint(0, 900)) if chance < 0.7 else ""
        yield one, other, random.randint(1, 5), since, last, "" if last else "CRM owner field"


def _interactions(random: Random, staff: Staff, options: Options) -> Iterator[Row]:
    for number in range(1, options.interactions + 1):
        theirs = random.choice(staff.partners)
        people = {*random.sample(staff.ours, min(2, len(staff.ours))),
                  *random.sample(theirs, min(random.randint(1, 3), len(theirs)))}
        on = options.today - timedelta(days=random.randint(0, 1400))
        yield f"i-{number:06d}", on, random.choice(CHANNELS), ";".join(sorted(people))


def _save(folder: Path, name: str, columns: str, rows: Iterable[Row]) -> None:
    with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns.split(","))
        writer.writerows(rows)


def main() -> None:
    """Reads the options and writes the folder."""
    parser = argparse.ArgumentParser(description="Writes a big plain folder for benchmarks.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--ties", type=int, default=30_000)
    parser.add_argument("--interactions", type=int, default=0)
    parser.add_argument("--charts", action="store_true", help="posts with reporting lines instead of plain job titles")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--today", type=date.fromisoformat, default=date.today())
    given = vars(parser.parse_args())
    generate(given.pop("folder"), Options(**given))


if __name__ == "__main__":
    main()
