-- The words by which a text is found. PostgreSQL's own parsers see a Chinese sentence as one word, so that it is cut here: Han characters
-- into overlapping pairs (生育津贴 is 生育, 育津, 津贴), which is what people search by, and letters and digits into words in lower case.
-- A text to be found has its single characters too (p_singles); what is searched for has one only where it stands alone. Each run is taken
-- apart once: to look up its characters by their number would count them from its beginning each time.
CREATE OR REPLACE FUNCTION search_words(p_text text, p_singles boolean) RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
  WITH plain AS (SELECT lower(normalize(p_text, NFKC)) AS line),
    han AS (SELECT c.one, lead(c.one) OVER run AS next, count(*) OVER (PARTITION BY r.n) AS length
      FROM plain, regexp_matches(line, '([\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+)', 'g') WITH ORDINALITY r(m, n),
        unnest(string_to_array(r.m[1], NULL)) WITH ORDINALITY c(one, at) WINDOW run AS (PARTITION BY r.n ORDER BY c.at))
  SELECT coalesce(array_agg(DISTINCT word), '{}') FROM (
    SELECT one || next FROM han WHERE next IS NOT NULL
    UNION ALL SELECT one FROM han WHERE p_singles OR length = 1
    UNION ALL SELECT m[1] FROM plain, regexp_matches(line, '([a-z0-9à-ÿ]+)', 'g') m) q(word)
$$;

CREATE OR REPLACE FUNCTION keep_knowledge_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.question_words := search_words(NEW.question, false);
  NEW.words := search_words(concat_ws(' ', NEW.topic, NEW.question, NEW.answer), true);
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER knowledge_words BEFORE INSERT OR UPDATE ON knowledge_entries FOR EACH ROW EXECUTE FUNCTION keep_knowledge_words();
