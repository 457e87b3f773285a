-- The effect `codes`: a new secret code of a case as its hash, one that was used, or one that holds no more.
CREATE OR REPLACE FUNCTION effect_codes(c jsonb, items jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  item jsonb;
BEGIN
  FOR item IN SELECT jsonb_array_elements(items) LOOP
    CASE item->>'op'
      WHEN 'issue' THEN
        INSERT INTO case_codes (case_id, purpose, tenant, number, hash, holder, digits, tries, until)
          VALUES (c->>'caseId', item->>'purpose', c->>'tenant', (item->>'number')::int, item->>'hash', item->>'holder', (item->>'digits')::int,
                  (item->>'tries')::int, moment_of(item->'until'))
          ON CONFLICT (case_id, purpose) DO UPDATE SET number = excluded.number, hash = excluded.hash, holder = excluded.holder, digits = excluded.digits,
            tries = excluded.tries, until = excluded.until, tried = 0, last_try = NULL, used_at = NULL;
      WHEN 'use' THEN
        UPDATE case_codes SET used_at = (c->>'at')::timestamptz WHERE case_id = c->>'caseId' AND purpose = item->>'purpose';
      ELSE
        DELETE FROM case_codes WHERE case_id = c->>'caseId' AND purpose = item->>'purpose';
    END CASE;
  END LOOP;
END $$;
