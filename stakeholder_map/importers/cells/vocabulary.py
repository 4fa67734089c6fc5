"""What headers of lists of contacts mean, in English, German, French and Spanish: roles of columns by their words."""

from __future__ import annotations

from functools import cache

from .columns import header_key

_WORDS = {
    "id": "id, key, record id, contact id, person id, member id, member no, membership number, customer number, uid, "
          "crm id, external id, kundennummer, mitgliedsnummer, personalnummer, kontakt id, identifiant, identificador",
    "counter": "no, nr, number, #, s no, sr no, row, row no, line, lfd nr, lfd, nummer, numero, num",
    "name": "name, full name, contact, contact name, contact person, person, display name, main contact, key contact, "
            "primary contact, lead contact, named contact, contacts, contact names, names, contact persons, people, "
            "attendee, participant, delegate, councillor, member name, staff name, "
            "name of contact, who, ansprechpartner, ansprechpartnerin, kontaktperson, kontakt, name vorname, "
            "vorname nachname, vorname name, teilnehmer, teilnehmerin, nom complet, contact principal, nom prenom, "
            "nom et prenom, prenom nom, interlocuteur, nombre completo, contacto, persona de contacto, "
            "nombre y apellidos, apellidos y nombre, surname first name, surname forename, last name first name",
    "first": "first name, firstname, forename, forenames, given name, given names, first, christian name, vorname, "
             "rufname, prenom, prenoms, nombre, nombre de pila",
    "last": "last name, lastname, surname, family name, last, second name, nachname, familienname, zuname, nom, "
            "nom de famille, apellido, apellidos, primer apellido",
    "middle": "middle name, middle names, middle initial, suffix, nickname, known as, zweiter vorname",
    "honorific": "salutation, honorific, prefix, mr mrs, anrede, civilite, tratamiento, titel",
    "title": "job title, title, role, position, job, post, designation, job role, position title, occupation, "
             "job position, post title, office, funktion, stellenbezeichnung, berufsbezeichnung, amt, rolle, fonction, "
             "poste, titre, qualite, intitule du poste, cargo, puesto, puesto de trabajo",
    "organisation": "organisation, organization, org, company, employer, account, account name, organisation name, "
                    "organization name, company name, name of organisation, agency, council, authority, charity, "
                    "local authority, institution, firm, business, partner, partner organisation, partner name, firma, "
                    "unternehmen, arbeitgeber, einrichtung, gesellschaft, verein, behorde, firmenname, entreprise, "
                    "societe, organisme, structure, association, collectivite, employeur, organizacion, empresa, "
                    "entidad, institucion, ayuntamiento",
    "organisation_id": "organisation id, organization id, account id, company id, org id, employer id, firma id",
    "unit": "unit, team, department, dept, division, directorate, service, section, branch, business unit, abteilung, "
            "referat, bereich, departement, direction, departamento, seccion",
    "email": "email, e mail, mail, emails, e mails, mails, email addresses, e mail addresses, "
             "email address, e mail address, work email, business email, email work, "
             "e mail adresse, mailadresse, courriel, adresse e mail, adresse mail, adresse electronique, mel, correo, "
             "correo electronico, direccion de correo",
    "phone": "phone, telephone, tel, tel no, phone no, phone number, telephone number, contact number, work phone, "
             "business phone, direct line, direct dial, landline, office phone, mobile, mobile number, mobile phone, "
             "mobile no, cell, cell phone, telefon, telefonnummer, rufnummer, festnetz, durchwahl, handy, mobil, "
             "mobiltelefon, handynummer, telephone fixe, portable, telephone portable, telefono, movil, tel mobile",
    "level": "level, seniority, tier, management level, ebene, niveau, nivel",
    "function": "function, job function, specialism, remit, portfolio, policy area, area of work, area of expertise, "
                "fachgebiet, zustandigkeit, domaine, ambito",
    "website": "website, web site, url, web, homepage, web address, webseite, internetseite, site web, site internet, "
               "sitio web, pagina web",
    "kind": "type, kind, sector, category, classification, organisation type, organization type, company type, "
            "account type, industry, branche, art, kategorie, secteur, type de structure, categorie, tipo, categoria",
    "part_of": "parent, parent organisation, parent organization, parent account, part of, parent company",
    "identifiers": "charity number, company number, registration number, registered number, charity no, company no",
    "size": "size, number of employees, employees, headcount, staff, number of staff, mitarbeiter, effectif",
    "since": "since, start date, from date, date from, start, started, date joined, joined, in post since, appointed, "
             "date appointed, valid from, seit, beginn, eintritt, depuis, date de debut, desde, fecha de inicio",
    "until": "until, leaving date, date of leaving, leave date, departure date, date departed, "
             "end date, to date, date to, end, ended, date left, left, left on, term ends, valid until, "
             "valid to, bis, ende, austritt, jusqua, date de fin, hasta, fecha de fin",
    "confirmed_on": "confirmed, confirmed on, last confirmed, verified on, checked on, last checked, last verified, "
                    "date checked, date verified, gepruft am, verifie le",
    "last_contact": "last contact, last contacted, last met, last contact date, date of last contact, last activity, "
                    "last activity date, last meeting, last spoken, last touch, letzter kontakt, dernier contact, "
                    "ultimo contacto",
    "strength": "strength, relationship strength, strength of relationship, how well, closeness, warmth, "
                "relationship score, beziehungsstarke",
    "owner": "owner, account manager, account owner, contact owner, record owner, relationship manager, "
             "relationship owner, relationship lead, key account manager, our contact, our lead, internal contact, "
             "internal lead, assigned to, managed by, looked after by, who knows them, who knows, known to, "
             "lead officer, link officer, liaison officer, "
             "responsible, responsible officer, known by, partnership manager, betreuer, betreuerin, kundenbetreuer, "
             "betreut von, betreut durch, unser kontakt, unser ansprechpartner, unsere ansprechpartnerin, "
             "zustandig, zustandige person, verantwortlich, verantwortliche person, bearbeiter, charge de compte, "
             "responsable, gestionnaire, suivi par, responsable de cuenta, propietario, gestor",
    "do_not_contact": "do not contact, no contact, opt out, opted out, do not call, unsubscribed, do not email, "
                      "kein kontakt, ne pas contacter, no contactar",
    "status": "status, contact status, current status, statut, estado",
    "partnership": "partnership, partnerships, partnership name, name of partnership, partnership s, partenariat, "
                   "partenariats, partnerschaft, partnerschaften, kooperation, kooperationen",
    "languages": "language, languages, preferred language, sprache, sprachen, langue, langues, idioma, idiomas",
    "address": "address, address 1, address 2, address 3, address line 1, address line 2, street, postcode, post code, "
               "zip, zip code, postal code, city, town, county, country, state, region, area, location, strasse, plz, "
               "ort, stadt, land, adresse, anschrift, rue, code postal, ville, pays, direccion, codigo postal, ciudad, "
               "provincia, pais, fax, po box",
    "signature": "signature, signed, sign in, sign, initials, unterschrift, firma asistente, emargement",
    "stamp": "created, create date, creation date, created on, created at, created date, created by, "
             "modified, modified on, modified date, updated, "
             "last updated, last modified, last modified date, date added, added, record created, angelegt am, "
             "geandert am, modifie le",
}


@cache
def roles() -> dict[str, str]:
    """The role of a column by its header, as `header_key` writes it; the first role that has a word keeps it."""
    found: dict[str, str] = {}
    for role, words in _WORDS.items():
        for word in words.split(", "):
            found.setdefault(header_key(word), role)
    return {key: role for key, role in found.items() if key}


def role_of(header: str) -> str:
    """What a header means as a whole, '' when it is none of the words."""
    return roles().get(header_key(header), "")
