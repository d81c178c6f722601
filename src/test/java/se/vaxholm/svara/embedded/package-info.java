/** The servers Svara needs, run as child processes without Docker: for {@code ./mvnw spring-boot:test-run} and for the tests. */
@NullMarked
package se.vaxholm.svara.embedded;

import org.jspecify.annotations.NullMarked;
