/** Questions to the API, and beside each the SQL that it needs, written by hand. */

export type Asked = {
  readonly name: string;
  readonly person: string;
  /** Where it isn't the one whose cases are stored. */
  readonly tenant?: string;
  /** `$first` is the length of the page. */
  readonly graphql: string;
  /** What the same answer takes from the database, in one transaction under the tenant's rights; `$1` is the length of the page. */
  readonly sql: readonly string[];
};

/** What every question of a person needs: who they are, with which roles. */
const ROLES = (person: string) => `SELECT p.id, p.name, p.unit, r.role, r.unit AS bound, r.area FROM people p
  JOIN person_roles r ON r.tenant = p.tenant AND r.person_id = p.id WHERE p.subject = '${person}' AND $1::int > 0`;

const TASK = `t.id, t.case_id, t.action, t.person, t.role, t.due_at, c.title, c.state, k.budget, k.ledger`;
const WITH_CASE = `JOIN cases c ON c.id = t.case_id LEFT JOIN clocks k ON k.case_id = t.case_id AND k.name = t.clock`;
const HANDLERS = `t.closed_revision IS NULL AND (t.person = 'fang-yong' OR (t.person IS NULL AND t.role = 'handler' AND t.unit = 'sanitation'))`;
const OFFICERS = `t.closed_revision IS NULL AND (t.person = 'zhou-min' OR (t.person IS NULL AND t.role = 'officer' AND t.area IN
  (SELECT area FROM person_roles WHERE person_id = 'zhou-min')))`;
const CALENDAR = 'SELECT calendar FROM calendars WHERE $1::int > 0';
const EVENT = `e.case_id, e.revision, e.name, e.actor_name, e.role, e.at, e.to_state, c.unit, c.area`;

/** A day whose pickups fill the slots. */
export const BUSY_DAY = '2027-05-20';
const ROWS = (
  table: string,
) => `SELECT DISTINCT ON (key) key, value FROM table_rows WHERE tenant = 'tongyu' AND table_name = '${table}' AND NOT retired
  AND valid_from <= '${BUSY_DAY}' ORDER BY key, valid_from DESC`;
const TAKEN = (what: string) =>
  `(SELECT sum(h.amount) FROM holds h WHERE h.tenant = 'tongyu' AND h.resource = 'slot:' || s.key || ':${BUSY_DAY}${what}')`;
const SLOTS = `SELECT s.key, s.value, p.value, l.value, ${TAKEN('')}, ${TAKEN(':g')} FROM (${ROWS('pickupSlots')}) s
  LEFT JOIN (${ROWS('products')}) p ON p.key = 'loquatRed' 
  CROSS JOIN (SELECT jsonb_object_agg(name, value) AS value FROM limits WHERE tenant = 'tongyu' AND process = 'producePickup') l WHERE $1::int > 0`;

const TASKS = `query ($first: Int!) { tasks(first: $first) { totalCount edges { node { id caseId action person role dueAt remaining { value } case { title state } } } } }`;
const EVENTS = (filter: string, total: string) =>
  `query ($first: Int!) { events(first: $first${filter}) { ${total} edges { node { caseId revision name actorName role at toState } } } }`;
const EVENTS_SQL = (where: string) =>
  `SELECT ${EVENT} FROM events e JOIN cases c ON c.id = e.case_id WHERE ${where} ORDER BY e.tx DESC, e.seq DESC LIMIT $1`;

const inbox = (name: string, person: string, where: string): Asked => ({
  name,
  person,
  graphql: TASKS,
  sql: [
    ROLES(person),
    `SELECT ${TASK} FROM tasks t ${WITH_CASE} WHERE ${where} ORDER BY t.due_at ASC NULLS LAST, t.id LIMIT $1`,
    `SELECT count(*) FROM tasks t WHERE ${where} AND $1::int > 0`,
    CALENDAR,
  ],
});

export const questions: readonly Asked[] = [
  inbox('inbox of a handler, with its total', 'fang-yong', HANDLERS),
  inbox('inbox of a grid officer, with its total', 'zhou-min', OFFICERS),
  {
    name: 'slots of a day with what is left of them, for a grower',
    person: 'mou-xiulan',
    tenant: 'tongyu',
    graphql: `{ freeSlots(day: "${BUSY_DAY}", product: "loquatRed") { slot title { en zh } from until closes dropOff parcelsLeft gramsLeft bookable } }`,
    sql: [ROLES('mou-xiulan'), SLOTS],
  },
  {
    name: 'last events, for an auditor',
    person: 'qiu-ming',
    graphql: EVENTS('', ''),
    sql: [ROLES('qiu-ming'), EVENTS_SQL('true')],
  },
  {
    name: 'what one person did, with its total',
    person: 'qiu-ming',
    graphql: EVENTS(', filter: { actor: "fang-yong" }', 'totalCount'),
    sql: [
      ROLES('qiu-ming'),
      EVENTS_SQL(`e.actor_id = 'fang-yong'`),
      `SELECT count(*) FROM events e WHERE e.actor_id = 'fang-yong' AND $1::int > 0`,
    ],
  },
  {
    name: 'what one unit has accepted, for an auditor',
    person: 'qiu-ming',
    graphql: EVENTS(', filter: { unit: ["sanitation"], action: ["accept"] }', ''),
    sql: [ROLES('qiu-ming'), EVENTS_SQL(`e.unit = 'sanitation' AND e.action = 'accept'`)],
  },
  {
    name: 'what was late, for an auditor',
    person: 'qiu-ming',
    graphql: EVENTS(', filter: { late: true }', ''),
    sql: [ROLES('qiu-ming'), EVENTS_SQL('e.late')],
  },
  {
    name: 'last events of the own unit, for a handler',
    person: 'fang-yong',
    graphql: EVENTS('', ''),
    sql: [
      ROLES('fang-yong'),
      EVENTS_SQL(`(c.unit = 'sanitation' OR c.opened_by = 'fang-yong'
        OR EXISTS (SELECT 1 FROM tasks t WHERE t.case_id = c.id AND t.person = 'fang-yong' AND t.closed_revision IS NULL)
        OR EXISTS (SELECT 1 FROM events o WHERE o.case_id = c.id AND o.actor_id = 'fang-yong')
        OR EXISTS (SELECT 1 FROM parties p WHERE p.case_id = c.id AND p.person = 'fang-yong'))`),
    ],
  },
];
