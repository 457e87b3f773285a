-- The effect `attachments`: pictures and documents of a case. One that the case has already stays as it is.
CREATE OR REPLACE FUNCTION effect_attachments(c jsonb, items jsonb) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO attachments (case_id, sha256, tenant, revision, mime, bytes, width, height, thumbnail, taken_at, place)
    SELECT c->>'caseId', a->>'sha256', c->>'tenant', (c->>'revision')::int, a->>'mime', (a->>'bytes')::int, (a->>'width')::int, (a->>'height')::int,
           a->>'thumbnail', (a->>'takenAt')::timestamptz, a->'place'
    FROM jsonb_array_elements(items) a
  ON CONFLICT DO NOTHING;
END $$;
