package se.vaxholm.svara.channel.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import se.vaxholm.svara.TestServers;
import se.vaxholm.svara.correspondence.LetterKind;
import se.vaxholm.svara.intake.Mail;
import se.vaxholm.svara.intake.MailFate;
import se.vaxholm.svara.intake.MailReason;

/** Whenever a reading ends, between a mail's mailbox and its case nothing is lost and nothing is done twice. */
class MailCrashTests extends PostBox {

    private static final Predicate<String> BODY =
            Pattern.compile("FETCH \\d+ \\(BODY.*").asMatchPredicate();

    private final ImapLine line = ImapLine.to(TestServers.mail().imapPort());

    @Autowired
    private Environment environment;

    /** A moment at which the connection to the database, or to the mail server, is cut. */
    private enum Moment {
        BEFORE_FETCH(""),
        WHILE_FETCHING(""),
        AFTER_FETCH("before insert on mail for each row"),
        BEFORE_ITS_BYTES_ARE_KEPT("before insert on mail_original for each row"),
        BEFORE_SORT("before insert on enquiry for each row"),
        IN_THE_ENGINE("before insert on act_ru_execution for each row"),
        AFTER_SORT("before update on mail for each row"),
        AT_COMMIT("after insert on mail deferrable initially deferred for each row"),
        AFTER_COMMIT("before update of seen_to on mailbox for each row");

        private final String when;

        Moment(String when) {
            this.when = when;
        }

        String trigger() {
            return "create " + (this == AT_COMMIT ? "constraint " : "") + "trigger crash " + when
                    + " execute function crash()";
        }

        @Nullable
        String table() {
            return when.isEmpty() ? null : when.replaceAll(".* on (\\w+) .*", "$1");
        }
    }

    @AfterEach
    void lineDown() {
        line.close();
    }

    @ParameterizedTest
    @EnumSource
    void aCrashLeavesAllOrNothing(Moment moment) throws Exception {
        InboxSettings.Box box = byLine(anyBox());
        comes(box, from(anyAddress()).subject("Krasch"), "Blir det ett ärende?");

        crashes(moment, () -> assertThat(inbox.read(box)).as("read to its end").isFalse());
        assertThat(mailsOf(box)).hasSize(moment == Moment.AFTER_COMMIT ? 1 : 0);
        assertThat(isFailing(box)).isTrue();
        read(box);
        read(box);

        assertThat(isFailing(box)).isFalse();
        assertThat(mailsOf(box)).hasSize(1);
        Mail mail = mailsOf(box).get(0);
        assertFate(mail, MailFate.NEW_ENQUIRY, MailReason.ASKED);
        String asker = caseOf(mail).enquirer().email();
        assertThat(jdbc.sql("select count(*) from enquiry where enquirer_email = ?")
                        .param(asker)
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        assertThat(letters(caseOf(mail))).containsOnlyOnce(LetterKind.ACKNOWLEDGEMENT);
        assertThat(openForms(caseOf(mail))).containsExactly("choose-unit");
    }

    @Test
    void aMailThatItsServerDoesNotGiveKeepsNoOtherWaiting() {
        InboxSettings.Box box = byLine(anyBox());
        comes(box, from(anyAddress()), "Den här går inte att hämta.");
        comes(box, from(anyAddress()), "Den andra.");
        comes(box, from(anyAddress()), "Den tredje.");
        line.cutsAt(command -> command.startsWith("FETCH 1 (BODY"));

        assertThat(inbox.read(box)).isFalse();
        assertThat(inbox.read(box)).isFalse();

        assertThat(mailsOf(box)).hasSize(2);
        assertThat(isFailing(box)).isTrue();
        line.isWhole();
        read(box);
        assertThat(mailsOf(box)).hasSize(3);
        assertThat(isFailing(box)).isFalse();
    }

    @Test
    void aMailNeedsOneCommand() {
        InboxSettings.Box box = byLine(anyBox());
        for (int i = 0; i < 5; i++) {
            comes(box, from(anyAddress()), "Fråga " + i);
        }
        comes(box, from(anyAddress()), "Ett långt brev.\n".repeat(10_000));

        read(box);

        List<String> commands = line.commands();
        assertThat(commands.stream().filter(BODY)).hasSize(6);
        assertThat(commands.stream().filter(BODY.negate()))
                .as("for all of them")
                .hasSizeLessThanOrEqualTo(8);
        line.forgetCommands();
        read(box);
        assertThat(line.commands()).as("when nothing has come").hasSizeLessThanOrEqualTo(8);
    }

    private InboxSettings.Box byLine(InboxSettings.Box box) {
        return new InboxSettings.Box(
                box.address(), "127.0.0.1", line.port(), false, "", box.password(), "", "", "", "");
    }

    private void crashes(Moment moment, Runnable reading) throws SQLException {
        String table = moment.table();
        switch (moment) {
            case BEFORE_FETCH -> line.cutsAt(BODY);
            case WHILE_FETCHING -> line.cutsIn(BODY, 200);
            default -> owner("""
                        create function crash() returns trigger language plpgsql as $$ begin
                            perform pg_terminate_backend(pg_backend_pid()); perform pg_sleep(1); return new;
                        end $$""", moment.trigger());
        }
        try {
            reading.run();
        } finally {
            line.isWhole();
            if (table != null) {
                owner("drop trigger crash on " + table, "drop function crash()");
            }
        }
    }

    private void owner(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        environment.getRequiredProperty("spring.flyway.url"),
                        environment.getRequiredProperty("spring.flyway.user"),
                        environment.getRequiredProperty("spring.flyway.password"));
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    private boolean isFailing(InboxSettings.Box box) {
        return jdbc.sql("select failing_since is not null from mailbox where address = ?")
                .param(box.address())
                .query(Boolean.class)
                .single();
    }
}
