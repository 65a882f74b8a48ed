export { type Cell, csvStream, type Sheet, xlsxStream } from "./spreadsheets.ts";
export { readTable, type Table, type TableFault } from "./read-table.ts";
