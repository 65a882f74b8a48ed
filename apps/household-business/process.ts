/**
 * How the work is arranged, BPMN 2.0. Both editions share it: the law changed the term, not the steps. An edition that
 * changes the steps brings a process of its own.
 */
export const PROCESS = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:egov="https://hcm-egov.example/bpmn" id="household-business" targetNamespace="https://hcm-egov.example/apps">
  <bpmn:message id="message-supplemented" name="supplemented" />
  <bpmn:message id="message-signed" name="signed" />
  <bpmn:error id="error-unsigned" name="Không ký được" errorCode="unsigned" />
  <bpmn:process id="registration" name="Đăng ký thành lập hộ kinh doanh" isExecutable="true">
    <bpmn:startEvent id="submitted" name="Nộp hồ sơ"><bpmn:outgoing>to-receive</bpmn:outgoing></bpmn:startEvent>
    <bpmn:userTask id="receive" name="Tiếp nhận" egov:role="receiver"><bpmn:incoming>to-receive</bpmn:incoming><bpmn:incoming>supplemented-again</bpmn:incoming><bpmn:outgoing>to-checked</bpmn:outgoing></bpmn:userTask>
    <bpmn:exclusiveGateway id="checked" name="Hồ sơ hợp lệ?" default="to-refused"><bpmn:incoming>to-checked</bpmn:incoming><bpmn:outgoing>to-examine</bpmn:outgoing><bpmn:outgoing>to-await-supplement</bpmn:outgoing><bpmn:outgoing>to-refused</bpmn:outgoing></bpmn:exclusiveGateway>
    <bpmn:receiveTask id="await-supplement" name="Chờ bổ sung" messageRef="message-supplemented" egov:role="applicant"><bpmn:incoming>to-await-supplement</bpmn:incoming><bpmn:outgoing>supplemented-again</bpmn:outgoing></bpmn:receiveTask>
    <bpmn:endEvent id="refused" name="Từ chối"><bpmn:incoming>to-refused</bpmn:incoming></bpmn:endEvent>
    <bpmn:userTask id="examine" name="Thẩm định" egov:role="specialist"><bpmn:incoming>to-examine</bpmn:incoming><bpmn:incoming>returned</bpmn:incoming><bpmn:outgoing>to-review</bpmn:outgoing></bpmn:userTask>
    <bpmn:userTask id="review" name="Xem xét" egov:role="head"><bpmn:incoming>to-review</bpmn:incoming><bpmn:outgoing>to-reviewed</bpmn:outgoing></bpmn:userTask>
    <bpmn:exclusiveGateway id="reviewed" name="Đồng ý?" default="returned"><bpmn:incoming>to-reviewed</bpmn:incoming><bpmn:outgoing>to-sign</bpmn:outgoing><bpmn:outgoing>returned</bpmn:outgoing></bpmn:exclusiveGateway>
    <bpmn:userTask id="sign" name="Ký giấy chứng nhận" egov:role="leader"><bpmn:incoming>to-sign</bpmn:incoming><bpmn:incoming>sign-again</bpmn:incoming><bpmn:outgoing>to-await-signature</bpmn:outgoing></bpmn:userTask>
    <bpmn:receiveTask id="await-signature" name="Ghi chữ ký số" messageRef="message-signed" egov:role="leader"><bpmn:incoming>to-await-signature</bpmn:incoming><bpmn:outgoing>to-release</bpmn:outgoing></bpmn:receiveTask>
    <bpmn:boundaryEvent id="unsigned" name="Không ký được" attachedToRef="await-signature"><bpmn:outgoing>sign-again</bpmn:outgoing><bpmn:errorEventDefinition id="unsigned-error" errorRef="error-unsigned" /></bpmn:boundaryEvent>
    <bpmn:userTask id="release" name="Trả kết quả" egov:role="clerk"><bpmn:incoming>to-release</bpmn:incoming><bpmn:outgoing>to-done</bpmn:outgoing></bpmn:userTask>
    <bpmn:endEvent id="done" name="Đã trả kết quả"><bpmn:incoming>to-done</bpmn:incoming></bpmn:endEvent>
    <bpmn:sequenceFlow id="to-receive" sourceRef="submitted" targetRef="receive" />
    <bpmn:sequenceFlow id="to-checked" sourceRef="receive" targetRef="checked" />
    <bpmn:sequenceFlow id="to-examine" name="tiếp nhận" sourceRef="checked" targetRef="examine"><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">outcome == "accept"</bpmn:conditionExpression></bpmn:sequenceFlow>
    <bpmn:sequenceFlow id="to-await-supplement" name="cần bổ sung" sourceRef="checked" targetRef="await-supplement"><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">outcome == "supplement"</bpmn:conditionExpression></bpmn:sequenceFlow>
    <bpmn:sequenceFlow id="to-refused" name="từ chối" sourceRef="checked" targetRef="refused" />
    <bpmn:sequenceFlow id="supplemented-again" sourceRef="await-supplement" targetRef="receive" />
    <bpmn:sequenceFlow id="to-review" sourceRef="examine" targetRef="review" />
    <bpmn:sequenceFlow id="to-reviewed" sourceRef="review" targetRef="reviewed" />
    <bpmn:sequenceFlow id="to-sign" name="đồng ý" sourceRef="reviewed" targetRef="sign"><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">outcome == "approve"</bpmn:conditionExpression></bpmn:sequenceFlow>
    <bpmn:sequenceFlow id="returned" name="trả lại" sourceRef="reviewed" targetRef="examine" />
    <bpmn:sequenceFlow id="to-await-signature" sourceRef="sign" targetRef="await-signature" />
    <bpmn:sequenceFlow id="sign-again" sourceRef="unsigned" targetRef="sign" />
    <bpmn:sequenceFlow id="to-release" sourceRef="await-signature" targetRef="release" />
    <bpmn:sequenceFlow id="to-done" sourceRef="release" targetRef="done" />
  </bpmn:process>
  <bpmndi:BPMNDiagram id="diagram">
    <bpmndi:BPMNPlane id="plane" bpmnElement="registration">
      <bpmndi:BPMNShape id="s-submitted" bpmnElement="submitted"><dc:Bounds x="40" y="142" width="36" height="36" /></bpmndi:BPMNShape>
      <bpmndi:BPMNShape id="s-receive" bpmnElement="receive"><dc:Bounds x="130" y="120" width="110" height="80" /></bpmndi:BPMNShape>
      <bpmndi:BPMNShape id="s-checked" bpmnElement="checked" isMarkerVisible="true"><dc:Bounds x="295" y="135" width="50" height="50" /></bpmndi:BPMNShape>
      <bpmndi:BPMNShape id="s-await-supplement" bpmnElement="await-supplement"><dc:Bounds x="265" y="260" width="110" height="80" /></bpmndi:BPMNShape>
      <bpmndi:BPMNShape id="s-refused" bpmnElement="refused"><dc:Bounds x="302" y="52" width="36" height="36" /></bpmndi:BPMNShape>
      <bpmndi:BPMNShape id="s-examine" bpmnElement="examine"><dc:Bounds x="410" y="120" width="110" height="80" /></bpmndi:BPMNShape>
      <bpmndi:BPMNShape id="s-review" bpmnElement="review"><dc:Bounds x="570" y="120" width="110" height="80" /></bpmndi:BPMNShape>
      <bpmndi:BPMNShape id="s-reviewed" bpmnElement="reviewed" isMarkerVisible="true"><dc:Bounds x="735" y="135" width="50" height="50" /></bpmndi:BPMNShape>
      <bpmndi:BPMNShape id="s-sign" bpmnElement="sign"><dc:Bounds x="845" y="120" width="110" height="80" /></bpmndi:BPMNShape>
      <bpmndi:BPMNShape id="s-await-signature" bpmnElement="await-signature"><dc:Bounds x="1005" y="120" width="110" height="80" /></bpmndi:BPMNShape>
      <bpmndi:BPMNShape id="s-unsigned" bpmnElement="unsigned"><dc:Bounds x="1042" y="182" width="36" height="36" /></bpmndi:BPMNShape>
      <bpmndi:BPMNShape id="s-release" bpmnElement="release"><dc:Bounds x="1165" y="120" width="110" height="80" /></bpmndi:BPMNShape>
      <bpmndi:BPMNShape id="s-done" bpmnElement="done"><dc:Bounds x="1330" y="142" width="36" height="36" /></bpmndi:BPMNShape>
      <bpmndi:BPMNEdge id="e-to-receive" bpmnElement="to-receive"><di:waypoint x="76" y="160" /><di:waypoint x="130" y="160" /></bpmndi:BPMNEdge>
      <bpmndi:BPMNEdge id="e-to-checked" bpmnElement="to-checked"><di:waypoint x="240" y="160" /><di:waypoint x="295" y="160" /></bpmndi:BPMNEdge>
      <bpmndi:BPMNEdge id="e-to-examine" bpmnElement="to-examine"><di:waypoint x="345" y="160" /><di:waypoint x="410" y="160" /></bpmndi:BPMNEdge>
      <bpmndi:BPMNEdge id="e-to-await" bpmnElement="to-await-supplement"><di:waypoint x="320" y="185" /><di:waypoint x="320" y="260" /></bpmndi:BPMNEdge>
      <bpmndi:BPMNEdge id="e-to-refused" bpmnElement="to-refused"><di:waypoint x="320" y="135" /><di:waypoint x="320" y="88" /></bpmndi:BPMNEdge>
      <bpmndi:BPMNEdge id="e-again" bpmnElement="supplemented-again"><di:waypoint x="265" y="300" /><di:waypoint x="185" y="300" /><di:waypoint x="185" y="200" /></bpmndi:BPMNEdge>
      <bpmndi:BPMNEdge id="e-to-review" bpmnElement="to-review"><di:waypoint x="520" y="160" /><di:waypoint x="570" y="160" /></bpmndi:BPMNEdge>
      <bpmndi:BPMNEdge id="e-to-reviewed" bpmnElement="to-reviewed"><di:waypoint x="680" y="160" /><di:waypoint x="735" y="160" /></bpmndi:BPMNEdge>
      <bpmndi:BPMNEdge id="e-to-sign" bpmnElement="to-sign"><di:waypoint x="785" y="160" /><di:waypoint x="845" y="160" /></bpmndi:BPMNEdge>
      <bpmndi:BPMNEdge id="e-returned" bpmnElement="returned"><di:waypoint x="760" y="185" /><di:waypoint x="760" y="240" /><di:waypoint x="465" y="240" /><di:waypoint x="465" y="200" /></bpmndi:BPMNEdge>
      <bpmndi:BPMNEdge id="e-to-await-signature" bpmnElement="to-await-signature"><di:waypoint x="955" y="160" /><di:waypoint x="1005" y="160" /></bpmndi:BPMNEdge>
      <bpmndi:BPMNEdge id="e-sign-again" bpmnElement="sign-again"><di:waypoint x="1060" y="218" /><di:waypoint x="1060" y="270" /><di:waypoint x="900" y="270" /><di:waypoint x="900" y="200" /></bpmndi:BPMNEdge>
      <bpmndi:BPMNEdge id="e-to-release" bpmnElement="to-release"><di:waypoint x="1115" y="160" /><di:waypoint x="1165" y="160" /></bpmndi:BPMNEdge>
      <bpmndi:BPMNEdge id="e-to-done" bpmnElement="to-done"><di:waypoint x="1275" y="160" /><di:waypoint x="1330" y="160" /></bpmndi:BPMNEdge>
    </bpmndi:BPMNPlane>
  </bpmndi:BPMNDiagram>
</bpmn:definitions>
`;
