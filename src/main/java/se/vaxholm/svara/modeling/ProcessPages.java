package se.vaxholm.svara.modeling;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import se.vaxholm.svara.journal.Entry;
import se.vaxholm.svara.journal.Journal;
import se.vaxholm.svara.process.ModelVersion;
import se.vaxholm.svara.process.ModelView;
import se.vaxholm.svara.process.Models;
import se.vaxholm.svara.process.Vocabulary;

/** The process owners' pages: the models in use, and everything that a model may name. */
@Controller
class ProcessPages {

    private final Models models;
    private final Vocabulary vocabulary;
    private final Journal journal;
    private final VocabularyView words;

    ProcessPages(Models models, Vocabulary vocabulary, Journal journal, VocabularyView words) {
        this.models = models;
        this.vocabulary = vocabulary;
        this.journal = journal;
        this.words = words;
    }

    /** @param noNumber there when somebody has looked for a case by what is no number */
    @GetMapping("/processer")
    String models(@RequestParam(name = "inget-nummer", required = false) @Nullable String noNumber, Model page) {
        page.addAttribute("noNumber", noNumber != null);
        Map<String, Entry> told = journal.ofModels().stream()
                .filter(entry -> entry.detail().containsKey("deployment"))
                .collect(Collectors.toMap(
                        entry -> Objects.requireNonNull(entry.detail().get("deployment")),
                        entry -> entry,
                        (newer, older) -> newer));
        Map<String, List<ModelRow.Version>> versions = new LinkedHashMap<>();
        models.versions()
                .forEach(version -> versions.computeIfAbsent(version.file(), file -> new ArrayList<>())
                        .add(version(version, told)));
        page.addAttribute(
                "models",
                versions.values().stream()
                        .sorted(Comparator.comparing(
                                all -> place(all.get(0).model().file())))
                        .map(all -> new ModelRow(all.get(0), all.subList(1, all.size())))
                        .toList());
        return "modeling/models";
    }

    /** Processes in the order in which they call each other, then the decisions. */
    private int place(String file) {
        List<String> processes = vocabulary.processes().stream()
                .map(process -> process.id() + ".bpmn")
                .toList();
        return processes.contains(file) ? processes.indexOf(file) : processes.size();
    }

    private static ModelRow.Version version(ModelVersion version, Map<String, Entry> told) {
        Entry entry = told.get(version.id());
        return entry == null
                ? new ModelRow.Version(version, null, null)
                : new ModelRow.Version(
                        version, entry.actorName(), entry.detail().get("comment"));
    }

    @GetMapping("/processer/ordlista")
    String vocabulary(Model page) {
        page.addAttribute("words", words);
        page.addAttribute("uses", models.uses());
        return "modeling/vocabulary";
    }

    /** The version in use, or an earlier one, as a picture and in words. */
    @GetMapping("/processer/{file:.+[.](?:bpmn|dmn)}")
    String model(@PathVariable String file, @RequestParam(required = false) @Nullable Integer version, Model page) {
        List<ModelVersion> every = models.versions();
        page.addAttribute(
                "titles",
                every.stream()
                        .filter(ModelVersion::inUse)
                        .collect(Collectors.toMap(ModelVersion::file, ModelVersion::title, (one, other) -> one)));
        List<ModelVersion> all =
                every.stream().filter(known -> known.file().equals(file)).toList();
        ModelVersion shown = all.stream()
                .filter(known -> version == null ? known.inUse() : known.number() == version)
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "No such model"));
        page.addAttribute("version", shown);
        page.addAttribute(
                "others", all.stream().filter(known -> !known.equals(shown)).toList());
        page.addAttribute(
                "view", ModelView.of(file, models.content(shown.id(), file).orElseThrow()));
        return "modeling/model";
    }

    /** For those who work in Camunda Modeler without the project's folder. */
    @GetMapping("/processer/element-templates.json")
    ResponseEntity<byte[]> elementTemplates() {
        return file(
                "svara-element-templates.json",
                MediaType.APPLICATION_JSON,
                new ElementTemplates(vocabulary).together().getBytes(UTF_8));
    }

    @GetMapping("/processer/modeller/{id}/{file}")
    ResponseEntity<byte[]> model(@PathVariable String id, @PathVariable String file) {
        return models.content(id, file)
                .map(content -> file(file, MediaType.APPLICATION_XML, content))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "No such model"));
    }

    private static ResponseEntity<byte[]> file(String name, MediaType type, byte[] content) {
        return ResponseEntity.ok()
                .contentType(type)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(name, UTF_8)
                                .build()
                                .toString())
                .body(content);
    }
}
