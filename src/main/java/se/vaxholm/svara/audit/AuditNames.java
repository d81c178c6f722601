package se.vaxholm.svara.audit;

import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import se.vaxholm.svara.organisation.Bilingual;
import se.vaxholm.svara.organisation.Language;
import se.vaxholm.svara.organisation.Organisation;

/** What boards, units and categories are called in the reader's language; templates call it {@code @auditNames}. */
@Component("auditNames")
public class AuditNames {

    private final Organisation organisation;

    AuditNames(Organisation organisation) {
        this.organisation = organisation;
    }

    public String unit(String id) {
        return organisation.findUnit(id).map(unit -> said(unit.name())).orElse(id);
    }

    public String category(String id) {
        return organisation.category(id).map(category -> said(category.name())).orElse(id);
    }

    public String board(String id) {
        return organisation.boards().stream()
                .filter(board -> board.id().equals(id))
                .findFirst()
                .map(board -> said(board.name()))
                .orElse(id);
    }

    private static String said(Bilingual name) {
        return name.in(Language.of(LocaleContextHolder.getLocale()));
    }
}
