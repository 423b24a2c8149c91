-- SPDX-FileCopyrightText: 2026 The Gridboard Authors
-- SPDX-License-Identifier: Apache-2.0
-- As ../0018_outage_desk.sql.
ALTER TABLE outage ADD COLUMN version BIGINT NOT NULL DEFAULT 1;
ALTER TABLE outage ADD COLUMN told_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE outage ADD COLUMN households BIGINT NOT NULL DEFAULT 0;
ALTER TABLE outage ADD COLUMN boards BIGINT NOT NULL DEFAULT 0;
ALTER TABLE outage ADD COLUMN reopened BIGINT NOT NULL DEFAULT 0;
CREATE INDEX outage_by_start ON outage (start, id, kind, state);
CREATE INDEX outage_by_kind ON outage (kind, start, id, state);
CREATE INDEX outage_by_state ON outage (state, start, id, kind);
CREATE INDEX outage_current ON outage (start, id) WHERE state <= 1;
CREATE INDEX outage_overridden ON outage (start, id, kind, state) WHERE override_reason <> '';
CREATE INDEX outage_supply_by_supply ON outage_supply (supply, outage);

CREATE TABLE outage_place (
  place TEXT COLLATE "C" NOT NULL,
  start BIGINT NOT NULL,
  outage TEXT COLLATE "C" NOT NULL REFERENCES outage (id) ON DELETE CASCADE,
  own BIGINT NOT NULL,
  kind BIGINT NOT NULL,
  state BIGINT NOT NULL,
  PRIMARY KEY (place, start, outage) INCLUDE (own, kind, state)
);
CREATE INDEX outage_place_own ON outage_place (own, place, start, outage, kind, state);
CREATE INDEX outage_place_by_outage ON outage_place (outage, place, own);
WITH RECURSIVE up (outage, start, place, own, kind, state) AS (
  SELECT outage.id, outage.start, outage_audience.path, CAST(1 AS BIGINT), outage.kind, outage.state
    FROM outage JOIN outage_audience ON outage_audience.outage = outage.id
  UNION
  SELECT outage, start, rtrim(rtrim(place, replace(place, '/', '')), '/'), CAST(0 AS BIGINT), kind, state FROM up WHERE strpos(place, '/') > 0
)
INSERT INTO outage_place (place, start, outage, own, kind, state)
  SELECT place, start, outage, MAX(own), kind, state FROM up GROUP BY 1, 2, 3, 5, 6;

CREATE TABLE outage_called (
  word TEXT COLLATE "C" NOT NULL,
  start BIGINT NOT NULL,
  outage TEXT COLLATE "C" NOT NULL REFERENCES outage (id) ON DELETE CASCADE,
  kind BIGINT NOT NULL,
  state BIGINT NOT NULL,
  PRIMARY KEY (word, start, outage) INCLUDE (kind, state)
);
CREATE INDEX outage_called_by_outage ON outage_called (outage, word);
CREATE TABLE outage_word (
  word TEXT COLLATE "C" PRIMARY KEY,
  outages BIGINT NOT NULL
);
INSERT INTO outage_called (word, start, outage, kind, state)
  SELECT lower(cause COLLATE "C"), start, id, kind, state FROM outage
  UNION SELECT lower(scope COLLATE "C"), start, id, kind, state FROM outage
  UNION SELECT lower(line COLLATE "C"), start, id, kind, state FROM outage WHERE line <> '';
INSERT INTO outage_word (word, outages) SELECT word, COUNT(*) FROM outage_called GROUP BY word;

CREATE TABLE outage_change (
  outage TEXT COLLATE "C" NOT NULL,
  version BIGINT NOT NULL,
  at BIGINT NOT NULL,
  actor TEXT COLLATE "C" NOT NULL,
  actor_name TEXT COLLATE "C" NOT NULL,
  action TEXT COLLATE "C" NOT NULL,
  reason TEXT COLLATE "C" NOT NULL,
  fields TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (outage, version)
);

CREATE TABLE outage_call (
  id TEXT COLLATE "C" PRIMARY KEY,
  outage TEXT COLLATE "C" NOT NULL,
  category BIGINT NOT NULL,
  care_kind TEXT COLLATE "C" NOT NULL,
  account TEXT COLLATE "C" NOT NULL,
  unit TEXT COLLATE "C" NOT NULL,
  assigned_to TEXT COLLATE "C" NOT NULL,
  assigned_name TEXT COLLATE "C" NOT NULL,
  outcome BIGINT,
  note TEXT COLLATE "C" NOT NULL,
  called_by TEXT COLLATE "C" NOT NULL,
  called_by_name TEXT COLLATE "C" NOT NULL,
  called_at BIGINT,
  attempts BIGINT NOT NULL,
  version BIGINT NOT NULL,
  UNIQUE (outage, account)
);
CREATE INDEX household_flagged ON household (unit) WHERE care <> '';

CREATE TABLE outage_template (
  id TEXT COLLATE "C" PRIMARY KEY,
  kind BIGINT NOT NULL,
  name TEXT COLLATE "C" NOT NULL,
  cause TEXT COLLATE "C" NOT NULL,
  text TEXT COLLATE "C" NOT NULL,
  UNIQUE (kind, name)
);

CREATE TABLE outage_proposal (
  id TEXT COLLATE "C" PRIMARY KEY,
  state BIGINT NOT NULL,
  supply TEXT COLLATE "C" NOT NULL,
  place TEXT COLLATE "C" NOT NULL,
  opened_at BIGINT NOT NULL,
  closed_at BIGINT,
  closed_by_name TEXT COLLATE "C" NOT NULL,
  reason TEXT COLLATE "C" NOT NULL,
  outage TEXT COLLATE "C" NOT NULL
);
CREATE INDEX outage_proposal_by_time ON outage_proposal (opened_at, id);
CREATE UNIQUE INDEX outage_proposal_once ON outage_proposal (supply) WHERE state = 0;
CREATE INDEX outage_proposal_by_outage ON outage_proposal (outage) WHERE outage <> '';
CREATE TABLE fault_report (
  receipt TEXT COLLATE "C" PRIMARY KEY,
  supply TEXT COLLATE "C" NOT NULL,
  board TEXT COLLATE "C" NOT NULL,
  place TEXT COLLATE "C" NOT NULL,
  at BIGINT NOT NULL,
  proposal TEXT COLLATE "C" NOT NULL
);
CREATE INDEX fault_report_loose ON fault_report (supply, at) WHERE proposal = '';
CREATE INDEX fault_report_by_proposal ON fault_report (proposal) WHERE proposal <> '';
