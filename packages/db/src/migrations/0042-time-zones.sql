-- Days are counted in the workspace's time zone. What is stored by day stands in one zone for each scope, `day_zone`: where the two differ, the scope's
-- days are still to be counted anew.
ALTER TABLE workspaces ADD COLUMN time_zone text NOT NULL DEFAULT 'UTC' CHECK (time_zone ~ '^[A-Za-z][A-Za-z0-9_+/-]{0,63}$');
ALTER TABLE campaigns ADD COLUMN day_zone text NOT NULL DEFAULT 'UTC' CHECK (day_zone ~ '^[A-Za-z][A-Za-z0-9_+/-]{0,63}$');

-- A row cannot look up its campaign's zone, and no zone is further than a day from UTC.
ALTER TABLE threads DROP CONSTRAINT threads_check;
ALTER TABLE threads ADD CONSTRAINT threads_day_near CHECK (abs(day - (published_at AT TIME ZONE 'UTC')::date) <= 1);

-- Which zone's days the sentences of a run speak of.
ALTER TABLE insight_runs ADD COLUMN time_zone text NOT NULL DEFAULT 'UTC';

-- When the days of a scope are to be counted anew, with the other times of the dispatcher.
ALTER TABLE scout_dispatch ADD COLUMN redate_at timestamptz;
CREATE INDEX scout_dispatch_redate ON scout_dispatch (redate_at) WHERE redate_at IS NOT NULL;
