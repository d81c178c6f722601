package se.vaxholm.svara.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Something that an owner does to a process on an ordinary day, to any of them. */
enum OrdinaryEdit {
    RENAME_THE_TASKS {
        @Override
        String applyTo(String model) {
            return model.replaceAll("(<bpmn:userTask id=\"[^\"]+\" name=\")", "$1Nytt: ");
        }
    },
    EXPLAIN_THE_TASKS {
        @Override
        String applyTo(String model) {
            return model.replaceAll(
                    "(<bpmn:userTask [^>]*[^/]>)(?!\\s*<bpmn:documentation>)",
                    "$1<bpmn:documentation>Läs riktlinjen först.</bpmn:documentation>");
        }
    },
    PUT_A_STEP_BEFORE_EACH_TASK {
        @Override
        String applyTo(String model) {
            StringBuilder changed = new StringBuilder();
            Matcher arrow = Pattern.compile(
                            "<bpmn:sequenceFlow ([^>]*)targetRef=\"(Task_[^\"]+)\"([^>]*?)(/>|>.*?</bpmn:sequenceFlow>)",
                            Pattern.DOTALL)
                    .matcher(model);
            int steps = 0;
            while (arrow.find()) {
                String task = arrow.group(2);
                if (!model.contains("<bpmn:userTask id=\"" + task + "\"")) {
                    continue;
                }
                String step = "Task_Extra" + ++steps;
                arrow.appendReplacement(
                        changed,
                        Matcher.quoteReplacement("<bpmn:serviceTask id=\"" + step
                                + "\" name=\"Ett steg till\" camunda:delegateExpression=\"${notifyUnit}\" />"
                                + "<bpmn:sequenceFlow id=\"Flow_Extra" + steps + "\" sourceRef=\"" + step
                                + "\" targetRef=\"" + task + "\" />"
                                + "<bpmn:sequenceFlow " + arrow.group(1) + "targetRef=\"" + step + "\"" + arrow.group(3)
                                + arrow.group(4)));
            }
            return arrow.appendTail(changed).toString();
        }
    },
    MOVE_THE_SHAPES {
        @Override
        String applyTo(String model) {
            return model.replaceAll("<dc:Bounds x=\"(\\d)", "<dc:Bounds x=\"1$1");
        }
    };

    /** The model after it. */
    abstract String applyTo(String model);

    /** The model after it, which is another; a process without tasks gets another version tag at least. */
    String of(String model) {
        String changed = applyTo(model).replaceFirst("(camunda:versionTag=\"[^\"]*)\"", "$1+\"");
        assertThat(changed).isNotEqualTo(model);
        return changed;
    }
}
