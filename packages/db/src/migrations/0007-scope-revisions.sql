-- Which state of a scope's rows a reader saw: every transaction that writes in a scope leaves a new stamp there with its rows, so two
-- snapshots with the same stamp see the same rows. A random one, not a count: a restored backup never repeats a stamp of the future it lost.
CREATE TABLE scope_revisions (
  brand_id uuid NOT NULL, campaign_id uuid NOT NULL, campaign_type text NOT NULL,
  only_one boolean NOT NULL CHECK (only_one),
  revision uuid NOT NULL,
  PRIMARY KEY (brand_id, campaign_id, only_one),
  FOREIGN KEY (brand_id, campaign_id, campaign_type) REFERENCES campaigns (brand_id, id, type) ON UPDATE NO ACTION ON DELETE CASCADE
);
ALTER TABLE scope_revisions ENABLE ROW LEVEL SECURITY;
ALTER TABLE scope_revisions FORCE ROW LEVEL SECURITY;
CREATE POLICY own_scope ON scope_revisions USING (
  brand_id = current_setting('app.brand_id')::uuid
  AND campaign_id = current_setting('app.campaign_id')::uuid
  AND campaign_type = current_setting('app.campaign_type'));
