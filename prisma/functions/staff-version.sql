-- Counts the changes of a tenant's people, roles, units, relations and agents, by which a worker knows whether what it remembers of them still holds; no act is
-- recorded meanwhile (check_reckoning).
CREATE OR REPLACE FUNCTION count_staff_change() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(reckoning_lock(q.tenant)) FROM (SELECT DISTINCT tenant FROM changed ORDER BY 1) q;
  INSERT INTO staff_versions (tenant, version) SELECT DISTINCT tenant, 1 FROM changed
    ON CONFLICT (tenant) DO UPDATE SET version = staff_versions.version + 1;
  RETURN NULL;
END $$;

DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['people', 'person_roles', 'units', 'agents'] LOOP
    EXECUTE format('CREATE OR REPLACE TRIGGER staff_added AFTER INSERT ON %I REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION count_staff_change()', t);
    EXECUTE format('CREATE OR REPLACE TRIGGER staff_changed AFTER UPDATE ON %I REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION count_staff_change()', t);
    EXECUTE format('CREATE OR REPLACE TRIGGER staff_removed AFTER DELETE ON %I REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION count_staff_change()', t);
  END LOOP;
END $$;

-- Relations are rows of the tenant's table `conflicts`.
CREATE OR REPLACE FUNCTION count_relation_change() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(reckoning_lock(NEW.tenant));
  INSERT INTO staff_versions (tenant, version) VALUES (NEW.tenant, 1)
    ON CONFLICT (tenant) DO UPDATE SET version = staff_versions.version + 1;
  RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER relation_changed AFTER INSERT OR UPDATE ON table_rows FOR EACH ROW WHEN (NEW.table_name = 'conflicts') EXECUTE FUNCTION count_relation_change();
