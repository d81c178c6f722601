/** Svara as people meet it: in a real browser, with a real Keycloak, a real mail server and the clock running. */
@NullMarked
package se.vaxholm.svara.journeys;

import org.jspecify.annotations.NullMarked;
