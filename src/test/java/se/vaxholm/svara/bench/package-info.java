/**
 * Compares Svara with the bare engine on this machine: {@code ./mvnw -Pbench verify} prints the figures. A program, not a
 * test: nothing here fails because a machine is slow.
 */
@NullMarked
package se.vaxholm.svara.bench;

import org.jspecify.annotations.NullMarked;
