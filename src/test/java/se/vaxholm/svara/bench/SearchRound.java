package se.vaxholm.svara.bench;

import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import se.vaxholm.svara.security.TestStaff;

/** An auditor's searches, each another one than that before, and the timelines of what is found. */
final class SearchRound {

    static final List<String> KINDS = List.of(
            "a whole number",
            "a part of a number",
            "nothing asked for: the newest",
            "unit, month and channel",
            "board, late and outcome",
            "a rare outcome in a category, sensitive",
            "closed in a week, a deviation",
            "a word that most cases have",
            "a word that few cases have",
            "two words, a unit and a year",
            "a beginning and a word that is not there",
            "a common word, anywhere deep in the list");

    private final MockMvc pages;
    private final Random random = new Random(7);

    SearchRound(MockMvc pages) {
        this.pages = pages;
    }

    /** Does one of the kinds, or, as the last of them, reads a timeline. */
    void search(int kind, int closed) {
        int any = random.nextInt(closed);
        String unit = ClosedCopies.UNITS.get(any % ClosedCopies.UNITS.size());
        String year = Integer.toString(2024 + any % 3);
        String month = year + "-%02d".formatted(1 + any % 12);
        switch (kind) {
            case 0 -> find("nummer=" + number(any));
            case 1 -> find("nummer=" + (1_000 + random.nextInt(9_000)));
            case 2 -> find("");
            case 3 -> find("enhet=" + unit + "&kanal=EMAIL&fran=" + month + "-01&till=" + month + "-28");
            case 4 -> find("namnd=namnden-for-teknik&forsenat=ja&utfall=FORWARDED&fran=" + year + "-01-01");
            case 5 -> find("kategori=bygglov&utfall=CLOSED_UNANSWERED&kansligt=ja");
            case 6 -> find("datum=avslutat&avvikelse=PROMISE_BROKEN&fran=" + month + "-01&till=" + month + "-07");
            case 7 -> words("ord" + any % 3, "");
            case 8 -> words("ord" + (10_000 + any % 9_000), "");
            case 9 -> words("ord" + any % 50 + " ord" + (50 + any % 500), "enhet=" + unit + "&fran=" + year + "-01-01");
            case 10 -> words("ord1999* -ord" + any % 20, "");
            case 11 -> deep("ord" + any % 3);
            default -> timeline(number(ClosedCopies.withHistory(any)));
        }
    }

    private static String number(int copy) {
        return "VS-2026-" + (ClosedCopies.BASE + copy);
    }

    private void find(String query) {
        page("/granskning?" + query, null);
    }

    private void words(String words, String fields) {
        words(words, fields, "");
    }

    private void deep(String words) {
        Instant at = Instant.now().minus(random.nextInt(ClosedCopies.DAYS), ChronoUnit.DAYS);
        words(words, "", "&efter=" + ChronoUnit.MICROS.between(Instant.EPOCH, at) + "_" + new UUID(0, 0));
    }

    /** As the form does it: the words are sent, and what was found is read at the address that they lead to. */
    private void words(String words, String fields, String then) {
        MvcResult sent = perform(post("/granskning?" + fields).with(csrf()).param("text", words), null, 302);
        page(sent.getResponse().getRedirectedUrl() + then, (MockHttpSession)
                sent.getRequest().getSession());
    }

    /** A case's whole course: its journal and its processes on their diagrams, at every moment. */
    private void timeline(String number) {
        page("/granskning/arenden/" + number, null);
    }

    private void page(String address, @Nullable MockHttpSession session) {
        perform(get(URI.create(address)), session, 200);
    }

    private MvcResult perform(MockHttpServletRequestBuilder request, @Nullable MockHttpSession session, int expected) {
        try {
            if (session != null) {
                request.session(session);
            }
            MvcResult result =
                    pages.perform(request.with(TestStaff.staff("revisor"))).andReturn();
            if (result.getResponse().getStatus() != expected) {
                throw new IllegalStateException(
                        "A search gave " + result.getResponse().getStatus());
            }
            return result;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
