-- Stock is kept in lots, too: what an account had before is its oldest lot, and has no last day.
INSERT INTO ledger_lots (id, tenant, owner, asset, at, amount, rest)
  SELECT gen_random_uuid()::text, a.tenant, a.owner, a.asset,
    coalesce((SELECT min(l.at) FROM ledger_lines l WHERE l.tenant = a.tenant AND l.to_owner = a.owner AND l.asset = a.asset), now()), a.balance, a.balance
  FROM accounts a WHERE a.asset = 'stock' AND a.owner NOT LIKE 'scheme:%' AND a.balance > 0;
