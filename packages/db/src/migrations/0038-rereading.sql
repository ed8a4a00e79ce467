-- Stored posts are asked for again: their figures change, and what was deleted at its source is not to be kept.
ALTER TABLE threads ADD COLUMN asked_at timestamptz;
COMMENT ON COLUMN threads.asked_at IS 'When its source was last asked for this very post; null: never since it was collected.';

ALTER TABLE scout_runs DROP CONSTRAINT scout_runs_mode_check;
ALTER TABLE scout_runs ADD CONSTRAINT scout_runs_mode_check CHECK (mode IN ('incremental', 'backfill', 'archive', 'refresh'));
-- It stands beside a scout, and never in its way.
DROP INDEX one_open_scout_per_scope;
CREATE UNIQUE INDEX one_open_scout_per_scope ON scout_runs (brand_id, campaign_id)
  WHERE status IN ('queued', 'running') AND trigger <> 'import' AND mode <> 'refresh';
CREATE UNIQUE INDEX one_open_refresh_per_scope ON scout_runs (brand_id, campaign_id) WHERE status IN ('queued', 'running') AND mode = 'refresh';

-- Of the updated ones those that were blanked, for they are deleted at their source.
ALTER TABLE scout_run_sources ADD COLUMN gone bigint NOT NULL DEFAULT 0;

-- When it is looked again whether stored posts of the scope are to be asked for.
ALTER TABLE scout_dispatch ADD COLUMN refresh_at timestamptz DEFAULT now() + interval '1 hour';
CREATE INDEX scout_dispatch_refresh ON scout_dispatch (refresh_at) WHERE refresh_at IS NOT NULL;
