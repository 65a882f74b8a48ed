import { PGlite } from "@electric-sql/pglite";
import { btree_gist } from "@electric-sql/pglite/contrib/btree_gist";
import { pg_trgm } from "@electric-sql/pglite/contrib/pg_trgm";
import { unaccent } from "@electric-sql/pglite/contrib/unaccent";
import { createPgConfig } from "@electric-sql/pglite/node-postgres";
import { Pool } from "pg";
import type { Database } from "./database.ts";
import { migrate, type Migration } from "./migrate.ts";

export interface EmbeddedOptions {
  /** A folder, or undefined for memory. */
  readonly folder?: string;
  readonly snapshot?: Blob;
  readonly migrations: readonly Migration[];
  readonly onSlow?: (sentence: string) => void;
}

/** Opens PGlite in this process and brings its schema forward. The caller holds the folder's lock (see `holdFolder`). */
export async function openEmbedded(
  options: EmbeddedOptions,
): Promise<Database & { dump(): Promise<Blob> }> {
  const engine = await PGlite.create({
    ...(options.folder === undefined ? {} : { dataDir: options.folder }),
    ...(options.snapshot === undefined ? {} : { loadDataDir: options.snapshot }),
    extensions: { btree_gist, pg_trgm, unaccent },
  });
  const pool = new Pool(Object.assign(createPgConfig(engine), { max: 1, pipeline: true }));
  await pool.query(
    `DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'egov_app') THEN CREATE ROLE egov_app NOLOGIN; END IF; END $$`,
  );
  await migrate(pool, options.migrations);
  return {
    kind: "embedded",
    pool,
    onSlow: options.onSlow ?? (() => undefined),
    dump: () => engine.dumpDataDir("none"),
    close: async () => {
      await pool.end();
      await engine.close();
    },
  };
}
