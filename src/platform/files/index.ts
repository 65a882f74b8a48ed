export { copyBytes } from "./copy-bytes.ts";
export { createDiskStore } from "./disk-store.ts";
export type { FileStore, StoredBytes } from "./file-store.ts";
export { FILE_TYPES, type FileType } from "./judge-bytes.ts";
export {
  type FileLimits,
  type FileRefusal,
  keepBytes,
  keepUpload,
  type KeptFile,
  type ReceivedFile,
} from "./keep-upload.ts";
export { refusalWords } from "./refusal-words.ts";
export { createS3Store, type S3Place } from "./s3-store.ts";
export { createClamdScanner, noScanner, type Scanner } from "./scanner.ts";
export {
  type FileOf,
  fileOf,
  filesOf,
  filesOfAll,
  recordFile,
  removeFile,
  type StoredFile,
} from "./store.ts";
export { sweepOrphans, SweepRefused } from "./sweep-orphans.ts";
