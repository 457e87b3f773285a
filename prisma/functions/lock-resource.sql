-- Whoever takes, frees or waits for a resource passes here alone until the end of the transaction.
CREATE OR REPLACE FUNCTION lock_resource(p_tenant text, p_resource text) RETURNS void LANGUAGE sql AS $$
  SELECT pg_advisory_xact_lock(hashtextextended(p_tenant || ' ' || p_resource, 0))
$$;
