import { expect, test } from "vitest";
import { signerOf } from "./signer-of.ts";

const hung = {
  name: "Phạm Hữu Hùng",
  title: "Phó Chủ tịch",
  actor: {
    kind: "official",
    officialId: "1",
    positionId: "2",
    agencyId: "3",
    mandate: { kind: "holding", id: "4" },
    name: "Phạm Hữu Hùng",
  },
} as const;

// R12

test("Hùng signs under his own title; Minh, to whom it was delegated, signs thừa ủy quyền", () => {
  expect(signerOf(hung)).toEqual({ name: "Phạm Hữu Hùng", title: "Phó Chủ tịch" });
  const minh = {
    ...hung,
    name: "Lê Quốc Minh",
    actor: { ...hung.actor, mandate: { kind: "delegation", id: "5" } },
  } as const;
  expect(signerOf(minh)).toEqual({ name: "Lê Quốc Minh", title: "TUQ. Phó Chủ tịch" });
});
