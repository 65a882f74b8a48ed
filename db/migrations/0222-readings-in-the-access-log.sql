-- Who looked at a record stands in the access log with every other look; a second list beside it would tell names that the first keeps back.
DROP TABLE records.reading;
