#!/bin/sh
# Run once, by the database's image, when the cluster is made: the role that workers sign in with. The site grants it what it needs.
set -eu
psql --set ON_ERROR_STOP=1 --set "password=$MANTISSA_WORKER_PASSWORD" --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" <<'SQL'
create role mantissa_worker login password :'password';
SQL
