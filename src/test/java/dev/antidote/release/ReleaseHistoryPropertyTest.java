package dev.antidote.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

class ReleaseHistoryPropertyTest {
    /** However releases and rollbacks took turns: rollbacks without a person end, and none leads to a bundle twice. */
    @Property(tries = 500)
    void shouldNeverSwingToAndFro(@ForAll("turns") List<String> turns) {
        List<Announcement> releases = new ArrayList<>();
        for (String turn : turns) {
            if (turn.isEmpty()) {
                rollBack(releases);
            } else if (!turn.equals(champion(releases))) {
                releases.add(ReleaseFixture.release(releases.size() + 1, turn, championOrNull(releases)));
            }
        }
        List<String> visited = new ArrayList<>(List.of(champion(releases)));
        while (rollBack(releases)) {
            assertThat(visited).doesNotContain(champion(releases));
            visited.add(champion(releases));
            assertThat(visited.size()).isLessThanOrEqualTo(4);
        }
    }

    private static boolean rollBack(List<Announcement> releases) {
        ReleaseHistory history = new ReleaseHistory(releases);
        Optional<String> back = history.predecessor();
        back.ifPresent(bundle -> {
            assertThat(history.rolledBack()).doesNotContain(bundle);
            releases.add(ReleaseFixture.rollback(releases.size() + 1, bundle, championOrNull(releases)));
        });
        return back.isPresent();
    }

    private static String champion(List<Announcement> releases) {
        return new ReleaseHistory(releases).latest().map(Announcement::bundle).orElse("");
    }

    private static @Nullable String championOrNull(List<Announcement> releases) {
        return new ReleaseHistory(releases).latest().map(Announcement::bundle).orElse(null);
    }

    /** Bundles that are released; nothing means a rollback. */
    @Provide
    Arbitrary<List<String>> turns() {
        return Arbitraries.of(ReleaseFixture.A, ReleaseFixture.B, ReleaseFixture.C, ReleaseFixture.D, "")
                .list()
                .ofMaxSize(12);
    }
}
