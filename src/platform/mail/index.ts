export { createFolderMailer, createSmtpMailer, type Mail, type Mailer } from "./mailer.ts";
