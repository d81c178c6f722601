package se.vaxholm.svara.audit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.journal.Entry;
import se.vaxholm.svara.process.FullNames;

/** Who somebody on the staff was, as the journal of the case has it, and otherwise as Keycloak says. */
@Component
class People {

    private final FullNames names;
    private final MessageSource messages;

    People(FullNames names, MessageSource messages) {
        this.names = names;
        this.messages = messages;
    }

    /** Gives names to user names, as far as a reader may know them. */
    Names in(Enquiry enquiry, List<Entry> entries, Reader reader) {
        if (!reader.reads()) {
            String somebody = messages.getMessage("auditcase.somebody", null, "", LocaleContextHolder.getLocale());
            return userName -> String.valueOf(somebody);
        }
        Map<String, String> known = new HashMap<>();
        for (Entry entry : entries) {
            if (entry.actorId() != null && entry.actorName() != null) {
                known.put(entry.actorId(), entry.actorName());
            }
        }
        return userName -> known.computeIfAbsent(userName, asked -> names.of(asked, Optional.of(enquiry)));
    }

    /** The name behind a user name. */
    interface Names {
        String of(String userName);
    }
}
