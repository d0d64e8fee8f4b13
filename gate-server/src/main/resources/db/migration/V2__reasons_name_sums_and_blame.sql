-- Reasons say which sum of places they are about and what makes the release bad; those stored before say neither. Every reason
-- has "details", and nothing else has: inside a stored text the quotes would be escaped.
update rollout_event
   set entry = replace(entry::text, '"details": {', '"scope": null, "blame": null, "details": {')::jsonb
 where entry::text like '%"details": {%';

update incident
   set incident = replace(incident::text, '"details": {', '"scope": null, "blame": null, "details": {')::jsonb
 where incident::text like '%"details": {%';
