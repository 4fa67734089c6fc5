"""How the headline depends on how fast contact ages: counted by hand, and said in one sentence."""

from __future__ import annotations

from stakeholder_map.analysis.redundancy import redundancy
from stakeholder_map.analysis.redundancy.sensitivity import Sensitivity, in_words, sensitivity
from stakeholder_map.snapshot import Snapshot

PORTFOLIO = Snapshot.of("ana! met bo@new 10; bea! met cy@new 10; ana! met di@old 500; bea! met ed@mixed 10;"
                        "ana! met flo@mixed 300")


def test_counts_with_each_half_life() -> None:
    found = sensitivity(PORTFOLIO)
    assert [h.half_life_days for h in found.headlines] == [90, 210, 365]
    assert [h.on_one_person for h in found.headlines] == [1, 0, 1]
    assert [h.verdicts["severed"] for h in found.headlines] == [1, 1, 0]
    for headline in found.headlines:
        rows = redundancy(PORTFOLIO, headline.half_life_days)
        assert headline.on_one_person == sum(row.kappa == 1 for row in rows)
    assert {row.partnership.name: row.verdicts for row in found.depends} == {
        "old": ("severed", "severed", "fail"), "mixed": ("fail", "pass", "pass"),
    }


def test_in_words() -> None:
    text = in_words(sensitivity(PORTFOLIO))
    assert "with a half-life of 90 days 1 of 3 would hang on one person, with 365 days 1." in text
    assert "mixed, old" in text
    assert "No verdict depends on it." in in_words(sensitivity(Snapshot.of("ana! met bo@x")))
    assert in_words(sensitivity(Snapshot.of(""))) == ""
    assert in_words(Sensitivity()) == ""
