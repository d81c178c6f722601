package se.vaxholm.svara.process.guard;

/** What is wrong with a single value, before it is said where the value stands. */
record Fault(Rule rule, String what) {}
