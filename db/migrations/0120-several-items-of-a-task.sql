-- One activity runs for several items at once, gateways wait for events, and what was done can be undone: more kinds of tokens, and what only some know.
ALTER TABLE workflow.token DROP CONSTRAINT token_kind_known;
ALTER TABLE workflow.token ADD CONSTRAINT token_kind_known CHECK (kind IN (
  'user', 'receive', 'message', 'timer', 'join', 'scope', 'boundary', 'placed', 'call', 'choice', 'multi', 'item', 'answered',
  'compensable', 'undoing'));
ALTER TABLE workflow.token ADD COLUMN local jsonb;
-- For which of several items a step was done, as people call it, and its place among them.
ALTER TABLE workflow.history ADD COLUMN item text;
ALTER TABLE workflow.history ADD COLUMN item_place integer;
