-- SPDX-FileCopyrightText: 2026 The Gridboard Authors
-- SPDX-License-Identifier: Apache-2.0
-- What staff ask for at every look and what would else be counted or searched in millions of rows. Kept by triggers, so
-- that whoever writes keeps it right in the same transaction; not copied from store to store, the copy's triggers do it.

-- How many households a unit has.
CREATE TABLE unit_households (
  unit TEXT PRIMARY KEY,
  households INTEGER NOT NULL
) WITHOUT ROWID;
INSERT INTO unit_households (unit, households) SELECT unit, COUNT(*) FROM household GROUP BY unit;
CREATE TRIGGER household_counted AFTER INSERT ON household BEGIN
  INSERT INTO unit_households (unit, households) VALUES (NEW.unit, 1)
    ON CONFLICT (unit) DO UPDATE SET households = households + 1;
END;
CREATE TRIGGER household_moved AFTER UPDATE OF unit ON household WHEN OLD.unit <> NEW.unit BEGIN
  UPDATE unit_households SET households = households - 1 WHERE unit = OLD.unit;
  DELETE FROM unit_households WHERE unit = OLD.unit AND households = 0;
  INSERT INTO unit_households (unit, households) VALUES (NEW.unit, 1)
    ON CONFLICT (unit) DO UPDATE SET households = households + 1;
END;
CREATE TRIGGER household_gone AFTER DELETE ON household BEGIN
  UPDATE unit_households SET households = households - 1 WHERE unit = OLD.unit;
  DELETE FROM unit_households WHERE unit = OLD.unit AND households = 0;
END;

-- What a place is called: its name and its own code, in small ASCII letters. A few thousand words name hundreds of
-- thousands of places, so a search goes through the words and then to the places of each.
CREATE TABLE place_called (
  word TEXT NOT NULL,
  path TEXT NOT NULL,
  PRIMARY KEY (word, path)
) WITHOUT ROWID;
CREATE TABLE place_word (
  word TEXT PRIMARY KEY,
  places INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TRIGGER place_called_added AFTER INSERT ON place_called BEGIN
  INSERT INTO place_word (word, places) VALUES (NEW.word, 1) ON CONFLICT (word) DO UPDATE SET places = places + 1;
END;
CREATE TRIGGER place_called_gone AFTER DELETE ON place_called BEGIN
  UPDATE place_word SET places = places - 1 WHERE word = OLD.word;
  DELETE FROM place_word WHERE word = OLD.word AND places = 0;
END;
-- The second word of a place is its own code: the path behind its last slash.
INSERT INTO place_called (word, path)
  SELECT lower(name), path FROM place
  UNION
  SELECT lower(substr(path, length(rtrim(path, replace(path, '/', ''))) + 1)), path FROM place;
CREATE TRIGGER place_named AFTER INSERT ON place BEGIN
  INSERT INTO place_called (word, path)
    VALUES (lower(NEW.name), NEW.path),
           (lower(substr(NEW.path, length(rtrim(NEW.path, replace(NEW.path, '/', ''))) + 1)), NEW.path)
    ON CONFLICT (word, path) DO NOTHING;
END;
CREATE TRIGGER place_renamed AFTER UPDATE OF name ON place WHEN OLD.name <> NEW.name BEGIN
  DELETE FROM place_called WHERE word = lower(OLD.name) AND path = OLD.path;
  INSERT INTO place_called (word, path)
    VALUES (lower(NEW.name), NEW.path),
           (lower(substr(NEW.path, length(rtrim(NEW.path, replace(NEW.path, '/', ''))) + 1)), NEW.path)
    ON CONFLICT (word, path) DO NOTHING;
END;
CREATE TRIGGER place_gone AFTER DELETE ON place BEGIN
  DELETE FROM place_called WHERE path = OLD.path
    AND word IN (lower(OLD.name), lower(substr(OLD.path, length(rtrim(OLD.path, replace(OLD.path, '/', ''))) + 1)));
END;
