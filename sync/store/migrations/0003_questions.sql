-- SPDX-FileCopyrightText: 2026 The Gridboard Authors
-- SPDX-License-Identifier: Apache-2.0
-- Questions and answers of staff.

-- Without an answer it takes the one with its id that ships with boards away.
CREATE TABLE question (
  id TEXT PRIMARY KEY,
  topic TEXT NOT NULL,
  question TEXT NOT NULL,
  answer TEXT NOT NULL,
  question_en TEXT NOT NULL,
  answer_en TEXT NOT NULL,
  open TEXT NOT NULL,
  published_at INTEGER NOT NULL,
  valid_to INTEGER,
  withdrawn INTEGER NOT NULL,
  publisher TEXT NOT NULL
) WITHOUT ROWID;
-- Lists of texts: 0 audience, 1 other ways to ask it, 2 keywords, 3 related ids.
CREATE TABLE question_text (
  question TEXT NOT NULL REFERENCES question (id) ON DELETE CASCADE,
  list INTEGER NOT NULL,
  number INTEGER NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (question, list, number)
) WITHOUT ROWID;
