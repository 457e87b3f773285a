-- A moment as texts carry it until it is shown: see workflows/kernel/moments.ts.
CREATE OR REPLACE FUNCTION mark(p timestamptz) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT '‹' || to_char(p AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') || '›'
$$;

-- A moment in epoch milliseconds, as the kernel counts.
CREATE OR REPLACE FUNCTION ms(p timestamptz) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$ SELECT round(extract(epoch FROM p) * 1000)::bigint $$;
