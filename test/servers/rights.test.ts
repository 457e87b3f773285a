import { beforeAll, describe, expect, test } from 'vitest';
import { freshDatabase, type TestDatabase } from './shared.ts';
import { sql } from './sql.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});

const plain = ['banjie_app', 'banjie_worker'] as const;

/** What a plain role may do to tables beyond reading, with its columns where not to all. */
const writes = async (role: string): Promise<string[]> => {
  const rows = await sql<{ what: string }>(
    database.ownerUrl,
    `SELECT privilege_type || ' ' || table_name AS what FROM information_schema.role_table_grants
       WHERE grantee = '${role}' AND table_schema = 'public' AND privilege_type <> 'SELECT'
     UNION SELECT privilege_type || ' ' || table_name || '.' || column_name FROM information_schema.column_privileges c
       WHERE grantee = '${role}' AND table_schema = 'public' AND privilege_type <> 'SELECT' AND NOT EXISTS (
         SELECT 1 FROM information_schema.role_table_grants t WHERE t.grantee = c.grantee AND t.table_name = c.table_name AND t.privilege_type = c.privilege_type)`,
  );
  return rows.map(({ what }) => what).toSorted();
};

/** The functions that a plain role may call, also as everybody. */
const calls = async (role: string): Promise<string[]> => {
  const rows = await sql<{ name: string }>(
    database.ownerUrl,
    `SELECT DISTINCT p.proname AS name FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND has_function_privilege('${role}', p.oid, 'EXECUTE')
       AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')`,
  );
  return rows.map(({ name }) => name).toSorted();
};

const both = (privileges: string, ...tables: string[]) =>
  tables.flatMap((table) => privileges.split(' ').map((one) => `${one} ${table}`));

/** Read by whoever asks; what they search is the tenant that the transaction names. */
const reading = [
  'ask_recovery',
  'deputies',
  'find_cases',
  'find_knowledge',
  'goes_on_as',
  'has_left_case',
  'has_left_merger',
  'holders',
  'is_mine',
  'kept_in_lots',
  'keep_snapshot',
  'limits_on',
  'limits_today',
  'lock_resource',
  'mark',
  'merged_into',
  'moment_of',
  'most_taken',
  'ms',
  'note_recoveries',
  'office_figures',
  'pairs_of',
  'reckoning_lock',
  'recipients',
  'record_attempt',
  'search_words',
  'service_health',
  'spans_meet',
  'stands_in',
  'table_on',
  'tenant_today',
  'unit_heirs',
];

describe('the API', () => {
  test('writes what administrators change, and none of the record', async () => {
    expect(await writes('banjie_app')).toEqual(
      [
        ...both(
          'INSERT UPDATE',
          ...[
            'people',
            'person_roles',
            'units',
            'areas',
            'categories',
            'calendars',
            'limits',
            'table_rows',
            'webhooks',
            'inbound_machines',
            'qualifications',
            'role_claims',
            'subjects',
            'agents',
            'message_channels',
          ],
        ),
        ...both('INSERT UPDATE DELETE', 'notice_templates', 'reply_templates', 'rate_limits', 'retentions'),
        ...both('INSERT', 'deputyships', 'emergencies'),
        ...both('UPDATE', 'deputyships.ended_on', 'emergencies.ended_at', 'emergencies.ended_by'),
        ...both('INSERT', 'dispatch_rules', 'data_changes', 'badges', 'retention_days', 'erasures', 'case_holds'),
        ...both('DELETE', 'case_holds'),
        ...both(
          'UPDATE',
          ...['state', 'decided_by', 'decided_at', 'refusal', 'claimed_at'].map((column) => `erasures.${column}`),
        ),
        ...both('UPDATE', 'knowledge_entries', 'badges.revoked_at', 'badges.revoked_by', 'badges.reason', 'outbox.read_at'),
      ].toSorted(),
    );
  });

  test('calls these functions and no others', async () => {
    expect(await calls('banjie_app')).toEqual(
      [
        ...reading,
        'claim_staff_day',
        'earned_too_little',
        'forget_worker',
        'is_person_id',
        'keep_badge_key',
        'living_workers',
        'move_clocks',
        'note_readings',
        'note_staff_day',
        'note_worker',
        'pass_over_number',
        'read_act',
        'read_claims',
        'replay_webhook',
        'reserve_case',
        'retry_message',
        'tell_people',
        'wait_for_end',
      ].toSorted(),
    );
  });
});

describe('the worker', () => {
  test('writes no table', async () => {
    expect(await writes('banjie_worker')).toEqual([]);
  });

  test('calls these functions and no others', async () => {
    expect(await calls('banjie_worker')).toEqual(
      [
        ...reading,
        'append_log',
        'begin_recovery',
        'claim_outbox',
        'compare_heads',
        'ask_retention',
        'claim_erasure',
        'claim_retention_day',
        'closed_last',
        'end_webhook',
        'erase_case',
        'erase_person',
        'finish_erasure',
        'keep_checkpoint',
        'leave_retention',
        'live_cases',
        'note_deliveries',
        'note_erasure',
        'note_look',
        'note_retention_day',
        'overdue_cases',
        'outbox_figures',
        'record_transition',
      ].toSorted(),
    );
  });
});

test('the plain roles make nothing and stand above nothing', async () => {
  expect(
    await sql(
      database.ownerUrl,
      `SELECT rolname, has_schema_privilege(oid, 'public', 'CREATE') AS makes, rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb AS above
       FROM pg_roles WHERE rolname = ANY ('{${plain.join(',')}}') ORDER BY 1`,
    ),
  ).toEqual(plain.map((rolname) => ({ rolname, makes: false, above: false })));
});

test('each table of tenants has its policy, and each function with the owner’s rights a search path of its own', async () => {
  expect(
    await sql(
      database.ownerUrl,
      `SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant' AND NOT a.attisdropped
       WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
         AND NOT (c.relrowsecurity AND EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid))`,
    ),
  ).toEqual([]);
  expect(
    await sql(
      database.ownerUrl,
      `SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prosecdef
         AND NOT coalesce('search_path=public, pg_temp' = ANY (proconfig), false)`,
    ),
  ).toEqual([]);
});
