-- What points to a campaign from a table of a workspace points to it in that workspace: a key, a limit or a place in the dispatcher of one
-- workspace cannot name a campaign of another, whatever wrote it.
ALTER TABLE campaigns ADD UNIQUE (workspace_id, brand_id, id, type);
ALTER TABLE api_keys
  DROP CONSTRAINT api_keys_brand_id_campaign_id_campaign_type_fkey,
  ADD FOREIGN KEY (workspace_id, brand_id, campaign_id, campaign_type) REFERENCES campaigns (workspace_id, brand_id, id, type) ON DELETE CASCADE;
ALTER TABLE member_limits
  DROP CONSTRAINT member_limits_brand_id_campaign_id_campaign_type_fkey,
  ADD FOREIGN KEY (workspace_id, brand_id, campaign_id, campaign_type) REFERENCES campaigns (workspace_id, brand_id, id, type) ON DELETE CASCADE;
ALTER TABLE scout_dispatch
  DROP CONSTRAINT scout_dispatch_brand_id_campaign_id_campaign_type_fkey,
  ADD FOREIGN KEY (workspace_id, brand_id, campaign_id, campaign_type) REFERENCES campaigns (workspace_id, brand_id, id, type) ON DELETE CASCADE;
