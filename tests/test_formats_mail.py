"""Mail: who wrote to whom and who answered, what is no contact, what is never kept, notices, and broken files."""

from __future__ import annotations

import tracemalloc
from contextlib import suppress
from datetime import date
from email.header import Header
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stakeholder_map import importers
from stakeholder_map.analysis.ground.contacts import MAIL, ONE_WAY_MAIL, meetings
from stakeholder_map.batch import Batch
from stakeholder_map.errors import InputError
from stakeholder_map.importers.files.sample import Sample
from stakeholder_map.importers.formats import icalendar, mail, mapping, organogram, plain
from stakeholder_map.importers.formats.mail.message import parsed
from stakeholder_map.snapshot import Snapshot

from . import outlook_files as msg
from .correspondence import acquainted
from .importing import TODAY, directory, folder, keys, read, said, ties
from .thorough import examples

ANA, BEA, TOM, SAM = "Ana Bell <ana@us.example>", "bea@us.example", "Tom <tom@nb.example>", "sam@nb.example"


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Batch:
    return acquainted(tmp_path_factory.mktemp("known"))


def letter(sender: str, to: str, day: str = "12 May 2026", code: str = "", answers: str = "", body: str = "Hello",
           **headers: str) -> str:
    lines = [f"From: {sender}", f"To: {to}", f"Date: Tue, {day} 10:00:00 +0100", "Subject: A secret matter"]
    lines += [f"Message-ID: <{code}>"] if code else []
    lines += [f"In-Reply-To: <{answers}>", f"References: <{answers}>"] if answers else []
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\n".join(lines) + f"\n\n{body}\n"


def box(path: Path, *letters: str) -> Path:
    """A mailbox of letters."""
    text = "".join(f"From - Tue May 12 10:00:00 2026\n{one}\n" for one in letters)
    path.write_text(text, "utf-8")
    return path


def contacts(batch: Batch) -> list[tuple[str, str, set[str]]]:
    """Day, direction and people of each interaction, sorted."""
    came = ties(batch, "TOOK_PART")
    return sorted((str(n.props["on"]), str(n.props["direction"]),
                   {t.start.partition(":")[2] for t in came if t.end == n.key})
                  for n in batch.nodes if n.label == "Interaction")


def test_one_way_and_answered(tmp_path: Path, known: Batch) -> None:
    path = box(
        tmp_path / "a.mbox",
        letter(SAM, BEA, "14 May 2026", "4@x", "3@x"),
        letter(ANA, f"{TOM}, {SAM}", code="1@x"),
        letter(TOM, f"{ANA}, {BEA}, {SAM}", "13 May 2026", "2@x", "1@x"),
        letter(BEA, SAM, "13 May 2026", "3@x"),
    )
    batch = read(path, known=known)
    assert batch.source == "mail"
    assert contacts(batch) == [
        ("2026-05-12", "out", {"ana", "tom", "sam"}),
        ("2026-05-13", "both", {"ana", "tom"}),
        ("2026-05-13", "in", {"tom", "bea"}),
        ("2026-05-13", "out", {"bea", "sam"}),
        ("2026-05-14", "both", {"bea", "sam"}),
    ]
    assert {n.props["channel"] for n in batch.nodes} == {"e-mail"}
    assert batch.rows == 4
    assert batch.sheets == frozenset()
    assert "secret" not in str(batch)
    assert "Hello" not in str(batch)
    assert keys(batch, "Interaction") == keys(read(path, known=known), "Interaction")


def test_the_weights_of_mail(tmp_path: Path, known: Batch) -> None:
    path = box(tmp_path / "a.mbox", letter(ANA, TOM, code="1@x"), letter(TOM, ANA, code="2@x", answers="1@x"),
               letter(ANA, TOM, code="3@x", answers="2@x"), letter(BEA, f"{SAM}, {TOM}", code="9@x"))
    batch = read(path, known=known)
    found = meetings(Snapshot.of_batch(Batch("all", (*known.facts, *batch.facts)), TODAY))
    assert [c.weight for c in found["plain:ana", "plain:tom"]] == [MAIL], "one interaction for each thread and day"
    assert [c.weight for c in found["plain:bea", "plain:sam"]] == [ONE_WAY_MAIL]
    assert ("plain:ana", "plain:sam") not in found


@pytest.mark.parametrize(
    ("headers", "why"),
    [
        ({"List_Id": "<x.y>"}, "mailing lists"),
        ({"List_Unsubscribe": "<mailto:x>"}, "mailing lists"),
        ({"Precedence": "bulk"}, "mailing lists"),
        ({"Auto_Submitted": "auto-replied"}, "automatic message"),
        ({"X_Gmail_Labels": "Inbox,Spam"}, "message marked as draft, chat or spam"),
        ({"X_Gmail_Labels": "Chat"}, "message marked as draft, chat or spam"),
        ({"X_Gmail_Labels": Header("Entwürfe,Wichtig", "utf-8").encode()}, "message marked as draft, chat or spam"),
        ({"Cc": ", ".join(f"p{n}@else.example" for n in range(15))}, "more than 15 people"),
        ({"Cc": ", ".join(f"p{n}@else.example" for n in range(9_000))}, "more than 15 people"),
        ({"Auto_Submitted": "no"}, ""),
        ({"X_Gmail_Labels": "Inbox,Important"}, ""),
        ({"Cc": ", ".join(f"p{n}@else.example" for n in range(14))}, ""),
    ],
)
def test_what_is_no_contact(tmp_path: Path, known: Batch, headers: dict[str, str], why: str) -> None:
    batch = read(box(tmp_path / "a.mbox", letter(TOM, ANA, **headers)), known=known)
    assert bool(contacts(batch)) == (not why)
    assert not why or said(batch.notes, f"1 {why}") or said(batch.notes, why)


def test_machines_copies_internal_mail_and_strangers(tmp_path: Path, known: Batch) -> None:
    batch = read(box(
        tmp_path / "a.mbox",
        letter("no-reply@nb.example", ANA), letter("bounce+12@nb.example", ANA), letter(ANA, BEA), letter(TOM, SAM),
        letter(TOM, ANA, code="1@x"), letter(TOM, ANA, code="1@x"), letter("Zoe Fox <zoe@nb.example>", ANA),
        letter(ANA, "zoe@nb.example, kim@gmail.com"),
    ), known=known)
    assert contacts(batch) == [("2026-05-12", "in", {"tom", "ana"})]
    for text in ("2 messages of machines", "1 copy of the same message", "3 messages to nobody known on the other"):
        assert said(batch.notes, text), text
    assert said(batch.notes, "2 people who were in contact with us")[0].message.count("zoe@nb.example (2×") == 1


def test_strangers_are_added_when_asked(tmp_path: Path, known: Batch) -> None:
    path = box(tmp_path / "a.mbox", letter("Zoe Fox <zoe@nb.example>", f"{ANA}, Pat@nb.example, kim@gmail.com"),
               letter("new@us.example", TOM), letter("List <all@nb.example>", ANA, List_Id="<x>"))
    batch = read(path, known=known, add_people=True)
    assert contacts(batch) == [("2026-05-12", "in", {"zoe@nb.example", "ana"}),
                               ("2026-05-12", "out", {"new@us.example", "tom"})]
    assert {(t.start.partition(":")[2], t.end.split("/")[0]) for t in ties(batch, "HOLDS")} == {
        ("new@us.example", "mail:new@us.example"), ("zoe@nb.example", "mail:zoe@nb.example")}
    assert {n.props["name"] for n in batch.nodes if n.label == "Person"} == {"Zoe Fox", "New"}
    assert {t.end for t in ties(batch, "IN")} == {"plain:nb", "plain:us"}


@pytest.mark.parametrize(
    ("headers", "people"),
    [
        ("From: \"Bell, Ana\" <ANA@us.example>\nSender: sam@nb.example\nTo: tom@nb.example", {"ana", "tom"}),
        ("From: =?utf-8?q?Ana_B=C3=A9ll?= <ana@us.example>\nBcc: tom@nb.example", {"ana", "tom"}),
        ("From: =?unknown?b?%%%?= <ana@us.example>\nTo: undisclosed-recipients:;\nCc: tom@nb.example", {"ana", "tom"}),
        ("From: ana@us.example\nTo: Team: tom@nb.example, sam@nb.example;", {"ana", "tom", "sam"}),
        ("From: ana@us.example\nTo: a@b@c <tom@nb.example, (((", {"ana", "tom"}),
        ("From: tom@nb.example\nTo: undisclosed-recipients:;\nDelivered-To: ana@us.example", {"ana", "tom"}),
        ("From: ana@us.example\nTo:\n tom@nb.example,\n\tsam@nb.example", {"ana", "tom", "sam"}),
        ("From: ana@us.example\nTo: housing@nb.example", {"ana", "housing@nb.example"}),
        ("From: \xff\xfe <ana@us.example>\nTo: tom@nb.example", {"ana", "tom"}),
    ],
)
def test_people_of_headers(tmp_path: Path, known: Batch, headers: str, people: set[str]) -> None:
    (tmp_path / "a.eml").write_bytes(f"{headers}\nDate: 12 May 2026 10:00\n\nx\n".encode("latin-1"))
    found = contacts(read(tmp_path / "a.eml", known=known))
    assert [who for _, _, who in found] == [people]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Tue, 12 May 2026 23:30:00 -0800", date(2026, 5, 12)), ("12 May 2026 10:00:00 EST5EDT", date(2026, 5, 12)),
        ("Tue, 12 May 26 10:00 +9999", date(2026, 5, 12)), ("2026-05-12T10:00:00Z", date(2026, 5, 12)),
        ("Tue May 12 10:00:00 2026", date(2026, 5, 12)), ("Thu, 99 Foo 2026", None), ("", None), ("12 May 99999", None),
        ("Tue, 12 May 2026 10:00:00 +0100 (British Summer Time)", date(2026, 5, 12)),
    ],
)
def test_days(text: str, day: date | None) -> None:
    assert parsed(text) == day


def test_messages_without_a_day_or_of_the_future_are_rejected(tmp_path: Path, known: Batch) -> None:
    undated = letter(TOM, ANA).replace("Date: Tue, 12 May 2026 10:00:00 +0100", "Date: rubbish")
    batch = read(box(tmp_path / "a.mbox", letter(TOM, ANA, "12 May 2030")), known=known)
    assert [(p.line, p.message[:31]) for p in batch.rejected] == [(2, "The message is dated in the fut")]
    assert contacts(read(box(tmp_path / "b.mbox", undated), known=known)) == [("2026-05-12", "in", {"ana", "tom"})]
    (tmp_path / "c.eml").write_text(undated)
    assert "no date that can be read: “rubbish”" in read(tmp_path / "c.eml", known=known).rejected[0].message


def test_lines_of_a_text_are_no_messages(tmp_path: Path, known: Batch) -> None:
    tricky = ("x\n\nFrom here on it is 2026\nFrom: mallory\n\n>From ana Tue May 12 10:00:00 2026\nTo: t@x\n\n"
              "From ana@x Tue May 12 10:00:00 2026\nthis is no header\n")
    path = box(tmp_path / "a.mbox", letter(TOM, ANA, code="1@x", body=tricky), letter(SAM, BEA, code="2@x"))
    batch = read(path, known=known)
    assert batch.rows == 2
    assert [who for _, _, who in contacts(batch)] == [{"ana", "tom"}, {"bea", "sam"}]
    windows = tmp_path / "w.mbox"
    windows.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert contacts(read(windows, known=known)) == contacts(batch)


def test_folders_are_looked_through(tmp_path: Path, known: Batch) -> None:
    home = tmp_path / "mail"
    (home / "cur").mkdir(parents=True)
    (home / "cur" / "1.host:2,S").write_text(letter(TOM, ANA, code="1@x"))
    (home / "new").mkdir()
    (home / "new" / "2.emlx").write_text("123\n" + letter(SAM, BEA, code="2@x"))
    (home / "index.db").write_bytes(b"\0\1\2 From: x")
    (home / "notes.txt").write_text("To: do\nbread\n")
    batch = read(home, known=known)
    assert batch.rows == 2
    assert len(contacts(batch)) == 2
    with pytest.raises(InputError, match="there is no mail"):
        read(folder(tmp_path / "plain"), known=known, format="mail")


@pytest.mark.parametrize("name", ["a.eml", "a.mbox"])
@pytest.mark.parametrize("content", [b"", b"hello", b"\x00\xff\x01 binary"])
def test_a_file_that_is_only_called_mail_is_refused(tmp_path: Path, known: Batch, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError, match="neither a mailbox nor a message"):
        read(tmp_path / name, known=known)


def test_files_called_like_mail_that_are_none_are_told(tmp_path: Path, known: Batch) -> None:
    box(tmp_path / "a.eml", letter("ana@us.example", "tom@nb.example"))
    for name, text in (("b.eml", ""), ("c.eml", "no mail at all"), ("d.txt", "no mail at all")):
        (tmp_path / name).write_text(text, "utf-8")
    assert "(2): b.eml, c.eml." in said(read(tmp_path, known=known).problems, "no mail")[0].message


def _message(tmp_path: Path, name: str, content: msg.Storage) -> Path:
    return msg.write(tmp_path / name, content)


def test_messages_of_outlook(tmp_path: Path, known: Batch) -> None:
    ticks = (date(2026, 5, 12) - date(1601, 1, 1)).days * 864_000_000_000
    sent: dict[str, bytes | msg.Storage] = dict([
        msg.text(0x0C1A, "Ana Bell"), msg.text(0x5D01, "ana@us.example"), msg.text(0x1035, "<1@x>"),
        msg.text(0x1000, "Secret body"), msg.numbers({0x0039: ticks})])
    for n, (name, email, kind) in enumerate([("Tom", "tom@nb.example", 1), ("Sam Ray", "sam@nb.example", 2)]):
        sent[f"__recip_version1.0_#0000000{n}"] = dict([
            msg.text(0x3001, name), msg.text(0x39FE, email), msg.numbers({0x0C15: kind}, inside=True)])
    received = dict([msg.text(0x007D, letter(TOM, ANA, "13 May 2026", "2@x", "1@x").partition("\n\n")[0])])
    home = tmp_path / "msgs"
    home.mkdir()
    _message(home, "a.msg", sent)
    _message(home, "b.msg", received)
    batch = read(home, known=known)
    assert contacts(batch) == [("2026-05-12", "out", {"ana", "tom", "sam"}), ("2026-05-13", "both", {"ana", "tom"})]
    assert "Secret" not in str(batch)
    (home / "c.msg").write_bytes((home / "a.msg").read_bytes()[:700])
    assert said(read(home, known=known).notes, "c.msg cannot be read as a message of Outlook")
    with pytest.raises(InputError, match="cannot be read as a message"):
        read(home / "c.msg", known=known)


AWAY = {"Auto_Submitted": "auto-replied"}
REPORT = (
    "--b\nContent-Type: text/plain\n\nYour message could not be delivered.\n\n--b\n"
    "Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx\n\nFinal-Recipient: rfc822; tom@nb.example\n"
    "Action: failed\nStatus: {status}\n\n--b--\n"
)


@pytest.mark.parametrize(
    ("body", "successor"),
    [
        ("Hello,\n\nI have left Northby Council. Please contact Sam Ray <sam@nb.example> instead.", "Sam Ray"),
        ("Tom has left. Write to Sam.", "Sam Ray"),
        ("I no longer work here; e-mail zoe.fox@nb.example.", "Zoe Fox"),
        ("My last day was 30 April. Do contact Zoe Fox (zoe@nb.example).", "Zoe Fox"),
        ("Ich bin nicht mehr bei der Gemeinde. Bitte wenden Sie sich an sam@nb.example.", "Sam Ray"),
        ("Tom a quitté la mairie.", ""),
        ("I have retired. Please write to info@nb.example.", ""),
    ],
)
def test_who_has_left_is_proposed_and_never_a_fact(tmp_path: Path, known: Batch, body: str, successor: str) -> None:
    batch = read(box(tmp_path / "a.mbox", letter(TOM, ANA, body=body, **AWAY)), known=known)
    assert not batch.facts
    first = batch.proposals[0]
    assert (first.about, first.successor, first.until) == ("Tom Ade", successor, date(2026, 5, 11))
    assert (first.origin.file, first.origin.line) == ("a.mbox", 2)
    assert first.source == "plain"
    new = [p for p in batch.proposals if p.row.get("email")]
    assert [p.about for p in new] == ([successor] if successor == "Zoe Fox" else [])
    assert body not in str(batch)


@pytest.mark.parametrize(
    "body",
    [
        "I am out of the office until Monday. Please contact Sam Ray <sam@nb.example>.",
        "I have left the office for today.",
        "I am no longer checking my mail today.",
        "Thanks.\n\n----- Original message -----\nI have left Northby.",
        "> I have left Northby.",
    ],
)
def test_absence_is_no_departure(tmp_path: Path, known: Batch, body: str) -> None:
    assert not read(box(tmp_path / "a.mbox", letter(TOM, ANA, body=body, **AWAY)), known=known).proposals


def test_a_letter_by_hand_is_never_looked_into(tmp_path: Path, known: Batch) -> None:
    batch = read(box(tmp_path / "a.mbox", letter(TOM, ANA, body="I have left Northby.")), known=known)
    assert not batch.proposals


def test_mail_that_came_back(tmp_path: Path, known: Batch) -> None:
    def back(status: str) -> str:
        return letter("MAILER-DAEMON@mx.example", ANA, body=REPORT.format(status=status),
                      Content_Type="multipart/report; report-type=delivery-status; boundary=b")

    (proposal,) = read(box(tmp_path / "a.mbox", back("5.1.1")), known=known).proposals
    assert proposal.about == "Tom Ade"
    assert "nobody has that address" in proposal.what
    assert proposal.row["until"] == "2026-05-11"
    refused = "5.7.1\nDiagnostic-Code: smtp; 554 5.7.1 <tom@nb.example>: Recipient address rejected: Access denied"
    full = "5.2.2\nDiagnostic-Code: smtp; 552 5.2.2 mailbox unavailable: over quota"
    for status in ("5.0.0\nDiagnostic-Code: smtp; 550 Requested action not taken: mailbox unavailable",
                   "5.7.1\nDiagnostic-Code: smtp; 550 5.7.1 no such user"):
        assert read(box(tmp_path / "a.mbox", back(status)), known=known).proposals, status
    for status in ("5.2.2", "4.1.1", "2.0.0", refused, full):
        assert not read(box(tmp_path / "a.mbox", back(status)), known=known).proposals, status
    html = letter("x@google.example", ANA, X_Failed_Recipients="tom@nb.example", Auto_Submitted="auto-replied",
                  Content_Type="text/html", body="<p>Address <b>not</b> found: the account does not exist</p>")
    assert read(box(tmp_path / "b.mbox", html), known=known).proposals


def test_a_large_mailbox_streams(tmp_path: Path, known: Batch) -> None:
    path = tmp_path / "large.mbox"
    body = "Long lines of a text that nobody reads.\n" * 10_000
    with path.open("w") as file:
        for n in range(100):
            file.write(f"From - Tue May 12 10:00:00 2026\n{letter(TOM, ANA, code=f'{n}@x', body=body)}\n")
        file.write("x" * 5_000_000)
    there = directory(known)
    tracemalloc.start()
    batch = importers.read([path], importers.Options(as_of=TODAY), there)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert path.stat().st_size > 40_000_000
    assert batch.rows == 100
    assert len(contacts(batch)) == 100
    assert peak < 8_000_000


def test_detection(tmp_path: Path) -> None:
    paths = [box(tmp_path / "Inbox", letter(TOM, ANA)), tmp_path / "a.eml"]
    paths[1].write_text(letter(TOM, ANA, body="BEGIN:VCALENDAR"))
    for path in paths:
        own = Sample(path)
        assert mail.detect(own) > max(m.detect(own) for m in (plain, mapping, organogram, icalendar))
    ics = tmp_path / "c.ics"
    ics.write_text("BEGIN:VCALENDAR\nEND:VCALENDAR\n")
    for other in (Sample(ics), Sample(folder(tmp_path / "plain", ties="from,to,date\n"))):
        assert mail.detect(other) == 0


BITS = ["From - Tue May 12 10:00:00 2026", "From: ana@us.example", "To: tom@nb.example", "",
        "Date: Tue, 12 May 2026 10:00:00", "References: <1@x> <2@x>", "Message-ID: <1@x>", "Date: ,,,",
        "Auto-Submitted: auto-replied", "Cc: =?utf-8?b?/?= <a@b>", "Content-Type: multipart/report; boundary=",
        "I have left. Contact Sam", "Content-Transfer-Encoding: base64", "To: <<<(((\"", "X-Gmail-Labels: =?x?q?=?="]


@settings(max_examples=examples(150), deadline=None)
@given(st.lists(st.one_of(st.sampled_from(BITS), st.text(max_size=30)), max_size=25))
def test_no_text_makes_it_fall_over(tmp_path_factory: pytest.TempPathFactory, known: Batch, lines: list[str]) -> None:
    path = tmp_path_factory.getbasetemp() / "any.eml"
    path.write_bytes("\n".join(lines).encode("utf-8", "replace"))
    with suppress(InputError):
        read(path, known=known, format="mail", add_people=True)


@settings(max_examples=examples(60), deadline=None)
@given(st.data())
def test_no_damage_makes_outlook_messages_fall_over(tmp_path_factory: pytest.TempPathFactory, known: Batch,
                                                    data: st.DataObject) -> None:
    path = tmp_path_factory.getbasetemp() / "any.msg"
    whole = bytearray(msg.write(path, dict([msg.text(0x0C1A, "Ana"), msg.text(0x5D01, "ana@us.example"),
                                            msg.numbers({0x0039: 5})])).read_bytes())
    for _ in range(data.draw(st.integers(1, 6))):
        whole[data.draw(st.integers(8, len(whole) - 1))] = data.draw(st.integers(0, 255))
    path.write_bytes(whole)
    with suppress(InputError):
        read(path, known=known, format="mail")


LEFT = "I have left Northby Council."


@pytest.mark.parametrize("first", [True, False])
@pytest.mark.parametrize(
    ("day", "headers", "there"),
    [
        ("13 May 2026", {}, True),
        ("12 May 2026", {}, False),
        ("11 May 2026", {}, False),
        ("13 May 2026", AWAY, False),
        ("13 May 2026", {"List_Id": "news"}, False),
        ("13 May 2031", {}, False),
    ],
)
def test_who_wrote_after_the_notice_has_not_left(
    tmp_path: Path, known: Batch, first: bool, day: str, headers: dict[str, str], there: bool
) -> None:
    notice, later = letter(TOM, ANA, body=LEFT, **AWAY), letter(TOM, ANA, day, **headers)
    batch = read(box(tmp_path / "a.mbox", *((notice, later) if first else (later, notice))), known=known)
    assert bool(batch.proposals) != there
    assert len(said(batch.notes, "wrote again later")) == there


@pytest.mark.parametrize("turned", [True, False])
def test_the_newest_notice_counts_by_its_date(tmp_path: Path, known: Batch, turned: bool) -> None:
    old = letter(TOM, ANA, "2 March 2026", body="I have left. Write to Sam Ray <sam@nb.example>.", **AWAY)
    new = letter(TOM, ANA, "12 May 2026", body=LEFT, **AWAY)
    (proposal,) = read(box(tmp_path / "a.mbox", *((new, old) if turned else (old, new))), known=known).proposals
    assert (proposal.until, proposal.successor) == (date(2026, 5, 11), "")
