-- How much of a resource a case holds, and from when until when; nothing said is one of it, for ever.
ALTER TABLE "holds" ADD COLUMN "amount" INTEGER NOT NULL DEFAULT 1;
ALTER TABLE "holds" ADD COLUMN "from_at" TIMESTAMPTZ(3);
ALTER TABLE "holds" ADD COLUMN "until_at" TIMESTAMPTZ(3);
ALTER TABLE "holds" ADD CONSTRAINT "holds_amount" CHECK (amount > 0);
ALTER TABLE "holds" ADD CONSTRAINT "holds_span" CHECK (until_at > from_at);

-- What of it somebody waits for.
ALTER TABLE "hold_waits" ADD COLUMN "from_at" TIMESTAMPTZ(3);
ALTER TABLE "hold_waits" ADD COLUMN "until_at" TIMESTAMPTZ(3);
ALTER TABLE "hold_waits" ADD COLUMN "amount" INTEGER NOT NULL DEFAULT 1;
ALTER TABLE "hold_waits" ADD COLUMN "most" INTEGER;
