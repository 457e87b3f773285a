-- Gives a table with a column `tenant` row-level security: the plain roles read rows of the tenant that the transaction names. A package calls
-- it after CREATE TABLE. Its effect writes with the owner's rights; what the API is to write by itself it grants to banjie_app after that.
CREATE OR REPLACE FUNCTION secure_table(p_table regclass) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  s regclass;
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', p_table);
  EXECUTE format('DROP POLICY IF EXISTS tenant ON %s', p_table);
  EXECUTE format('CREATE POLICY tenant ON %s USING (tenant = (SELECT current_setting(''banjie.tenant'', true)))
    WITH CHECK (tenant = (SELECT current_setting(''banjie.tenant'', true)))', p_table);
  EXECUTE format('GRANT SELECT ON %s TO banjie_app, banjie_worker', p_table);
  FOR s IN SELECT d.objid FROM pg_depend d JOIN pg_class q ON q.oid = d.objid AND q.relkind = 'S' WHERE d.refobjid = p_table AND d.deptype IN ('a', 'i') LOOP
    EXECUTE format('GRANT USAGE ON SEQUENCE %s TO banjie_app', s);
  END LOOP;
END $$;
