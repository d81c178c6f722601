/** What a model may hold: every deployment is judged here before the engine reads it, whichever way it comes. */
@NullMarked
package se.vaxholm.svara.process.guard;

import org.jspecify.annotations.NullMarked;
