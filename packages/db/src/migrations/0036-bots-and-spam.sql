-- What the place says of a post's author, and what of an advertisement stands in a post that was kept all the same. Posts from before have neither until they are read again.
ALTER TABLE threads
  ADD COLUMN by_bot boolean NOT NULL DEFAULT false,
  ADD COLUMN spam double precision CHECK (spam BETWEEN 0 AND 1),
  ADD COLUMN spam_signs jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(spam_signs) = 'array');
