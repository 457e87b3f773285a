-- CreateTable
CREATE TABLE "subjects" (
    "tenant" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "names" JSONB NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'active',
    "states" JSONB NOT NULL,
    "successor" TEXT,
    "address" TEXT,
    "area" TEXT,
    "size" TEXT,
    "industry" TEXT,
    "staff" INTEGER,
    "floor_area" INTEGER,
    "founded_on" DATE,
    "account_bank" TEXT,
    "account_sealed" TEXT,
    "account_verified_at" TIMESTAMPTZ(3),
    "licence_photo" TEXT,

    CONSTRAINT "subjects_pkey" PRIMARY KEY ("tenant","kind","key")
);

-- CreateTable
CREATE TABLE "agents" (
    "tenant" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "valid_from" DATE NOT NULL,
    "ended_on" DATE,
    "scope" TEXT[] DEFAULT ARRAY[]::TEXT[],

    CONSTRAINT "agents_pkey" PRIMARY KEY ("tenant","id")
);

-- CreateIndex
CREATE INDEX "subjects_tenant_kind_state_key_idx" ON "subjects"("tenant", "kind", "state", "key");

-- CreateIndex
CREATE INDEX "agents_tenant_person_id_idx" ON "agents"("tenant", "person_id");

-- CreateIndex
CREATE INDEX "agents_tenant_kind_key_idx" ON "agents"("tenant", "kind", "key");

-- AddForeignKey
ALTER TABLE "agents" ADD CONSTRAINT "agents_tenant_kind_key_fkey" FOREIGN KEY ("tenant", "kind", "key") REFERENCES "subjects"("tenant", "kind", "key") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "agents" ADD CONSTRAINT "agents_tenant_person_id_fkey" FOREIGN KEY ("tenant", "person_id") REFERENCES "people"("tenant", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What Prisma has no words for: checks.
ALTER TABLE subjects ADD CONSTRAINT subjects_kind CHECK (kind IN ('firm', 'household'));
ALTER TABLE subjects ADD CONSTRAINT subjects_state CHECK (state IN ('active', 'suspended', 'revoked', 'dissolved', 'moved'));
