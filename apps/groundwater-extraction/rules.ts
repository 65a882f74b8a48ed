/** Who appraises, by the flow that is asked for: the department's own officers, or a council that it calls ([M]). DMN 1.3. */
export const APPRAISAL = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="appraisal-rules" name="Thẩm định hồ sơ cấp phép khai thác nước dưới đất" namespace="https://hcm-egov.example/dmn">
  <decision id="appraisal" name="Cách thẩm định">
    <decisionTable id="appraisal-table" hitPolicy="UNIQUE">
      <input id="in-flow" label="Lưu lượng đề nghị (m³/ngày đêm)"><inputExpression id="e-flow" typeRef="number"><text>flow</text></inputExpression></input>
      <output id="out" name="appraisedBy" label="Thẩm định bởi" typeRef="string" />
      <rule id="r1"><description>Quy mô nhỏ: phòng chuyên môn thẩm định</description><inputEntry id="r1a"><text>&lt; 200</text></inputEntry><outputEntry id="r1o"><text>"department"</text></outputEntry></rule>
      <rule id="r2"><description>Từ 200 m³/ngày đêm: hội đồng thẩm định</description><inputEntry id="r2a"><text>&gt;= 200</text></inputEntry><outputEntry id="r2o"><text>"council"</text></outputEntry></rule>
    </decisionTable>
  </decision>
</definitions>
`;
