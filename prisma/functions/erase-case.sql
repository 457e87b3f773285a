-- Takes out of a case what the house has erased: parts of its events with their salts, for which their tombstones stand, and the same in
-- its rows. False where the case has moved on or is open, so that nothing was done. Run twice, it changes nothing.
-- The worker may erase by this function alone; what it says without the house's key is found by whoever verifies the record.
CREATE OR REPLACE FUNCTION erase_case(p jsonb) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  t text := p->>'tenant';
  c_id text := p->>'caseId';
BEGIN
  PERFORM 1 FROM cases WHERE id = c_id AND tenant = t AND revision = (p->>'revision')::int AND closed AND NOT live FOR UPDATE;
  IF NOT FOUND THEN RETURN false; END IF;
  PERFORM 1 FROM case_holds WHERE tenant = t AND case_id = c_id;
  IF FOUND THEN RETURN false; END IF;

  UPDATE events e SET actor_name = x->>'actorName', reason = x->>'reason', input = x->'input', reference = nullif(x->'reference', 'null'),
      changes = x->'changes', wrote = x->'wrote', request_hash = '', salt = NULL, erased = x->'erased'
    FROM jsonb_array_elements(p->'events') x WHERE e.case_id = c_id AND e.revision = (x->>'revision')::int;
  UPDATE cases SET facts = p->'facts', title = p->>'title' WHERE id = c_id;
  UPDATE parties pa SET name = x->>'name', phone = x->>'phone', email = x->>'email'
    FROM jsonb_array_elements(p->'parties') x WHERE pa.case_id = c_id AND pa.id = x->>'id';
  UPDATE outbox o SET address = x->>'address', params = x->'params',
      -- A transport may have named the address.
      failure = CASE WHEN x->>'address' IS NOT NULL OR o.address IS NULL THEN o.failure END
    FROM jsonb_array_elements(p->'outbox') x WHERE o.case_id = c_id AND o.id = x->>'id';
  UPDATE knowledge_entries k SET question = x->>'question', answer = x->>'answer'
    FROM jsonb_array_elements(p->'knowledge') x WHERE k.tenant = t AND k.id = x->>'id';
  DELETE FROM attachments WHERE case_id = c_id AND sha256 IN (SELECT jsonb_array_elements_text(p->'photos'));
  DELETE FROM case_texts ct WHERE ct.case_id = c_id AND (
    (ct.kind = 'personal' AND ct.revision IN (SELECT (x->>'revision')::int FROM jsonb_array_elements(p->'events') x))
    OR EXISTS (SELECT 1 FROM jsonb_array_elements_text(p->'texts') w WHERE strpos(ct.text, w) > 0));
  IF jsonb_array_length(p->'events') > 0 THEN UPDATE start_requests SET request_hash = '' WHERE tenant = t AND case_id = c_id; END IF;
  PERFORM erase_attempts(t, p->'attempts');
  -- The files go after what names them.
  UPDATE erasures SET files = files || ARRAY(SELECT jsonb_array_elements_text(p->'files')) WHERE tenant = t AND id = p->>'erasure';
  RETURN true;
END $$;

-- Takes out of refused attempts what was erased.
CREATE OR REPLACE FUNCTION erase_attempts(t text, p jsonb) RETURNS void LANGUAGE sql SET search_path = public, pg_temp AS $$
  UPDATE attempts a SET actor_name = x->>'actor_name', message = x->>'message', salt = NULL, erased = x->'erased'
    FROM jsonb_array_elements(p) x WHERE a.tenant = t AND a.id = x->>'id'
$$;

-- Takes somebody out of the tenant's people, out of what administrators changed of them, and out of their badges and emergencies; their id stays, with no
-- roles any more.
CREATE OR REPLACE FUNCTION erase_person(p jsonb) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  t text := p->>'tenant';
  who text := p->>'person';
  day date := tenant_today(p->>'tenant');
BEGIN
  PERFORM set_config('banjie.tenant', t, true);
  UPDATE person_roles SET ended_on = day WHERE tenant = t AND person_id = who AND (ended_on IS NULL OR ended_on > day);
  UPDATE people SET name = p->>'name', subject = 'erased:' || gen_random_uuid(), phone = NULL, email = NULL, ended_on = coalesce(least(ended_on, day), day)
    WHERE tenant = t AND id = who;
  UPDATE data_changes d SET actor_name = x->>'actor_name', before = nullif(x->'before', 'null'), after = x->'after', request_hash = '', salt = NULL, erased = x->'erased'
    FROM jsonb_array_elements(p->'changes') x WHERE d.tenant = t AND d.request_id = x->>'request_id';
  PERFORM erase_attempts(t, p->'attempts');
  UPDATE badges SET jwt = '', revoked_at = coalesce(revoked_at, now()), revoked_by = coalesce(revoked_by, p->>'by'), reason = coalesce(reason, 'erased')
    WHERE tenant = t AND person = who;
  UPDATE emergencies m SET reason = x->>'reason' FROM jsonb_array_elements(p->'emergencies') x WHERE m.tenant = t AND m.id = x->>'id';
  UPDATE readings SET reader_name = p->>'name' WHERE tenant = t AND reader = who;
  UPDATE snapshots s SET content = x->>'content', erased = x->'erased'
    FROM jsonb_array_elements(p->'snapshots') x WHERE s.tenant = t AND s.sha256 = x->>'sha256';
END $$;
