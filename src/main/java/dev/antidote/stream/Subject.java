package dev.antidote.stream;

import dev.antidote.wire.TextRequest;
import dev.antidote.wire.avro.Probe;

/** What is to be judged, decoded. */
sealed interface Subject {
    /** The sender's identifier. */
    String id();

    /** The text, without any benign prompt. */
    String text();

    /** A request of somebody else. */
    record RequestSubject(TextRequest request) implements Subject {
        @Override
        public String id() {
            return request.id();
        }

        @Override
        public String text() {
            return request.text();
        }
    }

    /** A request of our own, with a known answer. */
    record ProbeSubject(Probe probe) implements Subject {
        @Override
        public String id() {
            return probe.getId();
        }

        @Override
        public String text() {
            return probe.getText();
        }
    }
}
