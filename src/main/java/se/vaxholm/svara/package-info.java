/** Svara: everyone who contacts the municipality gets an answer, or word of who answers and when, within two working days. */
@NullMarked
package se.vaxholm.svara;

import org.jspecify.annotations.NullMarked;
