package se.vaxholm.svara.journal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/** Holds the files of an export against its own manifest, which the journal holds by the checksum of the whole. */
final class ExportFiles {

    private static final String MANIFEST = "manifest.json";

    private ExportFiles() {}

    /** The names of those that are not as the manifest says; none when there is no manifest. */
    static List<String> changed(Path folder) throws IOException {
        List<String> changed = new ArrayList<>();
        if (Files.exists(folder.resolve(MANIFEST))) {
            JsonNode manifest = JsonMapper.builder().build().readTree(Files.readAllBytes(folder.resolve(MANIFEST)));
            for (JsonNode file : manifest.path("files")) {
                String name = file.path("name").asText();
                Path path = folder.resolve(name).normalize();
                boolean inside = path.startsWith(folder.normalize());
                if (!inside
                        || !Files.isRegularFile(path)
                        || !sha256(path).equals(file.path("sha256").asText())) {
                    changed.add(name);
                }
            }
        }
        return changed;
    }

    private static String sha256(Path file) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            return Hash.of(digest.digest()).hex();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
