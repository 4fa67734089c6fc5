"""The tables of HubSpot: contacts, companies and activities, with labels old and new and internal names."""

from __future__ import annotations

from ...common.fields import Shape

_PASSED_OVER = (
    "Create Date", "Last Modified Date", "createdate", "lastmodifieddate", "Lifecycle Stage", "lifecyclestage",
    "Lead Status", "hs_lead_status", "Merged Contact IDs", "Merged Record IDs", "Merged object IDs",
    "hs_merged_object_ids", "hs_calculated_merged_vids", "Last Activity Date", "notes_last_updated",
    "Unsubscribed from all email", "hs_email_optout", "Marketing contact status", "Buying Role", "hs_buying_role")

CONTACT = Shape("contact", {
    "id": ("Record ID", "Record ID - Contact", "hs_object_id", "vid", "Contact ID", "Datensatz-ID",
           "ID de registro", "ID d'enregistrement"),
    "first": ("First Name", "Vorname", "Prénom", "Nombre"),
    "last": ("Last Name", "Nachname", "Nom", "Apellidos"), "name": ("Full Name", "Name"),
    "email": ("Work email", "Email", "Email Address", "E-Mail-Adresse", "Adresse e-mail", "Correo",
              "Correo electrónico"),
    "phone": ("Phone Number", "Phone", "Telefonnummer", "Numéro de téléphone", "Número de teléfono"),
    "title": ("Job Title", "Jobbezeichnung", "Berufsbezeichnung", "Position", "Intitulé du poste", "Cargo"),
    "department": ("Department",),
    "companies": ("Associated Company", "Associated Company (Primary)", "Associated Company Names (Primary)",
                  "Primary Associated Company", "Primary Company", "Company Name", "Company", "Unternehmensname",
                  "Name des Unternehmens", "Nom de l'entreprise", "Nombre de la empresa"),
    "primary": ("Associated Company IDs (Primary)", "Primary Associated Company ID", "Associated Company ID"),
    "company_ids": ("Associated Company IDs",),
    "owner": ("Contact owner", "HubSpot Owner", "hubspot_owner_id", "Zuständiger Mitarbeiter",
              "Für Kontakt zuständiger Mitarbeiter", "Propriétaire du contact", "Propietario del contacto"),
    "manager": ("Reports to", "Manager", "Line manager", "Direct manager", "Manager email", "Manager ID",
                "Manager name", "Supervisor"),
    "languages": ("Preferred language", "hs_language"),
    "last_contact": ("Last Contacted", "notes_last_contacted", "Last Contact Date", "Letzter Kontakt",
                     "Dernier contact", "Último contacto"),
}, marks=(("Record ID", "Associated Company"), ("Record ID", "First Name", "Associated Company IDs"),
          ("Record ID", "First Name", "Associated Company IDs (Primary)"), ("Record ID", "First Name", "Lead Status"),
          ("Record ID", "First Name", "Lifecycle Stage"), ("Last Name", "Contact owner", "Associated Company"),
          ("firstname", "lastname", "hubspot_owner_id"), ("firstname", "lastname", "associatedcompanyid"),
          ("Datensatz-ID", "Vorname"), ("ID de registro", "Apellidos"), ("ID d'enregistrement", "Prénom"),
          ("Vorname", "Associated Company IDs (Primary)"), ("Prénom", "Associated Company IDs (Primary)"),
          ("firstname", "lastname", "hs_object_id"), ("Last Name", "Email", "Contact owner", "Lifecycle Stage")),
    passed_over=_PASSED_OVER)

BARE_CONTACT = Shape("contact", CONTACT.columns, (
    ("Record ID", "First Name", "Last Name"), ("First Name", "Last Name", "Contact owner", "Company name")), 0.85,
    _PASSED_OVER)
"""Other products have a record id too: theirs comes first where they are surer."""

COMPANY = Shape("company", {
    "id": ("Record ID", "Record ID - Company", "hs_object_id", "companyId", "Company ID", "Datensatz-ID",
           "ID de registro", "ID d'enregistrement"),
    "name": ("Company name", "Name", "Unternehmensname", "Nombre de la empresa", "Nom de l'entreprise",
             "Company Domain Name", "Domain"),
    "website": ("Website URL", "Domainname des Unternehmens", "Nombre de dominio de la empresa",
                "Nom de domaine de l'entreprise", "Company Domain Name", "Domain", "Website"),
    "kind": ("Industry", "Type"),
    "parent": ("Parent Company ID", "hs_parent_company_id", "Parent Company IDs"),
    "parent_name": ("Parent Company",),
    "size": ("Number of Employees", "numberofemployees"),
    "contacts": ("Associated Contact IDs",),
}, marks=(("Record ID", "Company name"), ("Company name", "Company Domain Name"), ("Company name", "Company owner"),
          ("hs_object_id", "domain"), ("name", "domain", "hubspot_owner_id"), ("Record ID", "Associated Contact IDs"),
          ("Datensatz-ID", "Unternehmensname"), ("ID de registro", "Nombre de la empresa"),
          ("ID d'enregistrement", "Nom de l'entreprise")),
    passed_over=(*_PASSED_OVER, "Company owner", "hubspot_owner_id", "Associated Contact"))

_ACTIVITY = {
    "id": ("Record ID", "hs_object_id", "Activity ID", "Engagement ID"),
    "on": ("Meeting start time", "hs_meeting_start_time", "Activity date", "hs_timestamp", "Engagement date"),
    "owner": ("Activity assigned to", "Assigned to", "hubspot_owner_id", "Owner"),
    "contact_ids": ("Associated Contact IDs", "associatedcontactids", "associated_contact_ids"),
    "contacts": ("Associated Contact", "Associated Contacts"),
    "outcome": ("Meeting outcome", "hs_meeting_outcome", "Call outcome", "hs_call_disposition"),
    "status": ("Call status", "hs_call_status", "Email send status", "hs_email_status"),
    "direction": ("Call direction", "hs_call_direction", "Email direction", "hs_email_direction"),
}
_ABOUT = (
    *_PASSED_OVER, "Meeting name", "hs_meeting_title", "Meeting type", "Call and meeting type", "hs_activity_type",
    "Meeting end time", "hs_meeting_end_time", "Meeting location", "hs_meeting_location", "Call title", "hs_call_title",
    "Call duration", "hs_call_duration", "Email subject", "hs_email_subject", "Email from address", "Email to address",
    "hs_email_from_email", "hs_email_to_email", "Associated Company", "Associated Company IDs",
    "Associated Company IDs (Primary)", "associatedcompanyids", "Associated Deal", "Associated Deal IDs",
    "Associated Ticket", "Associated Ticket IDs", "Activity created by", "Created by user ID", "Record source",
    "hs_createdate", "hs_lastmodifieddate", "Last modified date", "Create date")

MEETING = Shape("meeting", _ACTIVITY, marks=(
    ("Record ID", "Meeting name"), ("Record ID", "Meeting outcome"), ("Record ID", "Meeting start time"),
    ("hs_meeting_title",), ("hs_meeting_outcome",), ("hs_meeting_start_time",)), passed_over=_ABOUT)
CALL = Shape("call", _ACTIVITY, marks=(
    ("Record ID", "Call title"), ("Record ID", "Call outcome"), ("Record ID", "Call direction"),
    ("hs_call_title",), ("hs_call_direction",), ("hs_call_disposition",)), passed_over=_ABOUT)
EMAIL = Shape("email", _ACTIVITY, marks=(
    ("Record ID", "Email subject"), ("Record ID", "Email direction"), ("hs_email_subject",), ("hs_email_direction",)),
    passed_over=_ABOUT)

OTHER = Shape("other", {}, marks=(
    ("Record ID", "Note body"), ("hs_note_body",), ("Record ID", "Task title"), ("Record ID", "Task status"),
    ("hs_task_subject",), ("hs_task_status",)))
"""Notes and tasks, which are no contact with anybody; nothing of them is read."""

DEALS = Shape("deals", {}, marks=(
    ("Record ID", "Deal name"), ("Record ID", "Deal stage"), ("Record ID", "Ticket name"),
    ("Record ID", "Ticket status"), ("hs_object_id", "dealname"), ("hs_object_id", "hs_pipeline_stage")), sure=0.6)
"""Deals and tickets; they have contacts and companies beside them, as companies have contacts."""

SHAPES = (MEETING, CALL, EMAIL, OTHER, DEALS, CONTACT, BARE_CONTACT, COMPANY)
