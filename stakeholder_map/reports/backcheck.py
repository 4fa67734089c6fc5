"""What a look back on a year shows, in sentences, and how little so few cases can show."""

from __future__ import annotations

from collections.abc import Sequence

from ..analysis.backcheck.outcomes import Backcheck


def interval(hits: int, cases: int) -> tuple[float, float]:
    """Where the true share may lie after `hits` of `cases`, 95 in 100 (Wilson 1927); (0, 1) without a case."""
    from scipy.stats import binomtest

    if not cases:
        return 0.0, 1.0
    found = binomtest(hits, cases).proportion_ci(method="wilson")
    return float(found.low), float(found.high)


def summary(found: Backcheck) -> Sequence[str]:
    """What the year shows, in sentences, and how little so few cases can show."""
    said = [f"In {found.year}, {found.leavers} of our people left."]
    hits, alarms = found.number("hit"), found.number("false_alarm")
    misses, right = found.number("miss"), found.number("right")
    judged = hits + alarms + misses + right
    if not judged:
        return [*said, "None of them held a relationship of which it can be told by now what became of it."]
    said.append(f"They held relationships in {judged} cases of which it can be told what became of them.")
    if hits + alarms:
        low, high = interval(hits, hits + alarms)
        said.append(f"The report would have warned in {hits + alarms} of them: {hits} came true, {alarms} did not, "
                    "because somebody took over (a warning that was heeded looks like a false alarm). With so few "
                    f"cases the share that comes true may lie anywhere from {low:.0%} to {high:.0%}.")
    if misses + right:
        low, high = interval(misses, misses + right)
        said.append(f"In {misses + right} it would not have warned: {misses} were lost all the same, {right} were not "
                    f"(the share that is lost unwarned may lie anywhere from {low:.0%} to {high:.0%}).")
    return said
