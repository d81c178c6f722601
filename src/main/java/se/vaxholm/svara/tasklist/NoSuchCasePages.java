package se.vaxholm.svara.tasklist;

import jakarta.servlet.RequestDispatcher;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;

/** The page for a number that leads nowhere, by a forward so that it gets its frame like every other page. */
@Controller
@ControllerAdvice
class NoSuchCasePages {

    static final String ADDRESS = "/arbete/inget-sadant-arende";

    @ExceptionHandler(NoSuchCaseException.class)
    @ResponseStatus(HttpStatus.NOT_FOUND)
    String notFound() {
        return "forward:" + ADDRESS;
    }

    @RequestMapping(ADDRESS)
    @ResponseStatus(HttpStatus.NOT_FOUND)
    String page(
            @RequestAttribute(name = RequestDispatcher.FORWARD_REQUEST_URI, required = false) @Nullable String asked,
            Model model) {
        // Whoever owns processes, or audits, looks for cases elsewhere than those who work with them.
        model.addAttribute(
                "desk",
                Stream.of("processer", "granskning")
                        .filter(desk -> asked != null && asked.startsWith("/" + desk + "/"))
                        .findFirst()
                        .orElse("arbete"));
        return "staff/no-such-case";
    }
}
