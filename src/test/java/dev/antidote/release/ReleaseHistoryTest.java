package dev.antidote.release;

import static dev.antidote.release.ReleaseFixture.A;
import static dev.antidote.release.ReleaseFixture.B;
import static dev.antidote.release.ReleaseFixture.C;
import static dev.antidote.release.ReleaseFixture.D;
import static dev.antidote.release.ReleaseFixture.release;
import static dev.antidote.release.ReleaseFixture.rollback;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReleaseHistoryTest {
    @Test
    void shouldHaveNothingToGoBackToAtFirst() {
        assertThat(new ReleaseHistory(List.of()).latest()).isEmpty();
        assertThat(new ReleaseHistory(List.of()).sequence()).isZero();
        assertThat(history(release(1, A, null)).predecessor()).isEmpty();
    }

    @Test
    void shouldGoBackStepByStepAndNeverForth() {
        assertThat(history(release(1, A, null), release(2, B, A), release(3, C, B))
                        .predecessor())
                .contains(B);

        ReleaseHistory once = history(release(1, A, null), release(2, B, A), release(3, C, B), rollback(4, B, C));
        assertThat(once.predecessor()).contains(A);
        assertThat(once.rolledBack()).containsExactly(C);

        ReleaseHistory twice =
                history(release(1, A, null), release(2, B, A), release(3, C, B), rollback(4, B, C), rollback(5, A, B));
        assertThat(twice.predecessor()).isEmpty();
        assertThat(twice.rolledBack()).containsExactlyInAnyOrder(B, C);
    }

    @Test
    void shouldGoOverWhatARollbackPassed() {
        ReleaseHistory history =
                history(release(1, A, null), release(2, B, A), release(3, C, B), rollback(4, A, C), release(5, D, A));

        assertThat(history.predecessor()).contains(A);
        assertThat(history.rolledBack()).containsExactly(C);
    }

    @Test
    void shouldTakeABundleThatWasReleasedAgainForANewOne() {
        ReleaseHistory history = history(release(1, A, null), release(2, B, A), rollback(3, A, B), release(4, B, A));

        assertThat(history.rolledBack()).isEmpty();
        assertThat(history.predecessor()).contains(A);
        assertThat(history(release(1, A, null), release(2, B, A), release(3, A, B))
                        .predecessor())
                .contains(B);
    }

    @Test
    void shouldKnowAWayBackEvenWhereTheBeginningIsGone() {
        assertThat(history(release(7, B, A), rollback(8, A, B)).predecessor()).isEmpty();
        assertThat(history(release(5, C, B), release(7, B, C), rollback(8, A, B))
                        .predecessor())
                .contains(C);
    }

    private static ReleaseHistory history(Announcement... releases) {
        return new ReleaseHistory(List.of(releases));
    }
}
