-- What each post names of the brand's own lists: brand, products, versions, competitors. Posts from before have none until they are read again.
ALTER TABLE threads ADD COLUMN entities jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(entities) = 'array');
