-- A receiver has answered that it wants nothing more: its webhook is switched off, and the journal says why.
CREATE OR REPLACE FUNCTION end_webhook(p_tenant text, p_id text, p_message text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  hook webhooks;
BEGIN
  PERFORM set_config('banjie.tenant', p_tenant, true);
  UPDATE webhooks SET active = false WHERE tenant = p_tenant AND id = p_id AND active RETURNING * INTO hook;
  IF NOT FOUND THEN RETURN; END IF;
  -- What waits for it is given up now, instead of one at each try.
  UPDATE message_channels SET failures = 0, failure = NULL, paused_at = NULL, next_try_at = NULL
    WHERE tenant = p_tenant AND name = 'webhook:' || p_id AND paused_by IS NULL;
  INSERT INTO data_changes (tenant, request_id, request_hash, actor_id, actor_name, name, subject, before, after)
    VALUES (p_tenant, 'gone:' || p_message, '', 'webhook:' || p_id, hook.url, 'webhookGone', 'webhook:' || p_id,
            to_jsonb(hook) - 'secret' || '{"active": true}', to_jsonb(hook) - 'secret')
    ON CONFLICT DO NOTHING;
END $$;
