-- The case number for a start: the same requestId is given the same number again.
CREATE OR REPLACE FUNCTION reserve_case(p_tenant text, p_request text, p_hash text, p_code text)
RETURNS TABLE (case_id text, request_hash text) LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
DECLARE
  n int;
  prefix text;
  p_day text := to_char(tenant_today(p_tenant), 'YYYYMMDD');
BEGIN
  PERFORM set_config('banjie.tenant', p_tenant, true);
  RETURN QUERY SELECT s.case_id, s.request_hash FROM start_requests s WHERE s.tenant = p_tenant AND s.request_id = p_request;
  IF FOUND THEN RETURN; END IF;
  INSERT INTO case_numbers AS c (tenant, code, day, last) VALUES (p_tenant, p_code, p_day, 1)
    ON CONFLICT (tenant, code, day) DO UPDATE SET last = c.last + 1 RETURNING c.last INTO n;
  SELECT t.code INTO prefix FROM tenants t WHERE t.id = p_tenant;
  INSERT INTO start_requests (tenant, request_id, request_hash, case_id)
    VALUES (p_tenant, p_request, p_hash, format('%s-%s-%s-%s', prefix, p_code, p_day, lpad(n::text, greatest(4, length(n::text)), '0')))
    ON CONFLICT DO NOTHING;
  RETURN QUERY SELECT s.case_id, s.request_hash FROM start_requests s WHERE s.tenant = p_tenant AND s.request_id = p_request;
END $$;
