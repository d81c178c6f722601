package se.vaxholm.svara.tasklist;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * The part of a case that Camunda's Tasklist shows: one task with its form, or the case itself on a tab.
 *
 * <p>Our scripts there ask for the staff pages' own addresses and name the part in a header, which no link and no form of
 * another site can set. So every deed goes the same way as on the case page and only the answer's frame differs.
 *
 * @param taskId the task whose form is shown, or null for the tab
 */
record TasklistFrame(@Nullable String taskId) {

    /** What is shown: {@value #TASK} or {@value #CASE}. */
    static final String HEADER = "X-Svara-Frame";

    static final String TASK_HEADER = "X-Svara-Task";

    static final String TASK = "uppgift";

    static final String CASE = "arende";

    /** The part that the current request asks for, if it comes from Tasklist. */
    static Optional<TasklistFrame> current() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                ? of(attributes.getRequest())
                : Optional.empty();
    }

    private static Optional<TasklistFrame> of(HttpServletRequest request) {
        String frame = request.getHeader(HEADER);
        String task = request.getHeader(TASK_HEADER);
        if (CASE.equals(frame)) {
            return Optional.of(new TasklistFrame(null));
        }
        return TASK.equals(frame) && task != null ? Optional.of(new TasklistFrame(task)) : Optional.empty();
    }

    String template() {
        return taskId == null ? "tasklist/case" : "tasklist/task";
    }
}
