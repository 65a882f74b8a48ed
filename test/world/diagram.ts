/** Writes small BPMN diagrams for tests: elements and flows, without drawing. */
export function diagram(
  elements: string,
  flows: readonly (readonly [string, string, string?])[],
): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xmlns:egov="https://hcm-egov.example/bpmn" id="d" targetNamespace="https://hcm-egov.example/test">
  <bpmn:message id="m_signed" name="signed" />
  <bpmn:error id="e_missing" errorCode="missing" />
  <bpmn:process id="p" isExecutable="true">
    ${withFlows(elements, flows)}
  </bpmn:process>
</bpmn:definitions>`;
}

/** Elements with the sequence flows between them, for a process or a subprocess. A flow is source, target, condition. */
export function withFlows(
  elements: string,
  flows: readonly (readonly [string, string, string?])[],
): string {
  const named = flows.map(([source, target, condition], index) => ({
    id: `f_${source}_${target}_${index}`,
    source,
    target,
    condition,
  }));
  const wired = elements.replace(
    /<bpmn:(?<tag>\w+) id="(?<id>\w+)"(?<rest>[^>]*?)(?<close>\/?)>/gu,
    (whole, ...parts) => {
      const groups = parts.at(-1) as { tag: string; id: string; rest: string; close: string };
      const incoming = named.filter((flow) => flow.target === groups.id);
      const outgoing = named.filter((flow) => flow.source === groups.id);
      if (incoming.length + outgoing.length === 0) return whole;
      const inside = [
        ...incoming.map((flow) => `<bpmn:incoming>${flow.id}</bpmn:incoming>`),
        ...outgoing.map((flow) => `<bpmn:outgoing>${flow.id}</bpmn:outgoing>`),
      ].join("");
      const fallback = outgoing.find((flow) => flow.condition === "default");
      const rest = fallback === undefined ? groups.rest : ` default="${fallback.id}"${groups.rest}`;
      return `<bpmn:${groups.tag} id="${groups.id}"${rest}>${inside}${groups.close === "/" ? `</bpmn:${groups.tag}>` : ""}`;
    },
  );
  const drawn = named.map(({ id, source, target, condition }) =>
    condition === undefined || condition === "default"
      ? `<bpmn:sequenceFlow id="${id}" sourceRef="${source}" targetRef="${target}" />`
      : `<bpmn:sequenceFlow id="${id}" sourceRef="${source}" targetRef="${target}"><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${condition.replaceAll("&", "&amp;").replaceAll("<", "&lt;")}</bpmn:conditionExpression></bpmn:sequenceFlow>`,
  );
  return `${wired}${drawn.join("")}`;
}
