-- A write that must find the version that was read raises where it does not: it needs no answer to be looked at.
CREATE FUNCTION platform.changed(is_changed boolean, what text) RETURNS boolean
  LANGUAGE plpgsql AS $$
BEGIN
  IF NOT is_changed THEN
    RAISE EXCEPTION '% changed since it was read', what USING ERRCODE = 'EG409';
  END IF;
  RETURN true;
END $$;
