package se.vaxholm.svara;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/**
 * The pictures that a test run makes in {@code target/pictures}. With {@code -Dsvara.pictures.keep=true} those that the README
 * shows are copied to {@code src/docs/pictures}.
 */
public final class Pictures {

    public static final Path FOLDER = Path.of("target", "pictures");

    private static final Path SHOWN = Path.of("src", "docs", "pictures");
    private static final List<String> NAMES =
            List.of("receipt.png", "case.png", "matter.png", "work-list.png", "receipt.svg");

    private Pictures() {}

    /** To be called when a picture has been made. */
    public static void made(String name) {
        if (!Boolean.getBoolean("svara.pictures.keep") || !NAMES.contains(name)) {
            return;
        }
        try {
            Files.createDirectories(SHOWN);
            Path picture = FOLDER.resolve(name);
            if (name.endsWith(".svg")) {
                Files.writeString(SHOWN.resolve(name), onPaper(Files.readString(picture)));
            } else {
                small(picture, SHOWN.resolve(name));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same picture in fewer bytes: browsers are in a hurry when they write one. */
    private static void small(Path picture, Path copy) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        ImageWriteParam settings = writer.getDefaultWriteParam();
        settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        settings.setCompressionQuality(0);
        Files.deleteIfExists(copy);
        try (ImageOutputStream out = ImageIO.createImageOutputStream(copy.toFile())) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(ImageIO.read(picture.toFile()), null, null), settings);
        } finally {
            writer.dispose();
        }
    }

    /** White behind the black lines: who shows the README may have a dark page. */
    private static String onPaper(String drawing) {
        return drawing.replaceFirst(
                "(<svg [^>]*viewBox=\"(\\S+) (\\S+) (\\S+) (\\S+)\"[^>]*>)",
                "$1<rect x=\"$2\" y=\"$3\" width=\"$4\" height=\"$5\" fill=\"white\"/>");
    }
}
