-- Whether somebody had a part in a case that has ended, their own or that of a firm or household for which they act no more, and has none now.
CREATE OR REPLACE FUNCTION has_left_case(p_case text, p_person text) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT coalesce(bool_and(ended), false) FROM (
    SELECT ended_revision IS NOT NULL AS ended FROM parties WHERE case_id = p_case AND person = p_person
    UNION ALL
    SELECT p.ended_revision IS NOT NULL OR coalesce(a.ended_on <= tenant_today(a.tenant), false) FROM agents a
      JOIN parties p ON p.case_id = p_case AND p.tenant = a.tenant AND p.person = a.kind || ':' || a.key
      WHERE a.person_id = p_person) parts
$$;

-- Whether somebody came to a case with another one that was merged into it and taken out again: what they did there isn't theirs any more.
CREATE OR REPLACE FUNCTION has_left_merger(p_case text, p_person text) RETURNS boolean LANGUAGE sql STABLE AS $$
  WITH RECURSIVE gone(id) AS (
    SELECT l.from_case FROM links l WHERE l.to_case = p_case AND l.kind = 'mergedInto'
    UNION
    SELECT l.from_case FROM links l JOIN gone g ON l.to_case = g.id WHERE l.kind = 'mergedInto')
  SELECT EXISTS (SELECT 1 FROM gone g JOIN parties p ON p.case_id = g.id WHERE p.person = p_person)
$$;

-- Whether somebody has to do with a case in person: they opened it, are a party to it (or to one merged into it), act for a firm or household that is one, have a task in it,
-- acted on it, or follow it with its code, or a part of it with the code of that part. Who had a part in it that has ended has to do with it no more.
CREATE OR REPLACE FUNCTION is_mine(p_case text, p_person text) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT NOT has_left_case(p_case, p_person) AND (
    EXISTS (SELECT 1 FROM cases WHERE id = p_case AND opened_by = p_person AND p_person <> 'anonymous')
    OR EXISTS (SELECT 1 FROM parties p JOIN merged_into(p_case) m ON p.case_id = m.id WHERE p.person = p_person AND p.ended_revision IS NULL)
    OR EXISTS (SELECT 1 FROM parties p JOIN merged_into(p_case) m ON p.case_id = m.id JOIN agents a ON a.tenant = p.tenant AND a.kind || ':' || a.key = p.person
      CROSS JOIN tenant_today(a.tenant) AS day
      WHERE a.person_id = p_person AND p.ended_revision IS NULL AND a.valid_from <= day AND (a.ended_on IS NULL OR a.ended_on > day)
        AND (a.scope = '{}' OR (SELECT c.process FROM cases c WHERE c.id = p.case_id) = ANY (a.scope)))
    OR EXISTS (SELECT 1 FROM tasks WHERE case_id = p_case AND person = p_person AND closed_revision IS NULL)
    OR (EXISTS (SELECT 1 FROM events WHERE case_id = p_case AND actor_id = p_person AND p_person <> 'anonymous')
      AND NOT has_left_merger(p_case, p_person))
    OR EXISTS (SELECT 1 FROM merged_into(p_case) m WHERE 'follower:' || m.id = split_part(p_person, '/', 1)))
$$;
