package se.vaxholm.svara.enquiry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import se.vaxholm.svara.process.Story;

/** An asker comes to their matter with number and code, and nobody else does. */
class StatusCodesTests extends Story {

    @Autowired
    private StatusCodes codes;

    @Test
    void numberAndCodeOpenTheMatterHoweverTheyAreTyped() {
        Enquiry enquiry = asked(byMail());
        StatusCode code = codes.of(enquiry);
        assertThat(code.value()).matches("[2-9A-HJ-NP-Z]{8}");
        assertThat(code.grouped())
                .isEqualTo(code.value().substring(0, 4) + "-" + code.value().substring(4));
        for (String typed : List.of(
                code.value(),
                code.grouped(),
                code.grouped().toLowerCase(Locale.ROOT),
                "  " + code.value().toLowerCase(Locale.ROOT) + " ",
                code.value().substring(0, 4) + " – " + code.value().substring(4))) {
            assertThat(codes.open(enquiry.number().value(), typed)).as(typed).contains(enquiry);
        }
        String number = enquiry.number().value();
        for (String typed : List.of(
                number.toLowerCase(Locale.ROOT),
                " " + number + " ",
                "[" + number + "]",
                number.replace("-", "–"),
                number.replace("-", ""),
                number.substring(3))) {
            assertThat(codes.open(typed, code.value())).as(typed).contains(enquiry);
        }
    }

    @Test
    void aWrongNumberAndAWrongCodeLookTheSame() {
        Enquiry enquiry = asked(byMail());
        Enquiry other = asked(byMail());
        String code = codes.of(enquiry).value();
        for (String[] wrong : new String[][] {
            {enquiry.number().value(), codes.of(other).value()},
            {other.number().value(), code},
            {enquiry.number().value(), ""},
            {enquiry.number().value(), code.substring(1)},
            {enquiry.number().value(), code + "2"},
            {enquiry.number().value(), "å".repeat(8)},
            {enquiry.number().value(), code + "\0".repeat(50)},
            {enquiry.number().value(), "A".repeat(100_000)},
            {"VS-2026-99999", code},
            {"VS-1999-00001", code},
            {"VS-0000-00000", code},
            {"", code},
            {"' or 1=1 --", code},
            {"VS-2026-\0", code},
            {"9".repeat(100_000), code}
        }) {
            assertThat(codes.open(wrong[0], wrong[1])).isEqualTo(Optional.empty());
        }
    }

    @Test
    void everyMatterHasACodeOfItsOwnThatNeverShowsInALog() {
        Enquiry enquiry = asked(byMail());
        assertThat(codes.of(enquiry)).isNotEqualTo(codes.of(asked(byMail()))).isEqualTo(codes.of(now(enquiry)));
        assertThat(codes.of(enquiry)).hasToString("StatusCode");
    }
}
