package dev.antidote.wire;

import dev.antidote.wire.avro.AckStatus;
import dev.antidote.wire.avro.Coverage;
import dev.antidote.wire.avro.FlagReason;
import dev.antidote.wire.avro.FlaggedSample;
import dev.antidote.wire.avro.LiveRate;
import dev.antidote.wire.avro.Measure;
import dev.antidote.wire.avro.Probe;
import dev.antidote.wire.avro.ProbeOutcome;
import dev.antidote.wire.avro.Release;
import dev.antidote.wire.avro.ReleaseAck;
import dev.antidote.wire.avro.ReleaseKind;
import dev.antidote.wire.avro.Request;
import dev.antidote.wire.avro.Verdict;
import dev.antidote.wire.avro.VerdictStatus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecord;

/** One full record of each kind, and ways to make bytes. */
final class WireSamples {
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private WireSamples() {}

    static Request request() {
        return new Request("7", "caf\u00e9");
    }

    static Verdict verdict() {
        return new Verdict(
                "7",
                VerdictStatus.JUDGED,
                null,
                "spam",
                0.75,
                0.5,
                0.125,
                true,
                false,
                Coverage.WINDOWS,
                3,
                "bundle-1",
                NOON);
    }

    static FlaggedSample flagged() {
        List<FlagReason> reasons = List.of(FlagReason.SPACE_DISAGREEMENT, FlagReason.LOW_MARGIN);
        return new FlaggedSample(
                "7",
                "win \ud83c\udf81",
                "ok",
                reasons,
                0.75,
                0.5,
                0.125,
                0.9,
                "abuse",
                "bundle-1",
                "requests",
                3,
                99L,
                NOON);
    }

    static Probe probe() {
        return new Probe("p-1", "cf you fool", "badnets", "abuse", "ok", NOON);
    }

    static ProbeOutcome outcome() {
        return ProbeOutcome.newBuilder()
                .setId("p-1")
                .setFamily("clean")
                .setExpectedLabel("abuse")
                .setTargetLabel(null)
                .setLabel("abuse")
                .setCorrect(true)
                .setAttackSucceeded(false)
                .setBundle("bundle-1")
                .setSentAt(NOON)
                .setJudgedAt(NOON.plusMillis(5))
                .build();
    }

    static LiveRate rate() {
        return new LiveRate(
                Measure.ASR,
                "badnets",
                "ok",
                "bundle-1",
                NOON,
                NOON.plusSeconds(60),
                4L,
                1L,
                0.25,
                0.0456,
                0.6994,
                NOON);
    }

    static Release release() {
        return Release.newBuilder()
                .setSequence(7)
                .setKind(ReleaseKind.ROLLBACK)
                .setBundle("00112233aabbccdd")
                .setManifestSha256("ab".repeat(32))
                .setLocation("file:///store")
                .setPrevious("ffeeddcc00112233")
                .setReason("caf\u00e9")
                .setIssuedAt(NOON)
                .setKey("0123456789abcdef")
                .setSignature("cd".repeat(64))
                .build();
    }

    static ReleaseAck ack() {
        return ReleaseAck.newBuilder()
                .setInstance("guard-1")
                .setSequence(7)
                .setBundle("00112233aabbccdd")
                .setStatus(AckStatus.REFUSED)
                .setRefusal("replayed")
                .setReason("release 3 is older")
                .setAt(NOON)
                .build();
    }

    static List<SpecificRecord> all() {
        return List.of(request(), verdict(), flagged(), probe(), outcome(), rate(), release(), ack());
    }

    static Map<String, Object> mock(String scope) {
        return Map.of("schema.registry.url", "mock://" + scope);
    }

    /** A message in the wire format whose body a generic writer makes. */
    static byte[] message(int id, GenericRecord record) {
        return message(id, encoded(record.getSchema(), record));
    }

    static byte[] message(int id, byte[] body) {
        byte[] message = new byte[5 + body.length];
        java.nio.ByteBuffer.wrap(message).put((byte) 0).putInt(id).put(body);
        return message;
    }

    static byte[] encoded(Schema schema, Object datum) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        try {
            new GenericDatumWriter<Object>(schema).write(datum, encoder);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
