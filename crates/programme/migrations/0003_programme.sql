CREATE TABLE programme (
  id {uuid} NOT NULL PRIMARY KEY,
  slug TEXT NOT NULL UNIQUE,
  number_text TEXT NOT NULL,
  title_vi TEXT NOT NULL,
  title_en TEXT NOT NULL,
  signed_on TEXT,
  from_year {int},
  to_year {int},
  demo {bool} NOT NULL
) {strict};

CREATE TABLE plan (
  id {uuid} NOT NULL PRIMARY KEY,
  slug TEXT NOT NULL UNIQUE,
  programme_id {uuid} REFERENCES programme (id),
  year {int} NOT NULL,
  kind_vi TEXT NOT NULL,
  kind_en TEXT NOT NULL,
  number_text TEXT,
  title_vi TEXT NOT NULL,
  title_en TEXT NOT NULL,
  place_vi TEXT NOT NULL,
  place_en TEXT NOT NULL,
  signed_on TEXT,
  first_day TEXT NOT NULL,
  last_day TEXT NOT NULL,
  state TEXT NOT NULL,
  history {bool} NOT NULL,
  demo {bool} NOT NULL,
  recorded_at {int} NOT NULL
) {strict};

CREATE INDEX plan_year ON plan (year);

CREATE TABLE plan_party (
  plan_id {uuid} NOT NULL REFERENCES plan (id),
  side TEXT NOT NULL,
  position {int} NOT NULL,
  kind TEXT NOT NULL,
  role TEXT NOT NULL,
  code TEXT NOT NULL,
  unit_code TEXT,
  name_vi TEXT NOT NULL,
  name_en TEXT NOT NULL,
  short_vi TEXT NOT NULL,
  short_en TEXT NOT NULL,
  PRIMARY KEY (plan_id, side)
) {strict};

CREATE TABLE plan_basis (
  plan_id {uuid} NOT NULL REFERENCES plan (id),
  position {int} NOT NULL,
  number_text TEXT NOT NULL,
  title_vi TEXT NOT NULL,
  title_en TEXT NOT NULL,
  signed_on TEXT,
  parent {bool} NOT NULL,
  PRIMARY KEY (plan_id, position)
) {strict};

CREATE TABLE plan_section (
  plan_id {uuid} NOT NULL REFERENCES plan (id),
  path TEXT NOT NULL,
  position {int} NOT NULL,
  heading_vi TEXT NOT NULL,
  heading_en TEXT NOT NULL,
  PRIMARY KEY (plan_id, path)
) {strict};

CREATE TABLE plan_activity (
  id {uuid} NOT NULL PRIMARY KEY,
  plan_id {uuid} NOT NULL,
  section_path TEXT NOT NULL,
  code TEXT NOT NULL,
  slug TEXT NOT NULL,
  position {int} NOT NULL,
  kind TEXT NOT NULL,
  state TEXT NOT NULL,
  source TEXT NOT NULL,
  title_vi TEXT NOT NULL,
  title_en TEXT NOT NULL,
  aims_vi TEXT NOT NULL,
  aims_en TEXT NOT NULL,
  when_vi TEXT NOT NULL,
  when_en TEXT NOT NULL,
  when_from TEXT,
  when_to TEXT,
  when_expected {bool} NOT NULL,
  place_vi TEXT,
  place_en TEXT,
  evidence_key TEXT,
  evidence_part {int},
  totals_plan {bool} NOT NULL,
  detail TEXT NOT NULL,
  UNIQUE (plan_id, code),
  UNIQUE (plan_id, slug),
  FOREIGN KEY (plan_id, section_path) REFERENCES plan_section (plan_id, path)
) {strict};

CREATE INDEX plan_activity_due ON plan_activity (state, when_to);

CREATE INDEX plan_activity_evidence ON plan_activity (kind, evidence_key);

CREATE TABLE plan_stage (
  activity_id {uuid} NOT NULL REFERENCES plan_activity (id),
  position {int} NOT NULL,
  state TEXT,
  title_vi TEXT NOT NULL,
  title_en TEXT NOT NULL,
  when_vi TEXT NOT NULL,
  when_en TEXT NOT NULL,
  when_from TEXT,
  when_to TEXT,
  when_expected {bool} NOT NULL,
  place_vi TEXT,
  place_en TEXT,
  detail TEXT NOT NULL,
  PRIMARY KEY (activity_id, position)
) {strict};

CREATE TABLE plan_assignment (
  activity_id {uuid} NOT NULL REFERENCES plan_activity (id),
  position {int} NOT NULL,
  sides TEXT NOT NULL,
  role TEXT NOT NULL,
  unit_vi TEXT NOT NULL,
  unit_en TEXT NOT NULL,
  duty_vi TEXT NOT NULL,
  duty_en TEXT NOT NULL,
  PRIMARY KEY (activity_id, position)
) {strict};

CREATE TABLE plan_funding (
  activity_id {uuid} NOT NULL REFERENCES plan_activity (id),
  position {int} NOT NULL,
  side TEXT NOT NULL,
  source TEXT NOT NULL,
  words_vi TEXT NOT NULL,
  words_en TEXT NOT NULL,
  amount {int},
  spent {int},
  PRIMARY KEY (activity_id, position)
) {strict};

CREATE TABLE plan_signature (
  plan_id {uuid} NOT NULL REFERENCES plan (id),
  position {int} NOT NULL,
  side TEXT NOT NULL,
  formula_vi TEXT NOT NULL,
  formula_en TEXT NOT NULL,
  post_vi TEXT NOT NULL,
  post_en TEXT NOT NULL,
  organ_vi TEXT NOT NULL,
  organ_en TEXT NOT NULL,
  name_vi TEXT NOT NULL,
  name_en TEXT NOT NULL,
  demo {bool} NOT NULL,
  aliases TEXT NOT NULL,
  PRIMARY KEY (plan_id, position)
) {strict};

CREATE TABLE plan_recipient (
  plan_id {uuid} NOT NULL REFERENCES plan (id),
  position {int} NOT NULL,
  name_vi TEXT NOT NULL,
  name_en TEXT NOT NULL,
  why_vi TEXT NOT NULL,
  why_en TEXT NOT NULL,
  archive {bool} NOT NULL,
  PRIMARY KEY (plan_id, position)
) {strict};

CREATE TABLE plan_note (
  plan_id {uuid} NOT NULL REFERENCES plan (id),
  position {int} NOT NULL,
  kind TEXT NOT NULL,
  activity_code TEXT,
  about TEXT NOT NULL,
  quotes_vi TEXT NOT NULL,
  quotes_en TEXT NOT NULL,
  words_vi TEXT NOT NULL,
  words_en TEXT NOT NULL,
  PRIMARY KEY (plan_id, position)
) {strict}
