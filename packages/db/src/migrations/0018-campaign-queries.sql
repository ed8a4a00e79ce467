-- What a custom campaign listens for, where keywords do not say it: text of the query language, as its user wrote it. Brand Analytics listens for the
-- brand's names and keywords alone.
ALTER TABLE campaigns
  ADD COLUMN query text CHECK (length(query) BETWEEN 1 AND 100000),
  ADD CHECK (query IS NULL OR type = 'custom');
