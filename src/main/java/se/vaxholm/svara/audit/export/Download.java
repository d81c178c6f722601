package se.vaxholm.svara.audit.export;

import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;

/** How an export is given to a browser: to be kept, never shown by the browser itself, never stored on the way. */
final class Download {

    private Download() {}

    static void begin(HttpServletResponse response, String name, long size) {
        response.setContentType(name.endsWith(".pdf") ? "application/pdf" : "application/zip");
        response.setContentLengthLong(size);
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment().filename(name).build().toString());
        response.setHeader("Content-Security-Policy", "sandbox; default-src 'none'; frame-ancestors 'none'");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    }
}
