-- What PostgreSQL has no expression for. Made anew by each session, for that session.

CREATE OR REPLACE FUNCTION pg_temp.leat_is_json(value text) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  PERFORM value::jsonb;
  RETURN true;
EXCEPTION WHEN others THEN
  RETURN false;
END $$;

-- The seconds since 1970 of a text that is an instant, to the nanosecond; null for any other text.
CREATE OR REPLACE FUNCTION pg_temp.leat_instant(value text) RETURNS numeric
LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  IF value !~ '^\d{4}-\d\d-\d\d' THEN
    RETURN NULL;
  END IF;
  RETURN extract(epoch FROM regexp_replace(value, '\.\d+', '')::timestamptz)
    + coalesce(('0' || substring(value FROM '\.\d+'))::numeric, 0);
EXCEPTION WHEN others THEN
  RETURN NULL;
END $$;

-- A number of at most 30 digits before the point; null for any other text.
CREATE OR REPLACE FUNCTION pg_temp.leat_number(value text) RETURNS numeric
LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  IF value !~ '^[-+]?\d+(\.\d+)?([eE][-+]?\d{1,3})?$' OR abs(value::numeric) >= 1e30 THEN
    RETURN NULL;
  END IF;
  RETURN value::numeric;
END $$;

-- A text that sorts, byte by byte, as the version does that another text is: text, then numbers,
-- then instants.
CREATE OR REPLACE FUNCTION pg_temp.leat_rank(value text) RETURNS text
LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  instant numeric := pg_temp.leat_instant(value);
  number numeric := CASE WHEN instant IS NULL THEN pg_temp.leat_number(value) END;
BEGIN
  RETURN CASE
    WHEN value IS NULL THEN NULL
    WHEN instant IS NOT NULL THEN '2' || lpad(round(instant + 1e30, 9)::text, 41, '0')
    WHEN number IS NOT NULL THEN '1' || lpad(round(number + 1e30, 9)::text, 41, '0')
    ELSE '0' || value
  END;
END $$;
