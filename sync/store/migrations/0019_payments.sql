-- SPDX-FileCopyrightText: 2026 The Gridboard Authors
-- SPDX-License-Identifier: Apache-2.0
-- The books of the money that came for bills. `bill` is bill.id, NULL where money stands at none. Amounts are fen.
ALTER TABLE bill ADD COLUMN fee_free_days INTEGER NOT NULL DEFAULT 0;
ALTER TABLE bill ADD COLUMN disputed_on INTEGER;
CREATE INDEX bill_disputed ON bill (id) WHERE status = 2;

CREATE TABLE payment (
  id TEXT PRIMARY KEY,
  provider TEXT NOT NULL,
  reference TEXT NOT NULL,
  bill_no TEXT NOT NULL,
  bill INTEGER,
  amount INTEGER NOT NULL,
  taken INTEGER NOT NULL,
  at INTEGER NOT NULL,
  noted_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX payment_by_bill ON payment (bill, at, id) WHERE bill IS NOT NULL;
CREATE INDEX payment_unmatched ON payment (id) WHERE bill IS NULL AND amount > taken;

CREATE TABLE refund (
  id TEXT PRIMARY KEY,
  payment TEXT NOT NULL,
  amount INTEGER NOT NULL,
  at INTEGER NOT NULL,
  noted_at INTEGER NOT NULL,
  state INTEGER NOT NULL,
  who TEXT NOT NULL,
  reason TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX refund_by_payment ON refund (payment, at, id);

CREATE TABLE bill_entry (
  bill INTEGER NOT NULL,
  number INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  amount INTEGER NOT NULL,
  bill_no TEXT NOT NULL,
  payment TEXT NOT NULL,
  at INTEGER NOT NULL,
  noted_at INTEGER NOT NULL,
  who TEXT NOT NULL,
  note TEXT NOT NULL,
  PRIMARY KEY (bill, number)
) WITHOUT ROWID;

-- What came beyond what was owed, while there is any.
CREATE TABLE bill_credit (
  bill INTEGER PRIMARY KEY,
  amount INTEGER NOT NULL,
  since INTEGER NOT NULL
);

-- body: the bill as it was, see payments.cpp.
CREATE TABLE voided_bill (
  bill_no TEXT PRIMARY KEY,
  bill INTEGER NOT NULL,
  body TEXT NOT NULL,
  becomes TEXT NOT NULL,
  at INTEGER NOT NULL,
  who TEXT NOT NULL,
  reason TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX voided_bill_by_bill ON voided_bill (bill, at);

CREATE TABLE bill_dispute (
  id TEXT PRIMARY KEY,
  bill INTEGER NOT NULL,
  bill_no TEXT NOT NULL,
  state INTEGER NOT NULL,
  opened_at INTEGER NOT NULL,
  opened_by TEXT NOT NULL,
  reason TEXT NOT NULL,
  ended_at INTEGER,
  ended_by TEXT NOT NULL,
  answer TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX bill_dispute_by_bill ON bill_dispute (bill, opened_at);

-- Every message that came to a provider's address. Only signed ones have a number that counts: anybody can make one up.
CREATE TABLE payment_message (
  id TEXT PRIMARY KEY,
  provider TEXT NOT NULL,
  message_id TEXT NOT NULL,
  received_at INTEGER NOT NULL,
  verdict INTEGER NOT NULL,
  kind TEXT NOT NULL,
  reference TEXT NOT NULL,
  bill_no TEXT NOT NULL,
  amount INTEGER NOT NULL,
  at INTEGER,
  body_hash TEXT NOT NULL,
  peer TEXT NOT NULL,
  words TEXT NOT NULL
) WITHOUT ROWID;
CREATE UNIQUE INDEX payment_message_once ON payment_message (provider, message_id) WHERE verdict IN (0, 2, 3, 7);
CREATE INDEX payment_message_by_verdict ON payment_message (verdict, id);
CREATE INDEX payment_message_by_bill ON payment_message (bill_no, id) WHERE bill_no <> '';
CREATE TABLE payment_message_count (
  verdict INTEGER PRIMARY KEY,
  messages INTEGER NOT NULL
);

CREATE TABLE payment_provider (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  pay_url TEXT NOT NULL,
  added_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE payment_key (
  provider TEXT NOT NULL,
  number INTEGER NOT NULL,
  sealed TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  made_by TEXT NOT NULL,
  ends_at INTEGER,
  PRIMARY KEY (provider, number)
) WITHOUT ROWID;

CREATE TABLE late_fee_day (
  day INTEGER PRIMARY KEY,
  bills INTEGER NOT NULL,
  fee INTEGER NOT NULL,
  at INTEGER NOT NULL
);

-- Payments that were remembered as settings: "payment/<reference>" is "<fen> <bill number>". When each was paid wasn't
-- kept: at the bill's settlement, or now where it isn't settled, which makes none of them settle anything else.
INSERT INTO payment (id, provider, reference, bill_no, bill, amount, taken, at, noted_at)
SELECT 'desk/' || substr(s.name, 9), 'desk', substr(s.name, 9), substr(s.value, instr(s.value, ' ') + 1), b.id,
       CAST(substr(s.value, 1, instr(s.value, ' ') - 1) AS INTEGER), 0,
       COALESCE(b.paid_at, CAST(strftime('%s', 'now') AS INTEGER) * 1000),
       COALESCE(b.paid_at, CAST(strftime('%s', 'now') AS INTEGER) * 1000)
FROM setting s LEFT JOIN bill b
  ON b.bill_no = CASE WHEN CAST(CAST(substr(s.value, instr(s.value, ' ') + 1) AS INTEGER) AS TEXT) =
                           substr(s.value, instr(s.value, ' ') + 1)
                      THEN CAST(substr(s.value, instr(s.value, ' ') + 1) AS INTEGER)
                      ELSE substr(s.value, instr(s.value, ' ') + 1) END
WHERE s.name >= 'payment/' AND s.name < 'payment0';
INSERT INTO bill_entry (bill, number, kind, amount, bill_no, payment, at, noted_at, who, note)
SELECT bill, ROW_NUMBER() OVER (PARTITION BY bill ORDER BY id), 1, amount, bill_no, id, at, noted_at, '', ''
FROM payment WHERE bill IS NOT NULL;
-- What the books don't know of: files said so.
INSERT INTO bill_entry (bill, number, kind, amount, bill_no, payment, at, noted_at, who, note)
SELECT e.bill, MAX(e.number) + 1, 0, b.paid - SUM(e.amount), MAX(e.bill_no), '', MAX(e.at), MAX(e.noted_at), '', ''
FROM bill_entry e JOIN bill b ON b.id = e.bill GROUP BY e.bill, b.paid HAVING SUM(e.amount) <> b.paid;
DELETE FROM setting WHERE name >= 'payment/' AND name < 'payment0';
