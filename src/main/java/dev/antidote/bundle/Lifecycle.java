package dev.antidote.bundle;

import java.time.Instant;
import java.util.Optional;

/**
 * Where a bundle stands in its life.
 *
 * <pre>
 *            release              retire
 * candidate ---------&gt; champion &lt;--------&gt; retired
 *     |  ^                |        release
 *     |  +--reconsider-+  | rollBack
 *     v                |  v
 *   refused ---------- + rolled back
 * </pre>
 *
 * <p>What no arrow shows is refused with a {@link LifecycleException}: in particular, a bundle that was rolled back never comes
 * back unless a person has reconsidered it. Immutable.
 */
public sealed interface Lifecycle {
    /** Since when. */
    Instant since();

    /** In small letters. */
    String word();

    /** Why, where the state has a reason. */
    default Optional<String> why() {
        return Optional.empty();
    }

    /** It serves from now on. */
    default Lifecycle release(Instant at) {
        throw new LifecycleException(
                this, "released", "a person must reconsider it first: antidote release publish --again");
    }

    /** Another one serves in its place. */
    default Lifecycle retire(Instant at) {
        throw new LifecycleException(this, "retired", "");
    }

    /** It served, and should not have. */
    default Lifecycle rollBack(Instant at, String reason) {
        throw new LifecycleException(this, "rolled back", "only the champion can");
    }

    /** It shall not serve. */
    default Lifecycle refuse(Instant at, String reason) {
        throw new LifecycleException(this, "refused", "only a candidate can");
    }

    /** A person wants it to be a candidate once more. */
    default Lifecycle reconsider(Instant at) {
        throw new LifecycleException(this, "reconsidered", "nothing speaks against it");
    }

    /** Not released yet. */
    record Candidate(Instant since) implements Lifecycle {
        @Override
        public String word() {
            return "candidate";
        }

        @Override
        public Lifecycle release(Instant at) {
            return new Champion(at);
        }

        @Override
        public Lifecycle refuse(Instant at, String reason) {
            return new Refused(at, reason);
        }
    }

    /** Serves. */
    record Champion(Instant since) implements Lifecycle {
        @Override
        public String word() {
            return "champion";
        }

        @Override
        public Lifecycle retire(Instant at) {
            return new Retired(at);
        }

        @Override
        public Lifecycle rollBack(Instant at, String reason) {
            return new RolledBack(at, reason);
        }
    }

    /** Served, until a better one came; it can be gone back to. */
    record Retired(Instant since) implements Lifecycle {
        @Override
        public String word() {
            return "retired";
        }

        @Override
        public Lifecycle release(Instant at) {
            return new Champion(at);
        }
    }

    /** Served, and was found wanting. */
    record RolledBack(Instant since, String reason) implements Lifecycle {
        @Override
        public String word() {
            return "rolled back";
        }

        @Override
        public Optional<String> why() {
            return Optional.of(reason);
        }

        @Override
        public Lifecycle reconsider(Instant at) {
            return new Candidate(at);
        }
    }

    /** Never served: a gate was shut. */
    record Refused(Instant since, String reason) implements Lifecycle {
        @Override
        public String word() {
            return "refused";
        }

        @Override
        public Optional<String> why() {
            return Optional.of(reason);
        }

        @Override
        public Lifecycle reconsider(Instant at) {
            return new Candidate(at);
        }
    }
}
