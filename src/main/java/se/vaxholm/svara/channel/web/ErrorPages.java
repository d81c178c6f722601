package se.vaxholm.svara.channel.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.servlet.error.ErrorController;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * What somebody reads when something went wrong: what happened, whether anything is lost, what to do, whom to call, and an id
 * that stands in the log too.
 */
@Controller
class ErrorPages implements ErrorController {

    private static final Logger LOG = LoggerFactory.getLogger(ErrorPages.class);
    private static final String LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    private static final int ID_LENGTH = 8;
    private static final String ID = ErrorPages.class.getName() + ".ID";

    /** What has words of its own; the rest is told as the nearest of these. */
    private static final Set<Integer> TOLD = Set.of(400, 403, 404, 405, 413, 429, 500);

    private final SecureRandom random = new SecureRandom();

    @RequestMapping(path = "${server.error.path:/error}", produces = MediaType.TEXT_HTML_VALUE)
    String page(HttpServletRequest request, HttpServletResponse response, Model model) {
        int status = status(request);
        response.setStatus(status);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        if (status == HttpStatus.TOO_MANY_REQUESTS.value()) {
            response.setHeader(HttpHeaders.RETRY_AFTER, "600");
        }
        model.addAttribute("kind", told(status));
        model.addAttribute("form", path(request).startsWith("/fraga"));
        model.addAttribute("errorId", note(request, status));
        return "public/error";
    }

    /** For what is no browser. */
    @RequestMapping("${server.error.path:/error}")
    ResponseEntity<Map<String, Object>> data(HttpServletRequest request) {
        int status = status(request);
        HttpStatus known = HttpStatus.resolve(status);
        return ResponseEntity.status(status)
                .body(Map.of(
                        "status",
                        status,
                        "error",
                        known == null ? "Error" : known.getReasonPhrase(),
                        "errorId",
                        note(request, status)));
    }

    private static int told(int status) {
        if (TOLD.contains(status)) {
            return status;
        }
        return status >= 400 && status < 500 ? 400 : 500;
    }

    private String note(HttpServletRequest request, int status) {
        if (request.getAttribute(ID) instanceof String known) {
            return known;
        }
        StringBuilder id = new StringBuilder();
        random.ints(ID_LENGTH, 0, LETTERS.length()).forEach(i -> id.append(LETTERS.charAt(i)));
        request.setAttribute(ID, id.toString());
        String where = request.getMethod() + " " + logged(path(request));
        if (status >= 500) {
            LOG.error("Error {} ({}): {}", id, status, where, (Throwable)
                    request.getAttribute(RequestDispatcher.ERROR_EXCEPTION));
        } else {
            LOG.info("Error {} ({}): {}", id, status, where);
        }
        return id.toString();
    }

    private static int status(HttpServletRequest request) {
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        return status instanceof Integer code && code >= 400 && code < 600 ? code : HttpStatus.NOT_FOUND.value();
    }

    private static String path(HttpServletRequest request) {
        Object path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        return path instanceof String text ? text : request.getRequestURI();
    }

    /** A letter's link is a key: its token does not belong in a log, nor do line breaks that forge one. */
    private static String logged(String path) {
        String plain = path.replaceAll("[^\\p{Print}]", "?").replaceFirst("^/arende/l/.*", "/arende/l/…");
        return plain.length() > 200 ? plain.substring(0, 200) + "…" : plain;
    }
}
