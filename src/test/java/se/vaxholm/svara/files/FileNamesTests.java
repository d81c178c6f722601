package se.vaxholm.svara.files;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever a sender calls a file, its name is safe to show and tells the truth about its content. */
class FileNamesTests {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            value = {
                "beslut.pdf, beslut.pdf",
                "Beslut.PDF, Beslut.PDF",
                "C:\\Users\\anna\\beslut.pdf, beslut.pdf",
                "../../etc/passwd, passwd.pdf",
                "faktura.pdf.exe, faktura.pdf.exe.pdf",
                "fil\u202Efdp.exe, filfdp.exe.pdf",
                "ra\u030Aa\u030A.pdf, r\u00e5\u00e5.pdf",
                "<script>\"x\".pdf, _script__x_.pdf",
                ".htaccess, htaccess.pdf",
                "|  |, fil.pdf",
                ".pdf, pdf.pdf",
                "a\u00a0 \u2003 b.pdf, a b.pdf",
                "\uD83D\uDE00.pdf, \uD83D\uDE00.pdf",
            })
    void isMadeSafe(String sent, String name) {
        assertThat(FileNames.of(sent, FileKind.PDF)).isEqualTo(name);
    }

    @Test
    void holdsNothingThatForgesAHeader() {
        assertThat(FileNames.of("a\u0000\r\nX-Evil: 1.pdf", FileKind.PDF)).isEqualTo("aX-Evil_ 1.pdf");
    }

    @Test
    void isBoundedAndKeepsItsExtension() {
        String name = FileNames.of("å".repeat(5000) + ".pdf", FileKind.PDF);
        assertThat(name).hasSize(FileNames.LONGEST).endsWith("å.pdf");
        String smiles = FileNames.of("\uD83D\uDE00".repeat(500), FileKind.PDF);
        assertThat(smiles.codePointCount(0, smiles.length())).isEqualTo(FileNames.LONGEST);
    }
}
