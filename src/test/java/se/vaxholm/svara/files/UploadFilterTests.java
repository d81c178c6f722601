package se.vaxholm.svara.files;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.catalina.Globals;
import org.apache.tomcat.util.http.Parameters.FailReason;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import se.vaxholm.svara.files.FileRefusedException.Reason;

/** Forms with files come in a few at a time, where files are taken; what cannot be read becomes a page that says why. */
class UploadFilterTests {

    private static final FilterChain NOTHING = (request, response) -> {};

    private final UploadFilter filter = new UploadFilter();

    @Test
    void oneVisitorTakesOnlySomeOfThePlacesAndGivesThemBack() throws Exception {
        CountDownLatch inside = new CountDownLatch(UploadFilter.AT_ONCE_FROM_ONE);
        CountDownLatch done = new CountDownLatch(1);
        FilterChain slow = (request, response) -> {
            inside.countDown();
            await(done);
        };
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            List<Future<?>> sending = new ArrayList<>();
            for (int i = 0; i < UploadFilter.AT_ONCE_FROM_ONE; i++) {
                sending.add(threads.submit(() -> {
                    filter.doFilter(upload("10.0.0.1"), new MockHttpServletResponse(), slow);
                    return null;
                }));
            }
            await(inside);
            assertThat(UploadFilter.reason(through(upload("10.0.0.1")))).contains(Reason.BUSY);
            assertThat(UploadFilter.reason(through(upload("10.0.0.2")))).isEmpty();
            done.countDown();
            for (Future<?> one : sending) {
                one.get();
            }
            assertThat(UploadFilter.reason(through(upload("10.0.0.1")))).isEmpty();
        } finally {
            done.countDown();
            threads.shutdownNow();
        }
    }

    @Test
    void whatCouldNotBeReadBecomesAGetOfItsPage() throws Exception {
        MockHttpServletRequest tooLarge = upload("10.0.0.1");
        tooLarge.setAttribute(Globals.PARAMETER_PARSE_FAILED_ATTR, true);
        tooLarge.setAttribute(Globals.PARAMETER_PARSE_FAILED_REASON_ATTR, FailReason.POST_TOO_LARGE);
        HttpServletRequest seen = through(tooLarge);
        assertThat(seen.getMethod()).isEqualTo("GET");
        assertThat(seen.getContentType()).isNull();
        assertThat(seen.getAttribute(Globals.PARAMETER_PARSE_FAILED_ATTR)).isNull();
        assertThat(UploadFilter.reason(seen)).contains(Reason.TOO_MUCH_TOGETHER);

        MockHttpServletRequest cut = upload("10.0.0.1");
        cut.setAttribute(Globals.PARAMETER_PARSE_FAILED_ATTR, true);
        cut.setAttribute(Globals.PARAMETER_PARSE_FAILED_REASON_ATTR, FailReason.CLIENT_DISCONNECT);
        assertThat(UploadFilter.reason(through(cut))).contains(Reason.BROKEN);
    }

    @Test
    void whoeverHasGoneGetsNoPage() throws Exception {
        MockHttpServletResponse committed = new MockHttpServletResponse();
        committed.setCommitted(true);
        filter.doFilter(upload("10.0.0.1"), committed, (request, response) -> {
            throw new AssertionError("A page for nobody");
        });
    }

    @Test
    void otherPagesTakeNoFiles() throws Exception {
        MockHttpServletRequest request = upload("10.0.0.1");
        request.setRequestURI("/fraga/text");
        MockHttpServletResponse response = new MockHttpServletResponse();
        filter.doFilter(request, response, NOTHING);
        assertThat(response.getStatus()).isEqualTo(415);
    }

    private HttpServletRequest through(MockHttpServletRequest request) throws Exception {
        AtomicReference<HttpServletRequest> seen = new AtomicReference<>();
        filter.doFilter(request, new MockHttpServletResponse(), (in, out) -> seen.set((HttpServletRequest) in));
        return seen.get();
    }

    private static MockHttpServletRequest upload(String from) {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/fraga/filer");
        request.setContentType("multipart/form-data; boundary=b");
        request.setRemoteAddr(from);
        return request;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
