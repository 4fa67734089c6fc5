"""Invented lists as they grow over years, each with a trap, and what a proposed mapping must make of them."""

from __future__ import annotations

from .lists_of_contacts import Listing, book, text

PRIMARY = Listing(
    "Charity contacts.csv",
    text(
        "Charity,Reg. charity no.,Primary contact,Primary contact email,Primary contact phone,Secondary contact,"
        "Secondary contact email\n"
        "Northby Food Bank,1123456,Ana Bell,,01234 567890,Bo Lee,bo@bank.example\n"
        "Eastham Homes,1123457,Cy Wu,cy@homes.example,,,\n"
        "Harbour Trust,,Dee Fox,dee@harbour.example,,Ed Moss,ed@harbour.example\n"
    ),
    people={"Ana Bell", "Bo Lee", "Cy Wu", "Dee Fox", "Ed Moss"},
    organisations={"Northby Food Bank", "Eastham Homes", "Harbour Trust"},
    emails={"bo@bank.example", "cy@homes.example", "dee@harbour.example", "ed@harbour.example"},
)
POSTS = Listing(
    "Companies.csv",
    text(
        "Company,CEO,CEO email,Finance contact,Finance email\n"
        "Acme Foods Ltd,Ana Bell,ana@acme.example,Bo Lee,bo@acme.example\n"
        "Beta Homes,Cy Wu,cy@beta.example,,\n"
    ),
    people={"Ana Bell", "Bo Lee", "Cy Wu"},
    organisations={"Acme Foods Ltd", "Beta Homes"},
    titles={"CEO"},
    emails={"ana@acme.example", "bo@acme.example", "cy@beta.example"},
)
TWICE = Listing(
    "Two contacts.csv",
    text(
        "Organisation,Name,Email,Phone,Name,Email,Phone\n"
        "Northby Council,Ana Bell,ana@northby.example,01234 567890,Bo Lee,bo@northby.example,01234 567891\n"
        "Eastham Trust,Cy Wu,,01999 111222,,,\nHill College,Dee Fox,,,Ed Moss,ed@hill.example,\n"
    ),
    people={"Ana Bell", "Bo Lee", "Cy Wu", "Dee Fox", "Ed Moss"},
    organisations={"Northby Council", "Eastham Trust", "Hill College"},
    emails={"ana@northby.example", "bo@northby.example", "ed@hill.example"},
)
SECOND = Listing(
    "entidades.csv",
    text(
        "Entidad;Persona de contacto;Cargo;Correo electrónico;Persona de contacto 2;Cargo 2;Correo electrónico 2\n"
        "Fundación Mar;María Núñez Gil;Directora;;Íñigo Sáez;Secretario;inigo@mar.example\n"
        "Ayuntamiento de Vilamar;Ana Gil;Gerente;ana@vilamar.example;;;\n",
        "cp1252",
    ),
    people={"María Núñez Gil", "Íñigo Sáez", "Ana Gil"},
    organisations={"Fundación Mar", "Ayuntamiento de Vilamar"},
    titles={"Directora", "Secretario", "Gerente"},
    emails={"inigo@mar.example", "ana@vilamar.example"},
)
UNDER = Listing(
    "Leads.xlsx",
    book(
        {
            "Contacts": [
                ["Partners and our leads"],
                ["Partner", "Primary contact", None, None, "Secondary contact", None, None, "Our lead"],
                [None, "Name", "Role", "Email", "Name", "Role", "Email", None],
                ["Northby Council", "Ana Bell", "Head of Parks", None, "Bo Lee", "Officer", "bo@northby.example",
                 "Jo Park"],
                ["Eastham Trust", "Cy Wu", "Director", "cy@eastham.example", None, None, None, "Mia Lund"],
            ]
        },
        "A2:A3", "B2:D2", "E2:G2", "H2:H3",
    ),
    people={"Ana Bell", "Bo Lee", "Cy Wu", "Jo Park", "Mia Lund"},
    organisations={"Northby Council", "Eastham Trust"},
    titles={"Head of Parks", "Officer", "Director"},
    emails={"bo@northby.example", "cy@eastham.example"},
    owners={("Jo Park", "Ana Bell"), ("Mia Lund", "Cy Wu")},
    headers_in=3,
)
ASSISTED = Listing(
    "corporate.tsv",
    text(
        "Company\tFirst\tLast\tTitle\tPA name\tPA email\tEmail\n"
        "Acme Foods Ltd\tAna\tBell\tManager\tPat Roe\tpat@acme.example\tana@acme.example\n"
        "Beta Homes\tBo\tLee\tDirector\tSal Tor\tsal@beta.example\t\n"
    ),
    people={"Ana Bell", "Bo Lee"},
    organisations={"Acme Foods Ltd", "Beta Homes"},
    titles={"Manager", "Director"},
    emails={"ana@acme.example"},
    open={"PA name", "PA email"},
)
MESSY = (PRIMARY, POSTS, TWICE, SECOND, UNDER, ASSISTED)
