import { drawDeskProcess } from "#app-kit";

/** Received, looked up and entered by the civil status officer, signed and handed out on one day. */
export const PROCESS = drawDeskProcess({
  id: "birth-registration",
  name: "Đăng ký khai sinh",
  enters: "enter-register",
  elements: [
    {
      id: "enter-register",
      kind: "userTask",
      name: "Ghi Sổ đăng ký khai sinh",
      role: "specialist",
      at: [3, 1],
    },
  ],
  flows: [["enter-register", "sign"]],
  sign: "Ký Giấy khai sinh",
});
