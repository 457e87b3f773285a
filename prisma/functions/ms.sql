-- A moment in epoch milliseconds, as the kernel counts.
CREATE OR REPLACE FUNCTION ms(p timestamptz) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$ SELECT round(extract(epoch FROM p) * 1000)::bigint $$;
