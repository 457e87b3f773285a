-- Writes the effects of a transition in the order in which they come, as `[{"kind", "items"}]`: the recorder has sorted them, so that all
-- transitions lock in the same order. The kinds that Banjie ships are called by name, for plans that are made once in a connection.
CREATE OR REPLACE FUNCTION write_effects(c jsonb, p_effects jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  kind text;
  items jsonb;
BEGIN
  IF NOT p_effects @> '[{"kind": "holds"}]' THEN PERFORM end_waits(c, false); END IF;
  FOR i IN 0 .. jsonb_array_length(p_effects) - 1 LOOP
    kind := p_effects->i->>'kind';
    items := p_effects->i->'items';
    CASE kind
      WHEN 'holds' THEN PERFORM effect_holds(c, items);
      WHEN 'parties' THEN PERFORM effect_parties(c, items);
      WHEN 'attachments' THEN PERFORM effect_attachments(c, items);
      WHEN 'links' THEN PERFORM effect_links(c, items);
      WHEN 'notices' THEN
        PERFORM put_notices(c->>'tenant', c->>'caseId', (c->>'revision')::int, c->>'process', c->>'unit', c->>'area', (c->>'at')::timestamptz, items);
      WHEN 'acts' THEN PERFORM effect_acts(c, items);
      WHEN 'opening' THEN PERFORM effect_opening(c, items);
      WHEN 'qualifications' THEN PERFORM effect_qualifications(c, items);
      WHEN 'knowledge' THEN PERFORM effect_knowledge(c, items);
      WHEN 'ledger' THEN PERFORM effect_ledger(c, items);
      ELSE EXECUTE format('SELECT %I($1, $2)', 'effect_' || kind) USING c, items;
    END CASE;
  END LOOP;
END $$;
