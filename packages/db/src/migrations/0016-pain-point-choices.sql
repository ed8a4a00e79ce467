-- What users say of pain points: another name, that two are one, that one is none. A scout's next run keeps to it.
ALTER TABLE pain_points
  ADD COLUMN name text,
  ADD COLUMN hidden boolean NOT NULL DEFAULT false,
  ADD COLUMN merged_into uuid,
  ADD CHECK (merged_into <> id),
  ADD FOREIGN KEY (brand_id, campaign_id, merged_into) REFERENCES pain_points (brand_id, campaign_id, id);
-- The keyword's own pain point where the link counts for another one.
ALTER TABLE thread_pain_points
  ADD COLUMN found_as uuid,
  ADD FOREIGN KEY (brand_id, campaign_id, found_as) REFERENCES pain_points (brand_id, campaign_id, id);
-- Links that count for nothing now: of hidden pain points, and of a thread that names a merged one twice. They come back when the choice is taken back.
CREATE TABLE pain_point_links_aside (
  brand_id uuid NOT NULL, campaign_id uuid NOT NULL, campaign_type text NOT NULL,
  thread_id uuid NOT NULL,
  pain_point_id uuid NOT NULL,
  field text NOT NULL CHECK (field IN ('title', 'body')),
  span_start integer,
  span_end integer,
  CHECK (span_start >= 0 AND span_end > span_start),
  CHECK ((span_start IS NULL) = (span_end IS NULL)),
  PRIMARY KEY (brand_id, campaign_id, thread_id, pain_point_id),
  FOREIGN KEY (brand_id, campaign_id, thread_id) REFERENCES threads (brand_id, campaign_id, id) ON DELETE CASCADE,
  FOREIGN KEY (brand_id, campaign_id, pain_point_id) REFERENCES pain_points (brand_id, campaign_id, id),
  FOREIGN KEY (brand_id, campaign_id, campaign_type) REFERENCES campaigns (brand_id, id, type) ON UPDATE NO ACTION ON DELETE CASCADE
);
CREATE INDEX pain_point_links_aside_of ON pain_point_links_aside (brand_id, campaign_id, pain_point_id);
ALTER TABLE pain_point_links_aside ENABLE ROW LEVEL SECURITY;
ALTER TABLE pain_point_links_aside FORCE ROW LEVEL SECURITY;
CREATE POLICY own_scope ON pain_point_links_aside USING (
  brand_id = current_setting('app.brand_id')::uuid
  AND campaign_id = current_setting('app.campaign_id')::uuid
  AND campaign_type = current_setting('app.campaign_type'));
