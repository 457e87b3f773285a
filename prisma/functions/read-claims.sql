-- Takes over what a newer token says of somebody: their person row where there is none, and the roles that its claims give and take as of today.
-- An older token than the last one changes nothing: whoever has lost a group doesn't get it back by keeping one. Of tokens made in one second
-- holds what all of them say. No values (NULL) say nothing, and an empty list says that there are none. Answers with whose roles changed.
CREATE OR REPLACE FUNCTION read_claims(p_tenant text, p_subject text, p_name text, p_made timestamptz, p_values text[])
RETURNS TABLE (person text, roles text[]) LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
DECLARE
  day date := tenant_today(p_tenant);
  who people;
  gone text[];
  come text[];
BEGIN
  IF day IS NULL THEN RETURN; END IF;
  PERFORM set_config('banjie.tenant', p_tenant, true);
  PERFORM lock_resource(p_tenant, 'data:sign-in:' || p_subject);
  SELECT * INTO who FROM people p WHERE p.tenant = p_tenant AND p.subject = p_subject;
  IF NOT FOUND THEN
    INSERT INTO people (tenant, id, subject, name)
      VALUES (p_tenant, CASE WHEN is_person_id(p_subject) AND NOT EXISTS (SELECT 1 FROM people p WHERE p.tenant = p_tenant AND p.id = p_subject)
        THEN p_subject ELSE gen_random_uuid()::text END, p_subject, p_name) RETURNING * INTO who;
    come := '{}';
  ELSIF who.ended_on <= day OR EXISTS (SELECT 1 FROM sign_ins s WHERE s.tenant = p_tenant AND s.person = who.id AND s.token_made > p_made) THEN
    RETURN;
  END IF;
  -- Where nothing is known of groups, roles stay as they are.
  IF p_values IS NOT NULL THEN
    INSERT INTO sign_ins AS s (tenant, person, token_made, said) VALUES (p_tenant, who.id, p_made, p_values)
      ON CONFLICT (tenant, person) DO UPDATE SET token_made = excluded.token_made,
        said = CASE WHEN s.token_made = excluded.token_made THEN ARRAY(SELECT unnest(s.said) INTERSECT SELECT unnest(excluded.said)) ELSE excluded.said END
      RETURNING said INTO p_values;
  END IF;
  WITH ended AS (UPDATE person_roles r SET ended_on = day
    WHERE r.tenant = p_tenant AND r.person_id = who.id AND r.claim IS NOT NULL AND p_values IS NOT NULL AND (r.ended_on IS NULL OR r.ended_on > day)
      AND NOT EXISTS (SELECT 1 FROM role_claims m WHERE m.tenant = p_tenant AND m.id = r.claim AND m.value = ANY (p_values)
        AND m.valid_from <= day AND (m.ended_on IS NULL OR m.ended_on > day))
    RETURNING r.role) SELECT array_agg(DISTINCT role) INTO gone FROM ended;
  WITH given AS (INSERT INTO person_roles (tenant, id, person_id, role, unit, area, valid_from, claim)
    SELECT p_tenant, gen_random_uuid()::text, who.id, m.role, m.unit, m.area, day, m.id FROM role_claims m
    WHERE m.tenant = p_tenant AND m.value = ANY (p_values) AND m.valid_from <= day AND (m.ended_on IS NULL OR m.ended_on > day)
      AND NOT EXISTS (SELECT 1 FROM person_roles r WHERE r.tenant = p_tenant AND r.person_id = who.id AND r.claim = m.id AND (r.ended_on IS NULL OR r.ended_on > day))
    RETURNING role) SELECT coalesce(array_agg(DISTINCT role), come) INTO come FROM given;
  IF gone IS NULL AND come IS NULL THEN RETURN; END IF;
  INSERT INTO data_changes (tenant, request_id, request_hash, actor_id, actor_name, name, subject, before, after)
    VALUES (p_tenant, 'clock:claims:' || gen_random_uuid(), '', who.id, who.name, 'claimsRead', 'person:' || who.id,
      jsonb_build_object('roles', coalesce(gone, '{}')), jsonb_build_object('roles', coalesce(come, '{}')));
  RETURN QUERY SELECT who.id, coalesce(gone, '{}') || coalesce(come, '{}');
END $$;
