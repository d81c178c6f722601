package se.vaxholm.svara.audit;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import se.vaxholm.svara.correspondence.LetterKind;
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

    List<String> of(WholeCheck.Result result) {
        return Stream.concat(
                        of(result.log().findings()).stream(),
                        result.wrong().stream().map(this::of))
                .toList();
    }

    List<String> of(List<Finding> findings) {
        return findings.stream()
                .map(finding -> say("auditlog.finding." + finding.kind(), finding.values()))
                .toList();
    }

    private String of(WholeCheck.WrongLetter wrong) {
        LetterSeals.SealedLetter letter = wrong.letter();
        LetterKind kind = letter.kind();
        return say(
                "auditlog.letter." + letter.fit(),
                wrong.number(),
                say("journal.letter." + (kind == null ? "unknown" : kind)),
                dates.moment(letter.at()));
    }

    private String say(String key, Object... values) {
        return messages.getMessage(key, values, LocaleContextHolder.getLocale());
    }
}
