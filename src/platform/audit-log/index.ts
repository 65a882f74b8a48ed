export { type Change, changesAfter } from "./changes.ts";
export { exportLog } from "./export-log.ts";
export { appendLeaf, type Deed, erasePayload } from "./leaf.ts";
export { leafHash, verifyConsistency, verifyInclusion } from "./merkle.ts";
export {
  consistencyProof,
  inclusionProof,
  lastCheckpoint,
  type SignedCheckpoint,
} from "./prove.ts";
export { SEQUENCE_EVERY_MS, sequenceOnce, sequenceWaiting } from "./sequencer.ts";
