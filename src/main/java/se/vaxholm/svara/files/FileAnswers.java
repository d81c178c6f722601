package se.vaxholm.svara.files;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Service;

/**
 * Gives a file to a browser so that nothing in it can run: as what its content is and nothing else, in a sandbox, shown by the
 * browser itself only when it is a picture.
 */
@Service
public class FileAnswers {

    private final KeptFiles files;

    FileAnswers(KeptFiles files) {
        this.files = files;
    }

    public void send(KeptFile file, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (file.isStopped()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        boolean picture = file.kind().isPicture();
        response.setContentType(file.kind().type());
        response.setContentLengthLong(file.size());
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                (picture ? ContentDisposition.inline() : ContentDisposition.attachment())
                        .filename(file.name(), StandardCharsets.UTF_8)
                        .build()
                        .toString());
        response.setHeader("Content-Security-Policy", "sandbox; default-src 'none'; frame-ancestors 'none'");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        if (!HttpMethod.HEAD.matches(request.getMethod())) {
            files.copy(file, response.getOutputStream());
        }
    }
}
