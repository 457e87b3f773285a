-- A moment in epoch milliseconds, as JSON; NULL where nothing is said.
CREATE OR REPLACE FUNCTION moment_of(p jsonb) RETURNS timestamptz LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT to_timestamp((p #>> '{}')::numeric / 1000)::timestamptz(3)
$$;

-- Whether two spans of time have an instant in common. Both are half-open, and without a bound for ever.
CREATE OR REPLACE FUNCTION spans_meet(p_from timestamptz, p_until timestamptz, o_from timestamptz, o_until timestamptz) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(p_from < o_until, true) AND coalesce(o_from < p_until, true)
$$;

-- The most of a resource that is taken at any instant of a span, by all cases but one. It sweeps over the ends of the holds: what ends at an
-- instant is let go before what begins at it is taken. Cases of one group, which stands in the slot behind `#`, count as one.
CREATE OR REPLACE FUNCTION most_taken(p_tenant text, p_resource text, p_from timestamptz, p_until timestamptz, p_except text) RETURNS bigint
LANGUAGE sql STABLE AS $$
  SELECT coalesce(max(taken), 0) FROM (
    SELECT sum(d) OVER (ORDER BY at, d) AS taken
    FROM (
      SELECT min(coalesce(h.from_at, '-infinity')) AS from_at, max(coalesce(h.until_at, 'infinity')) AS until_at, max(h.amount) AS amount
      FROM holds h
      WHERE h.tenant = p_tenant AND h.resource = p_resource AND h.case_id IS DISTINCT FROM p_except AND spans_meet(h.from_at, h.until_at, p_from, p_until)
      GROUP BY coalesce(substring(h.slot FROM '#.*'), h.slot)
    ) g, LATERAL (VALUES (g.from_at, g.amount), (g.until_at, -g.amount)) e(at, d)
  ) q
$$;
