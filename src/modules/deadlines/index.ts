export { reckonDeadlinePage } from "./pages/reckon-deadline.tsx";
