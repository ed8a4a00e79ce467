-- Rows kept aside by a migration from the old shape that named the erased author: they lie in no scope, so no line of the receipt counts them.
ALTER TABLE erasures ADD COLUMN quarantined integer NOT NULL DEFAULT 0;
