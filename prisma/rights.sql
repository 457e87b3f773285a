-- Rights of the plain role `banjie_app`, and row-level security. Run after tables or functions have changed; run twice, it changes nothing.

GRANT USAGE ON SCHEMA public TO banjie_app;
DO $$ BEGIN EXECUTE format('GRANT TEMPORARY ON DATABASE %I TO banjie_app', current_database()); END $$;

-- Tenants are kept apart by the database itself: a row is visible only while the transaction names its tenant. A table that has its
-- policy keeps the rights that were given or taken with it.
SELECT secure_table(c.oid) FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant' AND NOT a.attisdropped
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
    AND NOT EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'tenant');

-- The record is only ever added to; the plain role can't change an event, a ledger line or an attempt.
REVOKE UPDATE, DELETE ON events, ledger_lines, attempts, clock_steps, clock_moves, data_changes, snapshots, badges, badge_keys FROM banjie_app;
-- A trigger counts the changes of staff.
REVOKE INSERT, UPDATE, DELETE ON staff_versions FROM banjie_app;
-- What was signed stays; it can only be revoked.
GRANT UPDATE (revoked_at, revoked_by, reason) ON badges TO banjie_app;
REVOKE DELETE ON cases, accounts, clocks, ledger_caps, knowledge_entries FROM banjie_app;

-- The log is written by its functions, which only ever add to it.
REVOKE INSERT, UPDATE, DELETE ON log_heads, log_entries, log_tiles, log_checkpoints FROM banjie_app;

-- Streets and utilities are public. What was applied tells a program that may not change tables whether something is missing.
GRANT SELECT ON tenants, _prisma_migrations, function_files, package_migrations TO banjie_app;
-- Who asks how often is counted for all tenants.
GRANT SELECT, INSERT, UPDATE, DELETE ON rate_limits TO banjie_app;
