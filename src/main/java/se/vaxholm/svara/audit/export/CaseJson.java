package se.vaxholm.svara.audit.export;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import se.vaxholm.svara.audit.CaseContents;
import se.vaxholm.svara.correspondence.Outbox;
import se.vaxholm.svara.enquiry.Enquirer;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.Forwarding;
import se.vaxholm.svara.enquiry.Handover;
import se.vaxholm.svara.enquiry.Message;
import se.vaxholm.svara.enquiry.Promise;
import se.vaxholm.svara.files.KeptFile;
import se.vaxholm.svara.intake.Mail;

/**
 * A case as JSON, in the shape that {@code src/docs/exports.md} documents. The same case makes the same bytes: what an export
 * says of itself stands in its manifest.
 */
final class CaseJson {

    static final String NAME = CaseContents.CASE;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final WholeCase whole;
    private final CaseNames names;

    private CaseJson(WholeCase whole) {
        this.whole = whole;
        this.names = new CaseNames(whole);
    }

    static byte[] of(WholeCase whole) {
        return About.pretty(new CaseJson(whole).tell()).getBytes(StandardCharsets.UTF_8);
    }

    private ObjectNode tell() {
        ObjectNode node = JSON.createObjectNode();
        node.put("format", "svara-case/1");
        facts(node);
        ArrayNode messages = node.putArray("messages");
        whole.messages().forEach(message -> tell(message, messages.addObject()));
        ArrayNode letters = node.putArray("letters");
        whole.letters().forEach(letter -> tell(letter, letters.addObject()));
        ArrayNode promises = node.putArray("promises");
        whole.promises().forEach(promise -> tell(promise, promises.addObject()));
        ArrayNode handovers = node.putArray("handovers");
        whole.handovers().forEach(handover -> tell(handover, handovers.addObject()));
        ArrayNode forwardings = node.putArray("forwardings");
        whole.forwardings().forEach(forwarding -> tell(forwarding, forwardings.addObject()));
        ArrayNode mails = node.putArray("mails");
        whole.mails().forEach(mail -> tell(mail, mails.addObject()));
        return node;
    }

    private void facts(ObjectNode node) {
        Enquiry enquiry = whole.enquiry();
        Enquirer asker = enquiry.enquirer();
        node.put("number", enquiry.number().value());
        node.put("subject", enquiry.subject());
        node.put("sensitive", enquiry.sensitive());
        node.put("masked", whole.masked());
        node.put("channel", enquiry.channel().name());
        node.put("kind", enquiry.kind().name());
        node.put("category", enquiry.categoryId());
        node.put("unit", enquiry.unitId());
        node.put("legalKind", enquiry.legalKind());
        node.put("topics", enquiry.topics());
        node.put("status", enquiry.status().name());
        node.put("receivedAt", enquiry.receivedAt().toString());
        node.put("registeredAt", enquiry.registeredAt().toString());
        node.put("lastDayOn", enquiry.lastDayOn().toString());
        node.put("answerDueAt", enquiry.answerDueAt().toString());
        node.put("firstResponseAt", told(enquiry.firstResponseAt()));
        node.put("closedAt", told(enquiry.closedAt()));
        node.put("handlerId", enquiry.handlerId());
        node.put("handler", enquiry.handlerName());
        node.putObject("enquirer")
                .put("name", asker.name())
                .put("email", asker.email())
                .put("phone", asker.phone())
                .put("postalAddress", asker.postalAddress())
                .put("replyBy", asker.replyBy().name())
                .put("language", asker.language().name());
    }

    private void tell(Message message, ObjectNode node) {
        node.put("id", message.id().toString());
        node.put("at", message.at().toString());
        node.put("type", message.type().name());
        node.put("authorId", message.authorId());
        node.put("author", message.author());
        node.put("text", message.text());
        ArrayNode files = node.putArray("files");
        for (KeptFile file : whole.filesOf(message)) {
            files.addObject()
                    .put("id", file.id().toString())
                    .put("name", file.name())
                    .put("path", names.has(file.id()) ? names.of(file.id()) : null)
                    .put("kind", file.kind().name())
                    .put("size", file.size())
                    .put("sha256", file.sha256())
                    .put("scan", file.scan().name());
        }
    }

    private void tell(Outbox.Queued queued, ObjectNode node) {
        node.put("id", queued.id().toString());
        node.put("path", names.has(queued.id()) ? names.of(queued.id()) : null);
        node.put("kind", queued.letter().kind().name());
        node.put("to", queued.letter().recipient());
        node.put("from", queued.letter().senderEmail());
        node.put("subject", queued.letter().subject());
        node.put("language", queued.letter().language().name());
        node.put("queuedAt", queued.queuedAt().toString());
        node.put("fate", queued.fate().name());
        node.put("settledAt", told(queued.settledAt()));
        node.put("tellAt", told(queued.tellAt()));
        node.put("attempts", queued.attempts());
        node.put("cameBack", queued.bounced());
        node.put("error", queued.lastError());
        node.put("filesOf", queued.filesOf() == null ? null : queued.filesOf().toString());
    }

    private static void tell(Promise promise, ObjectNode node) {
        node.put("unit", promise.unitId());
        node.put("contact", promise.contact());
        node.put("person", promise.person());
        node.put("dueOn", promise.dueOn().toString());
        node.put("reason", promise.reason());
        node.put("madeAt", promise.madeAt().toString());
        node.put("madeBy", promise.madeBy());
        node.put("toldAt", told(promise.toldAt()));
        node.put("state", promise.state().name());
        node.put("endedAt", told(promise.endedAt()));
    }

    private static void tell(Handover handover, ObjectNode node) {
        node.put("from", handover.fromUnitId());
        node.put("to", handover.toUnitId());
        node.put("by", handover.byName());
        node.put("at", handover.at().toString());
        node.put("reason", handover.reason());
        node.put("acrossBoards", handover.acrossBoards());
        parts(handover.parts(), node);
        node.put("acceptedAt", told(handover.acceptedAt()));
        node.put("returnedAt", told(handover.returnedAt()));
        node.put("returnReason", handover.returnReason());
    }

    private static void tell(Forwarding forwarding, ObjectNode node) {
        node.put("recipient", forwarding.recipientId());
        node.put("type", forwarding.type().name());
        node.put("email", forwarding.email());
        node.put("by", forwarding.byName());
        node.put("at", forwarding.at().toString());
        parts(forwarding.parts(), node);
        node.put("words", forwarding.words());
        node.put("state", forwarding.state().name());
        node.put("stoppedClockAt", told(forwarding.stoppedAt()));
        node.put("settledAt", told(forwarding.settledAt()));
    }

    private void tell(Mail mail, ObjectNode node) {
        node.put("path", names.has(mail.id()) ? names.of(mail.id()) : null);
        node.put("mailbox", mail.mailbox());
        node.put("from", mail.sender());
        node.put("fromName", mail.senderName());
        node.put("subject", mail.subject());
        node.put("arrivedAt", mail.arrivedAt().toString());
        node.put("size", mail.size());
        node.put("fate", mail.fate().name());
        node.put("reason", mail.reason().name());
    }

    private static void parts(Collection<? extends Enum<?>> parts, ObjectNode node) {
        ArrayNode named = node.putArray("parts");
        parts.stream().map(Enum::name).sorted().forEach(named::add);
    }

    private static @Nullable String told(@Nullable Instant at) {
        return at == null ? null : at.toString();
    }
}
