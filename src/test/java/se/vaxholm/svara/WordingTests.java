package se.vaxholm.svara;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import se.vaxholm.svara.wording.OtherWords;

/** No text that an asker reads is left out of what is kept. */
class WordingTests {

    private static final Pattern IN_TEMPLATE = Pattern.compile("#\\{\\|?([\\w.-]*\\w)");
    private static final Pattern IN_CODE = Pattern.compile("\"([\\w-]+(?:\\.[\\w-]+)*)\\.?\"");

    private static List<String> named(String folder, String ending, Pattern pattern) {
        return ProjectFiles.tracked(folder, ending).stream()
                .flatMap(file -> pattern.matcher(ProjectFiles.read(file)).results())
                .map(found -> found.group(1))
                .distinct()
                .toList();
    }

    private static Set<String> beginnings() {
        Set<String> beginnings = new TreeSet<>();
        for (String file : ProjectFiles.tracked("src/main/resources/messages/", ".properties")) {
            Properties texts = new Properties();
            try {
                texts.load(new StringReader(new String(ProjectFiles.bytes(file), UTF_8)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            for (String key : texts.stringPropertyNames()) {
                for (int dot = key.indexOf('.'); dot > 0; dot = key.indexOf('.', dot + 1)) {
                    beginnings.add(key.substring(0, dot));
                }
                beginnings.add(key);
            }
        }
        return beginnings;
    }

    @Test
    void whateverThePublicPagesNameIsKept() {
        List<String> named = named("src/main/resources/templates/public/", ".html", IN_TEMPLATE);
        assertThat(named).contains("start.title", "follow-up.mark").hasSizeGreaterThan(150);
        assertThat(OtherWords.left(named)).isEmpty();
    }

    @Test
    void whateverCodeNamesThatSpeaksToAskersIsKept() {
        Set<String> beginnings = beginnings();
        List<String> named = Stream.of("channel/web", "correspondence", "calendar", "files")
                .flatMap(module -> named("src/main/java/se/vaxholm/svara/" + module + "/", ".java", IN_CODE).stream())
                .filter(word -> word.contains(".") && beginnings.contains(word))
                .toList();
        assertThat(named)
                .contains("letter.ack.subject", "step.received", "legal.after")
                .hasSizeGreaterThan(150);
        assertThat(OtherWords.left(named)).isEmpty();
    }
}
