-- What was collected and what follows from it. Every table starts with the scope, every key is led by brand_id (the column the
-- schema can be distributed by), children name their parent within the scope, and FORCE ROW LEVEL SECURITY holds for all.
-- No triggers: integrity is by keys and constraints.
--
-- Large tables get their primary key after every other index. A session keeps the plan of its foreign key checks, and on tables that were
-- empty when it was made, two indexes that start alike cost the same: the one made last is taken. Were it not the key, each check would
-- read all rows of the scope until the table is analysed.

CREATE TABLE communities (
  brand_id uuid NOT NULL, campaign_id uuid NOT NULL, campaign_type text NOT NULL,
  id uuid NOT NULL,
  platform text NOT NULL,
  name text NOT NULL,
  url text NOT NULL,
  members integer,
  -- When the member count was true, so that an older archive does not set it back.
  members_at timestamptz,
  first_collected_at timestamptz NOT NULL,
  UNIQUE (brand_id, campaign_id, platform, name)
);
ALTER TABLE communities ADD PRIMARY KEY (brand_id, campaign_id, id);

CREATE TABLE influencers (
  brand_id uuid NOT NULL, campaign_id uuid NOT NULL, campaign_type text NOT NULL,
  id uuid NOT NULL,
  platform text NOT NULL,
  username text NOT NULL,
  url text NOT NULL,
  UNIQUE (brand_id, campaign_id, platform, username)
);
ALTER TABLE influencers ADD PRIMARY KEY (brand_id, campaign_id, id);

CREATE TABLE threads (
  brand_id uuid NOT NULL, campaign_id uuid NOT NULL, campaign_type text NOT NULL,
  id uuid NOT NULL,
  source text NOT NULL,
  platform text NOT NULL,
  external_id text NOT NULL,
  parent_external_id text,
  url text NOT NULL,
  title text NOT NULL,
  body text NOT NULL,
  community_id uuid NOT NULL,
  influencer_id uuid,
  published_at timestamptz NOT NULL,
  day date NOT NULL CHECK (day = (published_at AT TIME ZONE 'UTC')::date),
  collected_at timestamptz NOT NULL,
  observed_at timestamptz,
  score integer,
  comments integer NOT NULL CHECK (comments >= 0),
  engagement bigint NOT NULL GENERATED ALWAYS AS (greatest(0, coalesce(score, 0))::bigint + comments) STORED,
  language text NOT NULL,
  model_sentiment double precision NOT NULL CHECK (model_sentiment BETWEEN -1 AND 1),
  sentiment_correction double precision CHECK (sentiment_correction BETWEEN -1 AND 1),
  sentiment double precision NOT NULL GENERATED ALWAYS AS (coalesce(sentiment_correction, model_sentiment)) STORED,
  brand_sentiment double precision CHECK (brand_sentiment BETWEEN -1 AND 1),
  mentions_brand boolean NOT NULL,
  matches jsonb NOT NULL,
  rule_version integer NOT NULL,
  status text NOT NULL DEFAULT 'new' CHECK (status IN ('new', 'open', 'done', 'ignored')),
  assignee text,
  note text NOT NULL DEFAULT '',
  revision integer NOT NULL DEFAULT 0,
  UNIQUE (brand_id, campaign_id, platform, external_id),
  FOREIGN KEY (brand_id, campaign_id, community_id) REFERENCES communities (brand_id, campaign_id, id),
  FOREIGN KEY (brand_id, campaign_id, influencer_id) REFERENCES influencers (brand_id, campaign_id, id)
);
CREATE INDEX threads_newest ON threads (brand_id, campaign_id, published_at DESC, id DESC);
CREATE INDEX threads_of_community_day ON threads (brand_id, campaign_id, community_id, day);
ALTER TABLE threads ADD PRIMARY KEY (brand_id, campaign_id, id);

CREATE TABLE pain_points (
  brand_id uuid NOT NULL, campaign_id uuid NOT NULL, campaign_type text NOT NULL,
  id uuid NOT NULL,
  keyword text NOT NULL,
  UNIQUE (brand_id, campaign_id, keyword)
);
ALTER TABLE pain_points ADD PRIMARY KEY (brand_id, campaign_id, id);

CREATE TABLE thread_pain_points (
  brand_id uuid NOT NULL, campaign_id uuid NOT NULL, campaign_type text NOT NULL,
  thread_id uuid NOT NULL,
  pain_point_id uuid NOT NULL,
  field text NOT NULL CHECK (field IN ('title', 'body')),
  span_start integer NOT NULL,
  span_end integer NOT NULL,
  CHECK (span_start >= 0 AND span_end > span_start),
  FOREIGN KEY (brand_id, campaign_id, thread_id) REFERENCES threads (brand_id, campaign_id, id) ON DELETE CASCADE,
  FOREIGN KEY (brand_id, campaign_id, pain_point_id) REFERENCES pain_points (brand_id, campaign_id, id)
);
CREATE INDEX thread_pain_points_by_pain_point ON thread_pain_points (brand_id, campaign_id, pain_point_id);
ALTER TABLE thread_pain_points ADD PRIMARY KEY (brand_id, campaign_id, thread_id, pain_point_id);

-- Daily roll-ups, recomputed from the threads for each touched (community, day) in the transaction that touched it. Days are UTC.
CREATE TABLE community_days (
  brand_id uuid NOT NULL, campaign_id uuid NOT NULL, campaign_type text NOT NULL,
  community_id uuid NOT NULL,
  day date NOT NULL,
  threads integer NOT NULL,
  engagement bigint NOT NULL,
  sentiment_sum double precision NOT NULL,
  positive integer NOT NULL,
  neutral integer NOT NULL,
  negative integer NOT NULL,
  -- Distinct pain points of the day: bounds those of 30 days, so that an echo history need not count most communities one by one.
  pain_points integer NOT NULL DEFAULT 0,
  FOREIGN KEY (brand_id, campaign_id, community_id) REFERENCES communities (brand_id, campaign_id, id)
);
CREATE INDEX community_days_by_day ON community_days (brand_id, campaign_id, day);
ALTER TABLE community_days ADD PRIMARY KEY (brand_id, campaign_id, community_id, day);

CREATE TABLE pain_point_days (
  brand_id uuid NOT NULL, campaign_id uuid NOT NULL, campaign_type text NOT NULL,
  community_id uuid NOT NULL,
  day date NOT NULL,
  pain_point_id uuid NOT NULL,
  mentions integer NOT NULL,
  sentiment_sum double precision NOT NULL,
  FOREIGN KEY (brand_id, campaign_id, community_id) REFERENCES communities (brand_id, campaign_id, id),
  FOREIGN KEY (brand_id, campaign_id, pain_point_id) REFERENCES pain_points (brand_id, campaign_id, id)
);
CREATE INDEX pain_point_days_by_day ON pain_point_days (brand_id, campaign_id, day);
CREATE INDEX pain_point_days_of_pain_point ON pain_point_days (brand_id, campaign_id, pain_point_id, day);
ALTER TABLE pain_point_days ADD PRIMARY KEY (brand_id, campaign_id, community_id, day, pain_point_id);

CREATE TABLE influencer_days (
  brand_id uuid NOT NULL, campaign_id uuid NOT NULL, campaign_type text NOT NULL,
  community_id uuid NOT NULL,
  day date NOT NULL,
  influencer_id uuid NOT NULL,
  posts integer NOT NULL,
  score_sum bigint NOT NULL,
  comments_sum bigint NOT NULL,
  engagement bigint NOT NULL,
  mentions integer NOT NULL,
  -- Sum and number of the sentiments towards the brand; a post without one is in neither.
  brand_sentiment_sum double precision NOT NULL,
  brand_sentiment_n integer NOT NULL,
  FOREIGN KEY (brand_id, campaign_id, community_id) REFERENCES communities (brand_id, campaign_id, id),
  FOREIGN KEY (brand_id, campaign_id, influencer_id) REFERENCES influencers (brand_id, campaign_id, id)
);
CREATE INDEX influencer_days_by_day ON influencer_days (brand_id, campaign_id, day);
ALTER TABLE influencer_days ADD PRIMARY KEY (brand_id, campaign_id, community_id, day, influencer_id);

CREATE TABLE scout_runs (
  brand_id uuid NOT NULL, campaign_id uuid NOT NULL, campaign_type text NOT NULL,
  id uuid NOT NULL,
  trigger text NOT NULL CHECK (trigger IN ('schedule', 'manual', 'import')),
  mode text NOT NULL CHECK (mode IN ('incremental', 'backfill', 'archive')),
  -- The planned time a scheduled run answers to: one run for each.
  due_at timestamptz,
  since timestamptz,
  -- For an import: the files and how to read them.
  archive jsonb,
  status text NOT NULL CHECK (status IN ('queued', 'running', 'succeeded', 'partial', 'failed', 'skipped', 'cancelled')),
  reason text,
  requested_at timestamptz NOT NULL,
  started_at timestamptz,
  finished_at timestamptz,
  attempts integer NOT NULL DEFAULT 0,
  -- After a failed attempt: not before this.
  retry_at timestamptz,
  cancel_requested_at timestamptz,
  UNIQUE (brand_id, campaign_id, due_at),
  CHECK ((finished_at IS NULL) = (status IN ('queued', 'running')))
);
CREATE UNIQUE INDEX one_open_scout_per_scope ON scout_runs (brand_id, campaign_id)
  WHERE status IN ('queued', 'running') AND trigger <> 'import';
CREATE INDEX scout_runs_newest ON scout_runs (brand_id, campaign_id, requested_at DESC, id DESC);
ALTER TABLE scout_runs ADD PRIMARY KEY (brand_id, campaign_id, id);

CREATE TABLE scout_run_sources (
  brand_id uuid NOT NULL, campaign_id uuid NOT NULL, campaign_type text NOT NULL,
  run_id uuid NOT NULL,
  source text NOT NULL,
  status text NOT NULL CHECK (status IN ('queued', 'running', 'waiting', 'succeeded', 'partial', 'failed')),
  window_since timestamptz,
  window_until timestamptz,
  fetched bigint NOT NULL DEFAULT 0,
  matched bigint NOT NULL DEFAULT 0,
  stored bigint NOT NULL DEFAULT 0,
  updated bigint NOT NULL DEFAULT 0,
  unchanged bigint NOT NULL DEFAULT 0,
  errors bigint NOT NULL DEFAULT 0,
  left_out jsonb NOT NULL DEFAULT '{}',
  last_error text,
  waiting_until timestamptz,
  progress_done double precision,
  progress_total double precision,
  checkpoint jsonb,
  -- The batch written last: one whose commit was not heard of is sent again, and is not to count twice.
  last_batch uuid,
  PRIMARY KEY (brand_id, campaign_id, run_id, source),
  FOREIGN KEY (brand_id, campaign_id, run_id) REFERENCES scout_runs (brand_id, campaign_id, id) ON DELETE CASCADE
);

-- The unreadable items of a run: the first thousand of each source with their place; scout_run_sources.errors counts all.
CREATE TABLE scout_faults (
  brand_id uuid NOT NULL, campaign_id uuid NOT NULL, campaign_type text NOT NULL,
  run_id uuid NOT NULL,
  source text NOT NULL,
  ordinal integer NOT NULL,
  place text NOT NULL,
  reason text NOT NULL,
  PRIMARY KEY (brand_id, campaign_id, run_id, source, ordinal),
  FOREIGN KEY (brand_id, campaign_id, run_id) REFERENCES scout_runs (brand_id, campaign_id, id) ON DELETE CASCADE
);

-- How far each source was collected, over all runs: where the next incremental run begins.
CREATE TABLE checkpoints (
  brand_id uuid NOT NULL, campaign_id uuid NOT NULL, campaign_type text NOT NULL,
  source text NOT NULL,
  collected_until timestamptz NOT NULL,
  PRIMARY KEY (brand_id, campaign_id, source)
);

-- Stretches of time a run asked a source for, and whether it got them; what is failed and never made good is a gap.
CREATE TABLE source_coverage (
  brand_id uuid NOT NULL, campaign_id uuid NOT NULL, campaign_type text NOT NULL,
  run_id uuid NOT NULL,
  source text NOT NULL,
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  ok boolean NOT NULL,
  reason text NOT NULL DEFAULT '',
  recorded_at timestamptz NOT NULL,
  CHECK (ends_at > starts_at),
  PRIMARY KEY (brand_id, campaign_id, run_id, source, starts_at),
  FOREIGN KEY (brand_id, campaign_id, run_id) REFERENCES scout_runs (brand_id, campaign_id, id) ON DELETE CASCADE
);
CREATE INDEX source_coverage_by_time ON source_coverage (brand_id, campaign_id, starts_at);

-- What AI calls of the scope cost.
CREATE TABLE ai_calls (
  brand_id uuid NOT NULL, campaign_id uuid NOT NULL, campaign_type text NOT NULL,
  id uuid NOT NULL,
  called_at timestamptz NOT NULL,
  model text NOT NULL,
  input_tokens integer NOT NULL,
  output_tokens integer NOT NULL,
  usd numeric(12, 6) NOT NULL,
  PRIMARY KEY (brand_id, campaign_id, id)
);
CREATE INDEX ai_calls_by_time ON ai_calls (brand_id, campaign_id, called_at);

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['communities', 'influencers', 'threads', 'pain_points', 'thread_pain_points', 'community_days',
    'pain_point_days', 'influencer_days', 'scout_runs', 'scout_run_sources', 'scout_faults', 'checkpoints', 'source_coverage', 'ai_calls'] LOOP
    EXECUTE format('ALTER TABLE %I ADD FOREIGN KEY (brand_id, campaign_id, campaign_type)
      REFERENCES campaigns (brand_id, id, type) ON UPDATE NO ACTION ON DELETE CASCADE', name);
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY own_scope ON %I USING (
      brand_id = current_setting(''app.brand_id'')::uuid
      AND campaign_id = current_setting(''app.campaign_id'')::uuid
      AND campaign_type = current_setting(''app.campaign_type''))', name);
  END LOOP;
END $$;
