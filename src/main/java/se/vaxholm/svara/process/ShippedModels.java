package se.vaxholm.svara.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The models that this version of Svara is shipped with: the files of {@code bpmn/}. */
final class ShippedModels {

    private ShippedModels() {}

    /** By their names. */
    static Map<String, byte[]> read() {
        Map<String, byte[]> models = new TreeMap<>();
        try {
            for (Resource file : new PathMatchingResourcePatternResolver().getResources("classpath*:bpmn/*.*")) {
                String name = file.getFilename();
                if (name != null && (name.endsWith(".bpmn") || name.endsWith(".dmn"))) {
                    try (InputStream content = file.getInputStream()) {
                        models.put(name, content.readAllBytes());
                    }
                }
            }
            return models;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
