import type { JSX as PreactJsx } from "preact";

declare module "preact" {
  namespace JSX {
    interface IntrinsicElements {
      "bpmn-diagram": { readonly "data-xml": string; readonly "data-tokens"?: string };
    }
  }
}

export type BpmnDiagram = PreactJsx.IntrinsicElements["bpmn-diagram"];
