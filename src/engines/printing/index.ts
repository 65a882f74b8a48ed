export { createPrinter, type Printer } from "./printer.ts";
export type {
  ApologyPrint,
  BlankReceiptsPrint,
  ControlSheetPrint,
  DossierRegisterPrint,
  EndingPrint,
  LabelsPrint,
  NotePrint,
  PrintData,
  FeeReceiptPrint,
  ReceiptPrint,
  PrintText,
  RefusalPrint,
  ResultPrintData,
  SupplementPrint,
  Template,
} from "./templates/index.ts";
