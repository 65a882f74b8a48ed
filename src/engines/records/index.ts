export {
  type Difference,
  differencesBetween,
  type FieldInWords,
  recordInWords,
} from "./differences.ts";
export {
  amendRecord,
  enterRecords,
  publishRecordType,
  type RecordChange,
  type RecordEntry,
} from "./keep-record.ts";
export {
  type PersonKey,
  RECORD_STATES,
  type RecordState,
  type RecordType,
  recordType,
  type RecordVersion,
  type RegisterRecord,
} from "./record.ts";
export {
  latestOfTypes,
  recordById,
  recordedOrigins,
  recordByPublicId,
  recordNumbered,
  recordOfOrigin,
  recordsWithKey,
  registerPage,
  type RegisterFilter,
  versionsOf,
} from "./store.ts";
