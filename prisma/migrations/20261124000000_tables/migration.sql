-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "tenants" (
    "id" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "en" TEXT NOT NULL,
    "zh" TEXT NOT NULL,
    "zone" TEXT NOT NULL DEFAULT 'Asia/Shanghai',

    CONSTRAINT "tenants_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "units" (
    "tenant" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "parent" TEXT,
    "path" TEXT NOT NULL,
    "kind" TEXT NOT NULL DEFAULT 'department',
    "en" TEXT NOT NULL,
    "zh" TEXT NOT NULL,
    "ended_on" DATE,

    CONSTRAINT "units_pkey" PRIMARY KEY ("tenant","id")
);

-- CreateTable
CREATE TABLE "people" (
    "tenant" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "unit" TEXT,
    "phone" TEXT,
    "email" TEXT,
    "locale" TEXT NOT NULL DEFAULT 'zh',
    "ended_on" DATE,

    CONSTRAINT "people_pkey" PRIMARY KEY ("tenant","id")
);

-- CreateTable
CREATE TABLE "staff_versions" (
    "tenant" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "looked_on" DATE,
    "claimed_at" TIMESTAMPTZ(3),

    CONSTRAINT "staff_versions_pkey" PRIMARY KEY ("tenant")
);

-- CreateTable
CREATE UNLOGGED TABLE "rate_limits" (
    "key" TEXT NOT NULL,
    "points" INTEGER NOT NULL,
    "expire" BIGINT,

    CONSTRAINT "rate_limits_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "person_roles" (
    "tenant" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "unit" TEXT,
    "area" TEXT,
    "valid_from" DATE NOT NULL DEFAULT CURRENT_DATE,
    "ended_on" DATE,
    "claim" TEXT,

    CONSTRAINT "person_roles_pkey" PRIMARY KEY ("tenant","id")
);

-- CreateTable
CREATE TABLE "role_claims" (
    "tenant" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "unit" TEXT,
    "area" TEXT,
    "valid_from" DATE NOT NULL,
    "ended_on" DATE,

    CONSTRAINT "role_claims_pkey" PRIMARY KEY ("tenant","id")
);

-- CreateTable
CREATE TABLE "sign_ins" (
    "tenant" TEXT NOT NULL,
    "person" TEXT NOT NULL,
    "token_made" TIMESTAMPTZ(3) NOT NULL,
    "said" TEXT[],

    CONSTRAINT "sign_ins_pkey" PRIMARY KEY ("tenant","person")
);

-- CreateTable
CREATE TABLE "deputyships" (
    "tenant" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "person" TEXT NOT NULL,
    "deputy" TEXT NOT NULL,
    "roles" TEXT[],
    "offices" TEXT[],
    "valid_from" DATE NOT NULL,
    "until" DATE NOT NULL,
    "ended_on" DATE,

    CONSTRAINT "deputyships_pkey" PRIMARY KEY ("tenant","id")
);

-- CreateTable
CREATE TABLE "emergencies" (
    "tenant" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "person" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "case_id" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "taken_at" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "ended_by" TEXT,

    CONSTRAINT "emergencies_pkey" PRIMARY KEY ("tenant","id")
);

-- CreateTable
CREATE TABLE "areas" (
    "tenant" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "en" TEXT NOT NULL,
    "zh" TEXT NOT NULL,
    "shape" JSONB NOT NULL,
    "ended_on" DATE,

    CONSTRAINT "areas_pkey" PRIMARY KEY ("tenant","id")
);

-- CreateTable
CREATE TABLE "categories" (
    "tenant" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "valid_from" DATE NOT NULL,
    "process" TEXT NOT NULL DEFAULT 'issueReport',
    "en" TEXT NOT NULL,
    "zh" TEXT NOT NULL,
    "owner" TEXT,
    "handle" JSONB NOT NULL,
    "anonymous" BOOLEAN NOT NULL DEFAULT false,
    "emergency" BOOLEAN NOT NULL DEFAULT false,
    "channel" JSONB,
    "retired" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "categories_pkey" PRIMARY KEY ("tenant","code","valid_from")
);

-- CreateTable
CREATE TABLE "calendars" (
    "tenant" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "calendar" JSONB NOT NULL,

    CONSTRAINT "calendars_pkey" PRIMARY KEY ("tenant")
);

-- CreateTable
CREATE TABLE "limits" (
    "tenant" TEXT NOT NULL,
    "process" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "valid_from" DATE NOT NULL,
    "value" JSONB NOT NULL,

    CONSTRAINT "limits_pkey" PRIMARY KEY ("tenant","process","name","valid_from")
);

-- CreateTable
CREATE TABLE "table_rows" (
    "tenant" TEXT NOT NULL,
    "table_name" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "valid_from" DATE NOT NULL,
    "value" JSONB NOT NULL,
    "retired" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "table_rows_pkey" PRIMARY KEY ("tenant","table_name","key","valid_from")
);

-- CreateTable
CREATE TABLE "dispatch_rules" (
    "tenant" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "id" TEXT NOT NULL,
    "en" TEXT NOT NULL,
    "zh" TEXT NOT NULL,
    "when" JSONB NOT NULL,
    "unit" TEXT NOT NULL,

    CONSTRAINT "dispatch_rules_pkey" PRIMARY KEY ("tenant","version","position")
);

-- CreateTable
CREATE TABLE "notice_templates" (
    "tenant" TEXT NOT NULL,
    "process" TEXT NOT NULL,
    "notice" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "en" JSONB NOT NULL,
    "zh" JSONB NOT NULL,
    "muted" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "notice_templates_pkey" PRIMARY KEY ("tenant","process","notice","channel")
);

-- CreateTable
CREATE TABLE "reply_templates" (
    "tenant" TEXT NOT NULL,
    "process" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "en" TEXT NOT NULL,
    "zh" TEXT NOT NULL,

    CONSTRAINT "reply_templates_pkey" PRIMARY KEY ("tenant","process","state","id")
);

-- CreateTable
CREATE TABLE "webhooks" (
    "tenant" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "secret" TEXT NOT NULL,
    "events" TEXT[],
    "active" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "webhooks_pkey" PRIMARY KEY ("tenant","id")
);

-- CreateTable
CREATE TABLE "data_changes" (
    "tenant" TEXT NOT NULL,
    "request_id" TEXT NOT NULL,
    "request_hash" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "actor_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "name" TEXT NOT NULL,
    "subject" TEXT,
    "before" JSONB,
    "after" JSONB NOT NULL,
    "salt" TEXT DEFAULT (gen_random_uuid())::text,
    "erased" JSONB,
    "tx" BIGINT NOT NULL DEFAULT ((pg_current_xact_id()::text)::bigint + coalesce(nullif(current_setting('banjie.tx_ahead', true), ''), '0')::bigint),
    "seq" BIGSERIAL NOT NULL,

    CONSTRAINT "data_changes_pkey" PRIMARY KEY ("tenant","request_id")
);

-- CreateTable
CREATE TABLE "cases" (
    "id" TEXT NOT NULL,
    "tenant" TEXT NOT NULL,
    "process" TEXT NOT NULL,
    "rules_version" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "closed" BOOLEAN NOT NULL DEFAULT false,
    "revision" INTEGER NOT NULL,
    "unit" TEXT,
    "area" TEXT,
    "facts" JSONB NOT NULL,
    "tasks_open" JSONB NOT NULL,
    "named" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "gone" JSONB NOT NULL DEFAULT '[]',
    "hands" JSONB NOT NULL DEFAULT '[]',
    "clock_states" JSONB NOT NULL,
    "opened_by" TEXT NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),
    "live" BOOLEAN NOT NULL DEFAULT true,
    "due_at" TIMESTAMPTZ(3),
    "next_step_at" TIMESTAMPTZ(3),
    "head_hash" TEXT NOT NULL,
    "follow_run" INTEGER NOT NULL DEFAULT 0,
    "sealed" BOOLEAN NOT NULL DEFAULT false,
    "category" TEXT GENERATED ALWAYS AS (facts #>> '{category,code}') STORED,
    "channel" TEXT GENERATED ALWAYS AS (facts ->> 'channel') STORED,
    "handler" TEXT GENERATED ALWAYS AS (facts ->> 'handler') STORED,
    "lat" DOUBLE PRECISION GENERATED ALWAYS AS (CASE jsonb_typeof(facts #> '{place,lat}') WHEN 'number' THEN (facts #>> '{place,lat}')::float8 END) STORED,
    "lon" DOUBLE PRECISION GENERATED ALWAYS AS (CASE jsonb_typeof(facts #> '{place,lon}') WHEN 'number' THEN (facts #>> '{place,lon}')::float8 END) STORED,

    CONSTRAINT "cases_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "case_texts" (
    "case_id" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "tenant" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "pairs" TEXT[],

    CONSTRAINT "case_texts_pkey" PRIMARY KEY ("case_id","revision","kind")
);

-- CreateTable
CREATE TABLE "events" (
    "case_id" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "tenant" TEXT NOT NULL,
    "process" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "actor_name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "capacity" JSONB,
    "unit" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "from_state" TEXT,
    "to_state" TEXT NOT NULL,
    "reason" TEXT,
    "confidential" BOOLEAN NOT NULL DEFAULT false,
    "input" JSONB NOT NULL,
    "reference" JSONB,
    "changes" JSONB NOT NULL,
    "clocks" JSONB,
    "late" BOOLEAN GENERATED ALWAYS AS (CASE WHEN clocks <> '{}' THEN clocks @? '$.*.overdue ? (@ == true)' END) STORED,
    "wrote" JSONB NOT NULL DEFAULT '{}',
    "request_id" TEXT NOT NULL,
    "request_hash" TEXT NOT NULL,
    "previous" TEXT NOT NULL,
    "salt" TEXT,
    "hash" TEXT NOT NULL,
    "signature" TEXT,
    "erased" JSONB,
    "tx" BIGINT NOT NULL DEFAULT ((pg_current_xact_id()::text)::bigint + coalesce(nullif(current_setting('banjie.tx_ahead', true), ''), '0')::bigint),
    "seq" BIGSERIAL NOT NULL,

    CONSTRAINT "events_pkey" PRIMARY KEY ("case_id","revision")
);

-- CreateTable
CREATE TABLE "attempts" (
    "id" TEXT NOT NULL,
    "tenant" TEXT NOT NULL,
    "case_id" TEXT,
    "process" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "actor_name" TEXT NOT NULL,
    "capacity" JSONB,
    "unit" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "kind" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "message" TEXT NOT NULL,
    "salt" TEXT DEFAULT (gen_random_uuid())::text,
    "erased" JSONB,
    "tx" BIGINT NOT NULL DEFAULT ((pg_current_xact_id()::text)::bigint + coalesce(nullif(current_setting('banjie.tx_ahead', true), ''), '0')::bigint),
    "seq" BIGSERIAL NOT NULL,

    CONSTRAINT "attempts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "readings" (
    "id" TEXT NOT NULL,
    "tenant" TEXT NOT NULL,
    "reader" TEXT NOT NULL,
    "reader_name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "unit" TEXT,
    "way" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "case_id" TEXT,
    "kinds" TEXT[],
    "people" TEXT[],
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "readings_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "clocks" (
    "case_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "run" INTEGER NOT NULL,
    "tenant" TEXT NOT NULL,
    "process" TEXT NOT NULL,
    "budget" JSONB NOT NULL,
    "ledger" JSONB NOT NULL,
    "ladder" JSONB NOT NULL,
    "state" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3),
    "next_step" INTEGER,
    "next_step_at" TIMESTAMPTZ(3),
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "stopped_at" TIMESTAMPTZ(3),
    "calendar_version" INTEGER NOT NULL,
    "inner" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "clocks_pkey" PRIMARY KEY ("case_id","name","run")
);

-- CreateTable
CREATE TABLE "clock_steps" (
    "case_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "run" INTEGER NOT NULL,
    "percent" INTEGER NOT NULL,
    "tenant" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,

    CONSTRAINT "clock_steps_pkey" PRIMARY KEY ("case_id","name","run","percent")
);

-- CreateTable
CREATE TABLE "clock_moves" (
    "id" TEXT NOT NULL,
    "tenant" TEXT NOT NULL,
    "case_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "clocks" JSONB NOT NULL,
    "tx" BIGINT NOT NULL DEFAULT ((pg_current_xact_id()::text)::bigint + coalesce(nullif(current_setting('banjie.tx_ahead', true), ''), '0')::bigint),
    "seq" BIGSERIAL NOT NULL,

    CONSTRAINT "clock_moves_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tasks" (
    "id" TEXT NOT NULL,
    "tenant" TEXT NOT NULL,
    "case_id" TEXT NOT NULL,
    "process" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "person" TEXT,
    "role" TEXT,
    "unit" TEXT,
    "area" TEXT,
    "group_key" TEXT,
    "fell_from" TEXT,
    "except_people" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "clock" TEXT,
    "due_at" TIMESTAMPTZ(3),
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "opened_revision" INTEGER NOT NULL,
    "closed_revision" INTEGER,
    "closed_by" TEXT,

    CONSTRAINT "tasks_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "holds" (
    "tenant" TEXT NOT NULL,
    "resource" TEXT NOT NULL,
    "slot" TEXT NOT NULL DEFAULT '',
    "case_id" TEXT NOT NULL,
    "process" TEXT NOT NULL,
    "title" JSONB NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "holds_pkey" PRIMARY KEY ("tenant","resource","slot")
);

-- CreateTable
CREATE TABLE "bookings" (
    "tenant" TEXT NOT NULL,
    "person" TEXT NOT NULL,
    "case_id" TEXT NOT NULL,
    "begins" TIMESTAMPTZ(3) NOT NULL,
    "ends" TIMESTAMPTZ(3) NOT NULL,
    "attended" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "bookings_pkey" PRIMARY KEY ("tenant","person","begins","case_id")
);

-- CreateTable
CREATE TABLE "hold_waits" (
    "tenant" TEXT NOT NULL,
    "resource" TEXT NOT NULL,
    "case_id" TEXT NOT NULL,
    "recipient" JSONB NOT NULL,
    "title" JSONB NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "standing" BOOLEAN NOT NULL DEFAULT false,
    "told" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "hold_waits_pkey" PRIMARY KEY ("tenant","resource","case_id","recipient")
);

-- CreateTable
CREATE TABLE "case_waits" (
    "case_id" TEXT NOT NULL,
    "workflow" TEXT NOT NULL,
    "tenant" TEXT NOT NULL,

    CONSTRAINT "case_waits_pkey" PRIMARY KEY ("case_id","workflow")
);

-- CreateTable
CREATE TABLE "qualifications" (
    "tenant" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "person" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "valid_from" DATE NOT NULL,
    "until" DATE,
    "revoked_on" DATE,
    "source" TEXT NOT NULL,

    CONSTRAINT "qualifications_pkey" PRIMARY KEY ("tenant","id")
);

-- CreateTable
CREATE TABLE "accounts" (
    "tenant" TEXT NOT NULL,
    "owner" TEXT NOT NULL,
    "asset" TEXT NOT NULL,
    "balance" BIGINT NOT NULL DEFAULT 0,
    "floor" BIGINT,
    "ceiling" BIGINT,

    CONSTRAINT "accounts_pkey" PRIMARY KEY ("tenant","owner","asset")
);

-- CreateTable
CREATE TABLE "ledger_lines" (
    "id" TEXT NOT NULL,
    "tenant" TEXT NOT NULL,
    "case_id" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "rule" TEXT NOT NULL,
    "asset" TEXT NOT NULL,
    "from_owner" TEXT NOT NULL,
    "to_owner" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,
    "asked" BIGINT,
    "cap" TEXT,
    "kind" TEXT,
    "year" INTEGER,
    "until" DATE,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "reverses" TEXT,

    CONSTRAINT "ledger_lines_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ledger_caps" (
    "tenant" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "used" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "ledger_caps_pkey" PRIMARY KEY ("tenant","key")
);

-- CreateTable
CREATE TABLE "snapshots" (
    "tenant" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "content" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "erased" JSONB,

    CONSTRAINT "snapshots_pkey" PRIMARY KEY ("tenant","sha256")
);

-- CreateTable
CREATE TABLE "knowledge_entries" (
    "tenant" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "question" TEXT NOT NULL,
    "answer" TEXT NOT NULL,
    "topic" TEXT,
    "source_case" TEXT NOT NULL,
    "valid_from" TIMESTAMPTZ(3) NOT NULL,
    "retired_at" TIMESTAMPTZ(3),
    "question_words" TEXT[],
    "words" TEXT[],

    CONSTRAINT "knowledge_entries_pkey" PRIMARY KEY ("tenant","id")
);

-- CreateTable
CREATE TABLE "badges" (
    "tenant" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "person" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "case_id" TEXT NOT NULL,
    "status_list" INTEGER NOT NULL,
    "status_bit" INTEGER NOT NULL,
    "jwt" TEXT NOT NULL,
    "issued_at" TIMESTAMPTZ(3) NOT NULL,
    "valid_until" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),
    "revoked_by" TEXT,
    "reason" TEXT,

    CONSTRAINT "badges_pkey" PRIMARY KEY ("tenant","id")
);

-- CreateTable
CREATE TABLE "badge_keys" (
    "tenant" TEXT NOT NULL,
    "kid" TEXT NOT NULL,
    "jwk" JSONB NOT NULL,

    CONSTRAINT "badge_keys_pkey" PRIMARY KEY ("tenant","kid")
);

-- CreateTable
CREATE TABLE "parties" (
    "id" TEXT NOT NULL,
    "tenant" TEXT NOT NULL,
    "case_id" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "person" TEXT,
    "name" TEXT,
    "phone" TEXT,
    "email" TEXT,
    "locale" TEXT NOT NULL DEFAULT 'zh',
    "revision" INTEGER NOT NULL,
    "ended_revision" INTEGER,

    CONSTRAINT "parties_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "links" (
    "id" TEXT NOT NULL,
    "tenant" TEXT NOT NULL,
    "from_case" TEXT NOT NULL,
    "to_case" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "since_revision" INTEGER NOT NULL,
    "ended_revision" INTEGER,

    CONSTRAINT "links_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "attachments" (
    "case_id" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "tenant" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "mime" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "width" INTEGER,
    "height" INTEGER,
    "thumbnail" TEXT,
    "taken_at" TIMESTAMPTZ(3),
    "place" JSONB,

    CONSTRAINT "attachments_pkey" PRIMARY KEY ("case_id","sha256")
);

-- CreateTable
CREATE TABLE "outbox" (
    "id" TEXT NOT NULL,
    "tenant" TEXT NOT NULL,
    "case_id" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "process" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "notice" TEXT NOT NULL,
    "person" TEXT,
    "address" TEXT,
    "locale" TEXT NOT NULL DEFAULT 'zh',
    "params" JSONB NOT NULL,
    "due" JSONB,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "next_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "tried_at" TIMESTAMPTZ(3),
    "delivered_at" TIMESTAMPTZ(3),
    "kept_at" TIMESTAMPTZ(3),
    "read_at" TIMESTAMPTZ(3),
    "failure" TEXT,
    "given_up_at" TIMESTAMPTZ(3),

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "message_channels" (
    "tenant" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "failure" TEXT,
    "paused_at" TIMESTAMPTZ(3),
    "paused_by" TEXT,
    "next_try_at" TIMESTAMPTZ(3),

    CONSTRAINT "message_channels_pkey" PRIMARY KEY ("tenant","name")
);

-- CreateTable
CREATE TABLE "start_requests" (
    "tenant" TEXT NOT NULL,
    "request_id" TEXT NOT NULL,
    "request_hash" TEXT NOT NULL,
    "case_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "start_requests_pkey" PRIMARY KEY ("tenant","request_id")
);

-- CreateTable
CREATE TABLE "case_numbers" (
    "tenant" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "last" INTEGER NOT NULL,

    CONSTRAINT "case_numbers_pkey" PRIMARY KEY ("tenant","code","day")
);

-- CreateTable
CREATE TABLE "house" (
    "id" TEXT NOT NULL DEFAULT (gen_random_uuid())::text,
    "incarnation" TEXT,
    "asked_at" TIMESTAMPTZ(3),
    "began_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "counts" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "house_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "workers" (
    "id" TEXT NOT NULL,
    "task_queue" TEXT NOT NULL,
    "processes" TEXT[],
    "seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "workers_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "erasures" (
    "tenant" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "person" TEXT,
    "case_id" TEXT,
    "role" TEXT,
    "reason" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "asked_by" TEXT NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decided_by" TEXT,
    "decided_at" TIMESTAMPTZ(3),
    "refusal" TEXT,
    "done_at" TIMESTAMPTZ(3),
    "claimed_at" TIMESTAMPTZ(3),
    "counts" JSONB NOT NULL DEFAULT '{}',
    "through" TEXT NOT NULL DEFAULT '',
    "files" TEXT[] DEFAULT ARRAY[]::TEXT[],

    CONSTRAINT "erasures_pkey" PRIMARY KEY ("tenant","id")
);

-- CreateTable
CREATE TABLE "retentions" (
    "tenant" TEXT NOT NULL,
    "process" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "months" INTEGER NOT NULL,

    CONSTRAINT "retentions_pkey" PRIMARY KEY ("tenant","process","state")
);

-- CreateTable
CREATE TABLE "retention_days" (
    "tenant" TEXT NOT NULL,
    "looked_on" DATE,
    "claimed_at" TIMESTAMPTZ(3),

    CONSTRAINT "retention_days_pkey" PRIMARY KEY ("tenant")
);

-- CreateTable
CREATE TABLE "case_holds" (
    "tenant" TEXT NOT NULL,
    "case_id" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "held_by" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "case_holds_pkey" PRIMARY KEY ("tenant","case_id")
);

-- CreateTable
CREATE TABLE "log_heads" (
    "tenant" TEXT NOT NULL,
    "size" BIGINT NOT NULL DEFAULT 0,
    "positions" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "log_heads_pkey" PRIMARY KEY ("tenant")
);

-- CreateTable
CREATE TABLE "log_entries" (
    "tenant" TEXT NOT NULL,
    "position" BIGINT NOT NULL,
    "kind" TEXT NOT NULL,
    "ref" TEXT NOT NULL,

    CONSTRAINT "log_entries_pkey" PRIMARY KEY ("tenant","position")
);

-- CreateTable
CREATE TABLE "log_tiles" (
    "tenant" TEXT NOT NULL,
    "level" INTEGER NOT NULL,
    "tile" BIGINT NOT NULL,
    "hashes" BYTEA NOT NULL,

    CONSTRAINT "log_tiles_pkey" PRIMARY KEY ("tenant","level","tile")
);

-- CreateTable
CREATE TABLE "log_checkpoints" (
    "tenant" TEXT NOT NULL,
    "size" BIGINT NOT NULL,
    "note" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "log_checkpoints_pkey" PRIMARY KEY ("tenant","size")
);

-- CreateIndex
CREATE UNIQUE INDEX "tenants_code_key" ON "tenants"("code");

-- CreateIndex
CREATE UNIQUE INDEX "people_tenant_subject_key" ON "people"("tenant", "subject");

-- CreateIndex
CREATE INDEX "person_roles_tenant_person_id_idx" ON "person_roles"("tenant", "person_id");

-- CreateIndex
CREATE INDEX "person_roles_tenant_role_idx" ON "person_roles"("tenant", "role");

-- CreateIndex
CREATE INDEX "deputyships_tenant_deputy_idx" ON "deputyships"("tenant", "deputy");

-- CreateIndex
CREATE INDEX "deputyships_tenant_person_idx" ON "deputyships"("tenant", "person");

-- CreateIndex
CREATE INDEX "emergencies_tenant_person_idx" ON "emergencies"("tenant", "person");

-- CreateIndex
CREATE INDEX "data_changes_tenant_tx_seq_idx" ON "data_changes"("tenant", "tx", "seq");

-- CreateIndex
CREATE INDEX "data_changes_tenant_at_idx" ON "data_changes"("tenant", "at");

-- CreateIndex
CREATE INDEX "data_changes_tenant_subject_idx" ON "data_changes"("tenant", "subject");

-- CreateIndex
CREATE INDEX "cases_tenant_opened_at_id_idx" ON "cases"("tenant", "opened_at" DESC, "id");

-- CreateIndex
CREATE INDEX "cases_tenant_process_state_opened_at_idx" ON "cases"("tenant", "process", "state", "opened_at" DESC);

-- CreateIndex
CREATE INDEX "cases_tenant_unit_opened_at_idx" ON "cases"("tenant", "unit", "opened_at" DESC);

-- CreateIndex
CREATE INDEX "cases_tenant_area_opened_at_idx" ON "cases"("tenant", "area", "opened_at" DESC);

-- CreateIndex
CREATE INDEX "cases_tenant_opened_by_idx" ON "cases"("tenant", "opened_by");

-- CreateIndex
CREATE INDEX "cases_tenant_updated_at_id_idx" ON "cases"("tenant", "updated_at" DESC, "id");

-- CreateIndex
CREATE INDEX "cases_tenant_category_opened_at_idx" ON "cases"("tenant", "category", "opened_at" DESC);

-- CreateIndex
CREATE INDEX "cases_tenant_handler_opened_at_idx" ON "cases"("tenant", "handler", "opened_at" DESC);

-- CreateIndex
CREATE INDEX "cases_tenant_closed_at_idx" ON "cases"("tenant", "closed_at" DESC);

-- CreateIndex
CREATE INDEX "cases_tenant_lat_lon_idx" ON "cases"("tenant", "lat", "lon");

-- CreateIndex
CREATE INDEX "case_texts_pairs_idx" ON "case_texts" USING GIN ("pairs");

-- CreateIndex
CREATE INDEX "events_tenant_tx_seq_idx" ON "events"("tenant", "tx", "seq");

-- CreateIndex
CREATE INDEX "events_tenant_actor_id_tx_seq_idx" ON "events"("tenant", "actor_id", "tx", "seq");

-- CreateIndex
CREATE INDEX "events_tenant_action_tx_seq_idx" ON "events"("tenant", "action", "tx", "seq");

-- CreateIndex
CREATE INDEX "events_tenant_at_idx" ON "events"("tenant", "at");

-- CreateIndex
CREATE UNIQUE INDEX "events_tenant_request_id_key" ON "events"("tenant", "request_id");

-- CreateIndex
CREATE INDEX "erasures_tenant_case_id_idx" ON "erasures"("tenant", "case_id");

-- CreateIndex
CREATE INDEX "attempts_tenant_tx_seq_idx" ON "attempts"("tenant", "tx", "seq");

-- CreateIndex
CREATE INDEX "attempts_tenant_at_id_idx" ON "attempts"("tenant", "at", "id");

-- CreateIndex
CREATE INDEX "attempts_tenant_actor_id_at_id_idx" ON "attempts"("tenant", "actor_id", "at", "id");

-- CreateIndex
CREATE INDEX "attempts_tenant_unit_at_id_idx" ON "attempts"("tenant", "unit", "at", "id");

-- CreateIndex
CREATE INDEX "attempts_tenant_action_at_id_idx" ON "attempts"("tenant", "action", "at", "id");

-- CreateIndex
CREATE INDEX "attempts_case_id_idx" ON "attempts"("case_id");

-- CreateIndex
CREATE INDEX "readings_tenant_at_id_idx" ON "readings"("tenant", "at", "id");

-- CreateIndex
CREATE INDEX "readings_case_id_idx" ON "readings"("case_id");

-- CreateIndex
CREATE INDEX "readings_people_idx" ON "readings" USING GIN ("people");

-- CreateIndex
CREATE INDEX "clocks_tenant_state_due_at_idx" ON "clocks"("tenant", "state", "due_at");

-- CreateIndex
CREATE INDEX "clock_moves_tenant_tx_seq_idx" ON "clock_moves"("tenant", "tx", "seq");

-- CreateIndex
CREATE UNIQUE INDEX "log_entries_tenant_kind_ref_key" ON "log_entries"("tenant", "kind", "ref");

-- CreateIndex
CREATE UNIQUE INDEX "clock_moves_case_id_version_key" ON "clock_moves"("case_id", "version");

-- CreateIndex
CREATE INDEX "tasks_case_id_idx" ON "tasks"("case_id");

-- CreateIndex
CREATE INDEX "holds_case_id_idx" ON "holds"("case_id");

-- CreateIndex
CREATE INDEX "bookings_case_id_idx" ON "bookings"("case_id");

-- CreateIndex
CREATE INDEX "hold_waits_case_id_idx" ON "hold_waits"("case_id");

-- CreateIndex
CREATE INDEX "qualifications_tenant_person_kind_idx" ON "qualifications"("tenant", "person", "kind");

-- CreateIndex
CREATE UNIQUE INDEX "ledger_lines_reverses_key" ON "ledger_lines"("reverses");

-- CreateIndex
CREATE INDEX "ledger_lines_tenant_from_owner_asset_at_idx" ON "ledger_lines"("tenant", "from_owner", "asset", "at");

-- CreateIndex
CREATE INDEX "ledger_lines_tenant_to_owner_asset_at_idx" ON "ledger_lines"("tenant", "to_owner", "asset", "at");

-- CreateIndex
CREATE UNIQUE INDEX "ledger_lines_case_id_revision_rule_from_owner_to_owner_key" ON "ledger_lines"("case_id", "revision", "rule", "from_owner", "to_owner");

-- CreateIndex
CREATE INDEX "knowledge_entries_source_case_idx" ON "knowledge_entries"("source_case");

-- CreateIndex
CREATE INDEX "knowledge_entries_words_idx" ON "knowledge_entries" USING GIN ("words");

-- CreateIndex
CREATE INDEX "badges_tenant_person_year_idx" ON "badges"("tenant", "person", "year");

-- CreateIndex
CREATE UNIQUE INDEX "badges_tenant_status_list_status_bit_key" ON "badges"("tenant", "status_list", "status_bit");

-- CreateIndex
CREATE INDEX "parties_case_id_idx" ON "parties"("case_id");

-- CreateIndex
CREATE INDEX "parties_tenant_person_idx" ON "parties"("tenant", "person");

-- CreateIndex
CREATE INDEX "links_from_case_idx" ON "links"("from_case");

-- CreateIndex
CREATE INDEX "links_to_case_idx" ON "links"("to_case");

-- CreateIndex
CREATE INDEX "attachments_tenant_sha256_idx" ON "attachments"("tenant", "sha256");

-- CreateIndex
CREATE INDEX "attachments_tenant_thumbnail_idx" ON "attachments"("tenant", "thumbnail");

-- CreateIndex
CREATE INDEX "outbox_tenant_person_at_idx" ON "outbox"("tenant", "person", "at");

-- CreateIndex
CREATE INDEX "outbox_case_id_idx" ON "outbox"("case_id");

-- CreateIndex
CREATE UNIQUE INDEX "start_requests_case_id_key" ON "start_requests"("case_id");

-- AddForeignKey
ALTER TABLE "person_roles" ADD CONSTRAINT "person_roles_tenant_person_id_fkey" FOREIGN KEY ("tenant", "person_id") REFERENCES "people"("tenant", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "events" ADD CONSTRAINT "events_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "cases"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "readings" ADD CONSTRAINT "readings_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "cases"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "clocks" ADD CONSTRAINT "clocks_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "cases"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "clock_moves" ADD CONSTRAINT "clock_moves_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "cases"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "cases"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ledger_lines" ADD CONSTRAINT "ledger_lines_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "cases"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "parties" ADD CONSTRAINT "parties_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "cases"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "links" ADD CONSTRAINT "links_from_case_fkey" FOREIGN KEY ("from_case") REFERENCES "cases"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "links" ADD CONSTRAINT "links_to_case_fkey" FOREIGN KEY ("to_case") REFERENCES "cases"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attachments" ADD CONSTRAINT "attachments_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "cases"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma has no words for: partial indexes and checks.
-- Hashes of SHA-256 in hex; the first event has none before it.
ALTER TABLE events ADD CONSTRAINT events_hashes CHECK (hash ~ '^[0-9a-f]{64}$' AND previous ~ '^([0-9a-f]{64})?$');
CREATE INDEX events_late ON events (tenant, tx, seq) WHERE late;
CREATE INDEX events_of_unit ON events (tenant, unit, tx, seq) WHERE unit IS NOT NULL;
CREATE UNIQUE INDEX readings_once ON readings (tenant, reader, at, role, way, query, case_id) NULLS NOT DISTINCT;
CREATE INDEX clocks_next_step ON clocks (next_step_at) WHERE next_step_at IS NOT NULL;
CREATE INDEX cases_due ON cases (tenant, due_at) WHERE NOT closed;
CREATE INDEX tasks_of_role ON tasks (tenant, role, due_at) WHERE closed_revision IS NULL AND person IS NULL;
CREATE INDEX tasks_of_person ON tasks (tenant, person, due_at) WHERE closed_revision IS NULL AND person IS NOT NULL;
CREATE INDEX tasks_due ON tasks (tenant, due_at) WHERE closed_revision IS NULL;
CREATE INDEX outbox_waiting ON outbox (tenant, (CASE channel WHEN 'webhook' THEN 'webhook:' || address WHEN 'open' THEN 'act' WHEN 'workflow' THEN 'act' ELSE channel END), next_at)
  WHERE delivered_at IS NULL AND kept_at IS NULL AND given_up_at IS NULL AND channel <> 'inbox';
CREATE UNIQUE INDEX links_once ON links (from_case, to_case, kind) WHERE ended_revision IS NULL;
CREATE INDEX units_path ON units (tenant, path text_pattern_ops);
CREATE INDEX ledger_lines_until ON ledger_lines (tenant, asset, until) WHERE until IS NOT NULL;
-- Nothing is left of a line only where a cap has cut all of it.
ALTER TABLE ledger_lines ADD CONSTRAINT ledger_amount CHECK ((amount > 0 OR amount = 0 AND asked > 0) AND from_owner <> to_owner);
ALTER TABLE ledger_caps ADD CONSTRAINT ledger_cap CHECK (used >= 0);
CREATE UNIQUE INDEX house_once ON house ((true));
INSERT INTO house DEFAULT VALUES;

-- What is to leave yet, by the way out: each webhook has one of its own; acts on other cases, cases to open, and
-- workflows that wait for the end of a case share one.
CREATE VIEW waiting_messages WITH (security_invoker = true) AS
  SELECT id, tenant, case_id, revision, channel, address, at, next_at, CASE channel WHEN 'webhook' THEN 'webhook:' || address WHEN 'open' THEN 'act' WHEN 'workflow' THEN 'act' ELSE channel END AS way
  FROM outbox WHERE delivered_at IS NULL AND kept_at IS NULL AND given_up_at IS NULL AND channel <> 'inbox';
