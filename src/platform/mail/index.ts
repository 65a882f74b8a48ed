export {
  createFolderMailer,
  createSmtpMailer,
  type Mail,
  type Mailer,
  MailRefused,
} from "./mailer.ts";
