-- Has a message that was given up, or kept because no transport was connected, leave after all; says how it was, and nothing where it is neither.
CREATE OR REPLACE FUNCTION retry_message(p_id text) RETURNS jsonb LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH was AS (
    SELECT id, failure, tries, given_up_at FROM outbox
    WHERE tenant = current_setting('banjie.tenant', true) AND id = p_id AND channel <> 'inbox' AND delivered_at IS NULL
      AND (given_up_at IS NOT NULL OR kept_at IS NOT NULL) FOR UPDATE),
  again AS (
    UPDATE outbox o SET next_at = now(), tries = 0, tried_at = NULL, failure = NULL, given_up_at = NULL, kept_at = NULL FROM was w WHERE o.id = w.id)
  SELECT jsonb_build_object('state', CASE WHEN given_up_at IS NULL THEN 'KEPT' ELSE 'FAILED' END, 'failure', failure, 'tries', tries) FROM was
$$;
