-- People: members of a workspace, how they come in, how far they reach, and what everybody did.

CREATE TABLE members (
  workspace_id uuid NOT NULL REFERENCES workspaces (id),
  id uuid PRIMARY KEY,
  name text NOT NULL,
  -- Trimmed and in lower case; the local owner has none before choosing one.
  email text,
  -- scrypt, as better-auth writes it; null: signs in with links alone.
  password_hash text,
  role text NOT NULL CHECK (role IN ('owner', 'editor', 'viewer')),
  -- True: only what member_limits names, which may be nothing any more.
  limited boolean NOT NULL DEFAULT false,
  -- Whoever sits at the machine of a local installation.
  is_local boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL DEFAULT now(),
  removed_at timestamptz,
  UNIQUE (workspace_id, id),
  CHECK (NOT (limited AND role = 'owner'))
);
CREATE UNIQUE INDEX one_member_per_address ON members (workspace_id, email) WHERE removed_at IS NULL;
CREATE UNIQUE INDEX one_local_owner ON members (workspace_id) WHERE is_local;

-- A row is a brand with everything in it, or one custom campaign.
CREATE TABLE member_limits (
  workspace_id uuid NOT NULL,
  member_id uuid NOT NULL,
  id uuid PRIMARY KEY,
  brand_id uuid NOT NULL,
  campaign_id uuid,
  campaign_type text CHECK (campaign_type = 'custom'),
  CHECK ((campaign_id IS NULL) = (campaign_type IS NULL)),
  FOREIGN KEY (workspace_id, member_id) REFERENCES members (workspace_id, id) ON DELETE CASCADE,
  FOREIGN KEY (workspace_id, brand_id) REFERENCES brands (workspace_id, id) ON DELETE CASCADE,
  FOREIGN KEY (brand_id, campaign_id, campaign_type) REFERENCES campaigns (brand_id, id, type) ON DELETE CASCADE
);
CREATE INDEX member_limits_of ON member_limits (workspace_id, member_id);

CREATE TABLE invitations (
  workspace_id uuid NOT NULL REFERENCES workspaces (id),
  id uuid PRIMARY KEY,
  hash bytea NOT NULL UNIQUE,
  email text NOT NULL,
  role text NOT NULL CHECK (role IN ('owner', 'editor', 'viewer')),
  -- As member_limits will have them; null: the whole workspace.
  limits jsonb,
  invited_by text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  accepted_at timestamptz,
  revoked_at timestamptz
);

-- A session and a link say whose they are; the role is the member's, as it is now. TRUNCATE asks no policy: everybody signs in once more.
TRUNCATE sessions, sign_in_links;
ALTER TABLE sessions
  DROP COLUMN role,
  ADD COLUMN member_id uuid NOT NULL,
  ADD COLUMN address text NOT NULL,
  ADD COLUMN agent text NOT NULL,
  ADD COLUMN seen_at timestamptz NOT NULL DEFAULT now(),
  ADD FOREIGN KEY (workspace_id, member_id) REFERENCES members (workspace_id, id) ON DELETE CASCADE;
CREATE INDEX sessions_of ON sessions (workspace_id, member_id);
ALTER TABLE sign_in_links
  DROP COLUMN role,
  ADD COLUMN member_id uuid NOT NULL,
  ADD COLUMN purpose text NOT NULL CHECK (purpose IN ('sign-in', 'password')),
  ADD FOREIGN KEY (workspace_id, member_id) REFERENCES members (workspace_id, id) ON DELETE CASCADE;

-- Append-only: the application role may insert and select (rights.ts), and nothing refers to it.
CREATE TABLE audit_log (
  workspace_id uuid NOT NULL REFERENCES workspaces (id),
  id uuid PRIMARY KEY,
  at timestamptz NOT NULL DEFAULT now(),
  via text NOT NULL CHECK (via IN ('session', 'key', 'link', 'command')),
  -- The member, or the key where no member acts; the name as it was then.
  actor_id uuid,
  actor text NOT NULL,
  action text NOT NULL,
  -- Ids, scope, role and the like of what was acted upon, and names of changed fields; never a text, a credential or a password.
  target jsonb NOT NULL DEFAULT '{}',
  address text
);
CREATE INDEX audit_log_newest ON audit_log (workspace_id, id DESC);

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['members', 'member_limits', 'invitations', 'audit_log'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY own_workspace ON %I USING (workspace_id = current_setting(''app.workspace_id'')::uuid)', name);
  END LOOP;
END $$;

-- Who signs in by address has named no workspace yet: this table leads there, and holds a digest and ids alone. Address, name and password
-- are in members, behind the policy.
CREATE TABLE sign_in_names (
  digest bytea NOT NULL CHECK (octet_length(digest) = 32),
  workspace_id uuid NOT NULL,
  member_id uuid NOT NULL,
  PRIMARY KEY (digest, workspace_id),
  FOREIGN KEY (workspace_id, member_id) REFERENCES members (workspace_id, id) ON DELETE CASCADE
);

-- Tries of each digest (an address, a network address, both) in the window that began then: one count for all processes.
CREATE TABLE sign_in_attempts (
  digest bytea PRIMARY KEY CHECK (octet_length(digest) = 32),
  began_at timestamptz NOT NULL,
  tries integer NOT NULL
);
CREATE INDEX sign_in_attempts_old ON sign_in_attempts (began_at);
