ALTER TABLE person_merge ADD COLUMN links TEXT NOT NULL DEFAULT '[]';

CREATE INDEX oidc_link_account ON oidc_link (account_id);

CREATE TABLE person_past (
  person_id {uuid} NOT NULL REFERENCES person (id),
  until {int} NOT NULL,
  full_name TEXT NOT NULL,
  sex TEXT,
  birth_date TEXT,
  post TEXT,
  PRIMARY KEY (person_id, until)
) {strict};

CREATE INDEX person_past_until ON person_past (until);

CREATE INDEX account_folded ON account (folded)
