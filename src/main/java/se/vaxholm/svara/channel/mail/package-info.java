/** E-mail in: every message that reaches one of our mailboxes becomes exactly one thing. */
@NullMarked
package se.vaxholm.svara.channel.mail;

import org.jspecify.annotations.NullMarked;
