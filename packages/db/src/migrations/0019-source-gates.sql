-- When each place may be asked again, under each credential: limits are the place's, so everyone who asks it stands in one queue, whatever their
-- workspace, and a restart forgets none. The digest is of host and credential; nothing here says who asked, or for what.
CREATE TABLE source_gates (
  digest bytea PRIMARY KEY CHECK (octet_length(digest) = 32),
  -- One interval after the last turn that was given.
  free_at timestamptz NOT NULL,
  -- The place refuses everyone until then.
  closed_until timestamptz,
  closed_as text CHECK (closed_as IN ('rate_limited', 'quota')),
  CHECK ((closed_until IS NULL) = (closed_as IS NULL))
);
CREATE INDEX source_gates_old ON source_gates (free_at);
