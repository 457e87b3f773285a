-- Says where a case stands. Where it is open, and a workflow is named, that workflow hears when it is closed (end_waits).
CREATE OR REPLACE FUNCTION wait_for_end(p_tenant text, p_case text, p_workflow text) RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  c record;
BEGIN
  PERFORM set_config('banjie.tenant', p_tenant, true);
  -- The act that closes the case waits for this, or this for the act: none slips through between the two.
  SELECT state, revision, closed INTO c FROM cases WHERE id = p_case AND tenant = p_tenant FOR SHARE;
  IF NOT FOUND THEN RETURN NULL; END IF;
  IF NOT c.closed AND p_workflow IS NOT NULL THEN
    INSERT INTO case_waits (case_id, workflow, tenant) VALUES (p_case, p_workflow, p_tenant) ON CONFLICT DO NOTHING;
  END IF;
  RETURN jsonb_build_object('closed', c.closed, 'caseId', p_case, 'state', c.state, 'revision', c.revision,
    'goesOnAs', (SELECT to_case FROM links WHERE from_case = p_case AND tenant = p_tenant AND kind = 'mergedInto' AND ended_revision IS NULL LIMIT 1));
END $$;
