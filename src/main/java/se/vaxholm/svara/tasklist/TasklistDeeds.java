package se.vaxholm.svara.tasklist;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;
import se.vaxholm.svara.enquiry.Draft;
import se.vaxholm.svara.enquiry.Drafts;
import se.vaxholm.svara.enquiry.Enquiries;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.process.EnquiryProcess;
import se.vaxholm.svara.process.IncompleteDraftException;
import se.vaxholm.svara.process.Outcome;
import se.vaxholm.svara.process.TaskTakenException;
import se.vaxholm.svara.security.SignedInStaff;
import se.vaxholm.svara.security.Staff;
import se.vaxholm.svara.security.WebappToken;

/**
 * Does what Tasklist asks of Camunda's addresses in the way of our own pages: a task is taken, given back or done through
 * {@link EnquiryProcess}, which takes the case's lock first, and whoever comes second reads by whom. By Camunda's own code they
 * would read "500".
 */
class TasklistDeeds extends OncePerRequestFilter {

    private static final int LARGEST_BODY = 64 * 1024;
    private static final Locale SWEDISH = Locale.forLanguageTag("sv");

    private static final RequestMatcher ADDRESSES = PathPatternRequestMatcher.withDefaults()
            .matcher(
                    HttpMethod.POST,
                    "/camunda/api/engine/engine/{engine}/task/{task}/{deed:claim|unclaim|complete|submit-form}");

    private final EnquiryProcess process;
    private final Enquiries enquiries;
    private final Drafts drafts;
    private final CaseRights rights;
    private final FormCheck check;
    private final MessageSource messages;
    private final ObjectMapper json;

    TasklistDeeds(
            EnquiryProcess process,
            Enquiries enquiries,
            Drafts drafts,
            CaseRights rights,
            FormCheck check,
            MessageSource messages,
            ObjectMapper json) {
        this.process = process;
        this.enquiries = enquiries;
        this.drafts = drafts;
        this.rights = rights;
        this.check = check;
        this.messages = messages;
        this.json = json;
    }

    /** What Tasklist reads of a request that was refused; it shows the message. */
    private record Refusal(String type, String message) {}

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        RequestMatcher.MatchResult address = ADDRESSES.matcher(request);
        Staff staff = SignedInStaff.now().orElse(null);
        // Without its token Camunda's own filter, which comes next, refuses the request and ends the session.
        if (!address.isMatch() || staff == null || !WebappToken.isIn(request)) {
            chain.doFilter(request, response);
            return;
        }
        String taskId = address.getVariables().getOrDefault("task", "");
        String name = address.getVariables().getOrDefault("deed", "");
        try {
            Enquiry enquiry = enquiry(taskId, staff).orElse(null);
            if (enquiry == null) {
                refuse(HttpStatus.NOT_FOUND, "staff.tasklist.none", request, response);
            } else {
                act(new Deed(taskId, name, enquiry, staff), request, response);
            }
        } catch (JsonProcessingException | IllegalArgumentException e) {
            refuse(HttpStatus.BAD_REQUEST, "staff.tasklist.outcomeAlone", request, response);
        }
    }

    /** Who wants what done with which task. */
    private record Deed(String taskId, String name, Enquiry enquiry, Staff staff) {}

    private Optional<Enquiry> enquiry(String taskId, Staff staff) {
        Optional<UUID> enquiry = process.enquiryOf(taskId);
        return enquiry.map(enquiries::get).filter(known -> rights.mayWork(known, staff));
    }

    private void act(Deed deed, HttpServletRequest request, HttpServletResponse response) throws IOException {
        JsonNode body = json.readTree(request.getInputStream().readNBytes(LARGEST_BODY));
        Outcome outcome = null;
        try {
            switch (deed.name()) {
                case "claim" -> {
                    String forWhom = body.path("userId").asText(deed.staff().id());
                    if (!forWhom.equals(deed.staff().id())) {
                        throw new AccessDeniedException("Everybody takes work for themselves");
                    }
                    process.claim(deed.taskId(), deed.staff());
                }
                case "unclaim" -> process.release(deed.taskId(), deed.staff());
                default -> {
                    outcome = outcome(body);
                    process.complete(deed.taskId(), outcome, deed.staff());
                }
            }
            response.setStatus(HttpStatus.NO_CONTENT.value());
        } catch (TaskTakenException e) {
            conflict(e, request, response);
        } catch (ConcurrencyFailureException e) {
            refuse(HttpStatus.CONFLICT, "staff.tasklist.again", request, response);
        } catch (AccessDeniedException e) {
            refuse(HttpStatus.FORBIDDEN, "staff.tasklist.notYours", request, response);
        } catch (IncompleteDraftException e) {
            incomplete(deed.enquiry(), outcome, request, response);
        }
    }

    /** @throws IllegalArgumentException when the body holds anything else, or less */
    private static Outcome outcome(JsonNode body) {
        JsonNode variables = body.path("variables");
        String name = variables.path("outcome").path("value").asText();
        if (variables.size() != 1) {
            throw new IllegalArgumentException("A task is done with its outcome and nothing else");
        }
        return Arrays.stream(Outcome.values())
                .filter(outcome -> outcome.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No such outcome"));
    }

    private void conflict(TaskTakenException e, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (e.name() == null) {
            refuse(HttpStatus.CONFLICT, "staff.already.elsewhere", request, response);
        } else {
            refuse(
                    HttpStatus.CONFLICT,
                    e.by() == null ? "staff.tasklist.done" : "staff.taken",
                    request,
                    response,
                    e.name());
        }
    }

    private void incomplete(
            Enquiry enquiry, @Nullable Outcome outcome, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Problems problems = outcome == null
                ? Problems.none()
                : check.check(
                        outcome,
                        drafts.find(enquiry.id(), outcome.form())
                                .map(Draft::fields)
                                .orElse(Map.of()),
                        enquiry);
        if (problems.isEmpty()) {
            refuse(HttpStatus.BAD_REQUEST, "staff.problem.incomplete", request, response);
        } else {
            Problems.Problem first = problems.all().get(0);
            refuse(HttpStatus.BAD_REQUEST, first.key(), request, response, first.getArguments());
        }
    }

    private void refuse(
            HttpStatus status, String key, HttpServletRequest request, HttpServletResponse response, Object... values)
            throws IOException {
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setCharacterEncoding("UTF-8");
        json.writeValue(
                response.getOutputStream(),
                new Refusal(status.name(), messages.getMessage(key, values, language(request))));
    }

    /** Tasklist follows the browser's wish, and is Swedish to those who have none. */
    private static Locale language(HttpServletRequest request) {
        return request.getHeader(HttpHeaders.ACCEPT_LANGUAGE) != null
                        && request.getLocale().getLanguage().equals(Locale.ENGLISH.getLanguage())
                ? Locale.ENGLISH
                : SWEDISH;
    }
}
