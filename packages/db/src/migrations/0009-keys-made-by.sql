-- A key goes with the person who made it. The name is kept as it was then; there is no person behind one made on the command line, or before this.
ALTER TABLE api_keys
  ADD COLUMN made_by uuid,
  ADD COLUMN made_by_name text,
  ADD FOREIGN KEY (workspace_id, made_by) REFERENCES members (workspace_id, id);
CREATE INDEX api_keys_made_by ON api_keys (workspace_id, made_by);
