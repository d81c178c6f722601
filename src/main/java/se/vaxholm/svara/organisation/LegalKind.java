package se.vaxholm.svara.organisation;

import java.util.Arrays;
import java.util.Optional;

/**
 * What has a law of its own beside the service guideline: it is taken in as any question, goes to its unit sooner, and those who
 * have to do with it are told what the law asks for. Words alone point to it, so nobody is told that it is one for certain.
 */
public enum LegalKind {
    PUBLIC_DOCUMENT("public-document", false),
    APPEAL("appeal", false),
    REPORT_OF_CONCERN("report-of-concern", true),
    DATA_SUBJECT_REQUEST("data-subject-request", true),
    WHISTLE_BLOWING("whistle-blowing", true),
    FORMAL_APPLICATION("formal-application", false);

    private final String id;
    private final boolean sensitive;

    LegalKind(String id, boolean sensitive) {
        this.id = id;
        this.sensitive = sensitive;
    }

    /** By its name in rules and tables; empty for what has no law of its own. */
    public static Optional<LegalKind> of(String id) {
        return Arrays.stream(values()).filter(kind -> kind.id.equals(id)).findFirst();
    }

    /** As rules and tables name it, and the keys of its texts. */
    public String id() {
        return id;
    }

    /** Whether that it is one says too much in a letter (G21). */
    public boolean isSensitive() {
        return sensitive;
    }
}
