-- CreateTable
CREATE TABLE "inbound_machines" (
    "tenant" TEXT NOT NULL,
    "person" TEXT NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "secret" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "made_by" TEXT NOT NULL,
    "before" TEXT,
    "before_until" TIMESTAMPTZ(3),

    CONSTRAINT "inbound_machines_pkey" PRIMARY KEY ("tenant","person")
);
