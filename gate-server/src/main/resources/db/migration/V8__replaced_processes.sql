-- Plans say what replacing processes may cut, and incidents what it cut; those stored before have the usual and nothing. No other
-- thing that is stored has "whenSharedHarm" or "rollbackBy"; inside a stored text the quotes would be escaped.
update rollout_event
   set entry = replace(entry::text, '"whenSharedHarm": ',
       '"whenTransitionHarm": {"response": "PAUSE", "cutRatioMax": 0.01}, "whenSharedHarm": ')::jsonb
 where entry::text like '%"whenSharedHarm": %';

update incident
   set incident = replace(replace(incident::text, '"whenSharedHarm": ',
       '"whenTransitionHarm": {"response": "PAUSE", "cutRatioMax": 0.01}, "whenSharedHarm": '),
       '"rollbackBy": ', '"cut": [], "rollbackBy": ')::jsonb
 where incident::text like '%"rollbackBy": %';
