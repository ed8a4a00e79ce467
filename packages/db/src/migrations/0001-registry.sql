-- The registries: who is here, and which campaigns exist. Each row belongs to a workspace, and its policy asks for it by a
-- setting that must be there: no workspace set is an error, not an empty answer.

CREATE TABLE installation (
  only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
  id uuid NOT NULL,
  local_workspace_id uuid NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE workspaces (
  id uuid PRIMARY KEY,
  name text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE brands (
  workspace_id uuid NOT NULL REFERENCES workspaces (id),
  id uuid PRIMARY KEY,
  name text NOT NULL,
  website text,
  description text NOT NULL DEFAULT '',
  industry text,
  primary_keywords text[] NOT NULL DEFAULT '{}',
  product_keywords text[] NOT NULL DEFAULT '{}',
  exclude_keywords text[] NOT NULL DEFAULT '{}',
  sources text[] NOT NULL DEFAULT '{}',
  competitors text[] NOT NULL DEFAULT '{}',
  scout_interval_hours integer NOT NULL DEFAULT 6 CHECK (scout_interval_hours BETWEEN 1 AND 168),
  status text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'paused', 'archived')),
  revision integer NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (workspace_id, id)
);

CREATE TABLE campaigns (
  workspace_id uuid NOT NULL,
  brand_id uuid NOT NULL,
  id uuid NOT NULL,
  type text NOT NULL CHECK (type IN ('automatic', 'custom')),
  name text NOT NULL,
  description text NOT NULL DEFAULT '',
  keywords text[] NOT NULL DEFAULT '{}',
  exclude_keywords text[] NOT NULL DEFAULT '{}',
  sources text[] NOT NULL DEFAULT '{}',
  communities text[] NOT NULL DEFAULT '{}',
  cron text,
  time_zone text,
  starts_at timestamptz,
  ends_at timestamptz,
  status text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'paused', 'completed')),
  metadata jsonb NOT NULL DEFAULT '{}',
  -- The newest finished run, so that a list of brands need not enter each scope.
  last_run_id uuid,
  last_run_status text,
  last_run_finished_at timestamptz,
  revision integer NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (brand_id, id),
  UNIQUE (id),
  -- What every scoped row points to: with it a row's campaign type cannot differ from its campaign's.
  UNIQUE (brand_id, id, type),
  FOREIGN KEY (workspace_id, brand_id) REFERENCES brands (workspace_id, id),
  CHECK ((cron IS NULL) = (time_zone IS NULL)),
  CHECK (ends_at IS NULL OR starts_at IS NULL OR ends_at > starts_at)
);
CREATE UNIQUE INDEX one_automatic_campaign_per_brand ON campaigns (brand_id) WHERE type = 'automatic';

CREATE TABLE api_keys (
  workspace_id uuid NOT NULL REFERENCES workspaces (id),
  id uuid PRIMARY KEY,
  name text NOT NULL,
  hash bytea NOT NULL UNIQUE,
  role text NOT NULL CHECK (role IN ('owner', 'editor', 'viewer')),
  brand_id uuid,
  campaign_id uuid,
  campaign_type text,
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz,
  last_used_at timestamptz,
  revoked_at timestamptz,
  CHECK ((brand_id IS NULL) = (campaign_id IS NULL) AND (brand_id IS NULL) = (campaign_type IS NULL)),
  FOREIGN KEY (brand_id, campaign_id, campaign_type) REFERENCES campaigns (brand_id, id, type) ON DELETE CASCADE
);

CREATE TABLE sessions (
  workspace_id uuid NOT NULL REFERENCES workspaces (id),
  id uuid PRIMARY KEY,
  hash bytea NOT NULL UNIQUE,
  role text NOT NULL CHECK (role IN ('owner', 'editor', 'viewer')),
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL
);

CREATE TABLE sign_in_links (
  workspace_id uuid NOT NULL REFERENCES workspaces (id),
  id uuid PRIMARY KEY,
  hash bytea NOT NULL UNIQUE,
  role text NOT NULL CHECK (role IN ('owner', 'editor', 'viewer')),
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  used_at timestamptz
);

-- When each scope is due and who holds it. A worker reads it across workspaces before it knows any scope, so it has no policy: it
-- holds ids and times and nothing else. The key to campaigns also pins a campaign's type and brand from its first moment on.
CREATE TABLE scout_dispatch (
  workspace_id uuid NOT NULL,
  brand_id uuid NOT NULL,
  campaign_id uuid NOT NULL,
  campaign_type text NOT NULL,
  next_run_at timestamptz,
  -- Set while a run of the scope is queued, under way or waiting for its next try: from this time on a worker is to be woken for it, so that
  -- a run whose worker died is found again.
  wake_at timestamptz,
  lease_token bigint NOT NULL DEFAULT 0,
  lease_holder text,
  lease_expires_at timestamptz,
  PRIMARY KEY (brand_id, campaign_id),
  FOREIGN KEY (brand_id, campaign_id, campaign_type) REFERENCES campaigns (brand_id, id, type) ON DELETE CASCADE
);
CREATE INDEX scout_dispatch_due ON scout_dispatch (next_run_at) WHERE next_run_at IS NOT NULL;
CREATE INDEX scout_dispatch_open ON scout_dispatch (wake_at) WHERE wake_at IS NOT NULL;

CREATE TABLE worker_heartbeats (
  worker_id text PRIMARY KEY,
  started_at timestamptz NOT NULL,
  seen_at timestamptz NOT NULL
);

ALTER TABLE workspaces ENABLE ROW LEVEL SECURITY;
ALTER TABLE workspaces FORCE ROW LEVEL SECURITY;
CREATE POLICY own_workspace ON workspaces
  USING (id = current_setting('app.workspace_id')::uuid);

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['brands', 'campaigns', 'api_keys', 'sessions', 'sign_in_links'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY own_workspace ON %I USING (workspace_id = current_setting(''app.workspace_id'')::uuid)', name);
  END LOOP;
END $$;
