package dev.antidote.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.antidote.bundle.BundleException;
import dev.antidote.bundle.DetachedSignature;
import dev.antidote.bundle.KeyId;
import dev.antidote.testing.SmallBundle;
import java.time.Instant;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Nobody can change an announcement, whole or in part, and have it believed. */
class AnnouncementPropertyTest {
    private static final int HEADER = 5; // of the wire format: which schema; nothing of what is said

    @Property(tries = 100)
    void shouldComeBackAsItWasSigned(@ForAll("announcements") Announcement content) {
        byte[] value = ReleaseFixture.signed(content, ReleaseFixture.KEY);

        assertThat(gate().admit(value)).isEqualTo(content);
    }

    @Property(tries = 200)
    void shouldHaveOneCanonicalFormEach(
            @ForAll("announcements") Announcement one, @ForAll("announcements") Announcement other) {
        assertThat(Arrays.equals(one.canonical(), other.canonical())).isEqualTo(one.equals(other));
    }

    @Property(tries = 200)
    void shouldBeRefusedWithTheSignatureOfAnyOther(
            @ForAll("announcements") Announcement one, @ForAll("announcements") Announcement other) {
        SignedAnnouncement mixed = new SignedAnnouncement(
                other, SignedAnnouncement.sign(one, ReleaseFixture.KEY).signature());
        byte[] value = ReleaseFixture.bytes(mixed.record());

        if (!one.equals(other)) {
            assertThatThrownBy(() -> gate().admit(value)).isInstanceOf(BundleException.class);
        }
    }

    /** A number may have another spelling on the wire; then nothing else is said than what was signed. */
    @Property(tries = 20)
    void shouldNeverSayAnythingElseAfterAChangeOfAnyByte(
            @ForAll("announcements") Announcement content, @ForAll @IntRange(min = 1, max = 255) int change) {
        byte[] whole = ReleaseFixture.signed(content, ReleaseFixture.KEY);
        int refused = 0;
        for (int at = HEADER; at < whole.length; at++) {
            byte[] changed = whole.clone();
            changed[at] ^= (byte) change;
            try {
                assertThat(gate().admit(changed)).isEqualTo(content);
            } catch (BundleException e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThanOrEqualTo(whole.length - HEADER - 2); // the last bytes of two numbers
    }

    @Property(tries = 100)
    void shouldBeRefusedUnderAnotherKeysName(
            @ForAll("announcements") Announcement content, @ForAll("ids") String name) {
        SignedAnnouncement signed = SignedAnnouncement.sign(content, ReleaseFixture.KEY);
        SignedAnnouncement renamed = new SignedAnnouncement(
                content,
                new DetachedSignature(new KeyId(name), signed.signature().signature()));

        assertThatThrownBy(() -> gate().admit(ReleaseFixture.bytes(renamed.record())))
                .isInstanceOf(BundleException.class);
    }

    private static AnnouncementGate gate() {
        return new AnnouncementGate(ReleaseFixture::read, () -> SmallBundle.trust(ReleaseFixture.KEY));
    }

    @Provide
    Arbitrary<String> ids() {
        return Arbitraries.strings().withChars("0123456789abcdef").ofLength(16);
    }

    /** Few values for each field, so that two announcements often differ in one alone. */
    @Provide
    Arbitrary<Announcement> announcements() {
        Arbitrary<String> texts = Arbitraries.of("", "a", "b", "ab", "caf\u00e9", "1", "-1", "-");
        return Combinators.combine(
                        Arbitraries.of(1L, 2L, 11L, Long.MAX_VALUE),
                        Arbitraries.of(Announcement.Kind.class),
                        Arbitraries.of(ReleaseFixture.A, ReleaseFixture.B),
                        Arbitraries.of("ab".repeat(32), "cd".repeat(32)),
                        texts,
                        Arbitraries.of(ReleaseFixture.A, ReleaseFixture.B).injectNull(0.3),
                        texts,
                        Arbitraries.of(0L, 1L, 1_800_000_000_000L).map(Instant::ofEpochMilli))
                .as(Announcement::new);
    }
}
