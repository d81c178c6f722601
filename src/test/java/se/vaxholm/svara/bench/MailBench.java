package se.vaxholm.svara.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Mails on their way by IMAP to registered cases, beside the same by the public form; one of each at a time. */
final class MailBench {

    private final Size size;
    private final Side svara;
    private final PublicForm form;
    private final PublicMail mails;
    private final Tables tables;
    private final long postmaster;
    private final Report report;

    MailBench(Size size, Side svara, PublicForm form, PublicMail mails, Tables tables, long postmaster, Report report) {
        this.size = size;
        this.svara = svara;
        this.form = form;
        this.mails = mails;
        this.tables = tables;
        this.postmaster = postmaster;
        this.report = report;
    }

    /** @param first the number of the first question */
    void run(int first) {
        int times = size.intakes();
        mails.comes(times);
        svara.ask("mails");
        List<Round> byForm = new ArrayList<>();
        List<Round> byMail = new ArrayList<>();
        List<Double> fetches = new ArrayList<>();
        long before = cases();
        for (int i = 0; i < size.rounds(); i++) {
            ConcurrentLinkedQueue<PublicForm.Visit> visits = new ConcurrentLinkedQueue<>();
            int number = first + i * times;
            Clients.run(times, Size.CLIENTS, n -> visits.add(form.fillIn(number + n)));
            byForm.add(Round.of(
                    svara,
                    tables,
                    postmaster,
                    times,
                    () -> Clients.run(times, 1, n -> visits.remove().send())));
            mails.comes(times);
            byMail.add(Round.of(svara, tables, postmaster, times, () -> svara.ask("mails")));
            fetches.add(svara.ask("fetches " + times) / 1e6 / times);
        }
        tell(byMail, byForm, fetches);
        report.below(0, "missed, or taken in twice", (double) Math.abs(cases() - before - 2L * size.rounds() * times));
    }

    private void tell(List<Round> byMail, List<Round> byForm, List<Double> fetches) {
        report.chapter("Mails by IMAP, one reader, beside the public form with one client", "mail", "form");
        double perSecond = Round.median(byMail, Round::perSecond);
        report.beside("registered cases per second", perSecond, Round.median(byForm, Round::perSecond));
        report.beside("  CPU ms each", Round.median(byMail, Round::cpuMillis), Round.median(byForm, Round::cpuMillis));
        report.beside(
                "  write-ahead log, kB each",
                Round.median(byMail, Round::logKilobytes),
                Round.median(byForm, Round::logKilobytes));
        report.tell("  ms each, in all", 1000 / perSecond);
        report.tell(
                "  of which the mail server takes for giving it, ms each",
                Report.median(fetches.stream().mapToDouble(Double::doubleValue).toArray()));
    }

    private long cases() {
        return tables.number("select count(*) from enquiry");
    }
}
