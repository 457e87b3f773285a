-- A case and all that were merged into it, over any number of mergers.
CREATE OR REPLACE FUNCTION merged_into(p_case text) RETURNS TABLE (id text) LANGUAGE sql STABLE AS $$
  WITH RECURSIVE family(id) AS (
    SELECT p_case
    UNION
    SELECT l.from_case FROM links l JOIN family f ON l.to_case = f.id WHERE l.kind = 'mergedInto' AND l.ended_revision IS NULL)
  SELECT id FROM family
$$;
