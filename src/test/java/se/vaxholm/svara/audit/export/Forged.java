package se.vaxholm.svara.audit.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The files of an export, and what is done to them. */
final class Forged {

    private static final Pattern BASE64 = Pattern.compile("(?m)(?:^[A-Za-z0-9+/=]{2,76}\\r\\n)+");

    final Map<String, byte[]> files;
    final ObjectNode told;

    Forged(byte[] zip) throws IOException {
        files = new LinkedHashMap<>(ExportStory.unzip(zip));
        told = (ObjectNode) ExportStory.json(files, "case.json");
    }

    ObjectNode message(String type) {
        return find("messages", "type", type);
    }

    ObjectNode letter(String kind) {
        return find("letters", "kind", kind);
    }

    private ObjectNode find(String list, String name, String value) {
        for (JsonNode one : told.path(list)) {
            if (one.path(name).asText().equals(value)) {
                return (ObjectNode) one;
            }
        }
        throw new AssertionError("No " + value);
    }

    ArrayNode list(String name) {
        return (ArrayNode) told.path(name);
    }

    void take(String list, ObjectNode one) {
        ArrayNode all = list(list);
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).equals(one)) {
                all.remove(i);
                return;
            }
        }
    }

    /** In the answer's mail, whose two texts are in base 64. */
    void inMail(String what, String instead) {
        edit(mail -> BASE64.matcher(mail).replaceAll(block -> {
            String words = new String(Base64.getMimeDecoder().decode(block.group()), UTF_8);
            return words.contains(what)
                    ? Base64.getMimeEncoder()
                                    .encodeToString(words.replace(what, instead).getBytes(UTF_8)) + "\r\n"
                    : block.group();
        }));
    }

    void inHead(String what, String instead) {
        edit(mail -> mail.replace(what, instead));
    }

    private void edit(UnaryOperator<String> change) {
        String path = letter("ANSWER").path("path").asText();
        String before = ExportStory.text(files, path);
        String after = change.apply(before);
        assertThat(after).isNotEqualTo(before);
        files.put(path, after.getBytes(UTF_8));
    }

    Path write(Path to) throws IOException {
        files.computeIfPresent("case.json", (name, old) -> told.toString().getBytes(UTF_8));
        ObjectNode manifest = (ObjectNode) ExportStory.json(files, Parcel.MANIFEST);
        ArrayNode listed = manifest.putArray("files");
        files.forEach((name, bytes) -> {
            if (!name.equals(Parcel.MANIFEST)) {
                listed.addObject().put("name", name).put("sha256", Measured.sha256(bytes));
            }
        });
        files.put(Parcel.MANIFEST, manifest.toString().getBytes(UTF_8));
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(to))) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                out.putNextEntry(new ZipEntry(file.getKey()));
                out.write(file.getValue());
            }
        }
        return to;
    }
}
