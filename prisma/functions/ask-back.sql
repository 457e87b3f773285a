-- Where a reversal has left an account below nothing, what cases hold of it (`held:<case>`) fills it: the newest of them are asked to give it back by
-- their action `owed`, as many as it takes. The account is locked, so that whoever draws on it comes before or after.
CREATE OR REPLACE FUNCTION ask_back(c jsonb, p_owner text, p_asset text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  t text := c->>'tenant';
  missing bigint;
  held record;
BEGIN
  SELECT -balance INTO missing FROM accounts WHERE tenant = t AND owner = p_owner AND asset = p_asset;
  IF missing <= 0 THEN RETURN; END IF;
  FOR held IN
    SELECT k.id, a.balance FROM cases k JOIN accounts a ON a.tenant = t AND a.owner = 'held:' || k.id AND a.asset = p_asset
      WHERE k.tenant = t AND k.opened_by = substr(p_owner, 8) AND NOT k.closed AND a.balance > 0
        AND EXISTS (SELECT 1 FROM ledger_lines l WHERE l.case_id = k.id AND l.from_owner = p_owner AND l.to_owner = a.owner AND l.asset = p_asset)
      ORDER BY k.opened_at DESC, k.id DESC
  LOOP
    EXIT WHEN missing <= 0;
    PERFORM effect_acts(c, jsonb_build_array(jsonb_build_object('on', held.id, 'action', 'owed', 'input', '{}'::jsonb)));
    missing := missing - held.balance;
  END LOOP;
END $$;
