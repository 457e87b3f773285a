-- The effect `bookings`: the time of people, which no two cases have at once. Each item has `op`: book, unbook or attend.
-- Refuses with BJ007 the time that another case has, unless the item is `overlapping`, and with BJ008 that somebody was in two places.
CREATE OR REPLACE FUNCTION effect_bookings(c jsonb, items jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  t text := c->>'tenant';
  taken record;
BEGIN
  -- Always in the same order, so that of two who are after the same time the second waits, and is then told.
  PERFORM lock_resource(t, 'booking:' || who) FROM (
    SELECT DISTINCT who FROM jsonb_array_elements(items) i, jsonb_array_elements_text(i->'people') AS p(who) WHERE i->>'op' IN ('book', 'attend') ORDER BY who) q;
  DELETE FROM bookings b USING jsonb_array_elements(items) i
    WHERE i->>'op' IN ('book', 'unbook') AND b.tenant = t AND b.case_id = c->>'caseId' AND (NOT i ? 'people' OR i->'people' ? b.person);
  SELECT b.case_id AS "caseId", b.person, (SELECT title FROM cases WHERE id = b.case_id) AS title,
         coalesce((SELECT name FROM people WHERE tenant = t AND id = b.person), b.person) AS name INTO taken
    FROM jsonb_array_elements(items) i, jsonb_array_elements_text(i->'people') AS p(who), jsonb_array_elements(i->'spans') s
    JOIN bookings b ON b.tenant = t AND b.begins < to_timestamp((s->>'until')::float8 / 1000) AND b.ends > to_timestamp((s->>'from')::float8 / 1000)
    WHERE i->>'op' = 'book' AND NOT (i->>'overlapping')::boolean AND b.person = who AND b.case_id <> c->>'caseId'
    ORDER BY b.person, b.begins LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'booked' USING ERRCODE = 'BJ007', DETAIL = to_jsonb(taken)::text;
  END IF;
  INSERT INTO bookings (tenant, person, case_id, begins, ends)
    SELECT DISTINCT t, who, c->>'caseId', to_timestamp((s->>'from')::float8 / 1000), to_timestamp((s->>'until')::float8 / 1000)
    FROM jsonb_array_elements(items) i, jsonb_array_elements_text(i->'people') AS p(who), jsonb_array_elements(i->'spans') s
    WHERE i->>'op' = 'book';
  IF NOT items @> '[{"op": "attend"}]' THEN
    RETURN;
  END IF;
  UPDATE bookings b SET attended = false FROM jsonb_array_elements(items) i
    WHERE i->>'op' = 'attend' AND b.tenant = t AND b.case_id = c->>'caseId' AND i->'people' ? b.person AND b.attended;
  SELECT b.case_id AS "caseId", b.person, (SELECT title FROM cases WHERE id = b.case_id) AS title,
         coalesce((SELECT name FROM people WHERE tenant = t AND id = b.person), b.person) AS name INTO taken
    FROM jsonb_array_elements(items) i, jsonb_array_elements_text(i->'people') AS p(who), jsonb_array_elements(i->'spans') s
    JOIN bookings b ON b.tenant = t AND b.begins < to_timestamp((s->>'until')::float8 / 1000) AND b.ends > to_timestamp((s->>'from')::float8 / 1000)
    WHERE i->>'op' = 'attend' AND b.person = who AND b.case_id <> c->>'caseId' AND b.attended
    ORDER BY b.person, b.begins LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'elsewhere' USING ERRCODE = 'BJ008', DETAIL = to_jsonb(taken)::text;
  END IF;
  INSERT INTO bookings (tenant, person, case_id, begins, ends, attended)
    SELECT DISTINCT t, who, c->>'caseId', to_timestamp((s->>'from')::float8 / 1000), to_timestamp((s->>'until')::float8 / 1000), true
    FROM jsonb_array_elements(items) i, jsonb_array_elements_text(i->'people') AS p(who), jsonb_array_elements(i->'spans') s
    WHERE i->>'op' = 'attend'
    ON CONFLICT (tenant, person, begins, case_id) DO UPDATE SET attended = true, ends = excluded.ends;
END $$;
