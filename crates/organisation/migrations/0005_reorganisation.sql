CREATE TABLE reorg (
  id {uuid} NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  state TEXT NOT NULL,
  title TEXT NOT NULL,
  act_number TEXT NOT NULL,
  organ TEXT NOT NULL,
  signer TEXT NOT NULL,
  signed_on TEXT,
  effective_on TEXT NOT NULL,
  source TEXT NOT NULL,
  verified {bool} NOT NULL,
  note TEXT NOT NULL,
  plan TEXT NOT NULL,
  revision {int} NOT NULL,
  created_at {int} NOT NULL,
  created_by {uuid},
  created_by_name TEXT NOT NULL,
  submitted_at {int},
  submitted_by_name TEXT,
  approved_at {int},
  approved_by {uuid},
  approved_by_name TEXT,
  returned_reason TEXT,
  recorded_at {int},
  applied_by_name TEXT,
  undone_at {int},
  undone_by_name TEXT,
  undo_reason TEXT
) {strict};

CREATE INDEX reorg_recorded ON reorg (recorded_at);

CREATE TABLE reorg_step (
  reorg_id {uuid} NOT NULL REFERENCES reorg (id),
  seq {int} NOT NULL,
  on_date TEXT NOT NULL,
  op TEXT NOT NULL,
  unit_id {uuid} NOT NULL REFERENCES unit (id),
  line TEXT,
  other_id {uuid},
  detail TEXT NOT NULL,
  PRIMARY KEY (reorg_id, seq)
) {strict};

CREATE INDEX reorg_step_unit ON reorg_step (unit_id);

INSERT INTO reorg (id, kind, state, title, act_number, organ, signer, effective_on, source, verified, note, plan,
                   revision, created_at, created_by_name, recorded_at)
SELECT {nil}, 'baseline', 'applied', '', '', '', '', MIN(valid_from), '', TRUE, '', '', 0, 0, '', 0
FROM unit_version WHERE valid_to IS NULL OR valid_to > valid_from HAVING COUNT(*) > 0;

INSERT INTO reorg_step (reorg_id, seq, on_date, op, unit_id, detail)
SELECT {nil}, ROW_NUMBER() OVER (ORDER BY v.valid_from, v.unit_id), v.valid_from,
       CASE WHEN EXISTS (SELECT 1 FROM unit_version e WHERE e.unit_id = v.unit_id AND e.valid_from < v.valid_from
                         AND (e.valid_to IS NULL OR e.valid_to > e.valid_from)) THEN 'alter' ELSE 'begin' END,
       v.unit_id,
       '{"name":"' || REPLACE(REPLACE(v.name, '\', '\\'), '"', '\"')
       || '","short_name":"' || REPLACE(REPLACE(v.short_name, '\', '\\'), '"', '\"')
       || '","code":"' || REPLACE(REPLACE(v.code, '\', '\\'), '"', '\"')
       || '","kind":"' || v.kind || '","level":"' || v.level
       || '","position":' || CAST(v.position AS TEXT)
       || ',"demo":' || CASE WHEN v.demo THEN 'true' ELSE 'false' END || '}'
FROM unit_version v WHERE v.valid_to IS NULL OR v.valid_to > v.valid_from;

INSERT INTO reorg_step (reorg_id, seq, on_date, op, unit_id, line, other_id, detail)
SELECT {nil}, (SELECT COALESCE(MAX(seq), 0) FROM reorg_step) + ROW_NUMBER() OVER (ORDER BY valid_from, child_id),
       valid_from, 'place', child_id, hierarchy, parent_id, '{}'
FROM unit_edge WHERE valid_to IS NULL OR valid_to > valid_from;

INSERT INTO reorg_step (reorg_id, seq, on_date, op, unit_id, line, detail)
SELECT {nil}, (SELECT COALESCE(MAX(seq), 0) FROM reorg_step) + ROW_NUMBER() OVER (ORDER BY e.valid_to, e.child_id),
       e.valid_to, 'place', e.child_id, e.hierarchy, '{}'
FROM unit_edge e WHERE e.valid_to > e.valid_from
  AND NOT EXISTS (SELECT 1 FROM unit_edge n WHERE n.hierarchy = e.hierarchy AND n.child_id = e.child_id
                  AND n.valid_from = e.valid_to AND (n.valid_to IS NULL OR n.valid_to > n.valid_from))
  AND EXISTS (SELECT 1 FROM unit_version v WHERE v.unit_id = e.child_id AND v.valid_from <= e.valid_to
              AND (v.valid_to IS NULL OR v.valid_to > e.valid_to));

INSERT INTO reorg_step (reorg_id, seq, on_date, op, unit_id, detail)
SELECT {nil}, (SELECT COALESCE(MAX(seq), 0) FROM reorg_step) + ROW_NUMBER() OVER (ORDER BY v.valid_to, v.unit_id),
       v.valid_to, 'cease', v.unit_id, '{"how":"ended","heirs":[]}'
FROM unit_version v WHERE v.valid_to > v.valid_from
  AND NOT EXISTS (SELECT 1 FROM unit_version n WHERE n.unit_id = v.unit_id AND n.valid_from >= v.valid_to
                  AND (n.valid_to IS NULL OR n.valid_to > n.valid_from));

DROP TABLE unit_edge;

DROP TABLE unit_version
