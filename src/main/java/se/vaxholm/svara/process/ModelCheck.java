package se.vaxholm.svara.process;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import se.vaxholm.svara.process.guard.ModelFile;
import se.vaxholm.svara.process.guard.ModelRules;
import se.vaxholm.svara.process.guard.Rule;

/** Judges models as they will be judged when they are put in use, but without engine or database. */
public final class ModelCheck {

    private ModelCheck() {}

    /**
     * What is wrong with each file, in Swedish, in the order of the files. Whether a group exists is not known here.
     *
     * @param beside files that the others may refer to, which are not judged themselves
     */
    public static Map<String, List<String>> problems(Map<String, byte[]> files, Map<String, byte[]> beside) {
        Map<String, List<String>> problems = new LinkedHashMap<>();
        files.keySet().forEach(file -> problems.put(file, new ArrayList<>()));
        List<ModelFile> all = new ArrayList<>();
        files.forEach((name, content) -> all.add(new ModelFile(name, content)));
        beside.forEach((name, content) -> {
            if (!files.containsKey(name)) {
                all.add(new ModelFile(name, content));
            }
        });
        new ModelRules(new Vocabulary())
                .judge(all, decision -> Decision.of(decision).isPresent())
                .forEach(objection -> {
                    List<String> told = problems.get(objection.file());
                    if (told != null) {
                        told.add((objection.where().isEmpty() ? "" : objection.where() + ": ") + objection.what()
                                + " (regel: " + objection.rule().id() + ")");
                    }
                });
        return problems;
    }

    /** The names of the rules, as problems give them. */
    public static List<String> rules() {
        return Arrays.stream(Rule.values()).map(Rule::id).toList();
    }
}
