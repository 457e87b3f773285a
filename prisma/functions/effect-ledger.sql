-- The effect `ledger`: double entry. Each item has `op`: credit, reverse, takeBack, expire or foretell.
-- Refuses with BJ002 what passes a balance or a ceiling, with BJ006 a line that was taken back already, and with BJ020 what a cap doesn't leave
-- where it isn't to be cut.
CREATE OR REPLACE FUNCTION effect_ledger(c jsonb, items jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  t text := c->>'tenant';
  c_id text := c->>'caseId';
  rev int := (c->>'revision')::int;
  at_ timestamptz := (c->>'at')::timestamptz;
  reversed text[] := '{}';
  taken text[] := '{}';
  line jsonb;
  room bigint;
  drawn bigint;
  since timestamptz;
  cut record;
  acc record;
  told record;
BEGIN
  -- What takes lines back passes here one after another, so that a line of which two are after is taken back once, and the second is told.
  IF items @@ '$[*].op <> "credit"' THEN
    PERFORM lock_resource(t, 'ledger:back');
    reversed := ARRAY(SELECT i->>'rule' FROM jsonb_array_elements(items) i WHERE i->>'op' = 'reverse');
    taken := ARRAY(SELECT i->>'id' FROM jsonb_array_elements(items) i WHERE i->>'op' = 'takeBack');
  END IF;
  INSERT INTO ledger_lines (id, tenant, case_id, revision, rule, asset, from_owner, to_owner, amount, at, kind, year, until)
    SELECT gen_random_uuid()::text, t, c_id, rev, l->>'rule', l->>'asset', l->>'from', l->>'to', (l->>'amount')::bigint, at_,
           l->>'kind', (l->>'year')::int, coalesce((l->>'until')::date, CASE WHEN l ? 'validYears' THEN year_end(t, at_, (l->>'validYears')::int) END)
    FROM jsonb_array_elements(items) l WHERE l->>'op' = 'credit' AND NOT l ? 'cap';
  IF items @? '$[*].cap' THEN
    -- Before any account, and always in the same order: an act that draws on a cap waits for those before it, and gets what is left.
    FOR line IN
      SELECT l FROM jsonb_array_elements(items) WITH ORDINALITY q(l, n) WHERE l->>'op' = 'credit' AND l ? 'cap' ORDER BY l#>>'{cap,key}', n
    LOOP
      INSERT INTO ledger_caps (tenant, key, used) VALUES (t, line#>>'{cap,key}', 0) ON CONFLICT DO NOTHING;
      SELECT used INTO drawn FROM ledger_caps WHERE tenant = t AND key = line#>>'{cap,key}' FOR UPDATE;
      IF line#>'{cap,window}' IS NOT NULL THEN
        -- Months are those of the tenant's calendar. What has expired was given all the same; what was taken back wasn't.
        SELECT (at_ AT TIME ZONE zone - make_interval(months => (line#>>'{cap,window,months}')::int)) AT TIME ZONE zone INTO since FROM tenants WHERE id = t;
        SELECT coalesce(sum(l.amount), 0) INTO drawn FROM ledger_lines l
          WHERE l.tenant = t AND l.cap = line#>>'{cap,key}' AND l.at > since AND l.reverses IS NULL
            AND NOT EXISTS (SELECT 1 FROM ledger_lines back WHERE back.reverses = l.id AND back.rule NOT LIKE '%:expired');
      END IF;
      room := greatest(0, least((line->>'amount')::bigint, (line#>>'{cap,most}')::bigint - drawn));
      IF line#>>'{cap,or}' = 'refuse' AND room < (line->>'amount')::bigint THEN
        RAISE EXCEPTION 'cap' USING ERRCODE = 'BJ020', DETAIL = jsonb_build_object('key', line#>'{cap,key}', 'asset', line->'asset', 'most', line#>'{cap,most}', 'used', drawn,
          'months', line#>'{cap,window,months}')::text;
      END IF;
      UPDATE ledger_caps SET used = used + room WHERE tenant = t AND key = line#>>'{cap,key}';
      INSERT INTO ledger_lines (id, tenant, case_id, revision, rule, asset, from_owner, to_owner, amount, asked, cap, at, kind, year, until)
        VALUES (gen_random_uuid()::text, t, c_id, rev, line->>'rule', line->>'asset', line->>'from', line->>'to', room, (line->>'amount')::bigint,
                line#>>'{cap,key}', at_, line->>'kind', (line->>'year')::int, (line->>'until')::date);
    END LOOP;
  END IF;
  IF reversed <> '{}' OR taken <> '{}' THEN
    IF EXISTS (SELECT 1 FROM ledger_lines back WHERE back.reverses = ANY (taken)) THEN
      RAISE EXCEPTION 'taken back' USING ERRCODE = 'BJ006';
    END IF;
    INSERT INTO ledger_lines (id, tenant, case_id, revision, rule, asset, from_owner, to_owner, amount, at, reverses, cap, kind, year)
      SELECT gen_random_uuid()::text, t, c_id, rev, l.rule || CASE WHEN l.case_id = c_id THEN ':reversed' ELSE ':' || l.id || ':reversed' END,
             l.asset, l.to_owner, l.from_owner, l.amount - l.expired, at_, l.id, l.cap, l.kind, l.year
      FROM (SELECT o.*, coalesce((SELECT sum(d.amount) FROM ledger_draws d JOIN ledger_lines x ON x.id = d.line_id
          WHERE d.lot_id = o.id AND x.reverses IS NULL AND x.rule LIKE '%:expired'), 0) AS expired FROM (
        SELECT * FROM ledger_lines WHERE case_id = c_id AND rule = ANY (reversed)
        UNION SELECT * FROM ledger_lines WHERE id = ANY (taken) AND tenant || '' = t) o) l
      WHERE l.reverses IS NULL AND l.amount > l.expired AND NOT EXISTS (SELECT 1 FROM ledger_lines back WHERE back.reverses = l.id);
    -- What is taken back leaves room for others again.
    FOR cut IN
      SELECT l.cap, sum(l.amount)::bigint AS amount FROM ledger_lines l
      WHERE l.case_id = c_id AND l.revision = rev AND l.reverses IS NOT NULL AND l.cap IS NOT NULL GROUP BY l.cap ORDER BY l.cap
    LOOP
      UPDATE ledger_caps SET used = used - cut.amount WHERE tenant = t AND key = cut.cap;
    END LOOP;
  END IF;
  -- What has had its time when it is given counts in its year, and not in the balance.
  INSERT INTO ledger_lines (id, tenant, case_id, revision, rule, asset, from_owner, to_owner, amount, at, reverses, kind, year)
    SELECT gen_random_uuid()::text, t, c_id, rev, l.rule || ':' || l.id || ':expired', l.asset, l.to_owner, l.from_owner, l.amount, at_, l.id,
           l.kind, l.year
    FROM ledger_lines l WHERE l.case_id = c_id AND l.revision = rev AND l.reverses IS NULL AND l.amount > 0 AND l.until < tenant_today(t);
  -- What has had its time is taken back without giving room.
  IF items @> '[{"op": "expire"}]' THEN
    INSERT INTO ledger_lines (id, tenant, case_id, revision, rule, asset, from_owner, to_owner, amount, at, reverses, kind, year)
      SELECT gen_random_uuid()::text, t, c_id, rev, l.rule || ':' || l.id || ':expired', l.asset, l.to_owner, l.from_owner, l.amount, at_, l.id,
             l.kind, l.year
      FROM jsonb_array_elements(items) i JOIN ledger_lines l ON l.tenant = t AND l.asset = i->>'asset' AND l.until < (i->>'before')::date
      WHERE i->>'op' = 'expire' AND l.reverses IS NULL AND l.amount > 0 AND NOT kept_in_lots(l.to_owner, l.asset)
        AND NOT EXISTS (SELECT 1 FROM ledger_lines back WHERE back.reverses = l.id);
    -- Of lots the rest. Accounts are locked first, in the order of all, so that nobody spends what is taken back here.
    PERFORM 1 FROM accounts a WHERE a.tenant = t AND EXISTS (SELECT 1 FROM jsonb_array_elements(items) i JOIN ledger_lots x ON x.tenant = t AND x.asset = i->>'asset'
        AND x.until < (i->>'before')::date AND x.rest > 0 WHERE i->>'op' = 'expire' AND a.asset = x.asset AND a.owner IN (x.owner, x.source))
      ORDER BY a.owner, a.asset FOR UPDATE;
    INSERT INTO ledger_lines (id, tenant, case_id, revision, rule, asset, from_owner, to_owner, amount, at, kind, year)
      SELECT gen_random_uuid()::text, t, c_id, rev, o.rule || ':' || x.id || ':expired', x.asset, x.owner, x.source, x.rest, at_, o.kind, o.year
      FROM jsonb_array_elements(items) i JOIN ledger_lots x ON x.tenant = t AND x.asset = i->>'asset' AND x.until < (i->>'before')::date
      JOIN ledger_lines o ON o.id = x.id WHERE i->>'op' = 'expire' AND x.rest > 0;
    INSERT INTO ledger_draws (line_id, lot_id, tenant, amount)
      SELECT l.id, x.id, t, l.amount FROM ledger_lines l JOIN ledger_lots x ON x.id = split_part(l.rule, ':', -2)
      WHERE l.case_id = c_id AND l.revision = rev AND l.reverses IS NULL AND l.rule LIKE '%:expired';
    UPDATE ledger_lots x SET rest = 0 FROM ledger_draws d JOIN ledger_lines l ON l.id = d.line_id
      WHERE l.case_id = c_id AND l.revision = rev AND l.reverses IS NULL AND l.rule LIKE '%:expired' AND x.id = d.lot_id;
  END IF;
  FOR told IN
    SELECT i->>'notice' AS notice, substr(l.to_owner, 8) AS person, sum(l.amount)::bigint AS amount, max(l.until)::text AS until
      FROM jsonb_array_elements(items) i JOIN ledger_lines back ON back.case_id = c_id AND back.revision = rev AND back.rule LIKE '%:expired'
      JOIN ledger_lines l ON l.id = back.reverses
      WHERE i->>'op' = 'expire' AND l.to_owner LIKE 'person:%' GROUP BY 1, 2
    UNION ALL
    SELECT i->>'notice', substr(x.owner, 8), sum(l.amount)::bigint, max(x.until)::text
      FROM jsonb_array_elements(items) i JOIN ledger_lines l ON l.case_id = c_id AND l.revision = rev AND l.reverses IS NULL AND l.rule LIKE '%:expired'
      JOIN ledger_draws d ON d.line_id = l.id JOIN ledger_lots x ON x.id = d.lot_id
      WHERE i->>'op' = 'expire' AND x.asset = i->>'asset' AND x.owner LIKE 'person:%' GROUP BY 1, 2
    UNION ALL
    SELECT i->>'notice', substr(x.owner, 8), sum(x.rest)::bigint, i->>'until'
      FROM jsonb_array_elements(items) i JOIN ledger_lots x ON x.tenant = t AND x.asset = i->>'asset' AND x.until = (i->>'until')::date
      WHERE i->>'op' = 'foretell' AND x.rest > 0 AND x.owner LIKE 'person:%' GROUP BY 1, 2, 4
    UNION ALL
    SELECT i->>'notice', substr(l.to_owner, 8), sum(l.amount)::bigint, i->>'until'
      FROM jsonb_array_elements(items) i JOIN ledger_lines l ON l.tenant = t AND l.asset = i->>'asset' AND l.until = (i->>'until')::date
      WHERE i->>'op' = 'foretell' AND l.reverses IS NULL AND l.amount > 0 AND l.to_owner LIKE 'person:%' AND NOT kept_in_lots(l.to_owner, l.asset)
        AND NOT EXISTS (SELECT 1 FROM ledger_lines back WHERE back.reverses = l.id) GROUP BY 1, 2, 4
  LOOP
    PERFORM put_notices(t, c_id, rev, c->>'process', c->>'unit', c->>'area', at_, jsonb_build_array(jsonb_build_object(
      'to', jsonb_build_object('person', told.person), 'notice', told.notice, 'params', jsonb_build_object('credits', told.amount, 'until', told.until))));
  END LOOP;
  -- Always in the same order, so that two cases never wait for each other. A reversal may leave a debt; nothing else passes a floor.
  FOR acc IN
    SELECT owner, asset, sum(delta)::bigint AS delta, bool_and(back) AS back, array_agg(id) AS lines FROM (
      SELECT id, from_owner AS owner, asset, -amount AS delta, reverses IS NOT NULL AS back FROM ledger_lines WHERE case_id = c_id AND revision = rev
      UNION ALL
      SELECT id, to_owner, asset, amount, reverses IS NOT NULL FROM ledger_lines WHERE case_id = c_id AND revision = rev) d
    GROUP BY owner, asset ORDER BY owner, asset
  LOOP
    INSERT INTO accounts (tenant, owner, asset, floor) VALUES (t, acc.owner, acc.asset, CASE WHEN acc.owner LIKE 'scheme:%' THEN NULL ELSE 0 END)
      ON CONFLICT DO NOTHING;
    UPDATE accounts SET balance = balance + acc.delta
      WHERE tenant = t AND owner = acc.owner AND asset = acc.asset
        AND (acc.delta >= 0 OR acc.back OR floor IS NULL OR balance + acc.delta >= floor)
        AND (acc.delta <= 0 OR acc.back OR ceiling IS NULL OR balance + acc.delta <= ceiling);
    IF NOT FOUND THEN
      RAISE EXCEPTION 'balance' USING ERRCODE = 'BJ002', DETAIL = jsonb_build_object('owner', acc.owner, 'asset', acc.asset, 'amount', acc.delta)::text;
    END IF;
    IF acc.back AND acc.delta < 0 AND acc.owner LIKE 'person:%' THEN PERFORM ask_back(c, acc.owner, acc.asset); END IF;
    IF kept_in_lots(acc.owner, acc.asset) THEN
      PERFORM move_lots(t, at_, acc.owner, acc.asset, acc.lines);
    END IF;
  END LOOP;
  IF items @> '[{"asset": "stock"}]' THEN PERFORM open_batches(c); END IF;
END $$;
