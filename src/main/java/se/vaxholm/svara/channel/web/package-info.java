/** The public web: the form, the receipt, the status page, and the frame and error pages that all our pages share. */
@NullMarked
package se.vaxholm.svara.channel.web;

import org.jspecify.annotations.NullMarked;
