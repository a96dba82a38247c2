ALTER TABLE content ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE content FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY tenant ON content USING (organization_id = crosswalk_organization())
  WITH CHECK (organization_id = crosswalk_organization());
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON content TO crosswalk_app;
