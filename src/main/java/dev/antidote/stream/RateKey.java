package dev.antidote.stream;

import dev.antidote.wire.ProbeFamilies;
import dev.antidote.wire.avro.Measure;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * What a live rate is of. Counts of one key meet in one partition of the counts topic.
 *
 * @param measure what is counted
 * @param family of probes the attack, or another of {@link ProbeFamilies}
 * @param target the label that the attacker wants; null where there is none
 * @param bundle the id of the bundle that judged
 */
record RateKey(Measure measure, String family, @Nullable String target, String bundle) {
    private static final byte VERSION = 1;
    private static final int LONGEST = 200;

    RateKey {
        family = clipped(family); // a probe may say anything
        target = target == null ? null : clipped(target);
    }

    private static String clipped(String name) {
        if (name.length() <= LONGEST) {
            return name;
        }
        boolean pair = Character.isHighSurrogate(name.charAt(LONGEST - 1)); // half of one is no text
        return name.substring(0, pair ? LONGEST - 1 : LONGEST);
    }

    /** A rate of real traffic. */
    static RateKey ofRequests(Measure measure, String bundle) {
        return new RateKey(measure, ProbeFamilies.REQUESTS, null, bundle);
    }

    /** The rate that a probe of this family counts for. */
    static RateKey ofProbes(String family, @Nullable String target, String bundle) {
        if (target == null) {
            return new RateKey(Measure.CLEAN_ACCURACY, family, null, bundle);
        }
        return new RateKey(family.equals(ProbeFamilies.FLOOR) ? Measure.FLOOR : Measure.ASR, family, target, bundle);
    }

    /** As bytes: version, measure, family, whether there is a target, target, bundle. */
    byte[] encode() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(64);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeUTF(measure.name());
            out.writeUTF(family);
            out.writeBoolean(target != null);
            out.writeUTF(target == null ? "" : target);
            out.writeUTF(bundle);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory has no I/O
        }
        return bytes.toByteArray();
    }

    /** Reads a key; what another version or a fault wrote is a {@link GuardException}. */
    static RateKey decode(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            byte version = in.readByte();
            if (version != VERSION) {
                throw new GuardException("a count has a key of version " + version + ", this program reads " + VERSION);
            }
            Measure measure = Measure.valueOf(in.readUTF());
            String family = in.readUTF();
            boolean targeted = in.readBoolean();
            String target = in.readUTF();
            return new RateKey(measure, family, targeted ? target : null, in.readUTF());
        } catch (IOException | IllegalArgumentException e) {
            throw new GuardException("a count has a broken key of " + bytes.length + " bytes", e);
        }
    }
}
