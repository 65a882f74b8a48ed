import type { VNode } from "preact";
import type { Assets } from "./frame.tsx";

/** What draws a `<bpmn-diagram data-xml-url data-token-elements>`; put it beside the diagram. The page writes the list that says the same. */
export function DiagramAssets({ assets }: { readonly assets: Assets }): VNode | null {
  return assets.diagramScript === undefined ? null : (
    <script src={assets.diagramScript} type="module" />
  );
}
