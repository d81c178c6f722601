-- An application that may not change the tables must see whether they are those of its version.
grant select on ${flyway:table} to ${app-role};
