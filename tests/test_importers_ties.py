"""Ties, members, meetings and agreements of the plain folder, whatever order their rows have."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

from stakeholder_map.batch import Tie

from .importing import ends, folder, keys, node, read, said, ties

PEOPLE = "id,name,email,organisation\np1,Ana Bell,ana@x.org,us\np2,Bo Lee,bo@y.org,Northby Council\n"
WARM = "id,name,organisations\nw,Warm Homes,us;nb\n"


def test_ties_between_people_and_mailboxes(tmp_path: Path) -> None:
    batch = read(
        folder(
            tmp_path,
            people=PEOPLE,
            partnerships=WARM + "v,Vale,\n",
            mailboxes="address,organisation,members\nCSR@y.org,nb,Bo Lee\nhello@x.org,us,\n",
            ties="from,to,strength,since,last_contact,confirmed_on,partnership\n"
            "p1,p2,4,2020,2026-01-05,2025-12-01,Warm Homes;v\n"
            "csr@y.org,p1,,,,,\ncsr@y.org,hello@x.org,2,,,,\n",
        )
    )
    (knows,) = ties(batch, "KNOWS")
    assert knows.key == "plain:KNOWS:plain:p1>plain:p2"
    assert knows.props["partnerships"] == ["plain:v", "plain:w"]
    assert knows.props["contacts"] == [date(2025, 12, 1), date(2026, 1, 5)]
    assert knows.props["since_text"] == "2020"
    assert ends(batch, "WRITES_TO") == {("p1", "csr@y.org"), ("csr@y.org", "hello@x.org")}
    assert {(t.start_label, t.end_label) for t in ties(batch, "WRITES_TO")} == {
        ("Person", "Mailbox"),
        ("Mailbox", "Mailbox"),
    }
    assert ("p2", "csr@y.org") in ends(batch, "MEMBER_OF")
    assert ends(batch, "SERVES") == {("csr@y.org", "nb"), ("hello@x.org", "us")}


def test_one_pair_with_several_ties_is_numbered_whatever_order_the_rows_have(tmp_path: Path) -> None:
    rows = ["p1,p2,,3,w", "p2,p1,2019,3,v", "p1,p2,2021,5,v", "p1,p2,,3,w"]
    made: list[set[tuple[str, str]]] = []
    for n in range(4):
        random.Random(n).shuffle(rows)
        batch = read(
            folder(
                tmp_path / str(n),
                people=PEOPLE,
                partnerships=WARM + "v,Vale,\n",
                ties="from,to,since,strength,partnership\n" + "\n".join(rows) + "\n",
            )
        )
        assert batch.rejected == ()
        assert said(batch.notes, "repeats an earlier one")
        made.append({(t.key, str(t.props["partnerships"]) + str(t.props["since"])) for t in ties(batch, "KNOWS")})
    base = "plain:KNOWS:plain:p1>plain:p2"
    assert made[0] == {
        (base, "['plain:w']None"),
        (f"{base}#2", "['plain:v']2019-01-01"),
        (f"{base}#3", "['plain:v']2021-01-01"),
    }
    assert all(one == made[0] for one in made)


def test_the_same_tie_with_another_strength_is_rejected_with_both_lines(tmp_path: Path) -> None:
    batch = read(folder(tmp_path, people=PEOPLE, ties="from,to,strength\np1,p2,3\np2,p1,5\n"))
    (problem,) = batch.rejected
    assert problem.line == 3
    assert "line 2 of ties.csv" in problem.message
    assert "strength" in problem.message


def test_a_pair_turned_round_in_a_later_file_is_the_same_tie(tmp_path: Path) -> None:
    first = read(folder(tmp_path / "a", people=PEOPLE, ties="from,to\np1,p2\n"))
    later = read(folder(tmp_path / "b", people=PEOPLE, ties="from,to\np2,p1\n"), known=first)
    assert [t.key for t in ties(first, "KNOWS")] == [t.key for t in ties(later, "KNOWS")]


def test_nobody_knows_themselves(tmp_path: Path) -> None:
    assert "both ends" in read(folder(tmp_path, people=PEOPLE, ties="from,to\np1,Ana Bell\n")).rejected[0].message


def test_members_decide_over_the_short_form_and_make_sponsors_and_hosts(tmp_path: Path) -> None:
    batch = read(
        folder(
            tmp_path,
            people=PEOPLE,
            units="id,name,organisation\nu,Housing,nb\n",
            partnerships=WARM,
            members="partnership,organisation,participation,host_unit,sponsor,since\n"
            "Warm Homes,nb,as needed,Housing,p2,2021\n",
            representatives="partnership,person,capacity,on_behalf_of\nw,p1,Lead,us\nw,p2,sponsor,nb\n",
        )
    )
    members = {t.start: t.props for t in ties(batch, "MEMBER_OF")}
    assert members["plain:us"] == {"participation": "core"}
    assert members["plain:nb"]["participation"] == "as_needed"
    assert ends(batch, "HOSTS") == {("u", "w")}
    assert {(t.start, t.props["capacity"], t.props["on_behalf_of"]) for t in ties(batch, "REPRESENTS")} == {
        ("plain:p1", "lead", "plain:us"),
        ("plain:p2", "sponsor", "plain:nb"),
    }


def test_a_rejected_membership_is_not_replaced_by_the_short_form(tmp_path: Path) -> None:
    batch = read(folder(tmp_path, partnerships=WARM, members="partnership,organisation,since\nw,nb,soon\n"))
    assert ends(batch, "MEMBER_OF") == {("us", "w")}


def test_interactions_agreements_and_changes(tmp_path: Path) -> None:
    batch = read(
        folder(
            tmp_path,
            people=PEOPLE,
            partnerships=WARM,
            mailboxes="address,organisation\ncsr@y.org,nb\n",
            units="id,name,organisation\nu,Housing,nb\n",
            interactions="on,channel,people,absent,partnership\n2026-01-05,call,p1; bo@y.org,csr@y.org,w\n"
            "2026-02-05,call,p1;p2,csr@y.org,w\n2027-01-01,call,p1,,\n",
            agreements="id,partnership,kind,owner,signatories,signed,until\na1,w,MoU,p1,p1;p2,2022,2027\n",
            changes="on,kind,organisation,unit,person,note\n2026-04-01,restructure,nb,Housing,,\n2026-05-01,leave,nb,,p2,\n"
            "2026-06-01,merger,nb,,,\n",
        )
    )
    assert batch.rejected == ()
    happened = sorted(k for k in keys(batch, "Interaction"))
    assert len(happened) == 3
    assert {t.props["status"] for t in ties(batch, "TOOK_PART") if t.start_label == "Mailbox"} == {"absent"}
    assert len(ties(batch, "ABOUT")) == 2
    assert node(batch, "a1").props["until"] == date(2027, 12, 31)
    assert ends(batch, "COVERS") == {("a1", "w")}
    assert ends(batch, "SIGNED") == {("p1", "a1"), ("p2", "a1")}
    assert ends(batch, "OWNS") == {("p1", "a1")}
    assert {t.end for t in ties(batch, "AFFECTS")} == {"plain:u", "plain:p2", "plain:nb"}
    assert said(batch.notes, "in the future")[0].line == 4


def test_keys_of_meetings_without_id_do_not_depend_on_dates_or_order(tmp_path: Path) -> None:
    rows = ["2026-01-05,p1;p2", "2026-02-05,p1;p2", "2026-03-05,p1"]
    first = read(folder(tmp_path / "a", people=PEOPLE, interactions="on,people\n" + "\n".join(rows) + "\n"))
    turned = read(folder(tmp_path / "b", people=PEOPLE, interactions="on,people\n" + "\n".join(rows[::-1]) + "\n"))
    moved = read(folder(tmp_path / "c", people=PEOPLE, interactions="on,people\n2026-01-06,p2;p1\n"))
    assert sorted(first.facts, key=str) != []
    assert {(n.key, n.props["on"]) for n in first.nodes if n.label == "Interaction"} == {
        (n.key, n.props["on"]) for n in turned.nodes if n.label == "Interaction"
    }
    assert keys(moved, "Interaction") < keys(first, "Interaction")


def test_a_shuffled_folder_says_the_same(tmp_path: Path) -> None:
    people = [f"Person {n},,{'us' if n % 2 else 'nb'},Officer" for n in range(30)]
    pairs = [f"Person {n},Person {n * 7 % 30},{2000 + n % 5}" for n in range(30) if n * 7 % 30 != n]
    made = []
    for seed in range(3):
        random.Random(seed).shuffle(people)
        random.Random(seed).shuffle(pairs)
        batch = read(
            folder(
                tmp_path / str(seed),
                people="name,email,organisation,title\n" + "\n".join(people) + "\n",
                ties="from,to,since\n" + "\n".join(pairs) + "\n",
            )
        )
        made.append({(f.key, str(sorted(f.props.items())), getattr(f, "start", "")) for f in batch.facts})
    assert made[0] == made[1] == made[2]


def test_every_tie_leads_to_something_stated_or_known(tmp_path: Path) -> None:
    batch = read(
        folder(
            tmp_path,
            people="id,name,organisation,unit\np1,Ana,us,Team\np1,Ana,us,Other\np2,Bo,nb,New\n",
            ties="from,to,since\np1,p2,2020\np1,p2,2020\n",
        )
    )
    stated = {n.key for n in batch.nodes}
    assert all(t.start in stated and t.end in stated for t in batch.ties if isinstance(t, Tie))


def test_an_id_that_looks_like_an_ordinal_keeps_its_own_tie(tmp_path: Path) -> None:
    people = "id,name\na,Ana\nb,Bo\nb#2,Cy\n"
    batch = read(folder(tmp_path, people=people, ties="from,to,since\na,b,2020\na,b#2,2020\na,b,2021\n"))
    assert len({t.key for t in ties(batch, "KNOWS")}) == 3


def test_who_had_accepted_is_marked_and_stands_in_one_column(tmp_path: Path) -> None:
    text = "id,on,people,absent,accepted\nm1,2026-01-05,p1,,p2\nm2,2026-01-06,p1,,p1\nm3,2026-01-07,,p2,p2;p1\n"
    batch = read(folder(tmp_path, people=PEOPLE, interactions=text))
    assert {(t.start, t.props["status"]) for t in ties(batch, "TOOK_PART")} == {
        ("plain:p1", "present"),
        ("plain:p2", "accepted"),
    }
    assert [(p.line, p.column) for p in batch.rejected] == [(3, "accepted"), (4, "accepted")]
