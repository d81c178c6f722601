package se.vaxholm.svara;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Tasklist in Swedish: every text of the stock English file, and no other. */
class TasklistTextsTests {

    private static final String LOCALES = "/META-INF/resources/webjars/camunda/app/tasklist/locales/";
    private static final Locale SWEDISH = Locale.forLanguageTag("sv-SE");

    /** Keys whose text is the same in both languages. */
    private static final Set<String> SAME = Set.of(
            "FILTER",
            "NO_TASK_FORM",
            "SEARCH_LESS_THAN",
            "SEARCH_LESS_THAN_EQUALS",
            "SEARCH_GREATER_THAN",
            "SEARCH_GREATER_THAN_EQUALS");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\s*(\\w+)\\s*}}|%[sd]");

    private final JsonNode english = read("en.json");
    private final JsonNode swedish = read("sv.json");

    @Test
    void everyTextIsThereAndNoneTooMany() {
        assertThat(labels(swedish).keySet())
                .hasSize(412)
                .isEqualTo(labels(english).keySet());
        assertThat(names(swedish.get("dateLocales"))).isEqualTo(names(english.get("dateLocales")));
        for (String part : List.of("calendar", "longDateFormat", "relativeTime")) {
            assertThat(names(swedish.get("dateLocales").get(part)))
                    .isEqualTo(names(english.get("dateLocales").get(part)));
        }
    }

    @Test
    void noTextIsLeftInEnglish() {
        Map<String, String> inEnglish = labels(english);
        Set<String> same = new TreeSet<>();
        labels(swedish).forEach((key, text) -> {
            if (text.equals(inEnglish.get(key))) {
                same.add(key);
            }
        });
        assertThat(same).isEqualTo(SAME);
    }

    @Test
    void theSwedishTextsHaveThePlaceholdersOfTheEnglish() {
        Map<String, String> inSwedish = labels(swedish);
        labels(english)
                .forEach((key, text) ->
                        assertThat(placeholders(inSwedish.get(key))).as(key).isEqualTo(placeholders(text)));
        JsonNode times = swedish.get("dateLocales").get("relativeTime");
        names(times)
                .forEach(name -> assertThat(placeholders(times.get(name).textValue()))
                        .as(name)
                        .isEqualTo(placeholders(english.get("dateLocales")
                                .get("relativeTime")
                                .get(name)
                                .textValue())));
    }

    @Test
    void daysAndMonthsAreCalledAsInSwedish() {
        JsonNode dates = swedish.get("dateLocales");
        assertThat(texts(dates.get("weekdays")))
                .isEqualTo(IntStream.rangeClosed(0, 6)
                        .mapToObj(day -> DayOfWeek.of(day == 0 ? 7 : day).getDisplayName(TextStyle.FULL, SWEDISH))
                        .toList());
        assertThat(texts(dates.get("months")))
                .isEqualTo(Arrays.stream(Month.values())
                        .map(month -> month.getDisplayName(TextStyle.FULL, SWEDISH))
                        .toList());
        assertThat(dates.get("week").get("dow").intValue())
                .as("the week begins on Monday")
                .isEqualTo(1);
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::textValue)
                .toList();
    }

    private static Map<String, String> labels(JsonNode texts) {
        Map<String, String> labels = new TreeMap<>();
        texts.get("labels")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().textValue()));
        return labels;
    }

    private static Set<String> names(JsonNode node) {
        Set<String> names = new TreeSet<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static Set<String> placeholders(String text) {
        return new TreeSet<>(PLACEHOLDER
                .matcher(text)
                .results()
                .map(found -> found.group(1) == null ? found.group() : found.group(1))
                .toList());
    }

    /** Camunda's own file begins with a byte order mark. */
    private static JsonNode read(String file) {
        try (InputStream stream = TasklistTextsTests.class.getResourceAsStream(LOCALES + file)) {
            String json = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            return new ObjectMapper().readTree(json.startsWith("\uFEFF") ? json.substring(1) : json);
        } catch (IOException e) {
            throw new IllegalStateException(file, e);
        }
    }
}
