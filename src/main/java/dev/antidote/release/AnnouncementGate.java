package dev.antidote.release;

import dev.antidote.bundle.BundleException;
import dev.antidote.bundle.Refusal;
import dev.antidote.bundle.TrustedKeys;
import dev.antidote.wire.avro.Release;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Decides record by record what counts as an announcement: readable, signed by a trusted key, and newer than all that were admitted
 * before. One thread.
 */
final class AnnouncementGate {
    private final Function<byte[], Release> decoder;
    private final Supplier<TrustedKeys> trusted;
    private long highest;

    /**
     * A gate that has admitted nothing yet.
     *
     * @param decoder reads a record's value, or throws a {@link SerializationException}
     * @param trusted asked anew for every record, so that a key can be withdrawn while this runs
     */
    AnnouncementGate(Function<byte[], Release> decoder, Supplier<TrustedKeys> trusted) {
        this.decoder = decoder;
        this.trusted = trusted;
    }

    /**
     * Admits an announcement.
     *
     * @throws BundleException with the reason if it does not count; nothing has changed then
     * @throws org.apache.kafka.common.KafkaException if the schema registry does not answer: ask again
     * @throws ReleaseException if the trusted keys cannot be read: ask again
     */
    Announcement admit(byte[] value) {
        SignedAnnouncement signed = SignedAnnouncement.of(decode(value));
        signed.require(keys());
        Announcement content = signed.content();
        if (content.sequence() <= highest) {
            throw new BundleException(
                    Refusal.REPLAYED,
                    "release " + content.sequence() + " is no news: release " + highest
                            + " was taken before it; somebody plays an old announcement again");
        }
        highest = content.sequence();
        return content;
    }

    /** No fault of the record. */
    private TrustedKeys keys() {
        try {
            return trusted.get();
        } catch (BundleException e) {
            throw new ReleaseException("the trusted keys cannot be read: " + e.getMessage(), e);
        }
    }

    private Release decode(byte[] value) {
        try {
            return decoder.apply(value);
        } catch (SerializationException e) {
            throw new BundleException(Refusal.UNREADABLE, "a record that is no release: " + e.getMessage(), e);
        }
    }

    /** The sequence of the last one; 0 before the first. */
    long highest() {
        return highest;
    }
}
