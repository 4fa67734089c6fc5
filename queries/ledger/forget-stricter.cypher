// name: forget-stricter
// description: Takes away what people carry because another list says it of them, before `stricter` works it out anew.
// returns people: how many carried something
// writes
MATCH (p:Person)
WHERE p.restricted_elsewhere IS NOT NULL OR p.do_not_contact_elsewhere IS NOT NULL
SET p.restricted_elsewhere = null, p.do_not_contact_elsewhere = null
RETURN count(*) AS people;
