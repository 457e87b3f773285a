-- What the tenant knows: entries with all of the words, or with at least one. Row-level security would keep a plain role from the index, for
-- it can't know that the comparison of arrays tells nothing of other tenants' rows; so the owner looks, in the tenant that is named.
CREATE OR REPLACE FUNCTION find_knowledge(p_words text[], p_all boolean) RETURNS SETOF knowledge_entries
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT * FROM knowledge_entries WHERE p_all AND words @> p_words AND retired_at IS NULL AND tenant = current_setting('banjie.tenant', true)
  UNION ALL
  SELECT * FROM knowledge_entries WHERE NOT p_all AND words && p_words AND retired_at IS NULL AND tenant = current_setting('banjie.tenant', true)
$$;
