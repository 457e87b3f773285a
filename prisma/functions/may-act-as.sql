-- Whether somebody acts with what isn't theirs by right: as the deputy of somebody who holds the role that day, having an office of their own, or in an emergency in which they
-- took it and which wasn't over at the moment of the act. Clocks of two machines may differ a little at its beginning.
CREATE OR REPLACE FUNCTION may_act_as(c jsonb, e jsonb, p_day date) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN e->'capacity' ? 'emergency' THEN EXISTS (SELECT 1 FROM emergencies m
      WHERE m.tenant = c->>'tenant' AND m.id = e#>>'{capacity,emergency}' AND m.person = c->>'actor' AND m.role = e->>'role'
        AND (c->>'at')::timestamptz >= m.taken_at - interval '10 seconds' AND (c->>'at')::timestamptz < least(m.until, m.ended_at))
    ELSE EXISTS (SELECT 1 FROM deputyships d
      JOIN people p ON p.tenant = d.tenant AND p.id = d.person AND (p.ended_on IS NULL OR p.ended_on > p_day)
      JOIN person_roles h ON h.tenant = d.tenant AND h.person_id = d.person AND h.role = e->>'role'
        AND h.valid_from <= p_day AND (h.ended_on IS NULL OR h.ended_on > p_day)
      WHERE d.tenant = c->>'tenant' AND d.id = e#>>'{capacity,deputyship}' AND d.person = e#>>'{capacity,for}' AND d.deputy = c->>'actor'
        AND (d.roles = '{}' OR h.role = ANY (d.roles)) AND stands_in(d, p_day)) END
$$;
