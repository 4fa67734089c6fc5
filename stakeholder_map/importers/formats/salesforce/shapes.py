"""The tables of Salesforce and its Nonprofit Success Pack: API names, those of CumulusCI, and labels of reports."""

from __future__ import annotations

from ...common.fields import Shape

_SYSTEM = ("CreatedDate", "CreatedById", "LastModifiedDate", "LastModifiedById", "SystemModstamp", "LastViewedDate",
           "LastReferencedDate", "MasterRecordId", "RecordTypeId", "Salutation", "PhotoUrl", "JigsawContactId",
           "CleanStatus", "CurrencyIsoCode", "attributes", "type", "url")
_ID = ("Id",)
_DELETED = ("IsDeleted", "Deleted")
_OWNER = {"owner": ("OwnerId", "Owner ID"), "owner_email": ("Owner.Email", "Owner Email", "Contact Owner: Email")}

ACCOUNT = Shape("account", {
    "id": ("Id", "Account ID", "Account: Account ID"),
    "name": ("Name", "Account Name", "Account: Account Name"),
    "kind": ("Type", "Account: Type", "Industry"),
    "parent": ("ParentId", "Parent Account ID"),
    "website": ("Website",),
    "size": ("NumberOfEmployees", "Employees"),
    "deleted": _DELETED,
    "household": ("npe01__SYSTEM_AccountType__c", "npe01__SYSTEM_ACCOUNT_TYPE__c", "npe01__SYSTEMTYPE__c",
                  "npe01__SYSTEMIsIndividual__c", "System: Account Type"),
    "record_type": ("Account Record Type", "RecordType.Name", "RecordType.DeveloperName", "Record Type"),
    "person": ("IsPersonAccount", "Is Person Account"),
}, marks=(("npe01__SYSTEM_AccountType__c",), ("npe01__SYSTEMTYPE__c", "Name"), ("Id", "ParentId", "IsDeleted"),
          ("Id", "BillingCity"), ("Name", "BillingCity", "ShippingCity"), ("Account ID", "Account Name"),
          ("Account Owner", "Account Name"), ("Name", "IsPersonAccount", "PersonEmail"),
          ("Name", "IsPersonAccount", "PersonContactId")),
    passed_over=(*_SYSTEM, "OwnerId", "Account Owner"))

CONTACT = Shape("contact", {
    "id": ("Contact ID", "Contact: Contact ID", "Kontakt-ID", "ID du contact", "Id"),
    "first": ("FirstName", "Contact: First Name", "Vorname", "Prénom"),
    "last": ("LastName", "Contact: Last Name", "Nachname", "Nom"),
    "name": ("Full Name", "Contact: Full Name", "Name"),
    "email": ("Email", "Contact: Email", "Adresse e-mail", "PersonEmail"),
    "phone": ("Phone", "Business Phone", "Contact: Phone", "Telefon", "Téléphone"),
    "title": ("Title", "Contact: Title", "Titel", "Titre"),
    "department": ("Department", "Contact: Department", "Abteilung", "Service"),
    "account": ("AccountId", "Account: Account ID"),
    "account_name": ("Account Name", "Account.Name", "Account: Account Name", "Accountname", "Nom du compte"),
    "affiliation": ("Primary_Affiliation__c", "npsp__Primary_Affiliation__c"),
    "reports_to": ("ReportsToId", "Reports To ID", "Reports To", "Reports To: Full Name", "ReportsTo.Name",
                   "Vorgesetzter", "Supérieur hiérarchique"),
    **_OWNER,
    "owner_name": ("Contact Owner", "Contact Owner: Full Name", "Owner.Name", "Kontaktinhaber",
                   "Propriétaire du contact"),
    "deleted": _DELETED,
    "deceased": ("npsp__Deceased__c", "Deceased"),
    "person": ("IsPersonAccount", "Is Person Account"),
    "no_contact": ("npsp__Do_Not_Contact__c", "Do Not Contact"),
    "no_email": ("HasOptedOutOfEmail", "Email Opt Out"),
    "no_call": ("DoNotCall", "Do Not Call"),
}, marks=(("LastName", "AccountId"), ("LastName", "ReportsToId"), ("LastName", "Primary_Affiliation__c"),
          ("Last Name", "Account Name", "Contact Owner"), ("Last Name", "Account Name", "Contact ID"),
          ("Last Name", "Account Name", "Reports To"), ("Last Name", "Account Name", "Mailing City"),
          ("Account: Account Name", "Contact: Last Name"), ("Nachname", "Accountname"), ("Nom", "Nom du compte")),
    passed_over=(*_SYSTEM, "HasOptedOutOfFax", "Fax Opt Out", "LastActivityDate", "Account: Type",
                 "Account: Phone"))

BARE_CONTACT = Shape("contact", CONTACT.columns, (("Id", "LastName", "FirstName"),), 0.15, CONTACT.passed_over)
"""A contact with so few columns that other products may write the same: read beside other tables."""

PERSON_ACCOUNT = Shape("contact", CONTACT.columns, (("LastName", "PersonEmail"), ("LastName", "PersonContactId")), 0.95,
                       (*CONTACT.passed_over, "PersonContactId"))
"""Accounts that are people, and nothing else."""

RELATION = Shape("relation", {
    "id": _ID, "person": ("ContactId", "Contact ID"), "organisation": ("AccountId", "Account ID"),
    "title": ("Roles", "Role"), "active": ("IsActive", "Active"), "direct": ("IsDirect", "Direct"),
    "since": ("StartDate", "Start Date"), "until": ("EndDate", "End Date"), "deleted": _DELETED,
}, marks=(("AccountId", "ContactId", "Roles"), ("AccountId", "ContactId", "IsDirect"),
          ("AccountId", "ContactId", "IsActive"), ("AccountId", "ContactId", "Role")),
    passed_over=(*_SYSTEM, "IsPrimary"))

AFFILIATION = Shape("relation", {
    "id": _ID, "person": ("npe5__Contact__c",), "organisation": ("npe5__Organization__c",),
    "title": ("npe5__Role__c",), "active": ("npe5__Status__c",), "direct": ("npe5__Primary__c",),
    "since": ("npe5__StartDate__c", "npe5__start_date__c"), "until": ("npe5__EndDate__c", "npe5__end_date__c"),
    "deleted": _DELETED,
}, marks=(("npe5__Contact__c", "npe5__Organization__c"),),
    passed_over=(*_SYSTEM, "Name", "OwnerId", "npe5__Description__c"))

RELATIONSHIP = Shape("relationship", {
    "from": ("npe4__Contact__c",), "to": ("npe4__RelatedContact__c", "npe4__related_contact__c"),
    "type": ("npe4__Type__c",), "active": ("npe4__Status__c",), "deleted": _DELETED,
}, marks=(("npe4__Contact__c", "npe4__RelatedContact__c"), ("npe4__contact__c", "npe4__related_contact__c")),
    passed_over=(*_SYSTEM, "Id", "Name", "OwnerId", "npe4__ReciprocalRelationship__c", "npe4__Description__c",
                 "npe4__SYSTEM_SystemCreated__c"))

_ACTIVITY = {
    "id": ("Id", "Activity ID"), "who": ("WhoId", "Contact ID"), "contact": ("Contact", "Contact: Full Name", "Name"),
    "account": ("Company / Account", "Account Name", "AccountId"), "owner": ("OwnerId",),
    "owner_name": ("Assigned", "Assigned To"), "owner_email": ("Assigned: Email",),
    "on": ("ActivityDate", "ActivityDateTime", "StartDateTime", "CompletedDateTime", "Date", "Due Date", "Start"),
    "subject": ("Subject",), "subtype": ("TaskSubtype",), "type": ("Type", "Activity Type"), "call": ("CallType",),
    "outcome": ("CallDisposition", "Call Result"), "status": ("Status",), "closed": ("IsClosed", "Closed"),
    "deleted": _DELETED, "child": ("IsChild",),
}
_ABOUT = (*_SYSTEM, "WhatId", "Priority", "IsTask", "EndDateTime", "End", "DurationInMinutes", "IsAllDayEvent",
          "CallDurationInSeconds", "CallObject", "IsRecurrence", "ReminderDateTime", "IsReminderSet", "WhoCount",
          "WhatCount", "IsGroupEvent", "GroupEventType", "ShowAs", "IsHighPriority", "IsArchived", "Opportunity",
          "Lead", "Created By")

EVENT = Shape("event", _ACTIVITY, marks=(("WhoId", "StartDateTime"), ("WhoId", "ActivityDateTime"),
                                         ("WhoId", "EndDateTime"), ("WhoId", "DurationInMinutes")),
              passed_over=_ABOUT)
TASK = Shape("task", _ACTIVITY, marks=(
    ("WhoId", "ActivityDate"), ("WhoId", "TaskSubtype"), ("WhoId", "CallType"),
    ("Assigned", "Company / Account"), ("Activity ID", "Assigned"), ("Activity ID", "Contact ID", "Date")),
    passed_over=_ABOUT)

INVITED = Shape("related", {
    "activity": ("EventId", "TaskId"), "event": ("EventId",), "who": ("RelationId",), "status": ("Status",),
    "invitee": ("IsInvitee",), "parent": ("IsParent",), "what": ("IsWhat",), "deleted": _DELETED,
}, marks=(("EventId", "RelationId"), ("TaskId", "RelationId")),
    passed_over=(*_SYSTEM, "Id", "AccountId", "RespondedDate"))

USER = Shape("user", {
    "id": ("Id", "User ID"), "name": ("Name", "Full Name"), "first": ("FirstName",), "last": ("LastName",),
    "email": ("Email",), "active": ("IsActive", "Active"),
}, marks=(("Id", "Username"), ("User ID", "Full Name"), ("Id", "LastName", "ProfileId")),
    passed_over=(*_SYSTEM, "Username", "Alias", "ProfileId"))

BARE_ACCOUNT = Shape("account", ACCOUNT.columns, tuple(
    ("Id", "Name", other) for other in ("ParentId", "Website", "Industry", "BillingStreet", "NumberOfEmployees",
                                        "AccountNumber")), 0.15, ACCOUNT.passed_over)
BARE_USER = Shape("user", USER.columns, (("Id", "Name", "Email"),), 0.1, USER.passed_over)

OTHER = Shape("other", {}, marks=(
    ("LastName", "Company", "Status"), ("LastName", "Company", "IsConverted"), ("Last Name", "Company / Account"),
    ("Last Name", "Lead Owner"), ("Last Name", "Lead Status"), ("CampaignId", "LeadId"), ("CampaignId", "ContactId"),
    ("Name", "NumberOfLeads"), ("Name", "BudgetedCost"), ("Id", "Name", "Status", "StartDate"),
    ("Id", "Name", "IsActive", "StartDate"), ("ParentId", "ContentType"), ("ParentId", "BodyLength"),
    ("ParentId", "Body"), ("ParentId", "IsPrivate"), ("ParentId", "CommentCount"), ("AccountId", "Product2Id"),
    ("CaseNumber",), ("Id", "ContractNumber"), ("Id", "OrderNumber"), ("Id", "StageName"), ("Id", "OpportunityId"),
    ("Id", "ParentRoleId"), ("Id", "ProductCode")), sure=0.2)
"""Leads, campaigns, opportunities, cases, files and the like, which stand in the same folder of a full export."""

SHAPES = (OTHER, INVITED, EVENT, TASK, AFFILIATION, RELATIONSHIP, RELATION, CONTACT, ACCOUNT, USER, PERSON_ACCOUNT,
          BARE_CONTACT, BARE_ACCOUNT, BARE_USER)
BY_OBJECT = {"Account": ACCOUNT, "Contact": CONTACT, "AccountContactRelation": RELATION, "User": USER, "Task": TASK,
             "Event": EVENT, "EventRelation": INVITED, "TaskRelation": INVITED, "npe5__Affiliation__c": AFFILIATION,
             "npe4__Relationship__c": RELATIONSHIP}
"""What the objects are called in files of JSON."""
