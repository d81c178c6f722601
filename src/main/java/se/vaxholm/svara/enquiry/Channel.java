package se.vaxholm.svara.enquiry;

/** How a contact came; the clock is the same for all of them (G1). */
public enum Channel {
    WEB,
    EMAIL,
    PHONE,
    VISIT,
    LETTER,
    SOCIAL_MEDIA
}
