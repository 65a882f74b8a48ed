export { type Cell, csvStream, type Sheet, xlsxStream } from "./spreadsheets.ts";
