-- SPDX-FileCopyrightText: 2026 The Gridboard Authors
-- SPDX-License-Identifier: Apache-2.0
-- As ../0011_notice_desk.sql.
CREATE TABLE notice_content (
  owner TEXT COLLATE "C" PRIMARY KEY,
  category BIGINT NOT NULL,
  title TEXT COLLATE "C" NOT NULL,
  body TEXT COLLATE "C" NOT NULL,
  valid_from BIGINT,
  valid_to BIGINT,
  pinned BIGINT NOT NULL,
  urgent BIGINT NOT NULL,
  picture TEXT COLLATE "C" NOT NULL,
  picture_text TEXT COLLATE "C" NOT NULL,
  template TEXT COLLATE "C" NOT NULL
);
CREATE INDEX notice_content_by_picture ON notice_content (picture) WHERE picture <> '';
CREATE TABLE notice_content_text (
  owner TEXT COLLATE "C" NOT NULL REFERENCES notice_content (owner) ON DELETE CASCADE,
  list BIGINT NOT NULL,
  number BIGINT NOT NULL,
  text TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (owner, list, number)
);

CREATE TABLE notice_work (
  id TEXT COLLATE "C" PRIMARY KEY,
  phase BIGINT NOT NULL,
  version BIGINT NOT NULL,
  author TEXT COLLATE "C" NOT NULL,
  author_name TEXT COLLATE "C" NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  emergency BIGINT NOT NULL,
  awaits_review BIGINT NOT NULL,
  published_at BIGINT,
  from_at BIGINT,
  to_at BIGINT
);
CREATE INDEX notice_work_by_time ON notice_work (created_at, id);
CREATE TABLE notice_work_step (
  notice TEXT COLLATE "C" NOT NULL REFERENCES notice_work (id) ON DELETE CASCADE,
  number BIGINT NOT NULL,
  at BIGINT NOT NULL,
  actor TEXT COLLATE "C" NOT NULL,
  actor_name TEXT COLLATE "C" NOT NULL,
  kind BIGINT NOT NULL,
  reason TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (notice, number)
);

CREATE TABLE notice_group (
  id TEXT COLLATE "C" PRIMARY KEY,
  name TEXT COLLATE "C" NOT NULL UNIQUE
);
CREATE TABLE notice_template (
  id TEXT COLLATE "C" PRIMARY KEY,
  name TEXT COLLATE "C" NOT NULL UNIQUE
);

CREATE TABLE notice_delivery (
  notice TEXT COLLATE "C" NOT NULL,
  board TEXT COLLATE "C" NOT NULL,
  received_at BIGINT NOT NULL,
  shown_at BIGINT,
  PRIMARY KEY (notice, board)
);

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
