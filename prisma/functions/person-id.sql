-- Whether somebody may have this id: not one that an actor has who is nobody's account, as whom they would be taken.
CREATE OR REPLACE FUNCTION is_person_id(p_id text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT p_id ~ '^[A-Za-z0-9_.@-]{1,80}$' AND lower(p_id) NOT IN ('anonymous', 'follower', 'case', 'clock', 'machine')
$$;
