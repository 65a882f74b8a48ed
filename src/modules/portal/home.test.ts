import { expect, test } from "vitest";
import { proceduresFound } from "#modules/dossiers";
import { APPS } from "../../../test/world/apps.ts";

const titles = (typed: string): readonly string[] =>
  proceduresFound(APPS, typed).map((app) => app.title.vi);

test("a mother who types without marks finds birth registration, in Vietnamese and in English", () => {
  expect(titles("khai sinh")).toEqual(["Đăng ký khai sinh"]);
  expect(titles("DANG KY khai SINH")).toEqual(["Đăng ký khai sinh"]);
  expect(titles("birth")).toEqual(["Đăng ký khai sinh"]);
});

test("nothing typed shows every procedure, nonsense shows none", () => {
  expect(titles("  ")).toHaveLength(APPS.length);
  expect(titles("zzz <b>")).toEqual([]);
});
