package se.vaxholm.svara;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.type.filter.AnnotationTypeFilter;

/** Holds the README's table of settings to what the code reads, both ways, with names that work and defaults that are true. */
class SettingsTests {

    private static final String OURS = "SVARA_";
    private static final Pattern ROW = Pattern.compile("^\\| `([A-Z0-9_]+)` \\| (.+?) \\|", Pattern.MULTILINE);
    private static final Pattern NAMED = Pattern.compile("(?:\\$\\{|\")(svara\\.[a-z.-]*[a-z])(?=[:}\"])");

    @Test
    void everySettingStandsInTheTableAndTheTableHoldsNoOther() {
        Set<String> table = new TreeSet<>(table().keySet());
        table.removeIf(variable -> !variable.startsWith(OURS));

        assertThat(table).containsExactlyElementsOf(new TreeSet<>(ofTheCode().keySet()));
    }

    @Test
    void everyVariableGivesItsSetting() {
        ofTheCode()
                .forEach((variable, setting) -> assertThat(
                                environment(Map.of(variable, "given")).getProperty(setting))
                        .as(variable)
                        .isEqualTo("given"));
    }

    @ParameterizedTest
    @MethodSource("groups")
    void aWholeGroupIsReadFromItsVariables(Class<? extends Record> group) throws Exception {
        Map<String, Object> variables = new LinkedHashMap<>();
        Map<String, Class<?>> types = settings(prefix(group), group);
        types.forEach((setting, type) -> variables.put(variable(setting), sample(setting, type)));

        assertRead(bind(group, variables), prefix(group), variables);
    }

    @ParameterizedTest
    @MethodSource("groups")
    void theDefaultsAreAsTheTableSays(Class<? extends Record> group) {
        Map<String, Object> required = new LinkedHashMap<>();
        Map<String, Object> defaults = new LinkedHashMap<>();
        for (String setting : settings(prefix(group), group).keySet()) {
            String cell = table().get(variable(setting));
            if ("required".equals(cell)) {
                required.put(variable(setting), "https://something.example");
            } else if (cell != null && cell.startsWith("`")) {
                defaults.put(variable(setting), cell.replace("`", ""));
            }
        }
        defaults.putAll(required);

        assertThat(defaults).hasSizeGreaterThan(1);
        assertThat(bind(group, defaults)).isEqualTo(bind(group, required));
    }

    @Test
    void whatOperatorsCopyNamesOnlyVariablesOfTheTable() {
        assertThat(Stream.of("docker-compose.yml", ".env.example")
                        .flatMap(file -> Pattern.compile("^ *(S(?:VARA|PRING)_[A-Z0-9_]+)[:=]", Pattern.MULTILINE)
                                .matcher(ProjectFiles.read(file))
                                .results())
                        .map(found -> found.group(1)))
                .filteredOn(variable -> !Set.of("SVARA_OWNER_PASSWORD", "SVARA_APP_PASSWORD", "SVARA_INTERNAL_URL")
                        .contains(variable))
                .isNotEmpty()
                .isSubsetOf(table().keySet());
    }

    static Stream<Class<? extends Record>> groups() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        return scanner.findCandidateComponents("se.vaxholm.svara").stream().map(found -> {
            try {
                return Class.forName(found.getBeanClassName()).asSubclass(Record.class);
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static Map<String, String> table() {
        Map<String, String> table = new LinkedHashMap<>();
        String readme = ProjectFiles.read("README.md");
        ROW.matcher(readme.substring(readme.indexOf("## Settings of the production jar")))
                .results()
                .forEach(row -> assertThat(table.put(row.group(1), row.group(2)))
                        .as(row.group(1))
                        .isNull());
        return table;
    }

    /** Variables and settings, from what is bound as a group and from what is named in the code. */
    private static Map<String, String> ofTheCode() {
        Set<String> settings = new TreeSet<>();
        groups().forEach(group -> settings.addAll(settings(prefix(group), group).keySet()));
        Set<String> prefixes = groups().map(SettingsTests::prefix).collect(Collectors.toSet());
        ProjectFiles.tracked("src/main/java/", ".java").stream()
                .flatMap(file -> NAMED.matcher(ProjectFiles.read(file)).results())
                .map((MatchResult named) -> named.group(1))
                .filter(named -> !prefixes.contains(named))
                .forEach(settings::add);
        return settings.stream().collect(Collectors.toMap(SettingsTests::variable, setting -> setting));
    }

    private static Map<String, Class<?>> settings(String prefix, Class<?> group) {
        Map<String, Class<?>> settings = new LinkedHashMap<>();
        for (RecordComponent component : group.getRecordComponents()) {
            String setting = prefix + "." + kebab(component.getName());
            if (component.getType() == List.class) {
                settings.putAll(settings(setting + "[0]", element(component)));
            } else {
                settings.put(setting, component.getType());
            }
        }
        return settings;
    }

    private static Class<?> element(RecordComponent list) {
        return (Class<?>) ((ParameterizedType) list.getGenericType()).getActualTypeArguments()[0];
    }

    private static void assertRead(Object group, String prefix, Map<String, Object> variables) throws Exception {
        for (RecordComponent component : group.getClass().getRecordComponents()) {
            Method accessor = component.getAccessor();
            accessor.setAccessible(true);
            Object value = accessor.invoke(group);
            String setting = prefix + "." + kebab(component.getName());
            if (value instanceof List<?> list) {
                assertThat(list).as(setting).hasSize(1);
                assertRead(list.get(0), setting + "[0]", variables);
            } else {
                String read = value instanceof Duration time ? time.toSeconds() + "s" : value.toString();
                assertThat(read).as(setting).isEqualTo(variables.get(variable(setting)));
            }
        }
    }

    private static Object sample(String setting, Class<?> type) {
        if (type == int.class) {
            return "7";
        }
        if (type == boolean.class) {
            return "false";
        }
        if (type == Duration.class) {
            return "7s";
        }
        if (type == LocalDate.class) {
            return "2026-12-23";
        }
        if (type == LocalTime.class) {
            return setting.endsWith("opens") ? "07:10" : "17:20";
        }
        return "https://" + setting.replaceAll("[^a-z]", "") + ".example";
    }

    private static Record bind(Class<? extends Record> group, Map<String, Object> variables) {
        return Binder.get(environment(variables)).bindOrCreate(prefix(group), Bindable.of(group));
    }

    private static StandardEnvironment environment(Map<String, Object> variables) {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .replace(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new SystemEnvironmentPropertySource(
                                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
        ConfigurationPropertySources.attach(environment);
        return environment;
    }

    private static String prefix(Class<?> group) {
        ConfigurationProperties properties = group.getAnnotation(ConfigurationProperties.class);
        return properties.value().isEmpty() ? properties.prefix() : properties.value();
    }

    private static String kebab(String name) {
        return Arrays.stream(name.split("(?=[A-Z])", -1))
                .map(word -> word.toLowerCase(Locale.ROOT))
                .collect(Collectors.joining("-"));
    }

    private static String variable(String setting) {
        return setting.replace("]", "").replaceAll("[.\\[-]", "_").toUpperCase(Locale.ROOT);
    }
}
