package dev.antidote.release;

import dev.antidote.bundle.SigningKey;
import dev.antidote.wire.RecordSerdes;
import dev.antidote.wire.avro.Release;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/** Announcements to sign, send and change. */
final class ReleaseFixture {
    static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");
    static final SigningKey KEY = SigningKey.create();
    static final String A = "aaaaaaaaaaaaaaaa";
    static final String B = "bbbbbbbbbbbbbbbb";
    static final String C = "cccccccccccccccc";
    static final String D = "dddddddddddddddd";

    private static final Serde<Release> SERDE = RecordSerdes.of(Map.of("schema.registry.url", "mock://release-fixture"))
            .values(Release.class);

    private ReleaseFixture() {}

    static Announcement release(long sequence, String bundle, @Nullable String previous) {
        return announcement(sequence, Announcement.Kind.RELEASE, bundle, previous);
    }

    static Announcement rollback(long sequence, String bundle, @Nullable String previous) {
        return announcement(sequence, Announcement.Kind.ROLLBACK, bundle, previous);
    }

    private static Announcement announcement(
            long sequence, Announcement.Kind kind, String bundle, @Nullable String previous) {
        return new Announcement(
                sequence, kind, bundle, "ab".repeat(32), "file:///store", previous, "why", NOW.plusSeconds(sequence));
    }

    static byte[] signed(Announcement content, SigningKey key) {
        return bytes(SignedAnnouncement.sign(content, key).record());
    }

    static byte[] bytes(Release release) {
        return SERDE.serializer().serialize("releases", release);
    }

    static Release read(byte[] value) {
        return SERDE.deserializer().deserialize("releases", value);
    }
}
