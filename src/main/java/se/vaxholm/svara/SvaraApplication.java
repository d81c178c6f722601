package se.vaxholm.svara;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts Svara, the case management that keeps the municipality's word to those who contact it. */
@SpringBootApplication
public class SvaraApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(SvaraApplication.class, arguments);
    }
}
