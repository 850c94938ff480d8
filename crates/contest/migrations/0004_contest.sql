CREATE TABLE contest (
  id {uuid} NOT NULL PRIMARY KEY,
  slug TEXT NOT NULL UNIQUE,
  rules TEXT NOT NULL,
  rules_hash {bytes},
  contest_seed {bytes} NOT NULL,
  lot_seed {bytes} NOT NULL,
  demo {bool} NOT NULL,
  sealed_at {int},
  created_at {int} NOT NULL
) {strict};

CREATE TABLE contest_approval (
  contest_id {uuid} NOT NULL REFERENCES contest (id),
  side TEXT NOT NULL,
  rules_hash {bytes} NOT NULL,
  by_account {uuid} NOT NULL,
  by_name TEXT NOT NULL,
  at {int} NOT NULL,
  PRIMARY KEY (contest_id, side)
) {strict};

CREATE TABLE contest_role (
  contest_id {uuid} NOT NULL REFERENCES contest (id),
  account_id {uuid} NOT NULL,
  role TEXT NOT NULL,
  PRIMARY KEY (contest_id, account_id, role)
) {strict};

CREATE TABLE topic (
  contest_id {uuid} NOT NULL REFERENCES contest (id),
  code TEXT NOT NULL,
  name_vi TEXT NOT NULL,
  name_en TEXT NOT NULL,
  position {int} NOT NULL,
  PRIMARY KEY (contest_id, code)
) {strict};

CREATE TABLE question (
  id {uuid} NOT NULL PRIMARY KEY,
  contest_id {uuid} NOT NULL REFERENCES contest (id),
  number {int} NOT NULL,
  state TEXT NOT NULL,
  version {int} NOT NULL,
  author_id {uuid} NOT NULL,
  reviewer_id {uuid},
  created_at {int} NOT NULL,
  UNIQUE (contest_id, number)
) {strict};

CREATE TABLE question_version (
  question_id {uuid} NOT NULL REFERENCES question (id),
  version {int} NOT NULL,
  content TEXT NOT NULL,
  folded TEXT NOT NULL,
  topic TEXT NOT NULL,
  difficulty TEXT NOT NULL,
  by_account {uuid} NOT NULL,
  by_name TEXT NOT NULL,
  at {int} NOT NULL,
  note TEXT NOT NULL,
  PRIMARY KEY (question_id, version)
) {strict};

CREATE TABLE question_step (
  id {uuid} NOT NULL PRIMARY KEY,
  question_id {uuid} NOT NULL REFERENCES question (id),
  version {int} NOT NULL,
  act TEXT NOT NULL,
  by_account {uuid} NOT NULL,
  by_name TEXT NOT NULL,
  side TEXT,
  at {int} NOT NULL,
  reason TEXT NOT NULL
) {strict};

CREATE INDEX question_step_question ON question_step (question_id, at);

CREATE TABLE question_import (
  id {uuid} NOT NULL PRIMARY KEY,
  contest_id {uuid} NOT NULL REFERENCES contest (id),
  by_account {uuid} NOT NULL,
  file_name TEXT NOT NULL,
  content TEXT NOT NULL,
  created_at {int} NOT NULL
) {strict};

CREATE TABLE period (
  id {int} NOT NULL PRIMARY KEY,
  contest_id {uuid} NOT NULL REFERENCES contest (id),
  stage TEXT NOT NULL,
  code TEXT NOT NULL,
  position {int} NOT NULL,
  open_at {int} NOT NULL,
  close_at {int} NOT NULL,
  state TEXT NOT NULL,
  bank_hash {bytes},
  sealed_at {int},
  seal_position {int},
  seal_hash {bytes},
  UNIQUE (contest_id, stage, code)
) {strict};

CREATE TABLE period_question (
  period_id {int} NOT NULL REFERENCES period (id),
  question_id {uuid} NOT NULL REFERENCES question (id),
  version {int} NOT NULL,
  PRIMARY KEY (period_id, question_id)
) {strict};

CREATE TABLE period_step (
  id {uuid} NOT NULL PRIMARY KEY,
  period_id {int} NOT NULL REFERENCES period (id),
  seq {int} NOT NULL,
  act TEXT NOT NULL,
  side TEXT,
  by_account {uuid},
  by_name TEXT NOT NULL,
  at {int} NOT NULL,
  reason TEXT NOT NULL
) {strict};

CREATE UNIQUE INDEX period_step_period ON period_step (period_id, seq);

CREATE TABLE attempt (
  id {int} NOT NULL PRIMARY KEY,
  period_id {int} NOT NULL REFERENCES period (id),
  member_id {uuid} NOT NULL,
  unit_id {uuid} NOT NULL,
  number {int} NOT NULL,
  standing {int} NOT NULL,
  opened_at {int} NOT NULL,
  submitted_at {int},
  UNIQUE (period_id, member_id, number)
) {strict};

CREATE TABLE answer_log (
  position {int} NOT NULL PRIMARY KEY,
  attempt_id {int} NOT NULL,
  question {int} NOT NULL,
  value {int},
  seq {int} NOT NULL,
  at {int} NOT NULL
) {strict};

CREATE TABLE late_answer (
  position {int} NOT NULL PRIMARY KEY,
  attempt_id {int} NOT NULL,
  question {int} NOT NULL,
  value {int},
  seq {int} NOT NULL,
  local_at {int} NOT NULL,
  at {int} NOT NULL
) {strict};

CREATE INDEX late_answer_attempt ON late_answer (attempt_id);

CREATE TABLE sheet (
  attempt_id {int} NOT NULL PRIMARY KEY,
  packed {bytes} NOT NULL,
  finished_at {int} NOT NULL
) {strict};

CREATE TABLE result (
  period_id {int} NOT NULL REFERENCES period (id),
  version {int} NOT NULL,
  computed_at {int} NOT NULL,
  reason TEXT NOT NULL,
  by_name TEXT NOT NULL,
  repairs TEXT NOT NULL,
  decided TEXT NOT NULL,
  headcounts TEXT NOT NULL,
  hash {bytes} NOT NULL,
  PRIMARY KEY (period_id, version)
) {strict}
