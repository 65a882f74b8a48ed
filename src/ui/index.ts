export { ClockStrip, type ClockStripProps } from "./clock-strip.tsx";
export {
  type Assets,
  CitizenPage,
  type CitizenPageProps,
  ErrorView,
  type ErrorViewProps,
  type Language,
  renderPage,
} from "./page.tsx";
