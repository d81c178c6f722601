#!/bin/sh
# Runs once, on an empty PostgreSQL: the database, its owner, and the application's role that can't change tables.
set -eu
psql -v ON_ERROR_STOP=1 -v owner="$SVARA_OWNER_PASSWORD" -v app="$SVARA_APP_PASSWORD" --username "$POSTGRES_USER" <<'SQL'
create role svara_owner login password :'owner';
create role svara_app login password :'app';
create database svara owner svara_owner;
revoke all on database svara from public;
grant connect on database svara to svara_app;
SQL
