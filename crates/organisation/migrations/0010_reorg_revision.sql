-- Every step of an act, the returned ones too, with the revision it was taken on and what an edit changed: so that
-- whoever decides on an older revision can be shown what has changed since.
CREATE TABLE reorg_deed (
  reorg_id {uuid} NOT NULL REFERENCES reorg (id),
  seq {int} NOT NULL,
  act TEXT NOT NULL,
  at {int} NOT NULL,
  by_name TEXT NOT NULL,
  reason TEXT NOT NULL,
  revision {int} NOT NULL,
  revised TEXT,
  PRIMARY KEY (reorg_id, seq)
) {strict};

INSERT INTO reorg_deed (reorg_id, seq, act, at, by_name, reason, revision)
SELECT id, 1, CASE WHEN renews IS NULL THEN 'drafted' ELSE 'renewed' END, created_at, created_by_name, '', revision
FROM reorg WHERE kind = 'act';

INSERT INTO reorg_deed (reorg_id, seq, act, at, by_name, reason, revision)
SELECT id, 2, 'submitted', submitted_at, COALESCE(submitted_by_name, ''), '', revision
FROM reorg WHERE kind = 'act' AND submitted_at IS NOT NULL;

INSERT INTO reorg_deed (reorg_id, seq, act, at, by_name, reason, revision)
SELECT id, 3, 'approved', approved_at, COALESCE(approved_by_name, ''), '', revision
FROM reorg WHERE kind = 'act' AND approved_at IS NOT NULL;

INSERT INTO reorg_deed (reorg_id, seq, act, at, by_name, reason, revision)
SELECT id, 4, 'applied', recorded_at, COALESCE(applied_by_name, ''), '', revision
FROM reorg WHERE kind = 'act' AND recorded_at IS NOT NULL;

INSERT INTO reorg_deed (reorg_id, seq, act, at, by_name, reason, revision)
SELECT id, 5, 'undone', undone_at, COALESCE(undone_by_name, ''), COALESCE(undo_reason, ''), revision
FROM reorg WHERE kind = 'act' AND undone_at IS NOT NULL;

-- Who entered a post may take it out again when it was a mistake.
ALTER TABLE person_post ADD COLUMN recorded_by {uuid}
