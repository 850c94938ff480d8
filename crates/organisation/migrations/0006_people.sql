ALTER TABLE membership ADD COLUMN recorded_at {int} NOT NULL DEFAULT 0;

ALTER TABLE membership ADD COLUMN retired_at {int};

ALTER TABLE membership ADD COLUMN act_number TEXT;

ALTER TABLE membership ADD COLUMN note TEXT;

ALTER TABLE person ADD COLUMN merged_into {uuid};

CREATE INDEX person_merged ON person (merged_into) WHERE merged_into IS NOT NULL;

CREATE INDEX person_email ON person (email) WHERE email IS NOT NULL;

CREATE TABLE person_merge (
  id {uuid} NOT NULL PRIMARY KEY,
  kept {uuid} NOT NULL REFERENCES person (id),
  gone {uuid} NOT NULL REFERENCES person (id),
  at {int} NOT NULL,
  by_account {uuid},
  by_name TEXT NOT NULL,
  reason TEXT NOT NULL,
  was_disabled {bool} NOT NULL,
  names TEXT NOT NULL,
  undone_at {int},
  undone_by_name TEXT,
  undone_reason TEXT
) {strict};

CREATE INDEX person_merge_gone ON person_merge (gone, at);

CREATE INDEX person_merge_kept ON person_merge (kept, at);

CREATE TABLE person_distinct (
  a {uuid} NOT NULL REFERENCES person (id),
  b {uuid} NOT NULL REFERENCES person (id),
  by_name TEXT NOT NULL,
  at {int} NOT NULL,
  PRIMARY KEY (a, b)
) {strict};

CREATE TABLE person_post (
  id {uuid} NOT NULL PRIMARY KEY,
  person_id {uuid} NOT NULL REFERENCES person (id),
  unit_id {uuid} REFERENCES unit (id),
  title TEXT NOT NULL,
  position_group TEXT NOT NULL,
  valid_from TEXT NOT NULL,
  valid_to TEXT,
  recorded_at {int} NOT NULL,
  retired_at {int}
) {strict};

CREATE INDEX person_post_person ON person_post (person_id, valid_from);

ALTER TABLE headcount ADD COLUMN signed_name TEXT;

ALTER TABLE headcount ADD COLUMN signed_post TEXT;

ALTER TABLE headcount ADD COLUMN signature {bytes};

CREATE INDEX headcount_date ON headcount (on_date);

INSERT INTO unit_change (id, generation) VALUES (2, 0)
