ALTER TABLE reorg ADD COLUMN renews {uuid};

ALTER TABLE reorg ADD COLUMN act_key TEXT
