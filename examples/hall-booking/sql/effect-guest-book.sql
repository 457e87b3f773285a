-- The effect `guest_book`: an entry in the guest book of a hall. Refuses with VG001 the second entry of one person on one day.
CREATE OR REPLACE FUNCTION effect_guest_book(c jsonb, items jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  entry jsonb;
BEGIN
  FOR entry IN SELECT jsonb_array_elements(items) LOOP
    INSERT INTO guest_book (tenant, hall, day, person, words, case_id)
      VALUES (c->>'tenant', entry->>'hall', tenant_today(c->>'tenant'), c->>'actor', entry->>'words', c->>'caseId')
      ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'signed' USING ERRCODE = 'VG001', DETAIL = jsonb_build_object('hall', entry->'hall')::text;
    END IF;
  END LOOP;
END $$;
