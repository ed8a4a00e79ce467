-- Plans that stay good while statistics are missing or old, as during the first import of a scope.

-- Led by the scope, this index was taken for look-ups by thread as well, where it reads all links of the scope for each. A pain point is of one
-- scope, so its id alone finds its links.
DROP INDEX thread_pain_points_by_pain_point;
CREATE INDEX thread_pain_points_by_pain_point ON thread_pain_points (pain_point_id);

-- A campaign has one brand and one type: without knowing that, Postgres multiplies their shares and expects next to nothing of any scope.
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['communities', 'influencers', 'threads', 'pain_points', 'thread_pain_points', 'community_days', 'pain_point_days', 'influencer_days'] LOOP
    EXECUTE format('CREATE STATISTICS %I (dependencies) ON brand_id, campaign_id, campaign_type FROM %I', name || '_scope', name);
  END LOOP;
END $$;
