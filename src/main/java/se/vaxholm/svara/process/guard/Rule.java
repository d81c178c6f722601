package se.vaxholm.svara.process.guard;

import java.util.Locale;

/** What a model is held to; an objection names the rule it comes from. */
public enum Rule {
    /** Kind, name, size and number of files. */
    FIL,
    /** Plain, bounded XML without anything that refers outside the file. */
    XML,
    /** Only elements that are on the list, where they belong. */
    ELEMENT,
    /** Only attributes that are on the list. */
    ATTRIBUT,
    /** An attribute's value is of the kind that belongs there. */
    VARDE,
    /** Texts for people are plain texts. */
    TEXT,
    /** One known, named and explained process a file. */
    PROCESS,
    /** History is kept for ten years. */
    BEVARANDE,
    /** Service tasks are steps of the vocabulary. */
    STEG,
    /** User tasks show a form of the vocabulary. */
    FORMULAR,
    /** User tasks belong to a group that exists, never to one person (G7). */
    GRUPP,
    /** User tasks have a due date. */
    SISTA_DAG,
    /** Timers wait for a computed moment or a bounded time. */
    TID,
    /** Events wait for messages that code sends. */
    MEDDELANDE,
    /** Processes call each other as agreed. */
    ANROP,
    /** Decisions are known, in their latest version, and give one value. */
    BESLUT,
    /** Expressions are variables, comparisons and the calendar. */
    UTTRYCK,
    /** Variables are known where they are used; what code decides stays as it is. */
    VARIABEL,
    /** Every way is drawn, and what a form can decide leads somewhere. */
    VAGVAL,
    /** What people decide in a form is carried out before anything else is waited for (G3). */
    UTFALL,
    /** Whichever way a case goes, its asker gets word, or somebody is told when the time is out (G3). */
    BESKED,
    /** No way goes round for ever. */
    SLINGA;

    /** As process owners read it. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
