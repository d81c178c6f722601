package se.vaxholm.svara.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import se.vaxholm.svara.SvaraTest;
import se.vaxholm.svara.TestClock;
import se.vaxholm.svara.enquiry.WorkLists;

@SvaraTest
class DemoCasesTests {

    @Autowired
    ApplicationContext svara;

    @Autowired
    WorkLists lists;

    @Autowired
    TestClock clock;

    @Test
    void theMailboxesOfAllUnitsAreRead() {
        assertThat(new FunctionMailboxes(svara).get())
                .extracting(FunctionMailboxes.Mailbox::address)
                .containsExactlyInAnyOrderElementsOf(FunctionMailboxes.ADDRESSES);
    }

    @Test
    void noScreenOfTheDemoIsEmptyAndASecondStartAddsNothing() {
        clock.set("2026-11-25T14:00");
        DemoCases demo = new DemoCases(svara);
        demo.register();
        var units = List.of("stadsbyggnad");
        var counts = lists.counts("handlaggare", units);
        assertThat(counts.values()).allSatisfy(count -> assertThat(count).isPositive());
        demo.register();
        assertThat(lists.counts("handlaggare", units)).isEqualTo(counts);
    }
}
