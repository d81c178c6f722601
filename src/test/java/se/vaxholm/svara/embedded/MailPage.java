package se.vaxholm.svara.embedded;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/**
 * The page of the embedded run where one reads every letter and writes to the municipality as the public would.
 *
 * <p>It shows letters of strangers and can send mail, hence: nothing in a letter runs, only POST changes anything, and
 * a page elsewhere can neither read it (Host is checked, against DNS rebinding) nor post to it (Origin is checked).
 */
final class MailPage implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(MailPage.class.getName());
    private static final Locale SWEDISH = Locale.forLanguageTag("sv");
    private static final int LARGEST_FORM = 25_000_000;
    private static final long LARGEST_SWALLOWED = 500_000_000;
    private static final int SHOWN = 200;
    private static final String PAGE_POLICY =
            "default-src 'none'; style-src 'self'; frame-src 'self'; form-action 'self';"
                    + " base-uri 'none'; frame-ancestors 'none'";
    private static final String LETTER_POLICY =
            "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none';"
                    + " style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(2, task -> {
        Thread thread = new Thread(task, "mail-page");
        thread.setDaemon(true);
        return thread;
    });
    private final TemplateEngine templates = templates();
    private final Letters letters;
    private final Supplier<List<FunctionMailboxes.Mailbox>> mailboxes;
    private final Set<String> hosts;
    private final String url;

    private MailPage(HttpServer server, MailServer mail, Supplier<List<FunctionMailboxes.Mailbox>> mailboxes) {
        this.server = server;
        this.letters = new Letters(mail);
        this.mailboxes = mailboxes;
        int port = server.getAddress().getPort();
        this.hosts = Set.of("localhost:" + port, "127.0.0.1:" + port);
        this.url = "http://localhost:" + port;
    }

    /** Serves the page on the loopback address; port zero takes any free one. */
    static MailPage start(int port, MailServer mail, Supplier<List<FunctionMailboxes.Mailbox>> mailboxes) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 0);
            MailPage page = new MailPage(server, mail, mailboxes);
            server.createContext("/", page::answer);
            server.setExecutor(page.threads);
            server.start();
            return page;
        } catch (IOException e) {
            throw new ServerStartException("The mail page could not start on port " + port + ": " + e.getMessage(), e);
        }
    }

    String url() {
        return url;
    }

    private void answer(HttpExchange exchange) {
        try (exchange) {
            Reply reply = admit(exchange).orElseGet(() -> route(exchange));
            Headers headers = exchange.getResponseHeaders();
            headers.set("Content-Type", reply.type());
            headers.set("Content-Security-Policy", reply.policy());
            headers.set("X-Content-Type-Options", "nosniff");
            // Not no-referrer: browsers would then send "Origin: null" with our own forms.
            headers.set("Referrer-Policy", "same-origin");
            headers.set("Cross-Origin-Resource-Policy", "same-origin");
            headers.set("Cross-Origin-Opener-Policy", "same-origin");
            headers.set("Cache-Control", "no-store");
            if (reply.location() != null) {
                headers.set("Location", reply.location());
            }
            if (reply.file() != null) {
                send(exchange, reply.file());
                return;
            }
            byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
            boolean head = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(reply.status(), head || body.length == 0 ? -1 : body.length);
            if (!head && body.length > 0) {
                exchange.getResponseBody().write(body);
            }
        } catch (IOException e) {
            LOG.log(Level.FINE, "The reader went away", e);
        } catch (RuntimeException e) {
            LOG.log(
                    Level.WARNING,
                    "The mail page could not answer " + exchange.getRequestURI().getPath(),
                    e);
        }
    }

    private static void send(HttpExchange exchange, Letter.Attachment file) throws IOException {
        String name = URLEncoder.encode(file.name(), StandardCharsets.UTF_8).replace("+", "%20");
        exchange.getResponseHeaders().set("Content-Disposition", "attachment; filename*=UTF-8''" + name);
        exchange.sendResponseHeaders(200, exchange.getRequestMethod().equals("HEAD") ? -1 : 0);
        if (!exchange.getRequestMethod().equals("HEAD")) {
            try (InputStream bytes = file.part().getInputStream()) {
                bytes.transferTo(exchange.getResponseBody());
            } catch (MessagingException e) {
                throw new IOException(e);
            }
        }
    }

    /** Refuses who comes by another name or from another page. */
    private Optional<Reply> admit(HttpExchange exchange) {
        String host = exchange.getRequestHeaders().getFirst("Host");
        if (host == null || !hosts.contains(host)) {
            return Optional.of(refusal(421, "Sidan finns bara på " + url + "."));
        }
        String method = exchange.getRequestMethod();
        if (method.equals("POST")) {
            String origin = exchange.getRequestHeaders().getFirst("Origin");
            return ("http://" + host).equals(origin)
                    ? Optional.empty()
                    : Optional.of(refusal(403, "Brev kan bara skickas från den här sidan."));
        }
        return method.equals("GET") || method.equals("HEAD")
                ? Optional.empty()
                : Optional.of(refusal(405, "Det går bara att läsa och skicka."));
    }

    private Reply route(HttpExchange exchange) {
        Map<String, String> query = FormFields.encoded(exchange.getRequestURI().getRawQuery());
        boolean post = exchange.getRequestMethod().equals("POST");
        return switch (exchange.getRequestURI().getPath() + (post ? " POST" : "")) {
            case "/" -> query.containsKey("lada") ? list(query.get("lada")) : conversations();
            case "/alla" -> list(null);
            case "/samtal" -> conversation(query);
            case "/brev" -> letter(query).map(this::show).orElseGet(this::missing);
            case "/brev/html" ->
                letter(query)
                        .map(letter -> Reply.of(200, "text/html; charset=utf-8", LETTER_POLICY, framed(letter)))
                        .orElseGet(this::missing);
            case "/brev/kalla" ->
                letter(query)
                        .map(letter -> Reply.of(200, "text/plain; charset=utf-8", PAGE_POLICY, letter.source()))
                        .orElseGet(this::missing);
            case "/brev/bilaga" -> attachment(query).map(Reply::of).orElseGet(this::missing);
            case "/skriv" ->
                write(letter(query).map(NewLetter::answerTo).orElseGet(() -> NewLetter.of(query)), Map.of(), 200);
            case "/skriv POST" -> send(exchange);
            case "/mail.css" -> Reply.of(200, "text/css; charset=utf-8", PAGE_POLICY, css());
            default -> missing();
        };
    }

    private List<Conversation> allConversations() {
        Set<String> ours = mailboxes.get().stream()
                .map(box -> box.address().substring(box.address().lastIndexOf('@') + 1))
                .collect(Collectors.toSet());
        return Conversation.newestFirst(letters.newestFirst(null), ours);
    }

    private Reply conversations() {
        List<Conversation> all = allConversations();
        Map<String, Object> model = new HashMap<>();
        model.put("conversations", all.stream().limit(SHOWN).toList());
        model.put("total", all.size());
        model.put("mailboxes", letters.mailboxes());
        model.put("chosen", "");
        return page("conversations", "Samtal", 200, model);
    }

    private Reply conversation(Map<String, String> query) {
        Optional<Letter> letter = letter(query);
        return allConversations().stream()
                .filter(each -> letter.isPresent() && each.has(letter.get()))
                .findFirst()
                .map(each -> {
                    Map<String, Object> model = new HashMap<>();
                    model.put("conversation", each);
                    model.put("next", each.next());
                    model.put("sent", query.containsKey("skickat"));
                    model.put(
                            "texts",
                            each.letters().stream()
                                    .map(one -> LinkedText.of(one.text()))
                                    .toList());
                    return page("conversation", each.subject(), 200, model);
                })
                .orElseGet(this::missing);
    }

    private Optional<Letter.Attachment> attachment(Map<String, String> query) {
        String number = query.getOrDefault("fil", "");
        return letter(query)
                .filter(letter -> number.matches("\\d{1,4}")
                        && Integer.parseInt(number) < letter.attachments().size())
                .map(letter -> letter.attachments().get(Integer.parseInt(number)));
    }

    private Reply list(@Nullable String mailbox) {
        List<Letter> all = letters.newestFirst(mailbox);
        Map<String, Object> model = new HashMap<>();
        model.put("letters", all.stream().limit(SHOWN).toList());
        model.put("total", all.size());
        model.put("mailboxes", letters.mailboxes());
        model.put("chosen", mailbox == null ? "" : mailbox);
        model.put("all", mailbox == null);
        return page("list", mailbox == null ? "Alla brev" : mailbox, 200, model);
    }

    private Optional<Letter> letter(Map<String, String> query) {
        String mailbox = query.getOrDefault("lada", "");
        String uid = query.getOrDefault("nr", "");
        return uid.matches("\\d{1,18}") ? letters.find(mailbox, Long.parseLong(uid)) : Optional.empty();
    }

    private Reply show(Letter letter) {
        Map<String, Object> model = new HashMap<>();
        model.put("letter", letter);
        model.put("text", LinkedText.of(letter.text()));
        model.put("talk", allConversations().stream().anyMatch(each -> each.has(letter)));
        return page("letter", letter.subject().isEmpty() ? "(inget ämne)" : letter.subject(), 200, model);
    }

    /** Links in a letter open in a window of their own: the letter itself lies in a sandbox. */
    private static String framed(Letter letter) {
        return "<!doctype html><base target=\"_blank\">" + (letter.html() == null ? "" : letter.html());
    }

    private Reply send(HttpExchange exchange) {
        NewLetter letter;
        try (InputStream body = exchange.getRequestBody()) {
            byte[] form = body.readNBytes(LARGEST_FORM + 1);
            if (form.length > LARGEST_FORM) {
                // A browser reads the reply only after all of it has been taken.
                swallow(body);
                return refusal(413, "Brevet och dess bilagor får vara högst 25 MB. Gå tillbaka och välj mindre filer.");
            }
            FormFields sent = FormFields.of(exchange.getRequestHeaders().getFirst("Content-Type"), form);
            letter = NewLetter.of(sent.fields()).with(sent.files());
        } catch (MessagingException e) {
            return refusal(400, "Formuläret gick inte att läsa. Gå tillbaka och försök igen.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> mistakes = new LinkedHashMap<>(letter.mistakes());
        if (mistakes.isEmpty()) {
            try {
                return new Reply(303, "text/plain; charset=utf-8", PAGE_POLICY, "", target(letters.send(letter)), null);
            } catch (MessagingException e) {
                LOG.log(Level.FINE, "Not sent", e);
                mistakes.put("text", "E-postservern tog inte emot brevet: " + e.getMessage());
            }
        }
        return write(letter, mistakes, 422);
    }

    private static void swallow(InputStream body) throws IOException {
        long left = LARGEST_SWALLOWED;
        byte[] buffer = new byte[1 << 16];
        for (int read = body.read(buffer); read >= 0 && left > 0; read = body.read(buffer)) {
            left -= read;
        }
    }

    /** Where a letter that has been sent can be read among those that it belongs with. */
    private String target(String messageId) {
        return letters.newestFirst(null).stream()
                .filter(letter -> messageId.equals(letter.messageId()))
                .findFirst()
                .map(letter -> "/samtal?skickat&lada=" + URLEncoder.encode(letter.mailbox(), StandardCharsets.UTF_8)
                        + "&nr=" + letter.uid())
                .orElse("/");
    }

    private Reply write(NewLetter letter, Map<String, String> mistakes, int status) {
        List<FunctionMailboxes.Mailbox> known = mailboxes.get();
        Map<String, Object> model = new HashMap<>();
        model.put("letter", letter);
        model.put("mistakes", mistakes);
        model.put("receivers", known);
        model.put(
                "otherReceiver",
                !letter.to().isEmpty()
                        && known.stream().noneMatch(each -> each.address().equals(letter.to())));
        return page("write", mistakes.isEmpty() ? "Skriv till kommunen" : "Fel: Skriv till kommunen", status, model);
    }

    private Reply missing() {
        return refusal(404, "Det finns inget brev och ingen sida här. E-posten töms när Svara stoppas.");
    }

    private Reply refusal(int status, String reason) {
        return page("refusal", "Det gick inte", status, Map.of("reason", reason));
    }

    private Reply page(String template, String title, int status, Map<String, Object> model) {
        Context context = new Context(SWEDISH);
        context.setVariable("title", title);
        context.setVariables(model);
        return Reply.of(status, "text/html; charset=utf-8", PAGE_POLICY, templates.process(template, context));
    }

    private static String css() {
        try (InputStream css = MailPage.class.getResourceAsStream("/embedded/mail/mail.css")) {
            return css == null ? "" : new String(css.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TemplateEngine templates() {
        ClassLoaderTemplateResolver resolver = new ClassLoaderTemplateResolver(MailPage.class.getClassLoader());
        resolver.setPrefix("embedded/mail/");
        resolver.setSuffix(".html");
        resolver.setTemplateMode(TemplateMode.HTML);
        resolver.setCharacterEncoding("UTF-8");
        TemplateEngine engine = new SpringTemplateEngine();
        engine.setTemplateResolver(resolver);
        return engine;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private record Reply(
            int status,
            String type,
            String policy,
            String body,
            @Nullable String location,
            Letter.@Nullable Attachment file) {

        static Reply of(int status, String type, String policy, String body) {
            return new Reply(status, type, policy, body, null, null);
        }

        static Reply of(Letter.Attachment file) {
            return new Reply(200, "application/octet-stream", LETTER_POLICY, "", null, file);
        }
    }
}
