-- Languages a campaign listens to; none named: all. What is in another one, and what looks like an advertisement, is held back with its reason.
ALTER TABLE campaigns ADD COLUMN languages text[] NOT NULL DEFAULT '{}';
ALTER TABLE held_back
  DROP CONSTRAINT held_back_reason_check,
  ADD CHECK (reason IN ('no_match', 'excluded', 'other_community', 'language', 'spam')),
  -- The language, or what looks like an advertisement.
  ADD COLUMN detail text;
