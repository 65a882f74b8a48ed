export { exportLog } from "./export-log.ts";
export { appendLeaf, type Deed, erasePayload } from "./leaf.ts";
export {
  consistencyProof,
  inclusionProof,
  leafHash,
  rootOfLeaves,
  verifyConsistency,
  verifyInclusion,
} from "./merkle.ts";
export { sequenceOnce } from "./sequencer.ts";
