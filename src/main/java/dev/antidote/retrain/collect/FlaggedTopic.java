package dev.antidote.retrain.collect;

import dev.antidote.config.Durations;
import dev.antidote.config.GuardConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * The topic that is collected.
 *
 * @param name its full name
 * @param id what tells it from a later topic of that name
 */
record FlaggedTopic(String name, String id) {
    /**
     * Asks the broker.
     *
     * @throws CollectorException in one line, if no broker answers or there is no such topic
     */
    static FlaggedTopic find(GuardConfig config, String name) {
        Duration timeout = config.stream().brokerTimeout();
        String servers = config.kafka().getOrDefault(GuardConfig.BOOTSTRAP_SERVERS, "");
        try (Admin admin = Admin.create(CollectorSettings.admin(config))) {
            Map<String, TopicDescription> found = admin.describeTopics(List.of(name))
                    .allTopicNames()
                    .get(timeout.toMillis() + 1000, TimeUnit.MILLISECONDS); // the client's own timeout says more
            return new FlaggedTopic(
                    name, found.values().iterator().next().topicId().toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CollectorException("interrupted while looking for " + name, e);
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            throw failure(
                    name, servers, timeout, e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e);
        }
    }

    private static CollectorException failure(String name, String servers, Duration timeout, Throwable reason) {
        if (reason instanceof UnknownTopicOrPartitionException) {
            return new CollectorException(
                    "topic " + name + " is missing at " + servers + "; create it: antidote topics apply", reason);
        }
        if (reason instanceof TimeoutException || reason instanceof org.apache.kafka.common.errors.TimeoutException) {
            return new CollectorException(
                    "no Kafka broker answered at " + servers + " within " + Durations.format(timeout)
                            + "; is it running, and is kafka.bootstrap.servers right?",
                    reason);
        }
        String why = reason instanceof KafkaException && reason.getCause() != null
                ? reason.getCause().getMessage()
                : reason.getMessage();
        return new CollectorException("looking for " + name + " at " + servers + " failed: " + why, reason);
    }
}
