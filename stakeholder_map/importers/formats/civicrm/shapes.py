"""The tables of CiviCRM: contacts, relationships and the types of those, as titles and as names of fields."""

from __future__ import annotations

from ...common.fields import Shape

CONTACT = Shape("contact", {
    "id": ("Contact ID", "Internal Contact ID", "contact_id", "id", "External Identifier"),
    "type": ("Contact Type",),
    "kind": ("Contact Subtype", "contact_sub_type"),
    "first": ("First Name",), "last": ("Last Name",),
    "name": ("Display Name", "Sort Name"),
    "organisation_name": ("Organization Name", "Organisation Name", "Legal Name"),
    "email": ("Work-Email", "Email (Work)", "Main-Email", "Email (Main)", "Email", "email_primary.email"),
    "phone": ("Work-Phone-Phone", "Work-Phone", "Phone (Work)", "Main-Phone-Phone", "Main-Phone", "Phone (Main)",
              "Phone", "phone_primary.phone"),
    "website": ("Work-Website", "Main-Website", "Website", "URL"),
    "title": ("Job Title",),
    "employer": ("Current Employer", "employer_id.display_name"),
    "employer_id": ("Current Employer ID", "employer_id"),
    "languages": ("Preferred Language",),
    "deleted": ("Contact is in Trash", "is_deleted"),
    "deceased": ("Deceased", "is_deceased"),
    "no_email": ("Do Not Email",), "no_phone": ("Do Not Phone",), "no_mail": ("Do Not Mail",),
}, marks=(("Contact ID", "Contact Type"), ("Internal Contact ID",), ("Contact ID", "Current Employer"),
          ("Contact ID", "Sort Name"), ("Contact ID", "Individual Prefix"), ("Contact ID", "Do Not Trade"),
          ("contact_type", "display_name"), ("contact_type", "sort_name")),
    passed_over=("Created Date", "Modified Date", "Individual Prefix", "Individual Suffix", "Formal Title", "Nickname",
                 "Household Name", "Contact Source", "Do Not Sms", "Do Not Trade", "No Bulk Emails (User Opt Out)",
                 "Preferred Communication Method", "Legal Identifier", "is_opt_out"))

RELATIONSHIP = Shape("relationship", {
    "id": ("Relationship ID", "id"),
    "a": ("Contact A ID", "contact_id_a", "Contact A", "contact_id_a.display_name"),
    "b": ("Contact B ID", "contact_id_b", "Contact B", "contact_id_b.display_name"),
    "type": ("Relationship Type", "relationship_type_id:name", "relationship_type_id:label",
             "relationship_type_id.name_a_b", "Relationship Type ID"),
    "since": ("Relationship Start Date", "Start Date"),
    "until": ("Relationship End Date", "End Date"),
    "active": ("Relationship Is Active", "Is Active"),
}, marks=(("Contact A ID", "Contact B ID"), ("contact_id_a", "contact_id_b"),
          ("Contact A", "Contact B", "Relationship Type")),
    passed_over=("Relationship Description", "description", "is_permission_a_b", "is_permission_b_a", "case_id",
                 "created_date", "modified_date", "Relationship Permission A over B",
                 "Relationship Permission B over A"))

TYPE = Shape("type", {
    "id": ("Relationship Type ID", "id"),
    "name": ("name_a_b", "label_a_b", "Relationship Type Name A to B"),
}, marks=(("name_a_b", "name_b_a"), ("label_a_b", "label_b_a")), sure=0.6,
    passed_over=("name_b_a", "label_a_b", "label_b_a", "description", "contact_type_a", "contact_type_b", "is_active",
                 "is_reserved", "contact_sub_type_a", "contact_sub_type_b"))

ACTIVITY = Shape("activity", {
    "id": ("Activity ID", "id"),
    "type": ("Activity Type", "activity_type_id:label", "activity_type_id:name", "Activity Type ID"),
    "on": ("Activity Date", "activity_date_time", "Activity Date Time"),
    "status": ("Activity Status", "status_id:name", "status_id:label", "status_id", "Activity Status ID"),
    "source": ("Source Contact ID", "Source Contact", "Added By", "source_contact_id.display_name"),
    "target": ("Target Contact ID", "Target Contact", "Target Contacts", "With", "With Contact",
               "target_contact_id.display_name", "Contact ID"),
    "assignee": ("Assignee Contact ID", "Assignee Contact", "Assignee", "Assigned To",
                 "assignee_contact_id.display_name"),
    "deleted": ("Activity is in the Trash", "is_deleted"),
    "test": ("Test", "is_test"),
}, marks=(("Activity ID", "Activity Type", "Activity Date"), ("Activity ID", "Activity Type ID", "Activity Date"),
          ("Activity Type", "Activity Date", "Activity Status"), ("activity_type_id", "activity_date_time"),
          ("activity_type_id:name", "activity_date_time"), ("activity_type_id:label", "activity_date_time")),
    passed_over=("Subject", "Activity Subject", "Duration", "Activity Duration", "Location", "Activity Location",
                 "Priority", "Activity Priority", "priority_id", "Created Date",
                 "Modified Date", "Campaign", "Campaign ID", "Is Starred", "Order", "Engagement Index",
                 "Activity Medium", "medium_id", "is_current_revision", "Sort Name", "Display Name"))

LINK = Shape("link", {
    "activity": ("activity_id",), "contact": ("contact_id",),
    "role": ("record_type_id:name", "record_type_id:label", "record_type_id"),
}, marks=(("activity_id", "contact_id", "record_type_id"), ("activity_id", "contact_id", "record_type_id:name"),
          ("activity_id", "contact_id", "record_type_id:label")), passed_over=("id",))
"""Who stands in which activity, and as what."""

SHAPES = (LINK, ACTIVITY, RELATIONSHIP, TYPE, CONTACT)
