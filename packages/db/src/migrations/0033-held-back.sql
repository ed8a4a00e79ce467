-- Posts that a scout fetched for the scope and did not keep, with the reason: nothing is dropped silently. For a month, and the newest of them alone.
CREATE TABLE held_back (
  brand_id uuid NOT NULL, campaign_id uuid NOT NULL, campaign_type text NOT NULL,
  id uuid NOT NULL,
  platform text NOT NULL,
  external_id text NOT NULL,
  url text NOT NULL,
  title text NOT NULL,
  body text NOT NULL,
  username text,
  community text NOT NULL,
  published_at timestamptz NOT NULL,
  language text NOT NULL,
  source text NOT NULL,
  reason text NOT NULL CHECK (reason IN ('no_match', 'excluded', 'other_community')),
  -- What of the exclusions stands in it.
  matches jsonb NOT NULL,
  rule_version integer NOT NULL,
  held_at timestamptz NOT NULL,
  PRIMARY KEY (brand_id, campaign_id, id),
  UNIQUE (brand_id, campaign_id, platform, external_id),
  FOREIGN KEY (brand_id, campaign_id, campaign_type) REFERENCES campaigns (brand_id, id, type) ON UPDATE NO ACTION ON DELETE CASCADE
);
CREATE INDEX held_back_by_time ON held_back (brand_id, campaign_id, held_at DESC, id DESC);
ALTER TABLE held_back ENABLE ROW LEVEL SECURITY;
ALTER TABLE held_back FORCE ROW LEVEL SECURITY;
CREATE POLICY own_scope ON held_back USING (
  brand_id = current_setting('app.brand_id')::uuid
  AND campaign_id = current_setting('app.campaign_id')::uuid
  AND campaign_type = current_setting('app.campaign_type'));
