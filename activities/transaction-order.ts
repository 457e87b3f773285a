/**
 * Rows are put in order by the number of their transaction (`tx`). PostgreSQL counts anew on another server: a database that came from one
 * adds `banjie.tx_ahead`, so that what it records goes on behind what it has.
 */

/** All transactions below this number are over. */
export const OVER_BELOW = `((pg_snapshot_xmin(pg_current_snapshot())::text)::bigint
  + coalesce(nullif(current_setting('banjie.tx_ahead', true), ''), '0')::bigint)`;

/** Lets the database go on behind its rows, where it came from a server that had counted further. The owner does it; it holds for new connections. */
export const GO_ON_BEHIND = `DO $$
DECLARE
  last bigint;
  here bigint := (pg_current_xact_id()::text)::bigint;
BEGIN
  IF to_regclass('events') IS NULL THEN RETURN; END IF;
  SELECT max(greatest(
    (SELECT max(r.tx) FROM events r WHERE r.tenant = t.id), (SELECT max(r.tx) FROM attempts r WHERE r.tenant = t.id),
    (SELECT max(r.tx) FROM data_changes r WHERE r.tenant = t.id), (SELECT max(r.tx) FROM clock_moves r WHERE r.tenant = t.id)
  )) INTO last FROM tenants t;
  IF last >= here + coalesce(nullif(current_setting('banjie.tx_ahead', true), ''), '0')::bigint THEN
    EXECUTE format('ALTER DATABASE %I SET banjie.tx_ahead = %L', current_database(), last - here + 1);
  END IF;
END $$`;
