-- What an organization has of its own is closed like all its rows (0005): forced row-level security, for the one role that
-- the server works as.
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['own_revision', 'own_source', 'own_framework', 'own_control', 'own_control_text',
    'own_mapping_set', 'own_mapping', 'own_mapping_end', 'own_unmapped', 'official_text'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY tenant ON %I USING (organization_id = crosswalk_organization())
      WITH CHECK (organization_id = crosswalk_organization())', name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO crosswalk_app', name);
  END LOOP;
END $$;
--> statement-breakpoint
-- Searching both an organization's own controls and the public ones is done as that role.
GRANT SELECT ON control_text, evidence_type TO crosswalk_app;
