package se.vaxholm.svara.channel.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.vaxholm.svara.channel.mail.ReadMail.Automation;
import se.vaxholm.svara.channel.mail.ReadMail.DeliveryReport;
import se.vaxholm.svara.channel.mail.ReadMail.Forwarded;
import se.vaxholm.svara.channel.mail.ReadMail.MailAddress;
import se.vaxholm.svara.channel.mail.ReadMail.Part;

/** A hostile or sloppy mail and what is to become of it. */
final class NastyMail {

    private final String name;
    private final byte[] bytes;
    private final List<Consumer<ReadMail>> expected = new ArrayList<>();
    private UnreadableMailException.@Nullable Reason unreadable;
    private Automation automation = Automation.NONE;
    private @Nullable String from = "anna@example.org";
    private List<String> files = List.of();
    private @Nullable Boolean failed;
    private boolean forwarded;

    private NastyMail(String name, byte[] bytes) {
        this.name = name;
        this.bytes = bytes;
    }

    static List<NastyMail> all() {
        return Stream.of(
                        NastyHeaders.mails(),
                        NastyBodies.mails(),
                        NastyStructures.mails(),
                        NastyMachines.mails(),
                        NastyReports.mails(),
                        NastyHistories.mails())
                .flatMap(List::stream)
                .toList();
    }

    static NastyMail of(String name, byte[] bytes) {
        return new NastyMail(name, bytes);
    }

    NastyMail isUnreadable(UnreadableMailException.Reason reason) {
        unreadable = reason;
        return this;
    }

    NastyMail is(Automation expectedAutomation) {
        automation = expectedAutomation;
        return this;
    }

    /** Whom it is from; null for nobody who can be answered. */
    NastyMail from(@Nullable String address) {
        from = address;
        return this;
    }

    NastyMail says(String text) {
        return and(mail -> assertThat(mail.text()).isEqualTo(text));
    }

    NastyMail saysAmongOthers(String... words) {
        return and(mail -> assertThat(mail.text()).contains(words));
    }

    NastyMail doesNotSay(String... words) {
        return and(mail -> assertThat(mail.text()).doesNotContain(words));
    }

    NastyMail folds(String... words) {
        return and(mail -> assertThat(mail.quoted()).contains(words));
    }

    NastyMail subject(String subject) {
        return and(mail -> assertThat(mail.subject()).isEqualTo(subject));
    }

    NastyMail named(String expectedName) {
        return and(mail -> assertThat(mail.from()).extracting(MailAddress::name).isEqualTo(expectedName));
    }

    NastyMail files(String... names) {
        files = List.of(names);
        return this;
    }

    NastyMail hasFailed(String... messageIds) {
        return reports(true, messageIds);
    }

    NastyMail hasNotFailed(String... messageIds) {
        return reports(false, messageIds);
    }

    private NastyMail reports(boolean expectedFailed, String... messageIds) {
        failed = expectedFailed;
        automation = Automation.GENERATED;
        return and(mail -> assertThat(mail.report().orElseThrow().messageIds()).startsWith(messageIds));
    }

    NastyMail tellsOf(String recipient, String status) {
        return and(mail -> assertThat(mail.report().orElseThrow())
                .extracting(DeliveryReport::recipient, DeliveryReport::status)
                .containsExactly(recipient, status));
    }

    NastyMail forwards(@Nullable String address, String text) {
        forwarded = true;
        return and(mail -> {
            Forwarded original = mail.forwarded().orElseThrow();
            assertThat(original.text()).isEqualTo(text);
            assertThat(original.from() == null ? null : original.from().address())
                    .isEqualTo(address);
        });
    }

    NastyMail and(Consumer<ReadMail> expectation) {
        expected.add(expectation);
        return this;
    }

    String name() {
        return name;
    }

    byte[] bytes() {
        return bytes.clone();
    }

    /** What is wrong with it, when it is to be looked at by a person. */
    UnreadableMailException.@Nullable Reason unreadable() {
        return unreadable;
    }

    Automation automation() {
        return automation;
    }

    /** Whether it reports a letter that did not come, or null when it is no delivery report. */
    @Nullable
    Boolean failed() {
        return failed;
    }

    List<String> files() {
        return files;
    }

    void check(ReadMail mail) {
        assertThat(mail.automation()).as("automation").isEqualTo(automation);
        assertThat(mail.from() == null ? null : mail.from().address())
                .as("from")
                .isEqualTo(from);
        assertThat(mail.files()).as("files").extracting(Part::name).containsExactlyElementsOf(files);
        assertThat(mail.report().map(DeliveryReport::failed).orElse(null))
                .as("report")
                .isEqualTo(failed);
        assertThat(mail.forwarded().isPresent()).as("forwarded").isEqualTo(forwarded);
        assertThat(expected).as("something to expect of the mail itself").isNotEmpty();
        expected.forEach(expectation -> expectation.accept(mail));
    }

    @Override
    public String toString() {
        return name;
    }
}
