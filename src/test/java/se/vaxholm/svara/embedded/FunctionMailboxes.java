package se.vaxholm.svara.embedded;

import java.util.List;
import java.util.function.Supplier;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The mailboxes the public may write to, as the municipality has set up its units. */
record FunctionMailboxes(ApplicationContext application) implements Supplier<List<FunctionMailboxes.Mailbox>> {

    /** Those of all units, for whoever must know them before the units can be asked for. */
    static final List<String> ADDRESSES = List.of(
            "kontaktcenter@vaxholm.example",
            "registrator@vaxholm.example",
            "kommunledning@vaxholm.example",
            "stadsbyggnad@vaxholm.example",
            "teknik@vaxholm.example",
            "kultur.fritid@vaxholm.example",
            "utbildning@vaxholm.example",
            "socialtjanst@vaxholm.example");

    /** The mailbox of a unit. */
    record Mailbox(String name, String address) {}

    @Override
    public List<Mailbox> get() {
        return application
                .getBean(JdbcClient.class)
                .sql("SELECT name_sv AS name, email AS address FROM unit ORDER BY name_sv")
                .query(Mailbox.class)
                .list();
    }
}
