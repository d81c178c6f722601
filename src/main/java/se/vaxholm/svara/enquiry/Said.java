package se.vaxholm.svara.enquiry;

import java.util.UUID;
import se.vaxholm.svara.security.Actor;

/** A message has been laid in a case, told in the transaction that lays it, so that what belongs to it comes along. */
record Said(UUID enquiryId, UUID messageId, Message.Type type, Actor by) {}
