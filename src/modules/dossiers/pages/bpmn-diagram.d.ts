declare module "preact" {
  namespace JSX {
    interface IntrinsicElements {
      "bpmn-diagram": { readonly "data-xml": string; readonly "data-tokens"?: string };
    }
  }
}
export {};
