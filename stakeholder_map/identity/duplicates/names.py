"""How alike two names are, and in which way: order, initials, spelling, short forms, letters that look the same."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler

from ..naming import normal_person

_TITLES = frozenset((
    "mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "dame", "lord", "lady", "rev", "revd", "cllr",
    "councillor", "hon", "rt", "mp", "msp", "obe", "mbe", "cbe", "phd", "jr", "sr", "junior", "senior", "esq"))
_LOOKS = str.maketrans("авекмнорстухіјѕԁһԛԝαβγεζηικμνορτυχ", "abekmhopctyxijsdhqwabyezhikmvoptux")
"""Letters of other scripts that look like a Latin one, small or as a capital (after Unicode TR 39)."""
_DIGITS = str.maketrans("0135", "oles")

_SHORT = """
abigail abby|alan al|albert bert|alexander alexandra alex sandy|alfred alf fred|amanda mandy|andrew andy drew anthony
antony tony|arthur art|barbara barb babs|benjamin ben|bernard bernie|bradley brad|catherine katherine kathryn
catharine kate kathy cathy katie kat|charles charlie chuck|christine christina chris tina|christopher chris|cynthia
cindy daniel dan danny|david dave|deborah debra debbie deb|donald don|dorothy dot|douglas doug|edward ed eddie
ted|eleanor ellie nell|elizabeth liz beth lizzie betty eliza|emily em|frances fran|francis frank|frederick fred
freddie|gabriella gabby|geoffrey geoff|george georgie|gerald gerry|gillian jill gill|gordon gord|gregory greg|harold
harry|henry harry|helen nell|isabel isabella izzy bella|jacob jake|jacqueline jackie|james jim jimmy jamie|jane
janie|janet jan|jennifer jen jenny|jessica jess|john jack johnny|jonathan jon|joseph joe|joshua josh|judith
judy|julian jules|kenneth ken|kimberly kim|lawrence laurence larry|leonard len|leslie les|lewis lou|margaret maggie
meg peggy|martin marty|matthew matt|maureen mo|michael mike mick|natalie nat|nathan nathaniel nat|nicholas nick
nicky|nicola nicky|oliver ollie|pamela pam|patricia pat patty trish|patrick pat paddy|penelope penny|peter pete|philip
phillip phil|rachel rach|raymond ray|rebecca becky becca|richard rick dick rich ricky|robert bob rob bobby
robbie|ronald ron|rosemary rose|samantha sam|samuel sam|sandra sandy|sarah sally|stanley stan|stephen steven
steve|stuart stu|susan susanna sue suzie|teresa theresa terry tess|terence terry|thomas tom tommy|timothy tim|valerie
val|victoria vicky|vincent vince|walter walt|william bill will billy liam|winifred winnie|zachary zach"""
_FORMS: dict[str, frozenset[int]] = {}
for _number, _group in enumerate(" ".join(_SHORT.split()).split("|")):
    for _word in _group.split():
        _FORMS[_word] = _FORMS.get(_word, frozenset()) | {_number}

CLOSE = 0.85
"""From here on two words count as nearly the same (Jaro and Winkler)."""

NOTHING = -4.0
"""Weight of two names that have nothing in common."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the form in which it is compared: its words without titles, and the same as they look."""

    words: tuple[str, ...]
    looks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much two names speak for one person (log-odds), and why, in words; '' where they do not."""

    weight: float
    reason: str = ""


@lru_cache(maxsize=200_000)
def name(text: str) -> Name:
    """The name in `text`, titles left out unless nothing else would be left."""
    words = tuple(normal_person(text).split())
    kept = tuple(word for word in words if word not in _TITLES) or words
    return Name(kept, tuple(looks_like(word) for word in kept))


def looks_like(word: str) -> str:
    """The word in the Latin letters that it looks like."""
    seen = word.translate(_LOOKS)
    return seen.translate(_DIGITS) if any(letter.isalpha() for letter in seen) else seen


def likeness(one: Name, other: Name) -> Likeness:
    """How alike two names are. The first of these that holds decides, the surest first."""
    a, b = one.looks, other.looks
    if not a or not b:
        return Likeness(0.0)
    if one.words == other.words:
        return Likeness(4.0, "the same name") if len(a) > 1 else Likeness(2.0, "the same single name")
    if a == b:
        return Likeness(4.0, "the same name in letters that only look the same")
    if sorted(a) == sorted(b):
        return Likeness(4.0, "the same name in another order")
    if "".join(a) == "".join(b):
        return Likeness(3.5, "the same name, written apart or together")
    return _partly(a, b) or _spelling(a, b) or _one_word(a, b)


def _partly(a: tuple[str, ...], b: tuple[str, ...]) -> Likeness | None:
    """Every word of the shorter name stands for one of the longer: whole, as a short form, or as an initial."""
    short, long = sorted((a, b), key=len)
    left, whole, forms, initials = list(long), 0, 0, 0
    for word in sorted(short, key=len, reverse=True):
        found = next((w for test in (_equal, short_form, _initial) for w in left if test(word, w)), None)
        if found is None:
            return None
        left.remove(found)
        whole += word == found
        forms += word != found and not _initial(word, found)
        initials += word != found and _initial(word, found)
    if not whole and not (forms and not initials and len(short) > 1):
        return None
    if len(short) == 1:
        return Likeness(1.5, "a part of the name")
    if initials:
        return Likeness(2.5, "the same name with an initial")
    return Likeness(3.0, "a short form of the name" if forms else "the same name with a further one")


def _spelling(a: tuple[str, ...], b: tuple[str, ...]) -> Likeness | None:
    """First and last words that differ by a slip, in this order or the other one."""
    if len(a) == 1 or len(b) == 1:
        return None
    worst = min(_close(a[0], b[0]), _close(a[-1], b[-1]))
    turned = min(_close(a[0], b[-1]), _close(a[-1], b[0]))
    worst = turned if turned >= 0.95 else worst
    if worst < CLOSE and _slips("".join(a), "".join(b)) <= 2:
        worst = 0.9
    return Likeness(3.0 if worst >= 0.9 else 2.0, "nearly the same spelling") if worst >= CLOSE else None


def _close(x: str, y: str) -> float:
    """How close two words are, 1 for the same; one slip in a word of four letters or more counts little."""
    if _equal(x, y) or short_form(x, y):
        return 1.0
    if min(len(x), len(y)) >= 3 and max(len(x), len(y)) >= 4 and _slips(x, y) <= 1:
        return 0.95
    if len(x) == 1 or len(y) == 1:
        return 0.85 if _initial(x, y) else 0.0
    return JaroWinkler.similarity(x, y) if min(len(x), len(y)) >= 4 else 0.0


def _slips(x: str, y: str) -> int:
    """Letters that were left out, added, changed or swapped with their neighbour, counted up to three."""
    return DamerauLevenshtein.distance(x, y, score_cutoff=2) if min(len(x), len(y)) > 2 else 3


def _one_word(a: tuple[str, ...], b: tuple[str, ...]) -> Likeness:
    """Only the first name agrees, as after a marriage, or only the surname, as in a family."""
    if len(a) > 1 and len(b) > 1 and _close(a[0], b[0]) >= 0.95:
        return Likeness(0.0, "the same first name")
    if {x for x in a if len(x) > 1} & set(b) or _close(a[-1], b[-1]) >= 0.9:
        return Likeness(-1.5)
    return Likeness(NOTHING)


def _equal(x: str, y: str) -> bool:
    return x == y


def short_form(x: str, y: str) -> bool:
    """Is one of these a short form of the other, or are both of the same?"""
    return bool(_FORMS.get(x, frozenset()) & _FORMS.get(y, frozenset()))


def _initial(x: str, y: str) -> bool:
    return x != y and (len(x) == 1 or len(y) == 1) and x[0] == y[0]
