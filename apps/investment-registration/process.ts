import { drawDeskProcess } from "#app-kit";

export const PROCESS = drawDeskProcess({
  id: "investment-registration",
  name: "Cấp Giấy chứng nhận đăng ký đầu tư",
  enters: "assess",
  elements: [
    { id: "assess", kind: "userTask", name: "Thẩm định dự án", role: "specialist", at: [3, 1] },
  ],
  flows: [["assess", "review"]],
  review: { again: "assess", notGranted: "Không cấp", refuse: "không cấp" },
  sign: "Ký Giấy chứng nhận",
});
