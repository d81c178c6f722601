package se.vaxholm.svara.tasklist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import se.vaxholm.svara.SvaraTest;
import se.vaxholm.svara.enquiry.Enquiries;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.files.FilePlace;
import se.vaxholm.svara.files.KeptFile;
import se.vaxholm.svara.files.KeptFiles;
import se.vaxholm.svara.files.Samples;

/** What was stopped is seen by those who decide about it, and got out by nobody. */
@SvaraTest
class QuarantinePagesTests {

    private static final String ADDRESS = "/arbete/karantan";

    @Autowired
    private KeptFiles files;

    @Autowired
    private Enquiries enquiries;

    private final String name = UUID.randomUUID() + ".txt";
    private Desk desk;
    private Enquiry enquiry;
    private KeptFile stopped;

    @Autowired
    void sitDown(AutowireCapableBeanFactory beans) {
        desk = beans.createBean(Desk.class);
    }

    @BeforeEach
    void aFileIsStopped() throws Exception {
        enquiry = desk.question();
        UUID question = enquiries.messages(enquiry.id()).get(0).id();
        stopped = files.receive(name, Samples.stream(Samples.eicar()), FilePlace.message(question));
    }

    @Test
    void theRegistrarAndTheAdministratorSeeWhatAndWhere() throws Exception {
        for (String who : new String[] {"registrator", "admin"}) {
            desk.read(ADDRESS, who)
                    .andExpect(status().isOk())
                    .andExpect(content().string(containsString(name)))
                    .andExpect(content().string(containsString("Eicar-Signature")))
                    .andExpect(content().string(containsString(enquiry.number().value())));
        }
        desk.read(ADDRESS, "handlaggare").andExpect(status().isForbidden());
        desk.read(ADDRESS, "chef").andExpect(status().isForbidden());
    }

    @Test
    void theCaseSaysThatAFileWasStoppedAndNoMore() throws Exception {
        for (String who : new String[] {"handlaggare", "registrator"}) {
            desk.open(enquiry, who)
                    .andExpect(content().string(containsString("En fil stoppades")))
                    .andExpect(content().string(not(containsString(name))))
                    .andExpect(content().string(not(containsString("Eicar"))));
            desk.read(desk.address(enquiry) + "/filer/" + stopped.id(), who).andExpect(status().isNotFound());
        }
    }

    @Test
    void whatIsDeletedIsGoneForGoodAndTheCaseTellsByWhom() throws Exception {
        desk.send(ADDRESS + "/ta-bort", "handlaggare", "id", stopped.id().toString())
                .andExpect(status().isForbidden());
        desk.send(ADDRESS + "/ta-bort", "registrator", "id", stopped.id().toString())
                .andExpect(redirectedUrl(ADDRESS));
        assertThat(files.find(stopped.id())).isEmpty();
        desk.open(enquiry, "handlaggare")
                .andExpect(content().string(containsString("1 stoppad fil togs bort")))
                .andExpect(content().string(not(containsString("En fil stoppades"))));
    }

    @Test
    void whatIsCleanIsNotDeletedFromHere() throws Exception {
        UUID question = enquiries.messages(enquiry.id()).get(0).id();
        KeptFile clean = files.keep("a.png", Samples.stream(Samples.PNG), FilePlace.message(question));
        desk.send(ADDRESS + "/ta-bort", "registrator", "id", clean.id().toString());
        assertThat(files.find(clean.id())).isPresent();
    }
}
