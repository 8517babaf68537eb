package dev.antidote.stream;

import dev.antidote.batch.DeadlineException;
import dev.antidote.infer.ClassifierException;
import org.apache.kafka.common.errors.SerializationException;

/** Why a record went to the dead letters: few kinds, whatever the messages say, so that they can be counted apart. */
public enum LetterCause {
    /** Its bytes are no request or probe. */
    UNREADABLE,
    /** It was read, and is not to be judged: blank, too long, too large; or its judgement makes no sense. */
    UNFIT,
    /** No batch took it in time. */
    EXPIRED,
    /** The model failed on it alone. */
    MODEL,
    /** Anything else. */
    OTHER;

    /** The kind of what a {@link GuardObserver} is told. */
    public static LetterCause of(Throwable reason) {
        if (reason instanceof SerializationException) {
            return UNREADABLE;
        }
        if (reason instanceof PayloadException) {
            return UNFIT;
        }
        if (reason instanceof DeadlineException) {
            return EXPIRED;
        }
        return reason instanceof ClassifierException || reason instanceof OutOfMemoryError ? MODEL : OTHER;
    }
}
