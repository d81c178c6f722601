package se.vaxholm.svara.enquiry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import se.vaxholm.svara.calendar.WorkingCalendar;
import se.vaxholm.svara.process.Story;

/** The lists by which a unit works show what is left, least time first, and each unit's own work only (G20). */
class WorkListsTests extends Story {

    private static final Set<String> UNIT = Set.of("kultur-fritid");

    @Autowired
    private WorkLists lists;

    @Autowired
    private Handlers handlers;

    @Autowired
    private WorkingCalendar calendar;

    @Test
    void everyCaseStandsInTheListsWhereItBelongs() {
        Map<WorkLists.View, Integer> before = lists.counts("handlaggare-kf", UNIT);
        Enquiry late = open("2026-02-20T09:00");
        Enquiry today = open("2026-02-26T09:00");
        Enquiry later = open("2026-03-02T09:00");
        Enquiry mine = open("2026-03-02T08:00");
        handlers.claimed(
                mine.id(),
                new se.vaxholm.svara.security.Actor(
                        "handlaggare-kf", "Kim Fors", se.vaxholm.svara.security.Actor.Role.STAFF));
        Enquiry answered = open("2026-02-19T08:00");
        enquiries.answered(answered.id(), "Ja.", actor("chef"), Deed.What.ANSWERED);
        Enquiry closed = open("2026-02-20T07:00");
        enquiries.close(closed.id());
        List<Enquiry> all = List.of(late, today, later, mine, answered, closed);
        try {
            assertThat(shown(WorkLists.View.UNCLAIMED, all)).containsExactly(answered, late, today, later);
            assertThat(shown(WorkLists.View.MINE, all)).containsExactly(mine);
            assertThat(shown(WorkLists.View.DUE_TODAY, all)).containsExactly(today);
            assertThat(shown(WorkLists.View.LATE, all)).containsExactly(late);
            Map<WorkLists.View, Integer> after = lists.counts("handlaggare-kf", UNIT);
            assertThat(difference(before, after))
                    .containsExactlyInAnyOrderEntriesOf(Map.of(
                            WorkLists.View.UNCLAIMED, 4,
                            WorkLists.View.MINE, 1,
                            WorkLists.View.DUE_TODAY, 1,
                            WorkLists.View.LATE, 1,
                            WorkLists.View.REPLIES, 0));
        } finally {
            close(all);
        }
    }

    @Test
    void aUnitSeesItsOwnWorkOnly() {
        Enquiry enquiry = open("2026-03-02T09:00");
        try {
            for (Set<String> others : List.of(Set.<String>of(), Set.of("socialtjanst"), Set.of("' or 1=1"))) {
                assertThat(lists.page(WorkLists.View.UNCLAIMED, "nagon", others, 0)
                                .rows())
                        .extracting(Enquiry::unitId)
                        .doesNotContain("kultur-fritid");
            }
            assertThat(lists.page(WorkLists.View.MINE, "nagon", UNIT, 0).rows()).isEmpty();
            assertThat(ids(Set.of("kultur-fritid", "socialtjanst"), 0)).contains(enquiry.id());
        } finally {
            close(List.of(enquiry));
        }
    }

    @Test
    void aLongListComesInPagesThatHoldEveryCaseOnce() {
        List<Enquiry> all = new ArrayList<>();
        try {
            for (int i = 0; i < 2 * WorkLists.PAGE + 5; i++) {
                all.add(open("2026-03-02T09:00"));
            }
            List<UUID> seen = new ArrayList<>();
            int page = 0;
            boolean more = true;
            while (more) {
                WorkLists.Page shown = lists.page(WorkLists.View.UNCLAIMED, "nagon", UNIT, page);
                assertThat(shown.number()).isEqualTo(page);
                assertThat(shown.rows()).hasSizeLessThanOrEqualTo(WorkLists.PAGE);
                shown.rows().forEach(row -> seen.add(row.id()));
                more = shown.more();
                page++;
            }
            assertThat(page).isGreaterThanOrEqualTo(3);
            assertThat(seen)
                    .doesNotHaveDuplicates()
                    .containsAll(all.stream().map(Enquiry::id).toList());
            assertThat(lists.page(WorkLists.View.UNCLAIMED, "nagon", UNIT, -5).number())
                    .isZero();
            assertThat(lists.page(WorkLists.View.UNCLAIMED, "nagon", UNIT, Integer.MAX_VALUE)
                            .more())
                    .isFalse();
        } finally {
            close(all);
        }
    }

    /** An open case of the unit without a process, received at a time. */
    private Enquiry open(String receivedAt) {
        Instant at = at(receivedAt);
        return enquiries.register(
                UUID.randomUUID(),
                new NewEnquiry(
                        Channel.WEB,
                        Kind.QUESTION,
                        "kultur-fritid",
                        "När öppnar badhuset?",
                        byStatusPage(),
                        false,
                        "",
                        "",
                        calendar.deadline(at),
                        false),
                "kultur-fritid",
                se.vaxholm.svara.security.Actor.ENQUIRER);
    }

    private List<Enquiry> shown(WorkLists.View view, List<Enquiry> ours) {
        Set<UUID> ids = Set.copyOf(ours.stream().map(Enquiry::id).toList());
        return lists.page(view, "handlaggare-kf", UNIT, 0).rows().stream()
                .filter(row -> ids.contains(row.id()))
                .map(row -> ours.stream()
                        .filter(enquiry -> enquiry.id().equals(row.id()))
                        .findFirst()
                        .orElseThrow())
                .toList();
    }

    private List<UUID> ids(Set<String> units, int page) {
        return lists.page(WorkLists.View.UNCLAIMED, "nagon", units, page).rows().stream()
                .map(Enquiry::id)
                .toList();
    }

    private static Map<WorkLists.View, Integer> difference(
            Map<WorkLists.View, Integer> before, Map<WorkLists.View, Integer> after) {
        Map<WorkLists.View, Integer> difference = new java.util.EnumMap<>(WorkLists.View.class);
        after.forEach((view, count) -> difference.put(view, count - before.get(view)));
        return difference;
    }

    private void close(List<Enquiry> all) {
        all.stream().filter(enquiry -> now(enquiry).isOpen()).forEach(enquiry -> enquiries.close(enquiry.id()));
    }
}
