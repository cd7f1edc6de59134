-- Pauses: a queue from which no worker takes runs for now, and a worker that takes none from any. What trains goes on.

alter table worker add column if not exists paused_at timestamptz;

create table if not exists queue_pause (
    queue           text primary key,
    paused_at       timestamptz not null default now()
);
