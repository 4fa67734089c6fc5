"""The sheet of posts: seats in a chart, who holds them, and who reports to whom. One row is one holding."""

from __future__ import annotations

from ...identity import Entry
from ...identity.naming import normal
from ...identity.nobody import holder_says
from ..assembly.draft import Draft, Placed
from ..cells.columns import Column, Sheet
from .common import ID, SINCE, UNTIL, find_place, place
from .lines import report
from .managers import report_to_managers
from .own_posts import own_posts
from .post_keys import post_keys
from .seats import Holding, Post, propose, with_level

KINDS = {"substantive": ("permanent", "normal", "regular"), "acting": ("interim", "temporary", "acting up", "temp"),
         "job_share": ("jobshare", "shared", "job sharing"), "secondment": ("seconded", "secondee", "loan")}
LINES = {"solid": ("direct", "line", "full"), "dotted": ("indirect", "matrix", "functional")}

SHEET = Sheet("posts", "Seats in the chart: two holders are two rows, a vacant post is a row without holder.", (
    ID,
    Column("title", "text", "Title of the post.", synonyms=("job title", "post", "role", "position", "name")),
    Column("organisation", "reference", "The organisation: id or name.",
           synonyms=("organization", "org", "company", "employer")),
    Column("unit", "reference", "The unit: id or name.", synonyms=("team", "department", "division")),
    Column("level", "level", "executive, senior, operational or frontline.", synonyms=("seniority",)),
    Column("function", "text", "What the post is about: finance, communications …", synonyms=("job function", "area")),
    Column("reports_to", "reference", "The post it reports to: id, title, or the name of its holder.",
           synonyms=("manager", "line manager", "reports to post", "supervisor", "manager id")),
    Column("line", "choice", "How it reports.", choices=LINES, strict=False),
    Column("line_since", "first", "First day on which it reports there.", synonyms=("reports since",)),
    Column("line_until", "last", "Last day on which it reports there, when that is over.",
           synonyms=("reports until",)),
    Column("holder", "reference", "Who holds it: id, e-mail address or name of a person; blank when it is vacant.",
           synonyms=("person", "held by", "incumbent", "post holder", "employee")),
    Column("kind", "choice", "How it is held.", choices=KINDS, strict=False,
           synonyms=("kind of holding", "contract", "contract type")),
    SINCE, UNTIL,
    Column("leaving_on", "last", "Announced last day of the holder.",
           synonyms=("leaving", "leaving date", "leaves on")),
    Column("contract_end", "last", "When the contract of the holder ends.",
           synonyms=("contract ends", "contract until")),
    Column("post_since", "first", "First day of the post itself.", synonyms=("post created", "post from")),
    Column("post_until", "last", "Last day of the post itself, when it was abolished.",
           synonyms=("post abolished", "post to")),
), synonyms=("post", "positions", "roles", "chart", "org chart", "organogram"),
    spans=(("since", "until"), ("post_since", "post_until"), ("line_since", "line_until")))


def build(draft: Draft) -> None:
    """Posts, where they are, who holds them and whom they report to; then a post for everybody left without one."""
    holdings = [_holding(draft, Holding(record)) for record in draft.records["posts"]]
    posts = _posts(draft, [holding for holding in holdings if holding.record.ok])
    people = {placed.person: placed for placed in draft.placed}
    for post in posts:
        for holding in post.holdings:
            _state(draft, post, holding)
            _hold(draft, post, holding, people)
    report(draft, posts)
    report_to_managers(draft, holdings, own_posts(draft, holdings))
    propose(draft)


def _holding(draft: Draft, holding: Holding) -> Holding:
    """A row with its organisation, unit and holder; the holder is looked for even when the row is rejected."""
    record = holding.record
    if record.ok and not (record.text("id") or record.text("title")):
        draft.log.reject(record, "title", "The row has neither an id nor a title", "Fill in one of them.")
    if record.ok:
        holding.organisation, holding.unit = find_place(draft, record)
    text = draft.nobody.get(record.text("holder"), record.text("holder"))
    if text and not holder_says(text):
        found = draft.finder.find(text, ("Person", "Mailbox"), holding.organisation.key if holding.organisation else "")
        if found.entry is None:
            draft.log.reject(record, "holder", found.reason, found.hint)
        elif found.entry.label == "Mailbox":
            draft.log.remark(record, "holder", "A mailbox cannot hold a post; the post was read as vacant.",
                             "Name a person.")
        else:
            holding.holder = found.entry
    return holding


def _posts(draft: Draft, holdings: list[Holding]) -> list[Post]:
    """The posts that the rows speak about; rows that contradict an earlier row of their post are rejected."""
    posts: dict[str, Post] = {}
    for holding, key in post_keys(draft, holdings):
        record = holding.record
        record.key = key
        text = record.text("holder")
        if holder_says(draft.nobody.get(text, text)) == "abolished" and not record["post_until"]:
            draft.log.remark(record, "holder", "Posts marked as abolished without a last day were left out.",
                             "Fill in post_until to keep their history.", record.text("title"))
            continue
        post = posts.setdefault(key, Post(key, record.text("title"), holding.organisation, holding.unit))
        if _agrees(draft, post, holding):
            post.holdings.append(holding)
    for post in posts.values():
        inside = frozenset((post.organisation.key,)) if post.organisation else frozenset()
        draft.finder.add(Entry("Post", post.key, post.title, "", inside))
    return list(posts.values())


def _agrees(draft: Draft, post: Post, holding: Holding) -> bool:
    """Whether a further row says the same about the post itself (blank is the same); else it is rejected."""
    record = holding.record
    for before in (other.record for other in post.holdings):
        wrong = [c for c in ("title", "level", "function", "post_since", "post_until")
                 if before[c] and record[c] and normal(str(before[c])) != normal(str(record[c]))]
        wrong += ["organisation"] if _differ(post.organisation, holding.organisation) else []
        wrong += ["unit"] if _differ(post.unit, holding.unit) else []
        above, other = before.text("reports_to"), record.text("reports_to")
        wrong += ["reports_to"] if above and other and normal(above) != normal(other) \
            and before["line"] == record["line"] and not (before["line_until"] or record["line_until"]) else []
        if wrong:
            at = before.origin
            draft.log.reject(record, wrong[0], f"The post “{record.text('id') or post.title}” stands already in line "
                             f"{at.line} of {at.file} with a different {', '.join(wrong)}",
                             "Rows of one post may differ only in the holder and the holding.")
            return False
    post.organisation, post.unit = post.organisation or holding.organisation, post.unit or holding.unit
    return True


def _differ(one: Entry | None, other: Entry | None) -> bool:
    return one is not None and other is not None and one.key != other.key


def _state(draft: Draft, post: Post, holding: Holding) -> None:
    props = holding.record.fields("title", "level", "function", since="post_since", until="post_until")
    draft.node(holding.record, "Post", post.key, with_level(draft, props, holding.record))
    place(draft, holding.record, "IN", ("Post", post.key), post.organisation, post.unit)


def _hold(draft: Draft, post: Post, holding: Holding, people: dict[str, Placed]) -> None:
    """HOLDS; what only the people sheet says about the holder at this organisation is taken from there."""
    record, holder = holding.record, holding.holder
    if holder is None:
        return
    props = record.fields("kind", "since", "until", "leaving_on", "contract_end")
    placed = people.get(holder.key)
    if placed and placed.organisation and post.organisation and placed.organisation.key == post.organisation.key:
        props |= placed.record.fields("confirmed_on")
        if placed.record["until"] and record.has("until") and not record["until"]:
            draft.log.remark(placed.record, "until", "They leave here but stay in posts; what posts says counts.",
                             "Fill in until there too, or correct it here.")
        props = {**placed.record.fields("since", "until"), **props} if len(post.holdings) == 1 else props
    draft.tie(record, "HOLDS", ("Person", holder.key), ("Post", post.key), props)
    if post.organisation:
        draft.finder.place(holder.key, post.organisation.key)
