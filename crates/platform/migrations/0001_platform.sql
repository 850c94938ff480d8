CREATE TABLE setting (
  name TEXT NOT NULL PRIMARY KEY,
  value {bytes} NOT NULL
) {strict};

CREATE TABLE account (
  id {uuid} NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  folded TEXT NOT NULL,
  is_member {bool} NOT NULL,
  password_hash TEXT,
  must_change {bool} NOT NULL,
  disabled {bool} NOT NULL,
  failed_count {int} NOT NULL,
  locked_until {int} NOT NULL,
  created_at {int} NOT NULL
) {strict};

CREATE TABLE signin_name (
  name TEXT NOT NULL PRIMARY KEY,
  account_id {uuid} NOT NULL REFERENCES account (id),
  kind TEXT NOT NULL
) {strict};

CREATE INDEX signin_name_account ON signin_name (account_id);

CREATE TABLE signin_code (
  account_id {uuid} NOT NULL PRIMARY KEY REFERENCES account (id),
  code_hash {bytes} NOT NULL,
  expires_at {int} NOT NULL,
  issued_by {uuid},
  issued_at {int} NOT NULL
) {strict};

CREATE TABLE account_grant (
  id {uuid} NOT NULL PRIMARY KEY,
  account_id {uuid} NOT NULL REFERENCES account (id),
  role TEXT NOT NULL,
  side TEXT,
  unit_id {uuid},
  valid_from {int} NOT NULL,
  valid_to {int},
  granted_by {uuid}
) {strict};

CREATE INDEX account_grant_account ON account_grant (account_id);

CREATE TABLE session (
  token_hash {bytes} NOT NULL PRIMARY KEY,
  id {uuid} NOT NULL UNIQUE,
  account_id {uuid} NOT NULL REFERENCES account (id),
  created_at {int} NOT NULL,
  seen_at {int} NOT NULL,
  expires_at {int} NOT NULL,
  revoked_at {int},
  must_change {bool} NOT NULL,
  agent TEXT NOT NULL,
  address TEXT NOT NULL
) {strict};

CREATE INDEX session_account ON session (account_id);

CREATE TABLE oidc_link (
  issuer TEXT NOT NULL,
  subject TEXT NOT NULL,
  account_id {uuid} NOT NULL REFERENCES account (id),
  linked_at {int} NOT NULL,
  PRIMARY KEY (issuer, subject)
) {strict};

CREATE TABLE audit_head (
  id {int} NOT NULL PRIMARY KEY,
  position {int} NOT NULL,
  hash {bytes} NOT NULL
) {strict};

INSERT INTO audit_head (id, position, hash) VALUES (1, 0, {nobytes});

CREATE TABLE audit_event (
  position {int} NOT NULL PRIMARY KEY,
  at {int} NOT NULL,
  actor_id {uuid},
  actor_name TEXT NOT NULL,
  act TEXT NOT NULL,
  subject TEXT NOT NULL,
  detail TEXT NOT NULL,
  previous {bytes} NOT NULL,
  hash {bytes} NOT NULL
) {strict};

CREATE INDEX audit_event_act ON audit_event (act, position);

CREATE INDEX audit_event_actor ON audit_event (actor_id, position)
