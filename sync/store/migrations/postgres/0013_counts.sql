-- SPDX-FileCopyrightText: 2026 The Gridboard Authors
-- SPDX-License-Identifier: Apache-2.0
-- As ../0016_counts.sql. A statement may bring millions of rows: they are counted together, in one order, so that two
-- who write at the same time wait for each other instead of both for ever.
CREATE TABLE unit_households (
  unit TEXT COLLATE "C" PRIMARY KEY,
  households BIGINT NOT NULL
);
INSERT INTO unit_households (unit, households) SELECT unit, COUNT(*) FROM household GROUP BY unit;
CREATE FUNCTION count_added_households() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO unit_households AS counted (unit, households)
    SELECT unit, COUNT(*) FROM added GROUP BY unit ORDER BY unit
    ON CONFLICT (unit) DO UPDATE SET households = counted.households + excluded.households;
  RETURN NULL;
END $$;
CREATE FUNCTION count_gone_households() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  UPDATE unit_households SET households = unit_households.households - less.households
    FROM (SELECT unit, COUNT(*) AS households FROM gone GROUP BY unit) AS less WHERE less.unit = unit_households.unit;
  DELETE FROM unit_households WHERE households = 0 AND unit IN (SELECT unit FROM gone);
  RETURN NULL;
END $$;
CREATE FUNCTION count_moved_household() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  UPDATE unit_households SET households = households - 1 WHERE unit = OLD.unit;
  DELETE FROM unit_households WHERE unit = OLD.unit AND households = 0;
  INSERT INTO unit_households AS counted (unit, households) VALUES (NEW.unit, 1)
    ON CONFLICT (unit) DO UPDATE SET households = counted.households + 1;
  RETURN NULL;
END $$;
CREATE TRIGGER household_counted AFTER INSERT ON household REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION count_added_households();
CREATE TRIGGER household_gone AFTER DELETE ON household REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION count_gone_households();
CREATE TRIGGER household_moved AFTER UPDATE OF unit ON household
  FOR EACH ROW WHEN (OLD.unit <> NEW.unit) EXECUTE FUNCTION count_moved_household();

CREATE TABLE place_called (
  word TEXT COLLATE "C" NOT NULL,
  path TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (word, path)
);
CREATE TABLE place_word (
  word TEXT COLLATE "C" PRIMARY KEY,
  places BIGINT NOT NULL
);
CREATE FUNCTION code_of_place(path TEXT) RETURNS TEXT LANGUAGE sql IMMUTABLE AS
  $$ SELECT lower(substr(path, length(rtrim(path, replace(path, '/', ''))) + 1) COLLATE "C") $$;
CREATE FUNCTION count_added_words() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO place_word AS counted (word, places)
    SELECT word, COUNT(*) FROM added GROUP BY word ORDER BY word
    ON CONFLICT (word) DO UPDATE SET places = counted.places + excluded.places;
  RETURN NULL;
END $$;
CREATE FUNCTION count_gone_words() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  UPDATE place_word SET places = place_word.places - less.places
    FROM (SELECT word, COUNT(*) AS places FROM gone GROUP BY word) AS less WHERE less.word = place_word.word;
  DELETE FROM place_word WHERE places = 0 AND word IN (SELECT word FROM gone);
  RETURN NULL;
END $$;
CREATE FUNCTION call_added_places() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO place_called (word, path)
    SELECT lower(name COLLATE "C"), path FROM added UNION SELECT code_of_place(path), path FROM added ORDER BY 1, 2;
  RETURN NULL;
END $$;
CREATE FUNCTION call_renamed_place() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM place_called WHERE word = lower(OLD.name COLLATE "C") AND path = OLD.path;
  INSERT INTO place_called (word, path)
    SELECT lower(NEW.name COLLATE "C"), NEW.path UNION SELECT code_of_place(NEW.path), NEW.path
    ON CONFLICT (word, path) DO NOTHING;
  RETURN NULL;
END $$;
CREATE FUNCTION call_gone_places() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM place_called USING gone
    WHERE place_called.path = gone.path
      AND place_called.word IN (lower(gone.name COLLATE "C"), code_of_place(gone.path));
  RETURN NULL;
END $$;
CREATE TRIGGER place_called_added AFTER INSERT ON place_called REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION count_added_words();
CREATE TRIGGER place_called_gone AFTER DELETE ON place_called REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION count_gone_words();
INSERT INTO place_called (word, path)
  SELECT lower(name COLLATE "C"), path FROM place UNION SELECT code_of_place(path), path FROM place ORDER BY 1, 2;
CREATE TRIGGER place_named AFTER INSERT ON place REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION call_added_places();
CREATE TRIGGER place_gone AFTER DELETE ON place REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION call_gone_places();
CREATE TRIGGER place_renamed AFTER UPDATE OF name ON place
  FOR EACH ROW WHEN (OLD.name <> NEW.name) EXECUTE FUNCTION call_renamed_place();
