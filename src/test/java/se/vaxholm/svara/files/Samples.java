package se.vaxholm.svara.files;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Files to try, made when they are needed: the smallest that are what they say, and those that only seem to be. */
public final class Samples {

    public static final byte[] PNG = hex("89504e470d0a1a0a0000000d4948445200000001000000010806000000 1f15c489"
            + "0000000d49444154789c63606060f80f0001040100 5fe5c34b 0000000049454e44ae426082");
    public static final byte[] GIF =
            hex("47494638396101000100800000ffffff00000021f90401000000002c00000000010001000002024401003b");
    public static final byte[] JPEG = join(hex("ffd8ffe000104a46494600010100000100010000"), new byte[200], hex("ffd9"));
    public static final byte[] PDF =
            text("%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n");

    private Samples() {}

    /** What every virus scanner finds, put together here alone so that no scanner finds this source. */
    public static byte[] eicar() {
        return text("X5O!P%@AP[4\\PZX54(P^)7CC)7}" + "$EICAR-STANDARD-ANTIVIRUS-" + "TEST-FILE!$H+H*");
    }

    public static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replace(" ", ""));
    }

    public static byte[] join(byte[]... parts) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(whole::writeBytes);
        return whole.toByteArray();
    }

    /** An archive of pairs: name, content. */
    static byte[] zip(String... namesAndContents) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(whole)) {
            for (int i = 0; i < namesAndContents.length; i += 2) {
                zip.putNextEntry(new ZipEntry(namesAndContents[i]));
                zip.write(text(namesAndContents[i + 1]));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return whole.toByteArray();
    }

    /** An archive of a few kilobytes that unpacks to very much. */
    static byte[] bomb(int megabytes) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        byte[] megabyte = new byte[1 << 20];
        try (ZipOutputStream zip = new ZipOutputStream(whole)) {
            zip.putNextEntry(new ZipEntry("nothing.txt"));
            for (int i = 0; i < megabytes; i++) {
                zip.write(megabyte);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return whole.toByteArray();
    }

    static byte[] office(String main, String... more) {
        String types =
                "<?xml version=\"1.0\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
                        + "<Override PartName=\"/main.xml\" ContentType=\"" + main + "\"/></Types>";
        return zip(Arrays.stream(new String[][] {{"[Content_Types].xml", types}, {"_rels/.rels", "<x/>"}, more})
                .flatMap(Arrays::stream)
                .toArray(String[]::new));
    }

    public static InputStream stream(byte[] content) {
        return new ByteArrayInputStream(content);
    }

    /** A plain text of any length that is never in memory as a whole. */
    public static InputStream letters(long size) {
        return new InputStream() {
            private long left = size;

            @Override
            public int read() {
                return left-- > 0 ? 'a' : -1;
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                int given = (int) Math.min(left, length);
                if (given == 0) {
                    return -1;
                }
                Arrays.fill(into, offset, offset + given, (byte) 'a');
                left -= given;
                return given;
            }
        };
    }
}
