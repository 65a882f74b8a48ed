/** Why an element of BPMN is not run, as a sentence for the person who drew it; by its type in the standard. */
export const REFUSED_ELEMENTS: Readonly<Record<string, string>> = {
  "bpmn:ScriptTask":
    "a script is not run: no diagram carries program text; ask for a decision of the house by a service task",
  "bpmn:ComplexGateway":
    "a complex gateway is not run: draw an inclusive gateway, or several agencies as one multi-instance task with a completion condition",
  "bpmn:Transaction": "a transaction is not run: draw a subprocess with compensation events",
  "bpmn:AdHocSubProcess":
    "an ad-hoc subprocess is not run: nothing in it says what follows what, so no due date could be explained",
  "bpmn:CallChoreography": "a choreography is read by people and not run",
  "bpmn:ChoreographyTask": "a choreography is read by people and not run",
  "bpmn:SubChoreography": "a choreography is read by people and not run",
};

/** Why an event is not run, by the type of its definition. */
export const REFUSED_EVENTS: Readonly<Record<string, string>> = {
  "bpmn:SignalEventDefinition":
    "a signal is not run: it would reach every process at once; send a message with a key to the one that waits",
  "bpmn:EscalationEventDefinition":
    "an escalation is not run: draw a timer on the task that does not interrupt it, or an error",
  "bpmn:ConditionalEventDefinition":
    "a condition on data is not watched: draw a choice after the step that changes the data",
  "bpmn:LinkEventDefinition": "a link is not run: draw the flow itself",
  "bpmn:CancelEventDefinition": "a cancelled transaction is not run: draw compensation events",
};

/** What is drawn for people and changes nothing when the process runs. */
export const DRAWN: ReadonlySet<string> = new Set([
  "bpmn:TextAnnotation",
  "bpmn:Association",
  "bpmn:Group",
  "bpmn:DataObject",
  "bpmn:DataObjectReference",
  "bpmn:DataStoreReference",
]);
