package se.vaxholm.svara.security;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import org.camunda.bpm.engine.rest.impl.DefaultProcessEngineRestServiceImpl;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;

/** Every address that Camunda's jars serve, read from the annotations of its resources. */
final class CamundaResources {

    private static final Set<String> WEBAPPS = Set.of("admin", "cockpit", "tasklist", "welcome");

    private final Set<Endpoint> found = new TreeSet<>();

    /** A method and an address with its variables, such as {@code GET /task/{id}}. */
    record Endpoint(String address, String method) implements Comparable<Endpoint> {

        Endpoint under(String prefix) {
            return new Endpoint(prefix + address, method);
        }

        @Override
        public int compareTo(Endpoint other) {
            int byAddress = address.compareTo(other.address);
            return byAddress == 0 ? method.compareTo(other.method) : byAddress;
        }
    }

    /** What one engine serves, wherever it is put. */
    static Set<Endpoint> ofAnEngine() {
        var resources = new CamundaResources();
        resources.walk("", DefaultProcessEngineRestServiceImpl.class, Set.of());
        return resources.found;
    }

    /** What Admin, Cockpit, Tasklist and Welcome serve beside the engine. */
    static Set<Endpoint> ofTheWebapps() throws ClassNotFoundException {
        var resources = new CamundaResources();
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(Path.class));
        for (String webapp : WEBAPPS) {
            for (BeanDefinition resource : scanner.findCandidateComponents("org.camunda.bpm." + webapp)) {
                resources.walk("/camunda/api/" + webapp, Class.forName(resource.getBeanClassName()));
            }
        }
        for (BeanDefinition resource : scanner.findCandidateComponents("org.camunda.bpm.webapp.impl")) {
            resources.walk("/camunda/api/admin", Class.forName(resource.getBeanClassName()));
        }
        return resources.found;
    }

    private void walk(String address, Class<?> resource) {
        String own = lineage(resource).stream()
                .map(CamundaResources::path)
                .filter(path -> !path.isEmpty())
                .findFirst()
                .orElse("");
        walk(address + own, resource, Set.of());
    }

    private void walk(String address, Class<?> resource, Set<Class<?>> above) {
        if (above.contains(resource)) {
            return;
        }
        Set<Class<?>> below = new HashSet<>(above);
        below.add(resource);
        for (Method method : resource.getMethods()) {
            for (Class<?> type : lineage(resource)) {
                Method declared;
                try {
                    declared = type.getDeclaredMethod(method.getName(), method.getParameterTypes());
                } catch (NoSuchMethodException e) {
                    continue;
                }
                String deeper = address + path(declared);
                String verb = verb(declared);
                if (verb != null) {
                    found.add(new Endpoint(deeper.isEmpty() ? "/" : deeper, verb));
                } else if (declared.isAnnotationPresent(Path.class)) {
                    walk(deeper, method.getReturnType(), below);
                }
            }
        }
    }

    private static String verb(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(Annotation::annotationType)
                .map(type -> type.getAnnotation(HttpMethod.class))
                .filter(java.util.Objects::nonNull)
                .map(HttpMethod::value)
                .findFirst()
                .orElse(null);
    }

    /** The path of an annotation, with plain variables: {@code /{id}} for {@code {id : [^/]+}}. */
    private static String path(AnnotatedElement element) {
        Path path = element.getAnnotation(Path.class);
        return path == null
                ? ""
                : ("/" + path.value())
                        .replaceAll("\\{\\s*(\\w+)\\s*:[^}]*}", "{$1}")
                        .replaceAll("//+", "/")
                        .replaceAll("/$", "");
    }

    private static Set<Class<?>> lineage(Class<?> type) {
        Set<Class<?>> all = new LinkedHashSet<>();
        for (Class<?> one = type; one != null && one != Object.class; one = one.getSuperclass()) {
            all.add(one);
        }
        for (Class<?> one : Set.copyOf(all)) {
            all.addAll(interfaces(one));
        }
        all.addAll(interfaces(type));
        return all;
    }

    private static Set<Class<?>> interfaces(Class<?> type) {
        Set<Class<?>> all = new LinkedHashSet<>();
        for (Class<?> one : type.getInterfaces()) {
            all.add(one);
            all.addAll(interfaces(one));
        }
        return all;
    }
}
