-- SPDX-FileCopyrightText: 2026 The Gridboard Authors
-- SPDX-License-Identifier: Apache-2.0
-- What staff work on before boards get it: drafts and their review, groups of places, templates; and what boards said
-- of notices.

-- What is said and to whom, of whatever owns it: "work/<id>", "group/<id>" (targets alone), "template/<id>".
CREATE TABLE notice_content (
  owner TEXT PRIMARY KEY,
  category INTEGER NOT NULL,
  title TEXT NOT NULL,
  body TEXT NOT NULL,
  valid_from INTEGER,
  valid_to INTEGER,
  pinned INTEGER NOT NULL,
  urgent INTEGER NOT NULL,
  picture TEXT NOT NULL,
  picture_text TEXT NOT NULL,
  template TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX notice_content_by_picture ON notice_content (picture) WHERE picture <> '';
-- Lists of texts: 0 places as chosen, 1 supply points, 2 groups, 3 paths that all of them came to, 4 day-parts in minutes
-- ("420-570").
CREATE TABLE notice_content_text (
  owner TEXT NOT NULL REFERENCES notice_content (owner) ON DELETE CASCADE,
  list INTEGER NOT NULL,
  number INTEGER NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (owner, list, number)
) WITHOUT ROWID;

-- from_at and to_at: since it was published.
CREATE TABLE notice_work (
  id TEXT PRIMARY KEY,
  phase INTEGER NOT NULL,
  version INTEGER NOT NULL,
  author TEXT NOT NULL,
  author_name TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  emergency INTEGER NOT NULL,
  awaits_review INTEGER NOT NULL,
  published_at INTEGER,
  from_at INTEGER,
  to_at INTEGER
) WITHOUT ROWID;
CREATE INDEX notice_work_by_time ON notice_work (created_at, id);
CREATE TABLE notice_work_step (
  notice TEXT NOT NULL REFERENCES notice_work (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  actor_name TEXT NOT NULL,
  kind INTEGER NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (notice, number)
) WITHOUT ROWID;

CREATE TABLE notice_group (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) WITHOUT ROWID;
CREATE TABLE notice_template (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) WITHOUT ROWID;

-- What boards say: since when they have it, since when they show it.
CREATE TABLE notice_delivery (
  notice TEXT NOT NULL,
  board TEXT NOT NULL,
  received_at INTEGER NOT NULL,
  shown_at INTEGER,
  PRIMARY KEY (notice, board)
) WITHOUT ROWID;

-- Notices that were published by command come on the desk too.
INSERT INTO notice_content (owner, category, title, body, valid_from, valid_to, pinned, urgent, picture, picture_text,
                            template)
  SELECT 'work/' || notice.id, category, title, body, valid_from, valid_to, pinned, urgent,
         COALESCE(notice_picture.sha256, ''), COALESCE(notice_picture.text, ''), ''
  FROM notice LEFT JOIN notice_picture ON notice_picture.notice = notice.id;
INSERT INTO notice_content_text (owner, list, number, text)
  SELECT 'work/' || notice, 0, number, path FROM notice_audience;
INSERT INTO notice_content_text (owner, list, number, text)
  SELECT 'work/' || notice, 3, number, path FROM notice_audience;
INSERT INTO notice_content_text (owner, list, number, text)
  SELECT 'work/' || notice, 4, number, from_minute || '-' || to_minute FROM notice_day_part;
INSERT INTO notice_work (id, phase, version, author, author_name, created_at, changed_at, emergency, awaits_review,
                         published_at, from_at, to_at)
  SELECT id, CASE WHEN withdrawn = 0 THEN 3 ELSE 4 END, 1, 'cli', publisher, published_at, published_at, 0, 0,
         published_at, valid_from, valid_to
  FROM notice;
