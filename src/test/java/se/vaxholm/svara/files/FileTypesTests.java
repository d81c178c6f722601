package se.vaxholm.svara.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static se.vaxholm.svara.files.Samples.GIF;
import static se.vaxholm.svara.files.Samples.JPEG;
import static se.vaxholm.svara.files.Samples.PDF;
import static se.vaxholm.svara.files.Samples.PNG;
import static se.vaxholm.svara.files.Samples.hex;
import static se.vaxholm.svara.files.Samples.join;
import static se.vaxholm.svara.files.Samples.office;
import static se.vaxholm.svara.files.Samples.text;
import static se.vaxholm.svara.files.Samples.zip;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import se.vaxholm.svara.files.FileRefusedException.Reason;

/** A file is what it holds, whatever it is called; what could do harm is refused, whatever it pretends to be. */
class FileTypesTests {

    private static final String WORD =
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
    private static final String SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";
    private static final String SLIDES =
            "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml";
    private static final String MACRO_WORD = "application/vnd.ms-word.document.macroEnabled.main+xml";

    private final FileTypes types = new FileTypes();

    @TempDir
    Path folder;

    static Stream<Arguments> taken() {
        return Stream.of(
                arguments("a document", PDF, "beslut.pdf", FileKind.PDF),
                arguments("a picture", PNG, "bild.png", FileKind.PNG),
                arguments("a photograph", JPEG, "IMG_1.JPG", FileKind.JPEG),
                arguments("a moving picture", GIF, "a.gif", FileKind.GIF),
                arguments(
                        "a web picture",
                        join(text("RIFF"), hex("24000000"), text("WEBPVP8 "), new byte[40]),
                        "a.webp",
                        FileKind.WEBP),
                arguments(
                        "an iPhone's picture",
                        join(hex("00000018"), text("ftypheic"), new byte[40]),
                        "a.HEIC",
                        FileKind.HEIC),
                arguments(
                        "another iPhone's picture",
                        join(hex("00000018"), text("ftypmif1"), hex("00000000"), text("mif1heic"), new byte[40]),
                        "a.HEIC",
                        FileKind.HEIC),
                arguments("a scan", join(hex("49492a0008000000"), new byte[40]), "a.tif", FileKind.TIFF),
                arguments("a letter", office(WORD, "word/document.xml", "<x/>"), "a.docx", FileKind.DOCX),
                arguments("a sheet", office(SHEET, "xl/workbook.xml", "<x/>"), "a.xlsx", FileKind.XLSX),
                arguments("slides", office(SLIDES, "ppt/presentation.xml", "<x/>"), "a.pptx", FileKind.PPTX),
                arguments(
                        "an open letter",
                        zip("mimetype", "application/vnd.oasis.opendocument.text", "content.xml", "<x/>"),
                        "a.odt",
                        FileKind.ODT),
                arguments(
                        "an open sheet",
                        zip("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
                        "a.ods",
                        FileKind.ODS),
                arguments(
                        "open slides",
                        zip("mimetype", "application/vnd.oasis.opendocument.presentation"),
                        "a.odp",
                        FileKind.ODP),
                arguments("an old letter", text("{\\rtf1\\ansi Hej}"), "a.rtf", FileKind.RTF),
                arguments("a note", text("Hej!\nDet är hål i vägen.\n"), "a.txt", FileKind.TEXT),
                arguments(
                        "a note of another system",
                        "Hål i vägen".getBytes(StandardCharsets.ISO_8859_1),
                        "a.txt",
                        FileKind.TEXT),
                arguments(
                        "a note of Windows",
                        "\uFEFFHål i vägen".getBytes(StandardCharsets.UTF_16LE),
                        "a.txt",
                        FileKind.TEXT),
                arguments(
                        "a note that begins like a formula",
                        text("% procent\nfunction [x] = f(y)\n"),
                        "a.txt",
                        FileKind.TEXT),
                arguments("a table", text("gata;hål\nStorgatan;3\n"), "a.csv", FileKind.CSV),
                arguments(
                        "a mail",
                        text("Received: from a by b\nFrom: a@example.org\nTo: b@example.org\nSubject: x\n\nHej"),
                        "a.eml",
                        FileKind.MAIL),
                arguments(
                        "a meeting",
                        text("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n"),
                        "a.ics",
                        FileKind.CALENDAR),
                arguments("a film", join(hex("00000018"), text("ftypmp42"), new byte[40]), "a.mp4", FileKind.MP4),
                arguments(
                        "an Android's film",
                        join(hex("00000018"), text("ftypisom"), hex("00000200"), text("isomiso2mp41"), new byte[40]),
                        "a.mp4",
                        FileKind.MP4),
                arguments(
                        "an iPhone's film",
                        join(hex("00000014"), text("ftypqt  "), new byte[40]),
                        "a.mov",
                        FileKind.MOV),
                arguments(
                        "an old phone's film",
                        join(hex("00000018"), text("ftyp3gp4"), new byte[40]),
                        "a.3gp",
                        FileKind.VIDEO_3GP),
                arguments("a voice memo", join(hex("0000001c"), text("ftypM4A "), new byte[40]), "a.m4a", FileKind.M4A),
                arguments("a recording", join(text("ID3"), hex("0300000000000a"), new byte[40]), "a.mp3", FileKind.MP3),
                arguments(
                        "a sound",
                        join(text("RIFF"), hex("24000000"), text("WAVEfmt "), new byte[40]),
                        "a.wav",
                        FileKind.WAV),
                arguments("an archive", zip("a.pdf", "x", "b/c.jpg", "y"), "a.zip", FileKind.ZIP),
                // Content decides, not the name.
                arguments("a picture called a document", PNG, "beslut.pdf", FileKind.PNG),
                arguments("a script that is just a text", text("WScript.Echo 1"), "faktura.vbs", FileKind.TEXT),
                // What is two things at once is what its first bytes say, and is given out as that alone.
                arguments(
                        "a moving picture that is a script too",
                        join(text("GIF89a/*"), new byte[20], text("*/=1;alert(1)//")),
                        "a.gif",
                        FileKind.GIF),
                arguments(
                        "a document with a page in it",
                        join(PDF, text("<html><script>alert(1)</script></html>")),
                        "a.pdf",
                        FileKind.PDF),
                arguments(
                        "a picture with an archive after it", join(PNG, zip("evil.exe", "MZ")), "a.png", FileKind.PNG),
                arguments(
                        "a photograph with a script in it",
                        join(Arrays.copyOf(JPEG, 20), hex("fffe001c"), text("<script>alert(1)</script>"), hex("ffd9")),
                        "a.jpg",
                        FileKind.JPEG));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("taken")
    void isTakenForWhatItHolds(String what, byte[] content, String name, FileKind kind) throws Exception {
        assertThat(judge(content, name)).isEqualTo(kind);
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                arguments("a page", text("<!DOCTYPE html><html><body>Hej</body></html>"), "a.html"),
                arguments("a page called a picture", text("<html><script>alert(1)</script></html>"), "a.png"),
                arguments("part of a page", text("  \n<script>alert(1)</script>"), "a.txt"),
                arguments(
                        "a page of Windows",
                        "\uFEFF<script>alert(1)</script>".getBytes(StandardCharsets.UTF_16LE),
                        "a.txt"),
                arguments(
                        "a drawing that may hold a script",
                        text("<svg xmlns=\"http://www.w3.org/2000/svg\"><script/></svg>"),
                        "a.svg"),
                arguments(
                        "the same with a declaration",
                        text("<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
                        "a.svg"),
                arguments("other markup", text("<?xml version=\"1.0\"?><a/>"), "a.xml"),
                arguments("a script", text("#!/bin/sh\nrm -rf /\n"), "a.sh"),
                arguments("a script called a note", text("#!/usr/bin/env python3\nprint(1)\n"), "a.txt"),
                arguments(
                        "a program",
                        join(text("MZ"), new byte[58], hex("80000000"), new byte[64], text("PE\0\0"), new byte[100]),
                        "a.exe"),
                arguments("a program called a document", join(text("MZ"), new byte[200]), "a.pdf"),
                arguments("a program of Linux", join(hex("7f454c46020101"), new byte[60]), "a"),
                arguments("a link", join(hex("4c0000000114020000000000c000000000000046"), new byte[60]), "a.lnk"),
                arguments(
                        "a page with a document further in",
                        join(text("<html><script>alert(1)</script>"), PDF),
                        "a.pdf"),
                arguments("words with a document further in", join(text("hej hej hej\n"), PDF), "a.pdf"),
                arguments(
                        "an old document, which may hold macros",
                        join(hex("d0cf11e0a1b11ae1"), new byte[600]),
                        "a.doc"),
                arguments("a letter with macros", office(MACRO_WORD, "word/document.xml", "<x/>"), "a.docm"),
                arguments(
                        "a letter with macros called one without",
                        office(MACRO_WORD, "word/vbaProject.bin", "x"),
                        "a.docx"),
                arguments("a letter that hides its macros", office(WORD, "word/vbaProject.bin", "x"), "a.docx"),
                arguments(
                        "an open letter with macros",
                        zip("mimetype", "application/vnd.oasis.opendocument.text", "Basic/a.xml", "x"),
                        "a.odt"),
                arguments("a book", zip("mimetype", "application/epub+zip"), "a.epub"),
                arguments(
                        "a Java program",
                        zip("META-INF/MANIFEST.MF", "Manifest-Version: 1.0", "A.class", "x"),
                        "a.jar"),
                arguments("a Java program called an archive", zip("META-INF/MANIFEST.MF", "x"), "a.zip"),
                arguments("an archive with a program", zip("faktura.pdf.EXE", "MZ"), "a.zip"),
                arguments("another kind of archive", join(hex("377abcaf271c0004"), new byte[60]), "a.7z"),
                arguments("a packed file", join(hex("1f8b0800"), new byte[60]), "a.gz"),
                arguments("nothing that anybody knows", hex("00010203fffefdfc00ff00ff"), "a.pdf"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void isRefusedWhateverItIsCalled(String what, byte[] content, String name) {
        assertThat(refusal(content, name)).isEqualTo(Reason.NOT_ALLOWED);
    }

    @Test
    void anArchiveThatUnpacksToHundredsOfMegabytesIsABomb() {
        byte[] bomb = Samples.bomb(600);
        assertThat(bomb.length).isLessThan(700_000);
        assertThat(refusal(bomb, "a.zip")).isEqualTo(Reason.BOMB);
        // Also below half a gigabyte when nothing real packs that well.
        assertThat(refusal(Samples.bomb(100), "a.zip")).isEqualTo(Reason.BOMB);
    }

    @Test
    void aBombInALetterIsABombToo() {
        byte[] letter = office(WORD, "word/document.xml", "a".repeat(20 << 20));
        assertThat(refusal(letter, "a.docx")).isEqualTo(Reason.BOMB);
    }

    @Test
    void anArchiveOfThousandsOfFilesIsABomb() {
        String[] many = IntStream.rangeClosed(0, Archives.MOST_ENTRIES)
                .boxed()
                .flatMap(i -> Stream.of(i + ".txt", "x"))
                .toArray(String[]::new);
        assertThat(refusal(zip(many), "a.zip")).isEqualTo(Reason.BOMB);
    }

    @Test
    void anArchiveInAnArchiveIsNotOpened() throws Exception {
        String inner = new String(Samples.bomb(600), StandardCharsets.ISO_8859_1);
        assertThat(judge(zip("inner.zip", inner), "a.zip")).isEqualTo(FileKind.ZIP);
    }

    @Test
    void anArchiveThatEndsTooEarlyOrIsLockedIsBroken() {
        byte[] whole = zip("a.txt", "Hej", "b.txt", "Hej");
        assertThat(refusal(Arrays.copyOf(whole, whole.length - 30), "a.zip")).isEqualTo(Reason.BROKEN);
        byte[] locked = whole.clone();
        locked[6] |= 1;
        int directory = new String(whole, StandardCharsets.ISO_8859_1).indexOf("PK\1\2");
        locked[directory + 8] |= 1;
        assertThat(refusal(locked, "a.zip")).isEqualTo(Reason.BROKEN);
    }

    private Reason refusal(byte[] content, String name) {
        try {
            FileKind kind = judge(content, name);
            throw new AssertionError("Taken as " + kind);
        } catch (FileRefusedException e) {
            return e.reason();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private FileKind judge(byte[] content, String name) throws IOException, FileRefusedException {
        Path file = Files.write(folder.resolve("file"), content);
        return types.of(file, Arrays.copyOf(content, Math.min(content.length, FileTypes.HEAD)), name);
    }
}
