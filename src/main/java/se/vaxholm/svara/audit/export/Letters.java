package se.vaxholm.svara.audit.export;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** The fonts of a PDF, and which characters they have: what none of them has is named, so that nothing vanishes. */
@Component
class Letters {

    /**
     * What turns the direction of all that follows could make a text read as another one; and what PDF/UA allows in no text, nor
     * has any look.
     */
    private static final String UNWANTED = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\ufffe\uffff";

    /** How the character before is drawn; says nothing where it is named. */
    private static final int EMOJI_STYLE = 0xfe0f;

    private static final List<Font> FONTS = List.of(
            new Font("Inter", 400, "Inter_400Regular.ttf"),
            new Font("Inter", 700, "Inter_700Bold.ttf"),
            new Font("DejaVu Sans", 400, "DejaVuSans.ttf"),
            new Font("DejaVu Sans", 700, "DejaVuSans-Bold.ttf"));

    /** Read when the first PDF is made: a start waits for nothing here. */
    private @Nullable BitSet known;

    private record Font(String family, int weight, String file) {

        InputStream open() {
            try {
                return new ClassPathResource("paper/fonts/" + file).getInputStream();
            } catch (IOException e) {
                throw new UncheckedIOException("The letters of PDFs are missing: build the front end", e);
            }
        }

        BitSet characters() {
            BitSet all = new BitSet(1 << Character.SIZE);
            try (InputStream in = open();
                    TrueTypeFont font = new TTFParser().parse(new RandomAccessReadBuffer(in))) {
                CmapLookup glyphs = font.getUnicodeCmapLookup();
                for (int character = ' '; character <= Character.MAX_VALUE; character++) {
                    all.set(character, glyphs.getGlyphId(character) != 0);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return all;
        }
    }

    /** A text may stand in bold anywhere, so both weights of a font must have it. */
    private static BitSet readFonts() {
        BitSet known = new BitSet(1 << Character.SIZE);
        for (int i = 0; i < FONTS.size(); i += 2) {
            BitSet both = FONTS.get(i).characters();
            both.and(FONTS.get(i + 1).characters());
            known.or(both);
        }
        UNWANTED.chars().forEach(known::clear);
        return known;
    }

    private synchronized BitSet known() {
        if (known == null) {
            known = readFonts();
        }
        return known;
    }

    void lend(PdfRendererBuilder pdf) {
        FONTS.forEach(font -> pdf.useFont(font::open, font.family(), font.weight(), FontStyle.NORMAL, true));
    }

    /** The text with a name in the place of each character that can't be set: an emoji's own, the number of any other. */
    String settable(String text) {
        BitSet here = known();
        StringBuilder set = new StringBuilder(text.length());
        text.codePoints().forEach(character -> {
            if (character == '\n' || character == '\t' || here.get(character)) {
                set.appendCodePoint(character);
            } else if (character != EMOJI_STYLE) {
                set.append('[').append(name(character)).append(']');
            }
        });
        return set.toString();
    }

    private static String name(int character) {
        String name = Character.getType(character) == Character.OTHER_SYMBOL ? Character.getName(character) : null;
        return name == null ? "U+%04X".formatted(character) : name.toLowerCase(Locale.ROOT);
    }
}
