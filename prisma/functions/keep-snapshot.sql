-- Keeps a text under the hash of its bytes, once.
CREATE OR REPLACE FUNCTION keep_snapshot(p_sha256 text, p_content text) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  INSERT INTO snapshots (tenant, sha256, content) VALUES (current_setting('banjie.tenant', true), p_sha256, p_content) ON CONFLICT DO NOTHING
$$;
