-- SPDX-FileCopyrightText: 2026 The Gridboard Authors
-- SPDX-License-Identifier: Apache-2.0
-- As ../0007_blobs.sql. Pieces lie as they are: pictures and fonts are compressed already.
CREATE TABLE blob (
  sha256 TEXT COLLATE "C" PRIMARY KEY,
  size BIGINT NOT NULL,
  unused_since BIGINT
);
CREATE INDEX blob_unused ON blob (unused_since) WHERE unused_since IS NOT NULL;
CREATE TABLE blob_piece (
  sha256 TEXT COLLATE "C" NOT NULL REFERENCES blob (sha256) ON DELETE CASCADE,
  number BIGINT NOT NULL,
  bytes BYTEA NOT NULL,
  PRIMARY KEY (sha256, number)
);
ALTER TABLE blob_piece ALTER COLUMN bytes SET STORAGE EXTERNAL;
CREATE TABLE notice_picture (
  notice TEXT COLLATE "C" PRIMARY KEY REFERENCES notice (id) ON DELETE CASCADE,
  sha256 TEXT COLLATE "C" NOT NULL,
  type BIGINT NOT NULL,
  bytes BIGINT NOT NULL,
  width_px BIGINT NOT NULL,
  height_px BIGINT NOT NULL,
  text TEXT COLLATE "C" NOT NULL
);
CREATE INDEX notice_picture_by_blob ON notice_picture (sha256);
