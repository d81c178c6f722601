package se.vaxholm.svara.enquiry;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Service;
import se.vaxholm.svara.security.ServerKey;

/** Makes and checks the asker's codes: computed under the server's key, so that no table holds one. */
@Service
public class StatusCodes {

    private static final String NO_SUCH_NUMBER = "VS-0000-00000";

    private final ServerKey key;
    private final Enquiries enquiries;

    StatusCodes(ServerKey key, Enquiries enquiries) {
        this.key = key;
        this.enquiries = enquiries;
    }

    public StatusCode of(Enquiry enquiry) {
        return code(enquiry.number().value(), enquiry.codeVersion());
    }

    /** Opens a matter for number and code; a wrong number and a wrong code look and last the same. */
    public Optional<Enquiry> open(String number, String code) {
        Optional<Enquiry> found = EnquiryNumber.parse(number).flatMap(enquiries::find);
        StatusCode right = found.map(this::of).orElseGet(() -> code(NO_SUCH_NUMBER, 0));
        boolean same = MessageDigest.isEqual(
                right.value().getBytes(StandardCharsets.US_ASCII), tidy(code).getBytes(StandardCharsets.UTF_8));
        return same ? found : Optional.empty();
    }

    private static String tidy(String typed) {
        return typed.length() > 40 ? "" : typed.toUpperCase(Locale.ROOT).replaceAll("[^0-9A-Z]", "");
    }

    private StatusCode code(String number, int version) {
        byte[] hash = key.hash("status-code", number + ":" + version);
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            code.append(StatusCode.ALPHABET.charAt(hash[i] & 31));
        }
        return new StatusCode(code.toString());
    }
}
