package se.vaxholm.svara.channel.web;

import org.jspecify.annotations.Nullable;
import se.vaxholm.svara.enquiry.ReplyBy;
import se.vaxholm.svara.organisation.Language;

/** How a visitor wants the answer, as typed: texts may be empty, and may still be wrong. */
record Contact(
        @Nullable ReplyBy replyBy, Language language, String name, String email, String phone, String postalAddress) {}
