-- The words by which a text is found. PostgreSQL's own parsers see a Chinese sentence as one word, so that it is cut here: Han characters
-- into overlapping pairs (生育津贴 is 生育, 育津, 津贴), which is what people search by, and letters and digits into words in lower case.
-- A text to be found has its single characters too (p_singles); what is searched for has one only where it stands alone.
CREATE OR REPLACE FUNCTION search_words(p_text text, p_singles boolean) RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
  WITH plain AS (SELECT lower(normalize(p_text, NFKC)) AS line),
    han AS (SELECT m[1] AS run FROM plain, regexp_matches(line, '([\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+)', 'g') m)
  SELECT coalesce(array_agg(DISTINCT word), '{}') FROM (
    SELECT substr(run, i, 2) FROM han, generate_series(1, greatest(1, length(run) - 1)) i
    UNION ALL SELECT substr(run, i, 1) FROM han, generate_series(1, length(run)) i WHERE p_singles
    UNION ALL SELECT m[1] FROM plain, regexp_matches(line, '([a-z0-9à-ÿ]+)', 'g') m) q(word)
$$;

CREATE OR REPLACE FUNCTION keep_knowledge_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.question_words := search_words(NEW.question, false);
  NEW.words := search_words(concat_ws(' ', NEW.topic, NEW.question, NEW.answer), true);
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER knowledge_words BEFORE INSERT OR UPDATE ON knowledge_entries FOR EACH ROW EXECUTE FUNCTION keep_knowledge_words();
