/** Whether the plot needs a planning extract: a new house does; works inside one that stands do not ([M]). DMN 1.3. */
export const PLANNING = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="planning-rules" name="Thông tin quy hoạch của thửa đất" namespace="https://hcm-egov.example/dmn">
  <decision id="planning" name="Thông tin quy hoạch">
    <decisionTable id="planning-table" hitPolicy="UNIQUE">
      <input id="in-works" label="Loại giấy phép"><inputExpression id="e-works" typeRef="string"><text>works</text></inputExpression><inputValues id="v-works"><text>"new","alter"</text></inputValues></input>
      <output id="out" name="planning" label="Thông tin quy hoạch" typeRef="string" />
      <rule id="r1"><description>Xây mới: trích lục quy hoạch của thửa đất</description><inputEntry id="r1a"><text>"new"</text></inputEntry><outputEntry id="r1o"><text>"extract"</text></outputEntry></rule>
      <rule id="r2"><description>Sửa chữa, cải tạo: không cần</description><inputEntry id="r2a"><text>"alter"</text></inputEntry><outputEntry id="r2o"><text>"none"</text></outputEntry></rule>
    </decisionTable>
  </decision>
</definitions>
`;
