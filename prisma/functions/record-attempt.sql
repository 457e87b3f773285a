-- Notes a refused act, and, where another case holds what it wanted, who is to be told when that is free.
-- The lock makes a release that happens at the same time wait until the note is there, or the note see that it is free already.
CREATE OR REPLACE FUNCTION record_attempt(p_tenant text, p jsonb) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM set_config('banjie.tenant', p_tenant, true);
  INSERT INTO attempts (id, tenant, case_id, process, action, actor_id, actor_name, capacity, unit, kind, code, message)
  VALUES (gen_random_uuid()::text, p_tenant, p->>'caseId', p->>'process', p->>'action', p->>'actorId', p->>'actorName', nullif(p->'capacity', 'null'), p->>'unit', p->>'kind', p->>'code', p->>'message');
  IF p ? 'resource' THEN
    PERFORM lock_resource(p_tenant, p->>'resource');
    INSERT INTO hold_waits (tenant, resource, case_id, recipient, title, from_at, until_at)
      VALUES (p_tenant, p->>'resource', p->>'caseId', jsonb_build_object('person', p->>'actorId'), p->'title', moment_of(p#>'{wanted,from}'), moment_of(p#>'{wanted,until}'))
      -- Who tried another time hears of that.
      ON CONFLICT (tenant, resource, case_id, recipient) DO UPDATE SET from_at = excluded.from_at, until_at = excluded.until_at
        WHERE NOT hold_waits.standing;
    PERFORM tell_waiters(p_tenant, p->>'resource', now());
  END IF;
END $$;
