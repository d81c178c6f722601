package se.vaxholm.svara.audit.export;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.core.io.ClassPathResource;
import se.vaxholm.svara.journal.ExportFiles;

/** A zip file on its way out, never whole in memory; each file in it is measured for the manifest, which comes last. */
final class Parcel implements AutoCloseable {

    static final String MANIFEST = ExportFiles.MANIFEST;

    private static final String README = "README.txt";

    private final ZipOutputStream zip;
    private final FileTime at;
    private final List<Part> parts = new ArrayList<>();

    Parcel(OutputStream out, Instant at) {
        this.zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        this.at = FileTime.from(at);
    }

    /** A file in the parcel. */
    record Part(String name, long size, String sha256) {}

    /** Writes what a file holds. */
    @FunctionalInterface
    interface Content {
        void write(OutputStream out) throws IOException;
    }

    /** Writes what a file of text holds. */
    @FunctionalInterface
    interface Text {
        void write(Writer out) throws IOException;
    }

    /** @param name made here, never by those who sent something: neither a path out of the folder nor a name that Windows refuses */
    void add(String name, Content content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setLastModifiedTime(at);
        zip.putNextEntry(entry);
        Measured measured = new Measured(new Unclosed(zip));
        content.write(measured);
        zip.closeEntry();
        parts.add(new Part(name, measured.size(), measured.sha256()));
    }

    void addText(String name, Text text) throws IOException {
        add(name, out -> {
            Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            text.write(writer);
            writer.flush();
        });
    }

    /** What is in it and how it is read, from a text of ours. */
    void addReadme(String resource) throws IOException {
        add(README, out -> {
            try (InputStream text = new ClassPathResource(resource).getInputStream()) {
                text.transferTo(out);
            }
        });
    }

    List<Part> parts() {
        return List.copyOf(parts);
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    /** Whoever writes a file may close it; the zip goes on. */
    private static final class Unclosed extends FilterOutputStream {

        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
