-- Whether an account of an asset is kept in lots: points are earned on a day and count for some time, and what is spent is the oldest of them.
CREATE OR REPLACE FUNCTION kept_in_lots(p_owner text, p_asset text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT p_asset = 'points' AND p_owner NOT LIKE 'scheme:%'
$$;
