// name: organisation-chart
// group: Organisations
// description: The posts of an organisation and its parts, who holds them, and to whom they report.
// param organisation: text, required. Name or id of the organisation.
// param as_of: date = today. The day to answer for.
// returns place: the unit or organisation that the post is in
// returns post: title of the post
// returns level: at which level
// returns holder: who holds it; empty when it is vacant
// returns kind: substantive, acting, job_share or secondment; empty when not recorded
// returns reports_to: title of the post it reports to
// returns line: solid or dotted; empty when not recorded
MATCH (o:Organisation)
WHERE toLower(o.name) = toLower($organisation) OR o.key = $organisation
MATCH way = (o)<-[:PART_OF*0..8]-(p)<-[:IN]-(seat:Post)
WHERE all(f IN relationships(way) + [seat] WHERE coalesce(f.since, $as_of) <= $as_of <= coalesce(f.until, $as_of))
WITH DISTINCT p, seat, seat.level AS rank
OPTIONAL MATCH (seat)<-[h:HOLDS]-(b:Person)
WHERE coalesce(h.since, $as_of) <= $as_of <= coalesce(h.until, $as_of)
OPTIONAL MATCH (seat)-[r:REPORTS_TO]->(boss:Post)
WHERE all(f IN [r, boss] WHERE coalesce(f.since, $as_of) <= $as_of <= coalesce(f.until, $as_of))
RETURN p.name AS place, seat.title AS post, rank AS level, b.name AS holder, h.kind AS kind, boss.title AS reports_to,
  r.line AS line
ORDER BY place, p.key,
  CASE rank WHEN 'executive' THEN 1 WHEN 'senior' THEN 2 WHEN 'operational' THEN 3 WHEN 'frontline' THEN 4 ELSE 5 END,
  post, holder, reports_to, seat.key, b.key, boss.key;
