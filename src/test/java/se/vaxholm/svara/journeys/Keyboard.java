package se.vaxholm.svara.journeys;

import static org.assertj.core.api.Assertions.assertThat;

/** Somebody without a mouse: every stop on the way must show that it has the focus. */
final class Keyboard {

    private static final int LONGEST_WAY = 60;

    /** The words by which people know the element with the focus; empty for the page itself. */
    private static final String NAME = """
            () => {
              const element = document.activeElement
              if (element === document.body || element === document.documentElement) return ''
              const words = element.labels?.length ? element.labels[0] : element
              return element.getAttribute('aria-label') || words.innerText.trim()
            }""";

    /** Whether one can see where the focus is: on the element, or (radio buttons) on what is drawn in its place. */
    private static final String SEEN = """
            () => {
              const element = document.activeElement
              const drawn = style => (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0)
                || style.boxShadow !== 'none'
              const label = element.labels?.[0]
              const box = element.getBoundingClientRect()
              const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth
              return inside && (drawn(getComputedStyle(element))
                || (label != null && drawn(getComputedStyle(label, '::before'))))
            }""";

    private final Person person;

    Keyboard(Person person) {
        this.person = person;
    }

    /** Presses the tab key until something of this name has the focus. */
    Keyboard goTo(String name) {
        for (int i = 0; i < LONGEST_WAY; i++) {
            tab();
            if (name().equals(name)) {
                return this;
            }
        }
        throw new AssertionError("The tab key does not come to " + name);
    }

    Keyboard isOn(String name) {
        assertThat(name()).isEqualTo(name);
        return this;
    }

    Keyboard press(String key) {
        person.page().keyboard().press(key);
        return this;
    }

    Keyboard type(String text) {
        person.page().keyboard().type(text);
        return this;
    }

    void tab() {
        press("Tab");
        if (!name().isEmpty()) {
            assertThat(person.page().evaluate(SEEN))
                    .as("the focus on " + name() + " can be seen")
                    .isEqualTo(true);
        }
    }

    /** Goes through the whole page until the focus leaves it, and tells how many stops there were. */
    int walkThrough() {
        for (int stops = 0; stops < LONGEST_WAY; stops++) {
            tab();
            if (name().isEmpty()) {
                return stops;
            }
        }
        throw new AssertionError(
                "The tab key does not come out of " + person.page().url());
    }

    private String name() {
        return (String) person.page().evaluate(NAME);
    }
}
