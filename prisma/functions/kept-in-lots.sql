-- Whether an account of an asset is kept in lots: points are earned on a day and count for some time, and what is spent is the oldest of them.
-- Stock comes in batches, and what is given is of the one that has to be used first.
CREATE OR REPLACE FUNCTION kept_in_lots(p_owner text, p_asset text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT p_asset IN ('points', 'stock') AND p_owner NOT LIKE 'scheme:%'
$$;
