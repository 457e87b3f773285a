-- CreateTable
CREATE TABLE "ledger_lots" (
    "id" TEXT NOT NULL,
    "tenant" TEXT NOT NULL,
    "owner" TEXT NOT NULL,
    "asset" TEXT NOT NULL,
    "source" TEXT,
    "until" DATE,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "amount" BIGINT NOT NULL,
    "rest" BIGINT NOT NULL,

    CONSTRAINT "ledger_lots_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ledger_draws" (
    "line_id" TEXT NOT NULL,
    "lot_id" TEXT NOT NULL,
    "tenant" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,

    CONSTRAINT "ledger_draws_pkey" PRIMARY KEY ("line_id","lot_id")
);

-- CreateIndex
CREATE INDEX "ledger_draws_lot_id_idx" ON "ledger_draws"("lot_id");

-- AddForeignKey
ALTER TABLE "ledger_draws" ADD CONSTRAINT "ledger_draws_line_id_fkey" FOREIGN KEY ("line_id") REFERENCES "ledger_lines"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ledger_draws" ADD CONSTRAINT "ledger_draws_lot_id_fkey" FOREIGN KEY ("lot_id") REFERENCES "ledger_lots"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma has no words for: partial indexes and checks.
CREATE INDEX ledger_lots_live ON ledger_lots (tenant, owner, asset, at, id) WHERE rest > 0;
CREATE INDEX ledger_lots_until ON ledger_lots (tenant, asset, until) WHERE rest > 0 AND until IS NOT NULL;
ALTER TABLE ledger_lots ADD CONSTRAINT ledger_lot CHECK (amount > 0 AND rest >= 0 AND rest <= amount);

-- What an account had before there were lots is its oldest lot, and has no last day.
INSERT INTO ledger_lots (id, tenant, owner, asset, at, amount, rest)
  SELECT gen_random_uuid()::text, a.tenant, a.owner, a.asset,
    coalesce((SELECT min(l.at) FROM ledger_lines l WHERE l.tenant = a.tenant AND l.to_owner = a.owner AND l.asset = a.asset), now()), a.balance, a.balance
  FROM accounts a WHERE a.asset = 'points' AND a.owner NOT LIKE 'scheme:%' AND a.balance > 0;
