package dev.antidote.wire;

import java.util.Arrays;
import java.util.stream.Collectors;

/** How the subject of a schema is named, after Confluent's subject name strategies. */
public enum SubjectNaming {
    /** The topic and {@code -key} or {@code -value}: one record type a topic. */
    TOPIC_NAME("TopicNameStrategy") {
        @Override
        String subject(String topic, boolean isKey, String record) {
            return topic + (isKey ? "-key" : "-value");
        }
    },
    /** The full name of the record: the same on all topics. */
    RECORD_NAME("RecordNameStrategy") {
        @Override
        String subject(String topic, boolean isKey, String record) {
            return record;
        }
    },
    /** The topic, a hyphen, and the full name of the record: several record types a topic. */
    TOPIC_RECORD_NAME("TopicRecordNameStrategy") {
        @Override
        String subject(String topic, boolean isKey, String record) {
            return topic + "-" + record;
        }
    };

    private final String simpleName;

    SubjectNaming(String simpleName) {
        this.simpleName = simpleName;
    }

    /** The subject under which the schema of {@code record} (a full name) is kept for a topic. */
    abstract String subject(String topic, boolean isKey, String record);

    /**
     * The strategy of a class name, simple or in Confluent's package.
     *
     * @throws IllegalArgumentException naming {@code key} and what is known
     */
    static SubjectNaming named(String key, String className) {
        String simple = className.substring(className.lastIndexOf('.') + 1);
        return Arrays.stream(values())
                .filter(naming -> naming.simpleName.equals(simple))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        key + ": '" + className + "' is not supported, use one of " + simpleNames()));
    }

    private static String simpleNames() {
        return Arrays.stream(values()).map(naming -> naming.simpleName).collect(Collectors.joining(", "));
    }
}
