package dev.antidote.release;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All announcements that counted.
 *
 * @param releases by growing sequence
 */
public record ReleaseHistory(List<Announcement> releases) {
    public ReleaseHistory {
        releases = List.copyOf(releases);
    }

    /** What holds now. */
    public Optional<Announcement> latest() {
        return releases.isEmpty() ? Optional.empty() : Optional.of(releases.get(releases.size() - 1));
    }

    /** The sequence of the last announcement; 0 if there is none. */
    public long sequence() {
        return latest().map(Announcement::sequence).orElse(0L);
    }

    /** Bundles that were rolled back, and not released again since. */
    public Set<String> rolledBack() {
        Set<String> bundles = new HashSet<>();
        for (Announcement release : releases) {
            String previous = release.previous();
            if (release.kind() == Announcement.Kind.ROLLBACK && previous != null) {
                bundles.add(previous);
            }
            bundles.remove(release.bundle());
        }
        return Set.copyOf(bundles);
    }

    /**
     * Where a rollback goes unless told otherwise: the bundle that served before the champion. Bundles that were rolled back, and
     * those that a rollback passed over, are never among them; so rollbacks end after at most as many steps as there were releases.
     */
    public Optional<String> predecessor() {
        List<String> line = new ArrayList<>();
        for (Announcement release : releases) {
            int before = line.indexOf(release.bundle());
            if (release.kind() == Announcement.Kind.ROLLBACK && before >= 0) {
                line.subList(before, line.size()).clear();
            } else if (release.kind() == Announcement.Kind.ROLLBACK && !line.isEmpty()) {
                line.remove(line.size() - 1);
            }
            line.remove(release.bundle());
            line.add(release.bundle());
        }
        return line.size() < 2 ? Optional.empty() : Optional.of(line.get(line.size() - 2));
    }
}
