-- Clocks are found by the subject alone, in one tenant or in any: the longer index was written at every act and told nothing more.
DROP INDEX deadlines.clock_of_subject;
