-- Who was asked for a pickup, and who has accepted it: derived from its facts whenever they change, for whom to ask next depends on the turns
-- of all pickups, and few of them are looked at then.
CREATE OR REPLACE FUNCTION keep_pickup_turns() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  f jsonb := NEW.facts;
BEGIN
  DELETE FROM pickup_turns WHERE case_id = NEW.id;
  INSERT INTO pickup_turns (case_id, n, tenant, person, at, accepted, open, night)
    SELECT NEW.id, row_number() OVER (), NEW.tenant, t.person, to_timestamp(t.at::float8 / 1000), t.what = 'accepted',
      t.what = 'asked' AND NEW.state = 'offered', CASE WHEN (f->>'night')::boolean THEN (f->>'day')::date END
    FROM (
      SELECT 'accepted', f#>>'{courier,id}', f#>>'{courier,at}'
      -- Who comes by and collects it has accepted it by that.
      UNION ALL SELECT 'accepted', f#>>'{collected,by}', f#>>'{collected,at}' WHERE f#>>'{courier,id}' IS NULL AND f#>>'{collected,where}' = 'spot'
      UNION ALL SELECT 'asked', f#>>'{offer,to}', f#>>'{offer,at}'
      UNION ALL SELECT 'tried', x->>'person', x->>'at' FROM jsonb_array_elements(f->'tried') x) t(what, person, at)
    WHERE t.person IS NOT NULL AND t.at IS NOT NULL;
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER pickup_turns_opened AFTER INSERT ON cases FOR EACH ROW WHEN (NEW.process = 'producePickup') EXECUTE FUNCTION keep_pickup_turns();
CREATE OR REPLACE TRIGGER pickup_turns_changed AFTER UPDATE OF facts, state ON cases FOR EACH ROW
  WHEN (NEW.process = 'producePickup' AND (NEW.state IS DISTINCT FROM OLD.state
    OR NEW.facts->'tried' IS DISTINCT FROM OLD.facts->'tried' OR NEW.facts->'offer' IS DISTINCT FROM OLD.facts->'offer'
    OR NEW.facts->'courier' IS DISTINCT FROM OLD.facts->'courier' OR NEW.facts->'collected' IS DISTINCT FROM OLD.facts->'collected'))
  EXECUTE FUNCTION keep_pickup_turns();
