-- Pages about the world that were told long ago are deleted with each look.

create index action_of_the_world_done on action (done_at)
    where rollout is null and done_at is not null;
