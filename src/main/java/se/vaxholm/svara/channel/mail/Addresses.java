package se.vaxholm.svara.channel.mail;

import java.util.Optional;
import org.springframework.stereotype.Component;
import se.vaxholm.svara.organisation.Organisation;
import se.vaxholm.svara.organisation.Unit;

/** Which addresses are ours: the units' own, and everybody's in the same domains. */
@Component
class Addresses {

    private final Organisation organisation;
    private final InboxSettings settings;

    Addresses(Organisation organisation, InboxSettings settings) {
        this.organisation = organisation;
        this.settings = settings;
    }

    /** Whether it is a colleague's, or a mailbox of ours. */
    boolean areOurs(String address) {
        String domain = domain(address);
        return !domain.isEmpty()
                && organisation.units().stream()
                        .anyMatch(unit -> domain(unit.email()).equalsIgnoreCase(domain));
    }

    /** Whether Svara, or a unit, reads what comes there: what a machine writes there could go round for ever. */
    boolean isMailbox(String address) {
        return unit(address).isPresent()
                || settings.boxes().stream().anyMatch(box -> box.address().equalsIgnoreCase(address));
    }

    /** The unit whose mailbox it is. */
    Optional<Unit> unit(String address) {
        return organisation.units().stream()
                .filter(unit -> unit.email().equalsIgnoreCase(address))
                .findFirst();
    }

    private static String domain(String address) {
        return address.substring(address.lastIndexOf('@') + 1);
    }
}
