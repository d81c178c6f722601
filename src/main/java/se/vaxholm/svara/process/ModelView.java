package se.vaxholm.svara.process;

import java.util.List;
import se.vaxholm.svara.process.guard.Outline;
import se.vaxholm.svara.process.guard.Picture;
import se.vaxholm.svara.process.guard.TableReader;

/**
 * What a model says, for people: its picture, and the same in words for those who don't see the picture or would rather
 * read.
 *
 * @param svg the drawing, empty for decisions
 * @param items what happens, in order, empty for decisions
 * @param tables the decisions, empty for a process
 */
public record ModelView(String title, String explanation, String svg, List<Item> items, List<Table> tables) {

    /** What kind of thing is drawn; a page has words for each. */
    public enum Kind {
        START,
        END,
        TERMINATE,
        USER_TASK,
        STEP,
        DECISION,
        CALL,
        SUB_PROCESS,
        CHOICE,
        PARALLEL,
        FIRST_OF,
        TIME,
        MESSAGE
    }

    /**
     * Something that happens.
     *
     * @param name as the model calls it, maybe empty
     * @param called the id of the process that is called, or empty
     * @param ways where it goes on, when that isn't just the next item
     * @param inner what a sub-process consists of
     */
    public record Item(
            String id,
            Kind kind,
            String name,
            String explanation,
            String called,
            List<Way> ways,
            List<Item> inner,
            List<Border> borders) {}

    /**
     * An arrow.
     *
     * @param name when it is taken, empty for always
     * @param target the id of the item where it ends
     */
    public record Way(String name, String target, Kind targetKind, String targetName) {}

    /**
     * What may happen while something goes on.
     *
     * @param interrupting whether it ends what goes on
     */
    public record Border(String id, Kind kind, String name, boolean interrupting, List<Way> ways, List<Item> items) {}

    /**
     * A decision's table.
     *
     * @param names what the columns, inputs first, are called in the engine: a variable, or the expression that is judged
     */
    public record Table(
            String id, String name, List<String> inputs, List<String> outputs, List<String> names, List<Row> rows) {}

    /** A row of a table; an empty input fits anything. */
    public record Row(String id, List<String> inputs, List<String> outputs, String explanation) {}

    /** Of a file that has been let through. */
    public static ModelView of(String file, byte[] content) {
        return file.endsWith(".dmn") ? TableReader.read(content) : Outline.read(content, Picture.draw(content));
    }
}
