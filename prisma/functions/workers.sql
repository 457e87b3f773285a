-- A worker says that it lives, and which processes it runs; those that haven't said so for a day are forgotten.
CREATE OR REPLACE FUNCTION note_worker(p_id text, p_queue text, p_processes text[]) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DELETE FROM workers WHERE seen_at < now() - interval '1 day';
  INSERT INTO workers (id, task_queue, processes, seen_at) VALUES (p_id, p_queue, p_processes, clock_timestamp())
    ON CONFLICT (id) DO UPDATE SET seen_at = excluded.seen_at
$$;

-- A worker ends.
CREATE OR REPLACE FUNCTION forget_worker(p_id text) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DELETE FROM workers WHERE id = p_id
$$;

-- What the workers on a task queue run that have said in the last minute and a half that they live.
CREATE OR REPLACE FUNCTION living_workers(p_queue text) RETURNS TABLE (processes text[]) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT w.processes FROM workers w WHERE w.task_queue = p_queue AND w.seen_at > now() - interval '90 seconds'
$$;
