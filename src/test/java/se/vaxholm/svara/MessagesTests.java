package se.vaxholm.svara;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.text.Format;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.core.io.FileSystemResource;

/** Every text is there in both languages, with the same gaps to fill, and every page finds the texts it names. */
class MessagesTests {

    private static final String FOLDER = "src/main/resources/messages/";
    private static final String SETTINGS = "src/main/resources/application.yaml";
    private static final Pattern NAMED_IN_TEMPLATE = Pattern.compile("#\\{([\\w.-]+)[}(]");
    private static final Pattern NAMED_IN_CODE = Pattern.compile("\\bgetMessage\\(\\s*\"([\\w.-]+)\"\\s*,");
    private static final Pattern GAP = Pattern.compile("\\{\\d");

    static Stream<String> swedishFiles() {
        return files().filter(path -> !path.endsWith("_en.properties"));
    }

    static Stream<String> files() {
        return ProjectFiles.tracked(FOLDER, ".properties").stream();
    }

    @Test
    void everyFileHasItsCounterpart() {
        Set<String> files = files().collect(Collectors.toSet());
        assertThat(files).isNotEmpty();
        assertThat(files)
                .allSatisfy(path -> assertThat(files)
                        .contains(
                                path.endsWith("_en.properties")
                                        ? path.replace("_en.properties", ".properties")
                                        : english(path)));
    }

    @Test
    void theApplicationReadsEveryFile() {
        YamlPropertiesFactoryBean yaml = new YamlPropertiesFactoryBean();
        yaml.setResources(new FileSystemResource(SETTINGS));
        Properties settings = Objects.requireNonNull(yaml.getObject());
        List<String> read = settings.entrySet().stream()
                .filter(setting -> setting.getKey().toString().startsWith("spring.messages.basename"))
                .flatMap(setting -> Stream.of(setting.getValue().toString().split(",", -1)))
                .map(String::strip)
                .toList();
        assertThat(read)
                .containsExactlyInAnyOrderElementsOf(swedishFiles()
                        .map(path -> path.replace("src/main/resources/", "").replace(".properties", ""))
                        .toList());
        assertThat(settings).doesNotContainKey("spring.messages.always-use-message-format");
    }

    @ParameterizedTest
    @MethodSource("files")
    void isUtf8WithoutEmptyOrRepeatedEntries(String path) {
        assertThatCode(() -> UTF_8.newDecoder().decode(ByteBuffer.wrap(ProjectFiles.bytes(path))))
                .as("UTF-8")
                .doesNotThrowAnyException();
        assertThat(ProjectFiles.read(path)).doesNotContain("\u00C3", "\uFFFD");
        assertThat(texts(path))
                .isNotEmpty()
                .allSatisfy((key, text) -> assertThat(text).isNotBlank());
    }

    /** Spring fills gaps by MessageFormat and leaves a text without gaps alone, so that apostrophes differ. */
    @ParameterizedTest
    @MethodSource("files")
    void canBeFilledIn(String path) {
        assertThat(texts(path)).allSatisfy((key, text) -> {
            if (GAP.matcher(text).find()) {
                assertThatCode(() -> new MessageFormat(text, Locale.ROOT)).doesNotThrowAnyException();
                assertThat(text.replace("''", "").replaceAll("'[{}]+'", ""))
                        .as("an apostrophe in a text with gaps is written twice")
                        .doesNotContain("'");
            } else {
                assertThat(text)
                        .as("an apostrophe in a text without gaps is written once")
                        .doesNotContain("''");
            }
        });
    }

    @ParameterizedTest
    @MethodSource("swedishFiles")
    void saysTheSameInEnglish(String path) {
        Map<String, String> swedish = texts(path);
        Map<String, String> english = texts(english(path));
        assertThat(english).containsOnlyKeys(swedish.keySet());
        assertThat(swedish)
                .allSatisfy((key, text) -> assertThat(gaps(english.get(key)))
                        .as("gaps in the English text")
                        .isEqualTo(gaps(text)));
    }

    @Test
    void noKeyStandsInTwoFiles() {
        Map<String, List<String>> places = new HashMap<>();
        swedishFiles()
                .forEach(path -> texts(path)
                        .keySet()
                        .forEach(key -> places.computeIfAbsent(key, unused -> new ArrayList<>())
                                .add(path)));
        assertThat(places).allSatisfy((key, files) -> assertThat(files).hasSize(1));
    }

    @Test
    void everyTextNamedInATemplateExists() {
        assertThat(named(NAMED_IN_TEMPLATE, "src/main/resources/templates/", ""))
                .isSubsetOf(keys());
    }

    @Test
    void everyTextNamedInCodeExists() {
        assertThat(named(NAMED_IN_CODE, "src/main/java/", ".java")).isSubsetOf(keys());
    }

    private static Set<String> named(Pattern pattern, String folder, String ending) {
        return ProjectFiles.tracked(folder, ending).stream()
                .map(ProjectFiles::read)
                .flatMap(text -> pattern.matcher(text).results())
                .map(result -> result.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> keys() {
        return swedishFiles()
                .map(MessagesTests::texts)
                .map(Map::keySet)
                .flatMap(Collection::stream)
                .collect(Collectors.toSet());
    }

    private static String english(String path) {
        return path.replace(".properties", "_en.properties");
    }

    /** Which arguments a text uses and how each is written, since "{0}" and "{0,date}" are not the same gap. */
    private static Map<Integer, String> gaps(String text) {
        if (!GAP.matcher(text).find()) {
            return Map.of();
        }
        Format[] formats = new MessageFormat(text, Locale.ROOT).getFormatsByArgumentIndex();
        return Stream.iterate(0, index -> index < formats.length, index -> index + 1)
                .filter(index -> text.contains("{" + index))
                .collect(Collectors.toMap(
                        Function.identity(),
                        index -> formats[index] == null
                                ? "text"
                                : formats[index].getClass().getSimpleName()));
    }

    private static Map<String, String> texts(String path) {
        Map<String, String> texts = new HashMap<>();
        Properties properties = new Properties() {
            private static final long serialVersionUID = 1L;

            @Override
            public synchronized Object put(Object key, Object value) {
                assertThat(texts.put((String) key, (String) value))
                        .as("%s stands twice in %s", key, path)
                        .isNull();
                return value;
            }
        };
        try {
            properties.load(new StringReader(ProjectFiles.read(path)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }
}
