-- SPDX-FileCopyrightText: 2026 The Gridboard Authors
-- SPDX-License-Identifier: Apache-2.0
-- Larger things by their SHA-256, in pieces of wire::kBlobPieceBytes, and the pictures of notices, which are such.
-- unused_since: since when nothing on boards was seen to refer to it.
CREATE TABLE blob (
  sha256 TEXT PRIMARY KEY,
  size INTEGER NOT NULL,
  unused_since INTEGER
) WITHOUT ROWID;
CREATE INDEX blob_unused ON blob (unused_since) WHERE unused_since IS NOT NULL;
CREATE TABLE blob_piece (
  sha256 TEXT NOT NULL REFERENCES blob (sha256) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (sha256, number)
);
CREATE TABLE notice_picture (
  notice TEXT PRIMARY KEY REFERENCES notice (id) ON DELETE CASCADE,
  sha256 TEXT NOT NULL,
  type INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  width_px INTEGER NOT NULL,
  height_px INTEGER NOT NULL,
  text TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX notice_picture_by_blob ON notice_picture (sha256);
