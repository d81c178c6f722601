package se.vaxholm.svara.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import se.vaxholm.svara.journal.Verification;

/**
 * Looks through the whole journal, in the same steps through all letters that it tells of, and in the end through the words that
 * Svara has said.
 */
@Component
class WholeCheck {

    /** Whoever has changed more than this will not be found out better by a longer list. */
    static final int MOST_NAMED = 1_000;

    private final Verification verification;
    private final LetterSeals seals;
    private final TextSeals texts;
    private final JdbcClient jdbc;

    WholeCheck(Verification verification, LetterSeals seals, TextSeals texts, JdbcClient jdbc) {
        this.verification = verification;
        this.seals = seals;
        this.texts = texts;
        this.jdbc = jdbc;
    }

    /**
     * A letter that is not as it was written.
     *
     * @param number its case's, or the case's id when there is no such case any longer
     */
    record WrongLetter(String number, LetterSeals.SealedLetter letter) {}

    /**
     * What has been found.
     *
     * @param letters how many were looked at
     * @param wrong the first thousand that are not as they were written
     * @param texts how many versions of Svara's words were looked at; none when it was stopped before
     * @param wrongTexts the first thousand that are not as they were kept
     */
    record Result(
            Verification.Result log,
            int letters,
            List<WrongLetter> wrong,
            int texts,
            List<TextSeals.Sealed> wrongTexts) {

        public boolean isClean() {
            return log.isClean() && wrong.isEmpty() && wrongTexts.isEmpty();
        }

        int findings() {
            return log.findings().size() + wrong.size() + wrongTexts.size();
        }

        /** One of them, for whoever operates the server. */
        String first() {
            return Stream.of(log.findings(), wrong, wrongTexts)
                    .<Object>flatMap(List::stream)
                    .findFirst()
                    .map(Object::toString)
                    .orElse("");
        }
    }

    int chains() {
        return verification.chains();
    }

    int checkpoints() {
        return verification.checkpoints();
    }

    Result look(Verification.Progress progress) {
        Letters letters = new Letters();
        Verification.Result log =
                verification.ofAll(come -> letters.wrong.size() < MOST_NAMED && progress.test(come), letters);
        List<TextSeals.Sealed> versions = log.ended() ? texts.all() : List.of();
        return new Result(
                log,
                letters.looked,
                letters.wrong.stream().limit(MOST_NAMED).toList(),
                versions.size(),
                versions.stream()
                        .filter(version -> !version.texts().isSame())
                        .limit(MOST_NAMED)
                        .toList());
    }

    private final class Letters implements Verification.Beside {

        private final List<WrongLetter> wrong = new ArrayList<>();
        private int looked;

        @Override
        public void look(UUID first, UUID last) {
            List<LetterSeals.SealedLetter> here = seals.between(first, last);
            looked += here.size();
            List<LetterSeals.SealedLetter> found =
                    here.stream().filter(letter -> letter.fit().isWrong()).toList();
            Map<UUID, String> numbers = numbers(found);
            found.forEach(letter -> wrong.add(new WrongLetter(
                    numbers.getOrDefault(letter.enquiryId(), letter.enquiryId().toString()), letter)));
        }
    }

    private Map<UUID, String> numbers(List<LetterSeals.SealedLetter> of) {
        Map<UUID, String> numbers = new HashMap<>();
        if (!of.isEmpty()) {
            jdbc.sql("select id, number from enquiry where id = any (?)")
                    .param(of.stream()
                            .map(LetterSeals.SealedLetter::enquiryId)
                            .distinct()
                            .toArray(UUID[]::new))
                    .query(row -> {
                        numbers.put(row.getObject("id", UUID.class), row.getString("number"));
                    });
        }
        return numbers;
    }
}
