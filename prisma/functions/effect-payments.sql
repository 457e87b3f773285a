-- The effect `payments`: money that leaves the house. Each item has `op`: pay, or what became of a payment: confirmed, bounced, unclear.
-- The number of a payment is given once, and it is settled once. Refuses with BJ021 a payment that the case hasn't, with BJ022 one of which that
-- was said already, and with BJ023 what is entered by hand of one that a relay is just sending.
CREATE OR REPLACE FUNCTION effect_payments(c jsonb, items jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  t text := c->>'tenant';
  c_id text := c->>'caseId';
  rev int := (c->>'revision')::int;
  at_ timestamptz := (c->>'at')::timestamptz;
  i jsonb;
  p payments;
BEGIN
  FOR i IN SELECT jsonb_array_elements(items) LOOP
    IF i->>'op' = 'pay' THEN
      -- The message has the number of the payment, so that there is one of it.
      IF i ? 'account' THEN
        INSERT INTO outbox (id, tenant, case_id, revision, process, channel, notice, address, params, at)
          VALUES (i->>'id', t, c_id, rev, c->>'process', 'payment', 'payment', i->>'account', jsonb_build_object('fen', i->'fen', 'title', i->'title'), at_);
      END IF;
      INSERT INTO payments (id, tenant, case_id, revision, from_owner, to_owner, fen, title, message_id, state)
        VALUES (i->>'id', t, c_id, rev, i->>'from', i->>'to', (i->>'fen')::bigint, i->'title', CASE WHEN i ? 'account' THEN i->>'id' END, 'inTransit');
      CONTINUE;
    END IF;
    SELECT * INTO p FROM payments WHERE id = i->>'id' AND case_id = c_id AND tenant || '' = t FOR UPDATE;
    IF NOT FOUND THEN RAISE EXCEPTION 'unknown' USING ERRCODE = 'BJ021', DETAIL = jsonb_build_object('id', i->'id')::text; END IF;
    IF NOT (CASE p.state WHEN 'inTransit' THEN i->>'op' <> 'unclear' WHEN 'unclear' THEN i->>'op' <> 'unclear' ELSE i->>'op' = 'unclear' END) THEN
      RAISE EXCEPTION 'settled' USING ERRCODE = 'BJ022', DETAIL = jsonb_build_object('id', p.id, 'state', p.state)::text;
    END IF;
    -- While a relay has it, or has just given it back, it may reach the bank at any moment. Nobody else takes it up afterwards.
    PERFORM 1 FROM outbox WHERE id = p.message_id AND delivered_at IS NULL AND kept_at IS NULL AND given_up_at IS NULL
      AND tried_at IS NOT NULL AND next_at BETWEEN now() - interval '1 minute' AND now() + interval '1 minute' FOR UPDATE;
    IF FOUND AND (i->>'byHand')::boolean THEN RAISE EXCEPTION 'under way' USING ERRCODE = 'BJ023', DETAIL = jsonb_build_object('id', p.id)::text; END IF;
    UPDATE outbox SET delivered_at = CASE WHEN (i->>'byHand')::boolean THEN NULL ELSE now() END, given_up_at = CASE WHEN (i->>'byHand')::boolean THEN now() END,
        failure = CASE WHEN (i->>'byHand')::boolean THEN 'It was settled by hand.' END
      WHERE id = p.message_id AND delivered_at IS NULL AND given_up_at IS NULL;
    UPDATE payments SET state = i->>'op', settled_revision = rev WHERE id = p.id;
  END LOOP;
END $$;
