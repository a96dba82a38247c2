-- Every organization sees its own rows and no others, whatever the query says. The server works as crosswalk_app, which
-- owns nothing and cannot bypass row security; the connecting user may become it, and does in every tenant transaction.
DO $$ BEGIN
  CREATE ROLE crosswalk_app NOLOGIN NOBYPASSRLS;
EXCEPTION
  -- Roles belong to the whole server: another database of it, migrated at the same moment, may have made it.
  WHEN duplicate_object OR unique_violation THEN NULL;
END $$;
--> statement-breakpoint
DO $$ BEGIN
  IF NOT pg_has_role(current_user, 'crosswalk_app', 'MEMBER') THEN
    EXECUTE format('GRANT crosswalk_app TO %I', current_user);
  END IF;
END $$;
--> statement-breakpoint
DO $$ BEGIN
  EXECUTE format('GRANT USAGE ON SCHEMA %I TO crosswalk_app', current_schema());
END $$;
--> statement-breakpoint
CREATE FUNCTION crosswalk_organization() RETURNS text
  LANGUAGE sql STABLE PARALLEL SAFE
  RETURN current_setting('app.organization_id', true);
--> statement-breakpoint
GRANT SELECT ON control TO crosswalk_app;
--> statement-breakpoint
ALTER TABLE organization ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE organization FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY tenant ON organization USING (id = crosswalk_organization()) WITH CHECK (id = crosswalk_organization());
--> statement-breakpoint
GRANT SELECT, UPDATE (name) ON organization TO crosswalk_app;
--> statement-breakpoint
ALTER TABLE member ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE member FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY tenant ON member USING (organization_id = crosswalk_organization())
  WITH CHECK (organization_id = crosswalk_organization());
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON member TO crosswalk_app;
--> statement-breakpoint
ALTER TABLE api_key ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE api_key FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY tenant ON api_key USING (organization_id = crosswalk_organization())
  WITH CHECK (organization_id = crosswalk_organization());
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON api_key TO crosswalk_app;
--> statement-breakpoint
ALTER TABLE scope ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE scope FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY tenant ON scope USING (organization_id = crosswalk_organization())
  WITH CHECK (organization_id = crosswalk_organization());
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON scope TO crosswalk_app;
--> statement-breakpoint
ALTER TABLE evidence ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE evidence FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY tenant ON evidence USING (organization_id = crosswalk_organization())
  WITH CHECK (organization_id = crosswalk_organization());
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON evidence TO crosswalk_app;
--> statement-breakpoint
ALTER TABLE evidence_link ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE evidence_link FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY tenant ON evidence_link USING (organization_id = crosswalk_organization())
  WITH CHECK (organization_id = crosswalk_organization());
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON evidence_link TO crosswalk_app;
--> statement-breakpoint
ALTER TABLE certificate ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE certificate FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY tenant ON certificate USING (organization_id = crosswalk_organization())
  WITH CHECK (organization_id = crosswalk_organization());
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON certificate TO crosswalk_app;
--> statement-breakpoint
ALTER TABLE own_verdict ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE own_verdict FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY tenant ON own_verdict USING (organization_id = crosswalk_organization())
  WITH CHECK (organization_id = crosswalk_organization());
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON own_verdict TO crosswalk_app;
--> statement-breakpoint
ALTER TABLE finding ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE finding FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY tenant ON finding USING (organization_id = crosswalk_organization())
  WITH CHECK (organization_id = crosswalk_organization());
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON finding TO crosswalk_app;
--> statement-breakpoint
ALTER TABLE audit_log ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE audit_log FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY tenant ON audit_log USING (organization_id = crosswalk_organization())
  WITH CHECK (organization_id = crosswalk_organization());
--> statement-breakpoint
GRANT SELECT, INSERT ON audit_log TO crosswalk_app;
--> statement-breakpoint
ALTER TABLE idempotency_key ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE idempotency_key FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY tenant ON idempotency_key USING (organization_id = crosswalk_organization())
  WITH CHECK (organization_id = crosswalk_organization());
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON idempotency_key TO crosswalk_app;
