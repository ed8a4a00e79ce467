-- Who gave a pain point its name, and from which keywords a model last was asked for one. A name without either is a user's, from before.
ALTER TABLE pain_points
  ADD COLUMN named_by text CHECK (named_by IN ('user', 'model')),
  ADD COLUMN named_from text;
