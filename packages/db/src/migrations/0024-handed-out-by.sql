-- An invitation and a link go with the person who handed them out. There is none behind what the command line made, or what was made before this.
ALTER TABLE invitations
  ADD COLUMN made_by uuid,
  ADD FOREIGN KEY (workspace_id, made_by) REFERENCES members (workspace_id, id);
ALTER TABLE sign_in_links
  ADD COLUMN made_by uuid,
  ADD FOREIGN KEY (workspace_id, made_by) REFERENCES members (workspace_id, id);
