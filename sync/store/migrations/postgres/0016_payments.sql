-- SPDX-FileCopyrightText: 2026 The Gridboard Authors
-- SPDX-License-Identifier: Apache-2.0
-- As ../0019_payments.sql.
ALTER TABLE bill ADD COLUMN fee_free_days BIGINT NOT NULL DEFAULT 0;
ALTER TABLE bill ADD COLUMN disputed_on BIGINT;
CREATE INDEX bill_disputed ON bill (id) WHERE status = 2;

CREATE TABLE payment (
  id TEXT COLLATE "C" PRIMARY KEY,
  provider TEXT COLLATE "C" NOT NULL,
  reference TEXT COLLATE "C" NOT NULL,
  bill_no TEXT COLLATE "C" NOT NULL,
  bill BIGINT,
  amount BIGINT NOT NULL,
  taken BIGINT NOT NULL,
  at BIGINT NOT NULL,
  noted_at BIGINT NOT NULL
);
CREATE INDEX payment_by_bill ON payment (bill, at, id) WHERE bill IS NOT NULL;
CREATE INDEX payment_unmatched ON payment (id) WHERE bill IS NULL AND amount > taken;

CREATE TABLE refund (
  id TEXT COLLATE "C" PRIMARY KEY,
  payment TEXT COLLATE "C" NOT NULL,
  amount BIGINT NOT NULL,
  at BIGINT NOT NULL,
  noted_at BIGINT NOT NULL,
  state BIGINT NOT NULL,
  who TEXT COLLATE "C" NOT NULL,
  reason TEXT COLLATE "C" NOT NULL
);
CREATE INDEX refund_by_payment ON refund (payment, at, id);

CREATE TABLE bill_entry (
  bill BIGINT NOT NULL,
  number BIGINT NOT NULL,
  kind BIGINT NOT NULL,
  amount BIGINT NOT NULL,
  bill_no TEXT COLLATE "C" NOT NULL,
  payment TEXT COLLATE "C" NOT NULL,
  at BIGINT NOT NULL,
  noted_at BIGINT NOT NULL,
  who TEXT COLLATE "C" NOT NULL,
  note TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (bill, number)
);

CREATE TABLE bill_credit (
  bill BIGINT PRIMARY KEY,
  amount BIGINT NOT NULL,
  since BIGINT NOT NULL
);

CREATE TABLE voided_bill (
  bill_no TEXT COLLATE "C" PRIMARY KEY,
  bill BIGINT NOT NULL,
  body TEXT COLLATE "C" NOT NULL,
  becomes TEXT COLLATE "C" NOT NULL,
  at BIGINT NOT NULL,
  who TEXT COLLATE "C" NOT NULL,
  reason TEXT COLLATE "C" NOT NULL
);
CREATE INDEX voided_bill_by_bill ON voided_bill (bill, at);

CREATE TABLE bill_dispute (
  id TEXT COLLATE "C" PRIMARY KEY,
  bill BIGINT NOT NULL,
  bill_no TEXT COLLATE "C" NOT NULL,
  state BIGINT NOT NULL,
  opened_at BIGINT NOT NULL,
  opened_by TEXT COLLATE "C" NOT NULL,
  reason TEXT COLLATE "C" NOT NULL,
  ended_at BIGINT,
  ended_by TEXT COLLATE "C" NOT NULL,
  answer TEXT COLLATE "C" NOT NULL
);
CREATE INDEX bill_dispute_by_bill ON bill_dispute (bill, opened_at);

CREATE TABLE payment_message (
  id TEXT COLLATE "C" PRIMARY KEY,
  provider TEXT COLLATE "C" NOT NULL,
  message_id TEXT COLLATE "C" NOT NULL,
  received_at BIGINT NOT NULL,
  verdict BIGINT NOT NULL,
  kind TEXT COLLATE "C" NOT NULL,
  reference TEXT COLLATE "C" NOT NULL,
  bill_no TEXT COLLATE "C" NOT NULL,
  amount BIGINT NOT NULL,
  at BIGINT,
  body_hash TEXT COLLATE "C" NOT NULL,
  peer TEXT COLLATE "C" NOT NULL,
  words TEXT COLLATE "C" NOT NULL
);
CREATE UNIQUE INDEX payment_message_once ON payment_message (provider, message_id) WHERE verdict IN (0, 2, 3, 7);
CREATE INDEX payment_message_by_verdict ON payment_message (verdict, id);
CREATE INDEX payment_message_by_bill ON payment_message (bill_no, id) WHERE bill_no <> '';
CREATE TABLE payment_message_count (
  verdict BIGINT PRIMARY KEY,
  messages BIGINT NOT NULL
);

CREATE TABLE payment_provider (
  id TEXT COLLATE "C" PRIMARY KEY,
  name TEXT COLLATE "C" NOT NULL,
  pay_url TEXT COLLATE "C" NOT NULL,
  added_at BIGINT NOT NULL
);
CREATE TABLE payment_key (
  provider TEXT COLLATE "C" NOT NULL,
  number BIGINT NOT NULL,
  sealed TEXT COLLATE "C" NOT NULL,
  made_at BIGINT NOT NULL,
  made_by TEXT COLLATE "C" NOT NULL,
  ends_at BIGINT,
  PRIMARY KEY (provider, number)
);

CREATE TABLE late_fee_day (
  day BIGINT PRIMARY KEY,
  bills BIGINT NOT NULL,
  fee BIGINT NOT NULL,
  at BIGINT NOT NULL
);

-- Payments that were remembered as settings
INSERT INTO payment (id, provider, reference, bill_no, bill, amount, taken, at, noted_at)
SELECT 'desk/' || substr(s.name, 9), 'desk', substr(s.name, 9), substr(s.value, strpos(s.value, ' ') + 1), b.id,
       CAST(substr(s.value, 1, strpos(s.value, ' ') - 1) AS BIGINT), 0,
       COALESCE(b.paid_at, CAST(extract(epoch FROM now()) AS BIGINT) * 1000),
       COALESCE(b.paid_at, CAST(extract(epoch FROM now()) AS BIGINT) * 1000)
FROM setting s LEFT JOIN bill b ON b.bill_no = substr(s.value, strpos(s.value, ' ') + 1)
WHERE s.name >= 'payment/' AND s.name < 'payment0';
INSERT INTO bill_entry (bill, number, kind, amount, bill_no, payment, at, noted_at, who, note)
SELECT bill, ROW_NUMBER() OVER (PARTITION BY bill ORDER BY id), 1, amount, bill_no, id, at, noted_at, '', ''
FROM payment WHERE bill IS NOT NULL;
INSERT INTO bill_entry (bill, number, kind, amount, bill_no, payment, at, noted_at, who, note)
SELECT e.bill, MAX(e.number) + 1, 0, b.paid - SUM(e.amount), MAX(e.bill_no), '', MAX(e.at), MAX(e.noted_at), '', ''
FROM bill_entry e JOIN bill b ON b.id = e.bill GROUP BY e.bill, b.paid HAVING SUM(e.amount) <> b.paid;
DELETE FROM setting WHERE name >= 'payment/' AND name < 'payment0';
