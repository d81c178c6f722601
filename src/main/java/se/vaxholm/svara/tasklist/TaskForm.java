package se.vaxholm.svara.tasklist;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.util.MultiValueMap;
import se.vaxholm.svara.enquiry.Deed;

/** The forms that the models' tasks ask for: which fields they take from a request, and by which deeds they are done. */
enum TaskForm {
    ASSESS(
            List.of(
                    "text",
                    "refusal",
                    "guidance",
                    "how",
                    "at",
                    "said",
                    "notice.unit",
                    "notice.contact",
                    "notice.person",
                    "notice.on",
                    "notice.reason",
                    "notice.text",
                    "notice.question",
                    "notice.replyOn",
                    "ask.text",
                    "forward.unit",
                    "forward.reason",
                    "forward.parts",
                    "forward.secrecy",
                    "external.recipient",
                    "external.parts",
                    "external.text",
                    "external.watchOn",
                    "external.consent",
                    "return.reason",
                    "elsewhere.system",
                    "elsewhere.reference",
                    "elsewhere.who",
                    "elsewhere.on",
                    "close.reason",
                    "close.other",
                    "close.note"),
            Deed.What.ANSWERED,
            Deed.What.HANDLED_ELSEWHERE,
            Deed.What.CLOSED_UNANSWERED,
            Deed.What.ANSWERED_OTHERWISE,
            Deed.What.NO_ANSWER_EXPECTED,
            Deed.What.PROMISED,
            Deed.What.HANDED_OVER,
            Deed.What.RETURNED,
            Deed.What.RAISED_TO_REGISTRAR,
            Deed.What.FORWARDED,
            Deed.What.INPUT_ASKED_FOR),
    CHOOSE_UNIT(List.of("unit"), Deed.What.UNIT_ASSIGNED),
    REACH_OTHERWISE(
            List.of("email", "how", "text"),
            Deed.What.REACHED_OTHERWISE,
            Deed.What.ADDRESS_CORRECTED,
            Deed.What.ADDRESS_KEPT),
    CALL_BACK(List.of(), Deed.What.CALLED, Deed.What.CALLED_IN_VAIN),
    PRINT_AND_POST(List.of(), Deed.What.POSTED),
    READ_REPLY(List.of("seen"), Deed.What.REPLY_READ, Deed.What.REOPENED),
    DISSATISFIED(List.of("how", "text"), Deed.What.CONTACTED),
    LATE(List.of("text"), Deed.What.LATE_CASE_ACTED_ON),
    FORWARDING_FAILED(List.of("email"), Deed.What.FORWARDED, Deed.What.FORWARDING_GIVEN_UP),
    CHECK_FORWARDING(List.of(), Deed.What.FORWARDING_CONFIRMED, Deed.What.FORWARDING_TAKEN_BACK);

    private final List<String> fields;
    private final Set<Deed.What> doneBy;

    TaskForm(List<String> fields, Deed.What... doneBy) {
        this.fields = fields;
        this.doneBy = Set.of(doneBy);
    }

    static Optional<TaskForm> of(String form) {
        return Arrays.stream(values())
                .filter(known -> known.address().equals(form))
                .findFirst();
    }

    /** The form's name in the models, in drafts and on pages. */
    public String address() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The id of one of its fields on a page, where several forms stand side by side. */
    public String id(String field) {
        return address() + "-" + field.replace('.', '-');
    }

    List<String> fields() {
        return fields;
    }

    boolean isDoneBy(Deed.What what) {
        return doneBy.contains(what);
    }

    /** What the request says of this form's fields, and nothing else; line breaks as we keep them. */
    Map<String, String> read(MultiValueMap<String, String> request) {
        Map<String, String> read = new TreeMap<>();
        for (String field : fields) {
            List<String> values = request.get(field);
            if (values != null) {
                // Boxes of one name come one by one, after an empty value that says that none may be ticked.
                String value = String.join(" ", values).strip();
                read.put(
                        field,
                        (values.size() == 1 ? values.get(0) : value)
                                .replace("\r\n", "\n")
                                .replace('\r', '\n'));
            }
        }
        return read;
    }
}
