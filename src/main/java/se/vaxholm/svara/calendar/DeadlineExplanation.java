package se.vaxholm.svara.calendar;

import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import se.vaxholm.svara.calendar.CountedDay.Reason;

/** Tells in plain sentences how a deadline was counted, one sentence a day. */
@Component
public class DeadlineExplanation {

    private static final Locale SWEDISH = Locale.forLanguageTag("sv-SE");

    private final MessageSource messages;

    DeadlineExplanation(MessageSource messages) {
        this.messages = messages;
    }

    /** One sentence for each day from receipt to the last day, in English for any English locale, else in Swedish. */
    public List<String> explain(Deadline deadline, Locale locale) {
        Locale language = locale.getLanguage().equals(Locale.ENGLISH.getLanguage()) ? Locale.UK : SWEDISH;
        List<String> sentences = new ArrayList<>();
        int counted = 0;
        for (CountedDay day : deadline.days()) {
            if (day.reason() == Reason.COUNTED) {
                counted++;
            }
            sentences.add(sentence(day, counted, day.day().equals(deadline.lastDayOn()), language));
        }
        return List.copyOf(sentences);
    }

    private String sentence(CountedDay day, int counted, boolean last, Locale language) {
        String name = nameOf(day, language);
        return switch (day.reason()) {
            case RECEIVED -> text("calendar.day.received", language, name);
            case COUNTED -> text(last ? "calendar.day.last" : "calendar.day.counted", language, name, counted);
            case WEEKEND -> text("calendar.day.weekend", language, name);
            case HOLIDAY ->
                text("calendar.day.holiday", language, name, text("calendar.holiday." + detailOf(day), language));
            case CLOSED -> text("calendar.day.closed", language, name, detailOf(day));
        };
    }

    /** Such as "Torsdag 24 december". */
    private static String nameOf(CountedDay day, Locale language) {
        String name = DateTimeFormatter.ofPattern("EEEE d MMMM", language).format(day.day());
        return name.substring(0, 1).toUpperCase(language) + name.substring(1);
    }

    private static String detailOf(CountedDay day) {
        return Objects.requireNonNull(day.detail(), () -> "A detail is missing for " + day);
    }

    private String text(String key, Locale language, Object... arguments) {
        return messages.getMessage(key, arguments, language);
    }
}
