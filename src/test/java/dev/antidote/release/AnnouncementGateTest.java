package dev.antidote.release;

import static dev.antidote.release.ReleaseFixture.A;
import static dev.antidote.release.ReleaseFixture.B;
import static dev.antidote.release.ReleaseFixture.KEY;
import static dev.antidote.release.ReleaseFixture.release;
import static dev.antidote.release.ReleaseFixture.signed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.antidote.bundle.BundleException;
import dev.antidote.bundle.Refusal;
import dev.antidote.bundle.SigningKey;
import dev.antidote.bundle.TrustedKeys;
import dev.antidote.testing.SmallBundle;
import dev.antidote.wire.avro.Release;
import dev.antidote.wire.avro.ReleaseKind;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class AnnouncementGateTest {
    private final AtomicReference<TrustedKeys> trusted = new AtomicReference<>(SmallBundle.trust(KEY));
    private final AnnouncementGate gate = new AnnouncementGate(ReleaseFixture::read, trusted::get);

    @Test
    void shouldAdmitWhatATrustedKeySignedInItsOrder() {
        assertThat(gate.admit(signed(release(1, A, null), KEY))).isEqualTo(release(1, A, null));
        assertThat(gate.admit(signed(release(2, B, A), KEY))).isEqualTo(release(2, B, A));
        assertThat(gate.admit(signed(release(9, A, B), KEY)).sequence()).isEqualTo(gate.highest());
    }

    @Test
    void shouldRefuseWhatWasTakenBefore() {
        byte[] first = signed(release(1, A, null), KEY);
        byte[] second = signed(release(2, B, A), KEY);
        gate.admit(first);
        gate.admit(second);

        assertRefused(first, Refusal.REPLAYED);
        assertRefused(second, Refusal.REPLAYED);
        assertRefused(signed(release(2, A, B), KEY), Refusal.REPLAYED);
        assertThat(gate.highest()).isEqualTo(2);
    }

    @Test
    void shouldRefuseStrangersAndNotCountTheirSequence() {
        assertRefused(signed(release(99, A, null), SigningKey.create()), Refusal.UNKNOWN_KEY);
        Release unsigned = Release.newBuilder(
                        SignedAnnouncement.sign(release(99, A, null), KEY).record())
                .setSignature("")
                .setKey("")
                .build();
        assertRefused(ReleaseFixture.bytes(unsigned), Refusal.UNSIGNED);

        assertThat(gate.admit(signed(release(1, A, null), KEY)).sequence()).isEqualTo(1);
    }

    @Test
    void shouldRefuseASignatureOfSomebodyElseUnderATrustedName() {
        Release foreign = Release.newBuilder(SignedAnnouncement.sign(release(1, A, null), SigningKey.create())
                        .record())
                .setKey(KEY.id().text())
                .build();

        assertRefused(ReleaseFixture.bytes(foreign), Refusal.WRONG_SIGNATURE);
    }

    @Test
    void shouldRefuseWhatIsNoAnnouncement() {
        assertRefused(new byte[0], Refusal.UNREADABLE);
        assertRefused(new byte[] {0, 0, 0, 0, 77, 1}, Refusal.UNREADABLE);
        Release later = Release.newBuilder(
                        SignedAnnouncement.sign(release(1, A, null), KEY).record())
                .setKind(ReleaseKind.UNKNOWN)
                .build();
        assertRefused(ReleaseFixture.bytes(later), Refusal.UNREADABLE);
        Release escape = Release.newBuilder(
                        SignedAnnouncement.sign(release(1, A, null), KEY).record())
                .setReason("\u001b[2J")
                .build();
        assertRefused(ReleaseFixture.bytes(escape), Refusal.UNREADABLE);
    }

    @Test
    void shouldBelieveAKeyNoLongerThanItIsTrusted() {
        gate.admit(signed(release(1, A, null), KEY));
        SigningKey next = SigningKey.create();
        trusted.set(SmallBundle.trust(next));

        assertRefused(signed(release(2, B, A), KEY), Refusal.UNKNOWN_KEY);
        assertThat(gate.admit(signed(release(2, B, A), next)).bundle()).isEqualTo(B);
    }

    @Test
    void shouldBlameNoRecordForKeysThatCannotBeRead() {
        AnnouncementGate blind = new AnnouncementGate(ReleaseFixture::read, () -> {
            throw new BundleException("keys cannot be read");
        });

        assertThatThrownBy(() -> blind.admit(signed(release(1, A, null), KEY)))
                .isInstanceOf(ReleaseException.class)
                .hasMessage("the trusted keys cannot be read: keys cannot be read");
    }

    private void assertRefused(byte[] value, Refusal refusal) {
        assertThatThrownBy(() -> gate.admit(value))
                .isInstanceOfSatisfying(
                        BundleException.class, e -> assertThat(e.refusal()).isEqualTo(refusal))
                .hasMessageNotContaining("\n");
    }
}
