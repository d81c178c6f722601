package se.vaxholm.svara.tasklist;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
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
    String page() {
        return "staff/no-such-case";
    }
}
