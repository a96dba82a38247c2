-- A server may connect as a user who is nothing but a member of crosswalk_app: who reads the reference data, and of the
-- rows of organizations what row-level security shows, with no way back to the owner of the tables.
DO $$ BEGIN
  EXECUTE format('GRANT SELECT ON ALL TABLES IN SCHEMA %I TO crosswalk_app', current_schema());
  EXECUTE format('ALTER DEFAULT PRIVILEGES IN SCHEMA %I GRANT SELECT ON TABLES TO crosswalk_app', current_schema());
END $$;
--> statement-breakpoint
-- Whether all migrations were applied is what a server asks before it starts.
GRANT USAGE ON SCHEMA drizzle TO crosswalk_app;
--> statement-breakpoint
GRANT SELECT ON drizzle.__drizzle_migrations TO crosswalk_app;
