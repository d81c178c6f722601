package se.vaxholm.svara.year;

import org.camunda.bpm.engine.ManagementService;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.transaction.support.TransactionTemplate;
import se.vaxholm.svara.TestClock;
import se.vaxholm.svara.correspondence.Outbox;
import se.vaxholm.svara.correspondence.PostOffice;
import se.vaxholm.svara.enquiry.Enquiries;
import se.vaxholm.svara.enquiry.FollowUps;
import se.vaxholm.svara.intake.Intake;
import se.vaxholm.svara.journal.Journal;
import se.vaxholm.svara.organisation.Organisation;
import se.vaxholm.svara.process.AbsentStaff;
import se.vaxholm.svara.process.EnquiryProcess;
import se.vaxholm.svara.process.SentLetters;
import se.vaxholm.svara.staffing.Absences;

/** The real Svara as the people of the simulated year find it. */
record Town(
        Intake intake,
        Enquiries enquiries,
        FollowUps followUps,
        EnquiryProcess process,
        SentLetters sentLetters,
        PostOffice postOffice,
        Outbox outbox,
        Journal journal,
        Organisation organisation,
        Absences absences,
        AbsentStaff absentStaff,
        TestClock clock,
        JavaMailSenderImpl mail,
        TransactionTemplate transaction,
        ManagementService management,
        JdbcClient jdbc) {}
