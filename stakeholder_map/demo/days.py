"""Days told from today: so many months ago or ahead, whole or partial, and moved off weekends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

DAYS_PER_MONTH = 365.25 / 12
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Calendar:
    """Turns the months of the stories into dates around `today`."""

    today: date

    def ago(self, months: float) -> date:
        """The day `months` months before today; negative months lie ahead."""
        return self.today - timedelta(days=round(months * DAYS_PER_MONTH))

    def before(self, months: float) -> date:
        """The day before `ago(months)`: the last day of a spell whose successor starts on that day."""
        return self.ago(months) - DAY

    def ahead(self, months: float) -> date:
        """The day `months` months after today; negative months lie behind."""
        return self.ago(-months)

    def optional(self, months: float | None, ahead: bool = False) -> date | None:
        """As `ago` or `ahead`, and nothing for nothing."""
        if months is None:
            return None
        return self.ahead(months) if ahead else self.ago(months)


def working_day(day: date) -> date:
    """The day itself, or the last working day before a weekend or the Christmas week: never a later one."""
    while day.weekday() >= 5 or (day.month == 12 and day.day >= 24) or (day.month == 1 and day.day == 1):
        day -= DAY
    return day


def to_month(day: date) -> str:
    """A partial date as somebody would write it: year and month."""
    return f"{day:%Y-%m}"


def to_year(day: date) -> str:
    """A partial date as somebody would write it: the year."""
    return f"{day:%Y}"
