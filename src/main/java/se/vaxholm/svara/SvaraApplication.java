package se.vaxholm.svara;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import se.vaxholm.svara.audit.CaseContents;
import se.vaxholm.svara.journal.VerifyCommand;
import se.vaxholm.svara.modeling.ModelCommand;
import se.vaxholm.svara.start.Migration;
import se.vaxholm.svara.start.StartCheck;

/** Starts Svara, the case management that keeps the municipality's word to those who contact it. */
@SpringBootApplication
public class SvaraApplication {

    public static void main(String[] arguments) {
        if (ModelCommand.isAskedFor(arguments)) {
            System.exit(ModelCommand.run(SvaraApplication.class, arguments));
        }
        if (VerifyCommand.isAskedFor(arguments)) {
            System.exit(VerifyCommand.run(new CaseContents(), arguments));
        }
        if (Migration.isAskedFor(arguments)) {
            Migration.run(arguments);
            return;
        }
        SpringApplication application = new SpringApplication(SvaraApplication.class);
        application.addListeners(new StartCheck());
        application.run(arguments);
    }
}
