package dev.antidote.release;

import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;

/** Turns what Kafka's clients throw into one line for people. */
final class Broker {
    private Broker() {}

    /**
     * Asks the broker.
     *
     * @throws ReleaseException instead of what the client throws
     */
    static <T> T asked(String what, Supplier<T> question) {
        try {
            return question.get();
        } catch (KafkaException e) {
            throw new ReleaseException(what + " failed: " + reason(e), e);
        }
    }

    static String reason(KafkaException failure) {
        Throwable root = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProducerFencedException || cause instanceof InvalidProducerEpochException) {
                return "another publisher began meanwhile and ended this one; nothing was announced, run it again";
            }
            root = cause;
        }
        String message = String.valueOf(root.getMessage());
        return root instanceof TimeoutException
                ? message + "; is the broker running, and does the topic exist (antidote topics apply)?"
                : message;
    }
}
