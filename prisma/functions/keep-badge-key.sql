-- Keeps a public key that signs badges, once.
CREATE OR REPLACE FUNCTION keep_badge_key(p_kid text, p_jwk jsonb) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  INSERT INTO badge_keys (tenant, kid, jwk) VALUES (current_setting('banjie.tenant', true), p_kid, p_jwk) ON CONFLICT DO NOTHING
$$;
