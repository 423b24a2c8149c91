-- SPDX-FileCopyrightText: 2026 The Gridboard Authors
-- SPDX-License-Identifier: Apache-2.0
-- The outage desk: what an outage counts, and indexes for its lists of hundreds of thousands.
ALTER TABLE outage ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
ALTER TABLE outage ADD COLUMN told_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE outage ADD COLUMN households INTEGER NOT NULL DEFAULT 0;
ALTER TABLE outage ADD COLUMN boards INTEGER NOT NULL DEFAULT 0;
ALTER TABLE outage ADD COLUMN reopened INTEGER NOT NULL DEFAULT 0;
CREATE INDEX outage_by_start ON outage (start, id, kind, state);
CREATE INDEX outage_by_kind ON outage (kind, start, id, state);
CREATE INDEX outage_by_state ON outage (state, start, id, kind);
CREATE INDEX outage_current ON outage (start, id) WHERE state <= 1;
CREATE INDEX outage_overridden ON outage (start, id, kind, state) WHERE override_reason <> '';
CREATE INDEX outage_supply_by_supply ON outage_supply (supply, outage);

-- Whom an outage concerns: a row for each place of its audience (own) and for each above it, in the order of lists.
CREATE TABLE outage_place (
  place TEXT NOT NULL,
  start INTEGER NOT NULL,
  outage TEXT NOT NULL REFERENCES outage (id) ON DELETE CASCADE,
  own INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  state INTEGER NOT NULL,
  PRIMARY KEY (place, start, outage)
) WITHOUT ROWID;
CREATE INDEX outage_place_own ON outage_place (own, place, start, outage, kind, state);
CREATE INDEX outage_place_by_outage ON outage_place (outage, place, own);
WITH RECURSIVE up (outage, start, place, own, kind, state) AS (
  SELECT outage.id, outage.start, outage_audience.path, 1, outage.kind, outage.state
    FROM outage JOIN outage_audience ON outage_audience.outage = outage.id
  UNION
  SELECT outage, start, rtrim(rtrim(place, replace(place, '/', '')), '/'), 0, kind, state FROM up WHERE instr(place, '/') > 0
)
INSERT INTO outage_place (place, start, outage, own, kind, state)
  SELECT place, start, outage, MAX(own), kind, state FROM up GROUP BY 1, 2, 3, 5, 6;

-- What outages say of themselves, in small ASCII letters: cause, area and line. A few thousand texts are said of hundreds
-- of thousands of outages, so a search goes through the texts and then to the outages of each.
CREATE TABLE outage_called (
  word TEXT NOT NULL,
  start INTEGER NOT NULL,
  outage TEXT NOT NULL REFERENCES outage (id) ON DELETE CASCADE,
  kind INTEGER NOT NULL,
  state INTEGER NOT NULL,
  PRIMARY KEY (word, start, outage)
) WITHOUT ROWID;
CREATE INDEX outage_called_by_outage ON outage_called (outage, word);
CREATE TABLE outage_word (
  word TEXT PRIMARY KEY,
  outages INTEGER NOT NULL
) WITHOUT ROWID;
INSERT INTO outage_called (word, start, outage, kind, state)
  SELECT lower(cause), start, id, kind, state FROM outage
  UNION SELECT lower(scope), start, id, kind, state FROM outage
  UNION SELECT lower(line), start, id, kind, state FROM outage WHERE line <> '';
INSERT INTO outage_word (word, outages) SELECT word, COUNT(*) FROM outage_called GROUP BY word;

-- What was changed, kept for good, so it refers to no row that may go.
CREATE TABLE outage_change (
  outage TEXT NOT NULL,
  version INTEGER NOT NULL,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  actor_name TEXT NOT NULL,
  action TEXT NOT NULL,
  reason TEXT NOT NULL,
  fields TEXT NOT NULL,
  PRIMARY KEY (outage, version)
) WITHOUT ROWID;

-- Who is to be called. note is sealed to the centre.
CREATE TABLE outage_call (
  id TEXT PRIMARY KEY,
  outage TEXT NOT NULL,
  category INTEGER NOT NULL,
  care_kind TEXT NOT NULL,
  account TEXT NOT NULL,
  unit TEXT NOT NULL,
  assigned_to TEXT NOT NULL,
  assigned_name TEXT NOT NULL,
  outcome INTEGER,
  note TEXT NOT NULL,
  called_by TEXT NOT NULL,
  called_by_name TEXT NOT NULL,
  called_at INTEGER,
  attempts INTEGER NOT NULL,
  version INTEGER NOT NULL,
  UNIQUE (outage, account)
) WITHOUT ROWID;
CREATE INDEX household_flagged ON household (unit) WHERE care <> '';

CREATE TABLE outage_template (
  id TEXT PRIMARY KEY,
  kind INTEGER NOT NULL,
  name TEXT NOT NULL,
  cause TEXT NOT NULL,
  text TEXT NOT NULL,
  UNIQUE (kind, name)
) WITHOUT ROWID;

-- Districts where faults were reported at so many boards that it looks like an outage, and the reports.
CREATE TABLE outage_proposal (
  id TEXT PRIMARY KEY,
  state INTEGER NOT NULL,
  supply TEXT NOT NULL,
  place TEXT NOT NULL,
  opened_at INTEGER NOT NULL,
  closed_at INTEGER,
  closed_by_name TEXT NOT NULL,
  reason TEXT NOT NULL,
  outage TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX outage_proposal_by_time ON outage_proposal (opened_at, id);
CREATE UNIQUE INDEX outage_proposal_once ON outage_proposal (supply) WHERE state = 0;
CREATE INDEX outage_proposal_by_outage ON outage_proposal (outage) WHERE outage <> '';
CREATE TABLE fault_report (
  receipt TEXT PRIMARY KEY,
  supply TEXT NOT NULL,
  board TEXT NOT NULL,
  place TEXT NOT NULL,
  at INTEGER NOT NULL,
  proposal TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX fault_report_loose ON fault_report (supply, at) WHERE proposal = '';
CREATE INDEX fault_report_by_proposal ON fault_report (proposal) WHERE proposal <> '';
