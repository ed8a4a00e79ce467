-- What `echoscope migrate-legacy` leaves beside the migrated rows: what could not be placed, what the old system claimed, and the ledger.

-- Rows of the old database that belong to no scope, whole and with the reason. They are the workspace's: nothing says whose they were.
CREATE TABLE legacy_quarantine (
  workspace_id uuid NOT NULL REFERENCES workspaces (id),
  source_table text NOT NULL,
  row_key text NOT NULL,
  reason text NOT NULL,
  -- json and not jsonb: old texts may hold escapes that jsonb refuses.
  row json NOT NULL,
  PRIMARY KEY (workspace_id, source_table, row_key)
);

-- One line for each old database that was brought over: its ledger and report, as printed at the end.
CREATE TABLE legacy_migrations (
  workspace_id uuid NOT NULL REFERENCES workspaces (id),
  source text NOT NULL,
  report json NOT NULL,
  finished_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (workspace_id, source)
);

-- Old figures and texts of a scope that nothing here recounts: mention counts, insights, values that were out of range.
CREATE TABLE legacy_values (
  brand_id uuid NOT NULL, campaign_id uuid NOT NULL, campaign_type text NOT NULL,
  source_table text NOT NULL,
  row_key text NOT NULL,
  name text NOT NULL,
  status text NOT NULL CHECK (status IN ('not_recounted', 'unreadable')),
  value json NOT NULL,
  PRIMARY KEY (brand_id, campaign_id, source_table, row_key, name),
  FOREIGN KEY (brand_id, campaign_id, campaign_type) REFERENCES campaigns (brand_id, id, type) ON UPDATE NO ACTION ON DELETE CASCADE
);

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['legacy_quarantine', 'legacy_migrations'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY own_workspace ON %I USING (workspace_id = current_setting(''app.workspace_id'')::uuid)', name);
  END LOOP;
  ALTER TABLE legacy_values ENABLE ROW LEVEL SECURITY;
  ALTER TABLE legacy_values FORCE ROW LEVEL SECURITY;
  CREATE POLICY own_scope ON legacy_values USING (
    brand_id = current_setting('app.brand_id')::uuid
    AND campaign_id = current_setting('app.campaign_id')::uuid
    AND campaign_type = current_setting('app.campaign_type'));
END $$;
