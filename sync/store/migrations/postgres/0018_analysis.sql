-- SPDX-FileCopyrightText: 2026 The Gridboard Authors
-- SPDX-License-Identifier: Apache-2.0
-- As ../0021_analysis.sql. A trigger's row is locked by whoever touched its thing until the commit: who counts it waits.
CREATE TABLE analysis_due (
  topic BIGINT NOT NULL,
  subject TEXT COLLATE "C" NOT NULL,
  due_at BIGINT NOT NULL,
  touched BIGINT NOT NULL,
  PRIMARY KEY (topic, subject)
);
CREATE INDEX analysis_due_by_time ON analysis_due (due_at, topic, subject);

CREATE TABLE analysis_share (
  topic BIGINT NOT NULL,
  place TEXT COLLATE "C" NOT NULL,
  day BIGINT NOT NULL,
  subject TEXT COLLATE "C" NOT NULL,
  kind TEXT COLLATE "C" NOT NULL,
  n0 BIGINT NOT NULL, n1 BIGINT NOT NULL, n2 BIGINT NOT NULL, n3 BIGINT NOT NULL,
  n4 BIGINT NOT NULL, n5 BIGINT NOT NULL, n6 BIGINT NOT NULL, n7 BIGINT NOT NULL,
  n8 BIGINT NOT NULL, n9 BIGINT NOT NULL, n10 BIGINT NOT NULL, n11 BIGINT NOT NULL,
  n12 BIGINT NOT NULL, n13 BIGINT NOT NULL, n14 BIGINT NOT NULL, n15 BIGINT NOT NULL,
  PRIMARY KEY (topic, place, day, subject)
);
CREATE INDEX analysis_share_by_subject ON analysis_share (subject);

CREATE TABLE analysis_sum (
  topic BIGINT NOT NULL,
  place TEXT COLLATE "C" NOT NULL,
  span BIGINT NOT NULL,
  day BIGINT NOT NULL,
  kind TEXT COLLATE "C" NOT NULL,
  n0 BIGINT NOT NULL, n1 BIGINT NOT NULL, n2 BIGINT NOT NULL, n3 BIGINT NOT NULL,
  n4 BIGINT NOT NULL, n5 BIGINT NOT NULL, n6 BIGINT NOT NULL, n7 BIGINT NOT NULL,
  n8 BIGINT NOT NULL, n9 BIGINT NOT NULL, n10 BIGINT NOT NULL, n11 BIGINT NOT NULL,
  n12 BIGINT NOT NULL, n13 BIGINT NOT NULL, n14 BIGINT NOT NULL, n15 BIGINT NOT NULL,
  PRIMARY KEY (topic, place, span, day, kind)
);

CREATE TABLE outage_estimate (
  outage TEXT COLLATE "C" NOT NULL,
  number BIGINT NOT NULL,
  etr BIGINT NOT NULL,
  PRIMARY KEY (outage, number)
);
INSERT INTO outage_estimate (outage, number, etr) SELECT outage, number, etr FROM outage_step WHERE etr IS NOT NULL;
INSERT INTO outage_estimate (outage, number, etr)
  SELECT id, 0, etr FROM outage
  WHERE etr IS NOT NULL AND NOT EXISTS (SELECT 1 FROM outage_estimate WHERE outage_estimate.outage = outage.id);

CREATE INDEX outage_standing ON outage (start) WHERE state IN (0, 1);
CREATE INDEX request_open ON request (place, kind) WHERE state NOT IN (4, 5, 9, 10);
CREATE INDEX request_promised ON request ((COALESCE(promised_at, 9223372036854775807)), receipt)
  WHERE state NOT IN (4, 5, 9, 10);

CREATE FUNCTION note_analysis_due() RETURNS TRIGGER LANGUAGE plpgsql AS $$
DECLARE
  topic_of_it BIGINT := TG_ARGV[0];
  its_name TEXT := CASE WHEN TG_ARGV[0] = '1' THEN to_jsonb(NEW) ->> 'receipt' ELSE to_jsonb(NEW) ->> 'id' END;
BEGIN
  INSERT INTO analysis_due AS due (topic, subject, due_at, touched) VALUES (topic_of_it, its_name, 0, 1)
    ON CONFLICT (topic, subject) DO UPDATE SET due_at = 0, touched = 1;
  RETURN NULL;
END $$;
CREATE TRIGGER outage_due AFTER INSERT OR UPDATE ON outage
  FOR EACH ROW EXECUTE FUNCTION note_analysis_due('0');
CREATE TRIGGER request_due AFTER INSERT OR UPDATE ON request
  FOR EACH ROW EXECUTE FUNCTION note_analysis_due('1');
CREATE TRIGGER notice_due AFTER INSERT OR UPDATE ON notice_work
  FOR EACH ROW WHEN (NEW.published_at IS NOT NULL) EXECUTE FUNCTION note_analysis_due('2');
CREATE TRIGGER alarm_due AFTER INSERT OR UPDATE ON alarm
  FOR EACH ROW EXECUTE FUNCTION note_analysis_due('3');

INSERT INTO analysis_due (topic, subject, due_at, touched) SELECT 0, id, 0, 1 FROM outage;
INSERT INTO analysis_due (topic, subject, due_at, touched) SELECT 1, receipt, 0, 1 FROM request;
INSERT INTO analysis_due (topic, subject, due_at, touched)
  SELECT 2, id, 0, 1 FROM notice_work WHERE published_at IS NOT NULL;
INSERT INTO analysis_due (topic, subject, due_at, touched) SELECT 3, id, 0, 1 FROM alarm;
