-- Adds entries to the log of the tenant that the transaction names, behind the place `from`. A tile only ever grows; the plain role writes the
-- log through this function alone.
CREATE OR REPLACE FUNCTION append_log(p jsonb) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  t text := current_setting('banjie.tenant');
  from_ bigint := (p->>'from')::bigint;
BEGIN
  INSERT INTO log_heads (tenant) VALUES (t) ON CONFLICT DO NOTHING;
  UPDATE log_heads SET size = from_ + jsonb_array_length(p->'entries'), positions = p->'positions' WHERE tenant = t AND size = from_;
  IF NOT FOUND THEN RAISE EXCEPTION 'the log goes on from another place'; END IF;
  INSERT INTO log_entries (tenant, position, kind, ref)
    SELECT t, from_ + n - 1, e->>0, e->>1 FROM jsonb_array_elements(p->'entries') WITH ORDINALITY q(e, n);
  INSERT INTO log_tiles AS l (tenant, level, tile, hashes)
    SELECT t, (x->>'level')::int, (x->>'tile')::bigint, decode(x->>'hashes', 'base64') FROM jsonb_array_elements(p->'tiles') x
    ON CONFLICT (tenant, level, tile) DO UPDATE SET hashes = excluded.hashes
    WHERE substring(excluded.hashes FROM 1 FOR length(l.hashes)) = l.hashes;
END $$;

-- Keeps a signed checkpoint of as many entries as there are, or the same one with the signature of a witness more.
CREATE OR REPLACE FUNCTION keep_checkpoint(p_size bigint, p_note text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM log_heads WHERE tenant = current_setting('banjie.tenant') AND size >= p_size) THEN
    RAISE EXCEPTION 'the log has fewer entries than the checkpoint';
  END IF;
  INSERT INTO log_checkpoints (tenant, size, note) VALUES (current_setting('banjie.tenant'), p_size, p_note)
    ON CONFLICT (tenant, size) DO UPDATE SET note = excluded.note
    WHERE split_part(log_checkpoints.note, E'\n\n', 1) = split_part(excluded.note, E'\n\n', 1) AND length(excluded.note) >= length(log_checkpoints.note);
END $$;
