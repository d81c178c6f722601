package se.vaxholm.svara.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Sees a case being called into a process: the call takes the latest version, which may be later than the case. */
@Component
class CalledVersions extends AbstractBpmnParseListener implements ExecutionListener {

    private final ObjectProvider<FollowedVersions> versions;

    CalledVersions(ObjectProvider<FollowedVersions> versions) {
        this.versions = versions;
    }

    @Override
    public void parseProcess(Element element, ProcessDefinitionEntity process) {
        if (!process.getKey().equals(Contract.RECEIPT.id())) {
            process.addListener(EVENTNAME_START, this);
        }
    }

    @Override
    public void notify(DelegateExecution execution) {
        ExecutionEntity called = (ExecutionEntity) execution;
        if (called.getSuperExecution() != null) {
            versions.getObject()
                    .isCalled(
                            CaseOfStep.id(called),
                            called.getProcessBusinessKey(),
                            called.getProcessDefinition(),
                            called.getRootProcessInstanceId());
        }
    }
}
