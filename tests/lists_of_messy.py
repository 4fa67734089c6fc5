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
REGIONS = Listing(
    "regions.csv",
    text(
        "Name,Job Title,Organisation,Email,Region lead\n"
        "Ana Bell,Head of Parks,Northby Council,ana@northby.example,Jo Park\n"
        "Cy Wu,Director,Southey Trust,cy@southey.example,Mia Lund\n"
    ),
    people={"Ana Bell", "Cy Wu"},
    organisations={"Northby Council", "Southey Trust"},
    titles={"Head of Parks", "Director"},
    emails={"ana@northby.example", "cy@southey.example"},
    open={"Region lead"},
)
REFERENT = Listing(
    "partenaires.txt",
    text(
        "Structure\tNom\tPrénom\tFonction\tCourriel\tRéférent chez nous\tDernier contact\n"
        "Mairie de Lorient\tLE GOFF\tAnne\tMaire\tanne@lorient.example\tZoé Petit\tmars 2025\n"
        "Association du Port\tDUPONT\tYves\tPrésident\tyves@port.example\tZoé Petit\t3 février 2025\n",
        "utf-16",
    ),
    people={"Anne LE GOFF", "Yves DUPONT", "Zoé Petit"},
    organisations={"Mairie de Lorient", "Association du Port"},
    titles={"Maire", "Président"},
    emails={"anne@lorient.example", "yves@port.example"},
    owners={("Zoé Petit", "Anne LE GOFF"), ("Zoé Petit", "Yves DUPONT")},
)
NOBODY = Listing(
    "Netzwerkpartner.csv",
    text(
        "Institution;Ansprechpartner/in;Funktion;Mail;Ansprechpartner bei uns;letzter Kontakt am;Vertrag bis\n"
        "Stadt Nordheim;Müller, Jörg;Amtsleiter;info@nord.example;Eva Groß;3.4.2025;31.12.2026\n"
        "Südhilfe e.V.;Weiß, Özge;Leiterin;o@sued.example;Udo Kühn;März 2025;31.12.2027\n"
        "Hafen GmbH;N.N.;;;Eva Groß;;\n",
        "cp1252",
    ),
    people={"Jörg Müller", "Özge Weiß", "Eva Groß", "Udo Kühn"},
    organisations={"Stadt Nordheim", "Südhilfe e.V.", "Hafen GmbH"},
    titles={"Amtsleiter", "Leiterin"},
    emails={"info@nord.example", "o@sued.example"},
    owners={("Eva Groß", "Jörg Müller"), ("Udo Kühn", "Özge Weiß")},
    open={"Vertrag bis"},
)
INITIALS = Listing(
    "who knows.csv",
    text(
        "Name,Organisation,Who knows them?,Last contact\nAna Bell,Northby Council,JP,Mar 2025\n"
        "Bo Lee,Northby Council,JP/ML,Apr 2025\nCy Wu,Eastham Trust,Mia,Nov 2024\n"
    ),
    people={"Ana Bell", "Bo Lee", "Cy Wu"},
    organisations={"Northby Council", "Eastham Trust"},
    open={"Who knows them?", "Last contact"},
)
KNOWN = Listing(
    "our contacts.csv",
    text(
        "Organisation,Contact,Who knows them?,Date joined\n"
        'Northby Council,Ana Bell,"Jo Park, Mia Lund",12/03/2025\nHill College,Bo Lee,Jo Park,28/11/2025\n'
        "Eastham Trust,Cy Wu,Mia Lund & Jo Park,2025\n"
    ),
    people={"Ana Bell", "Bo Lee", "Cy Wu", "Jo Park", "Mia Lund"},
    organisations={"Northby Council", "Eastham Trust", "Hill College"},
    owners={("Jo Park", "Ana Bell"), ("Mia Lund", "Ana Bell"), ("Jo Park", "Bo Lee"), ("Jo Park", "Cy Wu"),
            ("Mia Lund", "Cy Wu")},
    open={"Date joined"},
)
BLOCKS = Listing(
    "blocks.csv",
    text(
        "Organisation,Sector,Contact name,Role,Email\n"
        "Northby Trust,Charity,Ana Bell,Chief Executive,ana@northby.example\n"
        ",,Bo Lee,Policy Officer,bo@northby.example\n,,Cy Wu,Finance Manager,\n"
        "Eastham College,Public,Dee Fox,Principal,dee@eastham.example\n,,Ed Moss,Registrar,ed@eastham.example\n"
    ),
    people={"Ana Bell", "Bo Lee", "Cy Wu", "Dee Fox", "Ed Moss"},
    organisations={"Northby Trust", "Eastham College"},
    titles={"Chief Executive", "Policy Officer", "Finance Manager", "Principal", "Registrar"},
    emails={"ana@northby.example", "bo@northby.example", "dee@eastham.example", "ed@eastham.example"},
)
ALONE = Listing(
    "some alone.csv",
    text(
        "Organisation,Contact name,Email\nNorthby Trust,Ana Bell,ana@northby.example\n"
        ",Bo Lee,bo@home.example\n,Cy Wu,cy@mail.example\nEastham College,Dee Fox,dee@eastham.example\n"
    ),
    people={"Ana Bell", "Bo Lee", "Cy Wu", "Dee Fox"},
    organisations={"Northby Trust", "Eastham College"},
    emails={"ana@northby.example", "bo@home.example", "cy@mail.example", "dee@eastham.example"},
)
MATRIX = Listing(
    "matrix.xlsx",
    book(
        {
            "Matrix": [
                ["Partners by project 2026"],
                [],
                ["Organisation", "Lead contact", "Green Streets", "Skills for All", "Warm Homes", "Food Network"],
                ["Northby Council", "Ana Bell", "X", "X", None, None],
                ["Eastham Trust", "Bo Lee", "X", None, "X", "x"],
                ["Hill College", "Cy Wu", None, "X", None, None],
                ["Total", None, 2, 2, 1, 1],
            ]
        }
    ),
    people={"Ana Bell", "Bo Lee", "Cy Wu"},
    organisations={"Northby Council", "Eastham Trust", "Hill College"},
    open={"Green Streets", "Skills for All", "Warm Homes", "Food Network"},
    headers_in=3,
)
SECTIONS = Listing(
    "sections.csv",
    text(
        "Name,Organisation,Email,Tel\nSTATUTORY PARTNERS,,,\n"
        "Ana Bell,Northby Council,ana@northby.example,01234 567890\n"
        "Bo Lee,Northby Police,bo@police.example,01234 567891\n,,,\nVoluntary sector:,,,\n"
        "Cy Wu,Eastham Trust,cy@eastham.example,\nVacant,Mill Society,,\nDee Fox,Hill Charity,,01234 567892\n"
        "NB: please tell us of changes,,,\n"
    ),
    people={"Ana Bell", "Bo Lee", "Cy Wu", "Dee Fox"},
    organisations={"Northby Council", "Northby Police", "Eastham Trust", "Mill Society", "Hill Charity"},
    emails={"ana@northby.example", "bo@police.example", "cy@eastham.example"},
)
STATUS = Listing(
    "status.csv",
    text(
        "First name,Surname,Organisation,Job title,Status,Account manager\n"
        "Ana,Bell,Northby Council,Head of Parks,Active,Jo Park\nBo,Lee,Northby Council,Officer,Left,Jo Park\n"
        "Cy,Wu,Eastham Trust,Director,On maternity leave,Jo Park\nDee,Fox,Hill College,Clerk,Retired,\n"
    ),
    people={"Ana Bell", "Cy Wu", "Jo Park"},
    organisations={"Northby Council", "Eastham Trust", "Hill College"},
    titles={"Head of Parks", "Director"},
    owners={("Jo Park", "Ana Bell"), ("Jo Park", "Cy Wu")},
)
LEAVERS = Listing(
    "leavers.csv",
    text(
        "Surname,Forename,Employer,Post,Status,Leaving date\nBell,Ana,Northby Council,Head of Parks,Active,\n"
        "Lee,Bo,Northby Council,Officer,Left,31 March 2025\n"
    ),
    people={"Ana Bell", "Bo Lee"},
    organisations={"Northby Council"},
    titles={"Head of Parks", "Officer"},
    open={"Status"},
)
MIXED = Listing(
    "attendees.csv",
    text(
        "Attendee,Representing\nAna Bell <ana@northby.example>,Northby Council\n"
        '"Bo Lee, bo@eastham.example",Eastham Trust\nCy Wu (cy@hill.example),Hill College\nDee Fox,Hill College\n'
    ),
    people={"Ana Bell", "Bo Lee", "Cy Wu", "Dee Fox"},
    organisations={"Northby Council", "Eastham Trust", "Hill College"},
    emails={"ana@northby.example", "bo@eastham.example", "cy@hill.example"},
)
JOINT = Listing(
    "joint work.csv",
    text(
        "Organisation,Partnership name,Contact,Contact email,MoU signed,MoU expires\n"
        "Northby Council,Green Streets,Ana Bell,ana@northby.example,01/05/2024,30/04/2027\n"
        "Eastham Trust,Warm Homes,Bo Lee,,01/01/2023,31/12/2026\nEastham Trust,Warm Homes,Dee Fox,,,\n"
        "Northby Council,Warm Homes; Green Streets,Ana Bell,ana@northby.example,,\nHill College,,Cy Wu,,13/01/2025,\n"
    ),
    people={"Ana Bell", "Bo Lee", "Cy Wu", "Dee Fox"},
    organisations={"Northby Council", "Eastham Trust", "Hill College"},
    emails={"ana@northby.example"},
    open={"MoU signed", "MoU expires"},
)
SIDES = Listing(
    "two sides.csv",
    text(
        "Provider,Provider contact,Provider email,Council contact,Council email\n"
        "Acme Services Ltd,Ana Bell,ana@acme.example,Jo Park,jo@council.example\n"
        "Beta Foods Ltd,Bo Lee,bo@beta.example,Mia Lund,mia@council.example\n"
    ),
    people={"Ana Bell", "Bo Lee"},
    organisations={"Acme Services Ltd", "Beta Foods Ltd"},
    emails={"ana@acme.example", "bo@beta.example"},
    open={"Council contact", "Council email"},
)
OFFICERS = Listing(
    "officers.csv",
    text(
        "Society,Chair,Chair email,Treasurer,Treasurer email,General email\n"
        "Northby Society,Ana Bell,ana@northby.example,Bo Lee,bo@northby.example,info@northby.example\n"
        "Hill Association,Cy Wu,cy@hill.example,,,info@hill.example\n"
    ),
    people={"Ana Bell", "Bo Lee", "Cy Wu"},
    organisations={"Northby Society", "Hill Association"},
    titles={"Chair", "Treasurer"},
    emails={"ana@northby.example", "bo@northby.example", "cy@hill.example"},
    mailboxes={"info@northby.example", "info@hill.example"},
)
BREAKS = Listing(
    "breaks.xlsx",
    book(
        {
            "Contacts": [
                ["Organisation\n(full name)", "Contact\nName", "Contact\nE-mail", "Tel.\n(office)"],
                ["Northby Trust", "Ana Bell", "ana@northby.example", "01234 567890"],
                ["Hill College", "Bo Lee", "bo@hill.example", None],
            ]
        }
    ),
    people={"Ana Bell", "Bo Lee"},
    organisations={"Northby Trust", "Hill College"},
    emails={"ana@northby.example", "bo@hill.example"},
)
DETAILS = Listing(
    "details.csv",
    text(
        'Organisation,Contact details\nNorthby Trust,"Ana Bell, Chief Executive, ana@northby.example, 01234 567890"\n'
        'Hill College,"Bo Lee, Principal, bo@hill.example, 01234 567891"\n'
    ),
    people=set(),
    organisations={"Northby Trust", "Hill College"},
    open={"Contact details"},
)
LED = Listing(
    "led.csv",
    text(
        "Partnership,Lead organisation,Lead officer,Chair\nGreen Streets,Northby Council,Jo Park,Ana Bell\n"
        "Warm Homes,Eastham Trust,Mia Lund,Bo Lee\n"
    ),
    people=set(),
    organisations={"Northby Council", "Eastham Trust"},
    open={"Lead officer", "Chair"},
)
MESSY = (PRIMARY, POSTS, TWICE, SECOND, UNDER, ASSISTED, REGIONS, REFERENT, NOBODY, INITIALS, KNOWN,
         BLOCKS, ALONE, MATRIX, SECTIONS, STATUS,
         LEAVERS, MIXED, JOINT, SIDES, OFFICERS, BREAKS,
         DETAILS, LED)
