-- Whether an account of an asset is kept in lots: points are earned on a day and count for some time, and what is spent is the oldest of them.
-- Stock comes in batches, and what is given is of the one that has to be used first.
CREATE OR REPLACE FUNCTION kept_in_lots(p_owner text, p_asset text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT p_asset IN ('points', 'stock') AND p_owner NOT LIKE 'scheme:%'
$$;

-- The last day of the year so many years after a moment, by the calendar of the tenant; nothing where no years are named.
CREATE OR REPLACE FUNCTION year_end(t text, p_at timestamptz, p_years int) RETURNS date LANGUAGE sql STABLE AS $$
  SELECT make_date(extract(year FROM p_at AT TIME ZONE zone)::int + p_years, 12, 31) FROM tenants WHERE id = t AND p_years IS NOT NULL
$$;
