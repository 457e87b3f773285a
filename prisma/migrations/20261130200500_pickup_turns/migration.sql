-- CreateTable
CREATE TABLE "pickup_turns" (
    "case_id" TEXT NOT NULL,
    "n" INTEGER NOT NULL,
    "tenant" TEXT NOT NULL,
    "person" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "accepted" BOOLEAN NOT NULL,
    "open" BOOLEAN NOT NULL,
    "night" DATE,

    CONSTRAINT "pickup_turns_pkey" PRIMARY KEY ("case_id","n")
);

-- CreateIndex
CREATE INDEX "pickup_turns_tenant_person_at_idx" ON "pickup_turns"("tenant", "person", "at");

-- CreateIndex
CREATE INDEX "pickup_turns_tenant_person_night_idx" ON "pickup_turns"("tenant", "person", "night");

-- AddForeignKey
ALTER TABLE "pickup_turns" ADD CONSTRAINT "pickup_turns_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "cases"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Whose turn is open now: a few of all.
CREATE INDEX "pickup_turns_open" ON "pickup_turns" ("tenant", "person") WHERE open;

-- How many somebody has accepted lately.
CREATE INDEX "pickup_turns_accepted" ON "pickup_turns" ("tenant", "person", "at") WHERE accepted;
