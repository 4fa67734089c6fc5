"""What products write in German, French and Spanish, and exports of which people kept only a few columns."""

from __future__ import annotations

from pathlib import Path

import pytest

from stakeholder_map.importers import recognised

from .importing import keys, read, said, ties
from .same import lines, seats, things

OUR = ("Harbour Trust",)
_OUTLOOK_DE = """"Anrede";"Vorname";"Weitere Vornamen";"Nachname";"Firma";"Abteilung";"Position";\
"Telefon geschäftlich";"Telefon (privat)";"E-Mail-Adresse";"Geburtstag";\
"Name des/der Vorgesetzten";"Notizen";"Privat";"Vertraulichkeit"
"Dr.";"Ines";"";"Weiß";"Stadt Nord";"Ordnung";"Leiterin";"040 1";"040 9";"weiss@nord.uk";"1.2.80";"";"Vertrag";"Aus";\
"Normal"
"";"Jo";"";"Bell";"Stadt Nord";"Ordnung";"Referent";"";"";"bell@nord.uk";"0.0.00";"Ines Weiß";"";"Aus";"Normal"
"";"Al";"";"Privatmann";"Stadt Nord";"";"";"";"";"al@nord.uk";"";"";"";"Ein";"Privat"
"""
_OUTLOOK_FR = """"Titre","Prénom","Nom","Société","Service","Titre","Téléphone (bureau)","Adresse de messagerie",\
"Nom du responsable","Privé","Critère de diffusion"
"Mme","Ines","Weiß","Stadt Nord","Ordnung","Leiterin","040 1","weiss@nord.uk","","Faux","Normale"
"M.","Jo","Bell","Stadt Nord","Ordnung","Referent","","bell@nord.uk","Ines Weiß","Faux","Normale"
"M.","Al","Privatmann","Stadt Nord","","","","al@nord.uk","","Vrai","Personnel"
"""
_OUTLOOK_ES = """"Nombre","Segundo nombre","Apellidos","Organización","Departamento","Puesto","Teléfono del trabajo",\
"Dirección de correo electrónico","Nombre del jefe","Privado"
"Ines","","Weiß","Stadt Nord","Ordnung","Leiterin","040 1","weiss@nord.uk","","Falso"
"Jo","","Bell","Stadt Nord","Ordnung","Referent","","bell@nord.uk","Ines Weiß","Falso"
"Al","","Privatmann","Stadt Nord","","","","al@nord.uk","","Verdadero"
"""


@pytest.mark.parametrize(("text", "encoding"), [
    (_OUTLOOK_DE, "utf-8-sig"), (_OUTLOOK_DE, "cp1252"), (_OUTLOOK_FR, "cp1252"), (_OUTLOOK_ES, "utf-16")])
def test_contacts_of_outlook_in_other_languages(tmp_path: Path, text: str, encoding: str) -> None:
    (tmp_path / "kontakte.csv").write_bytes(text.replace("\n", "\r\n").encode(encoding))
    assert recognised(tmp_path / "kontakte.csv").NAME == "outlook"
    batch = read(tmp_path / "kontakte.csv", ours=OUR)
    assert things(batch, "Person", "email", "phone") == {
        ("Ines Weiß", "weiss@nord.uk", "040 1"), ("Jo Bell", "bell@nord.uk", None)}
    assert seats(batch) == {("Ines Weiß", "Leiterin", "Ordnung"), ("Jo Bell", "Referent", "Ordnung")}
    assert lines(batch, "REPORTS_TO") == {("Referent", "Leiterin")}
    assert things(batch, "Unit") == {("Ordnung",)}
    assert said(batch.problems, "marked as private were left out: 1")
    assert not {"Vertrag", "040 9", "1.2.80"} & {str(value) for fact in batch.facts
                                                    for value in fact.props.values()}


_CALENDAR_DE = """"Betreff","Beginnt am","Beginnt um","Endet am","Endet um","Besprechungsplanung",\
"Erforderliche Teilnehmer","Optionale Teilnehmer","Privat","Vertraulichkeit","Zeitspanne zeigen als"
"Plan","4.5.2026","10:00:00","4.5.2026","11:00:00","Ines Castell","Jo Bell","Al Ring","Aus","Normal","2"
"Arzt","13.5.2026","10:00:00","13.5.2026","11:00:00","Ines Castell","Jo Bell","","Ein","Privat","2"
"""
_CALENDAR_FR = """"Objet","Début","Début","Fin","Fin","Organisateur d'une réunion","Participants obligatoires",\
"Participants facultatifs","Afficher la disponibilité","Critère de diffusion","Privé"
"Plan","04/05/2026","10:00:00","04/05/2026","11:00:00","Ines Castell","Jo Bell","Al Ring","2","Normale","Faux"
"Docteur","13/05/2026","10:00:00","13/05/2026","11:00:00","Ines Castell","Jo Bell","","2","Normale","Vrai"
"""


@pytest.mark.parametrize("text", [_CALENDAR_DE, _CALENDAR_FR])
def test_the_calendar_of_outlook_in_other_languages(tmp_path: Path, text: str) -> None:
    people = tmp_path / "list"
    people.mkdir()
    (people / "organisations.csv").write_text("id,name,ours\nus,Harbour Trust,yes\nnb,Northby,no\n", "utf-8")
    (people / "people.csv").write_text("id,name,organisation\n1,Ines Castell,us\n2,Jo Bell,nb\n3,Al Ring,nb\n", "utf-8")
    (tmp_path / "kalender.csv").write_text(text, "cp1252")
    assert recognised(tmp_path / "kalender.csv").NAME == "outlook-calendar"
    batch = read(tmp_path / "kalender.csv", known=read(people))
    assert [(str(n.props["on"]), n.props["channel"]) for n in batch.nodes] == [("2026-05-04", "meeting")]
    assert {t.start for t in ties(batch, "TOOK_PART")} == {"plain:1", "plain:2"}
    assert said(batch.problems, "1 private event")


@pytest.mark.parametrize(("name", "text"), [
    ("hubspot", "Datensatz-ID,Vorname,Nachname,E-Mail,Jobbezeichnung,Zuständiger Mitarbeiter,Associated Company\n"
                "7,Jo,Bell,bell@nord.uk,Referent,Ines Castell,Stadt Nord\n"),
    ("hubspot", "ID de registro,Nombre,Apellidos,Correo,Cargo,Propietario del contacto,Associated Company,"
                "Associated Company IDs (Primary)\n7,Jo,Bell,bell@nord.uk,Referent,Ines Castell,Stadt Nord,55\n"),
    ("salesforce", "Vorname;Nachname;Titel;Accountname;E-Mail;Kontaktinhaber\n"
                   "Jo;Bell;Referent;Stadt Nord;bell@nord.uk;Ines Castell\n"),
    ("salesforce", "Prénom,Nom,Titre,Nom du compte,Adresse e-mail,Propriétaire du contact\n"
                   "Jo,Bell,Referent,Stadt Nord,bell@nord.uk,Ines Castell\n"),
    ("dynamics", "(Nicht ändern) Kontakt,Vollständiger Name,E-Mail,Firmenname,Position,Besitzer\n"
                 "3f2504e0-4f89-11d3-9a0c-0305e82c3301,Jo Bell,bell@nord.uk,Stadt Nord,Referent,Ines Castell\n")])
def test_customer_databases_in_other_languages(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / "export.csv").write_text(text, "utf-8")
    assert name == recognised(tmp_path / "export.csv").NAME
    batch = read(tmp_path / "export.csv", ours=OUR)
    assert ("Jo Bell", "bell@nord.uk") in things(batch, "Person", "email")
    assert ("Jo Bell", "Referent", "Stadt Nord") in seats(batch)
    assert lines(batch, "KNOWS") == {("Ines Castell", "Jo Bell")}


@pytest.mark.parametrize(("name", "text"), [
    ("outlook", "First Name,Last Name,Company,Job Title,E-mail Address,Manager's Name\nJo,Bell,N,Officer,j@n.uk,\n"),
    ("outlook", "First Name,Last Name,E-mail Address,Business Phone,Company,Job Title\nJo,Bell,j@n.uk,020,N,Officer\n"),
    ("google", "First Name,Last Name,Organization Name,Organization Title,E-mail 1 - Value\nJo,Bell,N,Officer,\n"),
    ("hubspot", "First name,Last name,Email,Job title,Company name,Contact owner\nJo,Bell,j@n.uk,Officer,N,Ana Li\n"),
    ("org-chart", "Unique_ID,Name,Title,Reports_To,Master_Shape\n1,Jo Bell,Officer,,0\n"),
    ("org-chart", "UPN,Post Title,Name,Reports To UPN\nP1,Officer,Jo Bell,\n"),
    ("org-chart", '"Last Name, First Name",Employee #,Job Title,Reporting to\n"Bell, Jo",1,Officer,\n'),
    ("org-chart", "Personalnummer;Name;Position;Vorgesetzter\n1;Jo Bell;Officer;\n")])
def test_a_few_columns_are_enough(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / "data.csv").write_text(text, "utf-8")
    assert name == recognised(tmp_path / "data.csv").NAME
    batch = read(tmp_path / "data.csv", ours=OUR)
    assert {who for who, what, _ in seats(batch) if what == "Officer"} <= {"Jo Bell", "Bell, Jo"}
    assert [what for _, what, _ in seats(batch)].count("Officer") == 1


def test_a_visio_chart_keeps_its_lines_and_a_post_is_shared(tmp_path: Path) -> None:
    (tmp_path / "visio.csv").write_text(
        "Unique_ID,Department,E-mail,Name,Telephone,Title,Reports_To,Master_Shape\n"
        "ID1,,,Ana Lima,,CEO,,0\nID2,Place,,Bo Nkosi,020,Director,ID1,1\nID3,Place,cy@n.uk,Cy Wu,,Officer,ID2,2\n",
        "utf-8")
    batch = read(tmp_path / "visio.csv", ours=OUR)
    assert lines(batch, "REPORTS_TO") == {("Director", "CEO"), ("Officer", "Director")}
    assert things(batch, "Person", "email", "phone") == {
        ("Ana Lima", None, None), ("Bo Nkosi", None, "020"), ("Cy Wu", "cy@n.uk", None)}
    (tmp_path / "posts.csv").write_text("UPN,Post Title,Name,Reports To UPN\nP1,Chief,Ana Lima,\nP2,Clerk,Bo Nkosi,P1\n"
                                        "P2,Clerk,Cy Wu,P1\n", "utf-8")
    batch = read(tmp_path / "posts.csv", ours=OUR)
    assert keys(batch, "Post") == {"P1", "P2"}
    assert {t.props["kind"] for t in ties(batch, "HOLDS") if t.end.endswith("P2")} == {"job_share"}
    assert lines(batch, "REPORTS_TO") == {("Clerk", "Chief")}


def test_accounts_of_few_columns_stand_beside_contacts(tmp_path: Path) -> None:
    (tmp_path / "Account.csv").write_text("Id,Name,ParentId\n001000000000001,Northby,\n", "utf-8")
    (tmp_path / "Contact.csv").write_text("Id,AccountId,LastName,Title\n003000000000001,001000000000001,Bell,Officer\n",
                                          "utf-8")
    assert recognised(tmp_path).NAME == "salesforce"
    assert seats(read(tmp_path, ours=OUR)) == {("Bell", "Officer", "Northby")}
