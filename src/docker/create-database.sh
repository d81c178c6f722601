#!/bin/sh
# Runs once, on an empty PostgreSQL: the database, its owner, the application's role that cannot change tables, and a
# database for Keycloak.
set -eu
psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" \
  -v owner="$SVARA_OWNER_PASSWORD" -v app="$SVARA_APP_PASSWORD" -v keycloak="$KEYCLOAK_DATABASE_PASSWORD" <<'SQL'
create role svara_owner login password :'owner';
create role svara_app login password :'app';
create database svara owner svara_owner;
revoke all on database svara from public;
grant connect on database svara to svara_app;
create role keycloak login password :'keycloak';
create database keycloak owner keycloak;
revoke all on database keycloak from public;
SQL
