package se.vaxholm.svara.channel.web;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.vaxholm.svara.enquiry.ReplyBy;
import se.vaxholm.svara.enquiry.TextBounds;
import se.vaxholm.svara.organisation.Language;

/**
 * The fields of the step "how do you want the answer", as the browser sent them.
 *
 * <p>Only what the chosen way needs must be right: without scripts the fields of the other ways are there too.
 */
record ContactForm(
        @Nullable String replyBy,
        @Nullable String language,
        @Nullable String name,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String postalAddress) {

    Contact typed(Locale locale) {
        Language chosen = Typed.constant(Language.class, language);
        return new Contact(
                Typed.constant(ReplyBy.class, replyBy),
                chosen == null ? Language.of(locale) : chosen,
                typedName().text(),
                typedEmail().text(),
                typedPhone().text(),
                typedPostalAddress().text());
    }

    Problems problems() {
        Problems problems = Problems.none();
        ReplyBy way = Typed.constant(ReplyBy.class, replyBy);
        if (way == null) {
            problems.add(Problem.in("replyBy", "problem.reply-by"));
        } else {
            Optional<Problem> problem = switch (way) {
                case EMAIL -> typedEmail().requiredEmail("problem.email.missing");
                case PHONE -> typedPhone().requiredPhone("problem.phone.missing");
                case LETTER ->
                    typedPostalAddress().required("problem.postal-address.missing", TextBounds.POSTAL_ADDRESS);
                case STATUS_PAGE -> Optional.empty();
            };
            problem.ifPresent(problems::add);
        }
        typedName().optional(TextBounds.NAME).ifPresent(problems::add);
        return problems;
    }

    private Typed typedName() {
        return Typed.line("name", name);
    }

    private Typed typedEmail() {
        return Typed.line("email", email);
    }

    private Typed typedPostalAddress() {
        return Typed.lines("postalAddress", postalAddress);
    }

    private Typed typedPhone() {
        return Typed.line("phone", phone);
    }
}
