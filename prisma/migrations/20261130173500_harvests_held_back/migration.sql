-- Each booking of a pickup asks whether advice holds its grower's harvest back: the few cases that do are found without a look at all others.
CREATE INDEX "cases_harvest_held_back" ON "cases" ("tenant", (facts->>'grower')) WHERE process = 'fieldGuidance' AND facts->>'harvestNotBefore' IS NOT NULL;
