package se.vaxholm.svara.wording;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Keeps what Svara says from this start on; a command that runs beside the nodes says nothing to anybody. */
@Component
@ConditionalOnProperty(name = "svara.scheduling", matchIfMissing = true)
class TextsAtStart {

    private final CurrentTexts current;
    private final KeptTexts kept;

    TextsAtStart(CurrentTexts current, KeptTexts kept) {
        this.current = current;
        this.kept = kept;
    }

    @EventListener(ApplicationReadyEvent.class)
    void keep() {
        kept.keep(current.all());
    }
}
