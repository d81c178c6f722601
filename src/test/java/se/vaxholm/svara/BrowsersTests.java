package se.vaxholm.svara;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tests take the browser that they are told to, then the machine's, and say plainly when there is none. */
class BrowsersTests {

    @TempDir
    private Path folder;

    @Test
    void theNamedBrowserGoesBeforeAnyOther() throws IOException {
        Path named = program("my-browser");
        program("chromium");
        assertThat(Browsers.installed(Map.of("SVARA_BROWSER", named.toString(), "PATH", folder.toString())))
                .contains(named);
    }

    @Test
    void aBrowserOnThePathIsFound() throws IOException {
        Path chromium = program("chromium");
        assertThat(Browsers.installed(Map.of("PATH", folder.toString()))).contains(chromium);
    }

    @Test
    void aNamedBrowserThatIsNotThereIsRefusedInOneLine() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Browsers.installed(
                        Map.of("SVARA_BROWSER", folder.resolve("gone").toString())))
                .withMessageMatching("SVARA_BROWSER names .*gone, which is no program\\.");
    }

    @Test
    void theBrowserOfNpmIsTakenWhenAskedFor() throws IOException {
        program("chromium");
        assertThat(Browsers.installed(Map.of("SVARA_BROWSER", "npm", "PATH", folder.toString())))
                .isEmpty();
    }

    private Path program(String name) throws IOException {
        Path program = Files.createFile(folder.resolve(name));
        assertThat(program.toFile().setExecutable(true)).isTrue();
        return program;
    }
}
