/** What leaves the house for an audit: one case with its proof, or many as a table or an event log; each says what it is. */
@NullMarked
package se.vaxholm.svara.audit.export;

import org.jspecify.annotations.NullMarked;
