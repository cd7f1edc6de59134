-- The most memory that a worker's process had while it trained a run: what the next run like it will need.

alter table run add column if not exists peak_memory_bytes bigint;
