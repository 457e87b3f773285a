-- Whether somebody has to do with a case in person: they opened it, are a party to it (or to one merged into it), have a task in it,
-- acted on it, or follow it with its code.
CREATE OR REPLACE FUNCTION is_mine(p_case text, p_person text) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT 1 FROM cases WHERE id = p_case AND opened_by = p_person AND p_person <> 'anonymous')
    OR EXISTS (SELECT 1 FROM parties p JOIN merged_into(p_case) m ON p.case_id = m.id WHERE p.person = p_person)
    OR EXISTS (SELECT 1 FROM tasks WHERE case_id = p_case AND person = p_person AND closed_revision IS NULL)
    OR EXISTS (SELECT 1 FROM events WHERE case_id = p_case AND actor_id = p_person AND p_person <> 'anonymous')
    OR EXISTS (SELECT 1 FROM merged_into(p_case) m WHERE 'follower:' || m.id = p_person)
$$;
