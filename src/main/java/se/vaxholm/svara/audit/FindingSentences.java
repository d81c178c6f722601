package se.vaxholm.svara.audit;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import se.vaxholm.svara.correspondence.LetterKind;
import se.vaxholm.svara.enquiry.EnquiryNumber;
import se.vaxholm.svara.journal.Finding;
import se.vaxholm.svara.tasklist.StaffDates;

/** Says what a check has found, a sentence each. */
@Component
class FindingSentences {

    private final MessageSource messages;
    private final StaffDates dates;

    FindingSentences(MessageSource messages, StaffDates dates) {
        this.messages = messages;
        this.dates = dates;
    }

    /**
     * What is wrong, in words.
     *
     * @param page where to look on, null when there is none
     */
    record Sentence(String text, @Nullable String page) {}

    List<Sentence> of(WholeCheck.Result result) {
        return Stream.of(
                        of(result.log().findings()).stream(),
                        result.wrongMessages().stream().map(this::of),
                        result.wrong().stream().map(this::of),
                        result.wrongTexts().stream().map(this::of))
                .flatMap(Function.identity())
                .toList();
    }

    /** What is wrong in one case. */
    List<Sentence> of(
            List<Finding> findings, List<MessageSeals.SealedMessage> said, LetterSeals.OfCase letters, String number) {
        return Stream.of(
                        of(findings).stream(),
                        said.stream()
                                .filter(message -> message.fit().isWrong())
                                .limit(WholeCheck.MOST_NAMED)
                                .map(message -> of(new WholeCheck.WrongMessage(number, message))),
                        letters.letters().stream()
                                .filter(letter -> letter.fit().isWrong())
                                .map(letter -> of(new WholeCheck.WrongLetter(number, letter))))
                .flatMap(Function.identity())
                .toList();
    }

    private Sentence of(WholeCheck.WrongMessage wrong) {
        MessageSeals.SealedMessage message = wrong.message();
        return sentence(
                "auditlog.message." + message.fit(), wrong.number(), wrong.number(), dates.moment(message.at()));
    }

    List<Sentence> of(List<Finding> findings) {
        return findings.stream()
                .map(finding -> sentence("auditlog.finding." + finding.kind(), finding.number(), finding.values()))
                .toList();
    }

    private Sentence of(WholeCheck.WrongLetter wrong) {
        LetterSeals.SealedLetter letter = wrong.letter();
        LetterKind kind = letter.kind();
        return sentence(
                "auditlog.letter." + letter.fit(),
                wrong.number(),
                wrong.number(),
                say("journal.letter." + (kind == null ? "unknown" : kind)),
                dates.moment(letter.at()));
    }

    private Sentence of(TextSeals.Sealed wrong) {
        TextSeals.SealedTexts texts = wrong.texts();
        return new Sentence(
                say(
                        "auditlog.texts." + texts.fit(),
                        say("journal.texts." + wrong.wording()),
                        say("journal.texts.language." + wrong.language()),
                        Integer.toString(texts.version())),
                TextPages.address(wrong.wording(), wrong.language(), texts.version()));
    }

    /** A number that somebody has written over leads nowhere. */
    private Sentence sentence(String key, @Nullable String number, Object... values) {
        return new Sentence(
                say(key, values),
                Optional.ofNullable(number)
                        .flatMap(EnquiryNumber::parse)
                        .map(known -> "/granskning/logg/arenden/" + known.value())
                        .orElse(null));
    }

    private String say(String key, Object... values) {
        return messages.getMessage(key, values, LocaleContextHolder.getLocale());
    }
}
