package se.vaxholm.svara.channel.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the frame round every page needs to know; templates find it as {@code frame}.
 *
 * @param languages this page in each language
 * @param otherLanguages this page in the languages that it is not shown in now
 * @param staffName who is signed in, if somebody is
 * @param contact whom to call when the page does not help
 */
public record PageFrame(
        List<Version> languages,
        List<Version> otherLanguages,
        @Nullable String staffName,
        @Nullable Contact contact) {

    /**
     * One language of the page.
     *
     * @param language its tag
     * @param name its name in itself
     * @param address the page within this site
     * @param wholeAddress the page for those who are elsewhere
     */
    public record Version(String language, String name, String address, String wholeAddress) {}

    /**
     * Where people of flesh and blood are to be reached.
     *
     * @param hours such as "08.00–16.30", on working days
     */
    public record Contact(String name, String phone, String email, String hours) {

        public String getPhoneLink() {
            return "tel:" + phone.replaceAll("[^0-9+]", "");
        }
    }
}
