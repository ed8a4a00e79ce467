-- Who merged a pain point: a user, or the words of the posts; none is written where a user did before this. A user's word stands: what was split is not merged again.
ALTER TABLE pain_points ADD COLUMN merged_by text CHECK (merged_by IN ('user', 'same_words', 'said_together'));
