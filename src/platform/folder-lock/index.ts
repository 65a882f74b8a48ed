export { type FolderLock, holdFolder } from "./folder-lock.ts";
