export { createPrinter, type Printer } from "./printer.ts";
export type {
  CertificatePrint,
  PrintData,
  ReceiptPrint,
  RefusalPrint,
  SupplementPrint,
  Template,
} from "./templates/index.ts";
