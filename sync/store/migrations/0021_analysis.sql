-- SPDX-FileCopyrightText: 2026 The Gridboard Authors
-- SPDX-License-Identifier: Apache-2.0
-- What is counted day by day for the overview and the analysis. topic: 0 outages, 1 requests, 2 notices, 3 alarms of
-- boards. What the amounts n0..n15 of a topic mean is said in sync/model/analysis.hpp.

-- What is to be counted anew, from when on. touched: it changed itself, and what overlaps it may count otherwise too.
-- Kept by triggers, so that whoever writes keeps it right in the same transaction.
CREATE TABLE analysis_due (
  topic INTEGER NOT NULL,
  subject TEXT NOT NULL,
  due_at INTEGER NOT NULL,
  touched INTEGER NOT NULL,
  PRIMARY KEY (topic, subject)
) WITHOUT ROWID;
CREATE INDEX analysis_due_by_time ON analysis_due (due_at);

-- What one outage, request, notice or alarm adds to one day at one place: the place down to the community and all that
-- lies above, '' for all of the centre. The rows behind a figure.
CREATE TABLE analysis_share (
  topic INTEGER NOT NULL,
  place TEXT NOT NULL,
  day INTEGER NOT NULL,
  subject TEXT NOT NULL,
  kind TEXT NOT NULL,
  n0 INTEGER NOT NULL, n1 INTEGER NOT NULL, n2 INTEGER NOT NULL, n3 INTEGER NOT NULL,
  n4 INTEGER NOT NULL, n5 INTEGER NOT NULL, n6 INTEGER NOT NULL, n7 INTEGER NOT NULL,
  n8 INTEGER NOT NULL, n9 INTEGER NOT NULL, n10 INTEGER NOT NULL, n11 INTEGER NOT NULL,
  n12 INTEGER NOT NULL, n13 INTEGER NOT NULL, n14 INTEGER NOT NULL, n15 INTEGER NOT NULL,
  PRIMARY KEY (topic, place, day, subject)
) WITHOUT ROWID;
CREATE INDEX analysis_share_by_subject ON analysis_share (subject);

-- Their sums by place and kind: span 0 of a day, span 1 of the month that begins on it.
CREATE TABLE analysis_sum (
  topic INTEGER NOT NULL,
  place TEXT NOT NULL,
  span INTEGER NOT NULL,
  day INTEGER NOT NULL,
  kind TEXT NOT NULL,
  n0 INTEGER NOT NULL, n1 INTEGER NOT NULL, n2 INTEGER NOT NULL, n3 INTEGER NOT NULL,
  n4 INTEGER NOT NULL, n5 INTEGER NOT NULL, n6 INTEGER NOT NULL, n7 INTEGER NOT NULL,
  n8 INTEGER NOT NULL, n9 INTEGER NOT NULL, n10 INTEGER NOT NULL, n11 INTEGER NOT NULL,
  n12 INTEGER NOT NULL, n13 INTEGER NOT NULL, n14 INTEGER NOT NULL, n15 INTEGER NOT NULL,
  PRIMARY KEY (topic, place, span, day, kind)
) WITHOUT ROWID;

-- Every estimate of restoration that an outage ever had, in the order in which they were given.
CREATE TABLE outage_estimate (
  outage TEXT NOT NULL,
  number INTEGER NOT NULL,
  etr INTEGER NOT NULL,
  PRIMARY KEY (outage, number)
) WITHOUT ROWID;
INSERT INTO outage_estimate (outage, number, etr) SELECT outage, number, etr FROM outage_step WHERE etr IS NOT NULL;
INSERT INTO outage_estimate (outage, number, etr)
  SELECT id, 0, etr FROM outage
  WHERE etr IS NOT NULL AND NOT EXISTS (SELECT 1 FROM outage_estimate WHERE outage_estimate.outage = outage.id);

-- What stands now: few beside all.
CREATE INDEX outage_standing ON outage (start) WHERE state IN (0, 1);
CREATE INDEX request_open ON request (place, kind) WHERE state NOT IN (4, 5, 9, 10);
CREATE INDEX request_promised ON request ((COALESCE(promised_at, 9223372036854775807)), receipt)
  WHERE state NOT IN (4, 5, 9, 10);

CREATE TRIGGER outage_due_added AFTER INSERT ON outage BEGIN
  INSERT INTO analysis_due (topic, subject, due_at, touched) VALUES (0, NEW.id, 0, 1)
    ON CONFLICT (topic, subject) DO UPDATE SET due_at = 0, touched = 1;
END;
CREATE TRIGGER outage_due_changed AFTER UPDATE ON outage BEGIN
  INSERT INTO analysis_due (topic, subject, due_at, touched) VALUES (0, NEW.id, 0, 1)
    ON CONFLICT (topic, subject) DO UPDATE SET due_at = 0, touched = 1;
END;
CREATE TRIGGER request_due_added AFTER INSERT ON request BEGIN
  INSERT INTO analysis_due (topic, subject, due_at, touched) VALUES (1, NEW.receipt, 0, 1)
    ON CONFLICT (topic, subject) DO UPDATE SET due_at = 0, touched = 1;
END;
CREATE TRIGGER request_due_changed AFTER UPDATE ON request BEGIN
  INSERT INTO analysis_due (topic, subject, due_at, touched) VALUES (1, NEW.receipt, 0, 1)
    ON CONFLICT (topic, subject) DO UPDATE SET due_at = 0, touched = 1;
END;
CREATE TRIGGER notice_due_added AFTER INSERT ON notice_work WHEN NEW.published_at IS NOT NULL BEGIN
  INSERT INTO analysis_due (topic, subject, due_at, touched) VALUES (2, NEW.id, 0, 1)
    ON CONFLICT (topic, subject) DO UPDATE SET due_at = 0, touched = 1;
END;
CREATE TRIGGER notice_due_changed AFTER UPDATE ON notice_work WHEN NEW.published_at IS NOT NULL BEGIN
  INSERT INTO analysis_due (topic, subject, due_at, touched) VALUES (2, NEW.id, 0, 1)
    ON CONFLICT (topic, subject) DO UPDATE SET due_at = 0, touched = 1;
END;
CREATE TRIGGER alarm_due_added AFTER INSERT ON alarm BEGIN
  INSERT INTO analysis_due (topic, subject, due_at, touched) VALUES (3, NEW.id, 0, 1)
    ON CONFLICT (topic, subject) DO UPDATE SET due_at = 0, touched = 1;
END;
CREATE TRIGGER alarm_due_changed AFTER UPDATE ON alarm BEGIN
  INSERT INTO analysis_due (topic, subject, due_at, touched) VALUES (3, NEW.id, 0, 1)
    ON CONFLICT (topic, subject) DO UPDATE SET due_at = 0, touched = 1;
END;

INSERT INTO analysis_due (topic, subject, due_at, touched) SELECT 0, id, 0, 1 FROM outage;
INSERT INTO analysis_due (topic, subject, due_at, touched) SELECT 1, receipt, 0, 1 FROM request;
INSERT INTO analysis_due (topic, subject, due_at, touched)
  SELECT 2, id, 0, 1 FROM notice_work WHERE published_at IS NOT NULL;
INSERT INTO analysis_due (topic, subject, due_at, touched) SELECT 3, id, 0, 1 FROM alarm;
