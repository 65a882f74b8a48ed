declare module "bpmn-moddle" {
  export interface ModdleWarning {
    readonly message: string;
    /** There when the reader left something out; a reference to nothing has none. */
    readonly error?: Error;
  }
  export class BpmnModdle {
    fromXML(
      xml: string,
    ): Promise<{ readonly rootElement: object; readonly warnings: readonly ModdleWarning[] }>;
    toXML(
      element: object,
      options?: { readonly format?: boolean },
    ): Promise<{ readonly xml: string }>;
  }
}
