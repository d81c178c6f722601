package se.vaxholm.svara.process.guard;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import se.vaxholm.svara.process.Vocabulary;

/**
 * Judges models before anything else reads them: what is not on the lists is refused. Needs neither engine nor database, so
 * that process owners can ask before they bring a model in.
 */
public final class ModelRules {

    /** More than all the models of a municipality. */
    static final int MOST_FILES = 20;

    private static final Pattern FILE_NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} _.()-]{0,99}\\.(bpmn|dmn)");

    private final Vocabulary vocabulary;

    public ModelRules(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /**
     * What keeps these files from being put in use together, in Swedish; empty when nothing does.
     *
     * @param decisionInUse whether a decision that is not among the files can be asked
     */
    public List<Objection> judge(Collection<ModelFile> files, Predicate<String> decisionInUse) {
        Map<ModelFile, Objections> objections = new LinkedHashMap<>();
        Map<ModelFile, Node> read = new LinkedHashMap<>();
        Set<String> decisions = new HashSet<>();
        Set<String> names = new HashSet<>();
        for (ModelFile file : files) {
            if (objections.size() == MOST_FILES) {
                objections
                        .values()
                        .iterator()
                        .next()
                        .add(Rule.FIL, "fler än %d filer på en gång".formatted(MOST_FILES));
                break;
            }
            Objections found = new Objections(Wording.shown(file.name()));
            objections.put(file, found);
            if (!names.add(file.name().toLowerCase(Locale.ROOT))) {
                found.add(Rule.FIL, "filen finns två gånger");
            }
            read(file, found, read);
            if (read.containsKey(file) && file.isDecisions()) {
                Tables.decisions(read.get(file)).forEach(decisions::add);
            }
        }
        read.forEach((file, root) -> {
            Objections found = objections.getOrDefault(file, new Objections(file.name()));
            if (file.isProcess()) {
                new Processes(vocabulary, id -> decisions.contains(id) || decisionInUse.test(id))
                        .judge(file.name(), root, found);
            } else {
                new Tables(vocabulary).judge(file.name(), root, found);
            }
        });
        List<Objection> all = new ArrayList<>();
        objections.values().forEach(found -> all.addAll(found.list()));
        return List.copyOf(all.subList(0, Math.min(Objections.MOST, all.size())));
    }

    private static void read(ModelFile file, Objections objections, Map<ModelFile, Node> read) {
        if (!FILE_NAME.matcher(file.name()).matches()) {
            objections.add(Rule.FIL, "bara filer som slutar på .bpmn eller .dmn tas emot, med vanliga tecken i namnet");
            return;
        }
        try {
            Node root = ModelReader.read(file.content());
            String wanted = file.isProcess() ? "bpmn:definitions" : "dmn:definitions";
            if (!root.is(wanted)) {
                objections.add(
                        Rule.FIL,
                        "innehållet är inte %s, som filens namn säger (det börjar med %s)"
                                .formatted(file.isProcess() ? "BPMN 2.0" : "DMN 1.3", Wording.shown(root.name())));
                return;
            }
            Set<String> ids = new HashSet<>();
            root.all()
                    .filter(node -> node.has("id") && !ids.add(node.id()))
                    .forEach(node -> objections.add(
                            Rule.XML, node, "id ”%s” finns två gånger".formatted(Wording.shown(node.id()))));
            read.put(file, root);
        } catch (UnreadableModelException e) {
            objections.add(Rule.XML, e.what());
        }
    }
}
