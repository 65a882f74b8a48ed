import { PLACES } from "../folder.ts";
import type { FolderFilter } from "../folder-store.ts";
import { readPlace } from "./deps.ts";

const LONGEST = 60;

/** What an address asks of the list of folders. */
export function filterIn(query: URLSearchParams): Omit<FolderFilter, "limit"> {
  const search = (query.get("tim") ?? "").trim().slice(0, LONGEST);
  const place = PLACES.find((one) => one === query.get("o-dau"));
  const after = readPlace(query.get("sau"));
  return {
    ...(search === "" ? {} : { search }),
    ...(place === undefined ? {} : { place }),
    ...(after === undefined ? {} : { after }),
  };
}
