/** The fee of registration by kind of change and sheet (resolution of the city's People's Council, [M]). DMN 1.3. */
export const FEE = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="land-fees" name="Lệ phí đăng ký biến động đất đai" namespace="https://hcm-egov.example/dmn">
  <decision id="fee" name="Lệ phí">
    <decisionTable id="fee-table" hitPolicy="UNIQUE">
      <input id="in-change" label="Loại biến động"><inputExpression id="e-change" typeRef="string"><text>change</text></inputExpression><inputValues id="v-change"><text>"transfer","inherit","purpose"</text></inputValues></input>
      <input id="in-sheet" label="Cấp giấy mới"><inputExpression id="e-sheet" typeRef="string"><text>newSheet</text></inputExpression><inputValues id="v-sheet"><text>"yes","no"</text></inputValues></input>
      <output id="out" name="feeVnd" label="Lệ phí (đồng)" typeRef="number" />
      <rule id="r1"><inputEntry id="r1a"><text>-</text></inputEntry><inputEntry id="r1b"><text>"yes"</text></inputEntry><outputEntry id="r1o"><text>100000</text></outputEntry></rule>
      <rule id="r2"><inputEntry id="r2a"><text>"transfer","inherit"</text></inputEntry><inputEntry id="r2b"><text>"no"</text></inputEntry><outputEntry id="r2o"><text>50000</text></outputEntry></rule>
      <rule id="r3"><inputEntry id="r3a"><text>"purpose"</text></inputEntry><inputEntry id="r3b"><text>"no"</text></inputEntry><outputEntry id="r3o"><text>28000</text></outputEntry></rule>
    </decisionTable>
  </decision>
</definitions>
`;
