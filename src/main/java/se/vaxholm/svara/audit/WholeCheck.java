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
 * Looks through the whole journal, in the same steps through all messages and letters that it tells of, and in the end through the words that
 * Svara has said.
 */
@Component
class WholeCheck {

    /** Whoever has changed more than this will not be found out better by a longer list. */
    static final int MOST_NAMED = 1_000;

    private final Verification verification;
    private final LetterSeals letters;
    private final MessageSeals messages;
    private final TextSeals texts;
    private final JdbcClient jdbc;

    WholeCheck(
            Verification verification, LetterSeals letters, MessageSeals messages, TextSeals texts, JdbcClient jdbc) {
        this.verification = verification;
        this.letters = letters;
        this.messages = messages;
        this.texts = texts;
        this.jdbc = jdbc;
    }

    /**
     * A letter that is not as it was written.
     *
     * @param number its case's, or the case's id when there is no such case any longer
     */
    record WrongLetter(String number, LetterSeals.SealedLetter letter) {}

    /** A message that is not as it was said, by number as a letter. */
    record WrongMessage(String number, MessageSeals.SealedMessage message) {}

    /**
     * What has been found.
     *
     * @param letters how many were looked at
     * @param wrong the first thousand that are not as they were written
     * @param messages how many were looked at
     * @param wrongMessages the first thousand that are not as they were said
     * @param texts how many versions of Svara's words were looked at; none when it was stopped before
     * @param wrongTexts the first thousand that are not as they were kept
     */
    record Result(
            Verification.Result log,
            int letters,
            List<WrongLetter> wrong,
            int messages,
            List<WrongMessage> wrongMessages,
            int texts,
            List<TextSeals.Sealed> wrongTexts) {

        public boolean isClean() {
            return log.isClean() && wrong.isEmpty() && wrongMessages.isEmpty() && wrongTexts.isEmpty();
        }

        int findings() {
            return log.findings().size() + wrong.size() + wrongMessages.size() + wrongTexts.size();
        }

        /** One of them, for whoever operates the server. */
        String first() {
            return Stream.of(log.findings(), wrong, wrongMessages, wrongTexts)
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
        Said said = new Said();
        Verification.Result log = verification.ofAll(come -> !said.isEnough() && progress.test(come), said);
        List<TextSeals.Sealed> versions = log.ended() ? texts.all() : List.of();
        return new Result(
                log,
                said.letters,
                said.wrongLetters.stream().limit(MOST_NAMED).toList(),
                said.messages,
                said.wrongMessages.stream().limit(MOST_NAMED).toList(),
                versions.size(),
                versions.stream()
                        .filter(version -> !version.texts().isSame())
                        .limit(MOST_NAMED)
                        .toList());
    }

    /** What was said and written in the cases that are looked through. */
    private final class Said implements Verification.Beside {

        private final List<WrongLetter> wrongLetters = new ArrayList<>();
        private final List<WrongMessage> wrongMessages = new ArrayList<>();
        private int letters;
        private int messages;

        boolean isEnough() {
            return wrongLetters.size() >= MOST_NAMED || wrongMessages.size() >= MOST_NAMED;
        }

        @Override
        public void look(UUID first, UUID last) {
            List<LetterSeals.SealedLetter> written = WholeCheck.this.letters.between(first, last);
            List<MessageSeals.SealedMessage> told = WholeCheck.this.messages.between(first, last);
            letters += written.size();
            messages += told.size();
            List<LetterSeals.SealedLetter> notAsWritten =
                    written.stream().filter(letter -> letter.fit().isWrong()).toList();
            List<MessageSeals.SealedMessage> notAsTold =
                    told.stream().filter(message -> message.fit().isWrong()).toList();
            Map<UUID, String> numbers = numbers(Stream.concat(
                            notAsWritten.stream().map(LetterSeals.SealedLetter::enquiryId),
                            notAsTold.stream().map(MessageSeals.SealedMessage::enquiryId))
                    .distinct()
                    .toArray(UUID[]::new));
            notAsWritten.forEach(
                    letter -> wrongLetters.add(new WrongLetter(number(letter.enquiryId(), numbers), letter)));
            notAsTold.forEach(
                    message -> wrongMessages.add(new WrongMessage(number(message.enquiryId(), numbers), message)));
        }
    }

    private static String number(UUID enquiryId, Map<UUID, String> numbers) {
        return numbers.getOrDefault(enquiryId, enquiryId.toString());
    }

    private Map<UUID, String> numbers(UUID[] of) {
        Map<UUID, String> numbers = new HashMap<>();
        if (of.length > 0) {
            jdbc.sql("select id, number from enquiry where id = any (?)")
                    .param(of)
                    .query(row -> {
                        numbers.put(row.getObject("id", UUID.class), row.getString("number"));
                    });
        }
        return numbers;
    }
}
