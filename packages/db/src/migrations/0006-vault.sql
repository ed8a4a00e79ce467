-- What is kept sealed, and what is to be forgotten.

-- Sealed with AES-256-GCM by the application; the database never sees a key. An envelope opens only under its own workspace, purpose and row.
CREATE TABLE source_credentials (
  workspace_id uuid NOT NULL REFERENCES workspaces (id),
  id uuid PRIMARY KEY,
  kind text NOT NULL,
  sealed text NOT NULL,
  updated_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (workspace_id, kind)
);
CREATE TABLE workspace_secrets (
  workspace_id uuid NOT NULL REFERENCES workspaces (id),
  id uuid PRIMARY KEY,
  purpose text NOT NULL CHECK (purpose IN ('webhook', 'erasure')),
  name text NOT NULL,
  sealed text NOT NULL,
  updated_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (workspace_id, purpose, name)
);

-- Authors whose posts the workspace may never store again: keyed hashes, the key of which lies sealed in workspace_secrets.
CREATE TABLE erased_authors (
  workspace_id uuid NOT NULL REFERENCES workspaces (id),
  hash bytea NOT NULL CHECK (octet_length(hash) = 32),
  erased_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (workspace_id, hash)
);
-- An erasure and its receipt. The name is there, sealed, until it is done, and not a moment longer.
CREATE TABLE erasures (
  workspace_id uuid NOT NULL REFERENCES workspaces (id),
  id uuid PRIMARY KEY,
  status text NOT NULL CHECK (status IN ('requested', 'previewed', 'erasing', 'done')),
  platform text NOT NULL,
  hash bytea NOT NULL CHECK (octet_length(hash) = 32),
  sealed text,
  requested_by text NOT NULL,
  requested_at timestamptz NOT NULL DEFAULT now(),
  preview jsonb,
  previewed_at timestamptz,
  confirmed_by text,
  confirmed_at timestamptz,
  done_at timestamptz,
  receipt jsonb NOT NULL DEFAULT '[]',
  CHECK ((status = 'done') = (sealed IS NULL)),
  CHECK ((status = 'done') = (done_at IS NOT NULL))
);

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['source_credentials', 'workspace_secrets', 'erased_authors', 'erasures'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY own_workspace ON %I USING (workspace_id = current_setting(''app.workspace_id'')::uuid)', name);
  END LOOP;
END $$;

-- How many days a scope keeps its threads; null: for ever. When the next sweep is due stands with the other times of the dispatcher.
ALTER TABLE campaigns ADD COLUMN retention_days integer CHECK (retention_days BETWEEN 1 AND 36500);
ALTER TABLE scout_dispatch ADD COLUMN sweep_at timestamptz;
CREATE INDEX scout_dispatch_sweep ON scout_dispatch (sweep_at) WHERE sweep_at IS NOT NULL;
CREATE TABLE retention_sweeps (
  brand_id uuid NOT NULL, campaign_id uuid NOT NULL, campaign_type text NOT NULL,
  id uuid NOT NULL,
  swept_at timestamptz NOT NULL,
  -- Threads of earlier UTC days were removed.
  before_day date NOT NULL,
  threads integer NOT NULL,
  communities integer NOT NULL,
  influencers integer NOT NULL,
  pain_points integer NOT NULL,
  PRIMARY KEY (brand_id, campaign_id, id),
  FOREIGN KEY (brand_id, campaign_id, campaign_type) REFERENCES campaigns (brand_id, id, type) ON UPDATE NO ACTION ON DELETE CASCADE
);
ALTER TABLE retention_sweeps ENABLE ROW LEVEL SECURITY;
ALTER TABLE retention_sweeps FORCE ROW LEVEL SECURITY;
CREATE POLICY own_scope ON retention_sweeps USING (
  brand_id = current_setting('app.brand_id')::uuid
  AND campaign_id = current_setting('app.campaign_id')::uuid
  AND campaign_type = current_setting('app.campaign_type'));

-- A post its source has deleted: texts and author are blanked, figures stay, and no later reading brings the text back.
ALTER TABLE threads ADD COLUMN gone text CHECK (gone IN ('deleted', 'removed'));
-- Its pain points still count, but there is no text left for a span to lie in.
ALTER TABLE thread_pain_points ALTER COLUMN span_start DROP NOT NULL, ALTER COLUMN span_end DROP NOT NULL,
  ADD CHECK ((span_start IS NULL) = (span_end IS NULL));
