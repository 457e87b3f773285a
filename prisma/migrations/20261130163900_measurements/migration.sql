-- CreateTable
CREATE TABLE "measurements" (
    "case_id" TEXT NOT NULL,
    "series" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "value" DOUBLE PRECISION NOT NULL,
    "tenant" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,

    CONSTRAINT "measurements_pkey" PRIMARY KEY ("case_id","series","at","value")
);

-- AddForeignKey
ALTER TABLE "measurements" ADD CONSTRAINT "measurements_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "cases"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "measurements" ADD CONSTRAINT "measurements_case_id_revision_fkey" FOREIGN KEY ("case_id", "revision") REFERENCES "events"("case_id", "revision") ON DELETE RESTRICT ON UPDATE CASCADE;
