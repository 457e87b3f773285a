-- Messages on a case of the tenant that the transaction names, beside its acts.
CREATE OR REPLACE FUNCTION tell_people(p_case text, p_notices jsonb) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT put_notices(tenant, id, revision, process, unit, area, now(), p_notices) FROM cases
  WHERE id = p_case AND tenant = current_setting('banjie.tenant', true)
$$;
