package se.vaxholm.svara.process;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks a step that models may name, and says in Swedish, for process owners, what it does. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface ProcessWord {

    /** A few words, as the step could be called in a model. */
    String name();

    /** What it does, in a sentence or two. */
    String value();

    /** The variables that it looks at, beside {@link Variables#ENQUIRY_ID}, which every step needs. */
    String[] reads() default {};

    /** The variables that a model may use after it. */
    String[] sets() default {};
}
