-- Lots of one account after the lines of an act: what came opens one, what comes back goes to those that it was taken from, what goes out takes from the
-- oldest and says from which. What is past its last day isn't spent any more. Together they come to the balance, or to nothing where that is below zero.
-- The account is locked by now.
CREATE OR REPLACE FUNCTION move_lots(t text, p_at timestamptz, p_owner text, p_asset text, p_lines text[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  today date;
  line record;
  lot record;
  missing bigint;
BEGIN
  SELECT (p_at AT TIME ZONE zone)::date INTO today FROM tenants WHERE id = t;
  INSERT INTO ledger_lots (id, tenant, owner, asset, source, until, at, amount, rest)
    SELECT id, t, p_owner, p_asset, from_owner, until, at, amount, amount FROM ledger_lines
    WHERE id = ANY (p_lines) AND to_owner = p_owner AND reverses IS NULL AND amount > 0 AND NOT moves_batches(from_owner, asset, until);
  FOR line IN SELECT * FROM ledger_lines WHERE id = ANY (p_lines) AND to_owner = p_owner AND reverses IS NOT NULL ORDER BY id LOOP
    missing := line.amount;
    -- What was taken last comes back first.
    FOR lot IN
      SELECT d.lot_id AS id, least(d.amount, x.amount - x.rest) AS taken FROM ledger_draws d JOIN ledger_lots x ON x.id = d.lot_id
        WHERE d.line_id = line.reverses AND x.owner = p_owner AND x.asset = p_asset AND d.amount > 0 ORDER BY x.at DESC, x.id DESC
    LOOP
      EXIT WHEN missing = 0;
      CONTINUE WHEN lot.taken = 0;
      UPDATE ledger_lots SET rest = rest + least(missing, lot.taken) WHERE id = lot.id;
      INSERT INTO ledger_draws (line_id, lot_id, tenant, amount) VALUES (line.id, lot.id, t, -least(missing, lot.taken));
      missing := missing - least(missing, lot.taken);
    END LOOP;
    -- It was taken before there were lots.
    IF missing > 0 THEN
      INSERT INTO ledger_lots (id, tenant, owner, asset, source, at, amount, rest) VALUES (line.id, t, p_owner, p_asset, line.from_owner, line.at, missing, missing);
    END IF;
  END LOOP;
  FOR line IN
    SELECT id, amount, reverses, to_owner FROM ledger_lines l WHERE id = ANY (p_lines) AND from_owner = p_owner AND amount > 0
      AND NOT EXISTS (SELECT 1 FROM ledger_draws d JOIN ledger_lots x ON x.id = d.lot_id WHERE d.line_id = l.id AND x.owner = p_owner)
      ORDER BY reverses IS NULL, id
  LOOP
    -- What is written off may be past its day.
    missing := draw_lots(t, p_owner, p_asset, line.id, line.amount, line.reverses,
      CASE WHEN line.reverses IS NULL AND line.to_owner NOT IN ('scheme:spoiled', 'scheme:lost', 'scheme:counted') THEN today END);
    IF missing > 0 AND line.reverses IS NULL THEN
      RAISE EXCEPTION 'balance' USING ERRCODE = 'BJ002', DETAIL = jsonb_build_object('owner', p_owner, 'asset', p_asset, 'amount', -line.amount)::text;
    END IF;
  END LOOP;
  -- What was owed is paid by what has come.
  SELECT coalesce((SELECT sum(rest) FROM ledger_lots WHERE tenant = t AND owner = p_owner AND asset = p_asset AND rest > 0), 0) - greatest(balance, 0) INTO missing
    FROM accounts WHERE tenant = t AND owner = p_owner AND asset = p_asset;
  IF missing > 0 THEN
    SELECT id INTO line FROM ledger_lines WHERE id = ANY (p_lines) AND to_owner = p_owner AND amount > 0 ORDER BY id LIMIT 1;
    PERFORM draw_lots(t, p_owner, p_asset, line.id, missing, NULL, NULL);
  END IF;
END $$;

-- Takes an amount from the lots of an account for a line, from those of one line first where that is named, and then from the oldest, of stock from
-- those that are to be used first; only from those that still
-- count on a day where one is named. Answers how much there wasn't.
CREATE OR REPLACE FUNCTION draw_lots(t text, p_owner text, p_asset text, p_line text, p_amount bigint, p_first text, p_on date) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  lot record;
  missing bigint := p_amount;
BEGIN
  FOR lot IN
    SELECT id, rest FROM ledger_lots WHERE tenant = t AND owner = p_owner AND asset = p_asset AND rest > 0 AND (p_on IS NULL OR until IS NULL OR until >= p_on)
      ORDER BY (id = p_first OR id LIKE p_first || '.%') DESC NULLS LAST, CASE WHEN p_asset = 'stock' THEN until END, at, id
  LOOP
    EXIT WHEN missing = 0;
    UPDATE ledger_lots SET rest = rest - least(missing, lot.rest) WHERE id = lot.id;
    INSERT INTO ledger_draws (line_id, lot_id, tenant, amount) VALUES (p_line, lot.id, t, least(missing, lot.rest))
      ON CONFLICT (line_id, lot_id) DO UPDATE SET amount = ledger_draws.amount + excluded.amount;
    missing := missing - least(missing, lot.rest);
  END LOOP;
  RETURN missing;
END $$;

-- Whether a line moves stock from one place to another: its batches keep their last days.
CREATE OR REPLACE FUNCTION moves_batches(p_from text, p_asset text, p_until date) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT p_asset = 'stock' AND p_until IS NULL AND kept_in_lots(p_from, p_asset)
$$;

-- Opens, where stock was moved to, a lot for each batch that it was taken from: `<line>.<n>`.
CREATE OR REPLACE FUNCTION open_batches(c jsonb) RETURNS void LANGUAGE sql AS $$
  INSERT INTO ledger_lots (id, tenant, owner, asset, source, until, at, amount, rest)
    SELECT l.id || '.' || row_number() OVER (PARTITION BY l.id ORDER BY x.until, x.at, x.id), l.tenant, l.to_owner, l.asset, l.from_owner, x.until, l.at, d.amount, d.amount
    FROM ledger_lines l JOIN ledger_draws d ON d.line_id = l.id JOIN ledger_lots x ON x.id = d.lot_id AND x.owner = l.from_owner
    WHERE l.case_id = c->>'caseId' AND l.revision = (c->>'revision')::int AND l.reverses IS NULL AND d.amount > 0
      AND moves_batches(l.from_owner, l.asset, l.until) AND kept_in_lots(l.to_owner, l.asset)
$$;
