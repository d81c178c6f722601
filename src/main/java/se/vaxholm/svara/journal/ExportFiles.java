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
import java.util.HashSet;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Holds the files of an export against its own manifest, which the journal holds by the checksum of the whole. */
public final class ExportFiles {

    /** Says of each other file how large it is and what its checksum is. */
    public static final String MANIFEST = "manifest.json";

    private ExportFiles() {}

    /** The names of those that are not as the manifest says, or of which it says nothing; its own when there is none. */
    static SortedSet<String> changed(Path folder) throws IOException {
        SortedSet<String> changed = new TreeSet<>();
        if (!Files.exists(folder.resolve(MANIFEST))) {
            changed.add(MANIFEST);
            return changed;
        }
        Set<Path> told = new HashSet<>(Set.of(folder.resolve(MANIFEST).normalize()));
        JsonNode manifest = JsonMapper.builder().build().readTree(Files.readAllBytes(folder.resolve(MANIFEST)));
        for (JsonNode file : manifest.path("files")) {
            String name = file.path("name").asText();
            Path path = folder.resolve(name).normalize();
            told.add(path);
            boolean inside = path.startsWith(folder.normalize());
            if (!inside
                    || !Files.isRegularFile(path)
                    || !sha256(path).equals(file.path("sha256").asText())) {
                changed.add(name);
            }
        }
        try (Stream<Path> lying = Files.walk(folder)) {
            lying.filter(Files::isRegularFile)
                    .filter(path -> !told.contains(path.normalize()))
                    .forEach(path -> changed.add(folder.relativize(path).toString()));
        }
        return changed;
    }

    /** As hexadecimal digits, however large the file is. */
    public static String sha256(Path file) throws IOException {
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
