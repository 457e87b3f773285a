-- A message has left, is kept because nobody is there to take it, or is given up with the reason.
CREATE OR REPLACE FUNCTION note_delivery(p_tenant text, p_id text, p_outcome text, p_failure text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM set_config('banjie.tenant', p_tenant, true);
  UPDATE outbox SET delivered_at = CASE p_outcome WHEN 'delivered' THEN now() END, kept_at = CASE p_outcome WHEN 'kept' THEN now() END, failure = p_failure
    WHERE tenant = p_tenant AND id = p_id AND delivered_at IS NULL;
END $$;
