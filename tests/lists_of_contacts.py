"""Invented lists of contacts as offices keep them, each with what a proposed mapping must make of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from openpyxl import Workbook


@dataclass(frozen=True)
class Listing:
    """A file and what it holds: names of people, organisations other than ours, pairs of owner and contact."""

    file: str
    write: Callable[[Path], None]
    people: set[str]
    organisations: set[str] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)
    emails: set[str] = field(default_factory=set)
    owners: set[tuple[str, str]] = field(default_factory=set)
    mailboxes: set[str] = field(default_factory=set)
    left_out: set[str] = field(default_factory=set)
    open: set[str] = field(default_factory=set)
    headers_in: int = 1


def text(content: str, encoding: str = "utf-8") -> Callable[[Path], None]:
    """Writes a text."""
    return lambda path: path.write_bytes(content.encode(encoding)) and None


def book(sheets: dict[str, list[list[object]]], *merged: str) -> Callable[[Path], None]:
    """Writes a workbook with sheets; `merged` areas are of the first."""

    def write(path: Path) -> None:
        made = Workbook()
        made.remove(made.active)
        for name, rows in sheets.items():
            sheet = made.create_sheet(name)
            for row in rows:
                sheet.append(row)
        for area in merged:
            made.worksheets[0].merge_cells(area)
        made.save(path)

    return write


COUNCIL = Listing(
    "Council contacts 2026-03.csv",
    text(
        "Northby partnership contacts,,,,,,,,\nUpdated March 2026,,,,,,,,\n,,,,,,,,\n"
        "Council,Forename,Surname,Job Title,E-mail,Tel,Account manager,DOB,Notes\n"
        "Northby Council,Beverley,Warmington,Head of Housing,bev@northby.example,01234 567890,Ana Bell,1/1/70,tea\n"
        "Northby Council,Sam,Ode,Officer,sam@northby.example,01234 567891,Ana Bell,,\n"
        "Eastham Borough Council,Jo,Tull,Director of Place,jo@eastham.example; j.tull@eastham.example,,Bo Lee,,\n"
        "Eastham Borough Council,,,,info@eastham.example,01234 999999,,,\n"
    ),
    people={"Beverley Warmington", "Sam Ode", "Jo Tull", "Ana Bell", "Bo Lee"},
    organisations={"Northby Council", "Eastham Borough Council"},
    titles={"Head of Housing", "Officer", "Director of Place"},
    emails={"bev@northby.example", "sam@northby.example", "jo@eastham.example"},
    owners={("Ana Bell", "Beverley Warmington"), ("Ana Bell", "Sam Ode"), ("Bo Lee", "Jo Tull")},
    mailboxes={"info@eastham.example"},
    left_out={"DOB", "Notes"},
    headers_in=4,
)
CRM = Listing(
    "export.csv",
    text(
        '"Record ID";"First Name";"Last Name";"Company name";"Role";"Email";"Phone";"Contact owner";'
        '"Last activity date";"Create Date";"Lead Status";"Opted out"\r\n'
        '"900011";"Ana";"Silva";"Acme Foods Ltd";"Buyer";"ana@acme.example";"+44 20 7946 0001";"Bea Long";'
        '"2026-05-01";"2024-01-01 10:00";"OPEN";"false"\r\n'
        '"900012";"Xan";"Abel";"Acme Foods Ltd";"Chair";"xan@acme.example";"+44 20 7946 0002";"Bea Long";"2026-04-02";'
        '"2024-01-02 10:00";"NEW";"true"\r\n'
        '"900013";"Yve";"Ober";"Beta Homes";"";"";"";"";"";"2024-01-03 11:00";"NEW";"false"\r\n'
    ),
    people={"Ana Silva", "Xan Abel", "Yve Ober", "Bea Long"},
    organisations={"Acme Foods Ltd", "Beta Homes"},
    titles={"Buyer", "Chair"},
    emails={"ana@acme.example", "xan@acme.example"},
    owners={("Bea Long", "Ana Silva"), ("Bea Long", "Xan Abel")},
    left_out={"Create Date"},
    open={"Lead Status"},
)
GERMAN = Listing(
    "Ansprechpartner.csv",
    text(
        "Firma;Anrede;Vorname;Name;Funktion;Telefon;E-Mail-Adresse;Straße;PLZ;Ort;Betreuer;Letzter Kontakt;Bemerkung\n"
        "Stadt Köln;Frau;Jürgen;Müller;Leiter;0221/12345;j.mueller@koeln.example;Domstraße 1;50667;Köln;Eva Groß;"
        "03.04.24;ruft zurück\n"
        "Stadt Köln;Herr;Özge;Weiß;;0221/12346;o.weiss@koeln.example;Domstraße 1;50667;Köln;Eva Groß;28.05.25;\n"
        "Hafen GmbH;Herr;Jörg;Schön;Referent;;;Kai 3;20457;Hamburg;Udo Kühn;;\n",
        "cp1252",
    ),
    people={"Jürgen Müller", "Özge Weiß", "Jörg Schön", "Eva Groß", "Udo Kühn"},
    organisations={"Stadt Köln", "Hafen GmbH"},
    titles={"Leiter", "Referent"},
    emails={"j.mueller@koeln.example", "o.weiss@koeln.example"},
    owners={("Eva Groß", "Jürgen Müller"), ("Eva Groß", "Özge Weiß"), ("Udo Kühn", "Jörg Schön")},
    left_out={"Anrede", "Straße", "PLZ", "Ort", "Bemerkung"},
)
MERGED = Listing(
    "Partners.xlsx",
    book(
        {
            "Contacts": [
                ["Partner contacts", None, None, None],
                [None, None, None, None],
                ["Organisation", "Contact", None, None],
                [None, "Name", "Position", "E-mail"],
                ["Northby Trust", "Ana Bell", "Chief Executive", "ana@trust.example"],
                [None, "Bo Lee", "Policy Officer", "bo@trust.example"],
                ["Eastham College", "Cy Wu", "Principal", "cy@college.example"],
            ]
        },
        "A1:D1",
        "A3:A4",
        "B3:D3",
        "A5:A6",
    ),
    people={"Ana Bell", "Bo Lee", "Cy Wu"},
    organisations={"Northby Trust", "Eastham College"},
    titles={"Chief Executive", "Policy Officer", "Principal"},
    emails={"ana@trust.example", "bo@trust.example", "cy@college.example"},
    headers_in=4,
)
TURNED = Listing(
    "staff directory.csv",
    text(
        "Name,Department,Employer,Ext\n"
        '"Warmington, Beverley",Housing,Northby Council,4411\n"Ode, Sam",Housing,Northby Council,4412\n'
        '"O\'Neil, Mary Jo",Planning,Northby Council,\n'
    ),
    people={"Beverley Warmington", "Sam Ode", "Mary Jo O'Neil"},
    organisations={"Northby Council"},
    open={"Ext"},
)
ATTENDANCE = Listing(
    "Forum attendance.csv",
    text(
        "Community Safety Forum - attendance list\n\n"
        "No.,Name,Organisation,Email address,12/03/2026,09/04/2026,Signature\n"
        "1,Ana Bell,Northby Police,ana@police.example,x,x,\n2,Bo Lee,Northby Police,bo@police.example,,x,\n"
        "3,Cy Wu,Harbour Association,,x,,\n4,Dee Fox,,dee@home.example,x,x,\n"
    ),
    people={"Ana Bell", "Bo Lee", "Cy Wu", "Dee Fox"},
    organisations={"Northby Police", "Harbour Association"},
    emails={"ana@police.example", "bo@police.example", "dee@home.example"},
    left_out={"No.", "12/03/2026", "09/04/2026", "Signature"},
    headers_in=3,
)
ORGANISATIONS = Listing(
    "Member organisations.csv",
    text(
        "ID,Organisation,Type,Website,Contact person,Contact email,Contact phone,Charity number\n"
        "17,Northby Food Bank,Charity,www.foodbank.example.org,Ana Bell,ana@foodbank.example,01234 111111,1234567\n"
        "18,Eastham Library,Public body,https://library.example,,enquiries@library.example,01234 222222,\n"
        "19,Harbour Housing,Company,,Cy Wu,cy@harbour.example,,7654321\n"
    ),
    people={"Ana Bell", "Cy Wu"},
    organisations={"Northby Food Bank", "Eastham Library", "Harbour Housing"},
    emails={"ana@foodbank.example", "cy@harbour.example"},
    mailboxes={"enquiries@library.example"},
)
TITLED = Listing(
    "who is who.txt",
    text(
        "Organisation\tContact\tMail\n"
        "Northby Trust\tJo Bell, Director, Housing\tjo@trust.example\n"
        "Northby Trust\tSam Ode, Policy Officer\tsam@trust.example / s.ode@trust.example\n"
        "Eastham Trust\tVi Ray, Chair of Trustees\t\n"
    ),
    people={"Jo Bell", "Sam Ode", "Vi Ray"},
    organisations={"Northby Trust", "Eastham Trust"},
    titles={"Director, Housing", "Policy Officer", "Chair of Trustees"},
    emails={"jo@trust.example", "sam@trust.example"},
)
FRENCH = Listing(
    "contacts.csv",
    text(
        "Nom;Prénom;Organisme;Fonction;Courriel;Téléphone;Commentaires\n"
        "LE GOFF;Anne;Mairie de Lorient;Maire;anne@lorient.example;02 97 00 00 01;à rappeler\n"
        "DUPONT;Zoé;Association du Port;Présidente;zoe@port.example;02 97 00 00 02;\n"
    ),
    people={"Anne LE GOFF", "Zoé DUPONT"},
    organisations={"Mairie de Lorient", "Association du Port"},
    titles={"Maire", "Présidente"},
    emails={"anne@lorient.example", "zoe@port.example"},
    left_out={"Commentaires"},
)
SPANISH = Listing(
    "contactos.csv",
    text(
        "Nombre;Apellidos;Empresa;Cargo;Correo electrónico;Teléfono\n"
        "María;Núñez Gil;Fundación Mar;Directora;maria@mar.example;+34 600 000 001\n"
        "Íñigo;Sáez;Fundación Mar;;inigo@mar.example;\n",
        "utf-16",
    ),
    people={"María Núñez Gil", "Íñigo Sáez"},
    organisations={"Fundación Mar"},
    titles={"Directora"},
    emails={"maria@mar.example", "inigo@mar.example"},
)
NUMBERED = Listing(
    "Schools.csv",
    text(
        "School,Town,Contact 1 Name,Contact 1 Role,Contact 1 Email,Contact 2 Name,Contact 2 Role,Contact 2 Email\n"
        "Harbour School,Northby,Ana Bell,Head teacher,ana@harbour.example,Bo Lee,Clerk,bo@harbour.example\n"
        "Hill School,Eastham,Cy Wu,Head teacher,cy@hill.example,,,\n"
    ),
    people={"Ana Bell", "Bo Lee", "Cy Wu"},
    organisations={"Harbour School", "Hill School"},
    titles={"Head teacher", "Clerk"},
    emails={"ana@harbour.example", "bo@harbour.example", "cy@hill.example"},
    left_out={"Town"},
)
HOLDERS = Listing(
    "Boroughs.csv",
    text(
        "Borough,Leader of the Council,Chief Executive,Director of Finance\n"
        "Northby Borough Council,Ana Bell,Bo Lee,Cy Wu\nEastham Borough Council,Dee Fox,,Ed Moss\n"
    ),
    people={"Ana Bell", "Bo Lee", "Cy Wu", "Dee Fox", "Ed Moss"},
    organisations={"Northby Borough Council", "Eastham Borough Council"},
    titles={"Leader of the Council", "Chief Executive", "Director of Finance"},
)
SHEETS = Listing(
    "Partnership workbook.xlsx",
    book(
        {
            "Read me": [["How to use this workbook"]],
            "Partners": [["Partner organisation", "Sector"], ["Northby Trust", "Charity"], ["Hill College", "Public"]],
            "People": [
                ["Full name", "Organisation", "Mobile no.", "Start date"],
                ["Ana Bell", "Northby Trust", "07700 900001", "2024"],
                ["Bo Lee", "Hill College", 7700900002, "2025-02"],
                ["Cy Wu", "hill college", None, None],
            ],
        }
    ),
    people={"Ana Bell", "Bo Lee", "Cy Wu"},
    organisations={"Northby Trust", "Hill College"},
)
BARE = Listing(
    "list.csv",
    text(
        "Wer,Wo,Was,Adresse im Netz\n"
        "Ana Bell,Northby Council,Head of Parks,ana@northby.example\nBo Lee,Northby Council,Officer,"
        "bo@northby.example\nCy Wu,Eastham Trust,Manager,cy@trust.example\n"
        "Dee Fox,Eastham Trust,Clerk,dee@trust.example\n"
    ),
    people={"Ana Bell", "Bo Lee", "Cy Wu", "Dee Fox"},
    organisations={"Northby Council", "Eastham Trust"},
    titles={"Head of Parks", "Officer", "Manager", "Clerk"},
    emails={"ana@northby.example", "bo@northby.example", "cy@trust.example", "dee@trust.example"},
)
LISTINGS = (COUNCIL, CRM, GERMAN, MERGED, TURNED, ATTENDANCE, ORGANISATIONS, TITLED, FRENCH, SPANISH, NUMBERED, HOLDERS,
            SHEETS, BARE)
