/** The jar as it is shipped: run by {@code ./mvnw verify} after it was packed, as processes of its own. */
@NullMarked
package se.vaxholm.svara.production;

import org.jspecify.annotations.NullMarked;
