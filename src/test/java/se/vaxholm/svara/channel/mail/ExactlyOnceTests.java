package se.vaxholm.svara.channel.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** However often a mail comes, wherever it lies and whoever reads: it is one case with one acknowledgement. */
class ExactlyOnceTests extends PostBox {

    private static final int MAILS = "full".equals(System.getProperty("svara.tests.size")) ? 1_000 : 40;
    private static final int COPIES = 10;
    private static final int POSTMEN = 8;
    private static final int READERS = 4;
    private static final int ROUNDS = 10;

    private final String domain = UUID.randomUUID() + ".example.org";
    private final List<InboxSettings.Box> boxes = List.of(anyBox(), anyBox(), anyBox());

    @Autowired
    private Mailboxes mailboxes;

    @Autowired
    private MailTakeIn takeIn;

    @Autowired
    private Tokens tokens;

    @Test
    void whatComesTenTimesIntoThreeMailboxesThatFourReadIsOneCaseEach() throws Exception {
        List<Integer> copies =
                new ArrayList<>(IntStream.range(0, MAILS * COPIES).boxed().toList());
        Collections.shuffle(copies, new Random(20211028));
        for (int round = 0; round < ROUNDS; round++) {
            come(copies.subList(round * copies.size() / ROUNDS, (round + 1) * copies.size() / ROUNDS));
            // Somebody tidies the mailboxes up; a server with thousands of mails in one would take minutes besides.
            boxes.forEach(PostBox::empty);
        }

        assertThat(count("select count(*) from mail_arrival where mailbox in (:boxes)"))
                .isEqualTo(MAILS * COPIES);
        assertThat(count("select count(*) from enquiry where enquirer_email like :domain"))
                .isEqualTo(MAILS);
        assertThat(count("select count(*) from mail where sender like :domain and fate = 'NEW_ENQUIRY'"))
                .isEqualTo(MAILS);
        assertThat(count("select count(distinct enquiry_id) from mail where sender like :domain"))
                .isEqualTo(MAILS);
        assertThat(count("select count(*) from letter where recipient like :domain"))
                .isEqualTo(MAILS);
        assertThat(count("select count(distinct recipient) from letter where recipient like :domain"))
                .isEqualTo(MAILS);
        assertThat(count("select count(*) from mailbox where address in (:boxes) and failing_since is not null"))
                .isZero();
    }

    /** While the postmen bring these, the nodes read; in the end all has been read. */
    private void come(List<Integer> copies) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(POSTMEN + READERS);
        AtomicBoolean allHaveCome = new AtomicBoolean();
        try {
            List<Future<?>> postmen = IntStream.range(0, POSTMEN)
                    .<Future<?>>mapToObj(postman -> threads.submit(() -> IntStream.range(0, copies.size())
                            .filter(i -> i % POSTMEN == postman)
                            .forEach(i ->
                                    comes(boxes.get(i % boxes.size()), mail(copies.get(i) % MAILS, copies.get(i))))))
                    .toList();
            List<Future<?>> readers = IntStream.range(0, READERS)
                    .<Future<?>>mapToObj(reader -> threads.submit(() -> readUntil(allHaveCome)))
                    .toList();
            for (Future<?> postman : postmen) {
                postman.get(5, TimeUnit.MINUTES);
            }
            allHaveCome.set(true);
            for (Future<?> reader : readers) {
                reader.get(10, TimeUnit.MINUTES);
            }
        } finally {
            threads.shutdownNow();
        }
        boxes.forEach(this::read);
    }

    /** Nodes that start at the same moment, each with the same mailboxes: one more than there are. */
    private void readUntil(AtomicBoolean allHaveCome) {
        Inbox node =
                new Inbox(new InboxSettings(Duration.ofSeconds(1), 7, boxes), mailboxes, mails, takeIn, tokens, clock);
        boolean last;
        do {
            last = allHaveCome.get();
            node.readAll();
        } while (!last);
    }

    /** Each copy has come another way. */
    private byte[] mail(int number, int copy) {
        return RawMail.mail()
                .first("Received: from relay" + copy + ".example.org")
                .with("From: Karin Ek <karin." + number + "@" + domain + ">")
                .with("Message-ID: <" + number + "@" + domain + ">")
                .subject("Fråga " + number)
                .body("Hej!\n\nDet här är fråga nummer " + number + ".\n");
    }

    private int count(String sql) {
        return jdbc.sql(sql)
                .param("domain", "%@" + domain)
                .param("boxes", boxes.stream().map(InboxSettings.Box::address).toList())
                .query(Integer.class)
                .single();
    }
}
