-- Pages about the world wait in the outbox too; they have no rollout.

alter table action alter column rollout drop not null;
create index action_of_the_world on action (ordinal) where rollout is null and done_at is null;
