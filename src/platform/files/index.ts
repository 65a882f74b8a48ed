export { createDiskStore, type FileStore } from "./disk-store.ts";
export { fileOf, filesOf, recordFile, removeFile, type StoredFile } from "./file-records.ts";
export {
  type FileRefusal,
  FILE_TYPES,
  type FileType,
  keepBytes,
  keepUpload,
  type KeptFile,
  refusalWords,
} from "./keep-upload.ts";
export { createClamdScanner, noScanner, type Scanner } from "./scanner.ts";
