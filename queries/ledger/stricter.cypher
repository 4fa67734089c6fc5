// name: stricter
// description: Lets people carry what any of their aliases says: that their record is restricted, that nobody may contact
//   them. Whatever reads people finds it on them, and what their own list says of them stays as it is.
// returns people: of how many
// writes
MATCH (p:Person)<-[:SAME_AS]-(a:Alias)
WHERE a.restricted OR a.do_not_contact
WITH p, collect(a.restricted) AS restricted, collect(a.do_not_contact) AS asked
SET p.restricted_elsewhere = CASE WHEN true IN restricted THEN true END,
    p.do_not_contact_elsewhere = CASE WHEN true IN asked THEN true END
RETURN count(*) AS people;
