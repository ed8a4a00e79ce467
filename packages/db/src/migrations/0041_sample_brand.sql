-- A brand that is there to be looked at: its posts are invented, counted from the day it was loaded on. One a workspace.
ALTER TABLE brands ADD COLUMN sample_since date;
CREATE UNIQUE INDEX brands_one_sample ON brands (workspace_id) WHERE sample_since IS NOT NULL AND status <> 'archived';
