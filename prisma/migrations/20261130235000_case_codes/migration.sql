-- CreateTable
CREATE TABLE "case_codes" (
    "case_id" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "tenant" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,
    "holder" TEXT NOT NULL,
    "digits" INTEGER NOT NULL,
    "tries" INTEGER NOT NULL,
    "tried" INTEGER NOT NULL DEFAULT 0,
    "last_try" TEXT,
    "until" TIMESTAMPTZ(3),
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "case_codes_pkey" PRIMARY KEY ("case_id","purpose")
);

-- AddForeignKey
ALTER TABLE "case_codes" ADD CONSTRAINT "case_codes_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "cases"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
