-- The effect `table_rows`: rows of the tenant's tables from a day on, each journalled as a change by the case. It says beside these fields what it said
-- before. Whoever changes a row by hand waits for it, and is told when they have read an older one.
CREATE OR REPLACE FUNCTION effect_table_rows(c jsonb, items jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  t text := c->>'tenant';
  item jsonb;
  day date;
  was jsonb;
  value_ jsonb;
BEGIN
  FOR item IN SELECT i FROM jsonb_array_elements(items) i ORDER BY i->>'table', i->>'key' LOOP
    PERFORM lock_resource(t, 'data:table:' || (item->>'table') || '/' || (item->>'key'));
    PERFORM lock_resource(t, 'table:' || (item->>'table'));
    FOR day IN
      SELECT (item->>'from')::date
      UNION SELECT valid_from FROM table_rows
        WHERE tenant = t AND table_name = item->>'table' AND key = item->>'key' AND valid_from > (item->>'from')::date AND NOT retired
      ORDER BY 1
    LOOP
      was := (SELECT jsonb_build_object('tenant', tenant, 'table', table_name, 'key', key, 'validFrom', valid_from, 'value', value, 'retired', retired)
        FROM table_rows WHERE tenant = t AND table_name = item->>'table' AND key = item->>'key' AND valid_from <= day
        ORDER BY valid_from DESC LIMIT 1);
      value_ := CASE WHEN (was->>'retired')::boolean THEN '{}' ELSE coalesce(was->'value', '{}') END || (item->'value');
      INSERT INTO table_rows (tenant, table_name, key, valid_from, value, retired) VALUES (t, item->>'table', item->>'key', day, value_, false)
        ON CONFLICT (tenant, table_name, key, valid_from) DO UPDATE SET value = excluded.value, retired = false;
      INSERT INTO data_changes (tenant, request_id, request_hash, actor_id, actor_name, at, name, subject, before, after)
        VALUES (t, concat_ws('/', c->>'caseId', c->>'revision', item->>'table', item->>'key', day), encode(sha256(convert_to(item::text, 'UTF8')), 'hex'),
          'case:' || (c->>'caseId'), c->>'caseId', (c->>'at')::timestamptz, 'setTableRow', concat('table:', item->>'table', '/', item->>'key'),
          coalesce(was, '{}'), jsonb_build_object('tenant', t, 'table', item->'table', 'key', item->'key', 'validFrom', day, 'value', value_, 'retired', false));
    END LOOP;
  END LOOP;
END $$;
