package se.vaxholm.svara.tasklist;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import se.vaxholm.svara.enquiry.Channel;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.WorkLists;
import se.vaxholm.svara.organisation.Language;
import se.vaxholm.svara.organisation.Organisation;
import se.vaxholm.svara.organisation.Unit;
import se.vaxholm.svara.security.Staff;

/** Lays out the case page: the same whether it is opened, or comes back with something to put right. */
@Component
class CasePage {

    static final String TEMPLATE = "staff/case";

    private final CaseViews views;
    private final CaseRights rights;
    private final Organisation organisation;
    private final WorkLists lists;
    private final MailViews mails;

    CasePage(CaseViews views, CaseRights rights, Organisation organisation, WorkLists lists, MailViews mails) {
        this.mails = mails;
        this.views = views;
        this.rights = rights;
        this.organisation = organisation;
        this.lists = lists;
    }

    /** What came with the request and goes back to whoever sent it. */
    record Returned(
            @Nullable TaskForm form,
            Map<String, String> fields,
            Problems problems,
            @Nullable Notice notice) {

        static Returned nothing() {
            return new Returned(null, Map.of(), Problems.none(), null);
        }
    }

    String lay(Model model, Enquiry enquiry, Staff staff, Returned returned) {
        CaseView view = views.view(enquiry, staff, returned.form(), returned.fields());
        Work assessing = view.assessing();
        Language letters = enquiry.enquirer().language();
        model.addAttribute("view", view);
        model.addAttribute("problems", returned.problems());
        model.addAttribute("notice", returned.notice());
        model.addAttribute(
                "standardAnswers",
                assessing != null && assessing.isWritable()
                        ? organisation.standardAnswers(enquiry.unitId(), letters)
                        : List.of());
        model.addAttribute("units", organisation.units());
        model.addAttribute(
                "mails",
                enquiry.channel() == Channel.EMAIL || enquiry.enquirer().email() != null
                        ? mails.of(enquiry, staff)
                        : List.of());
        model.addAttribute("following", TasklistFrame.current().isEmpty() ? null : view.following());
        if (model.getAttribute(Done.ATTRIBUTE) instanceof Done done && done.onward()) {
            Optional<Enquiry> next = next(enquiry, staff);
            model.addAttribute("next", next.orElse(null));
            model.addAttribute("nextTask", next.flatMap(views::taskOfAnswering).orElse(null));
        }
        return TasklistFrame.current()
                .map(frame -> {
                    model.addAttribute("tasklist", frame);
                    model.addAttribute(
                            "work",
                            view.work().stream()
                                    .filter(one -> one.task().id().equals(frame.taskId()))
                                    .findFirst()
                                    .orElse(null));
                    return frame.template();
                })
                .orElse(TEMPLATE);
    }

    /** What the person could take up now: their own first, then what nobody in the unit has taken. */
    private Optional<Enquiry> next(Enquiry enquiry, Staff staff) {
        List<String> units = rights.unitsOf(staff).stream().map(Unit::id).toList();
        return Stream.of(WorkLists.View.MINE, WorkLists.View.UNCLAIMED)
                .flatMap(view -> lists.page(view, staff.id(), units, 0).rows().stream())
                .filter(other -> !other.id().equals(enquiry.id()) && other.awaitsWord())
                .findFirst();
    }
}
