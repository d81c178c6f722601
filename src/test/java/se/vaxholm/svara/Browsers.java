package se.vaxholm.svara;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds a browser for the tests: the one named by {@code SVARA_BROWSER}, else a Chromium or Chrome of the machine, else
 * (Linux on x64) one that npm brings.
 *
 * <pre>{@code
 * try (Playwright playwright = Browsers.playwright(); Browser browser = Browsers.launch(playwright)) { … }
 * }</pre>
 */
public final class Browsers {

    private static final String CHOSEN = "SVARA_BROWSER";
    private static final String NONE =
            "No browser found for the tests: install Chrome or Chromium, or name one in " + CHOSEN + ".";
    private static final List<String> VARIABLES = List.of(CHOSEN, "CHROME_BIN", "CHROME_PATH");
    private static final List<String> PROGRAMS = List.of(
            "chromium",
            "chromium-browser",
            "google-chrome",
            "google-chrome-stable",
            "chrome",
            "chrome.exe",
            "msedge.exe");
    private static final List<String> WINDOWS_PLACES =
            List.of("Google/Chrome/Application/chrome.exe", "Microsoft/Edge/Application/msedge.exe");
    private static final List<String> MAC_PLACES =
            List.of("Google Chrome.app/Contents/MacOS/Google Chrome", "Chromium.app/Contents/MacOS/Chromium");
    private static final List<String> ARGUMENTS = List.of(
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--font-render-hinting=none");

    private Browsers() {}

    /** Starts Playwright's driver; it must not fetch browsers of its own. */
    public static Playwright playwright() {
        return Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    }

    /** Starts a browser without a window. */
    public static Browser launch(Playwright playwright) {
        Optional<Path> installed = installed(System.getenv());
        return installed.isPresent()
                ? playwright.chromium().launch(options(installed.get()))
                : playwright.chromium().launch(brought());
    }

    /** The machine's own browser, looked for in the order that the class describes. */
    static Optional<Path> installed(Map<String, String> environment) {
        String chosen = environment.get(CHOSEN);
        if (chosen != null && !chosen.equals("npm") && !Files.isExecutable(Path.of(chosen))) {
            throw new IllegalStateException(CHOSEN + " names " + chosen + ", which is no program.");
        }
        if ("npm".equals(chosen)) {
            return Optional.empty();
        }
        return places(environment).stream()
                .filter(Files::isRegularFile)
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static List<Path> places(Map<String, String> environment) {
        List<Path> places = new ArrayList<>();
        for (String variable : VARIABLES) {
            add(places, environment.get(variable), "");
        }
        for (String folder : environment.getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            PROGRAMS.forEach(program -> add(places, folder, program));
        }
        PROGRAMS.forEach(program -> add(places, "/usr/bin", program));
        MAC_PLACES.forEach(program -> add(places, "/Applications", program));
        for (String root : List.of("ProgramFiles", "ProgramFiles(x86)", "LOCALAPPDATA")) {
            WINDOWS_PLACES.forEach(program -> add(places, environment.get(root), program));
        }
        return places;
    }

    private static void add(List<Path> places, @Nullable String folder, String program) {
        if (folder != null && !folder.isBlank()) {
            places.add(Path.of(folder, program));
        }
    }

    private static BrowserType.LaunchOptions options(Path program) {
        return new BrowserType.LaunchOptions().setExecutablePath(program).setArgs(ARGUMENTS);
    }

    /** The browser that npm brings knows neither the machine's libraries nor its fonts: it has its own beside it. */
    private static BrowserType.LaunchOptions brought() {
        String system = System.getProperty("os.name", "") + " " + System.getProperty("os.arch", "");
        if (!system.toLowerCase(Locale.ROOT).matches("linux (amd64|x86_64)")) {
            throw new IllegalStateException(NONE);
        }
        try {
            Path folder = NodePackages.install("browser");
            Path unpacked = folder.resolve("unpacked");
            Path mark = unpacked.resolve("unpacked");
            if (!Files.exists(mark)) {
                NodePackages.run(folder, "node", "unpack.mjs", unpacked.toString());
            }
            List<String> arguments = new ArrayList<>(ARGUMENTS);
            arguments.add("--no-zygote");
            Map<String, String> environment = new HashMap<>(System.getenv());
            environment.put(
                    "LD_LIBRARY_PATH", unpacked.resolve("al2023").resolve("lib").toString());
            if (!Files.isDirectory(Path.of("/etc/fonts"))) {
                environment.put("FONTCONFIG_PATH", unpacked.resolve("fonts").toString());
            }
            return options(Path.of(Files.readString(mark))).setArgs(arguments).setEnv(environment);
        } catch (IOException | RuntimeException notBrought) {
            throw new IllegalStateException(NONE + " The one from npm could not be had either.", notBrought);
        }
    }
}
