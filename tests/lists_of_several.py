"""Invented lists whose cells hold several contacts or addresses, and what a proposed mapping must make of them."""

from __future__ import annotations

from .lists_of_contacts import Listing, book, text

SEVERAL = Listing(
    "Partners and contacts.csv",
    text(
        "Organisation,Sector,Contacts,Emails,Phone\n"
        'Northby Council,Council,"Ana Bell; Ben Okafor","ana@northby.example; ben@northby.example",01234 567890\n'
        'Southey Trust,Charity,"Cleo Varga / Dan Reyes",cleo@southey.example,01999 111222\n'
        "Eastham Homes,Housing,Eve Stone,eve@eastham.example,01888 111222\n"
    ),
    people={"Ana Bell", "Ben Okafor", "Cleo Varga", "Dan Reyes", "Eve Stone"},
    organisations={"Northby Council", "Southey Trust", "Eastham Homes"},
    emails={"ana@northby.example", "ben@northby.example", "eve@eastham.example"},
)
COMMAS = Listing(
    "Kontakte.csv",
    text(
        "Firma;Ansprechpartner;Betreuer\n"
        "Stadt Nordheim;Anna Glocke, Bert Oster und Cora Winter;Eva Groß\n"
        "Südhilfe e.V.;Dirk Sommer;Eva Groß\n",
        "cp1252",
    ),
    people={"Anna Glocke", "Bert Oster", "Cora Winter", "Dirk Sommer", "Eva Groß"},
    organisations={"Stadt Nordheim", "Südhilfe e.V."},
    owners={("Eva Groß", "Anna Glocke"), ("Eva Groß", "Bert Oster"), ("Eva Groß", "Cora Winter"),
            ("Eva Groß", "Dirk Sommer")},
)
BRACKETS = Listing(
    "Partnership overview.xlsx",
    book(
        {
            "Overview": [
                ["Our partners 2026", None, None],
                ["Organisation", "Key contacts", "Sector"],
                ["Northby Council", "Ana Bell (Head of Parks)\nBen Okafor (Policy Officer)", "Council"],
                ["Southey Trust", "Cleo Varga (Director)\nDan Reyes", "Charity"],
                ["Eastham Homes", "Eve Stone (Chief Executive)", "Housing"],
            ]
        },
        "A1:C1",
    ),
    people={"Ana Bell", "Ben Okafor", "Cleo Varga", "Dan Reyes", "Eve Stone"},
    organisations={"Northby Council", "Southey Trust", "Eastham Homes"},
    titles={"Head of Parks", "Policy Officer", "Director", "Chief Executive"},
    headers_in=2,
)
ADDRESSED = Listing(
    "mailing.csv",
    text(
        "Organisation,Contacts\n"
        'Northby Council,"Ana Bell <ana@northby.example>; Ben Okafor <ben@northby.example>"\n'
        'Southey Trust,"Cleo Varga <cleo@southey.example>"\n'
    ),
    people={"Ana Bell", "Ben Okafor", "Cleo Varga"},
    organisations={"Northby Council", "Southey Trust"},
    emails={"ana@northby.example", "ben@northby.example", "cleo@southey.example"},
)
ADDRESSES = Listing(
    "distribution.csv",
    text(
        "Partner,Distribution list\n"
        'Northby Council,"ana.bell@northby.example; ben.okafor@northby.example; info@northby.example"\n'
        "Southey Trust,cleo.varga@southey.example\n"
    ),
    people={"Ana Bell", "Ben Okafor", "Cleo Varga"},
    organisations={"Northby Council", "Southey Trust"},
    emails={"ana.bell@northby.example", "ben.okafor@northby.example", "cleo.varga@southey.example"},
    mailboxes={"info@northby.example"},
)
BOXES = Listing(
    "addresses.csv",
    text(
        "Organisation,Emails\n"
        'Northby Council,"info@northby.example; parks@northby.example"\nSouthey Trust,office@southey.example\n'
    ),
    people=set(),
    organisations={"Northby Council", "Southey Trust"},
    mailboxes={"info@northby.example", "parks@northby.example", "office@southey.example"},
)
MANAGER = Listing(
    "My partners.xlsx",
    book(
        {
            "Contacts": [
                ["Partnership contacts – please keep up to date"],
                ["Last updated 3 March 2026"],
                [],
                ["Company", "First name", "Last name", "Job", "Tel", "Mails", "Owner", "Comments"],
                ["Northby Council", "Ana", "Bell", "Head of Parks", "01234 567890",
                 "parks@northby.example; ana@northby.example", "Jo Park", "tea"],
                [None, "Ben", "Okafor", "Officer", "01234 567891", "ben@northby.example", "Jo Park", None],
                ["Southey Trust", "Cleo", "Varga", "Director", "01999 111222",
                 "cleo@southey.example, office@southey.example", "Mia Lund", None],
            ],
            "Companies": [
                ["Company list 2026"],
                ["Company", "Sector", "Web", "Main contact", "Switchboard"],
                ["Northby Council", "Council", "www.northby.example", "Ana Bell", "01234 500000"],
                ["Southey Trust", "Charity", "www.southey.example", "Cleo Varga", "01999 100000"],
                ["Eastham Homes", "Housing", "www.eastham.example", None, "01888 100000"],
            ],
            "To do": [["call Ana"]],
        },
        "A5:A6",
        "A1:H1",
    ),
    people={"Ana Bell", "Ben Okafor", "Cleo Varga", "Jo Park", "Mia Lund"},
    organisations={"Northby Council", "Southey Trust", "Eastham Homes"},
    titles={"Head of Parks", "Officer", "Director"},
    emails={"ana@northby.example", "ben@northby.example", "cleo@southey.example"},
    owners={("Jo Park", "Ana Bell"), ("Jo Park", "Ben Okafor"), ("Mia Lund", "Cleo Varga")},
    left_out={"Comments"},
    open={"Main contact", "Switchboard"},
    headers_in=4,
)
LISTS = (SEVERAL, COMMAS, BRACKETS, ADDRESSED, ADDRESSES, BOXES, MANAGER)
