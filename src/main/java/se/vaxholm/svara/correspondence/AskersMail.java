package se.vaxholm.svara.correspondence;

import java.util.Optional;
import java.util.UUID;

/** What askers write by mail: our letters answer it, so that their mail programs show question and answer together. */
public interface AskersMail {

    /** The Message-ID, with its angle brackets, of what somebody wrote last in a case; empty when that was no mail. */
    Optional<String> lastFrom(String address, UUID enquiryId);
}
