-- Rights of the plain roles, and row-level security: `banjie_app` of the API, `banjie_worker` of the worker. What isn't named here neither of
-- them may. Run after tables or functions have changed; run twice, it changes nothing.

GRANT USAGE ON SCHEMA public TO banjie_app, banjie_worker;

-- Tenants are kept apart by the database itself: a row is visible only while the transaction names its tenant. A table that has its
-- policy keeps the rights that were given with it.
SELECT secure_table(c.oid) FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant' AND NOT a.attisdropped
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
    AND NOT EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'tenant');

-- Streets and utilities are public. What was applied tells a program that may not change tables whether something is missing.
GRANT SELECT ON tenants, house, _prisma_migrations, function_files, package_migrations TO banjie_app, banjie_worker;

-- What administrators change through the API. Cases and their events, clocks, tasks, parties, links, attachments, measurements, holds, bookings, the ledger,
-- payments, messages, attempts and the log are written by functions alone.
GRANT INSERT, UPDATE ON people, person_roles, units, areas, categories, calendars, limits, table_rows, webhooks, inbound_machines, qualifications, role_claims, subjects, agents TO banjie_app;
-- A deputyship and an emergency end earlier, and nothing else of them changes.
GRANT INSERT, UPDATE (ended_on) ON deputyships TO banjie_app;
GRANT INSERT, UPDATE (ended_at, ended_by) ON emergencies TO banjie_app;
GRANT INSERT, UPDATE, DELETE ON notice_templates, reply_templates, retentions TO banjie_app;
GRANT INSERT ON dispatch_rules, data_changes, retention_days TO banjie_app;
-- An erasure is asked for and decided on; the worker does it.
GRANT INSERT, UPDATE (state, decided_by, decided_at, refusal, claimed_at) ON erasures TO banjie_app;
GRANT INSERT, DELETE ON case_holds TO banjie_app;
GRANT UPDATE ON knowledge_entries TO banjie_app;
-- What was signed stays; it can only be revoked.
GRANT INSERT, UPDATE (revoked_at, revoked_by, reason) ON badges TO banjie_app;
GRANT UPDATE (read_at) ON outbox TO banjie_app;
GRANT SELECT ON waiting_messages TO banjie_app, banjie_worker;
GRANT INSERT, UPDATE ON message_channels TO banjie_app;
-- Who asks how often is counted for all tenants.
GRANT SELECT, INSERT, UPDATE, DELETE ON rate_limits TO banjie_app;

-- Functions are nobody's but those whom they are given to; effects and what else the record is written with are called by its own alone.
DO $$
DECLARE
  f regprocedure;
BEGIN
  FOR f IN SELECT p.oid FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND p.proowner = current_user::regrole
    AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e') LOOP
    EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', f);
  END LOOP;
END $$;
-- Whoever asks: for what can be read by the tables' own rights, and for searches of the tenant that is named.
GRANT EXECUTE ON FUNCTION ms(timestamptz), mark(timestamptz), tenant_today(text), limits_on(text, text, date), limits_today(text, text),
  table_on(text, date), unit_heirs(), holders(text, text, text, text), deputies(text, text[], text), stands_in(deputyships, date), recipients(text, text, text, text, jsonb), merged_into(text), is_mine(text, text),
  has_left_case(text, text), has_left_merger(text, text), pairs_of(text), search_words(text, boolean), find_cases(jsonb),
  find_knowledge(text[], boolean), lock_resource(text, text), moment_of(jsonb), spans_meet(timestamptz, timestamptz, timestamptz, timestamptz),
  most_taken(text, text, timestamptz, timestamptz, text), keep_snapshot(text, text), record_attempt(text, jsonb), reckoning_lock(text),
  goes_on_as(text), kept_in_lots(text, text), service_health(), office_figures(), ask_recovery(), note_recoveries(jsonb)
  TO banjie_app, banjie_worker;
GRANT EXECUTE ON FUNCTION read_act(text, text, text, text, text), reserve_case(text, text, text, text), wait_for_end(text, text, text), move_clocks(text, int, text, jsonb, jsonb),
  tell_people(text, jsonb), keep_badge_key(text, jsonb), replay_webhook(jsonb), retry_message(text), claim_staff_day(), note_staff_day(text, date),
  note_readings(text, jsonb), read_claims(text, text, text, timestamptz, text[]), note_worker(text, text, text[]), forget_worker(text), living_workers(text), is_person_id(text), earned_too_little(text, text, text, int, int), pass_over_number(text, text, text, int)
  TO banjie_app;
GRANT EXECUTE ON FUNCTION record_transition(jsonb), claim_outbox(int, int, jsonb, interval), note_deliveries(text, text, jsonb), outbox_figures(), end_webhook(text, text, text),
  append_log(jsonb), keep_checkpoint(bigint, text), erase_case(jsonb), erase_person(jsonb), claim_erasure(), note_erasure(text, text, jsonb),
  finish_erasure(jsonb), claim_retention_day(), note_retention_day(text, date), ask_retention(jsonb), leave_retention(text), closed_last(text),
  begin_recovery(), note_look(jsonb, boolean), overdue_cases(int, text[], int), live_cases(text, int), compare_heads(jsonb)
  TO banjie_worker;
