import type { ComponentChildren, VNode } from "preact";
import { day, dayIn, instantAt } from "#kernel/calendar-day";
import { explainDue } from "#kernel/explain-clock";
import { startingCalendar } from "#kernel/holiday-data";
import { USUAL_OFFICE_HOURS } from "#kernel/office-hours";
import type { LegalClock } from "#kernel/legal-clock";
import { workingDays } from "#kernel/term";
import {
  type Assets,
  Banner,
  BarChart,
  Button,
  Checkbox,
  Checkboxes,
  CitizenPage,
  ClockStrip,
  CopyCode,
  DataTable,
  DayText,
  EmptyState,
  ErrorSummary,
  Field,
  FigureTiles,
  FileInput,
  FilterBar,
  KeyValues,
  type Language,
  Light,
  LinkTo,
  Money,
  Pager,
  Panel,
  Progress,
  Radios,
  Select,
  type SessionLike,
  StaffPage,
  Stars,
  Steps,
  Tag,
  TaskList,
  TextArea,
  Timeline,
  When,
} from "./index.ts";

export interface GalleryProps {
  readonly assets: Assets;
  readonly language: Language;
}

const NOW = instantAt(day("2025-04-28"), 9 * 60 + 15);
const RECEIVED = instantAt(day("2025-04-25"), 16 * 60 + 30);
const HA: SessionLike = {
  kind: "official",
  name: "Lê Thu Hà",
  agencyName: "Phòng Kinh tế, Quận 1",
  title: "Chuyên viên",
};

function Strip({ language }: { readonly language: Language }): VNode {
  const time = { calendar: startingCalendar(), hours: USUAL_OFFICE_HOURS };
  const clock = {
    term: workingDays(3),
    startedAt: RECEIVED,
    pauses: [],
    extensions: [],
  } satisfies LegalClock;
  return (
    <ClockStrip explanation={explainDue(clock, time, NOW)} today={dayIn(NOW)} language={language} />
  );
}

/** Every part a citizen meets, in all its states, on one page for looking at; invented people. */
export function CitizenGallery({ assets, language }: GalleryProps): VNode {
  return (
    <CitizenPage
      title="Các thành phần"
      language={language}
      path="/thu-tuc/thanh-phan"
      assets={assets}
      session={{ kind: "applicant", name: "Trần Minh Quân", agencyName: "", title: "" }}
      unread={3}
      crumbs={[
        { href: "/thu-tuc", label: "Thủ tục" },
        { href: "/thu-tuc/kinh-doanh", label: "Đăng ký kinh doanh" },
      ]}
    >
      <h1>Đăng ký thành lập hộ kinh doanh</h1>
      <p class="lead">
        Cá nhân hoặc các thành viên hộ gia đình mở cửa hàng, cơ sở dịch vụ, sản xuất nhỏ.
      </p>
      <Messages language={language} />
      <Panel title="Thời hạn" actions={<LinkTo href="/can-cu">Căn cứ</LinkTo>}>
        <Strip language={language} />
      </Panel>
      <Facts />
      <Questions language={language} />
      <States language={language} />
      <Figures language={language} />
    </CitizenPage>
  );
}

/** An official's dossier and lists in all states; invented people. */
export function StaffGallery({ assets, language }: GalleryProps): VNode {
  return (
    <StaffPage
      title="000.00.01.H29-250425-0007"
      language={language}
      path="/can-bo/thanh-phan"
      assets={assets}
      session={HA}
      current="mot-cua"
      search={{ action: "/can-bo/tim" }}
      unread={2}
      menu={[
        { id: "viec", href: "/can-bo/viec", label: "Bàn làm việc" },
        { id: "van-ban", href: "/can-bo/van-ban", label: "Văn bản đến", count: 7 },
        { id: "mot-cua", href: "/can-bo/mot-cua", label: "Một cửa", count: 12 },
        { href: "/can-bo/hkd", label: "Hộ kinh doanh", group: "Chuyên ngành" },
        { href: "/can-bo/dung-han", label: "Đúng hạn", group: "Điều hành" },
      ]}
      actions={
        <>
          <Button kind="secondary" href="/a">
            Yêu cầu bổ sung
          </Button>
          <Button href="/c" icon="send">
            Trình lãnh đạo
          </Button>
        </>
      }
    >
      <h1>
        <span class="num">000.00.01.H29-250425-0007</span> <Light state="near" words="Còn 1 ngày" />
      </h1>
      <p class="lead">Đăng ký thành lập hộ kinh doanh · Tiệm bánh Hoa Sen · Trần Minh Quân</p>
      <div class="columns">
        <div>
          <Panel title="Thời hạn xử lý">
            <Strip language={language} />
          </Panel>
          <Facts />
          <Worklist language={language} />
          <Questions language={language} />
        </div>
        <div>
          <States language={language} />
          <Messages language={language} />
        </div>
      </div>
      <Figures language={language} />
    </StaffPage>
  );
}

function Messages({ language }: { readonly language: Language }): VNode {
  return (
    <>
      <ErrorSummary
        language={language}
        errors={[
          { fieldId: "ten", text: "Hãy nhập tên hộ kinh doanh" },
          { fieldId: "von", text: "Vốn kinh doanh phải là số tiền, ví dụ 150.000.000" },
        ]}
      />
      <Banner kind="success" title="Đã tiếp nhận hồ sơ">
        <p>Giấy hẹn đã gửi đến hộp thư của bạn.</p>
      </Banner>
      <Banner kind="info" title="Nghỉ lễ từ 30/04/2025" />
      <Banner kind="warning" title="Còn thiếu một giấy tờ" />
      <Banner kind="error" title="Chưa gửi được hồ sơ">
        <p>Tệp hợp đồng thuê nhà không mở được. Hãy tải lại tệp đó.</p>
      </Banner>
    </>
  );
}

function Facts(): VNode {
  const change = (what: string): VNode => (
    <LinkTo href="/sua">
      Sửa <span class="sr">{what}</span>
    </LinkTo>
  );
  return (
    <Panel title="Nội dung đề nghị">
      <FigureTiles tiles={[{ label: "Đã quá hạn", value: "2", isUrgent: true }]} />
      <KeyValues
        rows={[
          { label: "Tên hộ kinh doanh", value: "Tiệm bánh Hoa Sen", action: change("tên hộ") },
          { label: "Địa điểm", value: "12 đường Minh họa, phường Đa Kao, Quận 1" },
          { label: "Vốn kinh doanh", value: <Money vnd={150_000_000} /> },
          { label: "Chủ hộ", value: "079 ••• ••• 417" },
          { label: "Tiếp nhận lúc", value: <When at={RECEIVED} /> },
          { label: "Hẹn trả", value: <DayText on={day("2025-04-29")} language="vi" /> },
          { label: "Mã hồ sơ", value: <CopyCode value="000.00.01.H29-250425-0007" /> },
        ]}
      />
    </Panel>
  );
}

function Questions({ language }: { readonly language: Language }): VNode {
  const few = [
    { value: "ca-nhan", label: "Cá nhân" },
    { value: "gia-dinh", label: "Các thành viên hộ gia đình", hint: "Cần văn bản ủy quyền" },
  ];
  return (
    <Panel title="Câu hỏi">
      <Progress step={3} of={7} language={language} />
      <form method="post" action="/x" data-keeps>
        <Field id="ten" label="Tên hộ kinh doanh" error="Hãy nhập tên hộ kinh doanh" />
        <Field
          id="von"
          label="Vốn kinh doanh"
          hint="Bằng đồng, ví dụ 150.000.000"
          width="short"
          inputmode="numeric"
          value="một trăm"
          error="Vốn kinh doanh phải là số tiền, ví dụ 150.000.000"
        />
        <Select
          id="quan"
          label="Quận, huyện"
          blank="Chọn…"
          value="1"
          options={[
            { value: "1", label: "Quận 1" },
            { value: "3", label: "Quận 3" },
          ]}
        />
        <Radios id="chu-the" label="Ai đứng tên?" options={few} value="ca-nhan" />
        <Checkboxes
          id="nganh"
          label="Ngành, nghề"
          hint="Chọn mọi ngành phù hợp"
          options={few}
          values={["gia-dinh"]}
        />
        <Checkbox id="cam-ket" label="Tôi cam kết những điều khai là đúng" />
        <TextArea id="ghi-chu" label="Ghi chú" maxlength={500} value="Mở cửa từ 6 giờ sáng." />
        <FileInput
          id="hop-dong"
          label="Hợp đồng thuê nhà"
          hint="PDF hoặc ảnh, đến 20 MB"
          accept=".pdf,.jpg,.png"
        />
        <Stars name="sao" legend="Bạn hài lòng đến đâu?" value={4} language={language} />
        <p class="acts">
          <Button>Lưu và tiếp tục</Button>
          <Button kind="secondary" icon="print" type="button">
            In
          </Button>
          <Button kind="danger">Rút hồ sơ</Button>
          <Button kind="link">Để sau</Button>
        </p>
      </form>
    </Panel>
  );
}

function States({ language }: { readonly language: Language }): VNode {
  return (
    <>
      <Panel title="Trạng thái">
        <p class="acts">
          <Light state="ok" words="Còn 3 ngày làm việc" />
          <Light state="near" words="Còn 1 ngày" />
          <Light state="late" words="Quá hạn 2 ngày" />
          <Light state="hold" words="Chờ người nộp bổ sung" />
          <Light state="done" words="Đã trả đúng hạn" />
        </p>
        <p class="acts">
          <Tag>Công văn</Tag> <Tag kind="info">Để biết</Tag> <Tag kind="success">Hợp lệ</Tag>{" "}
          <Tag kind="warning">Sắp hết hạn</Tag> <Tag kind="error">Bị từ chối</Tag>{" "}
          <Tag kind="hold">Tạm dừng</Tag> <Tag kind="urgent">Hỏa tốc</Tag>{" "}
          <Tag kind="secret">Mật</Tag> <Stars value={4.3} language={language} />
        </p>
      </Panel>
      <Panel title="Quá trình">
        <Timeline
          language={language}
          items={[
            { title: "Tiếp nhận", at: RECEIVED, who: "Bộ phận một cửa" },
            {
              title: "Thẩm định",
              at: NOW,
              who: "Lê Thu Hà",
              state: "now",
              text: "Đã dùng 1,5 ngày",
            },
            { title: "Xem xét", state: "next", text: "Trưởng phòng Kinh tế" },
            { title: "Trả kết quả", state: "next" },
          ]}
        />
      </Panel>
      <Panel title="Cần làm">
        <TaskList
          items={[
            { href: "/1", label: "Chủ hộ kinh doanh", state: "done", stateWords: "Xong" },
            { href: "/2", label: "Địa điểm", state: "started", stateWords: "Đang làm dở" },
            { href: "/3", label: "Giấy tờ", state: "wrong", stateWords: "Cần sửa" },
            { href: "/4", label: "Lệ phí", state: "todo", stateWords: "Chưa làm" },
            { label: "Gửi hồ sơ", state: "blocked", stateWords: "Chưa làm được" },
          ]}
        />
      </Panel>
      <Panel title="Cách làm">
        <Steps
          items={[
            { label: "Điền trên mạng", text: "Khoảng 10 phút", state: "done" },
            { label: "Trả lệ phí", state: "now" },
            { label: "Nhận kết quả", text: "Qua mạng hoặc tại quầy", state: "next" },
          ]}
        />
      </Panel>
    </>
  );
}

function Worklist({ language }: { readonly language: Language }): VNode {
  return (
    <>
      <FilterBar action="/can-bo/viec" language={language}>
        <Select
          id="han"
          label="Hạn"
          blank="Mọi hạn"
          options={[{ value: "qua", label: "Quá hạn" }]}
        />
        <Field id="tim" label="Tìm" />
      </FilterBar>
      <WorkTable />
      <Pager next="/can-bo/viec?sau=x" previous="/can-bo/viec?truoc=x" language={language} />
      <EmptyState
        title="Không còn việc nào"
        text="Hồ sơ mới sẽ hiện ở đây khi được chuyển đến."
        action={<Button href="/can-bo/tiep-nhan">Tiếp nhận hồ sơ</Button>}
      />
    </>
  );
}

function WorkTable(): VNode {
  const row = (
    code: string,
    who: string,
    light: ComponentChildren,
  ): Record<string, ComponentChildren> => ({
    id: code,
    code: (
      <LinkTo href={`/can-bo/ho-so/${code}`} class="num">
        {code}
      </LinkTo>
    ),
    who,
    light,
    fee: <Money vnd={100_000} />,
  });
  return (
    <DataTable
      caption="Hồ sơ đang giữ"
      columns={[
        { key: "code", label: "Mã hồ sơ" },
        { key: "who", label: "Người nộp" },
        { key: "light", label: "Hạn" },
        { key: "fee", label: "Lệ phí", align: "end" },
      ]}
      rows={[
        row("0007", "Trần Minh Quân", <Light state="near" words="Còn 1 ngày" />),
        row(
          "0008",
          "Nguyễn Hoàng Thị Ngọc Bảo Khánh Phương Uyên",
          <Light state="late" words="Quá hạn 2 ngày" />,
        ),
        row(
          "0009",
          "Công ty TNHH Một thành viên Thương mại Dịch vụ Hoa Sen",
          <Light state="hold" words="Chờ người nộp bổ sung" />,
        ),
      ]}
    />
  );
}

function Figures({ language }: { readonly language: Language }): VNode {
  return (
    <Panel title={language === "vi" ? "Đúng hạn theo đơn vị" : "On time by agency"}>
      <BarChart
        caption="Tháng 4 năm 2025, số liệu minh họa"
        rows={[
          { label: "Quận 1", value: 97.4, max: 100, text: "97,4 %", state: "ok" },
          { label: "Quận 3", value: 88, max: 100, text: "88,0 %", state: "near" },
          { label: "Thành phố Thủ Đức", value: 61.5, max: 100, text: "61,5 %", state: "late" },
        ]}
      />
    </Panel>
  );
}
