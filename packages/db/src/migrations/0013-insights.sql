-- Each time insights were written: by whom, from what, what was struck out, and what is shown.
CREATE TABLE insight_runs (
  brand_id uuid NOT NULL, campaign_id uuid NOT NULL, campaign_type text NOT NULL,
  id uuid NOT NULL,
  written_at timestamptz NOT NULL DEFAULT now(),
  range_from timestamptz NOT NULL,
  range_to timestamptz NOT NULL CHECK (range_to > range_from),
  writer text NOT NULL CHECK (writer IN ('rules', 'ai')),
  -- Why the rules wrote although a model was asked.
  fell_back text,
  model text,
  parameters jsonb NOT NULL DEFAULT '{}',
  prompt_hash text,
  -- SHA-256 of the metrics it was written from, as canonical JSON.
  facts_hash text NOT NULL,
  -- Threads whose texts the writer was given, and SHA-256 of each as it was then.
  inputs jsonb NOT NULL DEFAULT '[]',
  insights jsonb NOT NULL,
  -- Claims that did not hold when they were counted again.
  struck jsonb NOT NULL DEFAULT '[]',
  withheld jsonb NOT NULL DEFAULT '[]',
  input_tokens integer NOT NULL DEFAULT 0,
  output_tokens integer NOT NULL DEFAULT 0,
  usd numeric(12, 6) NOT NULL DEFAULT 0,
  PRIMARY KEY (brand_id, campaign_id, id),
  FOREIGN KEY (brand_id, campaign_id, campaign_type) REFERENCES campaigns (brand_id, id, type) ON UPDATE NO ACTION ON DELETE CASCADE
);
ALTER TABLE insight_runs ENABLE ROW LEVEL SECURITY;
ALTER TABLE insight_runs FORCE ROW LEVEL SECURITY;
CREATE POLICY own_scope ON insight_runs USING (
  brand_id = current_setting('app.brand_id')::uuid
  AND campaign_id = current_setting('app.campaign_id')::uuid
  AND campaign_type = current_setting('app.campaign_type'));

-- When a scope's insights are to be written next: an id and a time, with the other times of the dispatcher.
ALTER TABLE scout_dispatch ADD COLUMN insights_at timestamptz;
CREATE INDEX scout_dispatch_insights ON scout_dispatch (insights_at) WHERE insights_at IS NOT NULL;
