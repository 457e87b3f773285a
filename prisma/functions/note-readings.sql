-- Notes readings of personal data, those of one reader, role, minute, question and case in one row. The plain role adds to them through
-- this function alone. Programs that write at once lock in the same order.
CREATE OR REPLACE FUNCTION note_readings(p_tenant text, p jsonb) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM set_config('banjie.tenant', p_tenant, true);
  INSERT INTO readings AS r (id, tenant, reader, reader_name, role, unit, way, query, case_id, kinds, people, at)
    SELECT gen_random_uuid()::text, p_tenant, x.reader, x."readerName", x.role, x.unit, x.way, x.query, c.id,
      ARRAY(SELECT jsonb_array_elements_text(x.kinds) ORDER BY 1), ARRAY(SELECT jsonb_array_elements_text(x.people) ORDER BY 1), x.at
    FROM jsonb_to_recordset(p) AS x (reader text, "readerName" text, role text, unit text, way text, query text, "caseId" text, kinds jsonb, people jsonb, at timestamptz)
    LEFT JOIN cases c ON c.id = x."caseId" AND c.tenant = p_tenant
    WHERE x."caseId" IS NULL OR c.id IS NOT NULL
    ORDER BY x.reader, x.at, x.role, x.way, x.query, c.id
  ON CONFLICT (tenant, reader, at, role, way, query, case_id) DO UPDATE SET
    kinds = ARRAY(SELECT DISTINCT unnest(r.kinds || excluded.kinds) ORDER BY 1),
    people = ARRAY(SELECT DISTINCT unnest(r.people || excluded.people) ORDER BY 1)
    WHERE NOT (r.kinds @> excluded.kinds AND r.people @> excluded.people);
END $$;
