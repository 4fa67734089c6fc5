"""Names, addresses and numbers of invented people, and nothing that could reach a real one.

Names come from the library, addresses end in the reserved example.org, and telephone numbers lie in the ranges
that the regulator keeps free for drama (01632 960000 to 960999 and 07700 900000 to 900999).
"""

from __future__ import annotations

import re
import unicodedata

from faker import Faker

from .dice import dice


class Names:
    """Hands out names in a fixed order; every surname once while they last, so that people are told apart."""

    def __init__(self, seed: int) -> None:
        self._faker = Faker("en_GB")
        self._faker.seed_instance(seed)
        self._random = dice(seed, "names")
        self._surnames: set[str] = set()
        self._numbers = [f"01632 960{number:03d}" for number in range(1000)]
        self._mobiles = [f"07700 900{number:03d}" for number in range(1000)]
        self._random.shuffle(self._numbers)
        self._random.shuffle(self._mobiles)

    def name(self) -> str:
        """A first name and a surname that nobody else has."""
        first = self._faker.first_name_female() if self._random.random() < 0.56 else self._faker.first_name_male()
        surname = self._faker.last_name()
        while surname in self._surnames and len(self._surnames) < 400:
            surname = self._faker.last_name()
        self._surnames.add(surname)
        return f"{first} {surname}"

    def phone(self, landline: bool) -> str:
        return self._numbers.pop() if landline else self._mobiles.pop()


def email(name: str, host: str) -> str:
    """first.last@host, in plain letters."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return f"{'.'.join(re.sub(r'[^a-z-]', '', part) for part in plain.split())}@{host}"
