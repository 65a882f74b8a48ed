/** The fee by kind of permit (resolution of the city's People's Council, [M]). DMN 1.3. */
export const FEE = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="fees" name="Lệ phí cấp giấy phép xây dựng" namespace="https://hcm-egov.example/dmn">
  <decision id="fee" name="Lệ phí">
    <decisionTable id="fee-table" hitPolicy="UNIQUE">
      <input id="in-owner" label="Chủ đầu tư"><inputExpression id="e-owner" typeRef="string"><text>ownerKind</text></inputExpression><inputValues id="v-owner"><text>"person","business"</text></inputValues></input>
      <input id="in-works" label="Loại giấy phép"><inputExpression id="e-works" typeRef="string"><text>works</text></inputExpression><inputValues id="v-works"><text>"new","alter"</text></inputValues></input>
      <output id="out" name="feeVnd" label="Lệ phí (đồng)" typeRef="number" />
      <rule id="r1"><inputEntry id="r1a"><text>"person"</text></inputEntry><inputEntry id="r1b"><text>"new"</text></inputEntry><outputEntry id="r1o"><text>75000</text></outputEntry></rule>
      <rule id="r2"><inputEntry id="r2a"><text>"person"</text></inputEntry><inputEntry id="r2b"><text>"alter"</text></inputEntry><outputEntry id="r2o"><text>15000</text></outputEntry></rule>
      <rule id="r3"><inputEntry id="r3a"><text>"business"</text></inputEntry><inputEntry id="r3b"><text>-</text></inputEntry><outputEntry id="r3o"><text>150000</text></outputEntry></rule>
    </decisionTable>
  </decision>
</definitions>
`;
