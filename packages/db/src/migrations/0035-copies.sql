-- Posts that say the same as a thread of their scope are its copies: held back, whole, so that one can take the thread's place should it go.
ALTER TABLE held_back
  DROP CONSTRAINT held_back_reason_check,
  ADD CHECK (reason IN ('no_match', 'excluded', 'other_community', 'language', 'spam', 'duplicate')),
  ADD COLUMN copy_of uuid,
  -- How much of the two texts both hold.
  ADD COLUMN likeness double precision CHECK (likeness BETWEEN 0 AND 1),
  -- What a thread has beside its text: figures, analysis, names.
  ADD COLUMN kept jsonb,
  ADD CHECK ((reason = 'duplicate') = (copy_of IS NOT NULL) AND (copy_of IS NULL) = (likeness IS NULL) AND (copy_of IS NULL) = (kept IS NULL)),
  ADD FOREIGN KEY (brand_id, campaign_id, copy_of) REFERENCES threads (brand_id, campaign_id, id);
CREATE INDEX held_back_copies ON held_back (brand_id, campaign_id, copy_of) WHERE copy_of IS NOT NULL;
-- What an index finds threads that say the same by: texts that are alike share one of four marks. Of threads that copies are looked for of, and not of those of archives.
CREATE TABLE thread_marks (
  brand_id uuid NOT NULL, campaign_id uuid NOT NULL, campaign_type text NOT NULL,
  thread_id uuid NOT NULL,
  mark bigint NOT NULL,
  FOREIGN KEY (brand_id, campaign_id, thread_id) REFERENCES threads (brand_id, campaign_id, id) ON DELETE CASCADE,
  FOREIGN KEY (brand_id, campaign_id, campaign_type) REFERENCES campaigns (brand_id, id, type) ON UPDATE NO ACTION ON DELETE CASCADE
);
CREATE INDEX thread_marks_by_mark ON thread_marks (brand_id, campaign_id, mark);
ALTER TABLE thread_marks ADD PRIMARY KEY (brand_id, campaign_id, thread_id, mark);
ALTER TABLE thread_marks ENABLE ROW LEVEL SECURITY;
ALTER TABLE thread_marks FORCE ROW LEVEL SECURITY;
CREATE POLICY own_scope ON thread_marks USING (
  brand_id = current_setting('app.brand_id')::uuid
  AND campaign_id = current_setting('app.campaign_id')::uuid
  AND campaign_type = current_setting('app.campaign_type'));
