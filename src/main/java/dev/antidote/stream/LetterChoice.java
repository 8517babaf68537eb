package dev.antidote.stream;

import dev.antidote.wire.RecordPlace;
import java.util.Optional;
import java.util.Set;

/** Decides letter by letter, in their order, what becomes of each. One thread: it counts what it has chosen. */
final class LetterChoice {
    private final ReplayPlan plan;
    private final TopicNames topics;
    private final Set<RecordPlace> sentBefore;
    private long chosen;

    LetterChoice(ReplayPlan plan, TopicNames topics, Set<RecordPlace> sentBefore) {
        this.plan = plan;
        this.topics = topics;
        this.sentBefore = Set.copyOf(sentBefore);
    }

    /** {@link LetterFate#SENT} if it is to be sent back, and otherwise why not. */
    LetterFate of(Letter letter) {
        if (!plan.filter().admits(letter)) {
            return LetterFate.NOT_ASKED_FOR;
        }
        if (letter.isCut()) {
            return LetterFate.CUT;
        }
        if (!isOurs(letter.origin())) {
            return LetterFate.FOREIGN;
        }
        if (!plan.again() && sentBefore.contains(letter.place())) {
            return LetterFate.SENT_BEFORE;
        }
        if (letter.replays() >= plan.maxAttempts()) {
            return LetterFate.TOO_OFTEN;
        }
        if (chosen == plan.most()) {
            return LetterFate.BEYOND_MAX;
        }
        chosen++;
        return LetterFate.SENT;
    }

    private boolean isOurs(Optional<RecordPlace> origin) {
        return origin.map(RecordPlace::topic)
                .filter(topic -> topic.equals(topics.requests()) || topic.equals(topics.probes()))
                .isPresent();
    }
}
