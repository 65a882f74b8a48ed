export { type Bar, BarChart, type BarRow, Bars } from "./bar-chart.tsx";
export {
  type Series,
  ShareBands,
  type SmallLine,
  SmallMultiples,
  StackedColumns,
  type Tone,
} from "./chart.tsx";
export { BoardPage, type BoardPageProps } from "./board-page.tsx";
export { Checkbox, Checkboxes, type ChoiceOption, Radios, Select } from "./choices.tsx";
export { ClockStrip, type ClockStripProps } from "./clock-strip.tsx";
export { DiagramAssets } from "./diagram-assets.tsx";
export { ErrorView, type ErrorViewProps } from "./error-page.tsx";
export { ErrorSummary, type PageError } from "./error-summary.tsx";
export {
  DayText,
  type FigureTile,
  FigureTiles,
  type KeyValue,
  KeyValues,
  momentText,
  Money,
  Panel,
  When,
} from "./facts.tsx";
export { Banner, type BannerKind, EmptyState } from "./feedback.tsx";
export { Field, type FieldProps, FileInput, TextArea } from "./field.tsx";
export {
  type Assets,
  type Frame,
  type Language,
  type PageBase,
  Head,
  renderPage,
  type SessionLike,
} from "./frame.tsx";
export { Icon, type IconName } from "./icon.tsx";
export { Button, type ButtonKind, CopyCode, LinkTo } from "./link.tsx";
export { CitizenPage, type CitizenPageProps, type Crumb } from "./page.tsx";
export { PlainPage } from "./plain-page.tsx";
export { type MenuItem, staffPlaces } from "./staff-menu.ts";
export { Fold, StaffPage, type StaffPageProps } from "./staff-page.tsx";
export { Light, type LightState, Progress, Stars, Tag, type TagKind } from "./status.tsx";
export {
  type StepItem,
  Steps,
  type TaskItem,
  TaskList,
  type TaskState,
  Timeline,
  type TimelineItem,
} from "./steps.tsx";
export { type Column, DataTable, FilterBar, Pager, type Row } from "./table.tsx";
