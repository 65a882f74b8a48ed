-- Nothing puts a folder into the archive: only unclaimed results go there. The place that nobody can be at is taken out again.
ALTER TABLE paper_handling.folder DROP CONSTRAINT folder_place_known;
ALTER TABLE paper_handling.folder ADD CONSTRAINT folder_place_known CHECK (place IN ('desk', 'under-way', 'unit'));
