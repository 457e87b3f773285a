-- All that must be known before an act: the case, what this requestId stands for already, and the limits.
CREATE OR REPLACE FUNCTION read_act(p_tenant text, p_process text, p_case text, p_request text, p_person text) RETURNS jsonb LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('banjie.tenant', p_tenant, true);
  RETURN jsonb_build_object(
    'case', (SELECT to_jsonb(c) FROM cases c WHERE c.id = p_case),
    'mine', p_case IS NOT NULL AND is_mine(p_case, p_person),
    'last', (SELECT jsonb_build_object('name', e.actor_name, 'at', ms(e.at)) FROM events e WHERE e.case_id = p_case ORDER BY e.revision DESC LIMIT 1),
    'event', (SELECT jsonb_build_object('caseId', e.case_id, 'revision', e.revision, 'process', e.process, 'action', e.action, 'requestHash', e.request_hash)
              FROM events e WHERE e.tenant = p_tenant AND e.request_id = p_request),
    'reserved', (SELECT jsonb_build_object('caseId', s.case_id, 'requestHash', s.request_hash) FROM start_requests s WHERE s.tenant = p_tenant AND s.request_id = p_request),
    'limits', limits_today(p_tenant, p_process));
END $$;
