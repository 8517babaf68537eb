package dev.antidote.stream;

/**
 * Where a record stands in Kafka; taken when it is processed, since a punctuator no longer knows.
 *
 * @param topic its topic
 * @param partition 0 or greater
 * @param offset 0 or greater
 */
record Origin(String topic, int partition, long offset) {
    @Override
    public String toString() {
        return topic + '-' + partition + '@' + offset;
    }
}
