package dev.antidote.release;

import dev.antidote.wire.avro.AckStatus;
import dev.antidote.wire.avro.ReleaseAck;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one instance says of itself. Nobody signs it: it is for people's eyes.
 *
 * @param instance its id
 * @param sequence the release that it serves; 0 for the bundle of its configuration
 * @param bundle the id of the bundle that it serves
 * @param refusal the kind of reason for which it did not take what was announced last, or null if it did
 * @param reason the same in one line, or null
 * @param at when it said so
 */
public record InstanceAck(
        String instance, long sequence, String bundle, @Nullable String refusal, @Nullable String reason, Instant at) {
    static InstanceAck of(ReleaseAck ack) {
        boolean refused = ack.getStatus() == AckStatus.REFUSED;
        return new InstanceAck(
                ack.getInstance(),
                ack.getSequence(),
                ack.getBundle(),
                refused ? ack.getRefusal() : null,
                refused ? ack.getReason() : null,
                ack.getAt());
    }

    ReleaseAck record() {
        return ReleaseAck.newBuilder()
                .setInstance(instance)
                .setSequence(sequence)
                .setBundle(bundle)
                .setStatus(refusal == null ? AckStatus.SERVING : AckStatus.REFUSED)
                .setRefusal(refusal)
                .setReason(reason)
                .setAt(at)
                .build();
    }
}
