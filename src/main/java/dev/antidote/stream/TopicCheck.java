package dev.antidote.stream;

import dev.antidote.config.GuardConfig;
import java.util.List;

/** Makes sure, before anything begins, that the broker answers and has the topics. */
public final class TopicCheck {
    private TopicCheck() {}

    /**
     * Asks the broker.
     *
     * @param topics full names
     * @throws GuardException if it does not answer within {@code stream.brokerTimeout}, or some topic is missing
     */
    public static void require(GuardConfig config, List<String> topics) {
        try (BrokerAccess access = BrokerAccess.open(
                AdminSettings.of(config.kafka()), config.stream().brokerTimeout())) {
            access.requireTopics(topics);
        }
    }
}
