-- The effect `firm_accounts`: accounts of firms that were verified in a case, each journalled as a change by the case.
CREATE OR REPLACE FUNCTION effect_firm_accounts(c jsonb, items jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  t text := c->>'tenant';
  item jsonb;
BEGIN
  FOR item IN SELECT i FROM jsonb_array_elements(items) i ORDER BY i->>'firm' LOOP
    PERFORM lock_resource(t, 'data:firm:' || (item->>'firm'));
    UPDATE subjects SET account_bank = item->>'bank', account_sealed = item->>'sealed', account_verified_at = (c->>'at')::timestamptz
      WHERE tenant = t AND kind = 'firm' AND key = item->>'firm';
    INSERT INTO data_changes (tenant, request_id, request_hash, actor_id, actor_name, at, name, subject, before, after)
      VALUES (t, concat_ws('/', c->>'caseId', c->>'revision', 'firm', item->>'firm'), encode(sha256(convert_to(item::text, 'UTF8')), 'hex'),
        'case:' || (c->>'caseId'), c->>'caseId', (c->>'at')::timestamptz, 'setFirm', 'firm:' || (item->>'firm'), '{}',
        jsonb_build_object('account', '****', 'accountBank', item->'bank', 'accountVerifiedAt', c->'at'));
  END LOOP;
END $$;
