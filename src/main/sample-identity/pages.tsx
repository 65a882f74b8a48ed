import type { ComponentChildren, VNode } from "preact";
import { maskedCitizenId } from "#kernel/citizen-id";
import { type Assets, Banner, Head, Radios, renderPage } from "#ui";
import { SAMPLE_PEOPLE } from "./people.ts";

/** Said on every page of the stand-in, so that nobody takes it for the real one. */
const LABEL = "Định danh mẫu, không phải VNeID";

/** The stand-in's sign-in: whoever one wants to be. A stand-in asks for no password, since it protects nobody. */
export function choosePage(assets: Assets, action: string): string {
  return page(
    assets,
    "Chọn người đăng nhập",
    <form method="post" action={action} class="panel">
      <Radios
        id="citizenId"
        label="Bạn là ai?"
        value={SAMPLE_PEOPLE[0]?.citizenId}
        options={SAMPLE_PEOPLE.map((person) => ({
          value: person.citizenId,
          label: person.name,
          hint: maskedCitizenId(person.citizenId),
        }))}
      />
      <p class="acts">
        <button class="button" type="submit" name="act" value="enter">
          Tiếp tục với người này
        </button>
        <button class="button button-quiet" type="submit" name="act" value="cancel">
          Hủy
        </button>
      </p>
    </form>,
  );
}

/** `form` is the provider's own: its address and its protection against other sites are taken from it. */
export function leavePage(assets: Assets, form: string): string {
  const action = /action="([^"]*)"/u.exec(form)?.[1] ?? "";
  const mark = /name="xsrf" value="([^"]*)"/u.exec(form)?.[1] ?? "";
  return page(
    assets,
    "Đăng xuất khỏi định danh mẫu",
    <form method="post" action={action} class="panel">
      <input type="hidden" name="xsrf" value={mark} />
      <p class="acts">
        <button class="button" type="submit" name="logout" value="yes">
          Đăng xuất
        </button>
        <button class="button button-quiet" type="submit">
          Ở lại
        </button>
      </p>
    </form>,
  );
}

export function sentencePage(assets: Assets, sentence: string): string {
  return page(assets, sentence, <p>{LABEL}.</p>);
}

function page(assets: Assets, title: string, children: ComponentChildren): string {
  const view: VNode = (
    <html lang="vi">
      <Head title={`${title} · ${LABEL}`} language="vi" assets={assets} scripts={[]} />
      <body class="citizen plain">
        <main id="noi-dung" class="narrow">
          <Banner kind="warning" title={LABEL}>
            <p>Hệ thống chạy thử trên máy này. Mọi người ở đây đều hư cấu.</p>
          </Banner>
          <h1>{title}</h1>
          {children}
        </main>
      </body>
    </html>
  );
  return renderPage(view);
}
