package se.vaxholm.svara.calendar;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.PropertyAttributes;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;

/**
 * Makes property tests few and always the same, or with {@code -Dsvara.tests.size=full} many and different each time (a
 * failure names the seed).
 */
class TestSize implements AroundPropertyHook {

    private static final int SMALL = 200;
    private static final int FULL = 20_000;

    @Override
    public PropagationMode propagateTo() {
        return PropagationMode.ALL_DESCENDANTS;
    }

    @Override
    public PropertyExecutionResult aroundProperty(PropertyLifecycleContext context, PropertyExecutor property) {
        PropertyAttributes attributes = context.attributes();
        boolean full = "full".equals(System.getProperty("svara.tests.size"));
        // An example has its one try set already.
        if (attributes.tries().isEmpty()) {
            attributes.setTries(full ? FULL : SMALL);
        }
        // The generators put the edges in themselves; the library's own combinations would fill a small run.
        attributes.setEdgeCases(EdgeCasesMode.NONE);
        if (!full) {
            attributes.setSeed("20211028");
        }
        return property.execute();
    }
}
