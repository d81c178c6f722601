package se.vaxholm.svara.audit.export;

import java.io.IOException;
import java.io.OutputStream;
import org.springframework.stereotype.Component;
import se.vaxholm.svara.correspondence.Outbox;
import se.vaxholm.svara.files.KeptFile;
import se.vaxholm.svara.files.KeptFiles;
import se.vaxholm.svara.intake.Mail;
import se.vaxholm.svara.intake.Mails;
import se.vaxholm.svara.journal.Evidence;

/** Writes a case with everything in it, and with its journal so that anybody can check that: see {@code README.txt} in it. */
@Component
class CaseZip {

    private final KeptFiles files;
    private final Mails mails;
    private final Evidence evidence;

    CaseZip(KeptFiles files, Mails mails, Evidence evidence) {
        this.files = files;
        this.mails = mails;
        this.evidence = evidence;
    }

    void write(WholeCase whole, About about, OutputStream out) throws IOException {
        CaseNames names = new CaseNames(whole);
        byte[] json = CaseJson.of(whole);
        try (Parcel parcel = new Parcel(out, about.at())) {
            parcel.addReadme("exports/case.txt");
            parcel.add(CaseJson.NAME, part -> part.write(json));
            for (Outbox.Queued letter : whole.letters()) {
                if (names.has(letter.id())) {
                    parcel.add(names.of(letter.id()), part -> LetterMail.write(letter, part));
                }
            }
            for (KeptFile file : whole.givenFiles()) {
                parcel.add(names.of(file.id()), part -> files.copy(file, part));
            }
            for (Mail mail : whole.givenMails()) {
                parcel.add(names.of(mail.id()), part -> mails.writeOriginal(mail.id(), part));
            }
            Evidence.Export export = evidence.begin();
            parcel.addText(
                    "journal.jsonl", text -> export.journal(whole.enquiry().id(), text));
            parcel.addText("proof.jsonl", export::proof);
            parcel.addText("checkpoints.txt", export::checkpoints);
            parcel.addText(
                    "public-key.txt", text -> text.append(export.publicKey()).append('\n'));
            String manifest = about.manifest(parcel.parts());
            parcel.addText(Parcel.MANIFEST, text -> text.write(manifest));
        }
    }
}
