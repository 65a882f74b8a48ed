-- Civil status is registered on the day of receipt: a term of no further working day is a term too (R17).
ALTER TABLE deadlines.clock DROP CONSTRAINT clock_term_positive;
ALTER TABLE deadlines.clock ADD CONSTRAINT clock_term_counts CHECK (term_count > 0 OR (term_count = 0 AND term_unit = 'working-days'));
