-- What people change about a run after its submission: it can be archived, and a revision counts such changes, so that two people who
-- change the same run at once do not overwrite each other unseen.

alter table run add column if not exists archived_at timestamptz;
alter table run add column if not exists revision bigint not null default 0;
