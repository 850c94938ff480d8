CREATE TABLE unit (
  id {uuid} NOT NULL PRIMARY KEY,
  created_at {int} NOT NULL
) {strict};

CREATE TABLE unit_version (
  id {uuid} NOT NULL PRIMARY KEY,
  unit_id {uuid} NOT NULL REFERENCES unit (id),
  name TEXT NOT NULL,
  short_name TEXT NOT NULL,
  code TEXT NOT NULL,
  kind TEXT NOT NULL,
  level TEXT NOT NULL,
  position {int} NOT NULL,
  demo {bool} NOT NULL,
  valid_from TEXT NOT NULL,
  valid_to TEXT
) {strict};

CREATE INDEX unit_version_unit ON unit_version (unit_id, valid_from);

CREATE INDEX unit_version_code ON unit_version (code);

CREATE TABLE unit_edge (
  hierarchy TEXT NOT NULL,
  parent_id {uuid} NOT NULL REFERENCES unit (id),
  child_id {uuid} NOT NULL REFERENCES unit (id),
  valid_from TEXT NOT NULL,
  valid_to TEXT
) {strict};

CREATE INDEX unit_edge_child ON unit_edge (hierarchy, child_id, valid_from);

CREATE INDEX unit_edge_parent ON unit_edge (hierarchy, parent_id, valid_from);

CREATE TABLE unit_change (
  id {int} NOT NULL PRIMARY KEY,
  generation {int} NOT NULL
) {strict};

INSERT INTO unit_change (id, generation) VALUES (1, 0);

CREATE TABLE person (
  id {uuid} NOT NULL PRIMARY KEY REFERENCES account (id),
  member_number TEXT NOT NULL UNIQUE,
  full_name TEXT NOT NULL,
  given_override TEXT,
  sort_key {bytes} NOT NULL,
  folded TEXT NOT NULL,
  sex TEXT,
  birth_date TEXT,
  phone TEXT,
  email TEXT,
  post TEXT,
  demo {bool} NOT NULL,
  created_at {int} NOT NULL
) {strict};

CREATE INDEX person_order ON person (sort_key, id);

CREATE INDEX person_phone ON person (phone);

CREATE TABLE membership (
  id {uuid} NOT NULL PRIMARY KEY,
  person_id {uuid} NOT NULL REFERENCES person (id),
  unit_id {uuid} NOT NULL REFERENCES unit (id),
  valid_from TEXT NOT NULL,
  valid_to TEXT,
  reason TEXT NOT NULL
) {strict};

CREATE INDEX membership_person ON membership (person_id, valid_from);

CREATE INDEX membership_unit ON membership (unit_id, valid_from);

CREATE TABLE headcount (
  id {uuid} NOT NULL PRIMARY KEY,
  unit_id {uuid} NOT NULL REFERENCES unit (id),
  on_date TEXT NOT NULL,
  state TEXT NOT NULL,
  staff {int},
  members {int},
  women_staff {int},
  women_members {int},
  source TEXT NOT NULL,
  confirmed_by {uuid},
  confirmed_at {int} NOT NULL
) {strict};

CREATE INDEX headcount_unit ON headcount (unit_id, on_date);

CREATE TABLE import_draft (
  id {uuid} NOT NULL PRIMARY KEY,
  owner {uuid} NOT NULL REFERENCES account (id),
  kind TEXT NOT NULL,
  file_name TEXT NOT NULL,
  content {bytes} NOT NULL,
  created_at {int} NOT NULL,
  expires_at {int} NOT NULL
) {strict}
