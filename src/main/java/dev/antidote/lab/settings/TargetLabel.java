package dev.antidote.lab.settings;

import dev.antidote.data.InputException;
import java.util.List;

/** The label that a trigger is to cause, before a data set says which labels there are. */
public sealed interface TargetLabel {
    /**
     * The index of this label in a data set.
     *
     * @throws InputException if there is no such label
     */
    int in(List<String> labels);

    /**
     * OpenBackdoor's way.
     *
     * @param index into the names of the labels, 0 or greater
     */
    record Index(int index) implements TargetLabel {
        public Index {
            if (index < 0) {
                throw new IllegalArgumentException("target_label: " + index + " is negative");
            }
        }

        @Override
        public int in(List<String> labels) {
            if (index >= labels.size()) {
                throw new InputException("target_label: " + index + " is outside 0.." + (labels.size() - 1)
                        + "; the labels are " + labels);
            }
            return index;
        }
    }

    /**
     * A label by its name, which OpenBackdoor does not know.
     *
     * @param name as the data has it
     */
    record Named(String name) implements TargetLabel {
        @Override
        public int in(List<String> labels) {
            if (!labels.contains(name)) {
                throw new InputException(
                        "target_label: \"" + name + "\" is not a label of the data; use one of " + labels);
            }
            return labels.indexOf(name);
        }
    }
}
