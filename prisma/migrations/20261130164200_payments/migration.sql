-- CreateTable
CREATE TABLE "payments" (
    "id" TEXT NOT NULL,
    "tenant" TEXT NOT NULL,
    "case_id" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "from_owner" TEXT NOT NULL,
    "to_owner" TEXT NOT NULL,
    "fen" BIGINT NOT NULL,
    "title" JSONB NOT NULL,
    "message_id" TEXT,
    "state" TEXT NOT NULL,
    "settled_revision" INTEGER,

    CONSTRAINT "payments_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "payments_message_id_key" ON "payments"("message_id");

-- CreateIndex
CREATE INDEX "payments_case_id_idx" ON "payments"("case_id");

-- AddForeignKey
ALTER TABLE "payments" ADD CONSTRAINT "payments_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "cases"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payments" ADD CONSTRAINT "payments_case_id_revision_fkey" FOREIGN KEY ("case_id", "revision") REFERENCES "events"("case_id", "revision") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payments" ADD CONSTRAINT "payments_message_id_fkey" FOREIGN KEY ("message_id") REFERENCES "outbox"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- What Prisma has no words for: partial indexes and checks.
ALTER TABLE payments ADD CONSTRAINT payments_fen CHECK (fen > 0);
-- Lines under a cap that counts some months back.
CREATE INDEX ledger_lines_cap ON ledger_lines (tenant, cap, at) WHERE cap IS NOT NULL;
