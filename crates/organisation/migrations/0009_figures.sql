-- The last confirmation of each unit is looked up, not sorted out of all of them.
CREATE INDEX headcount_last ON headcount (unit_id, on_date, confirmed_at, id);

DROP INDEX headcount_unit;

-- How often headcounts have changed: what was computed from them holds as long as this stays the same.
INSERT INTO unit_change (id, generation) VALUES (3, 0)
