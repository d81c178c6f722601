package se.vaxholm.svara.journal;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Some bytes that stand for others: a hash, a sealed hash, or a signature, as hexadecimal digits. */
public record Hash(String hex) {

    /** @throws IllegalArgumentException when these are no bytes in hexadecimal */
    public Hash {
        HexFormat.of().parseHex(hex);
    }

    static Hash of(byte[] bytes) {
        return new Hash(HexFormat.of().formatHex(bytes));
    }

    /** SHA-256 of a text in UTF-8. */
    public static Hash ofText(String text) {
        return Seal.sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    @Override
    public String toString() {
        return hex;
    }
}
