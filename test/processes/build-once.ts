import { build } from "../../bin/build.ts";

/** The processes under test run what a city runs: the build. */
export async function setup(): Promise<void> {
  await build();
}
